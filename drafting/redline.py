"""The redline: a tree and the steps done to it become one marked tree, nothing lost, everything signed.

Struck matter stays in its place with the mark "del", new matter stands beside it with "ins", each with
the number of the instruction that did it.  A level whose boundary alone came or went is marked "wrap"
or "unwrap": what is inside stays.  Accepting every mark gives the new law, rejecting gives the old.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafting.step import Splice, Step, Unwrap, Wrap, misfit
from statute.errors import Refusal
from statute.node import RUN, Mark, Node, line_to, same, walk

INS, DEL, WRAP, UNWRAP = "ins", "del", "wrap", "unwrap"


def redline(before: Node, steps: Iterable[Step]) -> Node:
    """The marked tree of `before` with the steps done to it in order.

    In it a changed leaf holds `run` nodes (words, marked or plain) in place of words; what stood
    beside its old words keeps its offsets in those.  What no step touches is the same node as in `before`,
    and is not even looked at.  Raises `Refusal` where a step does not fit.
    """
    marking = _Marking(before)
    for step in steps:
        marking.take(step)
    return marking.root.shown()


def accept(marked: Node) -> Node:
    """The law as amended: struck matter gone, new matter in, no marks."""
    return next(_settled(marked, DEL, UNWRAP))


def reject(marked: Node) -> Node:
    """The law as it stood: new matter gone, struck matter back, no marks."""
    return next(_settled(marked, INS, WRAP))


def proved(before: Node, after: Node, marked: Node) -> Node:
    """The redline, once accepting it gives `after` and rejecting it gives `before` to the letter.

    A part of it that is the very node of `before`, which bears no marks, is taken as it is.  Raises `Refusal` A01
    where the proof fails: the answer is then withheld.
    """
    if not same(next(_settled(marked, DEL, UNWRAP, before)), after):
        raise Refusal.of("A01", "Accepting the redline does not give the law as amended.")
    if not same(next(_settled(marked, INS, WRAP, before)), before):
        raise Refusal.of("A01", "Rejecting the redline does not give the law as it stood.")
    return marked


def is_changed(node: Node) -> bool:
    """Whether a part of a redline, or anything in it, bears a mark."""
    return node.mark is not None or any(is_changed(p) for p in node.parts)


def _settled(node: Node, gone: str, dissolved: str, stood: Node | None = None) -> Iterator[Node]:
    """What a marked node leaves: nothing, itself without its mark, or what is inside it.

    stood: the node of the old law in its place, if there is one; where that is the same, there are no marks in it.
    """
    if _is(node, gone):
        return
    if node.parts and all(p.kind == RUN for p in node.parts):
        yield node.having(content="".join(r.words for r in node.parts if not _is(r, gone)))
        return
    old = {p.id: p for p in stood.parts} if stood is not None else {}
    left: list[Node] = []
    for part in node.parts:
        there = old.get(part.id)
        left += (part,) if part is there else _settled(part, gone, dissolved, there)
    inside = tuple(left)
    if _is(node, dissolved):
        yield from inside
    elif node.mark or not _are(inside, node.parts):
        yield node.having(mark=None, content=node.content if node.is_leaf else inside)
    else:
        yield node


def _is(node: Node | _Marked, *changes: str) -> bool:
    return node.mark is not None and node.mark.change in changes


def _are(some: tuple[Node, ...], others: tuple[Node, ...]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))


# ---- marking ---------------------------------------------------------------------------------------


class _Marked:
    """A node under marking: what it shows, and what it holds (runs of words, or parts) once it is open.

    The law is opened where a step touches it, and only there.  New and struck matter stays whole: steps in
    new matter are simply done, and struck matter takes none.  `beside` is what stands beside its words by
    now.  These objects mutate, and nothing outside `redline` sees them.
    """

    __slots__ = ("beside", "mark", "node", "parts", "runs")

    def __init__(self, node: Node, mark: Mark | None = None) -> None:
        self.node, self.mark, self.beside = node, mark, node.beside
        self.parts: list[_Marked] | None = None
        self.runs: list[Node] | None = None

    def visible(self) -> list[_Held]:
        """The parts as the law now has them, each with the list it stands in."""
        found: list[_Held] = []
        for part in self.parts or ():
            if _is(part, UNWRAP):
                found += part.visible()
            elif not _is(part, DEL):
                assert self.parts is not None
                found.append((self.parts, part))
        return found

    def is_as_it_was(self) -> bool:
        """Whether no step has touched it."""
        return self.parts is None and self.runs is None and self.mark is None

    def shown(self) -> Node:
        """The node with its marks; the node itself where nothing in it is marked."""
        if self.runs is not None:
            runs = _joined(self.runs)
            content = runs if any(r.mark for r in runs) else self.node.content
        elif self.parts is not None:
            parts = tuple(p.node if p.is_as_it_was() else p.shown() for p in self.parts)
            content = self.node.content if _are(parts, self.node.parts) else parts
        else:
            content = self.node.content
        if content is self.node.content and self.mark is None:
            return self.node
        return self.node.having(mark=self.mark, content=content)

    def now(self) -> Node:
        """The node as amended so far."""
        return accept(self.shown())


#: A marked part, and the list that it stands in.
_Held = tuple[list[_Marked], _Marked]


class _Marking:
    """A tree under marking, with the way from an id to the node that holds it.

    index: the nodes that were met so far; gone: the ids of what is no longer there to be changed.
    """

    def __init__(self, before: Node) -> None:
        self.before, self.root = before, _Marked(before)
        self.index, self.gone = {before.id: self.root}, set[str]()

    def take(self, step: Step) -> None:
        """Marks what a step does.  Raises `Refusal` where it does not fit."""
        target = self._at(step.at)
        if target is None:
            raise Refusal.of("M04", "The provision to change is no longer there.")
        if _is(target, INS):
            target.node = step.apply(target.node)
            self._entered(target)
            return
        match step:
            case Splice(old=str(old), new=str(new)) if target.runs is not None:
                if target.beside != step.beside_old:
                    raise misfit(step)
                target.runs = _spliced(target.runs, step, old, new)
                target.beside = step.beside_new
            case Splice(old=tuple(old), new=tuple(new)) if target.parts is not None:
                self._splice(target, step, old, new)
            case Wrap() if target.parts is not None:
                self._wrap(target, step)
            case Unwrap() if target.parts is not None:
                self._unwrap(target, step)
            case _:
                raise misfit(step)

    def _splice(self, target: _Marked, step: Splice | Wrap, old: tuple[Node, ...], new: tuple[Node, ...]) -> None:
        """Strikes `old` from `step.start` on, and puts `new` after it."""
        visible = target.visible()
        struck = visible[step.start : step.start + len(old)]
        if not 0 <= step.start <= len(visible) or not _are_now(struck, old):
            raise misfit(step)
        holder, at = _gap(target, visible, step.start)
        if struck:
            holder, last = struck[-1]
            at = holder.index(last) + 1
        fresh = [_Marked(p, Mark(INS, step.by)) for p in new]
        holder[at:at] = fresh
        for where, part in struck:
            self._strike(where, part, step.by)
        for part in fresh:
            self._entered(part)

    def _wrap(self, target: _Marked, step: Wrap) -> None:
        """Closes a level round parts; where several lists hold them, they are struck and inserted in it."""
        visible = target.visible()
        inside = visible[step.start : step.stop]
        if not 0 <= step.start <= step.stop <= len(visible):
            raise misfit(step)
        if inside and (whole := _whole(target, inside)) is not None:
            holder, at, stop = whole
        elif inside and inside[0][0] is not inside[-1][0]:
            old = tuple(part.now() for _, part in inside)
            self._splice(target, step, old, (step.shell.having(content=step.shell.parts + old),))
            return
        elif inside:
            holder = inside[0][0]
            at, stop = holder.index(inside[0][1]), holder.index(inside[-1][1]) + 1
        else:
            holder, at = _gap(target, visible, step.start)
            stop = at
        level = _Marked(step.shell, Mark(WRAP, step.by))
        level.parts = [self._entered(_Marked(p, Mark(INS, step.by))) for p in step.shell.parts]
        self.index[step.shell.id] = level
        level.parts += holder[at:stop]
        holder[at:stop] = [level]

    def _unwrap(self, target: _Marked, step: Unwrap) -> None:
        """Takes a level's boundary away; of a level that was new, nothing is left to show of it."""
        visible = target.visible()[max(step.start, 0) :]
        if step.start < 0 or not visible or not _is_round(visible[0][1].now(), step):
            raise misfit(step)
        holder, level = visible[0]
        width, at = len(step.shell.parts), holder.index(level)
        self._open(level)
        self._leave(level.node.id)
        if _is(level, INS):
            for node in level.node.parts[:width]:
                self._forget(node)
            holder[at : at + 1] = [self._entered(_Marked(p, level.mark)) for p in level.node.parts[width:]]
            return
        for where, part in level.visible()[:width]:
            self._strike(where, part, step.by)
        if _is(level, WRAP):
            holder[at : at + 1] = level.parts or []
        else:
            level.mark = Mark(UNWRAP, step.by)

    def _strike(self, holder: list[_Marked], part: _Marked, by: int) -> None:
        """Strikes a part: gone if it was new, else there as it stood, marked."""
        self._forget(part.now())
        at = holder.index(part)
        stood = () if _is(part, INS) else _settled(part.shown(), INS, WRAP)
        holder[at : at + 1] = [_Marked(node, Mark(DEL, by)) for node in stood]

    # ---- the index -------------------------------------------------------------------------------------

    def _at(self, id: str) -> _Marked | None:
        """The node of an id, opened, with those around it; None where it is not in the law by now."""
        if id not in self.index and id not in self.gone:
            line = line_to(self.before, id)
            met = next((n for n in range(len(line) - 1, -1, -1) if line[n].id in self.index), len(line))
            for node in line[met:]:
                self._open(self.index[node.id])
        if (found := self.index.get(id)) is not None:
            self._open(found)
        return found

    def _open(self, marked: _Marked) -> None:
        """Gives a node of the old law the room to be changed; whatever else it is, it stays as it is."""
        if not marked.is_as_it_was():
            return
        if marked.node.is_leaf:
            marked.runs = [Node(RUN, marked.node.words)]
            return
        marked.parts = [_Marked(part) for part in marked.node.parts]
        self.index.update((part.node.id, part) for part in marked.parts)

    def _entered(self, whole: _Marked) -> _Marked:
        self.index.update((node.id, whole) for node in walk(whole.node))
        return whole

    def _forget(self, gone: Node) -> None:
        for node in walk(gone):
            self._leave(node.id)

    def _leave(self, id: str) -> None:
        self.index.pop(id, None)
        self.gone.add(id)


