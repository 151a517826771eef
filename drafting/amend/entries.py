"""The ledger as a table, an instruction a row, and as CSV.

Each row has the bill's words and their place, the form, the target as written and as it was found, the
scope, how many places matched, how many steps were taken, the result, what stood in the way, what to write
instead, and what else is to be said of it.  `listed.py` sets the same facts out to be read.
"""

from __future__ import annotations

import csv
from io import StringIO

from drafting.amend import ledger
from drafting.amend.outcome import Outcome, Report
from drafting.amend.versions import effect_of
from drafting.cells import inert
from drafting.plan.saying import said as said_unit
from drafting.thing import Unit

COLUMNS = (
    "number", "place", "words", "form", "target", "law", "act section", "code section", "found at", "scope", "matches",
    "steps", "result", "code", "problem", "hint", "suggestions", "also", "effective",
)  # fmt: skip


def rows(report: Report) -> list[tuple[str, ...]]:
    """The rows of a report in the order of the bill, each with the cells of `COLUMNS`."""
    law_of = ledger.laws_of(report.laws)
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
        "; ".join(ledger.code_sections(target)) if target is not None else "",
        outcome.where,
        ", then ".join(_scope(locator) for locator in said.where),
        str(ledger.matches(outcome)),
        str(len(outcome.steps)),
        outcome.status,
        stopping.code if stopping is not None else "",
        stopping.detail if stopping is not None else "",
        stopping.hint if stopping is not None else "",
        "; ".join(map(str, stopping.suggestions)) if stopping is not None else "",
        " ".join(f"{problem.code} {problem.detail} {problem.hint}" for problem in outcome.problems[1:]),
        effect_of(said).said if said.effects else "",
    )


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
