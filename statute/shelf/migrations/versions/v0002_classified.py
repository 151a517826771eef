"""Which section of the Code was made from which section of an Act, and what the texts held already tell of it."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from lxml import etree

from statute import credits, names
from statute.markup import xml
from statute.shelf import gleaning

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: How many pieces are read at once.
_SOME = 200
_PIECE = sa.table("piece", *map(sa.column, ("id", "text", "kind", "line", "body")))
_TEXT = sa.table("text", *map(sa.column, ("id", "law")))
_NAME = sa.table("name", *map(sa.column, ("law", "name", "folded", "undated", "code", "stat")))


def upgrade() -> None:
    """Makes the table, and gleans what the pieces that are held have to tell."""
    table = op.create_table(
        "classified",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("piece", sa.Integer, sa.ForeignKey("piece.id", ondelete="CASCADE"), nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("levels", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
    )
    op.create_index("classified_section", "classified", ["section", "act"])
    op.create_index("classified_piece", "classified", ["piece"])
    called: set[tuple[str, str]] = set()
    for id, place, element in _sections():
        rows = [{"piece": id, **gleaning.row(one)} for one in gleaning.classified(element, place)]
        if rows:
            op.bulk_insert(table, rows)
        called.update(pair for paragraph in gleaning.paragraphs(element) for pair in credits.acts(paragraph))
    _name(called)


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("classified")


def _sections() -> Iterator[tuple[int, str, etree._Element]]:
    """The sections of the Code that are held: the id of the piece, its path, and its element."""
    asked = sa.select(_PIECE.c.id, _TEXT.c.law, _PIECE.c.line, _PIECE.c.body).join(_TEXT, _TEXT.c.id == _PIECE.c.text)
    asked = asked.where(_PIECE.c.kind == "section", _TEXT.c.law.like("/us/usc/%")).order_by(_PIECE.c.id)
    last = 0
    while some := op.get_bind().execute(asked.where(_PIECE.c.id > last).limit(_SOME)).all():
        last = some[-1][0]
        for id, law, line, body in some:
            yield id, law + line, etree.fromstring(body.encode(), etree.XMLParser(**xml.SAFE))


def _name(called: set[tuple[str, str]]) -> None:
    """Adds the names of Acts that were not known."""
    known = {tuple(row) for row in op.get_bind().execute(sa.select(_NAME.c.folded, _NAME.c.law, _NAME.c.code))}
    new = {(names.folded(name), act, ""): name for name, act in sorted(called)}
    rows = [
        {"law": act, "name": name, "folded": folded, "undated": names.undated(name), "code": "", "stat": ""}
        for (folded, act, _), name in new.items()
        if (folded, act, "") not in known
    ]
    if rows:
        op.bulk_insert(_NAME, rows)
