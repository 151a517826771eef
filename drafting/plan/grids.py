"""Which table of rows and columns is meant, which row by what its first cell says, which column by its head.

Where none answers, or more than one, the cell is not addressed (M16), and what the rows or columns are called is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from drafting.plan.saying import numbered
from drafting.thing import ONLY, Column, Grid, Row
from statute import search
from statute.errors import Refusal, Suggestion
from statute.node import APPARATUS, Node, leaves, line_to

#: What leads from a label to the figures of its row: dots, a colon.
_TRAIL = re.compile(r"[\s.:…]+$")
_HEADS = ("header", "caption")
_T = TypeVar("_T")


def within(law: Node, unit: Node, named: Grid | Row | Column, there: set[str] | None) -> tuple[Node, str, list[Node]]:
    """The table, or the row or column of it, that is named in a provision: its node, what it is, and its cells.

    there: the cells in hand, where a row or column of the table is.  Raises `Refusal` M16.
    """
    whole = table(law, unit, named.which if isinstance(named, Grid) else ONLY)
    match named:
        case Grid():
            return whole, "table", list(leaves(whole))
        case Row():
            unit, kind = row(whole, named), "row"
            found = list(leaves(unit))
        case Column():
            unit, kind, found = unit if unit.kind == "row" else whole, "column", cells(whole, named)
    found = [cell for cell in found if there is None or cell.id in there]
    if not found:
        raise Refusal.of("M16", "No one cell is in that row and that column.")
    return unit, kind, found


def table(law: Node, unit: Node, which: str = ONLY) -> Node:
    """The table that a provision holds, or that a row or column in hand is of.  Raises `Refusal` M16."""
    around = [node for node in line_to(law, unit.id) if node.kind == "table"]
    if around:
        return around[-1]
    found = list(_tables(unit))
    number = len(found) if which == "last" else 1 if which == ONLY else int(which) if which.isdigit() else 0
    if (which == ONLY and len(found) > 1) or not 1 <= number <= len(found):
        there = search.spoken(law, unit.id) or "the text in hand"
        count = f"are {len(found)} tables" if len(found) > 1 else f"is {'one' if found else 'no'} table"
        raise Refusal.of("M16", f"There {count} in {there}.")
    return found[number - 1]


def has_table(unit: Node) -> bool:
    """Whether a provision holds a table."""
    return next(_tables(unit), None) is not None


def _tables(unit: Node) -> Iterator[Node]:
    for part in unit.parts:
        if part.kind == "table":
            yield part
        elif part.kind not in APPARATUS and part.kind != "quoted":
            yield from _tables(part)


def body(table: Node) -> list[Node]:
    """The rows of a table below its heads, without what stands beside the law."""
    return [row for row in table.parts if row.kind == "row" and row.attr("role") not in _HEADS]


def row(table: Node, named: Row) -> Node:
    """The row that is named.  Raises `Refusal` M16."""
    rows = body(table)
    if named.label:
        found = [r for r in rows if _is(_label(r), named.label)]
        return _one(found, f"row relating to “{named.label}”", [words for r in rows if (words := _label(r).strip())])
    if named.which in ("last", "penultimate"):
        return _counted(rows, named.which, "row")
    names = tuple(Suggestion(words.strip()[:90], "is in the table") for r in rows[:6] if (words := _label(r)).strip())
    raise Refusal.of("M16", f"Whether heads count for the {numbered(named.which)} row is not said.", suggestions=names)


def _label(row: Node) -> str:
    """What the first cell of a row says that says anything."""
    return next((words for cell in row.parts if (words := search.words_of(cell)).strip()), "")


def cells(table: Node, named: Column) -> list[Node]:
    """The cells of a column below its head, those that reach across several columns left out.  Raises `Refusal` M16."""
    at = {cell.id: span for cell, span in laid(table)}
    heads = [r for r in table.parts if r.attr("role") == "header"] or list(table.parts[:1])
    if named.head:
        every = [cell for r in heads for cell in r.parts if search.words_of(cell).strip()]
        found = [cell for cell in every if _is(search.words_of(cell), named.head)]
        head = _one(found, f"column headed “{named.head}”", [search.words_of(cell) for cell in every])
        wanted, rows = at[head.id], [r for r in body(table) if r not in heads]
    else:
        places = [range(n, n + 1) for n in sorted({span.start for span in at.values()})]
        wanted, rows = _counted(places, named.which, "column"), body(table)
    return [cell for r in rows for cell in r.parts if at.get(cell.id) == wanted]


def laid(table: Node) -> Iterator[tuple[Node, range]]:
    """The cells of a table, each with the columns it takes beside what hangs down from the rows above."""
    hanging: dict[int, int] = {}  # by column: for how many rows more a cell above reaches down
    for row in table.parts:
        at, below = 0, {column: left - 1 for column, left in hanging.items() if left > 1}
        for cell in (c for c in row.parts if c.kind == "cell"):
            while at in hanging:
                at += 1
            wide, high = (_span(cell, name) for name in ("colspan", "rowspan"))
            yield cell, range(at, at + wide)
            below |= {column: high - 1 for column in range(at, at + wide) if high > 1}
            at += wide
        hanging = below


def width(table: Node) -> int:
    """How many columns a table has."""
    return max((span.stop for _, span in laid(table)), default=0)


def reaches(table: Node, at: int) -> bool:
    """Whether a cell reaches down across the place before the row of this index."""
    rows = [row for row in table.parts if row.kind == "row"]
    return any(_span(cell, "rowspan") > at - n for n, row in enumerate(rows[:at]) for cell in row.parts)


def _span(cell: Node, name: str) -> int:
    said = cell.attr(name)
    return min(int(said), 1_000) if said.isdigit() and int(said) > 0 else 1


def _is(words: str, named: str) -> bool:
    """Whether a cell says what is named, whatever the case and the dots that lead on from it."""
    said, sought = _TRAIL.sub("", words.strip()), _TRAIL.sub("", named.strip())
    return bool(sought) and (0, len(said)) in search.hits(said, sought, case=False)


def _one(found: list[Node], said: str, there: Iterable[str]) -> Node:
    if len(found) == 1:
        return found[0]
    names = tuple(Suggestion(words.strip()[:90], "is in the table") for words in list(there)[:6])
    count = f"There are {len(found)} such: the" if found else "There is no"
    raise Refusal.of("M16", f"{count} {said}.", words=said, suggestions=names)


def _counted(found: list[_T], which: str, noun: str) -> _T:
    number = {"last": len(found), "penultimate": len(found) - 1, ONLY: 1 if len(found) == 1 else 0}.get(which)
    number = int(which) if number is None else number
    if not 1 <= number <= len(found):
        raise Refusal.of("M16", f"The table has {len(found)} {noun}s; there is no {numbered(which)}.")
    return found[number - 1]
