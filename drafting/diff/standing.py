"""What stands where it stood: whether the parts of one provision are where another has them, little changed.

Most of a law stays where it was.  What does is told by place alone, in one pass and without weighing words;
only what does not stand so is searched for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from statute.node import APPARATUS, NUM, Node

#: The share of characters that two parts at one place must have in common, at their ends or in what they hold.
NEAR = 0.6
#: The longest text whose characters are compared in order.
LONGEST = 20_000


#: The characters of two nodes that stand at the same place in both, those of the old and of the new in all, and
#: whether all that one holds stands near what the other holds there, under the same designations.  A node counts
#: for one character more, so that nothing is without size.
Kept = tuple[int, int, int, bool]


class Standing:
    """How much of one tree stands in the same place of another.  What it has counted it remembers."""

    def __init__(self) -> None:
        # The nodes are kept with the count: so long as they live, no others have their identities.
        self._sizes: dict[int, tuple[Node, int]] = {}
        self._known: dict[tuple[int, int], tuple[Node, Node, Kept]] = {}

    def equal(self, x: Node, y: Node) -> bool:
        """Whether two nodes are the same law to the letter, as far as places tell; False where they do not."""
        if isinstance(x.content, str) or x is y:
            return x.content == y.content and x.kind == y.kind
        kept, old, new, _ = self._counted(x, y)
        return kept == old == new and x.kind == y.kind

    def stand(self, x: Node, y: Node) -> bool:
        """Whether each part of two provisions stands at its place: of one kind and designation, and little changed."""
        if self._counted(x, y)[3]:
            return True
        xs, ys = _law(x.parts), _law(y.parts)
        pairs = list(zip(xs, ys, strict=False))
        if len(xs) != len(ys) or any(a.kind != b.kind or _num(a) != _num(b) for a, b in pairs):
            return False
        once = {kind for kind, n in Counter(a.kind for a in xs if a.is_leaf).items() if n == 1}
        return all((a.is_leaf and b.is_leaf and a.kind in once) or _near(self._counted(a, b)) for a, b in pairs)

    def _counted(self, x: Node, y: Node) -> Kept:
        """What two nodes of one kind keep of each other."""
        known = self._known.get((id(x), id(y)))
        if known is None:
            ours, theirs = x.content, y.content
            if ours is theirs:
                found = self._size(x), self._size(x), self._size(x), True
            elif isinstance(ours, tuple) and isinstance(theirs, tuple):
                found = self._parts_kept(_law(ours), _law(theirs))
            elif isinstance(ours, str) and isinstance(theirs, str):
                found = _words_kept(ours, theirs)
            else:
                found = 0, self._size(x), self._size(y), False
            known = self._known[id(x), id(y)] = x, y, found
        return known[2]

    def _parts_kept(self, xs: Sequence[Node], ys: Sequence[Node]) -> Kept:
        """What is kept of parts in order from the start, then from the end, as far as they answer to each other."""
        kept, old, new, count, in_place = self._run_kept(xs, ys)
        if count == len(xs) == len(ys):
            return kept, old, new, in_place
        xs, ys = xs[count:], ys[count:]
        more = self._run_kept(xs[::-1], ys[::-1])
        old += more[1] - 1 + sum(map(self._size, xs[: len(xs) - more[3]]))
        new += more[2] - 1 + sum(map(self._size, ys[: len(ys) - more[3]]))
        return kept + more[0] - 1, old, new, False

    def _run_kept(self, xs: Sequence[Node], ys: Sequence[Node]) -> tuple[int, int, int, int, bool]:
        """Kept, old and new of the parts that answer to each other from the start, how many, and all in place."""
        kept = old = new = 1
        count, in_place = 0, True
        for a, b in zip(xs, ys, strict=False):
            if a.kind != b.kind:
                break
            if isinstance(a.content, str) and a.content == b.content:
                size = len(a.content) + 1
                kept += size
                old += size
                new += size
            else:
                both = self._counted(a, b)
                if not _near(both):
                    break
                kept += both[0]
                old += both[1]
                new += both[2]
                in_place = in_place and (both[0] == both[1] == both[2] or _num(a) == _num(b))
            count += 1
        return kept, old, new, count, in_place

    def _size(self, node: Node) -> int:
        """The characters of a node's law."""
        if isinstance(node.content, str):
            return len(node.content) + 1
        known = self._sizes.get(id(node))
        if known is None:
            known = self._sizes[id(node)] = node, 1 + sum(map(self._size, _law(node.content)))
        return known[1]


def _words_kept(one: str, other: str) -> Kept:
    """The characters of two texts in common: at their ends, or where that is little, in order."""
    if one == other:
        return len(one) + 1, len(one) + 1, len(one) + 1, True
    count, most = sum(ends(one, other)), max(len(one), len(other))
    if NEAR * most > count and most <= LONGEST:
        count = int(LCSseq.similarity(one, other))
    return count, len(one) + 1, len(other) + 1, False


def _near(both: Kept) -> bool:
    """Whether the two are one, little changed."""
    kept, old, new, _ = both
    return kept >= NEAR * (old if old > new else new)


def ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts have in common at the start, and at the end without those."""
    start = int(Prefix.similarity(one, other))
    return start, min(int(Postfix.similarity(one, other)), min(len(one), len(other)) - start)


def _law(parts: tuple[Node, ...]) -> list[Node]:
    return [p for p in parts if p.kind not in APPARATUS]


def _num(node: Node) -> str:
    """A designation's words, or those of the one that a level begins with."""
    first = node if node.is_leaf else next((p for p in node.parts if p.kind not in APPARATUS), None)
    return first.words if first is not None and first.kind == NUM else ""
