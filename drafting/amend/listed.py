"""The ledger set out to be read, an entry an instruction: as HTML, and for a terminal; `entries` has the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from drafting.amend.entries import COLUMNS, rows
from drafting.amend.outcome import SAID, Outcome, Report
from drafting.amend.shown import sign
from statute.errors import Problem
from statute.formats.terminal import plain

#: The facts of an entry that stand under the bill's words, in order.
_FACTS = ("form", "target", "law", "act section", "code section", "scope", "found at", "matches", "steps", "effective")


def as_html(report: Report) -> str:
    """The ledger as a list in HTML, everything in it escaped."""
    return f'<ol class="ledger entries">\n{"".join(map(_entry, report.outcomes, _facts(report)))}</ol>\n'


def _entry(outcome: Outcome, facts: Iterable[tuple[str, str]]) -> str:
    mark, came, _ = SAID[outcome.status]
    said = outcome.instruction
    terms = "".join(f"<dt>{name}</dt><dd>{escape(fact)}</dd>" for name, fact in facts)
    return (
        f'<li id="instruction-{said.number}" class="instruction {outcome.status}">\n'
        f'<p class="outcome"><span class="sign" aria-hidden="true">{mark}</span> <strong>{came}</strong>'
        f'<span class="where">{escape(said.place)}</span></p>\n'
        f"<blockquote>{escape(said.span.words)}</blockquote>\n<dl>{terms}</dl>\n"
        f"{''.join(map(_problem, outcome.problems))}</li>\n"
    )


def _problem(problem: Problem) -> str:
    each = "".join(f"<li>{escape(str(one))}</li>" for one in problem.suggestions)
    instead = f'<ul class="suggestions">{each}</ul>' if each else ""
    return (
        f'<div class="problem severity-{problem.severity}"><p><strong>{problem.code}</strong> '
        f'{escape(problem.detail)} <span class="hint">{escape(problem.remedy)}</span></p>{instead}</div>\n'
    )


def as_terminal(report: Report) -> RenderableType:
    """The ledger for a terminal."""
    return Group(*(part for pair in zip(report.outcomes, _facts(report), strict=True) for part in _lines(*pair)))


def _lines(outcome: Outcome, facts: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    said = outcome.instruction
    head = Text(f"{said.number}  ", "bold").append_text(sign(outcome.status))
    yield head.append(plain(f"  {said.place}"), "dim")
    yield Padding(Text(plain(said.span.words)), (0, 0, 0, 4))
    table = Table.grid(padding=(0, 2))
    for name, fact in facts:
        table.add_row(Text(name, "dim"), Text(plain(fact)))
    for problem in outcome.problems:
        told = (f"{problem.detail} {problem.remedy}", *map(str, problem.suggestions))
        table.add_row(Text(problem.code, "red" if problem.stops() else "yellow"), Text(plain("\n".join(told))))
    yield Padding(table, (0, 0, 1, 4))


def _facts(report: Report) -> list[list[tuple[str, str]]]:
    """The facts of each entry that are there to be told, with their names."""
    named = (dict(zip(COLUMNS, row, strict=True)) for row in rows(report))
    return [[(name, row[name]) for name in _FACTS if row[name]] for row in named]
