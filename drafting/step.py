"""The changes: Splice, this becomes that; Wrap, these go inside a new level; Unwrap, its undoing.

A step names the node it changes by id and a place in it: characters in words, an index among parts.
Each refuses to apply where what it would replace is not there, and each can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from statute.errors import Refusal
from statute.node import Aside, Node, changed, words


@dataclass(frozen=True, slots=True)
class Splice:
    """At the node `at`, from `start`, `old` becomes `new`; both words, or both parts.

    `beside_old` and `beside_new` are all that stands beside the leaf before and after: `splice` finds them.
    """

    at: str
    start: int
    old: str | tuple[Node, ...]
    new: str | tuple[Node, ...]
    by: int = 0
    beside_old: tuple[Aside, ...] = ()
    beside_new: tuple[Aside, ...] = ()

    def apply(self, root: Node) -> Node:
        """The tree after the step.  Raises `Refusal` M18 where `old` is not at its place."""
        return _at(root, self.at, self._change)

    def inverse(self) -> Splice:
        """The step that undoes this one."""
        return replace(self, old=self.new, new=self.old, beside_old=self.beside_new, beside_new=self.beside_old)

    def _change(self, node: Node) -> Node:
        stop = self.start + len(self.old)
        there = 0 <= self.start <= len(node.content) and node.content[self.start : stop] == self.old
        if not there or node.beside != self.beside_old:
            raise misfit(self)
        match node.content, self.new:
            case str(content), str(new):
                spliced = content[: self.start] + new + content[stop:]
                return node.having(content=spliced, beside=self.beside_new)
            case tuple(content), tuple(new):
                return node.having(content=content[: self.start] + new + content[stop:])
        raise misfit(self)


@dataclass(frozen=True, slots=True)
class Wrap:
    """At the node `at`, parts[start:stop] go inside `shell`, a level with only designation and heading."""

    at: str
    start: int
    stop: int
    shell: Node
    by: int = 0

    def apply(self, root: Node) -> Node:
        """The tree after the step.  Raises `Refusal` M29 where the parts are not there."""
        return _at(root, self.at, self._change)

    def inverse(self) -> Unwrap:
        """The step that undoes this one."""
        return Unwrap(self.at, self.start, self.stop, self.shell, self.by)

    def _change(self, node: Node) -> Node:
        if not 0 <= self.start <= self.stop <= len(node.parts):
            raise misfit(self)
        level = self.shell.having(content=self.shell.parts + node.parts[self.start : self.stop])
        return node.having(content=(*node.parts[: self.start], level, *node.parts[self.stop :]))


@dataclass(frozen=True, slots=True)
class Unwrap:
    """At the node `at`, the level at index `start` goes; what it holds besides `shell`'s parts moves up."""

    at: str
    start: int
    stop: int
    shell: Node
    by: int = 0

    def apply(self, root: Node) -> Node:
        """The tree after the step.  Raises `Refusal` M29 where the level is not there."""
        return _at(root, self.at, self._change)

    def inverse(self) -> Wrap:
        """The step that undoes this one."""
        return Wrap(self.at, self.start, self.stop, self.shell, self.by)

    def _change(self, node: Node) -> Node:
        level = node.parts[self.start] if 0 <= self.start < len(node.parts) else None
        width = len(self.shell.parts)
        if level is None or len(level.parts) != width + self.stop - self.start:
            raise misfit(self)
        if level.having(content=level.parts[:width]) != self.shell:
            raise misfit(self)
        rest = node.parts[self.start + 1 :]
        return node.having(content=node.parts[: self.start] + level.parts[width:] + rest)


Step = Splice | Wrap | Unwrap


def splice(leaf: Node, start: int, stop: int, new: str, by: int = 0) -> Splice:
    """A splice of words in a leaf that carries what stands beside them: markup and apparatus.

    What stood beside struck words goes with them; apparatus at either edge stays.
    """
    moved = [_carried(a, start, stop, len(new)) for a in leaf.beside]
    return Splice(leaf.id, start, leaf.words[start:stop], new, by, leaf.beside, tuple([a for a in moved if a]))


def misfit(step: Step) -> Refusal:
    """The refusal of a step that finds something else at its place than it names."""
    match step:
        case Splice(old=str(old)):
            return Refusal.of("M18", "What this step would replace is not at its place.", words=old)
        case Splice(old=parts):
            struck = " ".join(words(p) for p in parts if isinstance(p, Node))
            return Refusal.of("M18", "What this step would replace is not at its place.", words=struck)
        case Wrap():
            return Refusal.of("M29", "There are not so many parts to go inside the new level.")
        case Unwrap():
            return Refusal.of("M29", "The level to take away is not there as it was.")


def _carried(aside: Aside, start: int, stop: int, size: int) -> Aside | None:
    """The aside once the words from `start` to `stop` have become `size` new ones; None if struck with them."""
    shift = start + size - stop
    if aside.stop <= start:
        return aside
    if aside.start >= stop:
        return aside.having(start=aside.start + shift, stop=aside.stop + shift)
    if aside.start < start and aside.stop < stop:
        return aside.having(stop=start)
    if aside.start > start and aside.stop > stop:
        return aside.having(start=start + size, stop=aside.stop + shift)
    if aside.start < start or aside.stop > stop:
        return aside.having(stop=aside.stop + shift)
    return None


def run(root: Node, steps: Iterable[Step]) -> Node:
    """The tree after all the steps, each on the tree that the one before it left."""
    for step in steps:
        root = step.apply(root)
    return root


def _at(root: Node, id: str, change: Callable[[Node], Node]) -> Node:
    new = changed(root, id, change)
    if new is None:
        raise Refusal.of("M04", "The provision to change is no longer there.")
    return new
