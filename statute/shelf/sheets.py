"""A large law a sheet at a time: so many of its sections, with what stands between them.

A law is large by the number of its sections.  The levels above a sheet stand round it with their designations
and headings alone; what else they hold is in the sheet in which they begin.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from statute.formats import uslm
from statute.node import Node
from statute.shelf import cutting
from statute.shelf.rows import Place
from statute.shelf.stored import Stored
from statute.shelf.tables import PIECES

#: How many sections a sheet has, and how many make a law large.
SHEET, LARGE = 50, 100


def is_large(shelf: Stored, place: Place) -> bool:
    """Whether a law, or the level of it at a place, has more than `LARGE` sections."""
    first, last = span(shelf, place)
    inside = PIECES.c.ordinal.between(first, last)
    asked = select(func.count()).where(PIECES.c.text == place.text.id, PIECES.c.kind == "section", inside)
    with shelf.engine.connect() as connection:
        return connection.execute(asked).scalar_one() > LARGE


def span(shelf: Stored, place: Place) -> tuple[int, int]:
    """The ordinals of the first and the last piece of a place."""
    if place.piece is not None:
        return place.piece.ordinal, shelf.end_of(place.piece)
    with shelf.engine.connect() as connection:
        last = connection.execute(select(func.max(PIECES.c.ordinal)).where(PIECES.c.text == place.text.id)).scalar()
    return 0, last or 0


def sheets(shelf: Stored, place: Place) -> list[tuple[int, int]]:
    """The sheets of a place, each by the ordinals of its first and last piece; together they are all of it."""
    first, last = span(shelf, place)
    inside = shelf.pieces(place.text, PIECES.c.ordinal.between(first, last), PIECES.c.kind == "section")
    ends = [piece.ordinal for piece in inside[SHEET - 1 :: SHEET]]
    if not ends or ends[-1] < last:
        ends.append(last)
    return list(zip([first, *(end + 1 for end in ends[:-1])], ends, strict=True))


def tree(shelf: Stored, place: Place, sheet: tuple[int, int]) -> Node:
    """The tree of a sheet, from the law down."""
    return uslm.read("".join(cutting.whole(shelf.bodies(place.text, *sheet))))


def published(shelf: Stored, place: Place) -> Iterator[str]:
    """The USLM of a place as it was published, a stretch at a time, whatever its size."""
    yield from cutting.whole(shelf.bodies(place.text, *span(shelf, place)))
