"""The changes of the tables from release to release, which Alembic makes in order."""
