"""Tables of contents: brought along with the sections that they list, and their changes said item by item.

Source: House Legislative Counsel's Manual on Drafting Style, on clerical amendments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.diff import diff
from drafting.instruction import Act, Insert, Strike, Substitute
from drafting.step import run
from drafting.thing import Item, Matter, Place
from statute import contents, levels, search
from statute.errors import Refusal
from statute.levels import BIG
from statute.node import APPARATUS, HEADING, NUM, TEXT, Node, find, same, walk, words


def brought_along(before: Node, after: Node) -> Node:
    """A law as amended, with its tables as its sections now are; those that the amendment itself changes are left.

    Items are put in, taken out and renumbered; an item has the section's new heading where it had the old one.
    """
    if not any(n.kind == "toc" for n in walk(before)):
        return after
    try:
        goal = run(before, diff(before, after))
    except Refusal:
        return after
    old, new = _Listed.of(before), _Listed.of(goal)

    def brought(node: Node) -> Node:
        if node.is_leaf or node.kind == "quoted" or node.kind in APPARATUS:
            return node
        was = find(before, node.id) if node.kind == "toc" else None
        if was is not None and same(was, node, ids=False):
            return node.having(content=tuple(_entries(node, old, new)))
        return node.having(content=tuple(map(brought, node.parts)))

    return brought(goal)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The sections of a law that a table may list, by id, in order; those that stand beside each other in rows."""

    sections: dict[str, Node]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, law: Node) -> _Listed:
        rows = [tuple(p.id for p in n.parts if p.kind == "section") for n in walk(law) if not n.is_leaf]
        return cls({n.id: n for n in search.sections(law)}, tuple(filter(None, rows)))


def _entries(table: Node, old: _Listed, new: _Listed) -> Iterator[Node]:
    """The items of a table as the sections now are."""
    ids = {levels.designation(n): id for id, n in old.sections.items()}
    if len(ids) < len(old.sections):  # two of one number: an item does not say which it is for
        yield from table.parts
        return
    numbered = {id: e for e, label in contents.labels(table) if label and (id := ids.get(_section(label)))}
    coming = _coming(set(numbered), new)
    own = {entry.id: id for id, entry in numbered.items()}
    for entry in table.parts:
        id = own.get(entry.id, "")
        yield from _like(entry, old.sections.get(id), [new.sections[n] for n in coming.get(("before", id), ())])
        if not id:
            yield entry
        elif id in new.sections:
            yield _entry(entry, old.sections[id], new.sections[id])
        yield from _like(entry, old.sections.get(id), [new.sections[n] for n in coming.get(("after", id), ())])


def _section(label: contents.Label) -> str:
    return levels.bare(label.number) if label.kind in ("section", "") else ""


def _coming(listed: set[str], new: _Listed) -> dict[tuple[str, str], list[str]]:
    """The sections that come, by the listed one beside it in its row after which, or before which, each stands."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in new.rows:
        if not listed.intersection(row):
            continue
        beside = ("before", next(id for id in row if id in listed))
        for id in row:
            if id in listed:
                beside = "after", id
            else:
                found.setdefault(beside, []).append(id)
    return found


def _like(entry: Node, was: Node | None, coming: Sequence[Node]) -> Iterator[Node]:
    """Items for sections that come, set as one beside them is; none where that one has not its section's heading."""
    said = contents.words(entry).casefold()
    if was is not None and _heading(was) and _heading(was).rstrip(".").casefold() in said:
        yield from (_entry(entry, was, now) for now in coming if _heading(now))


def _entry(like: Node, was: Node, now: Node) -> Node:
    """An item set as that of one section, for what the section is now, or for another."""
    one, other = levels.designation(was), levels.designation(now)
    turns = [(rf"(?<!\w){re.escape(one).replace('-', '[-–‑]')}(?!\w)", other)] if one != other else []
    if _heading(was) and _heading(was) != _heading(now):
        turns.append((re.escape(_heading(was).rstrip(".")), _set(now)))
    cells = list(like.parts) or [like]
    for said, fresh in turns:
        hits = ((n, hit) for n, cell in enumerate(cells) if (hit := re.search(said, cell.words, re.I)))
        if (found := next(hits, None)) is not None:
            n, hit = found
            said_now = hit.string[: hit.start()] + fresh + hit.string[hit.end() :]
            cells[n] = cells[n].having(content=said_now, beside=())
    return cells[0] if like.is_leaf else like.having(content=tuple(cells))


