"""An instruction to steps: find what the law names and change just that, or say plainly why not.

Each act has one function.  An instruction lands whole or not at all; every step is planned on the tree
that the one before it left.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.execution import Execution, index_of
from drafting.find import find
from drafting.fitting import (
    check_free, check_next, fitted, has_levels, parts_of, wrong_level,
)  # fmt: skip
from drafting.instruction import (
    Act, AllButHeading, Designate, Each, Ending, Heading, Insert, Instruction, Item, Locator, Margins, Matter, Move,
    Phrase, Place, Redesignate, Repeal, Restate, Rule, Sentence, Several, Sign, Stretch, Strike, Substitute, Thing,
    Unit, Units, Unread, Whole, Within,
)  # fmt: skip
from drafting.redesignate import designate, redesignate
from drafting.restructure import exchange
from drafting.scope import Scope, heading_of, narrow, provision, said, scopes, siblings, text_stretches, whole
from statute import levels, search
from statute.errors import Problem, Refusal
from statute.levels import RANK, is_level
from statute.node import HEADING, NUM, TEXT, Node


def plan(instruction: Instruction, law: Node, target: Node) -> Execution:
    """Carries out an instruction on a law in hand; gives the steps, the law after them, and the warnings.

    law: the tree; target: the provision in it that the citation names.  Raises `Refusal` with a code of
    the catalogue where the instruction cannot be carried out; then nothing has changed.
    """
    _check_pairs(instruction.act)
    ex = Execution(law, instruction.number)
    places = scopes(whole(law, target), instruction.where)
    for scope in places:
        current = replace(scope, law=ex.law) if scope.law is ex.law else _again(ex, scope)
        _act(ex, current, instruction.act)
    return ex


def _check_pairs(act: Act) -> None:
    """Refuses (M37) to strike words that hold one bracket or mark of a pair and leave the other."""
    if not isinstance(act, Strike | Substitute) or not isinstance(act.what, Phrase):
        return
    new = act.matter.words if isinstance(act, Substitute) and isinstance(act.matter, Matter) else ""
    for one, other in ("()", "“”"):
        odd = act.what.words.count(one) - act.what.words.count(other)
        if odd and odd != new.count(one) - new.count(other):
            raise Refusal.of("M37", f"It would leave “{one if odd < 0 else other}” without its pair.", words=act.what.words)


def _again(ex: Execution, scope: Scope) -> Scope:
    """A scope on the law as it now stands, after the act was carried out in another place."""
    unit = ex.now(scope.unit)
    stretches = []
    for leaf, start, stop in scope.stretches:
        now = ex.now(leaf)
        stretches.append((now, start, len(now.words) if stop == len(leaf.words) else stop))
    return Scope(ex.law, unit, tuple(stretches), scope.kind)


def _act(ex: Execution, scope: Scope, act: Act) -> None:
    match act:
        case Unread(words):
            raise Refusal.of("M03", f"“{words[:200]}” could not be read.", words=words[:200])
        case Strike(what):
            _strike(ex, scope, what)
        case Substitute(what, matter) if isinstance(matter, Matter):
            _substitute(ex, scope, what, matter)
        case Insert():
            _insert(ex, scope, act)
        case Restate(what, matter):
            _restate(ex, scope, what, matter)
        case Redesignate(old, new):
            redesignate(ex, scope, old, new)
        case Designate(what, new, heading):
            designate(ex, scope, what, new, heading)
        case Move(what, place):
            _move(ex, scope, what, place)
        case Repeal(what):
            _strike(ex, scope, what)
        case Margins() | Rule():
            ex.warnings.append(Problem("M30", "No word of the law changes.", instruction=ex.by))
        case _:
            raise Refusal.of("M03", "This act is not one that can be carried out.")


# ---- strike and substitute -------------------------------------------------------------------------


def units_of(scope: Scope, thing: Thing) -> list[Node] | None:
    """The provisions that a thing names, or None where it names words."""
    match thing:
        case Unit():
            return siblings(scope, thing)
        case Units(members):
            return [n for m in members for n in siblings(scope, m)]
        case Whole():
            return [scope.unit]
        case Within(inner, where):
            if isinstance(inner, Unit | Units):
                for locator in where:
                    scope = narrow(scope, locator)
                return units_of(scope, inner)
    return None


def _strike(ex: Execution, scope: Scope, what: Thing) -> None:
    if (units := units_of(scope, what)) is not None:
        for unit in units:
            _strike_unit(ex, unit)
        return
    if isinstance(what, Heading):
        _, heading = heading_of(scope, what.unit)
        if heading is None:
            raise Refusal.of("M13", "There is no heading to strike.")
        ex.strike(heading)
        return
    if isinstance(what, Item):
        raise Refusal.of("M15", "There is no table of contents in the text in hand.")
    for found in reversed(find(ex, scope, what)):
        for span in reversed(found.spans):
            exchange(ex, _now(ex, found.scope), span, (Node(TEXT, ""),))


def _now(ex: Execution, scope: Scope) -> Scope:
    return scope if scope.law is ex.law else _again(ex, scope)


def _strike_unit(ex: Execution, unit: Node) -> None:
    if unit.kind == "section" and search.spoken(ex.law, unit.id) and ex.parent(unit).kind == "law" and len([p for p in ex.law.parts if is_level(p)]) == 1:
        for part in unit.parts:
            if part.kind not in (NUM, HEADING):
                ex.strike(part)
        return
    ex.strike(unit)


def _substitute(ex: Execution, scope: Scope, what: Thing, matter: Matter) -> None:
    if (units := units_of(scope, what)) is not None:
        _replace_units(ex, units, matter)
        return
    if isinstance(what, Heading):
        _restate_heading(ex, scope, what, matter)
        return
    if isinstance(what, Item):
        raise Refusal.of("M15", "There is no table of contents in the text in hand.")
    parts = parts_of(matter)
    for found in reversed(find(ex, scope, what)):
        for span in reversed(found.spans):
            exchange(ex, _now(ex, found.scope), span, parts)


def _replace_units(ex: Execution, units: list[Node], matter: Matter) -> None:
    """Provisions struck and others put where the first of them stood."""
    first = units[0]
    parent = ex.parent(first)
    parts = parts_of(matter)
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
    rest = replace(parent, content=tuple(p for p in parent.parts if p.id not in gone))
    if going and not any(is_level(p) for p in rest.parts):
        kind = going[0].kind
        if all(not is_level(p) or kind in (levels.kinds(levels.designation(p)) or (p.kind,)) for p in parts):
            return tuple(replace(p, kind=kind) if is_level(p) else p for p in parts)
    return fitted(parts, rest)


# ---- restate ---------------------------------------------------------------------------------------


def _restate(ex: Execution, scope: Scope, what: Thing, matter: Matter) -> None:
    if isinstance(what, Heading):
        _restate_heading(ex, scope, what, matter)
        return
    units = units_of(scope, what)
    if units is None:
        _substitute(ex, scope, what, matter)
        return
    if len(units) > 1:
        _replace_units(ex, units, matter)
        return
    _restate_unit(ex, units[0], matter)


def _restate_unit(ex: Execution, unit: Node, matter: Matter) -> None:
    parts = parts_of(matter)
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
    new = tuple(replace(p, kind=unit.kind) if is_level(p) else p for p in parts)
    if levels.designation(new[0]) != levels.designation(unit) and unit.kind != "section":
        ex.warn("W12", f"({levels.designation(unit)}) is restated as ({levels.designation(new[0])}).")
    if (heading := unit.part(HEADING)) is not None and new[0].part(HEADING) is None:
        ex.warn("W13", f"{search.spoken(ex.law, unit.id)} had a heading; the new text has none.")
        if ex.law.attr("text") == "editors":
            # In a title that is not positive law the editors supply headings that the Act does not have.
            new = (replace(new[0], content=(new[0].parts[0], heading, *new[0].parts[1:])), *new[1:])
    if unit.kind == "section":
        new = (_numbered_as(unit, new[0]), *new[1:])
    ex.replace(unit, new)


def _numbered_as(unit: Node, new: Node) -> Node:
    """A restated section with the number in the print style of the law: "§ 632." for an Act's "SEC. 301."."""
    num = unit.part(NUM)
    if num is None or not num.words.startswith("§"):
        return new
    parts = tuple(replace(p, content=num.words) if p.kind == NUM else p for p in new.parts)
    return replace(new, content=parts)


