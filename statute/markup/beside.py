"""How what stands beside words moves when words are taken out; the editors' brackets, which always are.

The Code prints "[22 U.S.C. 5851 et seq.]" and "[sic]" in its text; they are its editors', not enacted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from statute.markup.tags import SPANS
from statute.node import Aside, Node

_MARKUP = frozenset(SPANS.values())
_EDITORIAL = re.compile(r"\[(?:(?=[^\[\]]*\b(?:U\.S\.C\.|Pub\. L\.|Stat\.))[^\[\]]*|sic)\]")


def closed_up(spans: Sequence[tuple[int, int]]) -> Callable[[int], int]:
    """Where each place in some words goes once these stretches, in order and apart, are taken out.

    >>> [closed_up([(2, 4), (6, 7)])(place) for place in (1, 3, 5, 8)]
    [1, 2, 3, 5]
    """
    starts = [start for start, _ in spans]
    taken = list(accumulate((stop - start for start, stop in spans), initial=0))

    def moved(place: int) -> int:
        n = bisect_right(starts, place)
        if not n:
            return place
        start, stop = spans[n - 1]
        return place - taken[n - 1] - (min(place, stop) - start)

    return moved


def without(words: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words without these stretches, which are in order and apart."""
    ends = [0, *(stop for _, stop in spans)]
    starts = [*(start for start, _ in spans), len(words)]
    return "".join(words[a:b] for a, b in zip(ends, starts, strict=True))


def in_order(asides: Iterable[Aside]) -> tuple[Aside, ...]:
    """Asides by where they begin: markup before what stands at its first word, the longer stretch first.

    Markup over no words that says nothing is left out.
    """
    found = tuple(asides)
    if len(found) == 1 and found[0].start < found[0].stop:
        return found
    said = (a for a in found if a.words or a.attrs or a.start < a.stop or a.kind not in _MARKUP)
    return tuple(sorted(said, key=lambda a: (a.start, a.start == a.stop, -a.stop)))


def bracketed(leaf: Node) -> Node:
    """The leaf with the editors' brackets in its words set beside them, the blank before each included."""
    if "[" not in leaf.content or not (found := list(_EDITORIAL.finditer(leaf.words))):
        return leaf
    spans = [(len(leaf.words[: bracket.start()].rstrip()), bracket.end()) for bracket in found]
    moved = closed_up(spans)
    asides = [Aside(moved(start), moved(start), "editorial", leaf.words[start:stop]) for start, stop in spans]
    for aside in leaf.beside:
        start, stop = moved(aside.start), moved(aside.stop)
        if aside.words or start < stop:
            asides.append(aside.having(start=start, stop=stop))
    return leaf.having(content=without(leaf.words, spans), beside=in_order(asides))
