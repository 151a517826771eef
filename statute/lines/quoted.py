"""Quoted matter: its quotation marks taken off, and its levels settled by their designations.

Markup inside quoted matter is a hint, not the truth: tags there are often set by indent.  Where the
levels do not fit their designations, the matter is read again from its lines of print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from statute import levels
from statute.lines.outline import Line, outline
from statute.markup.beside import in_order
from statute.node import APPARATUS, HEADING, NUM, RUN, TEXT, Aside, Node, leaves, walk

OPEN, CLOSE = "“", "”"

# ---- quotation marks -------------------------------------------------------------------------------


#: The mark that closes quoted matter; in a table's last cell the bill's own mark stands after it, in a note
#: of the Code a bracket of its editors.
_END = re.compile(rf"{CLOSE}(?P<after>[.;,]?)(?P<bracket>\s*\[[^\[\]]*\])?\s*$")


def unmarked(parts: tuple[Node, ...], *, opens: bool) -> tuple[Node, ...]:
    """The parts of quoted matter without the marks that open each paragraph and close the last.

    `opens` says that the matter's print begins with a mark; its last mark is then the one that closes it,
    and where every paragraph begins with one, none of these is the law's.  Else a mark is taken only where
    a paragraph has more of its kind than of the other: a defined term at an edge keeps its own.
    """
    last = next((leaf for part in reversed(parts) for leaf in reversed(list(leaves(part)))), None)
    after: tuple[Node, ...] = ()
    whole = False
    if last is not None and (end := _END.search(last.words)) and (opens or _is_over(last.words, CLOSE, OPEN)):
        parts = tuple(_with(part, last, _closed) for part in parts)
        after = (Node("after", end["after"]),) if end["after"] else ()
        whole = opens and all(leaf.words.startswith(OPEN) for leaf in _beginnings(parts))
    return (*(_opened(part, whole) for part in parts), *after)


def _beginnings(parts: tuple[Node, ...]) -> Iterator[Node]:
    """The leaves that begin a paragraph without a designation, whose mark a reader has not yet taken."""
    in_line = False
    for part in parts:
        if part.is_leaf and part.kind in (NUM, HEADING, TEXT):
            if not in_line and part.kind != NUM:
                yield part
            in_line = part.kind in (NUM, HEADING)
        elif part.kind in levels.RANK:
            yield from _beginnings(part.parts)
            in_line = False


def _is_over(words: str, one: str, other: str) -> bool:
    return words.count(one) > words.count(other)


def _with(node: Node, leaf: Node, change: object) -> Node:
    if node is leaf:
        return change(node)  # type: ignore[operator, no-any-return]
    if node.is_leaf or node.kind in APPARATUS:
        return node
    return node.having(content=tuple(_with(p, leaf, change) for p in node.parts))


def _closed(leaf: Node) -> Node:
    end = _END.search(leaf.words)
    size = end.start() if end is not None else len(leaf.words)
    beside = [a.having(start=min(a.start, size), stop=min(a.stop, size)) for a in leaf.beside]
    if end is not None and end["bracket"]:
        beside.append(Aside(size, size, "editorial", end["bracket"]))
    return leaf.having(content=leaf.words[:size], beside=in_order(beside))


def _opened(node: Node, whole: bool) -> Node:
    """The node without the marks that open its paragraphs; `whole` where all of them begin with one."""
    if node.kind in APPARATUS:
        return node
    if not node.is_leaf:
        return node.having(content=tuple(_opened(p, whole) for p in node.parts))
    if not node.words.startswith(OPEN) or not (whole or _is_over(node.words, OPEN, CLOSE)):
        return node
    words = node.words[1:].lstrip()
    lead = len(node.words) - len(words)
    beside = tuple(a.having(start=max(a.start - lead, 0), stop=max(a.stop - lead, 0)) for a in node.beside)
    return node.having(content=words, beside=beside)


def marked(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """The parts with a mark before each paragraph and one after the last, as print has quoted matter.

    A part whose words are in runs (a redline) is left as it is.
    """
    last = next((leaf for part in reversed(parts) for leaf in reversed(list(leaves(part)))), None)
    if last is None or any(n.kind == RUN for part in parts for n in walk(part)):
        return parts
    ended = tuple(_with(part, last, lambda leaf: leaf.having(content=leaf.words + CLOSE)) for part in parts)
    return _begun(ended)


def _begun(parts: tuple[Node, ...], *, in_line: bool = False) -> tuple[Node, ...]:
    """The parts, each paragraph among them opened; `in_line` while a paragraph that is open goes on."""
    found: list[Node] = []
    for part in parts:
        if part.is_leaf and part.kind in (NUM, HEADING, TEXT):
            found.append(part if in_line else _shifted(part, OPEN))
            in_line = part.kind in (NUM, HEADING)
        elif part.kind in levels.RANK:
            found.append(part.having(content=_begun(part.parts)))
            in_line = False
        else:
            found.append(part)
    return tuple(found)


def _shifted(leaf: Node, lead: str) -> Node:
    size = len(lead)
    beside = tuple(a.having(start=a.start + size, stop=a.stop + size) for a in leaf.beside)
    return leaf.having(content=lead + leaf.words, beside=beside)


# ---- levels ----------------------------------------------------------------------------------------


def settled(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Quoted parts whose levels fit their designations: kept where they do, else built anew from them.

    What stands beside the words is carried over.  Raises `Refusal` F05 where they nest past all law.
    """
    if all(_fits(p) for p in parts) and _in_sequence(parts):
        return parts
    lines = [line for part in parts for line in _lines(part)]
    return _Carrier.of(parts).onto(outline(lines))


