"""What is asked of the shelf for every section that is looked up: each question made once, and only filled in."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, or_, select

from statute.shelf.rows import PIECE, TEXT
from statute.shelf.tables import CLASSIFIED, NAMES, PIECES, SOURCES, TEXTS

#: What goes by a name as it is compared, with or without its year; `name`.
CALLED = (
    select(NAMES.c.law, NAMES.c.folded)
    .where(or_(NAMES.c.folded == bindparam("name"), NAMES.c.undated == bindparam("name")))
    .order_by(NAMES.c.law)
)
#: The names of a law, `law`, in the order in which they were met.
NAMES_OF = select(NAMES.c.name).where(NAMES.c.law == bindparam("law")).order_by(NAMES.c.id)
#: All texts of a law, `law`.
TEXTS_OF = select(*TEXT).join(SOURCES).where(TEXTS.c.law == bindparam("law"))
#: The whole texts of a title, `law`, and the pieces of any text of it that are the section `step`.
SECTION = (
    select(*TEXT, *PIECE)
    .select_from(
        TEXTS.join(SOURCES).outerjoin(
            PIECES,
            and_(PIECES.c.text == TEXTS.c.id, PIECES.c.step == bindparam("step"), PIECES.c.kind == "section"),
        )
    )
    .where(TEXTS.c.law == bindparam("law"), or_(TEXTS.c.whole, PIECES.c.id.is_not(None)))
)
#: What is told of the section `section` of an Act, `act`.
MADE_FROM = (
    select(CLASSIFIED.c.act, CLASSIFIED.c.levels, CLASSIFIED.c.section, CLASSIFIED.c.code)
    .where(CLASSIFIED.c.section == bindparam("section"), CLASSIFIED.c.act == bindparam("act"))
    .distinct()
)
#: The USLM of a piece, `piece`.
BODY = select(PIECES.c.body).where(PIECES.c.id == bindparam("piece"))
