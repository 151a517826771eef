"""How a law is set on paper: its paragraphs in order, each with its style and with what stands between its words.

On paper a small level's text runs in after its designation and its heading's dash, a table is a table, and quoted
matter stands between quotation marks.  What stands beside the law (notes, credits, page breaks) is not set.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from statute import levels
from statute.lines.printed import headed
from statute.markup.woven import is_leaf
from statute.node import APPARATUS, HEADING, NUM, TEXT, Node

ROW, TOC = "row", "toc"
#: The most columns or rows that one cell may span.
WIDEST = 60


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks.

    level: the innermost level it belongs to ("section", "paragraph"; "row" of a table, "toc" of contents;
    "" outside any).  leads: whether it opens its level, with designation or heading.  heads: whether it is
    designation and heading alone.  quoted: how many quoted blocks it stands in.  table: the id of a row's table.
    role: that of the row ("header", "caption").  spans: how many columns and rows each of its cells spans.
    """

    level: str = ""
    leads: bool = False
    heads: bool = False
    quoted: int = 0
    table: str = ""
    role: str = ""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a leaf."""

    leaf: Node


@dataclass(frozen=True, slots=True)
class Gap:
    """What print puts between words: a blank, a quotation mark; between two cells of a row, "" with `cell`."""

    words: str
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a paragraph of this style."""

    style: Style


Token = Words | Gap | Break


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is set: its style, and its tokens without the break."""

    style: Style
    tokens: list[Token] = field(default_factory=list)


def setting(node: Node) -> list[Token]:
    """The tokens of a law, provision or bill without marks, in order; every paragraph ends with its break."""
    setter = _Setter()
    setter.part(node, Style(), "")
    return [t for p in setter.out for t in (*p.tokens, Break(p.style))]


def paragraphs(node: Node) -> list[str]:
    """The words of each paragraph of a law without marks, the cells of a row divided by " | "."""
    found, line = list[str](), ""
    for token in setting(node):
        match token:
            case Words(leaf):
                line += leaf.words
            case Gap(gap, cell):
                line += CELLS if cell else gap
            case Break():
                found.append(line)
                line = ""
    return found


CELLS = " | "


def _leaves(node: Node) -> list[Node]:
    return [node] if node.is_leaf else [leaf for part in node.parts for leaf in _leaves(part)]


def _span(cell: Node, name: str) -> int:
    """How many columns or rows a cell spans; 1 where it does not say, or says what no table has."""
    said = cell.attr(name)
    return max(min(int(said[:6]), WIDEST), 1) if said.isdecimal() and said.isascii() else 1


def _goes_on(head: list[Node]) -> bool:
    """Whether text goes on after a heading: an Act's ends with “.—”, one of the Code stands alone."""
    return bool(head) and (head[-1].words + head[-1].attr("mark")).endswith(("—", ".", ":"))


@dataclass(slots=True)
class _Setter:
    out: list[Paragraph] = field(default_factory=list)

    def part(self, node: Node, style: Style, opener: str) -> None:
        """Sets a node; `style` is that of the level it stands in, `opener` the mark before its first words."""
        if node.kind in APPARATUS:
            return
        if node.kind == "quoted":
            self._quoted(node, style)
        elif node.kind == "table":
            for row in node.parts:
                self._row(row, Style(ROW, quoted=style.quoted, table=node.id))
        elif node.kind in ("row", "entry") and not is_leaf(node):
            self._row(node, Style(TOC, quoted=style.quoted))
        elif is_leaf(node):
            self._line([node], style, opener)
        elif node.kind in levels.RANK and node.kind != "law":
            self._level(node, style, opener)
        else:
            inside = Style(TOC, quoted=style.quoted) if node.kind == "toc" else style
            for part in node.parts:
                self._follow(part, inside, opener)

    def _level(self, node: Node, style: Style, opener: str) -> None:
        head, rest = headed(node)
        small = node.kind in levels.SMALL
        bare = bool(head) and all(p.kind == NUM for p in head)
        runs_in = bool(rest) and rest[0].kind == TEXT and bool(rest[0].words) and (bare or _goes_on(head))
        own = Style(node.kind, quoted=style.quoted)
        if head:
            line = [*head, rest.pop(0)] if runs_in and (small or bare) else head
            self._line(line, Style(node.kind, leads=True, heads=line is head, quoted=style.quoted), opener)
        for n, part in enumerate(rest):
            opens = head and line is head and n == 0 and small and is_leaf(part)
            self._follow(part, replace(own, leads=True) if opens else own, opener)

    def _follow(self, part: Node, style: Style, opener: str) -> None:
        """Sets a part of a level; what follows the closing mark of quoted matter goes on in its paragraph."""
        if part.kind != "after":
            self.part(part, style, opener)
        elif self.out and part.words:
            gap = "" if part.words[:1] in (".", ";", ",") else " "
            self.out[-1].tokens += [Gap(gap), Words(part)] if gap else [Words(part)]

    def _quoted(self, node: Node, style: Style) -> None:
        first = len(self.out)
        inside = Style(quoted=style.quoted + 1)
        for part in node.parts:
            self._follow(part, inside, "“")
        if len(self.out) > first:
            self.out[-1].tokens.append(Gap("”"))

    def _row(self, row: Node, style: Style) -> None:
        """A row of a table, or an entry of a table of contents."""
        tokens: list[Token] = []
        cells = [row] if is_leaf(row) else [p for p in row.parts if p.kind not in APPARATUS]
        if style.level == ROW:
            spans = tuple((_span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells)
            style = replace(style, role=row.attr("role"), spans=spans)
        for n, cell in enumerate(cells):
            if n:
                tokens.append(Gap("", cell=True) if style.level == ROW else Gap(" "))
            tokens += [Words(leaf) for leaf in _leaves(cell) if leaf.words]
        if any(isinstance(t, Words) for t in tokens):
            self.out.append(Paragraph(style, tokens))

    def _line(self, leaves: list[Node], style: Style, opener: str) -> None:
        tokens: list[Token] = []
        last = ""
        for leaf in leaves:
            if not leaf.words:
                continue
            if tokens and not last.endswith("—"):
                tokens.append(Gap(" "))
            end = leaf.attr("mark") if leaf.kind == HEADING else ""
            tokens += [Words(leaf), Gap(end)] if end else [Words(leaf)]
            last = leaf.words + end
        if tokens:
            self.out.append(Paragraph(style, [Gap(opener), *tokens] if opener else tokens))
