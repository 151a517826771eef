"""How like two provisions are: equal, equal but for the designation, or with so many words in common."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from itertools import chain, repeat

from rapidfuzz.distance import LCSseq

from statute.node import APPARATUS, NUM, Node

#: Words read of each provision: enough to know it by, and the work stays in bounds.
READ = 1_500

_TOKEN = re.compile(r"\$?\d+(?:[.,]\d+)*\w*|\w+(?:[’'‑-]\w+)*|\s+|[^\w\s]")
_SIGNS = 0x20000, 0x10FFFF


def tokens(text: str) -> list[str]:
    """The words, figures, runs of blanks and marks of a text; joined, they are the text again.

    >>> tokens("not-for-profit, $10,000")
    ['not-for-profit', ',', ' ', '$10,000']
    """
    return _TOKEN.findall(text)


class Signs(dict[str, str]):
    """Words to signs, a character for each from U+20000 up, given as words come.

    From there up, since diff-match-patch takes letters, blanks and line ends for what they are.
    Past the last character all words have one sign: count on it for likeness only.
    """

    def of(self, words: Iterable[str]) -> str:
        """The signs of some words, as one text."""
        first, last = _SIGNS
        words = list(words)
        fresh = [word for word in dict.fromkeys(words) if word not in self]
        self.update(zip(fresh, map(chr, chain(range(first + len(self), last), repeat(last))), strict=False))
        return "".join(map(self.__getitem__, words))


def law(parts: Iterable[Node]) -> list[Node]:
    """The parts that are law, without the apparatus among them."""
    return [p for p in parts if p.kind not in APPARATUS]


class Likeness:
    """How like two nodes are.  What it has read of a node it remembers."""

    def __init__(self) -> None:
        self._prints: dict[int, tuple[Node, int]] = {}
        self._numbers: dict[Hashable, int] = {}
        self._words: dict[int, tuple[Node, str]] = {}
        self._signs = Signs()

    def print(self, node: Node) -> int:
        """A number that two nodes share if and only if they are the same law to the letter."""
        known = self._prints.get(id(node))
        if known is None:
            matter: Hashable = node.words if node.is_leaf else tuple(map(self.print, law(node.parts)))
            # The node is kept with its number: so long as it lives, no other has its identity.
            known = node, self._numbers.setdefault((node.kind, matter), len(self._numbers))
            self._prints[id(node)] = known
        return known[1]

    def body(self, node: Node) -> Hashable:
        """What two nodes share that are the same law but for their own designations."""
        if node.is_leaf or node.part(NUM) is None:
            return self.print(node)
        return node.kind, tuple(self.print(p) for p in law(node.parts) if p.kind != NUM)

    def words(self, node: Node) -> str:
        """The first words of a node, a sign for each."""
        known = self._words.get(id(node))
        if known is None:
            known = node, self._signs.of(_first_words(node))
            self._words[id(node)] = known
        return known[1]

    def kept(self, x: Node, y: Node) -> int:
        """How many words, in order, the two have in common."""
        return int(LCSseq.similarity(self.words(x), self.words(y)))

    def share(self, x: Node, y: Node) -> float:
        """The share of words that the two have in common, 0 to 1."""
        total = len(self.words(x)) + len(self.words(y))
        return 2 * self.kept(x, y) / total if total else 1.0

    def grown(self, x: Node, y: Node) -> float:
        """The share of the shorter one's words that the longer one has, 0 to 1."""
        shorter = min(len(self.words(x)), len(self.words(y)))
        return self.kept(x, y) / shorter if shorter else 0.0


def _first_words(node: Node) -> list[str]:
    """Marks and the designations of provisions left out: short provisions would be alike by them alone."""
    found: list[str] = []
    stack = [node]
    while stack and len(found) < READ:
        top = stack.pop()
        if top.is_leaf:
            found += [t for t in tokens(top.words) if t[-1].isalnum()]
        else:
            stack.extend(p for p in reversed(law(top.parts)) if p.kind != NUM)
    return found[:READ]
