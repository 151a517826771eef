"""A law as lines of print: how far each is indented, and its bits of words, with what came or went.

The layout that plain text and the terminal share: four blanks a level, a heading on a line of its own,
quoted matter between quotation marks, a row of a table on one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from statute import levels
from statute.markup.woven import Point, Words, is_leaf, woven
from statute.node import APPARATUS, HEADING, NUM, TEXT, Mark, Node, walk

PRINT = "print"
#: The lines that a table stands between, and what stands between its cells.
TABLE, CELLS = ("[table]", "[/table]"), " | "
#: The signs round what is omitted and what is new where there is no strike and no italic.
OMITTED, NEW = ("【", "】"), ("«", "»")
_SIGN = re.compile(r"[【】«»\\]")


class Bit(NamedTuple):
    """Words of one line that look alike.  kind: "num", "heading", "text"; "editorial" for the editors'
    brackets; "print" for what is not the law's own (a blank, a quotation mark)."""

    words: str
    kind: str
    mark: Mark | None = None


@dataclass(slots=True)
class Line:
    """A line: its indent in levels, and its bits in order."""

    depth: int
    bits: list[Bit] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words of the line."""
        return "".join(bit.words for bit in self.bits)


def lines(node: Node) -> list[Line]:
    """The lines of a law, provision, bill or redline; notes and page breaks are left out."""
    found: list[Line] = []
    _write(node, 0, found, "", None)
    return found


def bits(leaf: Node, within: Mark | None = None) -> list[Bit]:
    """The words of a leaf with the editors' brackets in their places; `within` is a mark on what holds it."""
    outer = within or leaf.mark
    found: list[Bit] = []
    if isinstance(leaf.content, str) and not leaf.beside:  # most leaves: nothing came or went, nothing is beside
        found += [Bit(leaf.content, leaf.kind, outer)] if leaf.content else []
        return _closed(leaf, found, outer)
    for strand in woven(leaf):
        match strand:
            case Words(words, mark) if words:
                found.append(Bit(words, leaf.kind, outer or mark))
            case Point(aside) if aside.kind == "editorial" and aside.words:
                found.append(Bit(aside.words if found else aside.words.lstrip(), "editorial"))
    return _closed(leaf, found, outer)


def _closed(leaf: Node, found: list[Bit], outer: Mark | None) -> list[Bit]:
    """The bits of a leaf with the mark that print puts after a heading, which comes and goes with its words."""
    if leaf.kind == HEADING and (end := leaf.attr("mark")):
        changes = [bit.mark for bit in found if bit.kind == HEADING]
        whole = len({mark.change if mark else "" for mark in changes}) == 1
        found.append(Bit(end, PRINT, outer or (changes[-1] if whole else None)))
    return found


def headed(level: Node) -> tuple[list[Node], list[Node]]:
    """The designation and heading that a level begins with, and its other parts.

    Where one level took the place of another round the same text (paragraph (1) is now subparagraph (A)),
    the old designation stands before the new.
    """
    rest = list(level.parts)
    if level.mark is not None:
        rest = [q for p in rest for q in _laid_open(level, p)]
    head: list[Node] = []
    while rest and (rest[0].kind in (NUM, HEADING) or rest[0].kind in APPARATUS):
        head.append(rest.pop(0))
    shown = [p for p in head if p.content and p.kind not in APPARATUS]
    if [(p.kind, p.mark.change if p.mark else "") for p in shown] == [(NUM, "ins"), (NUM, "del")]:
        shown.reverse()
    return shown, rest


def _laid_open(level: Node, part: Node) -> tuple[Node, ...]:
    """The parts of a level that came undone inside one that closed round it, else the part itself."""
    undone = part.mark is not None and part.mark.change == "unwrap"
    closed = level.mark is not None and level.mark.change == "wrap"
    alone = [p.kind for p in level.parts] == [NUM, part.kind] and part.part(HEADING) is None
    return part.parts if undone and closed and alone else (part,)


def _write(node: Node, depth: int, out: list[Line], opener: str, within: Mark | None) -> None:
    if node.kind in APPARATUS:
        return
    if node.mark is not None and node.mark.change in ("ins", "del"):
        within = within or node.mark
    if node.kind == "quoted":
        _write_quoted(node, depth, out, within)
    elif node.kind in ("row", "entry"):
        cells = [p for p in node.parts if p.kind not in APPARATUS]
        out.append(Line(depth, _joined(cells, CELLS if node.kind == "row" else " ", within, tight="—")))
    elif node.kind == "table":
        _write_table(node, depth, out, opener, within)
    elif is_leaf(node):
        out.append(Line(depth, [*_quote(opener, within or node.mark), *bits(node, within)]))
    elif node.kind not in levels.RANK or node.kind == "law":
        for part in node.parts:
            _write_part(part, depth, out, opener, within)
    else:
        _write_level(node, depth, out, opener, within)


