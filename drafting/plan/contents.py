"""Tables of contents and of sections: items found by what they relate to, inserted, struck, restated, renumbered.

The table of a chapter stands at its beginning, that of an Act in its first section; a subchapter without a
table of its own has its items below its own item in that of the chapter.
Source: House Legislative Counsel's Manual on Drafting Style, on clerical amendments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.instruction import Act, Insert, Move, Redesignate, Restate, Strike, Substitute
from drafting.plan.execution import Execution, index_of
from drafting.plan.scope import Scope, contents_of, entry_of, is_of_contents
from drafting.thing import Item, Matter, Place, Several, Stretch, Thing, Toc, Unit, Whole
from statute import contents, levels
from statute.contents import Label
from statute.errors import Refusal
from statute.levels import RANK
from statute.node import Node


def amend_items(ex: Execution, scope: Scope, act: Act) -> bool:
    """Carries out an act on whole items of a table; False where it is not one, but of words.

    Raises `Refusal` M15 (no such table or item), M05 (several), M17, M26, M34.
    """
    match act:
        case Strike(what) if (named := _named(scope, what)) is not None:
            for entry in named:
                ex.strike(entry)
        case Substitute(what, Matter() as matter) | Restate(what, matter) if (named := _named(scope, what)) is not None:
            _replace(ex, named, matter)
        case Restate(Toc() | Whole(), matter) if scope.kind == "toc" or isinstance(act.what, Toc):
            _restate(ex, scope, matter)
        case Insert(place, matter) if scope.kind == "toc" or _is_item(place.thing):
            return _insert(ex, scope, place, matter)
        case Redesignate(old, new) if old and isinstance(old[0], Item):
            _renumber(ex, scope, old, new)
        case Move(Item() as what, Place(rel, Item() as other)):
            _move(ex, scope, what, rel, other)
        case _:
            _refuse_provisions(scope, act)
            return False
    return True


def _is_item(thing: Thing | None) -> bool:
    return isinstance(thing, Item) and is_of_contents(thing)


def _refuse_provisions(scope: Scope, act: Act) -> None:
    """Refuses (M15) to amend a provision of the law where the table is in hand: "striking section 7"."""
    what = getattr(act, "what", None) or getattr(act, "old", None)
    if scope.kind in ("toc", "item") and isinstance(what[0] if isinstance(what, tuple) else what, Unit):
        raise Refusal.of("M15", "A table has items, no provisions; name the item relating to the provision.")


def _named(scope: Scope, what: Thing) -> list[Node] | None:
    """The items that a thing names, a section's own list below it included; None where it names something else."""
    match what:
        case Item() if is_of_contents(what):
            return [e for item in _each(what) for e in _with_own(scope, item)]
        case Several(members) if all(isinstance(m, Item) for m in members):
            return [e for m in members for e in _named(scope, m) or ()]
        case Stretch(Item() as first, Item() as last, False, False):
            toc, _, _ = contents_of(scope)
            begin = index_of(toc, entry_of(scope, first))
            end = index_of(toc, _with_own(scope, last)[-1])
            if end < begin:
                raise Refusal.of("M21", "The end of the range stands before its beginning.", words=last.section)
            return list(toc.parts[begin : end + 1])
    return None


def _each(item: Item) -> Iterator[Item]:
    """The items of a range of whole numbers, "sections 407 through 416"; the item itself where it is none."""
    if not item.through:
        yield item
        return
    noun, _, first = item.section.partition(" ")
    if not (first.isdigit() and item.through.isdigit() and 0 <= int(item.through) - int(first) < 1_000):
        raise Refusal.of("M17", f"{item.section} through {item.through} is no range of whole numbers.")
    for number in range(int(first), int(item.through) + 1):
        yield Item(f"{noun} {number}")


def _with_own(scope: Scope, item: Item) -> list[Node]:
    """An item, with those of the subsections that a section's item lists below it."""
    toc, _, stop = contents_of(scope)
    entry = entry_of(scope, item)
    at = index_of(toc, entry)
    end = contents.group(toc, at, stop) if contents.item(item.section).kind == "section" else at + 1
    return list(toc.parts[at:end])


# ---- new items -------------------------------------------------------------------------------------


def _items(matter: Matter) -> tuple[Node, ...]:
    """New matter as items.  Raises `Refusal` M24 where it is none."""
    found = tuple(contents.entries(matter.parts)) if matter.parts else (contents.entry(matter.words),)
    if not found or not all(contents.words(e).strip() for e in found):
        raise Refusal.of("M24", "The new matter is no item of a table.", words=matter.words[:80])
    return found


def _insert(ex: Execution, scope: Scope, place: Place, matter: Matter) -> bool:
    toc, start, stop = contents_of(scope)
    thing = _as_item(place.thing)
    match place.rel:
        case "after" | "before" if thing is not None:
            at = _beside(scope, place.rel, thing, matter)
        case "end" if thing is None:
            at = stop
        case "beginning" if thing is None:
            at = start
        case "order" if thing is None:
            at = _in_order(toc, start, stop, matter)
        case "after" | "before":
            return False
        case _:
            raise Refusal.of("M34", "The place in the table is left open.")
    new = _items(matter)
    _check_free(toc, new, start, stop)
    ex.insert(toc, at, new)
    return True


