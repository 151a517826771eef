"""Rows gathered for the tables of the shelf in one transaction, and written many at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite

from statute.shelf.tables import CLASSIFIED, EXCERPTS, LINKS, NAMES, PIECES, SOURCES, TEXTS
from statute.shelf.words import insert_words

#: How many pieces are written at once.
_BATCH = 400
#: The tables in the order in which their rows refer to each other.
_ORDER = (TEXTS, PIECES, EXCERPTS, LINKS, CLASSIFIED)


class Rows:
    """The rows of one transaction.  While it lasts no other import writes, so that ids can be given beforehand."""

    def __init__(self, connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE source IN EXCLUSIVE MODE"))
        self.connection = connection
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.next: dict[str, int] = {}
        wanted = self._insert(SOURCES).on_conflict_do_nothing(index_elements=["sha256"])
        self.claiming = wanted.returning(SOURCES.c.id)

    def claim(self, source: dict[str, Any]) -> int | None:
        """The id of a new source, or None where its bytes are held."""
        id: int | None = self.connection.execute(self.claiming, source).scalar()
        return id

    def number(self, table: Table) -> int:
        """The next id of a table."""
        if table.name not in self.next:
            last = self.connection.execute(select(func.max(table.c.id))).scalar()
            self.next[table.name] = (last or 0) + 1
        id = self.next[table.name]
        self.next[table.name] += 1
        return id

    def put(self, table: str, row: dict[str, Any]) -> None:
        """Adds a row to those of a table."""
        self.rows.setdefault(table, []).append(row)

    @property
    def is_due(self) -> bool:
        """Whether there are enough to be written."""
        return len(self.rows.get(PIECES.name, ())) >= _BATCH

    def write(self) -> None:
        """Writes what was gathered."""
        for table in _ORDER:
            if rows := self.rows.get(table.name):
                self.connection.execute(insert(table), rows)
        if rows := self.rows.get("wording"):
            insert_words(self.connection, rows)
        if rows := self.rows.get(NAMES.name):
            new = self._insert(NAMES).on_conflict_do_nothing(index_elements=["folded", "law", "code"])
            self.connection.execute(new, rows)
        self.rows.clear()

    def _insert(self, table: Table) -> Any:
        """How this kind of database inserts what may be there already."""
        return (postgresql if self.connection.dialect.name == "postgresql" else sqlite).insert(table)
