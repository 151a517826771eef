"""A redline in columns: each paragraph of the law as it stood beside what it is as amended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafting.prints.flow import DEL, INS, Paragraph

#: A paragraph as it stood, and as amended; None where there was none, or is none.
Pair = tuple[Paragraph | None, Paragraph | None]


def pairs(found: Iterable[Paragraph]) -> list[Pair]:
    """The paragraphs of a redline in pairs; of those struck and those put in their place, the first with the first.

    On each side stand the words of that law alone, with the marks on what differs.
    """
    rows: list[Pair] = []
    gone: list[Paragraph] = []
    come: list[Paragraph] = []
    for paragraph in found:
        if paragraph.mark is None:
            rows += _beside(gone, come)
            gone, come = [], []
            rows.append((_side(paragraph, INS), _side(paragraph, DEL)))
        else:
            (gone if paragraph.mark.change == DEL else come).append(paragraph)
    return [*rows, *_beside(gone, come)]


def _beside(gone: Sequence[Paragraph], come: Sequence[Paragraph]) -> list[Pair]:
    width = max(len(gone), len(come))
    return [(gone[n] if n < len(gone) else None, come[n] if n < len(come) else None) for n in range(width)]


def _side(paragraph: Paragraph, away: str) -> Paragraph:
    kept = tuple(p for p in paragraph.pieces if p.mark is None or p.mark.change != away)
    return replace(paragraph, pieces=kept, style=paragraph.was if away == INS else paragraph.style)
