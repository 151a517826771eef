"""New matter that is printed as the Code prints it, shown in the redline with the Act's own words beside it.

The Act's words are what counts: “section 9904(b) of this title [the Act: section 4(b)]”.  They stand beside the
law, as an editors' bracket does, in the redline alone; the law as amended has none.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.amend.outcome import Outcome
from drafting.plan.printed import Printed
from drafting.redline import INS
from statute.markup.beside import in_order
from statute.node import Aside, Mark, Node


def rendered(marked: Node, outcomes: Iterable[Outcome]) -> Node:
    """The redline with the Act's words beside each stretch of new matter that the Code prints otherwise."""
    printed = {o.instruction.number: o.printed for o in outcomes if o.printed}
    return _within(marked, None, printed) if printed else marked


def _within(node: Node, mark: Mark | None, printed: dict[int, tuple[Printed, ...]]) -> Node:
    mark = mark or (node.mark if node.mark is not None and node.mark.change == INS else None)
    if node.is_leaf:
        asides = _asides(node.words, printed.get(mark.by, ())) if mark is not None else ()
        return node.having(beside=in_order((*node.beside, *asides))) if asides else node
    parts = tuple(_within(part, mark, printed) for part in node.parts)
    changed = any(new is not old for new, old in zip(parts, node.parts, strict=True))
    return node.having(content=parts) if changed else node


def _asides(words: str, printed: Iterable[Printed]) -> tuple[Aside, ...]:
    """The Act's words for the stretches of some new words, each at its end."""
    found = {place: act for one in printed for place, act in one.places(words)}
    return tuple(Aside(at, at, "editorial", f" [the Act: {act}]") for at, act in sorted(found.items()))
