"""The tree of a law: one kind of thing, holding either words or other nodes.

The words of the law live only in leaves, and a designation ("(a)", "SEC. 907.") is words too.
Nothing is mutated; a changed tree shares what did not change.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import force_setattr, replace

NUM, HEADING, TEXT, RUN = "num", "heading", "text", "run"

#: Kinds that stand beside the law: shown, never matched, never amended.
APPARATUS = frozenset({"note", "notes", "source-credit", "page", "sidenote", "footnote", "meta", "editorial"})


class _Part(Struct, frozen=True):
    """What a tree is made of.  A struct of msgspec is made in a fifth of the time that a frozen dataclass takes."""

    def having(self, **changes: Any) -> Self:
        """The same with some of it changed: `leaf.having(content="shall")`."""
        return replace(self, **changes)


class Aside(_Part, frozen=True, gc=False):
    """Something that stands beside the words of a leaf, from `start` to `stop` (characters).

    With `words`, it is apparatus at a point (start == stop): the editors' "[22 U.S.C. 5851 et seq.]",
    a footnote call, a page break.  Without, it is markup over a stretch: a reference, a term.
    """

    start: int
    stop: int
    kind: str
    words: str = ""
    attrs: tuple[tuple[str, str], ...] = ()

    def at(self, start: int, stop: int) -> Aside:
        """The same at another place."""
        return Aside(start, stop, self.kind, self.words, self.attrs)


class Mark(_Part, frozen=True, gc=False):
    """What happened to a node or a run of words, and by which instruction (from 1).

    "ins" and "del": the node with all in it came or went.  "wrap" and "unwrap": only its own
    boundary (designation and heading) came or went; what is inside stays.
    """

    change: str
    by: int = 0


class Node(_Part, frozen=True, dict=True):
    """A provision, or a leaf of its words.

    kind: a level ("section", "paragraph"), a leaf ("num", "heading", "text"), or another part
    ("quoted", "table", "note").  content: words, or parts.  id: given once, kept for life.
    """

    kind: str
    content: str | tuple[Node, ...]
    id: str = ""
    mark: Mark | None = None
    beside: tuple[Aside, ...] = ()
    attrs: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """The words of a leaf; empty for a branch."""
        return self.content if isinstance(self.content, str) else ""

    @property
    def parts(self) -> tuple[Node, ...]:
        """The parts of a branch; empty for a leaf."""
        return self.content if isinstance(self.content, tuple) else ()

    @property
    def is_leaf(self) -> bool:
        """Whether the node holds words."""
        return isinstance(self.content, str)

    def attr(self, name: str, default: str = "") -> str:
        """An attribute by name."""
        for key, value in self.attrs:
            if key == name:
                return value
        return default

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the node and of all that it holds: found when first asked for, since nothing ever changes them."""
        return frozenset(node.id for node in walk(self))

    def holds(self, id: str) -> bool:
        """Whether the node, or anything in it, has this id."""
        return id in self.ids

    def part(self, kind: str) -> Node | None:
        """The first part of this kind."""
        if isinstance(self.content, tuple):
            for part in self.content:
                if part.kind == kind:
                    return part
        return None


@contextmanager
def making() -> Iterator[None]:
    """While a whole tree is made, no search for what holds itself: no node does, and there are a great many."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()  # what was made goes to the old at once, without a search
            gc.unfreeze()
            gc.enable()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, in document order."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        if isinstance(top.content, tuple):
            stack.extend(reversed(top.content))


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of the law in document order, without what stands beside it."""
    stack = [node]
    while stack:
        top = stack.pop()
        if top.kind in APPARATUS:
            continue
        if isinstance(top.content, str):
            yield top
        else:
            stack.extend(reversed(top.content))


def words(node: Node) -> str:
    """All words of the law in the node, leaves joined by one space."""
    return " ".join(leaf.words for leaf in leaves(node) if leaf.words)


def find(root: Node, id: str) -> Node | None:
    """The node with this id, or None."""
    line = line_to(root, id)
    return line[-1] if line else None


def line_to(root: Node, id: str) -> tuple[Node, ...]:
    """The nodes from the root down to the one with this id; empty where there is none.

    A section that does not hold it is passed by: the cost follows the section that does, not the law.
    """
    if root.id == id:
        return (root,)
    for part in root.parts:
        if (part.kind != "section" or part.holds(id)) and (line := line_to(part, id)):
            return (root, *line)
    return ()


def changed(root: Node, id: str, change: Callable[[Node], Node]) -> Node | None:
    """The tree with the node of this id replaced by `change(node)`; None where there is no such node.

    Everything off the line from the root to that node is shared with the old tree.
    """
    line = line_to(root, id)
    if not line:
        return None
    new = change(line[-1])
    for parent, child in zip(reversed(line[:-1]), reversed(line[1:]), strict=True):
        new = parent.having(content=tuple(new if p is child else p for p in parent.parts))
    return new


def numbered(root: Node, prefix: str = "n") -> Node:
    """The tree with a fresh id on every node: the prefix and a count from 1 in document order.

    For readers (a new document) and for new matter (prefix "i3." for instruction 3).
    """
    count = 0

    def fresh(node: Node) -> Node:
        nonlocal count
        count += 1
        id = f"{prefix}{count}"
        content = node.content if isinstance(node.content, str) else tuple(map(fresh, node.content))
        return Node(node.kind, content, id, node.mark, node.beside, node.attrs)

    return fresh(root)


def named(root: Node) -> Node:
    """The tree itself, every node given the id that `numbered` would give it.

    Only for a tree just read, which nobody else holds: its ids are set where they stand, not in a copy.
    """
    count = 1

    def name_parts(parts: tuple[Node, ...]) -> None:
        nonlocal count
        for part in parts:
            count += 1
            force_setattr(part, "id", f"n{count}")
            if part.content.__class__ is tuple:
                name_parts(part.content)

    force_setattr(root, "id", "n1")
    name_parts(root.parts)
    return root


def same(a: Node, b: Node, *, ids: bool = True) -> bool:
    """Whether two trees are the same law to the letter: kinds, words and, where asked, ids.

    What stands beside the law (notes, editors' brackets, markup) does not count.
    """
    stack = [(a, b)]
    while stack:
        x, y = stack.pop()
        if x is y:
            continue
        if x.kind != y.kind or (ids and x.id != y.id) or x.is_leaf != y.is_leaf:
            return False
        if x.is_leaf:
            if x.content != y.content:
                return False
            continue
        xs = [p for p in x.parts if p.kind not in APPARATUS]
        ys = [p for p in y.parts if p.kind not in APPARATUS]
        if len(xs) != len(ys):
            return False
        stack.extend(zip(xs, ys, strict=True))
    return True
