"""Rows of the shelf as values: a piece of a text, a place where a law is kept, a law that is only known."""

from __future__ import annotations

from dataclasses import dataclass

from statute.shelf.dating import Text
from statute.shelf.tables import PIECES, SOURCES, TEXTS

#: What a text is told by, and a piece without its body.
TEXT = (
    TEXTS.c.id, TEXTS.c.law, TEXTS.c.name, TEXTS.c.code, TEXTS.c.as_of, TEXTS.c.date, TEXTS.c.congress,
    TEXTS.c.number, TEXTS.c.whole, TEXTS.c.positive, SOURCES.c.file, SOURCES.c.sha256, SOURCES.c.added,
)  # fmt: skip
PIECE = (
    PIECES.c.id, PIECES.c.text, PIECES.c.ordinal, PIECES.c.above, PIECES.c.kind, PIECES.c.step, PIECES.c.line,
    PIECES.c.num, PIECES.c.heading,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, without its body; the fields are those of the table `piece`."""

    id: int
    text: int
    ordinal: int
    above: int | None
    kind: str
    step: str
    line: str
    num: str
    heading: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a law or a piece of one is kept: its text, the piece where it is not the whole, and what it is called."""

    path: str
    name: str
    code: str
    text: Text
    piece: Piece | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A law that is known by its path, a name and its place in the Code; its text is still to be found."""

    path: str
    name: str
    code: str
