"""`python -m bench.conformance`: docs/conformance.md, what of real law is read and carried out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from typing import Any

from bench import (
    DOCS,
    FIGURES,
    circle,
    citations,
    corpus,
    intent,
    library,
    mutants,
    readings,
    scaling,
    scorer,
    templates,
    vintages,
)  # fmt: skip
from bench.fidelity import FOLDERS, Faith, faith, files
from bench.findings import FINDINGS
from drafting.amend import crew
from drafting.instruction import Unread
from drafting.parse import parse
from statute import formats
from statute.errors import CODES, Refusal

PAGE = DOCS / "conformance.md"
GRADES = ("exact", "translated", "refused", "wrong")
#: Folders of the corpus that hold amending laws and bills, and what they are.
AMENDING = {
    "laws": "public laws and enrolled bills, USLM",
    "bills_uslm": "bills and resolutions, USLM",
    "bills_dtd": "bills, House bill DTD",
    "pairs/law": "amending provisions of the pairs, USLM",
}
TOP = """# Conformance

Made by `make conformance`; not to be changed by hand. The figures are those of the corpus of real federal
law that the project is tested on, which is not part of it.
"""


@dataclass(slots=True)
class Reading:
    """What became of one folder's files: how many, how many were read, their instructions, the refusals."""

    files: int = 0
    read: int = 0
    instructions: int = 0
    unread: int = 0
    codes: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Writes the page; 2, and a word why, where the corpus or the grading script is not at hand."""
    folder, script = corpus(), scorer()
    if folder is None or script is None:
        lacking = "the corpus (RAMSEYER_CORPUS)" if folder is None else "the grading script (RAMSEYER_SCORER)"
        print(f"These figures need {lacking}, which is not at hand. Nothing was written.", file=sys.stderr)
        return 2
    with ProcessPoolExecutor() as pool:
        understood = {name: _folder(pool, folder / name) for name in AMENDING}
        kept = {name: _kept(pool, folder, name) for name in FOLDERS}
    jobs = folder / "pairs" / "jobs.jsonl"
    results = crew.run(jobs, workers=2)
    parts = [
        TOP,
        _pairs(json.loads(_graded(script, folder / "pairs", results, "--json"))),
        _findings(),
        _refusals(results),
        _slips(intent.measured(folder / "olrc" / "probable_intent.jsonl")),
        _mutants(mutants.of_pairs(jobs, _exact(_graded(script, folder / "pairs", results, "--list", "exact")))),
        _circle(folder),
        _fidelity(kept),
        _vintages(list(vintages.shared(folder / "usc"))),
        _references(citations.measured(folder)),
        _read(understood),
        _templates(folder / "olrc" / "templates.tsv"),
        _printed(folder / "pairs"),
        _speed(),
    ]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    print(f"Wrote docs/{PAGE.name}.")
    return 0


# ---- counting --------------------------------------------------------------------------------------


def _graded(script: Path, pairs: Path, results: list[dict[str, Any]], *asked: str) -> str:
    """What the grading script says of a run: the grades by class, or the pairs of a grade."""
    with TemporaryDirectory() as folder:
        run = Path(folder) / "results.jsonl"
        run.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in results), encoding="utf-8")
        command = [sys.executable, str(script), str(pairs), str(run), *asked]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _exact(listed: str) -> list[str]:
    return [line.split("\t")[0] for line in listed.splitlines() if "\t" in line]


def _folder(pool: ProcessPoolExecutor, folder: Path) -> Reading:
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in (".xml", ".txt"))
    whole = Reading()
    for said, unread, code in pool.map(count, files, chunksize=4):
        whole.files += 1
        whole.read += not code
        whole.instructions += said
        whole.unread += unread
        whole.codes.update([code] if code else [])
    return whole


def _kept(pool: ProcessPoolExecutor, folder: Path, name: str) -> list[Faith]:
    return list(pool.map(partial(faith, schemas=folder / "schemas"), files(folder / name), chunksize=8))


def count(path: Path) -> tuple[int, int, str]:
    """The instructions of a law or bill, and those of them not understood; or the code of the refusal."""
    try:
        said = parse(formats.read_any(path.read_bytes(), bill=True))
    except Refusal as refusal:
        return 0, 0, refusal.problem.code
    return len(said), sum(isinstance(one.act, Unread) for one in said), ""


# ---- writing ---------------------------------------------------------------------------------------


def _chapter(heading: str, opening: str, body: str) -> str:
    return f"## {heading}\n\n{fill(opening, 108)}\n\n{body}"


def _table(heads: Sequence[str], rows: Iterable[Iterable[object]], *, words: int = 1) -> str:
    """A table whose first columns are words, the others numbers."""
    lines = [[*heads], ["---"] * words + ["---:"] * (len(heads) - words), *([*map(str, row)] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _pairs(grades: dict[str, dict[str, int]]) -> str:
    rows = []
    for name in sorted(grades, key=lambda name: (name == "all", name)):
        counts = [grades[name].get(grade, 0) for grade in GRADES]
        rows.append([name, sum(counts), *counts, _share(counts[0] + counts[1], sum(counts))])
    return _chapter(
        "Statutes before and after",
        "A statute, the enacted provisions that amend it, and the official text afterwards. *Exact*: the "
        "official words. *Translated*: they differ only where the Code's editors put one form of reference "
        "for another. *Refused*: something was not carried out, and this is said. *Wrong*: said to be "
        "carried out, and not the official text. *Strict* titles print the Act's own words. “All” holds the "
        "classes core, hard and intent; in the others the official text does not measure the amendment.",
        _table(("class", "pairs", *GRADES, "exact or translated"), rows),
    )


def _findings() -> str:
    return _chapter(
        "What official texts carry besides",
        "Pairs graded wrong, or better refused, where the official text has more than the amendment directs.",
        _table(("pair", "besides", "evidence"), FINDINGS, words=3),
    )


def _slips(found: intent.Slips) -> str:
    return _chapter(
        "Near words",
        "Of the amendments that the Law Revision Counsel executed to reflect the probable intent of Congress, those "
        "where the note gives the words directed and the words executed. The words directed are to be refused on a "
        "text that holds the others, and these are to be among the first three suggestions.",
        _table(
            ("slips", "refused", "offered", "share offered"),
            [(found.slips, found.refused, found.offered, _share(found.offered, found.slips))],
            words=0,
        ),
    )


def _mutants(verdicts: list[mutants.Verdict]) -> str:
    counts = mutants.counted(verdicts)
    grades = ("refused", "as directed", "wrong")
    rows = [[damage, *(counts[damage, grade] for grade in grades)] for damage in sorted({d for d, _ in counts})]
    rows.append(["all", *(sum(n for (_, g), n in counts.items() if g == grade) for grade in grades)])
    return _chapter(
        "Damaged instructions",
        f"{len(verdicts):,} instructions of the pairs with the official result, each damaged, written, read again and "
        "carried out. What it directs then is told by the plain words of the law: mostly nothing.",
        _table(("damage", *grades), rows),
    )


def _refusals(results: list[dict[str, Any]]) -> str:
    codes: Counter[str] = Counter()
    for result in results:
        codes.update(one["code"] for one in result["instructions"] if one["status"] in ("refused", "unread"))
        codes.update([result["problem"]["code"]] if "problem" in result else [])
    whole = sum(len(result["instructions"]) for result in results)
    rows = [(code, f"{CODES[code][1]}", n) for code, n in codes.most_common()]
    return _chapter(
        "Refusals",
        f"Of {whole} instructions of the pairs, {sum(codes.values())} were not carried out.",
        _table(("code", "meaning", "times"), rows, words=2),
    )


def _circle(folder: Path) -> str:
    pairs = circle.Circle.of(list(circle.of_pairs(folder / "pairs")))
    vintages = circle.Circle.of(list(circle.of_vintages(folder / "usc")))
    rows = [_closed("statutes before and after, class core", pairs), _closed("sections of two vintages", vintages)]
    ratio = f"{pairs.ours / pairs.theirs:.2f}" if pairs.theirs else "–"
    return _chapter(
        "Language drafted",
        "Two texts to amendatory language, which is read back and carried out on the first and must give the "
        "second, as print has it; else it is withheld. *Closed*: given. *Restated*: a whole section amended to "
        "read as follows, of those texts in which less than half of the words change.",
        _table(("texts", "number", "closed", "less than half changes", "restated", "restated, share"), rows)
        + "\n"
        + fill(
            f"Beside the enacted language of the pairs: {pairs.ours:,} words quoted, enacted {pairs.theirs:,} "
            f"(in all {ratio} times as many; median of the ratios {pairs.median:.2f}). Of {pairs.compared} enacted "
            f"changes that one act of ours makes at the same place, {pairs.alike} "
            f"({_share(pairs.alike, pairs.compared)}) have the form that Congress chose.",
            108,
        )
        + "\n",
    )


def _closed(name: str, one: circle.Circle) -> list[object]:
    return [name, one.rounds, one.closed, one.small, one.restated, _share(one.restated, one.small)]


def _fidelity(kept: dict[str, list[Faith]]) -> str:
    rows = []
    for name, found in [*kept.items(), ("all", [one for every in kept.values() for one in every])]:
        held = [sum(getattr(one, what) for one in found) for what in ("read", "letters", "equal", "valid")]
        rows.append([FOLDERS.get(name, name), len(found), *held])
    conforms, published = (sum(getattr(one, what) for one in kept["bills_dtd"]) for what in ("conforms", "published"))
    return _chapter(
        "Fidelity",
        "*Letters*: every letter of the file is in the tree, in its order, as law or beside it (what print adds "
        "to the bill DTD set aside). *Equal*: written in its own format and read again, it is the same tree to "
        "the last attribute. *Valid*: written as USLM, it conforms to the published schema, version 2.1.0.",
        _table(("files", "number", "read", "letters", "equal", "valid"), rows)
        + f"\nOf {len(kept['bills_dtd'])} files of the bill DTD, {conforms} conform to it as they are written, and "
        f"{published} as they were published.\n",
    )


def _vintages(found: list[vintages.Shared]) -> str:
    rows = [
        (one.titles, one.both, one.unchanged, one.unchanged - len(one.unequal), ", ".join(one.unequal) or "–")
        for one in found
    ]
    return _chapter(
        "Vintages",
        "Titles of the Code at one release point and at a later one. *Equal*: of the sections whose words did not "
        "change, those that are read to the same tree.",
        _table(("title", "sections in both", "unchanged", "equal", "read otherwise"), rows),
    )


def _references(found: citations.Agreement) -> str:
    """How our reading of references agrees with the markup."""
    number = found.number
    rows: list[tuple[object, ...]] = [
        ("read as marked", found.same, _share(found.same, number), ""),
        ("read as marked, less exactly", found.coarser, _share(found.coarser, number), ""),
    ]
    rows += [(name, n, _share(n, number), found.examples[name][0]) for name, n in found.other.most_common()]
    return _chapter(
        "References",
        f"The {number:,} references of the files that are marked and whose words are a citation. We and the markup "
        f"agree on {_share(found.same + found.coarser, number)}; where we do not, the first example.",
        _table(("references", "number", "share", "example"), rows),
    )


def _read(readings: dict[str, Reading]) -> str:
    every = Reading()
    for one in readings.values():
        every.files, every.read = every.files + one.files, every.read + one.read
        every.instructions, every.unread = every.instructions + one.instructions, every.unread + one.unread
        every.codes += one.codes
    rows = [_reading(AMENDING[name], one) for name, one in readings.items()] + [_reading("all", every)]
    return _chapter(
        "Instructions understood",
        "Whole laws and bills, of every kind. An instruction counts where its language was read, whether or "
        "not its law is at hand.",
        _table(("files", "number", "read", "instructions", "understood", "files refused"), rows),
    )


def _templates(table: Path) -> str:
    """What of the templates of instruction segments is read, each counted as often as it stands in the bills."""
    every = templates.templates(table)
    whole, left = sum(one.count for one in every), [one for one in every if not templates.is_read(one)]
    part = whole - sum(one.count for one in left)
    return _chapter(
        "Templates",
        f"{len(every)} templates of instruction segments, which stand {whole:,} times in the bills that they were "
        f"taken from, each made a sentence again. Read: {_share(part, whole)} of the segments.",
        _table(("the commonest not read", "times"), [(one.words, one.count) for one in left[:8]]),
    )


def _reading(name: str, one: Reading) -> list[object]:
    codes = ", ".join(f"{n} {code}" for code, n in one.codes.most_common()) or "–"
    share = _share(one.instructions - one.unread, one.instructions)
    return [name, one.files, one.read, one.instructions, share, codes]


def _printed(pairs: Path) -> str:
    """In how many prints of the core pairs both laws are found again, by form."""
    lines = (pairs / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    core = [one["id"] for one in map(json.loads, lines) if one["class"] == "core"]
    number, held = readings.counted(pairs, core)
    return _chapter(
        "Prints",
        f"The redlines of the {number} core pairs, printed. Taking every change gives the law as amended, taking "
        "none the law as it stood, to the letter; pandoc's reading of Word is compared without blanks.",
        _table(("form", "both laws found again", "of"), [(name, n, number) for name, n in sorted(held.items())]),
    )


def _speed() -> str:
    if not FIGURES.is_file():
        return _chapter("Speed", "Not measured yet; `make bench` does.", "")
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    rows = [(r["what"], r["size"], f"{r['time']['p50']:.2f}", f"{r['time']['p95']:.2f}") for r in kept["rows"]]
    said = _table(("section 907", "size", "p50 ms", "p95 ms"), rows, words=2)
    if many := kept["many"]:
        said += (
            f"\n{many['jobs']} pairs, {many['bytes']:,} bytes of statute, {many['workers']} processes: "
            f"{many['seconds']:.1f} s. `redlines` on the same texts, one process: "
            f"{many['redlines_seconds']:.1f} s.\n"
        )
    if grown := kept.get("scaling"):
        said += f"\n{fill(scaling.told(scaling.Scaling(**grown)), 108)}\n"
    if made := kept.get("prints"):
        said += "\n" + _table(
            ("print", "size", "processor, s", "asked, s", "beside it", "memory, MiB"),
            (
                (p["what"], p["size"], f"{p['seconds']:.2f}", f"{p['bar']:.1f}", _beside(p), p["memory"] or "")
                for p in made
            ),
            words=2,
        )
    if several := kept.get("difference"):
        said += "\n" + _table(
            ("difference of two texts", "beside", "processor, s", "beside it, s", "ratio", "asked"),
            ((d["what"], d["peer"], f"{d['seconds']:.2f}", *_peer(d)) for d in several),
            words=2,
        )
    if shelf := kept.get("library"):
        figures = library.Figures.of(shelf)
        said += "\n" + _table(
            ("library", "measured", "beside `lxml.etree.parse`", "asked"), library.rows(figures), words=4
        )
    return _chapter("Speed", f"As `make bench` last measured it, on {kept['machine']}.", said)


def _peer(made: dict[str, Any]) -> tuple[str, str, str]:
    """How long a peer took, stopped or at its end; the ratio, and what was asked."""
    more = "" if made["ended"] else "more than "
    return f"{more}{made['peer_seconds']:.2f}", f"{made['seconds'] / made['peer_seconds']:.3f}", made["bar"]


def _beside(made: dict[str, Any]) -> str:
    """What a print is compared with, and how much longer it takes."""
    return f"{made['seconds'] / made['peer_seconds']:.1f} × {made['peer']}" if made["peer"] else ""


if __name__ == "__main__":
    sys.exit(main())
