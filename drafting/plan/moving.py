"""Provisions moved, to a place that is named or into order; each stays the same provision, with its designation.

Of those that are put in order only those move that must: the longest run that is in order stays where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from drafting.instruction import Move, Reorder
from drafting.plan.execution import Execution
from drafting.plan.fitting import wrong_level
from drafting.plan.saying import said
from drafting.plan.scope import Scope, provision, units_of
from drafting.thing import Place, Thing, Unit
from statute import levels, search
from statute.errors import Refusal
from statute.levels import is_level
from statute.node import HEADING, TEXT, Node

_DEFINED = re.compile(r"\W*(?:The\s+terms?\s+)?[“‘]([^”’]+)[”’]")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)


def move(ex: Execution, scope: Scope, act: Move | Reorder) -> None:
    """Moves provisions.  Raises `Refusal` M11, M17, M24, M34."""
    match act:
        case Move(what, place):
            _transfer(ex, scope, what, place)
        case Reorder(what, by):
            _reorder(ex, scope, what, by)


def _transfer(ex: Execution, scope: Scope, what: Thing, place: Place) -> None:
    units = units_of(scope, what)
    if units and place.rel in ("end", "beginning"):
        _to_edge(ex, units, place, scope)
        return
    if not units or place.thing is None:
        raise Refusal.of("M11", "Only provisions are moved, to a place that is named.")
    there = provision(scope, place.thing) if isinstance(place.thing, Unit) else None
    if there is None:
        raise Refusal.of(
            "M34",
            f"The place to move {said(what) if isinstance(what, Unit) else 'it'} to is not a provision.",
        )
    for unit in reversed(units) if place.rel == "after" else units:
        if unit.kind != there.kind:
            raise wrong_level(unit, ex.parent(there))
        parent = ex.parent(ex.now(there))
        row = [p for p in parent.parts if p.id != unit.id]
        at = next(n for n, p in enumerate(row) if p.id == there.id) + (1 if place.rel == "after" else 0)
        ex.move(unit, parent, at)


def _to_edge(ex: Execution, units: list[Node], place: Place, scope: Scope) -> None:
    """Moves provisions to the end, or the beginning, of the row of their like in the provision that is named."""
    home = provision(scope, place.thing) if isinstance(place.thing, Unit) else scope.unit
    ids = {unit.id for unit in units}
    for unit in units if place.rel == "end" else reversed(units):
        parent = ex.now(home)
        rest = [part for part in parent.parts if part.id != unit.id]
        row = [n for n, part in enumerate(rest) if part.kind == unit.kind]
        if not row or unit.kind not in {part.kind for part in parent.parts if part.id not in ids}:
            raise wrong_level(unit, parent)
        ex.move(unit, parent, row[-1] + 1 if place.rel == "end" else row[0])


def _reorder(ex: Execution, scope: Scope, what: Thing, by: str) -> None:
    """Puts provisions in "numerical" or "alphabetical" order among themselves.

    The alphabet is that of the terms they define, else of their headings; of designations that are letters where
    they have neither.  Raises `Refusal` M34 where they have none of these, or two that differ; M17 where they do
    not stand in a row.
    """
    row = _row(ex, scope, what)
    parent = ex.parent(row[0])
    if any(ex.parent(node).id != parent.id for node in row):
        raise Refusal.of("M17", "The provisions to be put in order do not stand in one provision.")
    wanted = _in_order(row, by)
    if wanted == row:
        ex.warn("M23", f"They stand in {by} order as they are.")
        return
    stood = {node.id: n for n, node in enumerate(row)}
    kept = _longest_run([stood[node.id] for node in wanted])
    for n, node in enumerate(wanted):
        if stood[node.id] not in kept:
            parent = ex.now(parent)
            ids = [part.id for part in parent.parts if part.id != node.id]
            first = min(ids.index(other.id) for other in row if other is not node)
            ex.move(node, parent, ids.index(wanted[n - 1].id) + 1 if n else first)


def _row(ex: Execution, scope: Scope, what: Thing) -> list[Node]:
    """The provisions that are named, "such paragraphs" being all of them; the definitions of a list without numbers."""
    if isinstance(what, Unit) and not what.path:
        found = [p for p in scope.unit.parts if p.kind == what.kind]
        found = found or [p for p in ex.parent(scope.unit).parts if p.kind == what.kind == scope.unit.kind]
    elif (units := units_of(scope, what)) is not None and units != [scope.unit]:
        found = units
    else:
        found = [p for p in scope.unit.parts if is_level(p)] or [
            p for p in scope.unit.parts if p.kind == TEXT and _DEFINED.match(p.words)
        ]
    if len(found) < 2:
        raise Refusal.of("M34", f"There {'is one provision' if found else 'are no provisions'} to put in order.")
    return found


def _in_order(row: list[Node], by: str) -> list[Node]:
    by_number = sorted(row, key=lambda node: levels.order(levels.designation(node), node.kind))
    if by == "numerical":
        if not all(levels.designation(node) for node in row):
            raise Refusal.of("M34", "Not all of them bear designations, so their order is open.")
        return by_number
    terms = [_term(node) for node in row]
    lettered = all(levels.designation(node).isalpha() for node in row)
    if all(terms) and len(set(terms)) == len(terms):
        found = [node for _, node in sorted(zip(terms, row, strict=True), key=lambda pair: pair[0])]
        if lettered and by_number not in (row, found):
            raise Refusal.of("M34", "Their letters have one order and what they define another.")
        return found
    if not lettered:
        raise Refusal.of("M34", "They neither all define a term nor all have a heading, so their order is open.")
    return by_number


def _term(node: Node) -> str:
    """What a provision is sorted by in the alphabet: the term it defines, else its heading."""
    text = node if node.is_leaf else node.part(TEXT)
    if text is not None and (match := _DEFINED.match(text.words)):
        return " ".join(match[1].lower().split())
    heading = node.part(HEADING)
    return _ARTICLE.sub("", " ".join(search.words_of(heading).lower().split())) if heading is not None else ""


def _longest_run(places: Sequence[int]) -> set[int]:
    """The places of the longest run that goes up, which can stay."""
    ends, tails, before = list[int](), list[int](), dict[int, int | None]()
    for place in places:
        n = bisect_left(tails, place)
        tails[n : n + 1] = [place]
        ends[n : n + 1] = [place]
        before[place] = ends[n - 1] if n else None
    found, at = set[int](), ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = before[at]
    return found
