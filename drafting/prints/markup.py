"""Markup for programs to read: one law's redline with its changes marked, as USLM, the bill DTD or Akoma Ntoso."""

from __future__ import annotations

from collections.abc import Callable

from drafting.amend.annotate import laid
from drafting.prints import markup_reading
from drafting.prints.manuscript import Look, Manuscript
from statute.errors import Refusal, Suggestion
from statute.formats import named


def writer(name: str) -> Callable[[Manuscript, Look], bytes]:
    """The print of one law in a format of this name.

    It raises `Refusal` M05 where there are several laws, F05 and F06 as the format does, A01 where what is written
    does not prove itself.
    """

    def write(manuscript: Manuscript, look: Look) -> bytes:
        if len(manuscript.sheets) != 1:
            choices = tuple(Suggestion(f"--law {sheet.path}", "that law alone") for sheet in manuscript.sheets)
            detail = f"The bill amends {len(manuscript.sheets)} laws here; XML holds one."
            raise Refusal.of("M05", detail, suggestions=choices)
        written = named(name).write
        assert written is not None
        (sheet,) = manuscript.sheets
        # A bill has no statutory notes, and its DTD no place for them.
        marked = sheet.marked if name == "billdtd" else laid(sheet.marked, sheet.notes)
        return markup_reading.proved(written(marked), marked, name).encode()

    return write
