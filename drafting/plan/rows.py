"""Rows of a table that come and go, and tables that are replaced whole; words in a cell are amended as words are.

A row that a cell of another row reaches into cannot come or go by itself, and a new one fills the columns that the
table has (M16, M24).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.instruction import Act, Insert, Repeal, Restate, Strike, Substitute
from drafting.plan import grids
from drafting.plan.execution import Execution, index_of
from drafting.plan.fitting import set_in
from drafting.plan.scope import Scope
from drafting.thing import Grid, Matter, Place, Row, Thing
from statute.errors import Refusal
from statute.node import Node

#: What parts the cells of a row that is quoted in a line: dots, a bar.
_LEADERS = re.compile(r"\s*(?:\.{4,}|(?:\. ){3,}\.?|\|)\s*")


def amend_rows(ex: Execution, scope: Scope, act: Act) -> bool:
    """Carries out an act on whole rows of a table, or on the table; False where it is not one.

    Raises `Refusal` M16 (no such row, or one that does not stand by itself), M24 (the new matter is no row of it).
    """
    match act:
        case Strike(Row() as named) | Repeal(Row() as named):
            _strike(ex, *_named(scope, named))
        case Substitute(Row() as named, Matter() as matter) | Restate(Row() as named, matter):
            table, row = _named(scope, named)
            at = index_of(table, row)
            new = _rows(ex, scope, table, matter)
            _strike(ex, table, row)
            ex.insert(ex.now(table), at, new)
        case Insert(Place("after" | "before" as rel, Row() as named), matter):
            table, row = _named(scope, named)
            _insert(ex, scope, table, index_of(table, row) + (rel == "after"), matter)
        case Insert(Place("end" | "beginning" as rel, thing), matter) if _is_table(scope, thing):
            table = _table(scope, thing if isinstance(thing, Grid) else Grid())
            first = grids.body(table)[:1]
            at = index_of(table, first[0]) if rel == "beginning" and first else len(table.parts)
            _insert(ex, scope, table, at, matter)
        case Strike(Grid() as named) | Repeal(Grid() as named):
            ex.strike(_table(scope, named))
        case Substitute(Grid() as named, Matter() as matter) | Restate(Grid() as named, matter):
            ex.replace(_table(scope, named), tuple(_new_tables(ex, scope, matter)))
        case _:
            return False
    return True


def _is_table(scope: Scope, thing: Thing | None) -> bool:
    return isinstance(thing, Grid) or (thing is None and scope.kind == "table")


def _table(scope: Scope, named: Grid) -> Node:
    return grids.table(scope.law, scope.unit, named.which)


def _named(scope: Scope, named: Row) -> tuple[Node, Node]:
    """The table in hand, and the row of it that is named."""
    table = grids.table(scope.law, scope.unit)
    return table, grids.row(table, named)


def _strike(ex: Execution, table: Node, row: Node) -> None:
    at = _place(table, row)
    if grids.reaches(table, at) or grids.reaches(table, at + 1):
        raise Refusal.of("M16", "A cell of the row reaches into another, or one of another into it.")
    ex.strike(row)


def _place(table: Node, row: Node) -> int:
    """Which of the rows of a table one is, from 0."""
    return [r.id for r in table.parts if r.kind == "row"].index(row.id)


def _insert(ex: Execution, scope: Scope, table: Node, at: int, matter: Matter) -> None:
    if grids.reaches(table, sum(part.kind == "row" for part in table.parts[:at])):
        raise Refusal.of("M16", "A cell of the row before reaches down across that place.")
    ex.insert(table, at, _rows(ex, scope, table, matter))


def _rows(ex: Execution, scope: Scope, table: Node, matter: Matter) -> tuple[Node, ...]:
    """New matter as rows as wide as the table.  Raises `Refusal` M24."""
    found = tuple(row for part in set_in(ex, scope.unit, matter) for row in _rows_of(part))
    wide = grids.width(table)
    for row in found:
        if (own := grids.width(Node("table", (row,)))) != wide:
            raise Refusal.of("M24", f"The new row fills {own} columns; the table has {wide}.", words=matter.words[:80])
    if not found:
        raise Refusal.of("M24", "The new matter is no row of a table.", words=matter.words[:80])
    return found


def _rows_of(part: Node) -> Iterator[Node]:
    """The rows of a table, or of a line whose cells leaders part; anything else is none."""
    if part.kind == "table":
        yield from (row for row in part.parts if row.kind == "row")
    elif part.kind == "row":
        yield part
    elif part.is_leaf and _LEADERS.search(part.words):
        yield Node("row", tuple(Node("cell", words) for words in _LEADERS.split(part.words.strip())))
    else:
        raise Refusal.of("M24", "The new matter is no row of a table.", words=part.words[:80])


def _new_tables(ex: Execution, scope: Scope, matter: Matter) -> Iterator[Node]:
    for part in set_in(ex, scope.unit, matter):
        if part.kind != "table":
            raise Refusal.of("M24", "The new matter is no table.", words=matter.words[:80])
        yield part
