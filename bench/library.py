"""`python -m bench.library`: what the library costs: importing, finding a section, searching, and memory.

The figures are those of one core and of the processor's time, kept in docs/library.json.  Beside them stands
`lxml.etree.parse` of the same files in the same run, so that they can be compared between machines.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from lxml import etree

from bench import DOCS, ROOT, corpus
from bench.timing import Time, machine, timed
from statute.shelf import around, cutting, intake
from statute.shelf.stored import Stored

FIGURES = DOCS / "library.json"
#: How large the titles are whose import is watched, in millions of bytes; how many sections are looked up among.
SMALL, LARGE, SECTIONS = 10, 100, 10_000
_WORDS = ("fair use", "“small business”", "contracting officer", "secretary", "paten* infringement")
_HEAD = (
    '<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t98"><main>'
    '<title identifier="/us/usc/t98"><num value="98">Title 98—</num><heading>SECTIONS OVER AGAIN</heading>'
)
_WATCHED = """
import resource, sys
from pathlib import Path
from statute.shelf import intake
from statute.shelf.stored import Stored
(entry,) = intake.add(Stored.open(sys.argv[2], create=True).engine, [Path(sys.argv[1])])
assert entry.state == "added", entry
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured.

    megabytes, seconds: of the folder `usc`, imported; parse_seconds: `lxml.etree.parse` of the same.
    section, search: the time of one, among `sections` sections.  peaks: the most memory of an import, in
    millions of bytes, by the size of the title in millions of bytes.
    """

    machine: str
    megabytes: float
    seconds: float
    parse_seconds: float
    sections: int
    section: Time
    search: Time
    peaks: dict[int, float]


def measured(folder: Path) -> Figures:
    """Measures all of it, in folders that are gone afterwards."""
    files = intake.files_in([folder / "usc"])
    with TemporaryDirectory() as place:
        here = Path(place)
        seconds, parse_seconds = _imported(files, here / "usc.db")
        bodies = list(_sections(folder / "usc" / "119-36" / "usc41.xml"))
        title = _title(bodies, here / "sections.xml", sections=SECTIONS)
        shelf = Stored.open(str(here / "sections.db"), create=True)
        list(intake.add(shelf.engine, [title]))
        section, search = _looked_up(shelf)
        peaks = {size: _peak(bodies, size, here) for size in (SMALL, LARGE)}
    size = sum(file.stat().st_size for file in files) / 1e6
    return Figures(machine(), size, seconds, parse_seconds, SECTIONS, section, search, peaks)


def _imported(files: list[Path], place: Path) -> tuple[float, float]:
    """The processor's seconds of importing files, and of parsing them."""
    start = process_time()
    for file in files:
        etree.parse(str(file))
    parsed = process_time()
    shelf = Stored.open(str(place), create=True)
    ready = process_time()
    list(intake.add(shelf.engine, files))
    return process_time() - ready, parsed - start


def _looked_up(shelf: Stored) -> tuple[Time, Time]:
    """The time of one section by its citation, never the same twice, and of one search."""
    chosen = random.Random(907)
    wanted = iter(lambda: f"98 U.S.C. {chosen.randint(1, SECTIONS)}", "")
    words = (_WORDS[n % len(_WORDS)] for n in count())
    section = timed(lambda: shelf.provision(next(wanted)), seconds=3)
    return section, timed(lambda: around.find_words(shelf, next(words)), seconds=3)


def _peak(bodies: list[str], megabytes: int, folder: Path) -> float:
    """The most memory that a process of its own takes to import a title of this size, in millions of bytes."""
    title = _title(bodies, folder / f"{megabytes}.xml", size=megabytes * 1_000_000)
    command = [sys.executable, "-c", _WATCHED, str(title), str(folder / f"{megabytes}.db")]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(told.stdout) * 1024 / 1e6


def _sections(file: Path) -> Iterator[str]:
    for piece in cutting.cut(file):
        if piece.steps and piece.steps[-1][0] == "section":
            yield etree.tostring(piece.element, encoding="unicode", with_tail=False)


def _title(bodies: list[str], file: Path, *, sections: int = 0, size: int = 0) -> Path:
    """A title made by repeating sections under new numbers, until there are so many, or so many bytes."""
    written = 0
    with file.open("w", encoding="utf-8") as out:
        out.write(_HEAD)
        for number in count(1):
            old = bodies[number % len(bodies)]
            own = old.partition('identifier="')[2].partition('"')[0]
            new = old.replace(f'"{own}"', f'"/us/usc/t98/s{number}"').replace(f'"{own}/', f'"/us/usc/t98/s{number}/')
            first, _, rest = new.partition("</num>")
            written += out.write(f'{first.rpartition("<num")[0]}<num value="{number}">§ {number}.</num>{rest}')
            if number == sections or (size and written >= size):
                break
        out.write("</title></main></uscDoc>")
    return file


def told(found: Figures) -> str:
    """The figures in lines."""
    small, large = found.peaks.items()
    return (
        f"usc/, {found.megabytes:.1f} MB, imported: {found.seconds:.1f} s, {found.megabytes / found.seconds:.1f} MB/s; "
        f"lxml.etree.parse of the same: {found.parse_seconds:.2f} s.\n"
        f"A section by citation, of {found.sections:,}: "
        f"p50 {found.section.p50:.2f} ms, p95 {found.section.p95:.2f} ms.\n"
        f"A search there: p50 {found.search.p50:.2f} ms, p95 {found.search.p95:.2f} ms.\n"
        f"Most memory: {small[1]:.0f} MB for a title of {small[0]} MB, {large[1]:.0f} MB for one of {large[0]} MB.\n"
    )


def main() -> int:
    """Measures, prints and keeps the figures; 2 where the corpus is not at hand."""
    folder = corpus()
    if folder is None:
        print("These figures need the corpus (RAMSEYER_CORPUS), which is not at hand.", file=sys.stderr)
        return 2
    found = measured(folder)
    print(told(found), end="")
    FIGURES.write_text(json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
