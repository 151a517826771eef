"""A law with what print set round its lines put back among its words, as GPO's text has it, to be read again.

"[[Page 128 STAT. 1193]]", "[[Line 12]]" and "<<NOTE: 22 USC 5812 note.>>" stand before the word that follows them.
"""

from __future__ import annotations

from collections.abc import Iterable

from statute.lines.galley import BEFORE, KINDS, mark
from statute.node import TEXT, Aside, Node, walk

#: Where nothing stands between the parts but parts of their own kind.
_CLOSED = ("table", "row", "toc", "entry")


def imposed(node: Node) -> Node:
    """The law with the marks of its print among its words; what stands between its parts is a line of its own.

    A leaf that is in runs, as in a redline, is left as it is.
    """
    if not node.is_leaf:
        inside = (
            _line(part) if part.kind in KINDS and node.kind not in _CLOSED else imposed(part) for part in node.parts
        )
        return node.having(content=tuple(inside))
    own = [aside for aside in node.beside if aside.kind in KINDS and mark(aside)]
    return _leaf(node, own) if own else node


def _line(apparatus: Node) -> Node:
    """What stands between parts of a law, as a line."""
    words = " ".join(leaf.words for leaf in walk(apparatus) if leaf.words)
    said = mark(Aside(0, 0, apparatus.kind, words))
    return Node(TEXT, said) if said else apparatus


def _leaf(leaf: Node, own: list[Aside]) -> Node:
    """A leaf with these marks among its words, and all else that stands beside it where it stood."""
    put = [(aside.start, _apart(leaf.words, aside.start, mark(aside))) for aside in own]
    out: list[str] = []
    at = 0
    for start, said in put:
        out += [leaf.words[at:start], said]
        at = start
    beside = (a.at(_moved(a.start, put), _moved(a.stop, put)) for a in leaf.beside if a not in own)
    return leaf.having(content="".join([*out, leaf.words[at:]]), beside=tuple(beside))


def _apart(words: str, at: int, said: str) -> str:
    """A mark with a blank behind it where it stands before a word, and not within one or at the end."""
    return f"{said} " if words[at:] and (not at or words[at - 1] in BEFORE) else said


def _moved(place: int, put: Iterable[tuple[int, str]]) -> int:
    return place + sum(len(said) for start, said in put if start <= place)
