"""Two provisions side by side: whether the parts of the one stand where the other has them, little changed.

Most of a law stays where it was.  What does is told by place alone, in one pass and without weighing words;
only what does not stand so is searched for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from statute.node import APPARATUS, NUM, Node

#: The share of characters that two parts at one place must have in common, at their ends or in what they hold.
NEAR = 0.6
#: The longest text whose characters are compared in order.
LONGEST = 20_000


class SideBySide:
    """How much of one tree stands in the same place of another.  What it has counted it remembers."""

    def __init__(self) -> None:
        self._sizes: dict[int, tuple[Node, int]] = {}
        self._kept: dict[tuple[int, int], tuple[Node, Node, int]] = {}

    def equal(self, x: Node, y: Node) -> bool:
        """Whether two nodes are the same law to the letter, as far as places tell; False where they do not."""
        if x is y:
            return True
        if x.kind != y.kind:
            return False
        return self.kept(x, y) == self.size(x) == self.size(y) and self._whole(x, y)

    def stand(self, xs: Sequence[Node], ys: Sequence[Node]) -> bool:
        """Whether each part stands at its place: of the same kind and designation, and little changed."""
        if len(xs) != len(ys) or any(x.kind != y.kind or _num(x) != _num(y) for x, y in zip(xs, ys, strict=True)):
            return False
        once = {kind for kind, n in Counter(x.kind for x in xs if x.is_leaf).items() if n == 1}
        return all((x.is_leaf and x.kind in once) or self._near(x, y) for x, y in zip(xs, ys, strict=True))

    def size(self, node: Node) -> int:
        """The characters of a node's law; a branch counts for one more, so that nothing is without size."""
        known = self._sizes.get(id(node))
        if known is None:
            if isinstance(node.content, str):
                return len(node.content) + 1
            known = node, 1 + sum(self.size(p) for p in node.content if p.kind not in APPARATUS)
            self._sizes[id(node)] = known
        return known[1]

    def kept(self, x: Node, y: Node) -> int:
        """The characters that both have in the same place."""
        if isinstance(x.content, str) or isinstance(y.content, str):
            return self._kept_words(x, y) if isinstance(x.content, str) and isinstance(y.content, str) else 0
        known = self._kept.get((id(x), id(y)))
        if known is None:
            # The nodes are kept with the count: so long as they live, no others have their identities.
            known = x, y, 1 + self._in_place(_law(x), _law(y))
            self._kept[id(x), id(y)] = known
        return known[2]

    def _kept_words(self, x: Node, y: Node) -> int:
        """The characters of two texts in common: at their ends, or where that is little, in order."""
        if x.words == y.words:
            return len(x.words) + 1
        known = self._kept.get((id(x), id(y)))
        if known is None:
            count, most = ends(x.words, y.words), max(len(x.words), len(y.words))
            if NEAR * most > count and most <= LONGEST:
                count = int(LCSseq.similarity(x.words, y.words))
            known = self._kept[id(x), id(y)] = x, y, count
        return known[2]

    def _in_place(self, xs: list[Node], ys: list[Node]) -> int:
        """What is kept of parts in order from the start, then from the end, as far as they answer to each other."""
        total, start = 0, 0
        shortest = min(len(xs), len(ys))
        while start < shortest and xs[start].kind == ys[start].kind and self._near(xs[start], ys[start]):
            total += self.kept(xs[start], ys[start])
            start += 1
        end = 1
        while end <= shortest - start and xs[-end].kind == ys[-end].kind and self._near(xs[-end], ys[-end]):
            total += self.kept(xs[-end], ys[-end])
            end += 1
        return total

    def _near(self, x: Node, y: Node) -> bool:
        return self.kept(x, y) >= NEAR * max(self.size(x), self.size(y))

    def _whole(self, x: Node, y: Node) -> bool:
        """Whether two nodes with all characters kept have the same shape: kinds are compared in what they hold."""
        xs, ys = _law(x), _law(y)
        return len(xs) == len(ys) and x.is_leaf == y.is_leaf


def ends(one: str, other: str) -> int:
    """How many characters two texts have in common at their ends."""
    start = alike(one, other)
    most = min(len(one), len(other)) - start
    return start + alike(one[::-1][:most], other[::-1][:most])


def alike(one: str, other: str) -> int:
    """How many characters two texts have in common at the start, found by halving."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _law(node: Node) -> list[Node]:
    return [p for p in node.parts if p.kind not in APPARATUS]


def _num(node: Node) -> str:
    """A designation's words, or those of the one that a level begins with."""
    if isinstance(node.content, str):
        return node.content if node.kind == NUM else ""
    return next((p.words for p in node.content[:1] if p.kind == NUM), "")
