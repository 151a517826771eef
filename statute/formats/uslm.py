"""USLM 1.0 and 2.x: the US Code, public laws, compilations and bills of the government.

Source: USLM user guide (hierarchical levels, quotedContent, quotedText, notes).  Tags give the
structure; inside quoted matter the designations do, since tags there are often set by indent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from statute import levels, stage
from statute.errors import Refusal
from statute.lines.quoted import settled, unmarked
from statute.markup import flush, streamed, xml
from statute.markup.beside import bracketed
from statute.markup.inline import (
    attributes,
    inner,
    is_mixed,
    leaf,
    marked,
    phrase,
    plain,
    said,
    spaced,
    trimmed,
)
from statute.markup.tables import cell, table
from statute.markup.tags import APPARATUS as APPARATUS_KINDS
from statute.markup.tags import BLOCKS, LEVELS, OPENERS, OTHER_LEVELS
from statute.node import HEADING, NUM, TEXT, Aside, Mark, Node, making, named, walk

_ROOTS = {
    "lawDoc", "uscDoc", "pLaw", "bill", "resolution", "statutesAtLarge", "statuteCompilation",
    "engrossedAmendment", "amendment", "note", "notes", "quotedContent", "main", "appropriations",
}  # fmt: skip
_SMALL = frozenset(levels.SMALL)
_TEXTS = {
    "content", "chapeau", "continuation", "text", "p", "headingText", "crossHeading", "longTitle",
    "enactingFormula", "docTitle", "officialTitle", "proviso",
}  # fmt: skip
_ITEMS = ("referenceItem", "headingItem", "tocItem", "groupItem", "header")
#: Elements that only hold parts of a law: documents, and the levels above its sections.
_OPENED = frozenset(_ROOTS | levels.BIG | OTHER_LEVELS) - {
    "note", "notes", "quotedContent", "appropriations", "subsubitem", "courtRule",
}  # fmt: skip
#: The dash that sets a heading off from its text, with the period before it.
_DASH = re.compile(r"\s*\.?\s*—\s*$")
_AFTER = re.compile(r"[.;,]?(?:\s*(?:and|or))?”?")


def is_read(data: bytes | str) -> bool:
    """Whether a file is USLM; what is no XML at all is not."""
    try:
        check_root(xml.parse(data))
    except Refusal:
        return False
    return True


def read(data: bytes | str) -> Node:
    """A law, bill, title or section from USLM.  Raises `Refusal` F02-F08 on what is not that."""
    return read_root(xml.parse(data))


def read_root(root: etree._Element) -> Node:
    """A law from the root element of a document.  Raises `Refusal` F05, and F07 on another root."""
    check_root(root)
    with making():
        return named(read_element(root))


def check_root(root: etree._Element) -> None:
    """Raises `Refusal` F07 where a root element is not one of a law."""
    name = xml.local(root)
    if name not in _ROOTS and name not in LEVELS and name not in OTHER_LEVELS:
        raise Refusal.of("F07", f"The root element is <{name}>.", words=name)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a law that came whole out of a stream, and where it stands.

    node: a section, or what stands beside the sections in a larger level (notes, contents, text), without
    ids.  above: the levels that hold it, outermost first, each with its designation and heading alone.
    """

    node: Node
    above: tuple[Node, ...] = ()


def sections(path: Path) -> Iterator[Piece]:
    """The sections of a USLM file in order, and all that stands between them, each as soon as it is read.

    The pieces hold every word of the file but the designations and headings of the larger levels, which
    stand in `above`; a file whose root is one section is one piece.  Memory holds one section at a time.
    Raises `Refusal` as `read` does, after the pieces before the fault.
    """
    heads: dict[etree._Element, Node] = {}
    for part in streamed.parts(path, opened=_OPENED, closed=frozenset(("section",)), kept=frozenset((NUM, HEADING))):
        check_root(part.above[0] if part.above else part.element)
        levels_above = [up for up in part.above if xml.local(up) not in _ROOTS]
        heads = {up: heads.get(up) or _head(up) for up in levels_above}
        above = tuple(heads.values())
        read: list[Node] = []
        _read(part.element, read)
        yield from (Piece(node, above) for node in read)
        if tail := " ".join((part.element.tail or "").split()):
            yield Piece(Node(TEXT, tail), above)


def _head(element: etree._Element) -> Node:
    """A level with its designation and heading alone."""
    head: list[Node] = []
    for child in element:
        if xml.local(child) in (NUM, HEADING):
            _read(child, head)
    return Node(xml.local(element), tuple(head), attrs=attributes(element))


