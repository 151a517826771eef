"""What stands between the lines of a print set beside the words that were cut out of them.

A mark is known by how many letters and digits of the law precede it: an outline moves no letter and drops none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from statute.markup.beside import in_order
from statute.node import APPARATUS, Aside, Node


class Loose(NamedTuple):
    """Apparatus that has no place in a leaf yet: how many letters precede it, and what it is.

    behind: whether it ends a line, and stands behind its last word rather than before the next.
    """

    letters: int
    aside: Aside
    behind: bool = False


def count(words: str) -> int:
    """How many letters and digits some words have."""
    return sum(map(str.isalnum, words))


def placed(parts: Sequence[Node], loose: Sequence[Loose]) -> tuple[Node, ...]:
    """The parts of a law with each mark beside the leaf in which its next letter stands, the last ones at its end.

    loose: in order.  Between two words of a leaf a mark stands before the second.
    """
    if not loose:
        return tuple(parts)
    total = sum(count(leaf.words) for leaf in _leaves(parts))
    return _Placing(loose, total).parts(parts)


def _leaves(parts: Iterable[Node]) -> Iterator[Node]:
    for part in parts:
        if part.kind in APPARATUS:
            continue
        if part.is_leaf:
            yield part
        else:
            yield from _leaves(part.parts)


class _Placing:
    """One pass over the leaves: how many letters have been met, of how many, and the marks still to come."""

    def __init__(self, loose: Sequence[Loose], total: int) -> None:
        self.coming = list(reversed(loose))
        self.met, self.total = 0, total

    def parts(self, parts: Iterable[Node]) -> tuple[Node, ...]:
        return tuple(self._node(part) for part in parts)

    def _node(self, node: Node) -> Node:
        if node.kind in APPARATUS or not self.coming:
            return node
        if not node.is_leaf:
            return node.having(content=self.parts(node.parts))
        first, self.met = self.met, self.met + count(node.words)
        found: list[Aside] = []
        while self.coming and first < self.met and self._is_here(self.coming[-1]):
            mark = self.coming.pop()
            place = _place(node.words, mark.letters - first, is_tail=node.kind == "after")
            found.append(mark.aside.at(place, place))
        return node.having(beside=in_order((*node.beside, *found))) if found else node

    def _is_here(self, mark: Loose) -> bool:
        """Whether a mark stands in the leaf whose letters have just been met."""
        return mark.letters < self.met or (mark.behind and mark.letters == self.met) or self.met == self.total


def _place(words: str, letters: int, *, is_tail: bool) -> int:
    """The place after so many letters of a leaf: before the next word, else before the next letter.

    is_tail: the leaf is what follows a quotation, and its first mark is set hard against that.
    """
    at = [n for n, character in enumerate(words) if character.isalnum()]
    if letters <= 0:
        return at[0] if is_tail else 0
    if letters >= len(at):
        return len(words)
    blank = words.rfind(" ", at[letters - 1], at[letters])
    return blank + 1 if blank >= 0 else at[letters]