def _as_item(thing: Thing | None) -> Item | None:
    """The item beside which others go; “after section 7” is said of its item."""
    if isinstance(thing, Unit) and len(thing.path) == 1 and not thing.through and thing.kind not in levels.SMALL:
        return Item(f"{thing.kind} {thing.path[0]}")
    return thing if _is_item(thing) else None  # type: ignore[return-value]


def _beside(scope: Scope, rel: str, item: Item, matter: Matter) -> int:
    """Where new items go beside one.  Raises `Refusal` M34 where they would part a title from its sections."""
    toc, _, stop = contents_of(scope)
    entry = entry_of(scope, item)
    at = index_of(toc, entry)
    if rel == "before":
        return at
    end, own = contents.group(toc, at, stop), contents.item(item.section)
    if own.kind == "section":
        return end
    first = _label(_items(matter)[0])
    if end > at + 1 and first is not None and first.rank <= RANK.get(own.kind, 0):
        detail = f"Items of {item.section} follow its own; the new one would part it from them."
        raise Refusal.of("M34", detail, words=contents.words(toc.parts[end - 1]))
    return at + 1


def _label(entry: Node) -> Label | None:
    return next(contents.labels(Node("toc", (entry,))))[1]


def _in_order(toc: Node, start: int, stop: int, matter: Matter) -> int:
    """The place by number among the sections listed.  Raises `Refusal` M34 where they are not in order."""
    new = _label(_items(matter)[0])
    listed = [(n, it) for n, (_, it) in enumerate(contents.labels(toc)) if start <= n < stop and it is not None]
    if new is None or any(it.rank != new.rank for _, it in listed):
        raise Refusal.of("M34", "The table has items of several levels, so the place is open.")
    keys = [levels.order(it.number, "paragraph") for _, it in listed]
    if keys != sorted(keys):
        raise Refusal.of("M34", "The items are not in order, so the place is open.")
    key = levels.order(new.number, "paragraph")
    return next((n for (n, _), k in zip(listed, keys, strict=True) if k > key), stop)


def _check_free(toc: Node, new: tuple[Node, ...], start: int, stop: int) -> None:
    """Refuses (M26) an item for a section that has one."""
    held = {(it.kind, it.number) for n, (_, it) in enumerate(contents.labels(toc)) if it and start <= n < stop}
    for _, label in contents.labels(Node("toc", new)):
        kinds = {"section", ""} if label and label.kind in ("section", "") else set[str]()
        if label is not None and any((kind, label.number) in held for kind in kinds):
            detail = f"The table has an item relating to section {label.number} already."
            raise Refusal.of("M26", detail, words=label.number)


def _replace(ex: Execution, named: list[Node], matter: Matter) -> None:
    new = _items(matter)
    toc = ex.parent(named[0])
    at = index_of(toc, named[0])
    for entry in reversed(named):
        ex.strike(entry)
    toc = ex.now(toc)
    _check_free(toc, new, 0, len(toc.parts))
    ex.insert(toc, at, new)


def _restate(ex: Execution, scope: Scope, matter: Matter) -> None:
    """The table anew; the head of its column stays where the new matter has none."""
    toc, start, stop = contents_of(scope)
    new = _items(matter)
    is_head = [label is None for _, label in contents.labels(toc)]
    keep = start + 1 if stop > start and is_head[start] and _label(new[0]) is not None else start
    for entry in reversed(toc.parts[keep:stop]):
        ex.strike(entry)
    ex.insert(ex.now(toc), keep, new)


# ---- numbers and places ----------------------------------------------------------------------------


def _renumber(ex: Execution, scope: Scope, old: tuple[Unit | Item, ...], new: tuple[Unit | Item, ...]) -> None:
    """Gives items other numbers, all at once.  Raises `Refusal` M17, M26."""
    olds = [e for item in old if isinstance(item, Item) for e in _each(item)]
    news = [e for item in new if isinstance(item, Item) for e in _each(item)]
    if len(olds) != len(news):
        raise Refusal.of("M17", f"{len(olds)} items get {len(news)} numbers.")
    going = [(entry_of(scope, item), contents.item(item.section).number) for item in olds]
    toc, start, stop = contents_of(scope)
    leaving = {entry.id for entry, _ in going}
    held = {
        it.number for n, (e, it) in enumerate(contents.labels(toc)) if it and start <= n < stop and e.id not in leaving
    }
    for (entry, was), item in zip(going, news, strict=True):
        now = contents.item(item.section).number
        if now in held:
            raise Refusal.of("M26", f"The table has an item relating to {item.section} already.", words=now)
        cell = next(c for c in entry.parts if c.is_leaf and c.words.strip())
        found = re.search(rf"(?<![\w]){re.escape(was).replace('-', '[-–‑]')}(?![\w])", cell.words)
        if found is None:
            raise Refusal.of("M15", f"The item “{contents.words(entry)}” does not bear that number.", words=was)
        ex.words(cell, found.start(), found.end(), now, exact=True)


def _move(ex: Execution, scope: Scope, what: Item, rel: str, other: Item) -> None:
    toc, _, _ = contents_of(scope)
    entry, there = entry_of(scope, what), entry_of(scope, other)
    row = [p.id for p in toc.parts if p.id != entry.id]
    ex.move(entry, toc, row.index(there.id) + (rel == "after"))