def read_element(root: etree._Element) -> Node:
    """A law from an element already parsed, without ids."""
    name = xml.local(root)
    parts: list[Node] = []
    if name in LEVELS or name in OTHER_LEVELS:
        _read(root, parts)
    else:
        _children(root, name, parts)
    return Node("law", tuple(parts), attrs=(*attributes(root), *stage.attribute(root)))


# ---- blocks ----------------------------------------------------------------------------------------

#: Reads one block element of this name, and adds the nodes it makes: mostly one, none for what is empty.
#: One list is handed down to all, since a title has a hundred thousand blocks.
_Reader = Callable[[etree._Element, str, list[Node]], None]


def _reading(tag: object) -> tuple[_Reader, str]:
    """What reads the elements of a tag, and their name without its namespace."""
    name = xml.name(tag)
    return _READERS.get(name, _other), name


_reader: Callable[[object], tuple[_Reader, str]] = lru_cache(maxsize=4096)(_reading)


def _read(element: etree._Element, out: list[Node]) -> None:
    """Adds the nodes that a block element makes."""
    read, name = _reader(element.tag)
    read(element, name, out)


def _children(element: etree._Element, _: str, out: list[Node]) -> None:
    for child in element:
        read, name = _reader(child.tag)
        read(child, name, out)


def _other(element: etree._Element, name: str, out: list[Node]) -> None:
    """An element that has no meaning of its own: the words it holds, or the blocks."""
    is_text = not _has_blocks(element) or is_mixed(element)
    (_texts if is_text else _children)(element, name, out)


def _level(element: etree._Element, name: str, out: list[Node]) -> None:
    """A level, and after it the flush text that a file hangs in its `content`: print sets that to the left.

    The Code's older releases put the words after a list of paragraphs into the last of them, and with these
    all that follows.
    """
    parts: list[Node] = []
    last, below, text, hung = element, "", element.text, 0
    mixed = bool(text and not text.isspace())
    for last in () if mixed else element:
        size = len(parts)
        read, below = _reader(last.tag)
        read(last, below, parts)
        if below == "continuation" and not hung and flush.is_set_left(last, element):
            hung = size
        if (tail := last.tail) and not tail.isspace():
            mixed = True
            break
    if mixed:
        parts.clear()
        hung = 0
        _texts(element, name, parts)
    ends = flush.hanging(last) if below == "content" and name in _SMALL else 0
    if ends and not all(part.kind == TEXT for part in parts[-ends - 1 :]):
        ends = 0
    inside = parts[: hung or len(parts) - ends] if hung or ends else parts
    if name == "section":
        inside = [_titled(part) if part.kind == HEADING else part for part in inside]
    attrs, mark = said(element)[:2]
    out.append(levels.apart(Node(name, tuple(inside), "", mark, (), attrs)))
    out += parts[len(inside) :]


def _titled(heading: Node) -> Node:
    """The heading of a section, which stands on the line of its designation."""
    return heading if heading.attrs else heading.having(attrs=(("joint", "line"),))


def _num(element: etree._Element, _: str, out: list[Node]) -> None:
    attrs, mark, kept = said(element)
    words, beside = phrase(element, kept)
    lead = 0 if kept else len(words) - len(words.lstrip(OPENERS))
    if lead:
        words = words[lead:]
        beside = tuple(a.at(max(a.start - lead, 0), max(a.stop - lead, 0)) for a in beside)
    if words or beside:
        if attrs:  # A value that says what the words say is left to the words.
            value = ("value", levels.bare(words))
            attrs = () if attrs == (value,) else tuple([a for a in attrs if a != value])
        out.append(leaf(NUM, words, beside, attrs, mark))


def _heading(element: etree._Element, _: str, out: list[Node]) -> None:
    mark, kept = said(element)[1:]
    words, beside = phrase(element, kept)
    attrs: tuple[tuple[str, str], ...] = ()
    if "—" in words and (match := _DASH.search(words)):
        words, attrs = words[: match.start()], (("mark", match[0].rstrip()),)
        size = len(words)
        beside = tuple(a.at(min(a.start, size), min(a.stop, size)) for a in beside)
    out.append(leaf(HEADING, words, beside, attrs, mark))


def _has_blocks(element: etree._Element) -> bool:
    return any(xml.local(child) in BLOCKS for child in element)


