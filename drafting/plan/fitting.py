"""New matter made to fit the place it goes to: its parts, its levels, its designations checked.

A block's first designation says its level; where it can stand for two ("(i)"), the provisions already
there decide.  Matter of the wrong level is refused, never forced.
"""

from __future__ import annotations

from drafting.plan.execution import Execution
from drafting.thing import Matter
from statute import levels
from statute.errors import Refusal
from statute.levels import RANK, is_level
from statute.lines.outline import Line, has_designation, outline
from statute.node import HEADING, NUM, TEXT, Node, line_to, walk


def parts_of(matter: Matter) -> tuple[Node, ...]:
    """The matter as parts: a block's, or those of a string that begins with a designation; else one leaf of words."""
    if matter.parts:
        return matter.parts
    if has_designation(matter.words.lstrip()):
        parts = outline([Line(0, matter.words.strip())])
        if parts and is_level(parts[0]):
            return parts
    return (Node(TEXT, matter.words),)


def set_in(ex: Execution, place: Node, matter: Matter) -> tuple[Node, ...]:
    """The matter as parts; its tables in columns as those of the section around `place`, all led by an empty one."""
    parts = parts_of(matter)
    if not any(node.kind == "table" for part in parts for node in walk(part)):
        return parts
    line = line_to(ex.law, place.id)
    section = next((node for node in line if node.kind == "section"), ex.law)
    tables = [node for node in walk(section) if node.kind == "table"]
    if not tables or not all(_is_led_by_blank(row) for table in tables for row in table.parts):
        return parts
    return tuple(_led_by_blank(part) for part in parts)


def _is_led_by_blank(row: Node) -> bool:
    return len(row.parts) > 1 and row.parts[0].is_leaf and not row.parts[0].words.strip()


def _led_by_blank(node: Node) -> Node:
    if node.kind == "row" and node.parts and node.parts[0].words.strip():
        return node.having(content=(Node("cell", ""), *node.parts))
    return node if node.is_leaf else node.having(content=tuple(_led_by_blank(part) for part in node.parts))


def has_levels(parts: tuple[Node, ...]) -> bool:
    """Whether any of the parts is a level."""
    return any(is_level(p) for p in parts)


def kind_for(designation: str, kind: str, parent: Node) -> str | None:
    """The level that a designation has below `parent`: that of the provisions there, else the nearest deeper one."""
    possible = levels.kinds(designation) or (kind,)
    there = [p.kind for p in parent.parts if is_level(p)]
    for sibling in there:
        if sibling in possible or sibling == kind:
            return sibling
    if there:
        return None
    floor = RANK.get(parent.kind, 0)
    deeper = sorted(
        (k for k in {*possible, kind} if RANK[k] > max(floor, RANK["section"] if kind in levels.SMALL else 0)),
        key=lambda k: RANK[k],
    )
    return deeper[0] if deeper else None


def fitted(parts: tuple[Node, ...], parent: Node) -> tuple[Node, ...]:
    """The parts with the level that they have below `parent`.  Raises `Refusal` M24 where they do not fit."""
    out: list[Node] = []
    for part in parts:
        if not is_level(part):
            out.append(part)
            continue
        kind = kind_for(levels.designation(part), part.kind, parent)
        if kind is None or (part.kind in levels.BIG | {"section"} and RANK[part.kind] <= RANK.get(parent.kind, 0)):
            raise wrong_level(part, parent)
        out.append(part.having(kind=kind))
    return tuple(out)


def wrong_level(part: Node, parent: Node) -> Refusal:
    """The refusal of a block whose level does not fit."""
    there = next((p.kind for p in parent.parts if is_level(p)), "")
    holds = f"which holds {there}s" if there else "which is not divided"
    return Refusal.of(
        "M24",
        f"({levels.designation(part)}) is a {part.kind}; it cannot stand in a {parent.kind}, {holds}.",
        words=f"({levels.designation(part)})",
    )


def check_free(ex: Execution, parent: Node, parts: tuple[Node, ...], going: tuple[Node, ...] = ()) -> None:
    """Refuses (M26) a designation that a provision there already bears; `going` are those that leave."""
    leaving = {n.id for n in going}
    held = {(p.kind, levels.designation(p)) for p in parent.parts if is_level(p) and p.id not in leaving}
    for part in parts:
        if is_level(part) and (part.kind, levels.designation(part)) in held and levels.designation(part):
            raise Refusal.of(
                "M26",
                f"There is a {part.kind} ({levels.designation(part)}) already.",
                words=f"({levels.designation(part)})",
            )


def check_next(ex: Execution, before: Node | None, part: Node) -> None:
    """Warns (M25) where a designation does not follow the one before it."""
    if before is None or not is_level(before) or not is_level(part):
        return
    one, two = levels.designation(before), levels.designation(part)
    if one and two and part.kind == before.kind and not levels.follows(one, two, part.kind):
        ex.warn("M25", f"({two}) comes after ({one}).", f"({two})")


def ended(parts: tuple[Node, ...], tail: str, rest: tuple[Node, ...] = ()) -> tuple[Node, ...]:
    """The parts with more words after their last leaf, and more parts in the level that it ends in."""
    last = parts[-1]
    if last.is_leaf:
        if last.kind in (NUM, HEADING):
            more = (Node(TEXT, tail.strip()),) if tail.strip() else ()
            return (*parts, *more, *rest)
        joined = last.words + (tail if tail.strip() else "")
        return (*parts[:-1], last.having(content=joined), *rest)
    return (*parts[:-1], last.having(content=ended(last.parts, tail, rest)))
