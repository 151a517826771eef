"""A USLM file cut into its pieces as it streams by: sections, and the levels that hold them.

Where a piece was taken out a hole `<?piece 12?>` stays, numbered in document order, so that the file can be put
together again to the letter.  No more of the file is held than one section and the bare levels above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from statute import levels
from statute.errors import Refusal
from statute.markup import xml
from statute.markup.inline import plain
from statute.markup.tags import OTHER_LEVELS

#: Levels that hold sections, and matter whose sections are not the law's own.
_HOLDERS = (levels.BIG - {"law", "appropriations"}) | OTHER_LEVELS
_NOT_OWN = ("quotedContent", "notes", "note", "toc", "preface", "meta")
_WATCHED = [f"{{*}}{name}" for name in (*sorted(_HOLDERS), "section", *_NOT_OWN)]
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


def root_of(path: Path) -> etree._Element:
    """The root element of an XML file, its attributes alone.  Raises `Refusal` F01, F02 to F08."""
    return next(_events(path, events=("start",), tag=None))[1]


def cut(path: Path) -> Iterator[Cut]:
    """The pieces of a USLM file in the order of their ends; the document itself, what is left of it, last.

    An element is as it stands until the next piece is asked for.  Raises `Refusal` F01, F02 to F08.
    """
    cutter = _Cutter()
    root: etree._Element | None = None
    for event, element in _events(path, events=("start", "end"), tag=_WATCHED):
        if root is None:
            root = element.getroottree().getroot()
            cutter.begin(root)
        if cutter.ended is not None:
            yield from cutter.due()
        cutter.meet(event, element)
    yield from cutter.due()
    if root is None:
        root = xml.parse(path.read_bytes())  # nothing that is watched stands in it
    if cutter.is_document:
        yield Cut(0, None, root, ())


class _Cutter:
    """Follows the elements of a file; a piece is cut once what follows it in its parent is known."""

    def __init__(self) -> None:
        self.is_document, self.next, self.passing = True, 1, 0
        self.open: list[_Open] = []
        self.ended: tuple[_Open, tuple[_Open, ...]] | None = None
        self.ordinal = 0

    def begin(self, root: etree._Element) -> None:
        """Where the root is itself a section or a level, it is the first piece."""
        name = xml.local(root)
        self.is_document = name != "section" and name not in _HOLDERS
        self.next = int(self.is_document)

    def meet(self, event: str, element: etree._Element) -> None:
        """Takes note of the beginning or end of an element."""
        name = xml.local(element)
        if event == "start":
            self._start(name, element)
        elif self.passing > 1:
            self.passing -= 1
        elif self.passing == 1:
            self.passing = 0
            if name == "section":
                self.ended = (_Open(self.ordinal, element), tuple(self.open))
        else:
            self.ended = (self.open.pop(), tuple(self.open))

    def _start(self, name: str, element: etree._Element) -> None:
        if self.passing:
            self.passing += 1
            return
        if name in _HOLDERS:
            self.open.append(_Open(self.next, element))
            self.next += 1
            return
        self.passing = 1
        if name == "section":
            self.ordinal = self.next
            self.next += 1

    def due(self) -> Iterator[Cut]:
        """The piece that ended at the last event, if one did: given, then taken out of its parent."""
        if self.ended is None:
            return
        (piece, above), self.ended = self.ended, None
        _check(piece.element)
        steps = tuple((xml.local(o.element), designation(o.element)) for o in (*above, piece))
        at = above[-1].ordinal if above else 0 if self.is_document else None
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


# ---- reading ---------------------------------------------------------------------------------------


def _events(
    path: Path, *, events: tuple[Literal["start", "end"], ...], tag: list[str] | None
) -> Iterator[tuple[str, etree._Element]]:
    """What a parser without entities and without the network meets; all that goes wrong is a refusal."""
    try:
        with path.open("rb") as file, xml.refused():
            context = etree.iterparse(file, events=events, tag=tag, **xml.SAFE)
            checked = False
            for event, element in context:
                if not checked:
                    _check_doctype(element)
                    checked = True
                yield event, element
    except OSError as error:
        raise Refusal.of("F01", f"{path} cannot be read: {error.strerror or error}.") from error


def _check_doctype(element: etree._Element) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise Refusal.of("F03", "The document declares an entity of its own.", words="<!ENTITY")


def _check(element: etree._Element) -> None:
    for entity in element.iter(etree.Entity):
        raise Refusal.of("F03", "The document uses an entity.", words=str(entity.text or ""))
