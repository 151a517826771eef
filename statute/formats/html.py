"""HTML: a law, bill or redline as a fragment of meaning, not of looks; and a whole page to print or send.

Levels are sections in sections, each with its id and its path.  What stands beside the law is shown as
such, never among its words.  What came or went is in `ins` and `del`, with the number of its instruction
and words for those who listen; a strike and an underline, never colour alone.  In the Ramseyer view,
as House Rule XIII, clause 3(e), has it, omitted matter is in black brackets and new matter in italic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape as escaped
from importlib.resources import files
from itertools import groupby

from statute import levels
from statute.citation import from_path, step_down
from statute.errors import Refusal
from statute.lines.printed import headed
from statute.markup.woven import Close, Open, Point, Words, is_leaf, woven
from statute.node import APPARATUS, HEADING, TEXT, Aside, Mark, Node

INLINE, RAMSEYER = "inline", "ramseyer"
_SPECIAL = re.compile("[&<>\"']").search
_SPANS = {"term": "dfn", "italic": "i", "bold": "b", "subscript": "sub", "superscript": "sup"}
_BESIDE = {
    "editorial": "Added by the editors; not part of the law",
    "footnote": "Footnote",
    "page": "Page",
    "line": "Line of the print",
    "sidenote": "Note in the margin",
}
#: The number of an instruction after a change, where its next change follows at once.
_SIGNED_AGAIN = re.compile(r'<a class="by"[^>]*>(\d+)</a>(?=<(?:ins|del)[^>]* data-by="\1")')
_SAID = {"ins": "inserted text", "del": "struck text"}
_DONE = {
    "ins": "Inserted",
    "del": "Struck",
    "wrap": "Level closed round this text",
    "unwrap": "Level taken away",
}


def write(node: Node, *, by: Mapping[int, str] | None = None, view: str = INLINE, prefix: str = "") -> str:
    """A fragment of HTML, everything in it escaped.

    by: what each instruction says, by its number, for the title of its changes; each change is then followed by
    a link to "#instruction-3", which is for the page to have.  view: "inline" or
    "ramseyer".  prefix: put before every id, where several fragments share a page.
    """
    live = {n.id for n in _alive(node)}
    law = _law_of(node.attr("identifier"))
    writer = _Writer(by or {}, view == RAMSEYER, prefix, live)
    writer.node(node, law, 3)
    # Neighbours that one instruction changed are signed once.
    return _SIGNED_AGAIN.sub("", "".join(writer.out))


def page(fragment: str, title: str, *, intro: str = "", lang: str = "en") -> str:
    """A whole document round a fragment: its style is in it, and it asks nothing of any network.

    intro: a sentence above the law, as text.
    """
    above = f'<p class="intro">{escape(intro)}</p>\n' if intro else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{above}{fragment}\n</main>\n</body>\n</html>\n"
    )


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet that a page carries, for whoever shows fragments on a page of their own."""
    return files(__package__).joinpath("html.css").read_text(encoding="utf-8")


def escape(words: str) -> str:
    """Words that mean themselves in HTML, also between quotation marks; most need nothing."""
    return escaped(words) if _SPECIAL(words) else words


def _alive(node: Node) -> Iterable[Node]:
    """The nodes that are not struck: where one was moved, its id is theirs."""
    if node.mark is not None and node.mark.change == "del":
        return
    yield node
    for part in node.parts:
        yield from _alive(part)


def _law_of(identifier: str) -> str:
    try:
        return from_path(identifier).law if identifier else ""
    except Refusal:
        return ""


