"""Pairing the parts of two texts: which stayed, which moved, and where a level closed round what stood.

Words decide before designations, so that a redesignated provision is known for what it was.  Each way
of pairing works only in the gaps that the surer one before it has left, and keeps the order of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from drafting.diff.likeness import Likeness, law
from statute import levels
from statute.node import HEADING, NUM, Node

#: The share of words in common from which two provisions are one provision, amended.
LIKE = 0.5
#: The same for provisions of one designation, counted on the shorter: the other may only have grown.
GROWN = 0.6
#: The share of words in common, and the least number of them, by which a provision is known elsewhere.
MOVED, FEWEST = 0.8, 4
#: Pairs weighed in one gap, and pairs weighed for new levels.
PAIRS, NESTINGS = 40_000, 4_000

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pairing:
    """How parts `xs` became parts `ys`; all numbers are indexes in these two.

    stays and moves: (x, y).  wraps: (from x, to x, y), these go inside that level.  unwraps: (x, from y,
    to y), what is inside the level stands free.  relevels: (x, y), one level became another kind of level.
    What is in none of them was struck, or is new.
    """

    stays: tuple[Pair, ...]
    moves: tuple[Pair, ...] = ()
    wraps: tuple[tuple[int, int, int], ...] = ()
    unwraps: tuple[tuple[int, int, int], ...] = ()
    relevels: tuple[Pair, ...] = ()


def pair(xs: Sequence[Node], ys: Sequence[Node], likeness: Likeness, *, nesting: bool = True) -> Pairing:
    """How the parts of a provision became its new parts; apparatus must have been left out of both.

    Without `nesting`, levels neither open nor close, nor change their kind, and nothing moves.
    """
    search = _Search(xs, ys, likeness)
    gaps = search.anchored()
    if nesting:
        gaps = [g for gap in gaps for g in search.nested(gap)]
    gaps = [g for gap in gaps for g in search.alike(gap, search.resemblance)]
    if nesting:
        gaps = [g for gap in gaps for g in search.releveled(gap)]
        search.move()
    for gap in gaps:
        search.alike(gap, search.namesake)
    return search.pairing()


def shell(level: Node) -> tuple[Node, ...]:
    """The designation and heading that a level begins with: what comes and goes with its boundary."""
    return tuple(takewhile(lambda p: p.kind in (NUM, HEADING) and p.is_leaf, level.parts))


def common(xs: Sequence[Hashable], ys: Sequence[Hashable]) -> list[Pair]:
    """Pairs of equal things in order: those at both ends, and those between that stand once on each side."""
    start = 0
    while start < min(len(xs), len(ys)) and xs[start] == ys[start]:
        start += 1
    end = 0
    while end < min(len(xs), len(ys)) - start and xs[-1 - end] == ys[-1 - end]:
        end += 1
    once = _once(xs[start : len(xs) - end]), _once(ys[start : len(ys) - end])
    between = heaviest([(start + n, start + once[1][x], 1.0) for x, n in once[0].items() if x in once[1]])
    return [
        *((n, n) for n in range(start)),
        *between,
        *((len(xs) - n, len(ys) - n) for n in range(end, 0, -1)),
    ]


def _once(things: Sequence[Hashable]) -> dict[Hashable, int]:
    count = Counter(things)
    return {thing: n for n, thing in enumerate(things) if count[thing] == 1}


def heaviest(weighed: list[tuple[int, int, float]]) -> list[Pair]:
    """The pairs (x, y, weight) of most weight in all that keep the order of both sides."""
    weighed = sorted(weighed, key=lambda w: (w[0], -w[1]))
    size = max((y for _, y, _ in weighed), default=0) + 1
    # A Fenwick tree over the ys: at each place the heaviest chain that ends below it, and its last pair.
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before: list[int] = []
    for n, (_, y, weight) in enumerate(weighed):
        total, last = 0.0, -1
        place = y
        while place > 0:
            if best[place][0] > total:
                total, last = best[place]
            place &= place - 1
        before.append(last)
        place = y + 1
        while place <= size:
            if total + weight > best[place][0]:
                best[place] = total + weight, n
            place += place & -place
    last = max(best, key=lambda b: b[0])[1]
    chain: list[Pair] = []
    while last >= 0:
        chain.append(weighed[last][:2])
        last = before[last]
    return chain[::-1]


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch of each side in which nothing is paired yet: xs[x:x_stop] and ys[y:y_stop]."""

    x: int
    x_stop: int
    y: int
    y_stop: int

    def around(self, pairs: Iterable[Pair]) -> list[_Gap]:
        """The gaps that are left between pairs in order; empty ones on either side are kept out."""
        return self.between((x, x + 1, y, y + 1) for x, y in pairs)

    def between(self, taken: Iterable[tuple[int, int, int, int]]) -> list[_Gap]:
        """The gaps that are left between stretches in order."""
        found, x, y = [], self.x, self.y
        for start, stop, from_, to in (*taken, (self.x_stop, self.x_stop, self.y_stop, self.y_stop)):
            if start > x and from_ > y:
                found.append(_Gap(x, start, y, from_))
            x, y = stop, to
        return found

    def size(self) -> int:
        """How many pairs it can hold."""
        return (self.x_stop - self.x) * (self.y_stop - self.y)

    def pairs(self) -> Iterator[Pair]:
        """Its pairs; in a large gap only those near the diagonal, so that the work stays in bounds."""
        width, height = self.x_stop - self.x, self.y_stop - self.y
        reach = height if self.size() <= PAIRS else max(8, PAIRS // width // 2)
        for n in range(width):
            middle = n * height // width
            for m in range(max(0, middle - reach), min(height, middle + reach + 1)):
                yield self.x + n, self.y + m


@dataclass(slots=True)
class _Search:
    """The search for pairs: each method works in a gap, notes what it finds and says what gaps remain."""

    xs: Sequence[Node]
    ys: Sequence[Node]
    like: Likeness
    stays: list[Pair] = field(default_factory=list)
    moves: list[Pair] = field(default_factory=list)
    wraps: list[tuple[int, int, int]] = field(default_factory=list)
    unwraps: list[tuple[int, int, int]] = field(default_factory=list)
    relevels: list[Pair] = field(default_factory=list)

    def pairing(self) -> Pairing:
        """What was found, in order."""
        levels_found = tuple(sorted(self.wraps)), tuple(sorted(self.unwraps)), tuple(sorted(self.relevels))
        return Pairing(tuple(sorted(self.stays)), tuple(sorted(self.moves)), *levels_found)

    def anchored(self) -> list[_Gap]:
        """Pairs what is equal, then what is equal but for its designation."""
        xs, ys = self.xs, self.ys
        both = xs and ys and xs[0].kind == ys[0].kind == NUM and xs[0].is_leaf and ys[0].is_leaf
        head = [(0, 0)] if both else []
        self.stays += head
        gaps = _Gap(0, len(xs), 0, len(ys)).around(head)
        for key in (self.like.print, self.like.body):
            gaps = [g for gap in gaps for g in self._equal(gap, key)]
        return gaps

    def _equal(self, gap: _Gap, key: Callable[[Node], Hashable]) -> list[_Gap]:
        xs = [key(x) for x in self.xs[gap.x : gap.x_stop]]
        ys = [key(y) for y in self.ys[gap.y : gap.y_stop]]
        return self._stay(gap, [(gap.x + x, gap.y + y) for x, y in common(xs, ys)])

    def _stay(self, gap: _Gap, pairs: list[Pair]) -> list[_Gap]:
        self.stays += pairs
        return gap.around(pairs)

    # ---- likeness ----------------------------------------------------------------------------------

    def alike(self, gap: _Gap, weight: Callable[[Node, Node], float]) -> list[_Gap]:
        """Pairs what has weight together.  In a large gap, first what bears one designation."""
        if gap.size() > PAIRS:
            return [g for part in self._named(gap, weight) for g in self._weighed(part, part.pairs(), weight)]
        return self._weighed(gap, gap.pairs(), weight)

    def _named(self, gap: _Gap, weight: Callable[[Node, Node], float]) -> list[_Gap]:
        xs = _once([_name(x) for x in self.xs[gap.x : gap.x_stop]])
        ys = _once([_name(y) for y in self.ys[gap.y : gap.y_stop]])
        return self._weighed(gap, [(gap.x + n, gap.y + ys[x]) for x, n in xs.items() if x in ys], weight)

    def _weighed(self, gap: _Gap, pairs: Iterable[Pair], weight: Callable[[Node, Node], float]) -> list[_Gap]:
        done = {x for x, _ in self.moves}, {y for _, y in self.moves}
        weighed = [
            (x, y, w)
            for x, y in pairs
            if x not in done[0] and y not in done[1] and (w := weight(self.xs[x], self.ys[y])) > 0
        ]
        return self._stay(gap, heaviest(weighed))

    def resemblance(self, x: Node, y: Node) -> float:
        """The weight of a pair of one kind by its words: a few good pairs outweigh many poor ones."""
        if x.kind != y.kind or x.is_leaf != y.is_leaf:
            return 0.0
        share, named = self.like.share(x, y), levels.is_level(x) and _name(x) == _name(y)
        if share >= LIKE or (named and self.like.grown(x, y) >= GROWN):
            return (share + 0.1 * named) ** 2
        return 0.0

    def namesake(self, x: Node, y: Node) -> float:
        """The weight of a pair by kind and designation alone: a rewritten leaf, or a provision of one text.

        A rewritten provision with others inside is not taken apart: the whole is amended to read as follows.
        """
        if x.kind != y.kind or x.is_leaf != y.is_leaf:
            return 0.0
        plain = not levels.is_level(x) or (_name(x) == _name(y) and not (_is_divided(x) or _is_divided(y)))
        return 0.05 + self.like.share(x, y) if plain else 0.0

    # ---- levels that open and close ----------------------------------------------------------------

    def nested(self, gap: _Gap) -> list[_Gap]:
        """Finds the levels that closed round what stood in the gap, or opened on it."""
        xs, ys = self.xs[gap.x : gap.x_stop], self.ys[gap.y : gap.y_stop]
        # One part of a kind on each side: what either holds of the other, the two have in common anyway.
        if gap.size() > NESTINGS or (gap.size() == 1 and xs[0].kind == ys[0].kind):
            return [gap]
        wraps = [(gap.x + a, gap.x + b, gap.y + n) for a, b, n in self._closed(ys, xs)]
        self.wraps += wraps
        rest = gap.between((a, b, n, n + 1) for a, b, n in wraps)
        return [g for r in rest for g in self._opened(r)]

    def _opened(self, gap: _Gap) -> list[_Gap]:
        xs, ys = self.xs[gap.x : gap.x_stop], self.ys[gap.y : gap.y_stop]
        unwraps = [(gap.x + n, gap.y + a, gap.y + b) for a, b, n in self._closed(xs, ys)]
        self.unwraps += unwraps
        return gap.between((n, n + 1, a, b) for n, a, b in unwraps)

    def _closed(self, outer: Sequence[Node], inner: Sequence[Node]) -> list[tuple[int, int, int]]:
        """The stretches of `inner` that a level of `outer` holds: (start, stop, index of the level).

        A level holds a stretch when more words are kept so than by pairing like with like.
        """
        found, start = [], 0
        for n, level in enumerate(outer):
            if not levels.is_level(level) or start >= len(inner):
                continue
            inside = law(level.parts[len(shell(level)) :])
            free = inner[start:]
            pairs = self._within(free, inside)
            kept = sum(self.like.kept(free[a], inside[b]) for a, b in pairs)
            held = [free[a] for a, _ in pairs]
            if kept > self._plainly(level, outer, free, held) and not self._stands(level, free, held):
                first, last = start + pairs[0][0], start + pairs[-1][0]
                found.append((first, last + 1, n))
                start = last + 1
        return found

    def _within(self, free: Sequence[Node], inside: Sequence[Node]) -> list[Pair]:
        """Pairs of what stands free with what is inside a level; a level may be of another kind there."""
        search = _Search(free, inside, self.like)
        for gap in search.anchored():
            if gap.size() <= NESTINGS:
                search.alike(gap, search._loosely)
        return sorted(search.stays)

    def _loosely(self, x: Node, y: Node) -> float:
        levels_both = not x.is_leaf and levels.is_level(x) and levels.is_level(y)
        if x.is_leaf != y.is_leaf or (x.kind != y.kind and not levels_both):
            return 0.0
        share = self.like.share(x, y)
        return share**2 if share >= LIKE and self.like.kept(x, y) else 0.0

    def _plainly(self, level: Node, outer: Sequence[Node], free: Sequence[Node], held: Sequence[Node]) -> int:
        """The words kept when the level is paired with one like it, or what it would hold with its like."""
        alone = max((self.like.kept(level, f) for f in free if f.kind == level.kind), default=0)
        apart = sum(max((self.like.kept(h, o) for o in outer if o.kind == h.kind), default=0) for h in held)
        return max(alone, apart)

    def _stands(self, level: Node, free: Sequence[Node], held: Sequence[Node]) -> bool:
        """Whether the level itself stands free, and no more of it than a text went in or out."""
        return all(h.is_leaf for h in held) and any(
            f.kind == level.kind and _name(f) == _name(level) and self.like.grown(f, level) >= GROWN for f in free
        )

    def releveled(self, gap: _Gap) -> list[_Gap]:
        """Pairs levels of two kinds that hold the same words: the margins were adjusted."""
        weighed = [
            (x, y, w)
            for x, y in (gap.pairs() if gap.size() <= NESTINGS else ())
            if self.xs[x].kind != self.ys[y].kind and (w := self._loosely(self.xs[x], self.ys[y])) > 0
        ]
        pairs = heaviest(weighed)
        self.relevels += pairs
        return gap.around(pairs)

    # ---- moves -------------------------------------------------------------------------------------

    def move(self) -> None:
        """Pairs provisions that stand elsewhere among the same parts with nearly the same words."""
        xs, ys = self._left()
        places: dict[Hashable, list[int]] = {}
        for x in xs:
            places.setdefault(self.like.body(self.xs[x]), []).append(x)
        for y in ys:
            if found := places.get(self.like.body(self.ys[y])):
                self.moves.append((found.pop(0), y))
        xs, ys = self._left()
        if len(xs) * len(ys) > PAIRS:
            return
        for y in ys:
            shares = [(self._moved(self.xs[x], self.ys[y]), -x) for x in xs]
            share, x = max(shares, default=(0.0, 0))
            if share >= MOVED:
                self.moves.append((-x, y))
                xs.remove(-x)

    def _moved(self, x: Node, y: Node) -> float:
        return self.like.share(x, y) if x.kind == y.kind and x.is_leaf == y.is_leaf else 0.0

    def _left(self) -> tuple[list[int], list[int]]:
        """The provisions on each side that are in no pair, those of a few words only left out."""
        pairs = [*self.stays, *self.moves, *self.relevels]
        done_x = {x for x, _ in pairs} | {x for x, _, _ in self.unwraps}
        done_y = {y for _, y in pairs} | {y for _, _, y in self.wraps}
        done_x |= {x for start, stop, _ in self.wraps for x in range(start, stop)}
        done_y |= {y for _, start, stop in self.unwraps for y in range(start, stop)}
        return self._provisions(self.xs, done_x), self._provisions(self.ys, done_y)

    def _provisions(self, parts: Sequence[Node], done: set[int]) -> list[int]:
        return [
            n for n, p in enumerate(parts) if n not in done and levels.is_level(p) and len(self.like.words(p)) >= FEWEST
        ]


def _name(node: Node) -> tuple[str, str]:
    return node.kind, levels.designation(node) if levels.is_level(node) else ""


def _is_divided(node: Node) -> bool:
    return any(levels.is_level(p) for p in node.parts)