def _fits(node: Node) -> bool:
    below = [p for p in node.parts if p.kind in levels.RANK]
    if node.kind in levels.SMALL and node.kind not in levels.kinds(levels.designation(node)):
        return False
    if any(levels.RANK[p.kind] <= levels.RANK[node.kind] for p in below if node.kind in levels.RANK):
        return False
    inside = (p for p in node.parts if not p.is_leaf and p.kind != "quoted" and p.kind not in APPARATUS)
    return _in_sequence(node.parts) and all(_fits(p) for p in inside)


def _in_sequence(parts: tuple[Node, ...]) -> bool:
    small = [p for p in parts if p.kind in levels.SMALL]
    return all(
        a.kind == b.kind and levels.order(levels.designation(a), a.kind) < levels.order(levels.designation(b), b.kind)
        for a, b in pairwise(small)
    )


def _lines(node: Node) -> Iterator[Line]:
    """The print lines of a part, for the outline to read again; indents carry no weight."""
    if node.kind in ("quoted", "table", "toc", "after") or node.kind in APPARATUS:
        yield Line(0, "", (node,))
        return
    if node.is_leaf:
        yield Line(0, node.words)
        return
    num, heading = node.part(NUM), node.part(HEADING)
    rest = [p for p in node.parts if p is not num and p is not heading]
    head = num.words if num is not None else ""
    if heading is not None and node.kind in levels.BIG:
        head = f"{head.rstrip('—. ')}—{heading.words}"
    elif heading is not None:
        head += f" {heading.words}{heading.attr('mark', '.—') if node.kind in levels.SMALL else ''}"
    if rest and rest[0].is_leaf and rest[0].kind == TEXT and node.kind in levels.SMALL:
        head = f"{head}{'' if heading is not None else ' '}{rest.pop(0).words}"
    yield Line(0, head.strip())
    for part in rest:
        yield from _lines(part)


@dataclass(slots=True)
class _Carrier:
    """Asides on their way to leaves cut anew: each is placed by how many letters of the law precede it."""

    asides: list[tuple[int, int, Aside]] = field(default_factory=list)
    seen: int = 0

    @classmethod
    def of(cls, parts: tuple[Node, ...]) -> _Carrier:
        carrier = cls()
        for leaf in (leaf for part in parts for leaf in _own(part)):
            before = _counts(leaf.words, carrier.seen)
            carrier.asides += [(before[a.start], before[a.stop], a) for a in leaf.beside]
            carrier.seen = before[-1]
        carrier.seen = 0
        return carrier

    def onto(self, parts: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(self._onto(part) for part in parts)

    def _onto(self, node: Node) -> Node:
        if not _is_own(node):
            return node
        if not node.is_leaf:
            return node.having(content=tuple(self._onto(p) for p in node.parts))
        counts = _counts(node.words, self.seen)
        first, self.seen = self.seen, counts[-1]
        mine = [a for a in self.asides if first < a[1] <= self.seen or (first == a[0] == a[1])]
        self.asides = [a for a in self.asides if a not in mine]
        placed = [
            aside.having(start=_place(counts, max(start, first), start < stop), stop=_place(counts, stop, False))
            for start, stop, aside in mine
        ]
        return node.having(beside=in_order(placed))


def _is_own(node: Node) -> bool:
    return node.kind not in ("quoted", "table", "toc", "after") and node.kind not in APPARATUS


def _own(node: Node) -> Iterator[Node]:
    """The leaves that the outline cuts anew; whole blocks keep theirs."""
    if node.is_leaf and _is_own(node):
        yield node
    elif _is_own(node):
        for part in node.parts:
            yield from _own(part)


def _counts(words: str, seen: int) -> list[int]:
    """For each place in the words, how many letters and digits of the matter stand before it."""
    found = [seen]
    for c in words:
        found.append(found[-1] + c.isalnum())
    return found


def _place(counts: list[int], letters: int, is_start: bool) -> int:
    """The place in a leaf after so many letters: the first such, or for the start of a stretch the last."""
    at = counts.index(letters)
    while is_start and at + 1 < len(counts) and counts[at + 1] == letters:
        at += 1
    return at
