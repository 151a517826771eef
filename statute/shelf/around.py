"""What stands around a provision: its contents, the levels above it, its neighbours, its texts over time,
what it refers to and what refers to it; and the provisions in which words stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from sqlalchemy import ColumnElement, and_, func, or_, select

from statute.citation import from_path
from statute.errors import Refusal
from statute.shelf import words
from statute.shelf.dating import Text, answering
from statute.shelf.gleaning import section_of
from statute.shelf.rows import PIECE, TEXT, Piece, Place
from statute.shelf.stored import Stored
from statute.shelf.tables import LINKS, PIECES, SOURCES, TEXTS

#: How many pieces are looked at for one page of answers, at most.
_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table of contents: the path, the kind, the number and heading as printed, how far it is set in."""

    path: str
    kind: str
    num: str
    heading: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference from one provision to another, in its words; role: "text", "note" or "credit"."""

    place: str
    target: str
    words: str
    role: str
    law: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision in which words stand, with the words in their context, marked by `words.OPEN` and `words.CLOSE`."""

    line: Line
    law: str
    as_of: str
    context: str


# ---- contents --------------------------------------------------------------------------------------


def contents(shelf: Stored, place: Place) -> list[Line]:
    """The table of contents of a law or of one of its levels, to its sections; empty for a section."""
    if place.piece is None:
        inside = shelf.pieces(place.text, PIECES.c.line != "")
    else:
        last = shelf.end_of(place.piece)
        inside = shelf.pieces(place.text, PIECES.c.ordinal.between(place.piece.ordinal + 1, last))
    depth: dict[int, int] = {}
    lines = []
    for piece in inside:
        depth[piece.ordinal] = depth.get(piece.above if piece.above is not None else -1, -1) + 1
        lines.append(line_of(place.text, piece, depth[piece.ordinal]))
    return lines


def above(shelf: Stored, place: Place) -> list[Line]:
    """The levels above a provision, from the law down."""
    if place.piece is None:
        return []
    at, found = place.piece.above, list[Piece]()
    while at is not None:
        (piece,) = shelf.pieces(place.text, PIECES.c.ordinal == at)
        found.insert(0, piece)
        at = piece.above
    shown = [piece for piece in found if piece.line or piece.kind == "law"]
    return [line_of(place.text, piece, n) for n, piece in enumerate(shown)]


def neighbours(shelf: Stored, place: Place) -> tuple[Line | None, Line | None]:
    """What stands before a provision and after it: of its own kind, in the whole law."""
    if place.piece is None:
        return None, None
    own = place.piece
    same = and_(PIECES.c.text == own.text, PIECES.c.kind == own.kind)
    before = select(func.max(PIECES.c.ordinal)).where(same, PIECES.c.ordinal < own.ordinal).scalar_subquery()
    after = select(func.min(PIECES.c.ordinal)).where(same, PIECES.c.ordinal > own.ordinal).scalar_subquery()
    found = {p.ordinal: p for p in shelf.pieces(place.text, or_(PIECES.c.ordinal == before, PIECES.c.ordinal == after))}
    first = next((line_of(place.text, p) for n, p in found.items() if n < own.ordinal), None)
    return first, next((line_of(place.text, p) for n, p in found.items() if n > own.ordinal), None)


def line_of(text: Text, piece: Piece, depth: int = 0) -> Line:
    """A piece as a line of the contents; the whole law by its name."""
    if piece.kind == "law":
        return Line(text.law, "law", "", text.name)
    return Line(text.law + piece.line, piece.kind, piece.num, piece.heading, depth)


# ---- references ------------------------------------------------------------------------------------


def references_from(shelf: Stored, place: Place, path: str) -> list[Reference]:
    """What a section, or a provision in it, refers to, in order."""
    if place.piece is None:
        return []
    asked = select(LINKS.c.place, LINKS.c.target, LINKS.c.words, LINKS.c.role).where(LINKS.c.piece == place.piece.id)
    with shelf.engine.connect() as connection:
        rows = connection.execute(asked.order_by(LINKS.c.id)).all()
    law = place.text.name
    return [Reference(*row, law) for row in rows if _within(row.place, path)]


def references_to(shelf: Stored, path: str, *, most: int) -> list[Reference]:
    """What refers to a provision or to what is in it, of the texts that answer; each provision's words once."""
    asked = (
        select(LINKS.c.place, LINKS.c.target, LINKS.c.words, LINKS.c.role, *PIECE, *TEXT)
        .join(PIECES, PIECES.c.id == LINKS.c.piece)
        .join(TEXTS, TEXTS.c.id == PIECES.c.text)
        .join(SOURCES, SOURCES.c.id == TEXTS.c.source)
        .where(LINKS.c.section == section_of(path))
        .order_by(LINKS.c.id)
    )
    found: dict[Reference, None] = {}
    answers = _answers(shelf)
    with shelf.engine.connect().execution_options(stream_results=True, max_row_buffer=200) as connection:
        for row in connection.execute(asked):
            piece, text = _split(row[4:])
            if _within(row.target, path) and answers.includes(text, piece):
                found[Reference(row.place, row.target, row.words, row.role, text.name)] = None
            if len(found) >= most:
                break
    return list(found)


