"""One file a change of the tables, the oldest first."""
