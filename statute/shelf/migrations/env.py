"""Runs the changes on the connection that `database.open_engine` holds."""

from __future__ import annotations

from alembic import context

from statute.shelf.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
