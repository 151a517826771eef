"""The ledger as a table, an instruction a row: as CSV, as HTML, and for a terminal.

Each row has the bill's words and their place, the form, the target as written and as it was found, the
scope, how many places matched, how many steps were taken, the result, and what stood in the way.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from io import StringIO

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from drafting.amend.outcome import Outcome, Report
from drafting.amend.versions import effect_of
from drafting.cells import inert
from drafting.instruction import Instruction, Unit
from drafting.plan.saying import said as said_unit
from drafting.step import Splice
from statute.citation import from_path
from statute.formats.terminal import plain

COLUMNS = (
    "number", "place", "words", "form", "target", "law", "act section", "code section", "found at", "scope", "matches",
    "steps", "result", "code", "problem", "hint", "effective",
)  # fmt: skip
_TERMINAL = ("number", "place", "form", "words", "found at", "result", "code", "hint")


def rows(report: Report) -> list[tuple[str, ...]]:
    """The rows of a report in the order of the bill, each with the cells of `COLUMNS`."""
    law_of = {o.instruction.number: law.path for law in report.laws for o in law.outcomes}
    return [_row(outcome, law_of.get(outcome.instruction.number, "")) for outcome in report.outcomes]


def _row(outcome: Outcome, path: str) -> tuple[str, ...]:
    said = outcome.instruction
    target, stopping = said.target, outcome.problems[0] if outcome.problems else None
    cite = target.citation if target is not None else None
    return (
        str(said.number),
        said.place,
        said.span.words,
        said.form,
        target.written if target is not None else "",
        path or (cite.law if cite is not None else ""),
        cite.spoken() if cite is not None else "",
        "; ".join(_code_sections(said)),
        outcome.where,
        ", then ".join(_scope(locator) for locator in said.where),
        str(len({(step.at, step.start) for step in outcome.steps if isinstance(step, Splice)})),
        str(len(outcome.steps)),
        outcome.status,
        stopping.code if stopping is not None else "",
        stopping.detail if stopping is not None else "",
        stopping.hint if stopping is not None else "",
        effect_of(said).said if said.effects else "",
    )


def _code_sections(said: Instruction) -> Iterable[str]:
    """The Code sections that the words or the side note give: "22 U.S.C. 5812"."""
    if said.target is None:
        return []
    cite = said.target.citation
    if cite.onward:
        return [replace(from_path(path), onward=True).formal() for path in cite.parallel]
    given = cite.parallel or ((said.target.hint,) if said.target.hint else ())
    paths = (cite.path,) if cite.is_code and not given else given
    return [from_path(path).formal() for path in paths]


def _scope(locator: object) -> str:
    """A place in the target in a few words: "subsection (b)(1)", "sentence 2"."""
    if isinstance(locator, Unit):
        return said_unit(locator)
    which = getattr(locator, "which", "")
    members = ", ".join(_scope(member) for member in getattr(locator, "members", ()))
    return " ".join(filter(None, (type(locator).__name__.lower(), which, members)))


def as_csv(report: Report) -> str:
    """The ledger as CSV with a line of heads (RFC 4180); no cell begins as a formula of a spreadsheet does."""
    out = StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    lines.writerows([inert(cell) for cell in row] for row in rows(report))
    return out.getvalue()


def as_html(report: Report) -> str:
    """The ledger as an HTML table, everything in it escaped."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in COLUMNS)
    body = "".join(f'<tr class="{escape(row[12])}">{_cells(row)}</tr>\n' for row in rows(report))
    return f'<table class="ledger">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n'


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{escape(cell)}</td>" for cell in row)


def as_table(report: Report) -> Table:
    """The ledger for a terminal: the columns that fit."""
    table = Table(box=SIMPLE, pad_edge=False)
    for name in _TERMINAL:
        table.add_column(name, no_wrap=name in ("number", "form", "code"))
    shown = [COLUMNS.index(name) for name in _TERMINAL]
    for row in rows(report):
        table.add_row(*(Text(plain(row[n])) for n in shown))
    return table