def _texts(element: etree._Element, _: str, out: list[Node]) -> None:
    """A text element as leaves, with the blocks that stand in it between them, in order."""
    mark, kept = said(element)[1:]
    words = spaced(element.text, kept)
    size = len(element)
    if not size:
        _run(words, (), kept, mark, out)
        return
    if size == 1 and mark is None and xml.local(element[0]) == "p" and not is_mixed(element):
        _texts(element[0], "p", out)
        return
    beside: list[Aside] = []
    for child in element:
        read, name = _reader(child.tag)
        if name not in BLOCKS or (name == "note" and child.get("type") in ("footnote", "inline")):
            if name != "inline" or child.get("role") != "after-quoted-block":
                words += inner(child, name, words, beside, kept)
            else:
                _run(words, beside, kept, mark, out)
                words, beside = "", []
                out.append(Node("after", "".join(map(str, child.itertext())).strip()))
        else:
            _run(words, beside, kept, mark, out)
            words, beside = "", []
            read(child, name, out)
            if name == "quotedContent" and _AFTER.fullmatch(after := (child.tail or "").strip()):
                if after:
                    out.append(Node("after", after))
                continue
        if tail := child.tail:
            words += spaced(tail, kept)
    _run(words, beside, kept, mark, out)


def _run(words: str, beside: Sequence[Aside], kept: bool, mark: Mark | None, out: list[Node]) -> None:
    """Adds the leaf that a run of words makes, with what stands beside them, if there is anything in it."""
    if beside:
        words, beside = trimmed(words, beside, kept)
        out.append(bracketed(leaf(TEXT, words, beside, (), mark)))
    elif words := words if kept else words.strip():
        out.append(bracketed(Node(TEXT, words, "", mark)))


# ---- tables, contents, notes, quoted matter --------------------------------------------------------


def _table(element: etree._Element, _: str, out: list[Node]) -> None:
    out.extend(table(element))


def _toc(element: etree._Element, _: str, out: list[Node]) -> None:
    items: list[Node] = []
    _items(element, "toc", items)
    if items:
        attrs, mark = said(element)[:2]
        out.append(Node("toc", tuple(items), mark=mark, attrs=attrs))


def _items(element: etree._Element, _: str, out: list[Node]) -> None:
    for child in element:
        name = xml.local(child)
        if name in APPARATUS_KINDS:
            _apparatus(child, name, out)
        elif name in _ITEMS or not _has_items(child):
            _item(child, name, out)
        else:
            _items(child, name, out)


def _item(element: etree._Element, name: str, out: list[Node]) -> None:
    """An item of a table of contents, then those that stand in it; a group without words is no item."""
    columns = [c for c in element if xml.local(c) in ("designator", "label", "target", "column")]
    below = [c for c in element if xml.local(c) in _ITEMS]
    if below and not columns:
        _items(element, name, out)
        return
    role = (("role", "header"),) if name in ("headingItem", "header") else ()
    out.append(Node("entry", tuple([cell(c) for c in columns or [element]]), mark=marked(element), attrs=role))
    for child in below:
        _item(child, xml.local(child), out)


def _has_items(element: etree._Element) -> bool:
    return next(element.iterdescendants(*(f"{{*}}{name}" for name in (*_ITEMS, "layout"))), None) is not None


def _apparatus(element: etree._Element, name: str, out: list[Node]) -> None:
    inside: list[Node] = []
    if name in ("meta", "preface"):
        for child in element:
            if words := plain(child):
                inside.append(Node(TEXT, words, attrs=(("role", _said_role(child)),)))
    else:
        _texts(element, name, inside)
    if inside:
        attrs, mark = said(element)[:2]
        out.append(Node(APPARATUS_KINDS[name], tuple(inside), mark=mark, attrs=attrs))


def _said_role(element: etree._Element) -> str:
    """What a part of the metadata is: the name of its element, or the role of a `property`."""
    name = xml.local(element)
    return element.get("role") or name if name == "property" else name


def _quoted(element: etree._Element, name: str, out: list[Node]) -> None:
    """Quoted matter, its marks taken off and its levels settled by their designations."""
    inside: list[Node] = []
    _texts(element, name, inside)
    parts = unmarked(tuple(inside), opens=plain(element).startswith("“"))
    attrs, mark = said(element)[:2]
    out.append(Node("quoted", settled(parts), mark=mark, attrs=attrs))


#: The readers of the elements that have a meaning of their own; others are read by what they hold.
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_TEXTS, _texts),
    "toc": _toc,
    "table": _table,
    "layout": _table,
    **dict.fromkeys(APPARATUS_KINDS, _apparatus),
    "quotedContent": _quoted,
    "heading": _heading,
    "num": _num,
    **dict.fromkeys(LEVELS | OTHER_LEVELS, _level),
}


def laws_in_notes(section: Node) -> list[tuple[str, str, Node]]:
    """The laws set out in the notes of a Code section: (origin path, the editors' words, the law)."""
    found: list[tuple[str, str, Node]] = []
    for note in walk(section):
        if note.kind != "note":
            continue
        intro = ""
        for part in note.parts:
            if part.is_leaf:
                intro = part.words
            elif part.kind == "quoted" and part.attr("origin"):
                found.append((part.attr("origin"), intro, part))
    return found
