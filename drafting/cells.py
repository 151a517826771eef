"""Cells of tables that are opened in a spreadsheet: none of them begins as a formula does."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: str) -> str:
    """A cell with an apostrophe before a sign that would make it a formula.

    >>> inert("=SUM(A1)")
    "'=SUM(A1)"
    """
    return f"'{cell}" if cell.startswith(_BEGINNINGS) else cell
