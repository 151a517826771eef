"""XML in a stream: a document of any size, given part by part, in memory that does not grow with it.

The same bounds hold as in `statute.markup.xml`: no entities, no network, and a depth past which nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from statute.errors import Refusal
from statute.markup import xml

#: No title of the Code has a tenth of this, in bytes.
LARGEST = 2_000_000_000
_PIECE = 1 << 16
#: How much is read to see what the root is.
_BEGINNING = 1 << 10
_ENTITY = b"<!ENTITY"


@dataclass(frozen=True, slots=True)
class Part:
    """An element that came whole out of a stream, its tail with it; good until the next is drawn.

    above: the elements it stands in, outermost first, of which only the parts to keep are still there.
    """

    element: etree._Element
    above: tuple[etree._Element, ...]


def root_of(path: Path) -> etree._Element:
    """The root element of a document, its attributes alone.  Raises `Refusal` as `events` does."""
    parser = etree.XMLPullParser(("start",), **xml.SAFE)
    with xml.refused():
        for data in _read(path, _BEGINNING):
            parser.feed(data)
            for _, root in parser.read_events():
                return root
        return parser.close()


def events(path: Path, names: Iterable[str]) -> Iterator[tuple[str, etree._Element]]:
    """The beginnings ("start") and ends ("end") of the elements of these names in order, then the root's end.

    At its beginning an element has its attributes, at its end all but its tail.  Whoever draws them takes out of
    the tree what is done with, and has it checked (`xml.check`).  Raises `Refusal` as `xml.parse` does, after what
    comes before the fault; F01 where there is no such file.
    """
    names = frozenset(names)
    parser = etree.XMLPullParser(("start", "end"), tag=[f"{{*}}{name}" for name in sorted(names)], **xml.SAFE)
    for data in _read(path, _PIECE):
        yield from _met(parser, partial(parser.feed, data))
    roots: list[etree._Element] = []
    yield from _met(parser, lambda: roots.append(parser.close()))
    if xml.local(roots[0]) not in names:
        yield "end", roots[0]


def _read(path: Path, size: int) -> Iterator[bytes]:
    """The bytes of a file, so many at a time, seen to be few enough and to declare no entity."""
    whole, before = 0, b""
    try:
        with path.open("rb") as file:
            while data := file.read(size):
                whole += len(data)
                if whole > LARGEST:
                    raise Refusal.of("F04", f"The XML has more than {LARGEST:,} bytes.")
                if _ENTITY in before + data:
                    raise Refusal.of("F03", "The document declares an entity of its own.", words="<!ENTITY")
                before = data[-len(_ENTITY) :]
                yield data
    except OSError as error:
        raise Refusal.of("F01", f"{path} cannot be read: {error.strerror or error}.") from error
    if not whole:
        raise Refusal.of("F08", "The file is empty.")


def _met(parser: etree.XMLPullParser, read: Callable[[], object]) -> Iterator[tuple[str, etree._Element]]:
    """What a parser has met once more has been read; if that fails, what came before the fault."""
    fault: Refusal | None = None
    try:
        with xml.refused():
            read()
    except Refusal as refusal:
        fault = refusal
    yield from parser.read_events()
    if fault is not None:
        raise fault


def parts(path: Path, *, opened: frozenset[str], closed: frozenset[str], kept: frozenset[str]) -> Iterator[Part]:
    """The parts of a document in order: what stands in elements of the names `opened`, which are not given.

    Each is taken away once the next is drawn.  What has a name in `kept` (designations, headings) stays where it is
    and is not given.  No more is held than what stands between two elements of the names `opened` and `closed`
    (sections).  Raises `Refusal` as `events` does.
    """
    stream = _Stream(opened, closed, kept)
    for event, element in events(path, opened | closed):
        yield from stream.begun(element) if event == "start" else stream.ended(element)


class _Stream:
    """The elements that are open, and the one among their parts that is being read."""

    def __init__(self, opened: frozenset[str], closed: frozenset[str], kept: frozenset[str]) -> None:
        self.opened, self.closed, self.kept = opened, closed, kept
        self.above: list[etree._Element] = []
        self.inside: etree._Element | None = None

    def begun(self, element: etree._Element) -> Iterator[Part]:
        """The parts that stand before an element which begins, where it is no part of a part."""
        if self.inside is not None or element.getparent() is not (self.above[-1] if self.above else None):
            return
        yield from self._whole(before=element)
        if len(self.above) >= xml.DEEPEST:
            raise xml.too_deep(element)
        if xml.local(element) in self.opened:
            self.above.append(element)
        else:
            self.inside = element

    def ended(self, element: etree._Element) -> Iterator[Part]:
        """The parts that are left in an element which ends; the root itself, where it is not opened."""
        if element is self.inside:
            self.inside = None
        elif self.above and element is self.above[-1]:
            yield from self._whole()
            self.above.pop()
        if not self.above and element.getparent() is None and xml.local(element) not in self.opened:
            yield self._part(element)

    def _whole(self, before: etree._Element | None = None) -> Iterator[Part]:
        """The parts of the innermost open element that have come whole, each given and then taken away."""
        for element in list(self.above[-1]) if self.above else ():
            if element is before:
                break
            name = xml.local(element)
            if name in self.kept:
                continue
            if name not in self.opened:
                yield self._part(element)
            self.above[-1].remove(element)

    def _part(self, element: etree._Element) -> Part:
        xml.check(element)
        return Part(element, tuple(self.above))
