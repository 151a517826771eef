"""A long bill on a shelf of its targets, and one instruction on a large title: how the time grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

from drafting.amend.aim import provision_at
from drafting.amend.errand import amend, execute
from drafting.amend.outcome import EXECUTED
from drafting.parse import parse
from drafting.plan import plan
from statute.citation import Citation
from statute.formats import text
from statute.library import Law
from statute.node import Node, walk

#: The instructions of the longest bill measured, and the nodes of a large title.
LONG, LARGE = 1_342, 15_000
_SECTION = """SEC. {n}. WIDGETS OF KIND {n}.
    (a) In General.—The Board shall inspect widgets of kind {n} within 30 days.
    (b) Report.—The Board shall report to Congress on—
        (1) the number of widgets; and
        (2) the cost of the inspections.
"""
_LINES = (
    "Section {n} of {act} is amended in subsection (a), by striking “30 days” and inserting “45 days”.",
    "Section {n}(b) of {act} is amended in paragraph (1), by striking “number” and inserting “count”.",
    "Section {n} of {act} is amended by adding at the end the following:\n“(c) Fees.—The Board may charge a fee.”.",
    "Section {n}(b)(2) of {act} is amended by inserting “yearly” before “cost”.",
)


@dataclass(frozen=True, slots=True)
class Scaling:
    """Seconds of processor time: a bill of `LONG` instructions, one of twice as many, one instruction on a title.

    executed: how many of the first were carried out.  nodes: of the title.  single: to find the words and
    take the steps; proved: with the redline of the whole title, proved in both directions.
    """

    seconds: float
    doubled: float
    single: float
    proved: float
    executed: int
    nodes: int


class _Shelf:
    """The laws of the bill, by name."""

    def __init__(self, count: int) -> None:
        self.laws = {name: Law(path, name, (), "", _law(50)) for path, name in _named(count)}

    def find(self, citation: Citation) -> Law:
        return self.laws[citation.name]

    def in_code(self, citation: Citation) -> None:
        """Nothing: the laws are no print of the Code."""


def _named(count: int) -> list[tuple[str, str]]:
    return [(f"/us/pl/118/{n}", f"Widget Act of {1900 + n}") for n in range(1, count + 1)]


def _law(sections: int) -> Node:
    return text.read("".join(_SECTION.format(n=n) for n in range(1, sections + 1)))


def _bill(instructions: int) -> tuple[Node, int]:
    """A bill of so many instructions, four a section and fifty sections a law, and how many laws it aims at."""
    said = []
    for n in range(instructions):
        law, rest = divmod(n, 50 * len(_LINES))
        act = f"the {_named(law + 1)[-1][1]}"
        line = _LINES[rest // 50].format(n=rest % 50 + 1, act=act)
        said.append(f"SEC. {n + 1}. AMENDMENT.\n{line}\n")
    return text.read("".join(said), bill=True), law + 1


def measured() -> Scaling:
    """The figures, the bills read and the laws shelved beforehand."""
    seconds, executed = _amended(LONG)
    doubled, _ = _amended(2 * LONG)
    title = _law(LARGE // 15)
    (one,) = parse(text.read(_LINES[0].format(n=700, act="the Widget Act"), bill=True))
    assert one.target is not None
    target = one.target
    single = _timed(lambda: plan(one, title, provision_at(title, target)))
    whole = _timed(lambda: execute(title, (one,)))
    return Scaling(seconds, doubled, single, whole, executed, sum(1 for _ in walk(title)))


def _timed(work: Callable[[], object], runs: int = 10) -> float:
    """Seconds of processor time for one of several runs, the first of which is not counted."""
    work()
    start = process_time()
    for _ in range(runs):
        work()
    return (process_time() - start) / runs


def told(grown: Scaling) -> str:
    """The figures in a sentence."""
    return (
        f"A bill of {LONG:,} instructions, {grown.executed:,} carried out: {grown.seconds:.2f} s; one of twice as "
        f"many: {grown.doubled / grown.seconds:.2f} times that. One instruction on a title of {grown.nodes:,} nodes: "
        f"{1000 * grown.single:.1f} ms to find and change, {1000 * grown.proved:.0f} ms with the redline of the whole "
        "title proved. Seconds of one processor."
    )


def _amended(instructions: int) -> tuple[float, int]:
    bill, laws = _bill(instructions)
    shelf = _Shelf(laws)
    start = process_time()
    report = amend(bill, shelf)
    return process_time() - start, sum(o.status == EXECUTED for o in report.outcomes)