def _write_level(node: Node, depth: int, out: list[Line], opener: str, within: Mark | None) -> None:
    head, rest = headed(node)
    has_levels = any(p.kind in levels.RANK for p in rest)
    if head and all(p.kind == NUM for p in head) and rest and rest[0].kind == TEXT:
        head.append(rest.pop(0))
    if head:
        tight = "—" if node.kind in levels.BIG else ""
        out.append(Line(depth, [*_quote(opener, within), *_joined(head, " ", within, tight)]))
    inside = depth if node.kind in levels.BIG else depth + 1
    seen_level = node.kind == "section" or not has_levels
    for part in rest:
        seen_level = seen_level or part.kind in levels.RANK
        _write_part(part, inside if seen_level else depth, out, opener, within)


def _write_table(node: Node, depth: int, out: list[Line], opener: str, within: Mark | None) -> None:
    """A table between two lines that say where it begins and ends, so that it can be read again."""
    out.append(Line(depth, [*_quote(opener, within), Bit(TABLE[0], PRINT, within)]))
    for row in node.parts:
        _write(row, depth, out, "", within)
    out.append(Line(depth, [Bit(TABLE[1], PRINT, within)]))


def _write_part(part: Node, depth: int, out: list[Line], opener: str, within: Mark | None) -> None:
    if part.kind != "after":
        _write(part, depth, out, opener, within)
    elif out:
        after = bits(part, within)
        gap = [] if part.words[:1] in (".", ";", ",", "") else [Bit(" ", PRINT, within)]
        out[-1].bits += [*gap, *after]


def _write_quoted(node: Node, depth: int, out: list[Line], within: Mark | None) -> None:
    block: list[Line] = []
    for part in node.parts:
        _write_part(part, depth + 1, block, "“", within)
    if block:
        block[-1].bits.append(Bit("”", PRINT, within))
    out.extend(block)


def _quote(opener: str, mark: Mark | None) -> list[Bit]:
    return [Bit(opener, PRINT, mark)] if opener else []


def _joined(leaves: list[Node], gap: str, within: Mark | None, tight: str = "") -> list[Bit]:
    """The bits of several leaves on one line; a gap between two that came or went together is theirs.

    tight: words that end so, and are in no row of a table, have no gap after them: "TITLE II—GENERAL".
    """
    if gap == CELLS:
        return _row(leaves, within)
    found: list[Bit] = []
    for leaf in leaves:
        more = bits(leaf, within)
        if (found or leaf is not leaves[0]) and more:
            both = found[-1].mark if found and found[-1].mark == more[0].mark else None
            is_tight = bool(tight and found and found[-1].words.endswith(tight))
            found += [] if is_tight else [Bit(gap, PRINT, both)]
        found += more
    return found


def _row(cells: list[Node], within: Mark | None) -> list[Bit]:
    """The bits of a row; what stands between two cells is in each law that has a cell on either side of it."""
    found: list[Bit] = []
    before: set[str] = set()  # the laws that have had a cell by now
    for cell in cells:
        mark = within or cell.mark
        here = {"ins": {"new"}, "del": {"old"}}.get(mark.change if mark else "", {"old", "new"})
        if shared := before & here:
            marks = (mark, *(bit.mark for bit in reversed(found)))
            change = "" if len(shared) == 2 else "del" if shared == {"old"} else "ins"
            found.append(Bit(CELLS, PRINT, next((m for m in marks if m and m.change == change), None)))
        found += bits(cell, within)
        before |= here
    return found


def together(found: list[Bit]) -> list[Bit]:
    """Bits with neighbours of one mark made one, for writers to whom only the mark matters."""
    out: list[Bit] = []
    for mark, group in groupby(found, key=lambda bit: bit.mark):
        first, *others = group
        out.append(Bit(first.words + "".join(b.words for b in others), first.kind, mark) if others else first)
    return out


def changed_sections(node: Node) -> list[Node]:
    """The sections of a redline in which something came or went; of what has no sections, all of it."""
    if node.kind == "section" or not any(n.kind == "section" for n in walk(node)):
        return [node] if any(n.mark is not None for n in walk(node)) else []
    if node.mark is not None and node.mark.change in ("ins", "del"):
        return [node]
    return [section for part in node.parts for section in changed_sections(part)]


def signed(bit: Bit) -> str:
    """The words of a bit between the signs of what came or went; a backslash before a sign of their own."""
    words = _SIGN.sub(r"\\\g<0>", bit.words)
    left, right = {"del": OMITTED, "ins": NEW}.get(bit.mark.change if bit.mark else "", ("", ""))
    return f"{left}{words}{right}"
