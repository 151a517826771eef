"""Two texts of a law to the steps between them: levels are paired first, then the words of paired leaves.

A redesignated provision is paired with what it was, and its designation spliced; a level that closed
round text that stays is a wrap.  The same two texts always give the same steps: no clock has a say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from drafting.diff.likeness import Likeness, law
from drafting.diff.pairing import pair, shell
from drafting.diff.standing import Standing
from drafting.diff.wording import edits
from drafting.step import Splice, Step, Unwrap, Wrap, splice
from statute.errors import Refusal
from statute.levels import BIG
from statute.node import APPARATUS, NUM, Node, same


def diff(before: Node, after: Node, by: int = 0) -> tuple[Step, ...]:
    """The steps that make `after` of `before`, each to be done on what the one before it left.

    `run(before, steps)` is `after` to the letter.  Provisions that stay or move keep the ids that they
    have in `before`, where every node needs one of its own; new ones get fresh ids under "d{by}.".
    `by` is the instruction that the steps are signed with.  What stands beside the law is not compared.
    Raises `Refusal` M11 where the two are not of one kind: no step changes what the whole is.
    """
    return tuple(differences(before, after, by))


def differences(before: Node, after: Node, by: int = 0) -> Iterator[Step]:
    """The same steps, each section's given as soon as it has been compared.  Raises as `diff`, before the first."""
    if before.kind != after.kind or before.is_leaf != after.is_leaf:
        raise Refusal.of("M11", f"No amendment makes a {after.kind} of a whole {before.kind}.")
    if same(before, after, ids=False):
        return iter(())
    comparison = _Comparison(before, by)
    comparison.redesignate(before, after)
    return comparison.found(before, after)


@dataclass(slots=True)
class _Matter:
    """The parts of one provision on their way to be `ys`.

    at: the provision's id.  stays: the index in `ys` of what a part becomes, by the part's id.
    moves: the part that moves to a place in `ys`, by that index.
    """

    at: str
    parts: list[Node]
    ys: list[Node]
    stays: dict[str, int]
    moves: dict[int, Node]

    def staying(self) -> Iterator[tuple[Node, Node]]:
        """The parts that stay, each with what it becomes."""
        return ((p, self.ys[self.stays[p.id]]) for p in self.parts if p.id in self.stays)

    def moving(self) -> Iterator[tuple[Node, Node]]:
        """The parts that move, each with what it becomes."""
        return ((p, self.ys[j]) for j, p in sorted(self.moves.items()))

    def inside(self) -> list[tuple[Node, Node]]:
        """The parts that stay or move, each with what it becomes, in their new order."""
        found = {self.stays[p.id]: p for p in self.parts if p.id in self.stays} | self.moves
        return [(p, self.ys[j]) for j, p in sorted(found.items())]

    def goes(self, part: Node) -> bool:
        """Whether a part neither stays nor stands beside the law."""
        return part.id not in self.stays and part.kind not in APPARATUS

    def arrivals(self) -> dict[str, list[int]]:
        """What comes, by index in `ys`, under the id of the staying part that it follows, or under ""."""
        ids = {j: id for id, j in self.stays.items()}
        found: dict[str, list[int]] = {}
        last = ""
        for j in range(len(self.ys)):
            if j in ids:
                last = ids[j]
            else:
                found.setdefault(last, []).append(j)
        return found

    def place(self, id: str) -> int:
        """The index among the parts, as they now are, of the one with this id."""
        return next(n for n, part in enumerate(self.parts) if part.id == id)


