"""Which table of contents is meant, and which item in it: the table of a provision, or its part of a larger one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from statute import contents, levels, search
from statute.errors import Refusal, Suggestion
from statute.levels import BIG
from statute.node import APPARATUS, Node, line_to


class Table(NamedTuple):
    """The items of a table from `start` to `stop`, as indices of its parts: all of it, or what is below one item."""

    toc: Node
    start: int
    stop: int


def of(law: Node, unit: Node) -> Table:
    """The table of a provision, of a chapter, of an Act.  Raises `Refusal` M15 (none), M05 (several)."""
    if own := _only(_own(unit), unit):
        return _whole(own)
    if unit.kind not in BIG or unit.kind == "law":
        inside = list(_first_sections(unit)) if unit.kind == "law" else list(_everywhere(unit))
        if own := _only(inside, unit):
            return _whole(own)
    line = line_to(law, unit.id)
    for n in range(len(line) - 2, -1, -1):
        over = line[n]
        tocs = list(_own(over)) or (list(_first_sections(over)) if over.kind == "law" else [])
        if unit.kind in BIG and len(tocs) == 1 and (part := _part(tocs[0], line[n + 1 :])) is not None:
            return part
    where = search.spoken(law, unit.id) or "the text in hand"
    raise Refusal.of("M15", f"There is no table of contents in {where}.")


def item(table: Table, said: str) -> Node:
    """The item of a table that relates to "section 7".  Raises `Refusal` M15 with the nearest, M05."""
    sought = contents.item(said)
    rows = list(contents.labels(table.toc))[table.start : table.stop]
    found = [entry for entry, label in rows if contents.answers(label, sought)]
    if len(found) == 1:
        return found[0]
    if found:
        firsts = tuple(Suggestion(contents.words(e), f"number {n}") for n, e in enumerate(found, 1))
        raise Refusal.of("M05", f"{len(found)} items relate to {said}.", words=said, suggestions=firsts)
    raise Refusal.of("M15", f"No item there relates to {said}.", words=said, suggestions=_near(rows, sought))


def _near(rows: list[tuple[Node, contents.Label | None]], sought: contents.Label) -> tuple[Suggestion, ...]:
    """The items that stand where the one sought would."""
    key = levels.order(sought.number, "paragraph")
    same = [(e, levels.order(label.number, "paragraph")) for e, label in rows if label and label.rank == sought.rank]
    before = [e for e, k in same if k < key][-2:]
    after = [e for e, k in same if k > key][:2]
    return tuple(Suggestion(contents.words(e), "is in the table") for e in (*before, *after))


def _whole(toc: Node) -> Table:
    return Table(toc, 0, len(toc.parts))


def _only(tocs: Iterator[Node] | list[Node], unit: Node) -> Node | None:
    found = list(tocs)
    if len(found) > 1:
        raise Refusal.of("M05", f"There are {len(found)} tables of contents in the {unit.kind}.")
    return found[0] if found else None


def _own(unit: Node) -> Iterator[Node]:
    """The tables right below a provision, before its sections; what merely wraps them is looked through."""
    for part in unit.parts:
        if part.kind == "toc":
            yield part
        elif part.parts and part.kind not in levels.RANK and part.kind not in APPARATUS | {"quoted", "table"}:
            yield from _own(part)


def _everywhere(unit: Node) -> Iterator[Node]:
    """The tables anywhere in a section; those that it quotes are not its own."""
    yield from _own(unit)
    for part in search.provisions(unit):
        yield from _everywhere(part)


def _first_sections(law: Node) -> Iterator[Node]:
    """The tables of a law itself: in the sections that stand before its titles, or in its first section."""
    ahead = [p for p in search.provisions(law) if p.kind == "section"] or list(search.sections(law))[:1]
    for section in ahead:
        yield from _everywhere(section)


def _part(toc: Node, line: tuple[Node, ...]) -> Table | None:
    """What a table has below the item of each level on the way down; None where one has no item, or several."""
    table = _whole(toc)
    rows = list(contents.labels(toc))
    for level in (n for n in line if n.kind in BIG):
        sought = contents.Label(level.kind, levels.designation(level))
        at = [n for n in range(table.start, table.stop) if contents.answers(rows[n][1], sought)]
        at = [n for n in at if rows[n][1].kind] if len(at) > 1 else at  # type: ignore[union-attr]
        if len(at) != 1:
            return None
        table = Table(toc, at[0] + 1, contents.group(toc, at[0], table.stop))
    return table
