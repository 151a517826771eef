"""How long prints take: a comparative print of some 300 pages, a Word file of 4,000 paragraphs, a megabyte of HTML.

The laws are made up, of sections with paragraphs that all differ, and every fifth section is amended.
"""

from __future__ import annotations

import io
import json
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from drafting import prints
from drafting.diff import diff
from drafting.prints.manuscript import Look, Manuscript, Sheet
from drafting.redline import accept, redline
from statute.formats import html, text
from statute.node import Node, leaves

T = TypeVar("T")
#: What was asked of each, in seconds of processor time; of the comparative print also its memory, in MiB.
BARS = {"pdf": 6.0, "word": 3.0, "html": 0.3}
MEMORY = 600


@dataclass(frozen=True, slots=True)
class Figure:
    """A print measured: what, how large, the processor's seconds, and what it is compared with and its seconds.

    peer: "" for none.  memory: the most that the process held by then, in MiB.
    """

    what: str
    size: str
    seconds: float
    bar: float
    peer: str = ""
    peer_seconds: float = 0.0
    memory: int = 0


def figures() -> list[Figure]:
    """The three prints, each after a small one that brings what it needs."""
    return [_pdf(), _word(), _html()]


def _pdf() -> Figure:
    from pypdf import PdfReader

    sheet = Sheet(amended(680, every=1))
    prints.write(Manuscript("Small", (Sheet(amended(10)),)), "pdf")
    made, seconds = timed(lambda: prints.write(Manuscript("Changes", (sheet,)), "pdf", Look("cordon")))
    pages = len(PdfReader(io.BytesIO(made)).pages)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _, other = timed(lambda: _plain_pdf([leaf.words for leaf in leaves(accept(sheet.marked))]))
    return Figure(
        "comparative print, PDF", f"{pages} pages", seconds, BARS["pdf"], "typst, the new law unmarked", other, memory
    )


def _plain_pdf(lines: list[str]) -> bytes:
    """Paragraphs set by typst with nothing done to them."""
    import typst

    told = {"lines": json.dumps(lines, ensure_ascii=False)}
    with TemporaryDirectory() as folder:
        (Path(folder) / "lines.typ").write_text("#for line in json(bytes(sys.inputs.lines)) { par(line) }")
        made = typst.compile(f"{folder}/lines.typ", root=folder, sys_inputs=told, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def _word() -> Figure:
    import docx

    marked = amended(400)
    lines = [leaf.words for leaf in leaves(marked)]
    prints.write(Manuscript("Small", (Sheet(amended(10)),)), "docx")
    _, seconds = timed(lambda: prints.write(Manuscript("Changes", (Sheet(marked),)), "docx"))

    def plain() -> None:
        document = docx.Document()
        for line in lines[:4_000]:
            document.add_paragraph(line)
        document.save(io.BytesIO())

    _, other = timed(plain)
    return Figure("tracked changes, Word", "4,000 paragraphs", seconds, BARS["word"], "python-docx, no changes", other)


def _html() -> Figure:
    marked = amended(620)
    made, seconds = timed(lambda: html.write(marked))
    size = len(text.write(marked).encode())
    _, other = timed(lambda: text.write(marked))
    return Figure(
        "redline, HTML", f"law {size:,} B, page {len(made):,} B", seconds, BARS["html"], "its plain text", other
    )


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What some work gives, and the best of three of its processor times, in seconds."""
    best = float("inf")
    for _ in range(3):
        start = process_time()
        made = work()
        best = min(best, process_time() - start)
    return made, best


def amended(sections: int, every: int = 5) -> Node:
    """The redline of a law of so many sections of ten paragraphs; every fifth section, or other, is amended."""
    numbers = range(1, sections + 1)
    before = text.read("\n".join(line for n in numbers for line in _section(n, "shall")))
    after = text.read("\n".join(line for n in numbers for line in _section(n, "shall" if n % every else "may")))
    return redline(before, diff(before, after))


def _section(number: int, verb: str) -> list[str]:
    body = [
        f"    ({n}) The Board of kind {number} and rank {n} {verb} inspect each widget not later than {number + n} "
        f"days after the day on which the widget is made, and collect a fee of ${number * n:,} for the inspection."
        for n in range(1, 10)
    ]
    return [f"SEC. {number}. WIDGETS OF KIND {number}.", *body]
