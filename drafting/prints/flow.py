"""A redline as a flow of paragraphs: words, designations, paragraph ends and rows of tables that stay, come or go.

The law as it stood and the law as amended are each set on paper (`setting`), and the two settings are woven into
one along the leaves of the redline.  So a heading put before a text that was run in, a paragraph joined to the one
before it, a level that closed round others, all come out as both laws have them: dropping what is new and the
marks gives the old setting, dropping what is struck gives the new, to the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafting.prints.setting import CELLS, ROW, Break, Gap, Style, Words, setting
from drafting.redline import accept, reject
from statute.markup.woven import Point, is_leaf, woven
from statute.markup.woven import Words as Stretch
from statute.node import APPARATUS, Mark, Node

INS, DEL = "ins", "del"
PRINT, EDITORIAL, BETWEEN = "print", "editorial", "between"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that look alike.

    kind: "num", "heading", "text"; "print" for what is not the law's own, "editorial" for the editors'
    brackets, "between" for what stands between two cells.  mark: "ins" or "del", and by which instruction.
    moved: the id of the provision that moved, where these words left or came with one.
    """

    words: str
    kind: str
    mark: Mark | None = None
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its pieces, its style, the style it had where that was another, and the mark on its end."""

    pieces: tuple[Piece, ...]
    style: Style
    was: Style
    end: Mark | None = None
    moved: str = ""

    @property
    def mark(self) -> Mark | None:
        """The mark on the whole paragraph, where all of it came or went; None where any of it stays."""
        marks = [p.mark for p in self.pieces if p.kind != EDITORIAL]
        whole = self.end is not None and all(m is not None and m.change == self.end.change for m in marks)
        return self.end if whole else None

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, of whose cells each stays, came or went."""
        return self.style.level == ROW and self.cell_marks() is not None

    def cells(self) -> list[tuple[Piece, ...]]:
        """The cells of a row."""
        found: list[list[Piece]] = [[]]
        for piece in self.pieces:
            if piece.kind == BETWEEN:
                found.append([])
            else:
                found[-1].append(piece)
        return [tuple(cell) for cell in found]

    def cell_marks(self) -> tuple[Mark | None, ...] | None:
        """The mark on each cell of a row, where the whole cell came or went; None where that cannot be told.

        What stands between two cells came or went with one of the two.
        """
        cells, gaps = self.cells(), [p.mark for p in self.pieces if p.kind == BETWEEN]
        if self.end is not None:
            whole = all(_is(p.mark, self.end.change) for p in self.pieces if p.kind != EDITORIAL)
            return (self.end,) * len(cells) if whole else None
        found: list[Mark | None] = [None] * len(cells)
        for n, mark in enumerate(gaps):
            if mark is not None:
                own = (m for m in (n, n + 1) if found[m] is None and _is_all(cells[m], mark.change))
                if (cell := next(own, None)) is None:
                    return None
                found[cell] = mark
        return tuple(found)


def _is_all(pieces: Iterable[Piece], change: str) -> bool:
    return all(_is(p.mark, change) for p in pieces if p.kind != EDITORIAL)


def flow(marked: Node) -> tuple[Paragraph, ...]:
    """The paragraphs of a redline; of a law without marks, those of the law."""
    leaves = list(_leaves(marked))
    old, new = (_side(law, leaves, gone) for law, gone in ((reject(marked), INS), (accept(marked), DEL)))
    weaver = _Weaver(leaves)
    weaver.weave(old, new)
    return tuple(p for paragraph in weaver.out for p in _regular(paragraph))


def stood(found: Sequence[Paragraph]) -> list[str]:
    """The paragraphs of the law as it stood, without the editors' brackets."""
    return _reading(found, INS)


def amended(found: Sequence[Paragraph]) -> list[str]:
    """The paragraphs of the law as amended, without the editors' brackets."""
    return _reading(found, DEL)


def _reading(found: Sequence[Paragraph], gone: str) -> list[str]:
    lines, line = list[str](), ""
    for paragraph in found:
        kept = (p for p in paragraph.pieces if p.kind != EDITORIAL and not _is(p.mark, gone))
        line += "".join(p.words for p in kept)
        if not _is(paragraph.end, gone):
            lines.append(line)
            line = ""
    return [*lines, line] if line else lines


def _is(mark: Mark | None, change: str) -> bool:
    return mark is not None and mark.change == change


# ---- the leaves of the redline ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf of the redline: the mark on it or on what holds it, and the id of what moved with it."""

    node: Node
    mark: Mark | None
    moved: str

    def pieces(self) -> Iterator[Piece]:
        """Its words in pieces; an editors' bracket inside struck words is struck with them."""
        strands = [s for s in woven(self.node) if isinstance(s, Stretch | Point)]
        marks = [self.mark or (s.mark if isinstance(s, Stretch) else None) for s in strands]
        for n, strand in enumerate(strands):
            if isinstance(strand, Stretch):
                if strand.words:
                    yield Piece(strand.words, self.node.kind, marks[n], self.moved)
            elif strand.aside.kind == EDITORIAL and strand.aside.words:
                inside = 0 < n < len(marks) - 1 and marks[n - 1] == marks[n + 1] and _is(marks[n - 1], DEL)
                mark = marks[n - 1] if inside else self.mark or strand.mark
                yield Piece(strand.aside.words, EDITORIAL, mark, self.moved)


def _leaves(marked: Node) -> Iterator[_Leaf]:
    """The leaves in document order, without what stands beside the law."""
    whole = list(_whole(marked))
    came, went = ({n.id for n in whole if _is(n.mark, change) and n.id} for change in (INS, DEL))
    return _under(marked, None, "", came & went)