def _restate_heading(ex: Execution, scope: Scope, what: Heading, matter: Matter) -> None:
    node, heading = heading_of(scope, what.unit)
    words = _heading_words(matter)
    if heading is not None:
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


# ---- insert ----------------------------------------------------------------------------------------


def _insert(ex: Execution, scope: Scope, act: Insert) -> None:
    place, parts = act.place, parts_of(act.matter)
    match place.rel:
        case "end":
            inner = scope if place.thing is None else narrow(scope, place.thing)  # type: ignore[arg-type]
            _insert_at_end(ex, inner, parts, act.noun)
        case "beginning":
            inner = scope if place.thing is None else narrow(scope, place.thing)  # type: ignore[arg-type]
            _insert_at_beginning(ex, inner, parts)
        case "below":
            _insert_flush(ex, scope if place.thing is None else whole(scope.law, _one(scope, place.thing)), parts)
        case "after" | "before":
            _insert_beside(ex, scope, place, parts, act.noun)
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


def _insert_flush(ex: Execution, scope: Scope, parts: tuple[Node, ...]) -> None:
    unit = scope.unit
    ex.insert(unit, len(unit.parts), parts)


def _insert_beside(ex: Execution, scope: Scope, place: Place, parts: tuple[Node, ...], noun: str) -> None:
    if place.thing is None:
        raise Refusal.of("M34", "Nothing is named beside which the matter goes.")
    units = units_of(scope, place.thing)
    if units is not None:
        _insert_beside_unit(ex, units, place.rel, parts, noun)
        return
    if isinstance(place.thing, Item):
        raise Refusal.of("M15", "There is no table of contents in the text in hand.")
    if isinstance(place.thing, Phrase) and _is_designation(place.thing.words) and place.rel == "after":
        _head(ex, scope, place.thing.words, parts)
        return
    for found in reversed(find(ex, scope, place.thing)):
        for span in reversed(found.spans):
            at = span[1] if place.rel == "after" else span[0]
            current = _now(ex, found.scope)
            if isinstance(place.thing, Sentence) and not has_levels(parts):
                _insert_sentence(ex, current, place.rel, parts[0].words)
            else:
                _insert_at(ex, current, at, place.rel, parts)