@dataclass(slots=True)
class _Writer:
    by: Mapping[int, str]
    ramseyer: bool
    prefix: str
    live: set[str]
    out: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    within: Mark | None = None

    # ---- blocks ------------------------------------------------------------------------------------

    def node(self, node: Node, path: str, rank: int) -> None:
        """A node that is no part of a line: marked as a whole where it came or went."""
        if node.kind == "meta":
            return
        mark = node.mark if node.mark is not None and node.mark.change in _SAID else None
        if mark is not None and mark.change == "ins" and node.kind in APPARATUS:
            mark = None  # a note that comes is no new law, and signed where it is set apart
        if mark is None or self.within is not None:
            self._block(node, path, rank)
        elif self.ramseyer or is_leaf(node):
            self.within = mark
            self._block(node, path, rank)
            self.within = None
        else:
            self.out.append(self._opened(mark, "block"))
            self._block(node, path, rank)
            self.out.append(self._closed(mark))

    def _block(self, node: Node, path: str, rank: int) -> None:
        match node.kind:
            case "law":
                self._inside(node, path, rank, "div", "law")
            case "quoted":
                self._inside(node, "", rank, "blockquote", "quoted")
            case "table":
                self._table(node)
            case "toc":
                self._toc(node)
            case kind if kind in APPARATUS:
                self._apparatus(node, rank)
            case kind if kind in levels.RANK:
                self._level(node, step_down(path, node.kind, levels.designation(node)), rank)
            case _ if is_leaf(node):
                self._line([node], "p")
            case kind:
                self._inside(node, path, rank, "div", kind)

    def _inside(self, node: Node, path: str, rank: int, tag: str, name: str) -> None:
        self.out.append(f'<{tag} class="{escape(name)}"{self._id(node)}>')
        for part in node.parts:
            self.node(part, path, rank)
        self.out.append(f"</{tag}>")

    def _level(self, node: Node, path: str, rank: int) -> None:
        place = node.attr("identifier") or path
        change = node.mark if node.mark is not None and node.mark.change not in _SAID else None
        own = self._id(node)
        marked = self._signs(change, anchored=not own) if change is not None else ""
        shown = f' data-path="{escape(place)}"' if place else ""
        kind = escape(node.kind)
        self.out.append(f'<section class="level {kind}"{own}{shown}{marked}>')
        is_small = node.kind in levels.SMALL
        head, rest = self._head(node, run_in=is_small)
        if head:
            self._line(head, "p" if is_small else f"h{min(rank, 6)}")
        for part in rest:
            self.node(part, path, rank if is_small else rank + 1)
        self.out.append("</section>")

    def _head(self, node: Node, *, run_in: bool) -> tuple[list[Node], list[Node]]:
        """The parts on a level's first line, and the rest: designations, headings, text run in after them."""
        head, rest = headed(node)
        closed = head and head[-1].kind == HEADING and not head[-1].attr("mark")
        if run_in and head and not closed and rest and rest[0].kind == TEXT:
            head.append(rest.pop(0))
        return head, rest

    def _apparatus(self, node: Node, rank: int) -> None:
        """A note, a credit or a page break, set apart from the law."""
        label = _BESIDE.get(node.kind, "Note")
        signs = self._signs(node.mark) if node.mark is not None else self._id(node)
        self.out.append(f'<aside class="beside {escape(node.kind)}" aria-label="{label}"{signs}>')
        for part in (node,) if node.is_leaf else node.parts:
            if part.is_leaf:
                self._line([part], "p")
            else:
                self.node(part, "", rank)
        self.out.append("</aside>")

    # ---- tables and contents -----------------------------------------------------------------------

    def _table(self, node: Node) -> None:
        self.out.append(f"<table{self._id(node)}>")
        for role, group in groupby(node.parts, key=lambda row: row.attr("role")):
            tag = {"caption": "caption", "header": "thead"}.get(role, "tbody")
            for row in group if tag == "caption" else ():
                self._line(row.parts, "caption")
            if tag == "caption":
                continue
            self.out.append(f"<{tag}>")
            for row in group:
                self._row(row, "th" if tag == "thead" else "td")
            self.out.append(f"</{tag}>")
        self.out.append("</table>")

    def _row(self, row: Node, tag: str) -> None:
        self.out.append(f"<tr{self._id(row)}>")
        for cell in row.parts:
            if cell.kind in APPARATUS:
                self.out.append("<td>")
                self._apparatus(cell, 6)
                self.out.append("</td>")
                continue
            spans = "".join(f' {k}="{escape(v)}"' for k, v in cell.attrs if k in ("colspan", "rowspan"))
            self._line([cell], tag, spans + (' scope="col"' if tag == "th" else ""), within=row.mark)
        self.out.append("</tr>")

    def _toc(self, node: Node) -> None:
        self.out.append(f'<ul class="toc"{self._id(node)}>')
        for item in node.parts:
            if item.kind in APPARATUS:
                self.out.append("<li>")
                self._apparatus(item, 6)
                self.out.append("</li>")
            else:
                self._line([item] if is_leaf(item) else item.parts, "li", within=item.mark)
        self.out.append("</ul>")

    # ---- lines -------------------------------------------------------------------------------------

    def _line(self, parts: Sequence[Node], tag: str, attrs: str = "", within: Mark | None = None) -> None:
        """Leaves on one line; neighbours that came or went together are marked together."""
        outer = self.within or within
        self.out.append(f"<{tag}{attrs}>")
        before: Node | None = None
        for mark, group in groupby(parts, key=lambda leaf: outer or leaf.mark):
            first, *others = group
            gap, inner = _gap(before), self._leaf(first)
            for leaf, last in zip(others, (first, *others), strict=False):
                inner += _gap(last) + self._leaf(leaf)
            before = others[-1] if others else first
            self.out.append(gap + (self._opened(mark) + inner + self._closed(mark) if mark is not None else inner))
        self.out.append(f"</{tag}>\n")

    def _leaf(self, leaf: Node) -> str:
        """The words of a leaf in an element of their own, what stands beside them in elements within."""
        name = "words" if leaf.kind in APPARATUS else escape(leaf.kind)
        out = [f'<span class="leaf {name}"{self._id(leaf)}>']
        ends: list[str] = []
        for strand in woven(leaf):
            match strand:
                case Words(words, None):
                    out.append(escape(words))
                case Words(words, Mark() as mark):
                    out += [self._opened(mark), escape(words), self._closed(mark)]
                case Point(aside):
                    out.append(self._point(aside))
                case Open(aside):
                    tag = _SPANS.get(aside.kind, "span")
                    out.append(f'<{tag} class="{escape(aside.kind)}"{_reference(aside)}>')
                    ends.append(f"</{tag}>")
                case Close():
                    out.append(ends.pop())
        if leaf.kind == HEADING and leaf.attr("mark"):
            out.append(f'<span class="print">{escape(leaf.attr("mark"))}</span>')
        return "".join([*out, "</span>"])

    def _point(self, aside: Aside) -> str:
        if not aside.words:
            return ""
        title = escape(_BESIDE.get(aside.kind, "Not part of the law"))
        return f'<span class="beside {escape(aside.kind)}" title="{title}">{escape(aside.words)}</span>'

    # ---- marks -------------------------------------------------------------------------------------

    def _opened(self, mark: Mark, name: str = "") -> str:
        shown = f' class="{name}"' if name else ""
        if mark.change not in _SAID:
            return f"<mark{shown}{self._signs(mark)}>"
        begin = f"<{mark.change}{shown}{self._signs(mark)}>"
        begin += f'<span class="unseen">[begin {_SAID[mark.change]}] </span>'
        if not self.ramseyer:
            return begin
        return begin + ('<b class="bracket">[</b>' if mark.change == "del" else "<i>")

    def _closed(self, mark: Mark) -> str:
        if mark.change not in _SAID:
            return "</mark>"
        end = f'<span class="unseen"> [end {_SAID[mark.change]}]</span></{mark.change}>'
        if mark.by in self.by:
            end += f'<a class="by" href="#instruction-{mark.by}" aria-label="Instruction {mark.by}">{mark.by}</a>'
        if not self.ramseyer:
            return end
        return ('<b class="bracket">]</b>' if mark.change == "del" else "</i>") + end

    def _signs(self, mark: Mark, *, anchored: bool = True) -> str:
        """The number of the instruction, a title that says it, and an anchor at its first change."""
        done = _DONE.get(mark.change, "Marked")
        said = self.by.get(mark.by, "")
        title = f"{done} by instruction {mark.by}{': ' if said else ''}{said}" if mark.by else done
        anchor = self._anchor(f"change-{mark.by}") if mark.by and anchored else ""
        return f'{anchor} data-by="{mark.by}" data-change="{escape(mark.change)}" title="{escape(title)}"'

    def _id(self, node: Node) -> str:
        is_struck = node.mark is not None and node.mark.change == "del"
        return self._anchor(node.id) if node.id and not (is_struck and node.id in self.live) else ""

    def _anchor(self, id: str) -> str:
        if id in self.seen:
            return ""
        self.seen.add(id)
        return f' id="{escape(self.prefix + id)}"'


def _reference(aside: Aside) -> str:
    """Where a reference leads, kept as data: an address in the law is none on the network."""
    href = next((value for key, value in aside.attrs if key == "href"), "")
    return f' data-ref="{escape(href)}"' if href else ""


def _gap(before: Node | None) -> str:
    """What stands between a leaf and the one before it on its line: nothing after a heading's dash."""
    if before is None or (before.kind == HEADING and before.attr("mark").endswith("—")):
        return ""
    return " "
