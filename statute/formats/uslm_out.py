"""USLM 2.1 written: a law, provision or bill as valid XML, and a redline with `ins` and `del`.

The role of each text (chapeau, content, continuation) is computed from its place.  What stands beside
the words is put back into them.  A mark of the redline is a class, "ins by-3" for instruction 3, on the
element that came or went; words that changed inside a leaf are `ins` and `del` elements.
Source: USLM user guide; USLM schema 2.1.0, to which the output conforms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from lxml import etree

from statute import levels, stage
from statute.errors import Refusal
from statute.lines import quoted
from statute.markup import tags
from statute.markup.woven import Close, Open, Point, Words, is_leaf, woven
from statute.markup.xml import say
from statute.node import APPARATUS, HEADING, NUM, TEXT, Aside, Mark, Node

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DEEPEST = 100
_BLANKS = re.compile(r"[ \t\r\n]{2}|[\t\r\n]")
_TABLE = frozenset(("table", "caption", "thead", "tbody", "tr", "th", "td"))
#: Attributes that the schema knows, by kind of node or aside; any other of a tree is not written.
_COMMON = ("identifier", "role", "status")
_NOTED = (*_COMMON, "topic", "type", "href", "date")
_ATTRS = {
    NUM: (*_COMMON, "value"), "law": ("identifier",), "quoted": (*_COMMON, "origin"),
    "toc": (*_COMMON, "origin", "href"),
    "note": _NOTED, "notes": (*_COMMON, "topic", "type"), "source-credit": _NOTED, "meta": _NOTED,
    "ref": (*_COMMON, "href", "date", "value", "type"), "date": (*_COMMON, "date"), "action": (*_COMMON, "type"),
    "cell": ("colspan", "rowspan"), "page": ("identifier", "role"), "sidenote": ("identifier", "role", "href"),
    "footnote": ("identifier", "role", "href"), "editorial": (),
}  # fmt: skip
_BLOCKS = ("quoted", "table", "toc")


def write(node: Node) -> str:
    """A law as a USLM document, or a provision as its element.  Raises `Refusal` F05 where it nests
    past all law, F06 where its words hold a character that XML has not.

    Reading it gives the same law; of a redline, the same marks.
    """
    try:
        root = _document(node) if node.kind == "law" else _fragment(node)
    except ValueError as error:
        raise Refusal.of("F06", f"The words cannot be written as XML: {error}.") from error
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _document(law: Node) -> etree._Element:
    root = etree.Element(_name("lawDoc"), nsmap={None: tags.NAMESPACE})
    _attributes(root, law)
    heads = list(takewhile(lambda part: part.kind == "meta", law.parts[:2]))
    for tag, head in zip_longest(("meta", "preface")[: max(len(heads), 1)], heads):
        element = _add(root, tag)
        for leaf in head.parts if head is not None else ():
            _inline(_add(element, "property", role=leaf.attr("role")), leaf)
    if law.attr("stage") and not any(leaf.attr("role") == stage.ROLE for head in heads for leaf in head.parts):
        _add(root[0], "property", role=stage.ROLE, value=law.attr("stage"))
    main = _add(root, "main")
    _Parts(main, law.parts[len(heads) :]).write(1)
    return root


def _fragment(node: Node) -> etree._Element:
    shell = etree.Element(_name("main"), nsmap={None: tags.NAMESPACE})
    _Parts(shell, (node,)).write(1)
    return shell[0]


def _name(tag: str) -> str:
    return f"{{{tags.XHTML if tag in _TABLE else tags.NAMESPACE}}}{tag}"


def _add(parent: etree._Element, tag: str, **attrs: str) -> etree._Element:
    known = {None: tags.XHTML} if tag == "table" else None
    element = etree.SubElement(parent, _name(tag), {k: v for k, v in attrs.items() if v}, nsmap=known)
    return element


def _attributes(element: etree._Element, node: Node) -> None:
    """The attributes of a node, and its mark."""
    for key, value in node.attrs:
        if key in _ATTRS.get(node.kind, (*_COMMON, "origin") if node.kind in tags.LEVELS | tags.OTHER_LEVELS else ()):
            element.set(key, value)
    if node.mark is not None:
        element.set("class", tags.class_of(node.mark))
        changed = {"ins": "added", "del": "deleted"}.get(node.mark.change)
        if changed and (node.kind in levels.RANK or node.kind in ("quoted", "toc")):
            element.set("changed", changed)


# ---- blocks ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    """The parts of one node on their way into its element; blocks hang in the text that introduces them."""

    element: etree._Element
    parts: Sequence[Node]
    text: str = ""  # the element for all texts, where place gives no role
    host: etree._Element | None = None
    seen_level: bool = False

    def write(self, depth: int) -> None:
        if depth > _DEEPEST:
            raise Refusal.of("F05", f"The tree goes more than {_DEEPEST} levels deep.")
        for n, part in enumerate(self.parts):
            if part.kind in APPARATUS:
                self.host = None
                _apparatus(self.element, part, depth)
            elif part.kind in (NUM, HEADING):
                _headed(self.element, part)
            elif part.kind == "after":
                self._after(part)
            elif part.kind in _BLOCKS:
                self._block(n, part, depth)
            elif is_leaf(part):
                self.host = self._role(n)
                _attributes(self.host, part)
                _inline(self.host, part)
            else:
                self.host, self.seen_level = None, True
                _level(self.element, part, depth)

    def _role(self, n: int) -> etree._Element:
        """The element for a text at this place: its role follows from the levels before and after it."""
        if self.text:
            return _add(self.element, self.text)
        below = any(_is_level(p) for p in self.parts[n + 1 :])
        mixed = self.seen_level or below or any(p.kind in APPARATUS for p in self.parts[:-1])
        return _add(self.element, "continuation" if self.seen_level else "chapeau" if mixed else "content")

    def _block(self, n: int, part: Node, depth: int) -> None:
        first = all(p.kind in (NUM, HEADING) for p in self.parts[:n])
        if part.kind == "toc" and first and not self.text:
            _toc(self.element, part)
            return
        if self.text:
            host = self.element
        else:
            host = self.host = self.host if self.host is not None else self._role(n)
        {"quoted": _quoted, "table": _table, "toc": _toc}[part.kind](host, part, depth)

    def _after(self, part: Node) -> None:
        """What follows the closing mark of quoted matter stands right behind its element."""
        host = self.element if self.text else self.host
        if host is None or not len(host) or not str(host[-1].tag).endswith("}quotedContent"):
            host = self._role(len(self.parts))
        _inline(_add(host, "inline", role="after-quoted-block"), part)


def _is_level(node: Node) -> bool:
    return not is_leaf(node) and node.kind not in APPARATUS and node.kind not in _BLOCKS


def _level(parent: etree._Element, node: Node, depth: int) -> None:
    known = node.kind in tags.LEVELS or node.kind in tags.OTHER_LEVELS
    element = _add(parent, node.kind if known else "level", role="" if known else node.kind)
    _attributes(element, node)
    _Parts(element, node.parts).write(depth + 1)
    element.tail = "\n"


def _headed(parent: etree._Element, leaf: Node) -> None:
    """A designation with its bare value, or a heading with the mark that print puts after it."""
    element = _add(parent, leaf.kind)
    _attributes(element, leaf)
    if leaf.kind == NUM and leaf.is_leaf and not element.get("value") and (value := levels.bare(leaf.words)):
        element.set("value", value)
    _inline(element, leaf, leaf.attr("mark") if leaf.kind == HEADING else "")


def _quoted(parent: etree._Element, node: Node, depth: int) -> None:
    element = _add(parent, "quotedContent")
    _attributes(element, node)
    _Parts(element, quoted.marked(node.parts), "p").write(depth + 1)


def _table(parent: etree._Element, node: Node, depth: int = 0) -> None:
    element = _add(parent, "table")
    _attributes(element, node)
    rows = list(node.parts)
    if rows and rows[0].attr("role") == "caption" and len(rows[0].parts) == 1:
        caption = _add(element, "caption")
        _attributes(caption, rows[0])
        _inline(caption, rows.pop(0).parts[0])
    head = list(takewhile(lambda row: row.attr("role") == "header", rows))
    for tag, cell, group in (("thead", "th", head), ("tbody", "td", rows[len(head) :])):
        section = _add(element, tag) if group else element
        for row in group:
            line = _add(section, "tr")
            _attributes(line, row)
            for part in row.parts:
                _cell(_add(line, cell), part)


def _cell(element: etree._Element, cell: Node) -> None:
    _attributes(element, cell)
    is_plain = cell.is_leaf and not cell.beside and cell.words == cell.words.strip()
    _inline(element if is_plain else _add(element, "p"), cell)


def _toc(parent: etree._Element, node: Node, depth: int = 0) -> None:
    element = _add(parent, "toc")
    _attributes(element, node)
    for item in node.parts:
        if item.kind in APPARATUS:
            _apparatus(element, item, depth)
            continue
        line = _add(element, "headingItem" if item.attr("role") == "header" else "referenceItem")
        _attributes(line, item)
        names = ("label",) if len(item.parts) == 1 else ("designator", "label", "target")
        for n, cell in enumerate(item.parts):
            column = _add(line, names[min(n, len(names) - 1)])
            _attributes(column, cell)
            _inline(column, cell)


def _apparatus(parent: etree._Element, node: Node, depth: int) -> None:
    """A note, credit, side note or page break."""
    tag = tags.APPARATUS_TAGS[node.kind]
    if tag == "notes" and not _is_set(node):
        tag = "note"
    element = _add(parent, tag)
    _attributes(element, node)
    if node.is_leaf or (len(node.parts) == 1 and node.parts[0].kind == TEXT and node.parts[0].is_leaf):
        _inline(element, node if node.is_leaf else node.parts[0])
    else:
        _Parts(element, node.parts, "p").write(depth + 1)


def _is_set(notes: Node) -> bool:
    """Whether notes are a set as the schema has it: a heading at most, then nothing but notes."""
    kinds = [part.kind for part in notes.parts]
    inside = kinds[kinds[:1] == [HEADING] :]
    return bool(inside) and set(inside) <= {"note", "source-credit"}


# ---- words and what stands beside them -------------------------------------------------------------


def _inline(element: etree._Element, leaf: Node, tail: str = "") -> None:
    """The words of a leaf into an element, its runs marked and its asides put back; `tail` after them."""
    words = leaf.words or "".join(run.words for run in leaf.parts)
    if words != words.strip() or _BLANKS.search(words) or (leaf.kind == NUM and words[:1] in tuple(tags.OPENERS)):
        element.set(_SPACE, "preserve")
    line = [element]
    for strand in woven(leaf):
        match strand:
            case Words(words, Mark("ins" | "del" as change) as mark):
                child = _add(line[-1], change)
                child.set("class", tags.class_of(mark, on=change))
                child.text = words
            case Words(words):
                say(line[-1], words)
            case Point(aside):
                _point(line[-1], aside)
            case Open(aside):
                line.append(_span(line[-1], aside))
            case Close():
                line.pop()
    say(element, tail)


def _span(parent: etree._Element, aside: Aside) -> etree._Element:
    known = tags.SPAN_TAGS.get(aside.kind)
    element = _add(parent, known or "inline", role="" if known else aside.kind)
    _said(element, aside, _ATTRS.get(aside.kind, ("role", "identifier")))
    return element


def _said(element: etree._Element, aside: Aside, known: Sequence[str]) -> None:
    """The attributes of an aside that the schema knows on its element."""
    for key, value in aside.attrs:
        if key in known:
            element.set(key, value)


def _point(element: etree._Element, aside: Aside) -> None:
    if aside.kind in tags.SAID_POINTS:
        child = _add(element, "inline", role=aside.kind)
    elif aside.kind == "footnote" and aside.attrs == (("role", "call"),):
        child = _add(element, "ref")
        child.set("class", "footnoteRef")
    elif aside.words and aside.kind == "footnote" and dict(aside.attrs).get("type"):
        child = _add(element, "note")
        _said(child, aside, _NOTED)
    elif aside.words or aside.kind in tags.APPARATUS_TAGS:
        child = _add(element, tags.APPARATUS_TAGS.get(aside.kind, "footnote"))
        _said(child, aside, _ATTRS.get(aside.kind, ()))
    else:
        child = _span(element, aside)
    child.text = aside.words
