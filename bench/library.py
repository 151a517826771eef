"""What the library costs: reading a title, importing, finding a section, searching, and memory.

The figures are those of one core and of the processor's time.  Beside them stands `lxml.etree.parse` of the same
files in the same run, so that they can be compared between machines.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from lxml import etree

from bench import ROOT
from bench.timing import Time, timed
from statute.formats import uslm
from statute.shelf import around, cutting, intake
from statute.shelf.stored import Stored

#: The title that is read, in the folder `usc`.
TITLE = "119-36/usc17.xml"
#: How large the titles are whose import is watched, in millions of bytes; how many sections are looked up among.
SMALL, LARGE, SECTIONS = 10, 100, 10_000
_WORDS = ("fair use", "“small business”", "contracting officer", "secretary", "paten* infringement")
_HEAD = (
    '<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t98"><main>'
    '<title identifier="/us/usc/t98"><num value="98">Title 98—</num><heading>SECTIONS OVER AGAIN</heading>'
)
#: What a process of its own is asked to do; it tells the most memory that this took, in KiB.
_IMPORTING = """
from pathlib import Path
from statute.shelf import intake
from statute.shelf.stored import Stored
(entry,) = intake.add(Stored.open(sys.argv[2], create=True).engine, [Path(sys.argv[1])])
assert entry.state == "added", entry
before = 0
"""
_READING = """
from pathlib import Path
from statute.formats import uslm
before = most()
kept = uslm.read(Path(sys.argv[1]).read_bytes())
"""
_PARSING = """
from lxml import etree
before = most()
kept = etree.parse(sys.argv[1])
walked = sum(1 for _ in kept.iter())
"""
_WATCHED = """
import sys
from bench.memory import most
{work}
print(most() - before)
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; seconds of the processor, and memory in millions of bytes.

    read, parsed: of reading a title of `title` million bytes, and of `lxml.etree.parse` of it with one walk; memory
    and parsed_memory: what each took.  folder: the millions of bytes of the folder `usc`; imported, folder_parsed:
    the seconds of importing it, and of `lxml.etree.parse`.  section, search: the time of one, among `sections`
    sections.  small_peak, large_peak: the most memory of importing titles of `SMALL` and `LARGE` million bytes.
    """

    title: float
    read: float
    parsed: float
    memory: float
    parsed_memory: float
    folder: float
    imported: float
    folder_parsed: float
    sections: int
    section: Time
    search: Time
    small_peak: float
    large_peak: float

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Figures:
        """The figures as they were kept."""
        return cls(**{**kept, "section": Time(**kept["section"]), "search": Time(**kept["search"])})


def measured(folder: Path) -> Figures:
    """Measures all of it, in folders that are gone afterwards."""
    title = folder / "usc" / TITLE
    files = intake.files_in([folder / "usc"])
    with TemporaryDirectory() as place:
        here = Path(place)
        imported, folder_parsed = _imported(files, here / "usc.db")
        bodies = list(_sections(folder / "usc" / "119-36" / "usc41.xml"))
        shelf = Stored.open(str(here / "sections.db"), create=True)
        list(intake.add(shelf.engine, [_title(bodies, here / "sections.xml", sections=SECTIONS)]))
        section, search = _looked_up(shelf)
        small, large = (_import_peak(bodies, size, here) for size in (SMALL, LARGE))
    return Figures(
        title=title.stat().st_size / 1e6,
        read=_seconds(lambda: uslm.read(title.read_bytes())),
        parsed=_seconds(lambda: sum(1 for _ in etree.parse(str(title)).iter())),
        memory=_peak(_READING, title),
        parsed_memory=_peak(_PARSING, title),
        folder=sum(file.stat().st_size for file in files) / 1e6,
        imported=imported,
        folder_parsed=folder_parsed,
        sections=SECTIONS,
        section=section,
        search=search,
        small_peak=small,
        large_peak=large,
    )


def _seconds(work: Callable[[], object], runs: int = 7) -> float:
    """The processor's seconds of the middle one of several runs."""
    taken = []
    for _ in range(runs):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return median(taken)


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
    section = timed(lambda: shelf.provision(next(wanted)), seconds=3, clock=process_time)
    return section, timed(lambda: around.find_words(shelf, next(words)), seconds=3, clock=process_time)


def _import_peak(bodies: list[str], megabytes: int, folder: Path) -> float:
    """The most memory that it takes to import a title of this size, in millions of bytes."""
    title = _title(bodies, folder / f"{megabytes}.xml", size=megabytes * 1_000_000)
    return _peak(_IMPORTING, title, folder / f"{megabytes}.db")


def _peak(work: str, *files: Path) -> float:
    """The most memory that a process of its own takes for some work, in millions of bytes."""
    command = [sys.executable, "-c", _WATCHED.format(work=work), *map(str, files)]
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


def rows(found: Figures) -> list[tuple[str, str, str, str]]:
    """The figures as lines of a table: what, measured, beside `lxml.etree.parse`, and what was asked."""
    return [
        (
            f"reading title 17, {found.title:.1f} MB",
            f"{found.read:.2f} s",
            f"{found.read / found.parsed:.1f} times, with one walk",
            "at most 4 times",
        ),
        (
            "its memory",
            f"{found.memory:.0f} MB",
            f"{found.memory / found.parsed_memory:.1f} times",
            "at most 3 times",
        ),
        (
            f"importing usc/, {found.folder:.1f} MB",
            f"{found.folder / found.imported:.1f} MB/s",
            f"{found.imported / found.folder_parsed:.1f} times",
            "at least 5 MB/s",
        ),
        (
            f"a section by citation, of {found.sections:,}",
            f"p50 {found.section.p50:.2f} ms, p95 {found.section.p95:.2f} ms",
            "",
            "p50 under 3 ms",
        ),
        (
            "a search there",
            f"p50 {found.search.p50:.1f} ms, p95 {found.search.p95:.1f} ms",
            "",
            "p50 under 30 ms",
        ),
        (
            f"most memory of importing {LARGE} MB",
            f"{found.large_peak:.0f} MB",
            "",
            f"as for {SMALL} MB: {found.small_peak:.0f} MB",
        ),
    ]