def _whole(node: Node) -> Iterator[Node]:
    """The nodes that came or went whole, the outermost of them."""
    if _is(node.mark, INS) or _is(node.mark, DEL):
        yield node
    else:
        for part in node.parts:
            yield from _whole(part)


def _under(node: Node, mark: Mark | None, moved: str, movers: set[str]) -> Iterator[_Leaf]:
    if node.kind in APPARATUS:
        return
    if mark is None and node.mark is not None and node.mark.change in (INS, DEL):
        mark, moved = node.mark, node.id if node.id in movers else ""
    if is_leaf(node):
        yield _Leaf(node, mark, moved)
    else:
        for part in node.parts:
            yield from _under(part, mark, moved, movers)


# ---- two settings woven into one -------------------------------------------------------------------

#: A leaf by its place in the redline, or what print puts between two.
_Item = int | Gap | Break


def _side(law: Node, leaves: Sequence[_Leaf], gone: str) -> list[_Item]:
    """The setting of one of the two laws, its leaves named by their places in the redline."""
    kept = (n for n, leaf in enumerate(leaves) if not _is(leaf.mark, gone))
    place = {id(leaf.node): n for leaf, n in zip(_leaves(law), kept, strict=True)}
    return [place[id(t.leaf)] if isinstance(t, Words) else t for t in setting(law)]


@dataclass(slots=True)
class _Weaver:
    """The paragraphs so far, and the pieces of the one that is being woven."""

    leaves: Sequence[_Leaf]
    out: list[Paragraph] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def weave(self, old: list[_Item], new: list[_Item]) -> None:
        """Weaves two settings: between two leaves that both have, what is struck stands before what is new."""
        shared = {i for i in old if isinstance(i, int)} & {i for i in new if isinstance(i, int)}
        regions = zip(_cut(old, shared), _cut(new, shared), strict=True)
        for (leaf, before), (_, after) in regions:
            if leaf is not None:
                self.pieces += self.leaves[leaf].pieces()
            self._between(before, after)

    def _between(self, old: list[_Item], new: list[_Item]) -> None:
        width = _alike(old, new)
        fresh = not self.pieces or any(isinstance(t, Break) for t in old[:width])
        self._both(old[:width], new[:width])
        old, new = old[width:], new[width:]
        whole = fresh and any(isinstance(i, int) for i in old) and any(isinstance(i, int) for i in new)
        # Where whole paragraphs went and others came, each keeps its own end.
        tail = _alike(old[::-1], new[::-1], breaks=not whole)
        stop, end = len(old) - tail, len(new) - tail
        self._changed(old[:stop], new[:end])
        self._both(old[stop:], new[end:])

    def _both(self, old: list[_Item], new: list[_Item]) -> None:
        for was, now in zip(old, new, strict=True):
            self._take(now, None, "", was.style if isinstance(was, Break) else None)

    def _changed(self, old: list[_Item], new: list[_Item]) -> None:
        """What went and what came, paragraph by paragraph in the order of the redline."""
        groups = [(place, DEL, items) for place, items in _lines(old)]
        groups += [(place, INS, items) for place, items in _lines(new)]
        groups.sort(key=lambda group: (not isinstance(group[2][-1], Break), group[0]))
        for place, change, items in groups:
            leaf = self.leaves[place] if place >= 0 else None
            by = leaf.mark.by if leaf is not None and leaf.mark is not None else 0
            for item in items:
                self._take(item, Mark(change, by), leaf.moved if leaf is not None else "")

    def _take(self, item: _Item, mark: Mark | None, moved: str, was: Style | None = None) -> None:
        match item:
            case int():
                self.pieces += self.leaves[item].pieces()
            case Gap(words, cell):
                self.pieces.append(Piece(CELLS if cell else words, BETWEEN if cell else PRINT, mark, moved))
            case Break(style):
                self.out.append(Paragraph(tuple(self.pieces), style, was or style, mark, moved))
                self.pieces = []


def _cut(side: list[_Item], shared: set[int]) -> Iterator[tuple[int | None, list[_Item]]]:
    """A setting cut before each leaf that both have: that leaf (None at first), and what follows it."""
    leaf, items = None, list[_Item]()
    for item in side:
        if isinstance(item, int) and item in shared:
            yield leaf, items
            leaf, items = item, []
        else:
            items.append(item)
    yield leaf, items


def _alike(old: list[_Item], new: list[_Item], *, breaks: bool = True) -> int:
    """How many of what print puts there begin both, a paragraph's end being like any other."""
    for n, (a, b) in enumerate(zip(old, new, strict=False)):
        both = isinstance(a, Break) and isinstance(b, Break)
        if isinstance(a, int) or (both and not breaks) or (not both and a != b):
            return n
    return min(len(old), len(new))


def _lines(side: list[_Item]) -> Iterator[tuple[int, list[_Item]]]:
    """A stretch of a setting cut after each end of a paragraph, each with the last leaf so far; -1 for none."""
    place, line = -1, list[_Item]()
    for item in side:
        line.append(item)
        place = item if isinstance(item, int) else place
        if isinstance(item, Break):
            yield place, line
            line = []
    if line:
        yield place, line


def _regular(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A row of which it cannot be told which cells came or went, shown twice, as it stood and as it is."""
    if paragraph.style.level != ROW or paragraph.end is not None or paragraph.cell_marks() is not None:
        yield paragraph
        return
    by = next(p.mark.by for p in paragraph.pieces if p.kind == BETWEEN and p.mark is not None)
    for change, gone in ((DEL, INS), (INS, DEL)):
        mark = Mark(change, by)
        kept = tuple(replace(p, mark=mark) for p in paragraph.pieces if not _is(p.mark, gone))
        yield replace(paragraph, pieces=kept, end=mark)
