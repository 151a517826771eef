"""Inserting: new matter at the end, at the beginning, beside words or provisions, in order, or flush.

Units go in as siblings at their own level; words join the text with the spacing of print.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.instruction import Insert
from drafting.plan.execution import Execution, again, index_of
from drafting.plan.find import find
from drafting.plan.fitting import check_free, check_next, fitted, has_levels, set_in, wrong_level
from drafting.plan.restructure import exchange
from drafting.plan.run_in import standing
from drafting.plan.scope import Scope, narrow, text_stretches, units_of, whole
from drafting.thing import Matter, Phrase, Sentence, Thing
from statute import levels, search
from statute.errors import Refusal
from statute.levels import is_level
from statute.node import HEADING, TEXT, Node

#: The dash that ends a heading.
_HEADING = re.compile(r"\s*\.\s*—\s*$")


def insert(ex: Execution, scope: Scope, act: Insert) -> None:
    """Carries out an insertion.  Raises `Refusal` M24, M26, M34 and what finding the place raises."""
    place, parts = act.place, set_in(ex, scope.unit, act.matter)
    match place.rel:
        case "end":
            inner = scope if place.thing is None else narrow(scope, place.thing)  # type: ignore[arg-type]
            _insert_at_end(ex, inner, parts, act.noun)
        case "beginning":
            inner = scope if place.thing is None else narrow(scope, place.thing)  # type: ignore[arg-type]
            _insert_at_beginning(ex, inner, parts)
        case "below":
            _insert_flush(ex, scope, place.thing, parts)
        case "after" | "before":
            _insert_beside(ex, scope, act, parts)
        case "order":
            _insert_in_order(ex, scope, parts)
        case _:
            raise Refusal.of("M34", "The place is left open.")


def _one(scope: Scope, thing: Thing) -> Node:
    units = units_of(scope, thing)
    if not units:
        raise Refusal.of("M11", "This is not a provision.")
    return units[-1]


def _insert_at_end(ex: Execution, scope: Scope, parts: tuple[Node, ...], noun: str) -> None:
    unit = scope.unit
    if scope.kind != "unit":
        end = len(scope.stream.text)
        exchange(ex, scope, (end, end), parts)
        return
    if has_levels(parts):
        new = fitted(parts, unit)
        check_free(ex, unit, new)
        _append_levels(ex, unit, new)
        return
    words = parts[0].words if len(parts) == 1 and parts[0].is_leaf else ""
    divided = any(is_level(p) for p in unit.parts)
    if words and (words[0].islower() or words[0] in ",;:.—)") and "flush" not in noun:
        end = len(scope.stream.text.rstrip())
        exchange(ex, scope, (end, end), parts)
    elif divided or "flush" in noun or not words or not search.own_leaves(unit):
        if divided and "flush" not in noun:
            ex.warn("W04", "The text goes after the provisions, flush.")
        ex.insert(unit, len(unit.parts), parts)
    else:
        leaf = search.own_leaves(unit)[-1]
        ex.words(leaf, len(leaf.words), len(leaf.words), words)


def _append_levels(ex: Execution, unit: Node, new: tuple[Node, ...]) -> None:
    at = len(unit.parts)
    there = [p for p in unit.parts if is_level(p)]
    while at and there and not is_level(unit.parts[at - 1]):
        at -= 1
    if at < len(unit.parts):
        ex.warn("W03", "Flush text follows the provisions; the new ones stand before it.")
    check_next(ex, there[-1] if there else None, new[0])
    ex.insert(unit, at, new)


def _insert_at_beginning(ex: Execution, scope: Scope, parts: tuple[Node, ...]) -> None:
    unit = scope.unit
    if has_levels(parts):
        new = fitted(parts, unit)
        check_free(ex, unit, new)
        at = next((n for n, p in enumerate(unit.parts) if is_level(p)), len(unit.parts))
        ex.insert(unit, at, new)
        return
    inner = replace(scope, stretches=text_stretches(scope))
    exchange(ex, inner, (0, 0), parts)


def _insert_flush(ex: Execution, scope: Scope, thing: Thing | None, parts: tuple[Node, ...]) -> None:
    """Flush text at the end of the provision in hand, or right after one of those that it holds."""
    after = _one(scope, thing) if thing is not None else scope.unit
    if after.id == scope.unit.id:
        ex.insert(after, len(after.parts), parts)
        return
    parent = ex.parent(after)
    ex.insert(parent, index_of(parent, after) + 1, parts)


def _insert_beside(ex: Execution, scope: Scope, act: Insert, parts: tuple[Node, ...]) -> None:
    place = act.place
    if place.thing is None:
        raise Refusal.of("M34", "Nothing is named beside which the matter goes.")
    units = units_of(scope, place.thing)
    if units is not None:
        _insert_beside_unit(ex, units, place.rel, parts, act.noun)
        return
    if isinstance(place.thing, Phrase) and place.rel == "after" and _heads(scope, place.thing.words, parts):
        _head(ex, scope, place.thing.words, parts)
        return
    for found in reversed(find(ex, scope, place.thing)):
        for span in reversed(found.spans):
            at = span[1] if place.rel == "after" else span[0]
            current = again(ex, found.scope)
            if isinstance(place.thing, Sentence) and not has_levels(parts):
                _insert_sentence(ex, current, place.rel, parts[0].words)
            else:
                _insert_at(ex, current, at, place.rel, act.matter, parts)


def _heads(scope: Scope, num: str, parts: tuple[Node, ...]) -> bool:
    """Whether matter after a designation is a heading or a level: else that of a reference in the text is meant."""
    if not re.fullmatch(r"\(\w{1,5}\)", num.strip()):
        return False
    return bool(_designated(scope, num)) or (parts[0].is_leaf and bool(_HEADING.search(parts[0].words)))


def _designated(scope: Scope, num: str) -> list[Node]:
    """The provisions in a scope that bear a designation, "(1)"."""
    wanted = num.strip().strip("()")
    return [n for n in [scope.unit, *search.everywhere(scope.unit, (wanted,))] if levels.designation(n) == wanted]


def _head(ex: Execution, scope: Scope, num: str, parts: tuple[Node, ...]) -> None:
    """ "inserting “Reports.—” after “(1)”": a heading for a provision that has none."""
    found = _designated(scope, num)
    if len(found) == 1 and has_levels(parts):
        # “(1)” after “(a)”: a lower level closes round the text of (a).
        exchange(ex, replace(scope, unit=found[0], stretches=whole(scope.law, found[0]).stretches[1:]), (0, 0), parts)
        return
    words = parts[0].words if parts[0].is_leaf else ""
    if len(found) != 1 or not _HEADING.search(words):
        raise Refusal.of("M18", f"“{num}” is no one designation there.", words=num)
    if found[0].part(HEADING) is not None:
        raise Refusal.of("M13", "The provision has a heading already.", words=words)
    ex.insert(found[0], 1, (Node(HEADING, _HEADING.sub("", words), attrs=(("mark", ".—"),)),))


def _insert_at(ex: Execution, scope: Scope, at: int, rel: str, matter: Matter, parts: tuple[Node, ...]) -> None:
    """Matter at a point of the stream, in the leaf that the anchor stands in."""
    places = scope.stream.places(at - 1, at) if rel == "after" else scope.stream.places(at, at + 1)
    if not places:
        raise Refusal.of("M12", "There is no text at that place.")
    leaf, start, stop = places[0]
    offset = stop if rel == "after" else start
    parts = standing(matter, parts, [(leaf, offset, offset)])
    if not has_levels(parts):
        ex.words(leaf, offset, offset, parts[0].words)
        return
    point = Scope(scope.law, ex.level_of(leaf), ((leaf, 0, len(leaf.words)),), "point")
    exchange(ex, point, (offset, offset), parts)


def _insert_sentence(ex: Execution, scope: Scope, rel: str, words: str) -> None:
    stretches = scope.stretches
    leaf, start, stop = stretches[-1] if rel == "after" else stretches[0]
    at = stop if rel == "after" else start
    ex.words(leaf, at, at, words)


def _insert_beside_unit(ex: Execution, units: list[Node], rel: str, parts: tuple[Node, ...], noun: str) -> None:
    unit = units[-1] if rel == "after" else units[0]
    parent = ex.parent(unit)
    if has_levels(parts):
        first = next(p for p in parts if is_level(p))
        if _clash(first, unit):
            raise wrong_level(first, parent)
        parts = fitted(parts, parent)
        check_free(ex, parent, parts)
        if rel == "after":
            check_next(ex, unit, parts[0])
    elif "flush" not in noun and parts[0].is_leaf and not parts[0].words[:1].isupper():
        raise Refusal.of(
            "M24", "Words without a designation cannot stand beside a provision.", words=parts[0].words[:80]
        )
    at = index_of(parent, unit) + (1 if rel == "after" else 0)
    ex.insert(parent, at, parts)


def _clash(first: Node, unit: Node) -> bool:
    """Whether new matter cannot be a sibling of the provision it goes beside."""
    if unit.kind in levels.BIG | {"section"}:
        return False
    return unit.kind not in (levels.kinds(levels.designation(first)) or (first.kind,))


def _insert_in_order(ex: Execution, scope: Scope, parts: tuple[Node, ...]) -> None:
    """D7: in alphabetical order by defined term, in an unnumbered list; or by designation."""
    unit = scope.unit
    if has_levels(parts):
        new = fitted(parts, unit)
        check_free(ex, unit, new)
        row = [n for n, p in enumerate(unit.parts) if is_level(p)]
        key = levels.order(levels.designation(new[0]), new[0].kind)
        at = next(
            (n for n in row if levels.order(levels.designation(unit.parts[n]), new[0].kind) > key),
            row[-1] + 1 if row else len(unit.parts),
        )
        ex.insert(unit, at, new)
        return
    leaves = [p for p in unit.parts if p.is_leaf and p.kind == TEXT and _term(p)]
    keys = [_term(p) for p in leaves]
    if len(leaves) < 2 or keys != sorted(keys):
        raise Refusal.of("M34", "The list is not in alphabetical order, so the place is open.")
    term = _term(parts[0])
    after = [p for p, k in zip(leaves, keys, strict=True) if k < term]
    at = index_of(unit, after[-1]) + 1 if after else index_of(unit, leaves[0])
    ex.insert(unit, at, parts)


def _term(leaf: Node) -> str:
    match = re.match(r"\W*(?:The\s+terms?\s+)?“([^”]+)”", leaf.words)
    return match[1].lower() if match else ""
