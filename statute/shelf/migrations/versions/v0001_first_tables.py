"""The first tables of the shelf."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: SQLite finds words by its full-text table, PostgreSQL by an index on the words' lexemes.
_SQLITE = "CREATE VIRTUAL TABLE wording USING fts5(heading, words, notes, tokenize = 'unicode61 remove_diacritics 2')"
_POSTGRESQL = (
    "CREATE TABLE wording (piece integer PRIMARY KEY REFERENCES piece (id) ON DELETE CASCADE, "
    "heading text NOT NULL, words text NOT NULL, notes text NOT NULL, lexemes tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', heading), 'A') || setweight(to_tsvector('simple', words), 'B') || "
    "setweight(to_tsvector('simple', notes), 'D')) STORED)",
    "CREATE INDEX wording_lexemes ON wording USING gin (lexemes)",
)


def upgrade() -> None:
    """Makes the tables."""
    _sources()
    _pieces()
    _names()
    _links()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE)
        return
    for statement in _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Takes them away."""
    for table in ("wording", "link", "excerpt", "name", "piece", "text", "source"):
        op.drop_table(table)


def _sources() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("added", sa.String(32), nullable=False),
    )
    op.create_table(
        "text",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.Integer, sa.ForeignKey("source.id", ondelete="CASCADE"), nullable=False),
        sa.Column("law", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text, nullable=False),
        sa.Column("date", sa.String(10), nullable=False),
        sa.Column("congress", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("whole", sa.Boolean, nullable=False),
        sa.Column("positive", sa.Boolean),
    )
    op.create_index("text_law", "text", ["law"])
    op.create_index("text_source", "text", ["source"])


def _pieces() -> None:
    op.create_table(
        "piece",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.Integer, sa.ForeignKey("text.id", ondelete="CASCADE"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("above", sa.Integer),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("num", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("text", "ordinal"),
    )
    op.create_index("piece_step", "piece", ["step", "text"])


def _names() -> None:
    op.create_table(
        "name",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("law", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("undated", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("stat", sa.Text, nullable=False),
        sa.UniqueConstraint("folded", "law", "code"),
    )
    op.create_index("name_undated", "name", ["undated"])
    op.create_index("name_law", "name", ["law"])


def _links() -> None:
    op.create_table(
        "excerpt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("piece", sa.Integer, sa.ForeignKey("piece.id", ondelete="CASCADE"), nullable=False),
        sa.Column("law", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.UniqueConstraint("piece", "law"),
    )
    op.create_index("excerpt_law", "excerpt", ["law"])
    op.create_table(
        "link",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("piece", sa.Integer, sa.ForeignKey("piece.id", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
    )
    op.create_index("link_piece", "link", ["piece"])
    op.create_index("link_section", "link", ["section"])