def _heading(section: Node) -> str:
    heading = section.part(HEADING)
    return heading.words.strip() if heading is not None else ""


def _set(section: Node) -> str:
    """A heading as a table has it.  One in capitals keeps those of words that its section never has without."""
    said = _heading(section).rstrip(".")
    if not said.isupper():
        return said
    body = set(re.findall(r"\w+", " ".join(words(p) for p in section.parts if p.kind not in (NUM, HEADING))))

    def cased(match: re.Match[str]) -> str:
        small = match[0].lower()
        large = small.capitalize()
        return large if match.start() == 0 or (large in body and small not in body) else small

    return re.sub(r"\w+", cased, said)


# ---- language --------------------------------------------------------------------------------------


def items(x: Node, y: Node) -> list[Act] | None:
    """The acts on the tables of a provision, item by item: F9 to F11; None where an item, or a table, has none."""
    olds, news = ([p for p in n.parts if p.kind == "toc"] for n in (x, y))
    if len(olds) != len(news):
        return None
    every = [_table(old, new) for old, new in zip(olds, news, strict=True) if not same(old, new, ids=False)]
    return None if None in every else [act for acts in every for act in acts or ()]


def _table(x: Node, y: Node) -> list[Act] | None:
    olds, news = list(contents.labels(x)), list(contents.labels(y))
    theirs, ours = {e.id: (e, label) for e, label in news}, {e.id for e, _ in olds}
    gone = [label for e, label in olds if e.id not in theirs]
    changed = [(label, theirs[e.id]) for e, label in olds if e.id in theirs and not same(e, theirs[e.id][0], ids=False)]
    if any(label is None for label in (*gone, *(label for label, _ in changed))):
        return None
    acts: list[Act] = [Strike(_item(label)) for label in gone]
    held = {_item(label) for e, label in olds if label is not None and e.id in theirs}
    while changed:
        free = next((c for c in changed if _item(c[1][1]) == _item(c[0]) or _item(c[1][1]) not in held), None)
        if free is None:
            return None
        changed.remove(free)
        label, (entry, now) = free
        acts.append(Substitute(_item(label), _matter([(entry, now)])))
        held = held - {_item(label)} | {_item(now)}
    return _added(acts, news, ours)


def _added(acts: list[Act], news: Sequence[tuple[Node, contents.Label | None]], ours: set[str]) -> list[Act] | None:
    """The acts, with those that put in the items that come, each run after the item before it."""
    last: contents.Label | None = None
    coming: list[tuple[Node, contents.Label | None]] = []
    for n, (entry, label) in enumerate(news):
        if entry.id not in ours:
            coming.append((entry, label))
        if coming and (n + 1 == len(news) or news[n + 1][0].id in ours):
            after = news[n + 1][1] if n + 1 < len(news) else None
            if (anchor := last or after) is None:
                return None
            noun = "items" if len(coming) > 1 else "item"
            acts.append(Insert(Place("after" if last else "before", _item(anchor)), _matter(coming), noun))
            coming = []
        if entry.id in ours or not coming:
            last = label or last
    return acts


def _item(label: contents.Label | None) -> Item:
    return Item(f"{label.kind or 'section'} {levels.bare(label.number)}" if label is not None else "")


def _matter(rows: Sequence[tuple[Node, contents.Label | None]]) -> Matter:
    """Items as new matter, which print shows as the beginnings of sections and titles, or as lines."""
    parts = tuple(_printed(contents.words(entry), label) for entry, label in rows)
    only = parts[0]
    return Matter(only.words) if len(parts) == 1 and only.kind == TEXT else Matter("", parts)


def _printed(said: str, label: contents.Label | None) -> Node:
    row = contents.entry(said)
    if label is None or len(row.parts) != 2 or not (label.kind in BIG or re.match(r"sec", said, re.I)):
        return Node(TEXT, said)
    num, heading = (p.words for p in row.parts)
    return Node(label.kind or "section", (Node(NUM, num), Node(HEADING, heading, attrs=(("joint", "line"),))))
