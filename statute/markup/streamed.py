"""XML in a stream: a document of any size, given part by part, in memory that does not grow with it.

The same bounds hold as in `statute.markup.xml`: no entities, no network, and a depth past which nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from statute.errors import Refusal
from statute.markup import xml

#: No title of the Code has a tenth of this, in bytes.
LARGEST = 2_000_000_000
_PIECE = 1 << 16
_ENTITY = b"<!ENTITY"


@dataclass(frozen=True, slots=True)
class Part:
    """An element that came whole out of a stream, its tail with it; good until the next is drawn.

    above: the elements it stands in, outermost first, of which only the parts to keep are still there.
    """

    element: etree._Element
    above: tuple[etree._Element, ...]


def parts(path: Path, *, opened: frozenset[str], kept: frozenset[str]) -> Iterator[Part]:
    """The parts of a document in order: what stands in elements of the names `opened`, which are not given.

    Each is taken away once the next is drawn, except those of the names `kept` (designations and headings).
    Raises `Refusal` as `xml.parse` does, after the parts before the fault; F01 where there is no such file.
    """
    stream = _Stream(opened, kept)
    size = 0
    try:
        with path.open("rb") as file:
            while data := file.read(_PIECE):
                size += len(data)
                if size > LARGEST:
                    raise Refusal.of("F04", f"The XML has more than {LARGEST:,} bytes.")
                yield from stream.feed(data)
    except OSError as error:
        raise Refusal.of("F01", f"{path.name}: {error.strerror}.") from error
    if not size:
        raise Refusal.of("F08", "The file is empty.")
    yield from stream.end()


class _Stream:
    """The elements that are open, and the part last closed, which waits for the words that may follow it."""

    def __init__(self, opened: frozenset[str], kept: frozenset[str]) -> None:
        self.opened, self.kept = opened, kept
        self.parser = etree.XMLPullParser(("start", "end"), **xml.SAFE)
        self.before = b""
        self.above: list[etree._Element] = []
        self.inside = 0  # how many elements of the part that is being read are open
        self.closed: etree._Element | None = None

    def feed(self, data: bytes) -> Iterator[Part]:
        if _ENTITY in self.before + data:
            raise Refusal.of("F03", "The document declares an entity of its own.", words="<!ENTITY")
        self.before = data[-len(_ENTITY) :]
        yield from self._parts(lambda: self.parser.feed(data))

    def end(self) -> Iterator[Part]:
        yield from self._parts(self.parser.close)
        yield from self._settled()

    def _parts(self, read: Callable[[], object]) -> Iterator[Part]:
        """The parts that are whole once more has been read; if that fails, those before the fault."""
        fault: Refusal | None = None
        try:
            with xml.refused():
                read()
        except Refusal as refusal:
            fault = refusal
        for event, element in self.parser.read_events():
            yield from self._started(element) if event == "start" else self._ended(element)
        if fault is not None:
            raise fault

    def _started(self, element: etree._Element) -> Iterator[Part]:
        if self.inside:
            self.inside += 1
            xml.bounded(self.inside + len(self.above), element)
            return
        yield from self._settled()
        if xml.local(element) in self.opened:
            self.above.append(element)
            xml.bounded(len(self.above), element)
        else:
            self.inside = 1

    def _ended(self, element: etree._Element) -> Iterator[Part]:
        if self.inside > 1:
            self.inside -= 1
            return
        if self.inside:
            self.inside = 0
        else:
            yield from self._settled()
            self.above.pop()
        self.closed = element

    def _settled(self) -> Iterator[Part]:
        """The part last closed, given and then taken out of its tree, now that its tail has been read."""
        element, self.closed = self.closed, None
        if element is None:
            return
        name = xml.local(element)
        if name not in self.opened:
            for entity in element.iter(etree.Entity):
                raise Refusal.of("F03", "The document uses an entity.", words=str(entity.text or ""))
            yield Part(element, tuple(self.above))
        if self.above and name not in self.kept:
            self.above[-1].remove(element)
