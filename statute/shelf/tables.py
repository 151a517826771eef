"""The tables of the shelf: where each text is from, its pieces, its names, and what it refers to.

A text is one state of one law, read from one source.  It is kept in pieces, a section each, and one for each
larger level with what stands in it beside its sections; a piece is the USLM of the source as it was, with a
hole `<?piece 12?>` where a smaller piece was taken out.  The words for searching lie in `wording`, which
SQLite and PostgreSQL each keep in their own way (see `words.py`).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()

#: A file that was read: its name, the SHA-256 of its bytes, and when it was read (UTC, ISO 8601).
SOURCES = Table(
    "source",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    Column("form", String(16), nullable=False),
    Column("added", String(32), nullable=False),
)

#: One state of one law.  whole: all of the law, not a section of it.  congress and number: the release point.
TEXTS = Table(
    "text",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Integer, ForeignKey("source.id", ondelete="CASCADE"), nullable=False),
    Column("law", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("date", String(10), nullable=False),
    Column("congress", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("positive", Boolean),
    Index("text_law", "law"),
    Index("text_source", "source"),
)

#: A piece of a text.  ordinal: its place in the document from 0; above: that of the piece it was taken from.
#: step: "s907", "tIX"; line: "/tIX/s907", all the steps from the law down.
PIECES = Table(
    "piece",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("text", Integer, ForeignKey("text.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("above", Integer),
    Column("kind", String(32), nullable=False),
    Column("step", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("num", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("text", "ordinal"),
    Index("piece_step", "step", "text"),
)

#: What a law goes by.  law: its path, "/us/pl/115/264", or that of the title or division so called; folded,
#: undated: the name as `names.py` compares it.  A law may be known that is not held.
NAMES = Table(
    "name",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("law", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("undated", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("stat", Text, nullable=False),
    UniqueConstraint("folded", "law", "code"),
    Index("name_undated", "undated"),
    Index("name_law", "law"),
)

#: A law set out in a note of the Code.  law: "/us/pl/102/511"; piece: the section whose note it is.
EXCERPTS = Table(
    "excerpt",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("piece", Integer, ForeignKey("piece.id", ondelete="CASCADE"), nullable=False),
    Column("law", Text, nullable=False),
    Column("code", Text, nullable=False),
    UniqueConstraint("piece", "law"),
    Index("excerpt_law", "law"),
)

#: A section of an Act and the Code section that prints it, as a piece tells; the fields are those of
#: `credits.Classified`, with the piece.
CLASSIFIED = Table(
    "classified",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("piece", Integer, ForeignKey("piece.id", ondelete="CASCADE"), nullable=False),
    Column("act", Text, nullable=False),
    Column("levels", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("code", Text, nullable=False),
    Index("classified_section", "section", "act"),
    Index("classified_piece", "piece"),
)

#: A reference.  place: the provision it stands in; target: where it leads; section: the section that is in;
#: role: "text", "note" or "credit".
LINKS = Table(
    "link",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("piece", Integer, ForeignKey("piece.id", ondelete="CASCADE"), nullable=False),
    Column("place", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Index("link_piece", "piece"),
    Index("link_section", "section"),
)