def _is_designation(words: str) -> bool:
    return bool(re.fullmatch(r"\(\w{1,5}\)", words.strip()))


def _head(ex: Execution, scope: Scope, num: str, parts: tuple[Node, ...]) -> None:
    """ "inserting “Reports.—” after “(1)”": a heading for a provision that has none."""
    words = parts[0].words if parts[0].is_leaf else ""
    wanted = num.strip().strip("()")
    found = [n for n in [scope.unit, *search.everywhere(scope.unit, (wanted,))] if levels.designation(n) == wanted]
    if len(found) != 1 or not re.search(r"\.\s*—\s*$", words):
        raise Refusal.of("M18", f"“{num}” is no one designation there.", words=num)
    if found[0].part(HEADING) is not None:
        raise Refusal.of("M13", "The provision has a heading already.", words=words)
    ex.insert(found[0], 1, (Node(HEADING, re.sub(r"\s*\.\s*—\s*$", "", words), attrs=(("mark", ".—"),)),))


def _insert_at(ex: Execution, scope: Scope, at: int, rel: str, parts: tuple[Node, ...]) -> None:
    """Matter at a point of the stream, in the leaf that the anchor stands in."""
    places = scope.stream.places(at - 1, at) if rel == "after" else scope.stream.places(at, at + 1)
    if not places:
        raise Refusal.of("M12", "There is no text at that place.")
    leaf, start, stop = places[0]
    offset = stop if rel == "after" else start
    inner = Scope(scope.law, ex.level_of(leaf), ((leaf, 0, len(leaf.words)),), "point")
    if not has_levels(parts):
        ex.words(leaf, offset, offset, parts[0].words)
        return
    if rel == "before" and len(parts) == 1 and not any(p.kind not in (NUM, HEADING) for p in parts[0].parts):
        exchange(ex, inner, (offset, offset), parts)
        return
    exchange(ex, inner, (offset, offset), parts)


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
        if kinds_clash(first, unit):
            parts = _into(ex, unit, parts)
            return
        parts = fitted(parts, parent)
        check_free(ex, parent, parts)
        if rel == "after":
            check_next(ex, unit, parts[0])
    elif "flush" not in noun and parts[0].is_leaf and not parts[0].words[:1].isupper():
        raise Refusal.of("M24", "Words without a designation cannot stand beside a provision.", words=parts[0].words[:80])
    at = index_of(parent, unit) + (1 if rel == "after" else 0)
    ex.insert(parent, at, parts)


def kinds_clash(first: Node, unit: Node) -> bool:
    """Whether new matter cannot be a sibling of the provision it goes beside."""
    if unit.kind in levels.BIG | {"section"}:
        return False
    return unit.kind not in (levels.kinds(levels.designation(first)) or (first.kind,))


def _into(ex: Execution, unit: Node, parts: tuple[Node, ...]) -> tuple[Node, ...]:
    raise wrong_level(next(p for p in parts if is_level(p)), ex.parent(unit))


def _insert_in_order(ex: Execution, scope: Scope, parts: tuple[Node, ...]) -> None:
    """D7: in alphabetical order by defined term, in an unnumbered list; or by designation."""
    unit = scope.unit
    if has_levels(parts):
        new = fitted(parts, unit)
        check_free(ex, unit, new)
        row = [n for n, p in enumerate(unit.parts) if is_level(p)]
        key = levels.order(levels.designation(new[0]), new[0].kind)
        at = next((n for n in row if levels.order(levels.designation(unit.parts[n]), new[0].kind) > key), row[-1] + 1 if row else len(unit.parts))
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


# ---- move ------------------------------------------------------------------------------------------


def _move(ex: Execution, scope: Scope, what: Thing, place: Place) -> None:
    units = units_of(scope, what)
    if not units or place.thing is None:
        raise Refusal.of("M11", "Only provisions are moved, to a place that is named.")
    there = provision(scope, place.thing) if isinstance(place.thing, Unit) else None
    if there is None:
        raise Refusal.of("M34", f"The place to move {said(what) if isinstance(what, Unit) else 'it'} to is not a provision.")
    for unit in reversed(units) if place.rel == "after" else units:
        if unit.kind != there.kind:
            raise wrong_level(unit, ex.parent(there))
        parent = ex.parent(ex.now(there))
        row = [p for p in parent.parts if p.id != unit.id]
        at = next(n for n, p in enumerate(row) if p.id == there.id) + (1 if place.rel == "after" else 0)
        ex.move(unit, parent, at)

