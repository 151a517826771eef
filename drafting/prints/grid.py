"""A table laid out: where each cell of its rows stands, and how far it spans columns and rows.

Files say how far a cell spans; with rows and cells that came or went, and with files that err, what they say need not
fit.  Here every row fills the same number of columns, and nothing stands on anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafting.prints.flow import EDITORIAL, Paragraph, Piece
from statute.node import Mark

#: What fills a slot: a cell of the row, what hangs down from a row above, or nothing.
CELL, BELOW, VOID = "cell", "below", "void"
_FIGURES = frozenset("0123456789.,$¢%+-–— ()\u00a0")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row: what fills it, how many columns and rows it spans, its words, and the mark on the cell."""

    kind: str
    wide: int = 1
    high: int = 1
    pieces: tuple[Piece, ...] = ()
    mark: Mark | None = None

    @property
    def is_figure(self) -> bool:
        """Whether the words are a number or an amount, which print sets to the right."""
        words = "".join(p.words for p in self.pieces if p.kind != EDITORIAL)
        return any(map(str.isdigit, words)) and not set(words) - _FIGURES


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its slots from the left, which fill every column, its role ("header", "caption"), and its mark."""

    slots: tuple[Slot, ...]
    role: str = ""
    mark: Mark | None = None


def width(rows: Sequence[Paragraph]) -> int:
    """How many columns the rows of a table need."""
    return max((sum(slot.wide for slot in slots) for slots in _laid(rows, 0)), default=1)


def grid(rows: Sequence[Paragraph]) -> list[Row]:
    """The rows of a table, each as wide as the widest."""
    wide = width(rows)
    return [Row(tuple(slots), row.style.role, row.end) for row, slots in zip(rows, _laid(rows, wide), strict=True)]


def shares(rows: Sequence[Row], whole: int) -> list[int]:
    """How much of a width each column has: more where its cells are longer, up to some forty characters."""
    need = [3] * sum(slot.wide for slot in rows[0].slots)
    for row in rows:
        at = 0
        for slot in row.slots:
            if slot.wide == 1:
                need[at] = max(need[at], min(sum(len(p.words) for p in slot.pieces), 40))
            at += slot.wide
    return [whole * (one + 2) // (sum(need) + 2 * len(need)) for one in need]


def _laid(rows: Sequence[Paragraph], wide: int) -> Iterator[list[Slot]]:
    """The slots of each row; void ones at its end up to this many columns."""
    hanging: dict[int, tuple[int, int]] = {}  # by column: how wide what hangs there is, and for how many rows more
    for n, row in enumerate(rows):
        slots: list[Slot] = []
        at = 0
        for cell in _cells(row, wide):
            at += sum(slot.wide for slot in _below(hanging, at, slots))
            room = next((column - at for column in range(at + 1, at + cell.wide) if column in hanging), cell.wide)
            high = min(cell.high, _alike(rows, n))
            slots.append(Slot(CELL, room, high, cell.pieces, cell.mark))
            if high > 1:
                hanging[at] = (room, high)
            at += room
        at += sum(slot.wide for slot in _below(hanging, at, slots))
        while at < wide:
            slots.append(Slot(VOID))
            at += 1 + sum(slot.wide for slot in _below(hanging, at + 1, slots))
        hanging = {column: (size, left - 1) for column, (size, left) in hanging.items() if left > 1}
        yield slots


def _below(hanging: dict[int, tuple[int, int]], at: int, slots: list[Slot]) -> Iterable[Slot]:
    """Adds to a row what hangs down at a column and right after it; gives what was added."""
    added: list[Slot] = []
    while at in hanging:
        added.append(Slot(BELOW, hanging[at][0]))
        at += hanging[at][0]
    slots += added
    return added


def _alike(rows: Sequence[Paragraph], n: int) -> int:
    """For how many rows from one on the rows came, went or stay together, in the same part of the table."""
    same = (row.end == rows[n].end and row.style.role == rows[n].style.role for row in rows[n:])
    return next((count for count, alike in enumerate(same) if not alike), len(rows) - n)


def _cells(row: Paragraph, wide: int) -> Iterator[Slot]:
    """The cells of a row with the spans that its file gives them; a caption is as wide as the table."""
    cells, marks = row.cells(), row.cell_marks() or ()
    spans = next((s for s in (row.style.spans, row.was.spans) if len(s) == len(cells)), ((1, 1),) * len(cells))
    if row.style.role == "caption" and len(cells) == 1:
        spans = ((max(wide, 1), 1),)
    for pieces, (across, down), mark in zip(cells, spans, marks, strict=True):
        yield Slot(CELL, across, down, pieces, mark)
