"""The database of a shelf: one SQLite file with no set-up, or PostgreSQL by its URL; its tables kept current."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from statute.errors import Refusal

_MIGRATIONS = Path(__file__).parent / "migrations"
#: The newest change of the tables; an older shelf is brought up to it when it is opened.
NEWEST = "0002"
#: How long one writer waits for another, in milliseconds.
_PATIENCE = 30_000
_MEMORY = "sqlite://"
#: A database of memory lives as long as a connection to it is open.
_KEEPERS: list[PoolProxiedConnection] = []


def open_engine(place: str, *, create: bool = False) -> Engine:
    """The database at a URL ("postgresql://…", "sqlite:///…") or in a file, its tables brought up to date.

    "sqlite://" alone is a database of memory, gone with the program.  Without `create`, a file that is not
    there is not made.  Raises `Refusal` F14 where it cannot be opened.
    """
    file = "" if "://" in place else place
    if file and not create and not Path(file).is_file():
        raise Refusal.of("F14", f"There is no library at {file}.", words=file)
    try:
        threads = {"check_same_thread": False} if place == _MEMORY else {}
        engine = create_engine(_url(place), poolclass=QueuePool, connect_args=threads)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare)
        with engine.begin() as connection:
            _bring_up(connection)
        if place == _MEMORY:
            _KEEPERS.append(engine.raw_connection())
    except (SQLAlchemyError, ArgumentError, ImportError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        said = " ".join(str(reason).split())[:200]
        raise Refusal.of("F14", f"The library cannot be opened: {said}.") from error
    return engine


def _url(place: str) -> str:
    if place == _MEMORY:  # shared by the connections of this program
        return f"sqlite:///file:{uuid4().hex}?mode=memory&cache=shared&uri=true"
    return re.sub(r"^postgres(?:ql)?://", "postgresql+psycopg://", place if "://" in place else f"sqlite:///{place}")


def _prepare(connection: Any, _: object) -> None:
    """Readers do not wait for the writer, and a commit that was told is on the disk."""
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", f"busy_timeout = {_PATIENCE}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _bring_up(connection: Connection) -> None:
    if inspect(connection).has_table("alembic_version"):
        held = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if held == NEWEST:
            return
    from alembic import command  # slow to bring in, and seldom needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