def _within(path: str, outer: str) -> bool:
    """Whether a path leads to a place or into it, the levels above a section named or not."""
    path, outer = _plain(path), _plain(outer)
    return path == outer or path.startswith(f"{outer}/")


@lru_cache(maxsize=8192)
def _plain(path: str) -> str:
    try:
        cited = from_path(path)
    except Refusal:
        return path
    return replace(cited, big=()).path if cited.section else path


# ---- words -----------------------------------------------------------------------------------------


def find_words(shelf: Stored, question: str, *, law: str = "", first: int = 0, count: int = 20) -> list[Hit]:
    """The provisions in which all words of a question stand, the likeliest first, as of the shelf's moment.

    law: a path; only what is below it.  first, count: which of the answers.  Raises `Refusal` F09.
    """
    within = from_path(law).law if law else ""
    with shelf.engine.connect() as connection:
        likely = islice(words.search(connection, question, within), _LOOKED_AT)
        held = list(islice(_held(shelf, likely), first, first + count))
        told = words.contexts(connection, question, [piece.id for _, piece in held]) if held else {}
    return [Hit(line_of(text, piece), text.name, text.told, told.get(piece.id, "")) for text, piece in held]


def _held(shelf: Stored, pieces: Iterable[int]) -> Iterator[tuple[Text, Piece]]:
    """The pieces that answer as of the shelf's moment, in the order given."""
    answers = _answers(shelf)
    pieces = iter(pieces)
    while some := list(islice(pieces, 50)):
        found = {piece.id: (text, piece) for text, piece in _rows(shelf, PIECES.c.id.in_(some))}
        for id in some:
            text, piece = found[id]
            if answers.includes(text, piece):
                yield text, piece


def _rows(shelf: Stored, where: ColumnElement[bool]) -> list[tuple[Text, Piece]]:
    asked = select(*PIECE, *TEXT).join(TEXTS, TEXTS.c.id == PIECES.c.text)
    asked = asked.join(SOURCES, SOURCES.c.id == TEXTS.c.source).where(where)
    with shelf.engine.connect() as connection:
        found = [_split(row) for row in connection.execute(asked).all()]
    return [(text, piece) for piece, text in found]


def _split(row: Iterable[object]) -> tuple[Piece, Text]:
    values = tuple(row)
    size = len(PIECE)
    return Piece(*values[:size]), Text(*values[size:])  # type: ignore[arg-type]


def _answers(shelf: Stored) -> _Answers:
    """What answers on a shelf as it is now; it is worked out anew only when a text was added."""
    with shelf.engine.connect() as connection:
        newest = connection.execute(select(func.max(TEXTS.c.id))).scalar() or 0
    return _worked_out(shelf, newest)


@lru_cache(maxsize=8)
def _worked_out(shelf: Stored, newest: int) -> _Answers:
    return _Answers(shelf)


class _Answers:
    """Whether a piece is of the text that answers for it; the texts of each law are looked up once."""

    def __init__(self, shelf: Stored) -> None:
        self.shelf = shelf
        self.texts: dict[str, list[Text]] = {}
        self.parts: dict[str, dict[str, set[int]]] = {}  # of texts that are not whole, by section
        self.chosen: dict[tuple[str, str], int] = {}

    def includes(self, text: Text, piece: Piece) -> bool:
        """Whether the piece answers as of the shelf's moment."""
        step = piece.step if piece.kind == "section" else ""
        key = (text.law, step)
        if key not in self.chosen:
            self.chosen[key] = self._choose(text.law, step)
        return self.chosen[key] == text.id

    def _choose(self, law: str, step: str) -> int:
        if law not in self.texts:
            self.texts[law] = self.shelf.texts(law)
            self.parts[law] = self._parts(law)
        held = self.parts[law].get(step, set())
        try:
            found = answering((t for t in self.texts[law] if t.whole or t.id in held), self.shelf.moment)
        except Refusal:
            return 0
        return found.id if found is not None else 0

    def _parts(self, law: str) -> dict[str, set[int]]:
        if all(text.whole for text in self.texts[law]):
            return {}
        asked = select(PIECES.c.step, PIECES.c.text).join(TEXTS, TEXTS.c.id == PIECES.c.text)
        asked = asked.where(TEXTS.c.law == law, TEXTS.c.whole.is_(False), PIECES.c.kind == "section")
        found: dict[str, set[int]] = {}
        with self.shelf.engine.connect() as connection:
            for step, text in connection.execute(asked):
                found.setdefault(step, set()).add(text)
        return found
