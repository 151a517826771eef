"""A USLM file cut into its pieces as it streams by: sections, and the levels that hold them.

Where a piece was taken out a hole `<?piece 12?>` stays, numbered in document order, so that the file can be put
together again to the letter.  No more of the file is held than one section and the bare levels above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from statute import levels
from statute.markup import streamed, xml
from statute.markup.inline import plain
from statute.markup.tags import OTHER_LEVELS

#: What is cut out: sections, and the levels that hold them; and matter whose sections are not the law's own.
_CUT = (levels.BIG - {"law", "appropriations"}) | OTHER_LEVELS | {"section"}
_NOT_OWN = frozenset(("quotedContent", "notes", "note", "toc", "preface", "meta"))
_HOLE = re.compile(r"<\?piece (\d+)\?>")


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece as it was cut: its place, its element without what was cut from it, and the line of levels to it.

    ordinal: from 0, which is the document itself, or its one section.  above: the piece it was cut from.
    steps: the designations of the levels down to it, itself last, as (kind, bare designation).
    """

    ordinal: int
    above: int | None
    element: etree._Element
    steps: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Open:
    """A level whose end has not been read."""

    ordinal: int
    element: etree._Element


def cut(path: Path) -> Iterator[Cut]:
    """The pieces of a USLM file in the order of their ends; the document itself, what is left of it, last.

    An element is as it stands until the next piece is asked for.  Raises `Refusal` F01, F02 to F08.
    """
    cutter = _Cutter()
    for event, element in streamed.events(path, _CUT):
        yield from cutter.due()
        cutter.meet(event, element)
    yield from cutter.due()


class _Cutter:
    """Follows the elements of a file; a piece is cut once what follows it in its parent is known."""

    def __init__(self) -> None:
        self.next = 0
        self.open: list[_Open] = []
        self.ended: tuple[_Open, tuple[_Open, ...]] | None = None

    def meet(self, event: str, element: etree._Element) -> None:
        """Takes note of the beginning or end of an element."""
        if not self.next and xml.local(root := element.getroottree().getroot()) not in _CUT:
            self._open(root)
        if event == "start":
            if self._is_own(element):
                self._open(element)
        elif self.open and element is self.open[-1].element:
            self.ended = (self.open.pop(), tuple(self.open))

    def _open(self, element: etree._Element) -> None:
        self.open.append(_Open(self.next, element))
        self.next += 1

    def _is_own(self, element: etree._Element) -> bool:
        """Whether an element stands in the law's own text, and in no section."""
        top = self.open[-1].element if self.open else None
        if top is not None and xml.local(top) == "section":
            return False
        for up in element.iterancestors():
            if xml.local(up) in _NOT_OWN:
                return False
            if up is top:
                break
        return True

    def due(self) -> Iterator[Cut]:
        """The piece that ended at the last event, if one did: given, then taken out of its parent."""
        if self.ended is None:
            return
        (piece, above), self.ended = self.ended, None
        xml.check(piece.element)
        steps = tuple(
            (xml.local(o.element), designation(o.element)) for o in (*above, piece) if xml.local(o.element) in _CUT
        )
        at = above[-1].ordinal if above else None
        yield Cut(piece.ordinal, at, piece.element, steps)
        parent = piece.element.getparent()
        if parent is not None:
            hole = etree.ProcessingInstruction("piece", str(piece.ordinal))
            hole.tail = piece.element.tail
            parent.replace(piece.element, hole)
            piece.element.clear()


def designation(element: etree._Element) -> str:
    """The bare designation of a level: "907", "IX"; "" where it has none."""
    num = element.find("{*}num")
    return levels.bare(plain(num)) if num is not None else ""


# ---- putting together ------------------------------------------------------------------------------


def whole(bodies: Iterable[tuple[int, str]]) -> Iterator[str]:
    """The text of a document from its pieces (ordinal, XML) in order, a stretch at a time.

    The hole of a piece that is not given is closed; the pieces above each one must be given.
    """
    rests: list[list[str]] = []  # of each open piece what is still to come, backwards
    for ordinal, body in bodies:
        yield from _up_to(ordinal, rests)
        rests.append(_HOLE.split(body)[::-1])
        yield rests[-1].pop()
    yield from _up_to(-1, rests)


def _up_to(ordinal: int, rests: list[list[str]]) -> Iterator[str]:
    """What stands before the hole of this number; pieces that have no more holes are ended."""
    while rests:
        rest = rests[-1]
        if not rest:
            rests.pop()
        elif len(rest) % 2:  # words, and then the number of a hole
            yield rest.pop()
        elif int(rest.pop()) == ordinal:
            return


def bare(body: str) -> str:
    """A piece with its designation, its heading and its holes alone."""
    root = etree.fromstring(body.encode(), etree.XMLParser(**{**xml.SAFE, "remove_pis": False}))
    _lay_bare(root)
    return etree.tostring(root, encoding="unicode")


def _lay_bare(element: etree._Element) -> None:
    element.text = None
    for child in element:
        child.tail = None
        if not isinstance(child.tag, str) or xml.local(child) in ("num", "heading"):
            continue
        if next(child.iter(etree.ProcessingInstruction), None) is None:
            element.remove(child)
        else:
            _lay_bare(child)
