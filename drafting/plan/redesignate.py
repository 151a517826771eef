"""Designations: provisions renumbered all at once, raised or lowered a level, or closed round existing text."""

from __future__ import annotations

from drafting.instruction import Redesignate
from drafting.plan.execution import Execution
from drafting.plan.saying import said
from drafting.plan.scope import Scope, narrow, siblings
from drafting.thing import AllButHeading, Sentence, Thing, Unit, Within
from statute import levels
from statute.errors import Refusal
from statute.levels import RANK, is_level
from statute.node import HEADING, NUM, TEXT, Node
from statute.search import sentences


def redesignate(ex: Execution, scope: Scope, act: Redesignate) -> None:
    """Gives provisions new designations, simultaneously.

    Raises `Refusal` M17 (counts differ), M26 (held by a provision outside the map), M29 (levels clash).
    """
    nodes = [n for unit in act.old if isinstance(unit, Unit) for n in siblings(scope, unit)] or [scope.unit]
    names = [name for unit in act.new if isinstance(unit, Unit) for name in _expanded(unit, len(nodes))]
    if len(nodes) != len(names):
        listed = ", ".join(f"({levels.designation(n)})" for n in nodes)
        raise Refusal.of("M17", f"{len(nodes)} provisions ({listed}) get {len(names)} designations.")
    _check_free(ex, nodes, names)
    for node, (kind, name) in zip(nodes, names, strict=True):
        if kind in levels.SMALL and node.kind in levels.SMALL and kind != node.kind and kind in levels.kinds(name):
            _change_level(ex, node, kind, name)
        else:
            _rename(ex, node, name)


def _expanded(unit: Unit, most: int) -> list[tuple[str, str]]:
    """The designations of a unit or a range of them: "(3) through (6)" is 3, 4, 5, 6."""
    name = unit.path[-1]
    kind = unit.kind
    kinds = levels.kinds(name)
    if kind in levels.SMALL and kind not in kinds and kinds and len(unit.path) == 1:
        raise Refusal.of("M06", f"“{said(unit)}”: ({name}) designates a {kinds[0]}.", words=said(unit))
    if len(unit.path) > 1 and kinds:
        kind = kinds[0]
    if not unit.through:
        return [(kind, name)]
    first, last = levels.order(name, kind)[0], levels.order(unit.through, kind)[0]
    if kind not in levels.SMALL:
        if not (name.isdigit() and unit.through.isdigit()):
            raise Refusal.of("M17", f"{said(unit)} is not a range of whole numbers.")
        first, last = int(name), int(unit.through)
        return [(kind, str(n)) for n in range(first, last + 1)][: most + 1]
    if not first <= last < 10**6:
        raise Refusal.of("M17", f"{said(unit)} is not a range.")
    return [(kind, levels.designated(kind, n)) for n in range(first, last + 1)][: most + 50]


def _check_free(ex: Execution, nodes: list[Node], names: list[tuple[str, str]]) -> None:
    going = {n.id for n in nodes}
    for node, (kind, name) in zip(nodes, names, strict=True):
        parent = ex.parent(node)
        for sibling in parent.parts:
            if (
                is_level(sibling)
                and sibling.id not in going
                and sibling.kind == kind
                and levels.designation(sibling) == name
            ):
                raise Refusal.of("M26", f"There is a {kind} ({name}) already.", words=f"({name})")


def _rename(ex: Execution, node: Node, name: str) -> None:
    num = node.part(NUM)
    if num is None:
        raise Refusal.of("M11", "The provision bears no designation.")
    bare = levels.bare(num.words)
    at = num.words.replace("–", "-").rfind(bare)
    if at < 0:
        raise Refusal.of("M11", f"The designation “{num.words}” cannot be changed.")
    ex.words(num, at, at + len(bare), name, exact=True)


def _change_level(ex: Execution, node: Node, kind: str, name: str) -> None:
    """A provision raised or lowered: its level opens and another closes round the same text."""
    heading = node.part(HEADING)
    parts = (Node(NUM, f"({name})"), *((heading,) if heading is not None else ()))
    parent, start, stop = ex.unwrap(node)
    if is_level(parent) and RANK[kind] <= RANK[parent.kind]:
        raise Refusal.of("M29", f"A {kind} cannot stand in a {parent.kind}.", words=f"({name})")
    for inner in (p for p in parent.parts[start:stop] if is_level(p)):
        if RANK[inner.kind] <= RANK[kind]:
            raise Refusal.of("M29", f"({levels.designation(inner)}) would stand inside ({name}), a level no higher.")
    ex.wrap(parent, start, stop, Node(kind, parts))


def designate(ex: Execution, scope: Scope, what: Thing, new: tuple[Unit, ...], heading: str) -> None:
    """Closes a level round existing text, or one round each of some sentences.

    Raises `Refusal` M17, M29.
    """
    if isinstance(what, Within):
        for locator in what.where:
            scope = narrow(scope, locator)
        designate(ex, scope, what.thing, new, heading)
        return
    if isinstance(what, Sentence):
        _designate_sentences(ex, scope, what, new)
        return
    if len(new) != 1:
        raise Refusal.of("M17", "One text gets several designations.")
    if not isinstance(what, AllButHeading):
        raise Refusal.of("M03", "What is designated is not a text.")
    unit, name = scope.unit, new[0].path[-1]
    kind = new[0].kind
    begin = sum(1 for p in unit.parts if p.kind in (NUM, HEADING))
    if any(is_level(p) and p.kind == kind for p in unit.parts):
        raise Refusal.of("M29", f"There are {kind}s already.")
    shell = Node(kind, (Node(NUM, f"({name})"), *((Node(HEADING, heading),) if heading else ())))
    ex.wrap(unit, begin, len(unit.parts), shell)


def _designate_sentences(ex: Execution, scope: Scope, what: Sentence, new: tuple[Unit, ...]) -> None:
    """D15: sentences become units, each from its start to its end."""
    names = [name for unit in new for name in _expanded(unit, 20)]
    inner = narrow(scope, what)
    leaf_ids = {leaf.id for leaf, _, _ in inner.stretches}
    if len(leaf_ids) != 1:
        raise Refusal.of("M29", "The sentences go across provisions.")
    leaf = inner.stretches[0][0]
    start, stop = inner.stretches[0][1], inner.stretches[-1][2]
    spans = [(a + start, b + start) for a, b in sentences(leaf.words[start:stop])]
    if len(spans) != len(names):
        raise Refusal.of("M17", f"{len(spans)} sentences get {len(names)} designations.")
    levels_new = tuple(
        Node(kind, (Node(NUM, f"({name})"), Node(TEXT, leaf.words[a:b].strip())))
        for (a, b), (kind, name) in zip(spans, names, strict=True)
    )
    before, after = leaf.words[:start].strip(), leaf.words[stop:].strip()
    parts = ((Node(TEXT, before),) if before else ()) + levels_new + ((Node(TEXT, after),) if after else ())
    ex.replace(leaf, parts)
