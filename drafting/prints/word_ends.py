"""Which paragraph ends Word is told came or went: those that its changes run over without a break.

New words at the end of a paragraph and new paragraphs after it are one change to Word and LibreOffice, from the first
of those words to the last; the end that stays is then the last one, as if the words had been typed there.  LibreOffice
joins such changes by itself, and would lose the end between them if that were said to stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafting.prints.flow import DEL, EDITORIAL, INS, Paragraph


def typed(found: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a flow, their ends marked as if the changes had been typed.

    Both readings stay: the end that a change began before comes or goes, and the last one after it stays.
    """
    out: list[Paragraph] = []
    first = -1  # the paragraph that the change began in, whose own end stays
    for paragraph in found:
        if first >= 0 and not _goes_on(out[first], paragraph):
            _shift(out, first)
            first = -1
        out.append(paragraph)
        if first < 0 and paragraph.end is None and _change_at_end(paragraph):
            first = len(out) - 1
    if first >= 0:
        _shift(out, first)
    return out


def _goes_on(begun: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a change that began at the end of one paragraph takes in all of another after it."""
    mark = paragraph.mark
    return (
        mark is not None
        and mark.change == _change_at_end(begun)
        and not (paragraph.moved or paragraph.is_row or begun.is_row)
        and paragraph.style.table == begun.style.table
    )


def _change_at_end(paragraph: Paragraph) -> str:
    """How the last words of a paragraph changed; "" where they stay or moved."""
    last = next((p for p in reversed(paragraph.pieces) if p.kind != EDITORIAL), None)
    return last.mark.change if last is not None and last.mark is not None and not last.moved else ""


def _shift(out: list[Paragraph], first: int) -> None:
    """Marks the end of the paragraph that a change began in, and lets the last one that it takes in stay."""
    last = len(out) - 1
    if last == first:
        return
    begun, ended = out[first], out[last]
    if ended.end is None:
        return
    if ended.end.change == INS:  # rejected, what is left of the first has the last one's end, and its own style
        out[first] = replace(begun, end=ended.end, was=begun.style)
        out[last] = replace(ended, end=None, was=begun.was)
    elif ended.end.change == DEL:
        out[first] = replace(begun, end=ended.end, style=begun.was)
        out[last] = replace(ended, end=None, was=ended.style, style=begun.style)
