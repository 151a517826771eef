"""Restating: a provision or a heading is amended to read as the new matter reads; only the new survives.

What stands in the place of struck provisions is fitted to the level that they had.
"""

from __future__ import annotations

import re

from drafting.plan.execution import Execution, index_of
from drafting.plan.fitting import check_free, fitted, has_levels, set_in, wrong_level
from drafting.plan.scope import Scope, heading_of
from drafting.thing import Heading, Matter
from statute import levels, search
from statute.levels import RANK, is_level
from statute.node import HEADING, NUM, Node


def replace_units(ex: Execution, units: list[Node], matter: Matter) -> None:
    """Provisions struck and others put where the first of them stood."""
    first = units[0]
    parent = ex.parent(first)
    parts = set_in(ex, first, matter)
    if has_levels(parts):
        parts = _placed(parts, parent, tuple(units))
        check_free(ex, parent, parts, tuple(units))
    at = index_of(parent, first)
    for unit in reversed(units):
        ex.strike(unit)
    ex.insert(ex.now(parent), at, parts)


def _placed(parts: tuple[Node, ...], parent: Node, going: tuple[Node, ...]) -> tuple[Node, ...]:
    """Parts fitted below `parent` as it is without those that go; where none stay, at the level of those."""
    gone = {n.id for n in going}
    rest = parent.having(content=tuple(p for p in parent.parts if p.id not in gone))
    if going and not any(is_level(p) for p in rest.parts):
        kind = going[0].kind
        if all(not is_level(p) or kind in (levels.kinds(levels.designation(p)) or (p.kind,)) for p in parts):
            return tuple(p.having(kind=kind) if is_level(p) else p for p in parts)
    return fitted(parts, rest)


def restate_unit(ex: Execution, unit: Node, matter: Matter) -> None:
    """A provision restated: whole where the matter bears its designation, else its text below the heading.

    Raises `Refusal` M24 where the matter is of a higher level.
    """
    parts = set_in(ex, unit, matter)
    first = next((p for p in parts if is_level(p)), None)
    if first is not None and _same_level(unit, first, parts):
        _restate_whole(ex, unit, parts)
        return
    if first is not None and RANK[first.kind] <= RANK.get(unit.kind, 0) and unit.kind != "law":
        raise wrong_level(first, unit)
    for part in [p for p in unit.parts if p.kind not in (NUM, HEADING)]:
        ex.strike(part)
    unit = ex.now(unit)
    ex.insert(unit, len(unit.parts), parts)


def _same_level(unit: Node, first: Node, parts: tuple[Node, ...]) -> bool:
    if parts[0] is not first:
        return False
    if unit.kind in levels.SMALL:
        return unit.kind in (levels.kinds(levels.designation(first)) or (first.kind,)) and (
            levels.designation(first) == levels.designation(unit) or first.kind == unit.kind
        )
    return first.kind == unit.kind


def _restate_whole(ex: Execution, unit: Node, parts: tuple[Node, ...]) -> None:
    new = tuple(p.having(kind=unit.kind) if is_level(p) else p for p in parts)
    if levels.designation(new[0]) != levels.designation(unit) and unit.kind != "section":
        ex.warn("W12", f"({levels.designation(unit)}) is restated as ({levels.designation(new[0])}).")
    if (heading := unit.part(HEADING)) is not None and new[0].part(HEADING) is None:
        ex.warn("W13", f"{search.spoken(ex.law, unit.id)} had a heading; the new text has none.")
        if ex.editors is not None:
            # In a title that is not positive law the editors supply headings that the Act does not have.
            new = (new[0].having(content=(new[0].parts[0], heading, *new[0].parts[1:])), *new[1:])
    if unit.kind == "section":
        new = (_numbered_as(unit, new[0]), *new[1:])
    ex.replace(unit, new)


def _numbered_as(unit: Node, new: Node) -> Node:
    """A restated section with the number in the print style of the law: "§ 632." for an Act's "SEC. 301."."""
    num = unit.part(NUM)
    if num is None or not num.words.startswith("§"):
        return new
    parts = tuple(p.having(content=num.words) if p.kind == NUM else p for p in new.parts)
    return new.having(content=parts)


def restate_heading(ex: Execution, scope: Scope, what: Heading, matter: Matter) -> None:
    """A heading restated, or made where there is none; the designation stays."""
    node, heading = heading_of(scope, what.unit)
    words = _heading_words(matter)
    if heading is not None:
        words = words.upper() if heading.words.isupper() else words
        words = f"{words}." if heading.words.endswith(".") and not words.endswith((".", "?", "—")) else words
        ex.words(heading, 0, len(heading.words), words, exact=True)
        return
    at = 1 if node.parts and node.parts[0].kind == NUM else 0
    ex.insert(node, at, (Node(HEADING, words),))


def _heading_words(matter: Matter) -> str:
    words = matter.words
    if not words and matter.parts:
        first = matter.parts[0]
        inner = first if first.is_leaf else first.part(HEADING)
        words = inner.words if inner is not None else search.words_of(first)
    return re.sub(r"\s*\.?\s*—\s*$", "", words).strip()