def _whole(target: _Marked, inside: Sequence[_Held]) -> tuple[list[_Marked], int, int] | None:
    """The run of a node's own parts that holds just these, dissolved levels among them; None where there is none."""
    own = target.parts or []
    held = [[p for _, p in part.visible()] if _is(part, UNWRAP) else [] if _is(part, DEL) else [part] for part in own]
    wanted = [part for _, part in inside]
    for at, first in enumerate(held):
        if not first or first[0] is not wanted[0]:
            continue
        found: list[_Marked] = []
        for stop in range(at, len(own)):
            found += held[stop]
            if len(found) == len(wanted) and all(a is b for a, b in zip(found, wanted, strict=True)):
                return own, at, stop + 1
    return None


def _gap(target: _Marked, visible: Sequence[_Held], start: int) -> tuple[list[_Marked], int]:
    """Where new parts go: before the visible part at `start`, or last of all."""
    if start < len(visible):
        holder, part = visible[start]
        if (whole := _whole(target, [visible[start]])) is not None and whole[0][whole[1]] is part:
            return whole[0], whole[1]
        for at, own in enumerate(target.parts or ()):
            # Before the first part of a dissolved level is before that level.
            if _is(own, UNWRAP) and (inside := own.visible()) and inside[0][1] is part:
                return target.parts or [], at
        return holder, holder.index(part)
    assert target.parts is not None
    return target.parts, len(target.parts)


