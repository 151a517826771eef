"""Redlines as plain data for the templates of typst: words with what came or went, indents, tables, columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from drafting.prints.flow import EDITORIAL, Paragraph, Piece, flow
from drafting.prints.front import ENACTS
from drafting.prints.grid import BELOW, Slot, grid
from drafting.prints.manuscript import Said
from drafting.prints.sides import pairs
from drafting.prints.word_styles import STEP, indents, is_of_code
from drafting.redline import is_changed
from statute import levels
from statute.node import APPARATUS, HEADING, NUM, Node, walk

OMITTED = "omitted"
ASTERISKS = "*\u2003\u2003*\u2003\u2003*\u2003\u2003*\u2003\u2003*\u2003\u2003*\u2003\u2003*"
_KINDS = {HEADING: "h", EDITORIAL: "e"}
_MARKS = {"ins": "i", "del": "d"}


def blocks(found: Iterable[Paragraph]) -> list[dict[str, Any]]:
    """The paragraphs and tables of a flow."""
    out: list[dict[str, Any]] = []
    for table, group in groupby(found, key=lambda p: p.style.table if p.is_row else None):
        if table is None:
            out += map(paragraph, group)
        else:
            out.append(_table(list(group)))
    return out


def _table(found: Sequence[Paragraph]) -> dict[str, Any]:
    """A table: its rows of cells with their spans, how many columns it has, how many rows head it, its indent."""
    rows = grid(found)
    heads = next((n for n, row in enumerate(rows) if not row.role), len(rows))
    cells = [[_cell_of(slot) for slot in row.slots if slot.kind != BELOW] for row in rows]
    return {
        "rows": cells, "wide": sum(slot.wide for slot in rows[0].slots), "heads": heads, "left": found[0].style.quoted,
    }  # fmt: skip


def _cell_of(slot: Slot) -> dict[str, Any]:
    return {"runs": runs(slot.pieces), "wide": slot.wide, "high": slot.high, "figure": slot.is_figure}


def paragraph(one: Paragraph) -> dict[str, Any]:
    """A paragraph: its look, its runs, and its indents in steps."""
    block, first = (n / STEP for n in indents(one.style))
    return {"look": _look(one), "keep": one.style.heads, "runs": runs(one.pieces), "left": block, "first": first}


def _look(one: Paragraph) -> str:
    if one.pieces and one.pieces[0].kind == OMITTED:
        return OMITTED
    if not one.style.level and one.pieces and one.pieces[0].words.startswith(ENACTS):
        return "enacts"
    if not one.style.heads or one.style.level in levels.SMALL:
        return "text"
    if one.style.level != "section":
        return "big"
    return "code" if is_of_code(one) else "head"


def runs(pieces: Iterable[Piece]) -> list[Any]:
    """Pieces, those that came or went together in one run: (change, ((words, kind), …))."""
    return [
        [change, [[p.words, _KINDS.get(p.kind, "")] for p in group]]
        for change, group in groupby(pieces, key=lambda p: _MARKS[p.mark.change] if p.mark else "")
    ]


def columns(found: Iterable[Paragraph], said: dict[int, Said], *, language: bool) -> list[list[Any]]:
    """Rows of the law as it stood and as amended; between them the language that made the change, each once.

    A cell is a list of paragraphs, for the language of texts: a heading stands in one row with what it heads.
    """
    rows: list[list[Any]] = []
    told: set[int] = set()
    heads = False
    for old, new in pairs(found):
        row: list[list[Any]] = [_cell(old), _cell(new)]
        if language:
            row.insert(1, list(_language((old, new), said, told)))
        if heads:
            rows[-1] = [above + below for above, below in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
        heads = any(one is not None and one.style.heads for one in (old, new))
    return rows


def _cell(one: Paragraph | None) -> list[dict[str, Any]]:
    if one is None:
        return []
    # Half a page is too narrow for the indents of a whole one.
    shown = paragraph(one)
    return [{**shown, "left": shown["left"] / 2, "first": shown["first"] / 2}]


def _language(pair: Sequence[Paragraph | None], said: dict[int, Said], told: set[int]) -> Iterable[str]:
    marks = [p.mark for one in pair if one is not None for p in one.pieces if p.mark is not None]
    for mark in marks:
        if mark.by in said and mark.by not in told:
            told.add(mark.by)
            yield str(said[mark.by])


def shortened(marked: Node) -> Node:
    """A redline in which each stretch of sections that nothing changes is a line of asterisks.

    Of a text that has no sections all is kept.  Source: the practice under clause 3(e) of House Rule XIII.
    """
    if not any(n.kind == "section" for n in walk(marked)) or marked.kind == "section":
        return marked
    return _kept(marked)


def _kept(node: Node) -> Node:
    parts: list[Node] = []
    for part in node.parts:
        if part.kind in APPARATUS:
            continue
        if part.kind in (NUM, HEADING) or is_changed(part):
            whole = part.kind == "section" or not any(p.kind in levels.RANK for p in part.parts) or part.mark
            parts.append(part if whole else _kept(part))
        elif not parts or parts[-1].kind != OMITTED:
            parts.append(Node(OMITTED, ASTERISKS))
    return node.having(content=tuple(parts))


def flowed(marked: Node, *, whole: bool) -> tuple[Paragraph, ...]:
    """The flow of a redline, whole or with what does not change left out."""
    return flow(marked if whole else shortened(marked))