class _Comparison:
    """The steps found so far, and what it takes to find more."""

    def __init__(self, before: Node, by: int) -> None:
        self.steps: list[Step] = []
        self.like = Likeness()
        self.places = Standing()
        self.by = by
        self._before = before
        self._count = 0

    def found(self, x: Node, y: Node) -> Iterator[Step]:
        """The steps that make `y` of `x`, section by section."""
        inside = [(x, y)] if x.is_leaf or x.kind == "section" else self._arrange(x, y)
        for old, new in inside:
            if old is not x and old.kind in BIG:
                yield from self.found(old, new)
                continue
            self.amend(old, new)
            yield from self.steps
            self.steps = []
        yield from self.steps
        self.steps = []

    def amend(self, x: Node, y: Node) -> None:
        """Makes what `y` holds of what `x` holds; their own designations are not its business."""
        if x.is_leaf:
            self._reword(x, y)
            return
        for old, new in self._arrange(x, y):
            self.amend(old, new)

    def _arrange(self, x: Node, y: Node) -> list[tuple[Node, Node]]:
        """Puts the parts of `x` in the places of those of `y`; gives those that differ still, each with its like.

        First what goes, then the designations of what stays, then what comes, and what is inside last: so new
        matter finds its designation free, as drafters redesignate before they insert.
        """
        if self.places.stand(x, y):
            pairs = zip(law(x.parts), law(y.parts), strict=True)
            return [(old, new) for old, new in pairs if not self.places.equal(old, new)]
        matter = self._nested(x, law(y.parts))
        self._strike(matter)
        for old, new in matter.staying():
            self.redesignate(old, new)
        self._insert(matter)
        for old, new in matter.moving():
            self.redesignate(old, new)
        done = [old for old, _ in _designations(x, y)]
        return [(old, new) for old, new in matter.inside() if old not in done and not self.places.equal(old, new)]

    def redesignate(self, x: Node, y: Node) -> None:
        """Splices the designation of a provision where both begin with one."""
        for old, new in _designations(x, y):
            self._reword(old, new)

    def _reword(self, x: Node, y: Node) -> None:
        for start, old, new in edits(x.words, y.words):
            step = splice(x, start, start + len(old), new, self.by)
            self.steps.append(step)
            words = x.words[:start] + new + x.words[start + len(old) :]
            x = Node(x.kind, words, x.id, x.mark, step.beside_new, x.attrs)

    # ---- levels that open and close ----------------------------------------------------------------

    def _nested(self, x: Node, ys: list[Node]) -> _Matter:
        """The parts of a provision paired with the new ones, once levels have closed and opened."""
        xs = law(x.parts)
        pairing = pair(xs, ys, self.like)
        stays = {xs[i].id: j for i, j in pairing.stays}
        matter = _Matter(x.id, list(x.parts), ys, stays, {j: xs[i] for i, j in pairing.moves})
        for start, stop, j in pairing.wraps:
            self._wrap(matter, matter.place(xs[start].id), matter.place(xs[stop - 1].id) + 1, j)
        for i, start, stop in pairing.unwraps:
            free = law(self._unwrap(matter, xs[i]))
            found = pair(free, ys[start:stop], self.like, nesting=False)
            stays.update((free[n].id, start + m) for n, m in found.stays)
        for i, j in pairing.relevels:
            start = matter.place(xs[i].id)
            self._wrap(matter, start, start + len(self._unwrap(matter, xs[i])), j)
        return matter

    def _wrap(self, matter: _Matter, start: int, stop: int, j: int) -> None:
        new = self._fresh(matter.ys[j].having(content=shell(matter.ys[j])))
        self.steps.append(Wrap(matter.at, start, stop, new, self.by))
        matter.parts[start:stop] = [new.having(content=(*new.parts, *matter.parts[start:stop]))]
        matter.stays[new.id] = j

    def _unwrap(self, matter: _Matter, level: Node) -> tuple[Node, ...]:
        start, old = matter.place(level.id), shell(level)
        inside = level.parts[len(old) :]
        self.steps.append(Unwrap(matter.at, start, start + len(inside), level.having(content=old), self.by))
        matter.parts[start : start + 1] = inside
        return inside

    # ---- parts that go and come --------------------------------------------------------------------

    def _strike(self, matter: _Matter) -> None:
        """Strikes the parts that move, and those that nothing comes for."""
        moved, arrivals = {p.id for p in matter.moves.values()}, matter.arrivals()
        last, flags = "", []
        for part in matter.parts:
            last = part.id if part.id in matter.stays else last
            flags.append(part.id in moved or (matter.goes(part) and last not in arrivals))
        left: list[Node] = []
        for gone, run in groupby(zip(flags, matter.parts, strict=True), key=lambda pair: pair[0]):
            stretch = tuple(part for _, part in run)
            if gone:
                self._splice(matter.at, len(left), stretch, ())
            else:
                left += stretch
        matter.parts = left

    def _insert(self, matter: _Matter) -> None:
        """Puts what comes in place of what goes for it, else before the next part that is law."""
        parts, arrivals = matter.parts, matter.arrivals()
        end = max((n + 1 for n, p in enumerate(parts) if p.kind not in APPARATUS), default=len(parts))
        coming, n, shift = arrivals.get("", []), 0, 0
        while n <= end:
            stop = n
            while stop < end and matter.goes(parts[stop]):
                stop += 1
            stays = stop < end and parts[stop].id in matter.stays
            if stop > n or (coming and (stays or n == end)):
                new = tuple(matter.moves.get(j) or self._fresh(matter.ys[j]) for j in coming)
                self._splice(matter.at, n + shift, tuple(parts[n:stop]), new)
                shift += len(new) - (stop - n)
                coming = []
            if stays:
                coming = arrivals.get(parts[stop].id, [])
            n = stop + 1

    def _splice(self, at: str, start: int, old: Sequence[Node], new: Sequence[Node]) -> None:
        self.steps.append(Splice(at, start, tuple(old), tuple(new), self.by))

    def _fresh(self, node: Node) -> Node:
        """The node with ids that no node of the law bears."""
        id = ""
        while not id or self._before.holds(id):
            self._count += 1
            id = f"d{self.by}.{self._count}"
        content = node.content if isinstance(node.content, str) else tuple(map(self._fresh, node.parts))
        return node.having(id=id, content=content)


def _designations(x: Node, y: Node) -> list[tuple[Node, Node]]:
    """The designations of two provisions, where both begin with one."""
    heads = zip(law(x.parts)[:1], law(y.parts)[:1], strict=False)
    return [(a, b) for a, b in heads if a.kind == b.kind == NUM and a.is_leaf and b.is_leaf]