def _are_now(held: Sequence[_Held], nodes: tuple[Node, ...]) -> bool:
    return len(held) == len(nodes) and all(same(part.now(), n) for (_, part), n in zip(held, nodes, strict=True))


def _is_round(level: Node, step: Unwrap) -> bool:
    width = len(step.shell.parts)
    head = level.having(content=level.parts[:width])
    return same(head, step.shell) and len(level.parts) - width == step.stop - step.start


def _spliced(runs: list[Node], step: Splice, old: str, new: str) -> list[Node]:
    """The runs of a leaf after a splice of words; new words follow those struck at their place."""
    start, stop = step.start, step.start + len(old)
    visible = "".join(r.words for r in runs if not _is(r, DEL))
    if not 0 <= start <= len(visible) or visible[start:stop] != old:
        raise misfit(step)
    kept: list[Node] = []
    fresh = [Node(RUN, new, mark=Mark(INS, step.by))]
    for run in runs:
        if _is(run, DEL):
            kept.append(run)
            continue
        a, b = (min(max(n, 0), len(run.words)) for n in (start, stop))
        head, struck, tail = run.words[:a], run.words[a:b], run.words[b:]
        kept.append(run.having(content=head))
        if run.mark is None:
            kept.append(Node(RUN, struck, mark=Mark(DEL, step.by)))
        if tail:
            kept += [*fresh, run.having(content=tail)]
            fresh = []
        start, stop = start - len(run.words), stop - len(run.words)
    return [r for r in (*kept, *fresh) if r.words] or [Node(RUN, "")]


def _joined(runs: list[Node]) -> tuple[Node, ...]:
    """Runs, with neighbours of one mark made one."""
    groups = groupby(runs, key=lambda r: r.mark)
    return tuple(Node(RUN, "".join(r.words for r in group), mark=mark) for mark, group in groups)
