"""The changes: Splice, this becomes that; Wrap, these go inside a new level; Unwrap, its undoing.

A step names the node it changes by id and a place in it: characters in words, an index among parts.
Each refuses to apply where what it would replace is not there, and each can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from statute.errors import Refusal
from statute.node import Aside, Node, changed


@dataclass(frozen=True, slots=True)
class Splice:
    """At the node `at`, from `start`, `old` becomes `new`; both words, or both parts.

    `beside_old` and `beside_new` are what stands beside the words touched (offsets in the leaf).
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
        return replace(
            self, old=self.new, new=self.old, beside_old=self.beside_new, beside_new=self.beside_old
        )

    def _change(self, node: Node) -> Node:
        stop = self.start + len(self.old)
        content = node.content
        if isinstance(content, str) and isinstance(self.old, str) and isinstance(self.new, str):
            if content[self.start : stop] != self.old or self.start > len(content):
                raise _absent(self.at, self.old)
            shift = len(self.new) - len(self.old)
            before = tuple(a for a in node.beside if a.stop < self.start)
            after = tuple(
                replace(a, start=a.start + shift, stop=a.stop + shift) for a in node.beside if a.start > stop
            )
            beside = before + self.beside_new + after
            return replace(node, content=content[: self.start] + self.new + content[stop:], beside=beside)
        if isinstance(content, tuple) and isinstance(self.old, tuple) and isinstance(self.new, tuple):
            if content[self.start : stop] != self.old or self.start > len(content):
                raise _absent(self.at, self.old)
            return replace(node, content=content[: self.start] + self.new + content[stop:])
        raise _absent(self.at, self.old)


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
        if self.stop > len(node.parts) or self.start > self.stop:
            raise Refusal.of("M29", "There are not so many parts to go inside the new level.")
        level = replace(self.shell, content=self.shell.parts + node.parts[self.start : self.stop])
        return replace(node, content=(*node.parts[: self.start], level, *node.parts[self.stop :]))


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
        level = node.parts[self.start] if self.start < len(node.parts) else None
        width = len(self.shell.parts)
        if level is None or level.id != self.shell.id or level.parts[:width] != self.shell.parts:
            raise Refusal.of("M29", "The level to take away is not there.")
        if len(level.parts) - width != self.stop - self.start:
            raise Refusal.of("M29", "The level to take away holds something else than it did.")
        return replace(node, content=node.parts[: self.start] + level.parts[width:] + node.parts[self.start + 1 :])


Step = Splice | Wrap | Unwrap


def splice(leaf: Node, start: int, stop: int, new: str, by: int = 0) -> Splice:
    """A splice of words in a leaf that carries what stands beside them: markup and apparatus.

    What stood beside struck words goes with them; apparatus at either edge stays.
    """
    touched = tuple(a for a in leaf.beside if not (a.stop < start or a.start > stop))
    shift = len(new) - (stop - start)
    kept: list[Aside] = []
    for a in touched:
        if a.stop <= start:
            kept.append(a)
        elif a.start >= stop:
            kept.append(replace(a, start=a.start + shift, stop=a.stop + shift))
        elif a.start <= start and a.stop >= stop:
            kept.append(replace(a, stop=a.stop + shift))
        elif a.start < start:
            kept.append(replace(a, stop=start))
        elif a.stop > stop:
            kept.append(replace(a, start=stop + shift, stop=a.stop + shift))
    return Splice(leaf.id, start, leaf.words[start:stop], new, by, touched, tuple(kept))


def run(root: Node, steps: Iterable[Step]) -> Node:
    """The tree after all the steps, each on the tree that the one before it left."""
    for step in steps:
        root = step.apply(root)
    return root


def _at(root: Node, id: str, change: object) -> Node:
    new = changed(root, id, change)  # type: ignore[arg-type]
    if new is None:
        raise Refusal.of("M04", "The provision to change is no longer there.")
    return new


def _absent(id: str, old: str | tuple[Node, ...]) -> Refusal:
    words = old if isinstance(old, str) else " ".join(n.words for n in old)
    return Refusal.of("M18", "What this step would replace is not at its place.", words=words)
