"""A report as it is shown: the redlines in a form; on a terminal, with what came of each instruction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from drafting.amend import annotate
from drafting.amend.outcome import (
    ELSEWHERE,
    EXECUTED,
    LATER,
    NOTED,
    REFUSED,
    SAID,
    UNREAD,
    Outcome,
    Report,
    Version,
)
from drafting.instruction import Instruction
from statute.formats import html, terminal, text

#: The colour of what came of an instruction.
COLOURS = {EXECUTED: "green", REFUSED: "red", UNREAD: "yellow"}


def show(report: Report, console: Console, names: Mapping[str, str], view: str = html.INLINE) -> None:
    """Prints the redline of each law under its name, then what came of each instruction and why."""
    for law in report.laws:
        if law.path in names:
            console.rule(Text(names[law.path], "bold"), align="left")
        if view == html.RAMSEYER:
            console.print(Text(text.ramseyer(law.redline, "the bill")), soft_wrap=True)
        else:
            terminal.show(law.redline, console)
        for note in law.notes:
            console.print(Text(terminal.plain(annotate.told(note)), "dim"))
        for version in law.versions:
            console.print(Text(told(version), "dim"))
        console.print()
    if report.outcomes:
        console.print(table([o.instruction for o in report.outcomes], report.outcomes))
    for problem in report.problems:
        console.print(Text(terminal.plain(problem.in_full()), "red" if problem.stops() else "yellow"))
    console.print(summary(report.outcomes))


def told(version: Version) -> str:
    """A version in a line: "From 2027-01-01: instructions 1, 3."."""
    since = f"From {version.since}" if version.since else version.said.capitalize()
    return f"{since}: instruction{'' if len(version.numbers) == 1 else 's'} {', '.join(map(str, version.numbers))}."


def table(instructions: Iterable[Instruction], outcomes: Iterable[Outcome] = ()) -> Table:
    """Instructions as a table: the place in the bill, the form, the words; what came of it, or the law."""
    came = {outcome.instruction.number: outcome.status for outcome in outcomes}
    rows = Table(box=SIMPLE, pad_edge=False)
    for heading in ("", "Place in the bill", "Form", "Instruction", "Outcome" if came else "Law"):
        rows.add_column(heading, no_wrap=heading in ("", "Outcome"))
    for one in instructions:
        aim = one.target.citation.spoken() if one.target is not None else ""
        last = sign(came[one.number]) if one.number in came else Text(terminal.plain(aim))
        place, words = Text(one.place.removesuffix(" of the bill")), Text(terminal.plain(one.span.words))
        rows.add_row(str(one.number), place, one.form, words, last)
    return rows


def sign(status: str) -> Text:
    """What came of an instruction, with its sign, in its colour: "✓ carried out"."""
    mark, _, said = SAID[status]
    return Text(f"{mark} {said}", COLOURS.get(status, "dim"))


def summary(outcomes: Iterable[Outcome]) -> str:
    """What came of a bill in a line: "2 of 2 instructions carried out; 3 for another law."."""
    statuses = [outcome.status for outcome in outcomes]
    if not statuses:
        return "No instruction to amend a law was found."
    beside = {NOTED: "change no text", ELSEWHERE: "for another law", LATER: "not yet in force"}
    rest = "".join(f"; {n} {said}" for status, said in beside.items() if (n := statuses.count(status)))
    mine = sum(status not in beside for status in statuses)
    return f"{statuses.count(EXECUTED)} of {mine} instruction{'' if mine == 1 else 's'} carried out{rest}."
