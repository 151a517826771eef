"""USLM 1.0 and 2.x: the US Code, public laws, compilations and bills of the government.

Source: USLM user guide (hierarchical levels, quotedContent, quotedText, notes).  Tags give the
structure; inside quoted matter the designations do, since tags there are often set by indent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from lxml import etree

from statute import levels
from statute.errors import Refusal
from statute.lines.quoted import settled, unmarked
from statute.markup import streamed, xml
from statute.markup.beside import bracketed
from statute.markup.inline import Words, add_inline, attributes, inline, is_kept, leaf, plain, spaced, trimmed
from statute.markup.tags import APPARATUS as APPARATUS_KINDS
from statute.markup.tags import BLOCKS, LEVELS, OPENERS, OTHER_LEVELS, mark_in
from statute.node import HEADING, NUM, TEXT, Aside, Mark, Node, named, walk

_ROOTS = {
    "lawDoc", "uscDoc", "pLaw", "bill", "resolution", "statutesAtLarge", "statuteCompilation",
    "engrossedAmendment", "amendment", "note", "notes", "quotedContent", "main", "appropriations",
}  # fmt: skip
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
    for part in streamed.parts(path, opened=_OPENED, kept=frozenset((NUM, HEADING))):
        check_root(part.above[0] if part.above else part.element)
        levels_above = [up for up in part.above if xml.local(up) not in _ROOTS]
        if xml.local(part.element) in (NUM, HEADING):
            heads.pop(part.above[-1], None)
            continue
        heads = {up: heads.get(up) or _head(up) for up in levels_above}
        above = tuple(heads.values())
        yield from (Piece(node, above) for node in _element(part.element))
        if tail := " ".join((part.element.tail or "").split()):
            yield Piece(Node(TEXT, tail), above)


def _head(element: etree._Element) -> Node:
    """A level with its designation and heading alone."""
    head = (node for child in element if xml.local(child) in (NUM, HEADING) for node in _element(child))
    return Node(xml.local(element), tuple(head), attrs=attributes(element))


def read_element(root: etree._Element) -> Node:
    """A law from an element already parsed, without ids."""
    name = xml.local(root)
    if name in LEVELS or name in OTHER_LEVELS:
        return Node("law", tuple(_element(root)), attrs=attributes(root))
    return Node("law", tuple(_children(root)), attrs=attributes(root))


def _mark(element: etree._Element) -> Mark | None:
    return mark_in(element.get("class") or "")


# ---- blocks ----------------------------------------------------------------------------------------


def _children(element: etree._Element) -> Iterator[Node]:
    for child in element:
        yield from _element(child)


def _element(element: etree._Element) -> Iterator[Node]:
    """The nodes that one block element makes: mostly one, none for what is empty."""
    name = xml.local(element)
    if not name:
        return
    if name in LEVELS or name in OTHER_LEVELS:
        yield from _level_and_flush(element, name)
    elif name == "num":
        yield from _num(element)
    elif name == "heading":
        yield _heading(element)
    elif name == "quotedContent":
        yield _quoted(element)
    elif name in APPARATUS_KINDS:
        yield from _apparatus(element, name)
    elif name in ("table", "layout"):
        yield from _table(element)
    elif name == "toc":
        yield from _toc(element)
    elif name in _TEXTS or not _has_blocks(element) or _is_mixed(element):
        yield from _texts(element)
    else:
        yield from _children(element)


def _level_and_flush(element: etree._Element, name: str) -> Iterator[Node]:
    """A level, and after it the flush text that a file hangs in its `content`: print sets that to the left.

    The Code's older releases put the words after a list of paragraphs into the last of them.
    """
    node = _level(element, name)
    flush = _flush(element) if name in levels.SMALL else 0
    if not flush or not all(p.kind == TEXT for p in node.parts[-flush - 1 :]):
        yield node
        return
    yield replace(node, content=node.parts[:-flush])
    yield from node.parts[-flush:]


def _flush(element: etree._Element) -> int:
    """How many continuations end the `content` that a level ends with."""
    last = element[-1] if len(element) else None
    if last is None or xml.local(last) != "content" or not len(last):
        return 0
    ends = takewhile(lambda child: xml.local(child) == "continuation" and not (child.tail or "").strip(), last[::-1])
    return sum(1 for _ in ends)


def _level(element: etree._Element, name: str) -> Node:
    inside = _texts(element) if _is_mixed(element) else _children(element)
    node = Node(name, tuple(inside), mark=_mark(element), attrs=attributes(element))
    heading = node.part(HEADING)
    if name == "section" and heading is not None and not heading.attrs:
        titled = replace(heading, attrs=(("joint", "line"),))
        node = replace(node, content=tuple(titled if p is heading else p for p in node.parts))
    return levels.apart(node)


def _num(element: etree._Element) -> Iterator[Node]:
    kept = is_kept(element)
    words, beside = trimmed(*inline(element), kept)
    lead = 0 if kept else len(words) - len(words.lstrip(OPENERS))
    moved = tuple(a.at(max(a.start - lead, 0), max(a.stop - lead, 0)) for a in beside)
    if words[lead:] or beside:
        # A value that says what the words say is left to the words.
        attrs = tuple(a for a in attributes(element) if a != ("value", levels.bare(words)))
        yield leaf(NUM, words[lead:], moved, attrs, _mark(element))


def _heading(element: etree._Element) -> Node:
    words, beside = trimmed(*inline(element), is_kept(element))
    mark = ""
    if "—" in words and (match := _DASH.search(words)):
        words, mark = words[: match.start()], match[0].rstrip()
        size = len(words)
        beside = tuple(a.at(min(a.start, size), min(a.stop, size)) for a in beside)
    return leaf(HEADING, words, beside, (("mark", mark),) if mark else (), _mark(element))


def _has_blocks(element: etree._Element) -> bool:
    return any(xml.local(child) in BLOCKS for child in element)


def _is_mixed(element: etree._Element) -> bool:
    """Whether words stand between the blocks of an element."""
    return bool((element.text or "").strip() or any((child.tail or "").strip() for child in element))


def _in_run(child: etree._Element) -> bool:
    """Whether a child stands in the run of the words: all but blocks, and a note that is a footnote."""
    name = xml.local(child)
    return name not in BLOCKS or (name == "note" and child.get("type") in ("footnote", "inline"))


def _texts(element: etree._Element) -> Iterator[Node]:
    """A text element as leaves, with the blocks that stand in it between them, in order."""
    kept, mark = is_kept(element), _mark(element)
    if not len(element):
        if said := trimmed(spaced(element.text, kept), (), kept)[0]:
            yield bracketed(Node(TEXT, said, mark=mark))
        return
    if len(element) == 1 and xml.local(element[0]) == "p" and not _is_mixed(element) and mark is None:
        yield from _texts(element[0])
        return
    words = Words(spaced(element.text, kept))
    beside: list[Aside] = []

    def flush() -> Iterator[Node]:
        nonlocal words
        text, aside = trimmed(str(words), tuple(beside), kept)
        words = Words()
        beside.clear()
        if text or aside:
            yield bracketed(leaf(TEXT, text, aside, (), mark))

    for child in element:
        if child.get("role") == "after-quoted-block":
            yield from flush()
            yield Node("after", "".join(str(t) for t in child.itertext()).strip())
            words.add(spaced(child.tail, kept))
            continue
        if _in_run(child):
            add_inline(child, words, beside, kept)
            words.add(spaced(child.tail, kept))
            continue
        yield from flush()
        yield from _element(child)
        tail = spaced(child.tail, kept)
        if xml.local(child) == "quotedContent" and _AFTER.fullmatch(tail.strip()):
            if tail.strip():
                yield Node("after", tail.strip())
        else:
            words.add(tail)
    yield from flush()


# ---- tables, contents, notes, quoted matter --------------------------------------------------------


def _table(element: etree._Element) -> Iterator[Node]:
    rows: list[Node] = []
    for row in element.iter("{*}tr", "{*}row", "{*}header", "{*}caption", "{*}page"):
        line = [xml.local(up) for up in _up_to(row, element)]
        if set(line) & {"table", "layout", "tr", "row", "header", "caption"}:
            continue
        if xml.local(row) == "page":
            _hang_page(rows, row)
        else:
            rows.append(_row(row, is_head="thead" in line))
    if rows:
        yield Node("table", tuple(rows), mark=_mark(element))


def _up_to(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    """The elements between one and another that holds it."""
    for up in element.iterancestors():
        if up is top:
            return
        yield up


def _row(element: etree._Element, *, is_head: bool) -> Node:
    name = xml.local(element)
    role = "caption" if name == "caption" else "header" if is_head or name == "header" else ""
    columns = [c for c in element if xml.local(c) in ("td", "th", "column", "entry")]
    cells = tuple(_cell(c) for c in columns or [element])
    return Node("row", cells, mark=_mark(element), attrs=(("role", role),) if role else ())


def _hang_page(rows: list[Node], page: etree._Element) -> None:
    """A page break between rows, set beside the end of the last cell before it."""
    if not rows or not rows[-1].parts:
        rows.append(Node("row", (Node("page", (Node(TEXT, plain(page)),)),)))
        return
    cell = rows[-1].parts[-1]
    size = sum(len(p.words) for p in cell.parts) or len(cell.words)
    cell = replace(cell, beside=(*cell.beside, Aside(size, size, "page", plain(page))))
    rows[-1] = replace(rows[-1], content=(*rows[-1].parts[:-1], cell))


def _cell(element: etree._Element) -> Node:
    is_wrapped = len(element) == 1 and xml.local(element[0]) == "p" and not _is_mixed(element)
    words, beside = trimmed(*inline(element), is_kept(element[0] if is_wrapped else element))
    kept = tuple((k, v) for k in ("colspan", "rowspan") if (v := element.get(k)) and v != "1")
    return leaf("cell", words, beside, kept, _mark(element))


def _toc(element: etree._Element) -> Iterator[Node]:
    if items := tuple(_items(element)):
        yield Node("toc", items, mark=_mark(element), attrs=attributes(element))


def _items(element: etree._Element) -> Iterator[Node]:
    for child in element:
        name = xml.local(child)
        if name in APPARATUS_KINDS:
            yield from _apparatus(child, name)
        elif name in _ITEMS or (name and not _has_items(child)):
            yield from _item(child, name)
        elif name:
            yield from _items(child)


def _item(element: etree._Element, name: str) -> Iterator[Node]:
    """An item of a table of contents, then those that stand in it; a group without words is no item."""
    columns = [c for c in element if xml.local(c) in ("designator", "label", "target", "column")]
    below = [c for c in element if xml.local(c) in _ITEMS]
    if below and not columns:
        yield from _items(element)
        return
    role = (("role", "header"),) if name in ("headingItem", "header") else ()
    yield Node("entry", tuple(_cell(c) for c in columns or [element]), mark=_mark(element), attrs=role)
    for child in below:
        yield from _item(child, xml.local(child))


def _has_items(element: etree._Element) -> bool:
    return next(element.iterdescendants(*(f"{{*}}{name}" for name in (*_ITEMS, "layout"))), None) is not None


def _apparatus(element: etree._Element, name: str) -> Iterator[Node]:
    if name in ("meta", "preface"):
        inside = tuple(
            Node(TEXT, plain(c), attrs=(("role", _said_role(c)),)) for c in element if xml.local(c) and plain(c)
        )
    else:
        inside = tuple(_texts(element))
    if inside:
        yield Node(APPARATUS_KINDS[name], inside, mark=_mark(element), attrs=attributes(element))


def _said_role(element: etree._Element) -> str:
    """What a part of the metadata is: the name of its element, or the role of a `property`."""
    name = xml.local(element)
    return element.get("role") or name if name == "property" else name


def _quoted(element: etree._Element) -> Node:
    """Quoted matter, its marks taken off and its levels settled by their designations."""
    parts = unmarked(tuple(_texts(element)), opens=plain(element).startswith("“"))
    return Node("quoted", settled(parts), mark=_mark(element), attrs=attributes(element))


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
