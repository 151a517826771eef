"""Markdown: struck matter in `del`, new matter in `ins`, a level's depth by quotation, every sign of its own escaped.

Source: CommonMark 0.31 on escapes and raw HTML; GitHub's tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafting.amend.annotate import told
from drafting.prints.flow import BETWEEN, Paragraph, Piece, flow
from drafting.prints.manuscript import Look, Manuscript
from statute import levels
from statute.node import HEADING

#: Signs that Markdown would obey somewhere; `&` and `<` are written as HTML has them.
_SIGNS = re.compile(r"[\\`*_{}\[\]()#+\-.!|~>$@:^=\"']")


def write(manuscript: Manuscript, look: Look) -> bytes:
    """The redlines of the sheets, each law under its name, then the instructions."""
    blocks = [f"# {_plain(manuscript.title)}"]
    for sheet in manuscript.sheets:
        blocks += [f"## {_plain(sheet.name)}"] if sheet.name else []
        blocks += [f"_{_plain(sheet.base)}_"] if sheet.base else []
        blocks += _law(flow(sheet.marked))
        if sheet.notes:
            blocks += ["### Notes", "\n".join(f"- {_plain(told(note))}" for note in sheet.notes)]
    if manuscript.instructions:
        blocks.append("## Instructions")
        blocks += [f"- {_plain(str(said))}" for said in manuscript.instructions]
    return ("\n\n".join(blocks) + "\n").encode()


def _law(found: Iterable[Paragraph]) -> Iterator[str]:
    for table, group in groupby(found, key=lambda p: p.style.table if p.is_row else None):
        if table is None:
            yield from map(_paragraph, group)
        else:
            yield _table(list(group))


def _paragraph(paragraph: Paragraph) -> str:
    style = paragraph.style
    depth = style.quoted + (levels.SMALL.index(style.level) if style.level in levels.SMALL else 0)
    heads = "### " if style.heads and style.level not in levels.SMALL else ""
    return "> " * depth + heads + _line(paragraph.pieces)


def _table(rows: Sequence[Paragraph]) -> str:
    """A table whose first row is its head, as this Markdown asks for; rows with fewer cells are filled up."""
    cells = [[_line(cell) for cell in row.cells()] for row in rows]
    width = max(map(len, cells))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _line(pieces: Iterable[Piece]) -> str:
    found = []
    for change, group in groupby(pieces, key=lambda p: p.mark.change if p.mark else ""):
        words = "".join(_shown(piece) for piece in group)
        found.append(f"<{change}>{words}</{change}>" if change else words)
    return "".join(found)


def _shown(piece: Piece) -> str:
    words = _plain(piece.words)
    strong = piece.kind == HEADING and words == words.strip() and words
    return f"<b>{words}</b>" if strong else f" {words} " if piece.kind == BETWEEN else words


def _plain(words: str) -> str:
    """Words in which Markdown sees no sign of its own."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    return _SIGNS.sub(r"\\\g<0>", escaped).replace("\n", "<br>")
