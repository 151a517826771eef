"""The words of a leaf woven with what came or went in them and with what stands beside them, for writers.

A leaf of a redline keeps its words in runs, and its asides at their places in the old words; here all
come in one order, so that each writer only has to say how a stretch begins, reads and ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from statute.node import HEADING, NUM, RUN, TEXT, Aside, Mark, Node


class Words(NamedTuple):
    """Words, and the mark they bear."""

    words: str
    mark: Mark | None = None


class Point(NamedTuple):
    """Apparatus that stands here: an editors' bracket, a footnote, a page break; the mark of the words it came with."""

    aside: Aside
    mark: Mark | None = None


class Open(NamedTuple):
    """Markup that begins here: a reference, a term."""

    aside: Aside


class Close(NamedTuple):
    """The markup last opened ends here."""


Strand = Words | Point | Open | Close


def is_leaf(node: Node) -> bool:
    """Whether a node holds words: as they are, or in runs."""
    return (
        node.is_leaf or node.kind in (NUM, HEADING, TEXT) or bool(node.parts and all(p.kind == RUN for p in node.parts))
    )


def woven(leaf: Node) -> Iterator[Strand]:
    """The strands of a leaf in order.  Markup nests; where two stretches cross, the later is cut in two."""
    if not leaf.beside and not any(run.beside for run in leaf.parts):
        # Most leaves have nothing beside them: their runs are the strands.
        yield from (Words(leaf.words),) if leaf.is_leaf else (Words(r.words, r.mark) for r in leaf.parts)
        return
    runs = (Node(RUN, leaf.words),) if leaf.is_leaf else leaf.parts
    spans, points = _placed(leaf.beside, runs)
    every = [*map(Point, points), *_of_runs(leaf.parts)]
    loom = _Loom(tuple(Words(r.words, r.mark) for r in runs), sorted(every, key=lambda p: p.aside.start))
    size = sum(len(r.words) for r in runs)
    yield from loom.weave(0, size, spans)
    yield from loom.points


def _of_runs(runs: Iterable[Node]) -> Iterator[Point]:
    """What stands beside the new words themselves, its places counted in all the runs of their leaf."""
    at = 0
    for run in runs:
        yield from (Point(a.at(at + a.start, at + a.stop), run.mark) for a in run.beside)
        at += len(run.words)


def _placed(beside: Iterable[Aside], runs: Sequence[Node]) -> tuple[list[Aside], list[Aside]]:
    """The markup and the apparatus of a leaf, their places counted in all its runs, the new ones included."""
    new: list[tuple[int, int]] = []
    old = 0
    for run in runs:
        if run.mark is not None and run.mark.change == "ins":
            new.append((old, len(run.words)))
        else:
            old += len(run.words)
    spans: list[Aside] = []
    points: list[Aside] = []
    for a in beside:
        start = a.start + sum(size for at, size in new if at < a.start + (a.start < a.stop))
        stop = a.stop + sum(size for at, size in new if at < a.stop)
        moved = a.having(start=start, stop=max(start, stop))
        (points if a.words or a.start == a.stop else spans).append(moved)
    return _nested(spans), sorted(points, key=lambda a: a.start)


def _nested(spans: Iterable[Aside]) -> list[Aside]:
    return sorted(spans, key=lambda a: (a.start, -a.stop))


@dataclass(slots=True)
class _Loom:
    runs: tuple[Words, ...]
    points: list[Point]

    def weave(self, start: int, stop: int, spans: list[Aside]) -> Iterator[Strand]:
        """The words from start to stop, each outermost stretch of markup opened, woven and closed."""
        while spans:
            span, *rest = spans
            end = min(span.stop, stop)
            yield from self._words(start, span.start)
            yield Open(span)
            inner = [s.having(stop=min(s.stop, end)) for s in rest if s.start < end]
            yield from self.weave(span.start, end, inner)
            yield Close()
            over = [s.having(start=end) for s in rest if s.start < end < s.stop]
            spans = _nested([*over, *(s for s in rest if s.start >= end)])
            start = end
        yield from self._words(start, stop)

    def _words(self, start: int, stop: int) -> Iterator[Strand]:
        """The words from start to stop, run by run, apparatus before the words that follow it."""
        at = 0
        for run in self.runs:
            begin, end = max(at, start), min(at + len(run.words), stop)
            if begin < end:
                cuts = sorted({begin, end, *(p.aside.start for p in self.points if begin < p.aside.start < end)})
                for one, other in pairwise(cuts):
                    yield from self._points(one)
                    yield Words(run.words[one - at : other - at], run.mark)
            at += len(run.words)

    def _points(self, at: int) -> Iterator[Point]:
        while self.points and self.points[0].aside.start <= at:
            yield self.points.pop(0)
