"""The redline: a tree and the steps done to it become one marked tree, nothing lost, everything signed.

Struck matter stays in its place with the mark "del", new matter stands beside it with "ins", each with
the number of the instruction that did it.  A level whose boundary alone came or went is marked "wrap"
or "unwrap": what is inside stays.  Accepting every mark gives the new law, rejecting gives the old.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from drafting.step import Splice, Step, Unwrap, Wrap
from statute.errors import Refusal
from statute.node import RUN, Mark, Node, same

INS, DEL, WRAP, UNWRAP = "ins", "del", "wrap", "unwrap"


def redline(before: Node, steps: Iterable[Step]) -> Node:
    """The marked tree of `before` with the steps done to it in order.

    In it a changed leaf holds `run` nodes (words, marked or plain) in place of words; what stood
    beside its old words keeps its offsets in those.  Raises `Refusal` where a step does not fit.
    """
    root = _Marked.of(before)
    for step in steps:
        root.take(step)
    return root.node()


def accept(marked: Node) -> Node:
    """The law as amended: struck matter gone, new matter in, no marks."""
    return _settle(marked, gone=DEL, dissolved=UNWRAP)


def reject(marked: Node) -> Node:
    """The law as it stood: new matter gone, struck matter back, no marks."""
    return _settle(marked, gone=INS, dissolved=WRAP)


def proved(before: Node, after: Node, marked: Node) -> Node:
    """The redline, once accepting it gives `after` and rejecting it gives `before` to the letter.

    Raises `Refusal` A01 where it does not: the answer is then withheld.
    """
    if not same(accept(marked), after):
        raise Refusal.of("A01", "Accepting the redline does not give the law as amended.")
    if not same(reject(marked), before):
        raise Refusal.of("A01", "Rejecting the redline does not give the law as it stood.")
    return marked


def is_changed(node: Node) -> bool:
    """Whether a part of a redline, or anything in it, bears a mark."""
    return node.mark is not None or any(is_changed(p) for p in node.parts)


def _settle(node: Node, *, gone: str, dissolved: str) -> Node:
    parts = list(_settled(node, gone, dissolved))
    return parts[0]


def _settled(node: Node, gone: str, dissolved: str) -> Iterable[Node]:
    """What a marked node leaves: nothing, itself without its mark, or what is inside it."""
    change = node.mark.change if node.mark else ""
    if change == gone:
        return
    if node.is_leaf:
        yield replace(node, mark=None) if node.mark else node
        return
    if node.parts and all(p.kind == RUN for p in node.parts):
        yield replace(node, mark=None, content="".join(r.words for r in node.parts if not (r.mark and r.mark.change == gone)))
        return
    inside = tuple(q for p in node.parts for q in _settled(p, gone, dissolved))
    if change == dissolved:
        yield from inside
    elif node.mark is None and len(inside) == len(node.parts) and all(a is b for a, b in zip(inside, node.parts, strict=True)):
        yield node
    else:
        yield replace(node, mark=None, content=inside)


@dataclass(slots=True)
class _Run:
    words: str
    mark: Mark | None


class _Marked:
    """A node of the tree under marking: the one place where marking mutates, and only its own copy."""

    __slots__ = ("index", "mark", "origin", "parent", "parts", "runs")

    def __init__(self, origin: Node, index: dict[str, _Marked], parent: _Marked | None) -> None:
        self.origin, self.index, self.parent = origin, index, parent
        self.mark: Mark | None = origin.mark
        self.parts: list[_Marked] | None = None
        self.runs: list[_Run] | None = None
        if isinstance(origin.content, tuple):
            self.parts = [_Marked(p, index, self) for p in origin.content]
        else:
            self.runs = [_Run(origin.content, None)]
        index[origin.id] = self

    @classmethod
    def of(cls, root: Node) -> _Marked:
        return cls(root, {}, None)

    def take(self, step: Step) -> None:
        target = self.index.get(step.at)
        if target is None:
            raise Refusal.of("M04", "The provision to change is no longer there.")
        mark = step.by
        match step:
            case Splice(old=str(), new=str()):
                target._splice_words(step.start, str(step.old), str(step.new), mark)
            case Splice():
                target._splice_parts(step, mark)
            case Wrap():
                target._wrap(step, mark)
            case Unwrap():
                target._unwrap(step, mark)

    # ---- words -------------------------------------------------------------------------------------

    def _splice_words(self, start: int, old: str, new: str, by: int) -> None:
        if self.runs is None:
            raise Refusal.of("M18", "What this step would replace is not at its place.", words=old)
        at = self._cut(start)
        end = self._cut(start + len(old), at) if old else at
        kept: list[_Run] = []
        for run in self.runs[at:end]:
            if run.mark is None:
                kept.append(_Run(run.words, Mark(DEL, by)))
            elif run.mark.change == DEL:
                kept.append(run)
        if new:
            kept.append(_Run(new, Mark(INS, by)))
        self.runs[at:end] = kept

    def _cut(self, offset: int, floor: int = 0) -> int:
        """The index of the run that starts at this offset of the visible words, runs cut as needed.

        Struck runs at the offset stay before it, so that new words follow the words they replace.
        """
        assert self.runs is not None
        seen = 0
        for n, run in enumerate(self.runs):
            if run.mark is not None and run.mark.change == DEL:
                continue
            if seen + len(run.words) > offset:
                if offset == seen:
                    return max(n, floor)
                head, tail = run.words[: offset - seen], run.words[offset - seen :]
                self.runs[n : n + 1] = [_Run(head, run.mark), _Run(tail, run.mark)]
                return n + 1
            seen += len(run.words)
            if seen == offset:
                after = n + 1
                while floor == 0 and after < len(self.runs) and self._is_struck(after):
                    after += 1
                return max(after, floor)
        return len(self.runs)

    def _is_struck(self, n: int) -> bool:
        assert self.runs is not None
        mark = self.runs[n].mark
        return mark is not None and mark.change == DEL

    # ---- parts -------------------------------------------------------------------------------------

    def _visible(self) -> list[tuple[_Marked, int]]:
        """The parts as the law now has them, each with the marked node that holds it and its index there."""
        found: list[tuple[_Marked, int]] = []
        for n, part in enumerate(self.parts or ()):
            if part.mark is None or part.mark.change in (INS, WRAP):
                found.append((self, n))
            elif part.mark.change == UNWRAP:
                found += part._visible()
        return found

    def _splice_parts(self, step: Splice, by: int) -> None:
        old = step.old if isinstance(step.old, tuple) else ()
        new = step.new if isinstance(step.new, tuple) else ()
        visible = self._visible()
        struck = [(holder, _parts(holder)[n]) for holder, n in visible[step.start : step.start + len(old)]]
        if struck:
            holder, last = struck[-1]
            at = _parts(holder).index(last) + 1
        else:
            holder, at = self._gap(visible, step.start)
        fresh = [_Marked(p, self.index, holder) for p in new]
        for part in fresh:
            part.mark = Mark(INS, by)
        _parts(holder)[at:at] = fresh
        for where, part in struck:
            where._strike(_parts(where).index(part), by)

    def _gap(self, visible: list[tuple[_Marked, int]], start: int) -> tuple[_Marked, int]:
        """Where new parts go: before the visible part at `start`, or after the last."""
        if start < len(visible):
            return visible[start]
        if visible and visible[-1][0] is self:
            return self, visible[-1][1] + 1
        return self, len(_parts(self))

    def _strike(self, n: int, by: int) -> None:
        """Strikes the part at this index: gone if it was new, else marked with all in it as it stood."""
        part = _parts(self)[n]
        if part.mark is not None and part.mark.change == INS:
            del _parts(self)[n]
            return
        old = [_Marked(stood, {}, self) for stood in _settled(part.node(), INS, WRAP)]
        for o in old:
            o.mark = Mark(DEL, by)
        _parts(self)[n : n + 1] = old

    def _wrap(self, step: Wrap, by: int) -> None:
        visible = self._visible()
        shell = _Marked(step.shell, self.index, self)
        shell.mark = Mark(WRAP, by)
        for part in _parts(shell):
            part.mark = Mark(INS, by)
        inside = visible[step.start : step.stop]
        if not inside:
            holder, at = self._gap(visible, step.start)
            _parts(holder).insert(at, shell)
            return
        holder, first = inside[0]
        last_holder, last = inside[-1]
        if holder is not last_holder:
            raise Refusal.of("M29", "The parts to go inside the new level stand in different levels.")
        moved = _parts(holder)[first : last + 1]
        _parts(holder)[first : last + 1] = [shell]
        _parts(shell).extend(moved)

    def _unwrap(self, step: Unwrap, by: int) -> None:
        holder, n = self._visible()[step.start]
        level = _parts(holder)[n]
        ids = {p.id for p in step.shell.parts}
        own = [p for p in _parts(level) if p.origin.id in ids and not (p.mark and p.mark.change == DEL)]
        if level.mark is not None and level.mark.change in (INS, WRAP):
            rest = [p for p in _parts(level) if p not in own]
            if level.mark.change == INS:
                for part in rest:
                    part.mark = level.mark
            _parts(holder)[n : n + 1] = rest
            return
        level.mark = Mark(UNWRAP, by)
        for part in own:
            level._strike(_parts(level).index(part), by)

    # ---- back to a tree ----------------------------------------------------------------------------

    def node(self) -> Node:
        if self.runs is not None:
            runs = _joined(self.runs)
            if len(runs) == 1 and runs[0].mark is None:
                return replace(self.origin, mark=self.mark) if self.mark != self.origin.mark else self.origin
            if self.mark is not None and self.mark.change == INS:
                return replace(self.origin, mark=self.mark, content="".join(r.words for r in runs if not (r.mark and r.mark.change == DEL)))
            return replace(self.origin, mark=self.mark, content=tuple(Node(RUN, r.words, mark=r.mark) for r in runs))
        parts = tuple(p.node() for p in self.parts or ())
        if self.mark == self.origin.mark and parts == self.origin.content:
            return self.origin
        if self.mark is not None and self.mark.change == INS:
            parts = tuple(q for p in parts for q in _settled(p, DEL, UNWRAP))
        return replace(self.origin, mark=self.mark, content=parts)


def _parts(node: _Marked) -> list[_Marked]:
    """The parts of a marked branch.  Raises `Refusal` M11 on a leaf, which has none."""
    if node.parts is None:
        raise Refusal.of("M11", "A leaf of words has no parts.")
    return node.parts


def _joined(runs: list[_Run]) -> list[_Run]:
    """Runs with neighbours of one mark made one, and empty ones dropped."""
    found: list[_Run] = []
    for run in runs:
        if not run.words:
            continue
        if found and found[-1].mark == run.mark:
            found[-1] = _Run(found[-1].words + run.words, run.mark)
        else:
            found.append(run)
    return found or [_Run("", None)]
