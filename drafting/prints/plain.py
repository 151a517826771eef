"""Plain text: the redline with signs, a comparative print, or a bill's lines of 72 columns as GPO sets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from drafting.amend.annotate import told
from drafting.amend.outcome import Note
from drafting.prints.flow import BETWEEN, Paragraph, flow
from drafting.prints.manuscript import Look, Manuscript, Sheet
from drafting.prints.word_styles import STEP, indents
from statute.formats import text
from statute.lines.printed import PRINT, Bit, signed, together

INLINE, RAMSEYER, GPO = "inline", "ramseyer", "gpo"
#: The columns of a line, and the blanks of a step of indent, in the Printing Office's text of a bill.
WIDTH, BLANKS = 72, 4
_MARKS = {"“": "``", "”": "''", "‘": "`", "’": "'", "—": "--", "–": "-", "\u00a0": " "}


def write(manuscript: Manuscript, look: Look) -> bytes:
    """The redlines of the sheets; with "inline", each under its law's name."""
    made = (_WRITE[look.view](manuscript, sheet) + noted(sheet.notes) for sheet in manuscript.sheets)
    return "\n".join(made).encode()


def noted(notes: Iterable[Note]) -> str:
    """The notes to a law under its text, a line each; "" where there are none."""
    lines = "".join(f"{told(note)}\n" for note in notes)
    return f"\nNotes\n{lines}" if lines else ""


def _inline(manuscript: Manuscript, sheet: Sheet) -> str:
    return text.write(sheet.marked)


def _ramseyer(manuscript: Manuscript, sheet: Sheet) -> str:
    return text.ramseyer(sheet.marked, manuscript.maker)


def _gpo(manuscript: Manuscript, sheet: Sheet) -> str:
    """As GPO's text of a bill has it: lines of 72 columns, each first line four blanks further in than its level,
    quotation marks and dashes of the typewriter; what came or went between the signs of plain text."""
    return "\n".join(line for paragraph in flow(sheet.marked) for line in _gpo_lines(paragraph))


def _gpo_lines(paragraph: Paragraph) -> Iterator[str]:
    bits = [Bit(" | " if p.kind == BETWEEN else p.words, PRINT, p.mark) for p in paragraph.pieces]
    words = re.sub(".", lambda m: _MARKS.get(m[0], m[0]), "".join(signed(bit) for bit in together(bits)))
    block, first = (n // STEP * BLANKS for n in indents(paragraph.style))
    if paragraph.style.heads:
        yield ""
    yield from wrap(
        words, WIDTH, initial_indent=" " * (block + first), subsequent_indent=" " * block, break_on_hyphens=False
    )


def terminal(manuscript: Manuscript, look: Look) -> bytes:
    """The redlines of the sheets with the colours of a terminal in them."""
    from statute.formats import terminal  # it brings rich, which takes its time

    return "\n".join(terminal.write(sheet.marked) + noted(sheet.notes) for sheet in manuscript.sheets).encode()


_WRITE = {INLINE: _inline, RAMSEYER: _ramseyer, GPO: _gpo}
