"""USLM 1.0 and 2.x: the US Code, public laws, compilations and bills of the government.

Source: USLM user guide (hierarchical levels, quotedContent, quotedText, notes).  Tags give the
structure; inside quoted matter the designations do, since tags there are often set by indent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from statute import levels, xml
from statute.errors import Refusal
from statute.node import HEADING, NUM, TEXT, Aside, Node, numbered, walk
from statute.outline import Line, outline

NAMESPACE = "http://schemas.gpo.gov/xml/uslm"
_LEVELS = frozenset(levels.RANK) - {"law"}
_ROOTS = {"lawDoc", "uscDoc", "pLaw", "bill", "resolution", "statutesAtLarge", "statuteCompilation", "engrossedAmendment"}
_TRANSPARENT = {"main", "legislativeHistory", "preface", "body", "legis", "actionsBlock", "component", "block", "layout", "schedule"}
_TEXTS = {"content", "chapeau", "continuation", "text", "p", "headingText", "crossHeading", "longTitle", "enactingFormula", "docTitle", "officialTitle"}
_APPARATUS = {
    "note": "note", "notes": "notes", "sourceCredit": "source-credit", "meta": "meta", "page": "page",
    "sidenote": "sidenote", "footnote": "footnote", "ear": "footnote", "signatures": "note", "action": "note",
    "attestation": "note", "endMarker": "note", "authority": "note",
}  # fmt: skip
_POINTS = {"page": "page", "sidenote": "sidenote", "footnote": "footnote", "editorialContent": "editorial", "ear": "footnote"}
_SPANS = {"ref": "ref", "term": "term", "i": "italic", "b": "bold", "inline": "inline", "date": "date",
          "quotedText": "quoted-text", "amendingAction": "action", "shortTitle": "short-title", "def": "term"}  # fmt: skip
_EDITORIAL = re.compile(r"\s*\[(?:[^\[\]]*\b(?:U\.S\.C\.|Pub\. L\.|Stat\.)[^\[\]]*|sic)\]")
_SPACES = re.compile(r"[ \t\r\n]+")


def read(data: bytes | str) -> Node:
    """A law, bill, title or section from USLM.  Raises `Refusal` F02-F08 on what is not that."""
    root = xml.parse(data)
    name = xml.local(root)
    if name not in _ROOTS and name not in _LEVELS and name not in ("note", "notes", "quotedContent", "main", "appropriations"):
        raise Refusal.of("F07", f"The root element is <{name}>.", words=name)
    return numbered(read_element(root))


def read_element(root: etree._Element) -> Node:
    """A law from an element already parsed, without ids."""
    name = xml.local(root)
    attrs = _attrs(root)
    if name in _LEVELS:
        return Node("law", tuple(_element(root)), attrs=attrs)
    return Node("law", tuple(_children(root)), attrs=attrs)


def _attrs(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """The attributes of an element that say something; those of print and schema are left."""
    return tuple(
        (str(k), str(v)) for k, v in element.attrib.items() if k in ("identifier", "value", "origin", "topic", "role", "href", "status", "date")
    )


def _children(element: etree._Element) -> Iterator[Node]:
    for child in element:
        yield from _element(child)


def _element(element: etree._Element) -> Iterator[Node]:
    """The nodes that one block element makes: mostly one, none for what is empty."""
    name = xml.local(element)
    if not name:
        return
    if name in _LEVELS or name == "appropriations":
        yield _level(element, name)
    elif name == "num":
        yield Node(NUM, _printed_number(_plain(element)), attrs=_attrs(element))
    elif name == "heading":
        yield _heading(element)
    elif name == "quotedContent":
        yield _quoted(element)
    elif name in _APPARATUS:
        yield _apparatus(element, _APPARATUS[name])
    elif name == "table" or name == "layout":
        yield _table(element)
    elif name == "toc":
        yield Node("toc", tuple(_toc(element)), attrs=_attrs(element))
    elif name in _TEXTS or not _has_blocks(element):
        yield from _texts(element)
    else:
        yield from _children(element)


def _level(element: etree._Element, name: str) -> Node:
    parts = [p for p in _children(element)]
    attrs = _attrs(element)
    return _split_run_in(Node(name, tuple(parts), attrs=attrs))


def _split_run_in(node: Node) -> Node:
    """A level printed "(4)(A)" made two, the second inside the first."""
    num = node.part(NUM)
    both = re.fullmatch(r"(\(\w+\))\s*(\(\w+\))", num.words) if num is not None else None
    if num is None or both is None:
        return node
    inner_kinds = [k for k in levels.kinds(levels.bare(both[2])) if levels.RANK[k] > levels.RANK.get(node.kind, 0)]
    if not inner_kinds:
        return node
    rest = tuple(p for p in node.parts if p is not num)
    inner = Node(inner_kinds[0], (Node(NUM, both[2]), *rest))
    return Node(node.kind, (Node(NUM, both[1]), inner), attrs=node.attrs)


def _printed_number(text: str) -> str:
    return text.strip().lstrip("“\"`‘'").strip()


def _heading(element: etree._Element) -> Node:
    words, beside = _inline(element)
    words, beside = _trimmed(words, beside)
    mark = ""
    if match := re.search(r"\s*\.?\s*—\s*$", words):
        words, mark = words[: match.start()], match[0].rstrip()
    beside = tuple(a for a in beside if a.stop <= len(words))
    return Node(HEADING, words, beside=beside, attrs=(("mark", mark),) if mark else ())


_BLOCKS = _LEVELS | {"p", "quotedContent", "table", "layout", "toc", "note", "notes", "content", "chapeau", "continuation", "heading", "num", "appropriations", "block", "list", "ol", "ul", "li"}


def _has_blocks(element: etree._Element) -> bool:
    return any(xml.local(child) in _BLOCKS for child in element)


def _texts(element: etree._Element) -> Iterator[Node]:
    """A text element as leaves, with the blocks that stand in it between them, in order."""
    words: list[str] = []
    beside: list[Aside] = []

    def flush() -> Iterator[Node]:
        text, aside = _trimmed("".join(words), tuple(beside))
        words.clear()
        beside.clear()
        if text or aside:
            yield _bracketed(Node(TEXT, text, beside=aside))

    after_block = False
    words.append(_SPACES.sub(" ", element.text or ""))
    for child in element:
        name = xml.local(child)
        if name in _BLOCKS and not (name == "p" and len(element) == 1 and not (element.text or "").strip()):
            yield from flush()
            yield from _element(child)
            tail = _SPACES.sub(" ", child.tail or "").strip()
            if name == "quotedContent" and re.fullmatch(r"[.;,]?(?:\s*(?:and|or))?", tail):
                if tail:
                    yield Node("after", tail)
                continue
            after_block = True
            words.append(child.tail or "")
        elif name in _BLOCKS:
            yield from _texts(child)
            words.append(_SPACES.sub(" ", child.tail or ""))
        else:
            _inline_child(child, words, beside)
            words.append(_SPACES.sub(" ", child.tail or ""))
    del after_block
    yield from flush()


def _inline(element: etree._Element) -> tuple[str, tuple[Aside, ...]]:
    """The words of an element and what stands beside them."""
    words: list[str] = [_SPACES.sub(" ", element.text or "")]
    beside: list[Aside] = []
    for child in element:
        _inline_child(child, words, beside)
        words.append(_SPACES.sub(" ", child.tail or ""))
    return "".join(words), tuple(beside)


def _inline_child(child: etree._Element, words: list[str], beside: list[Aside]) -> None:
    name = xml.local(child)
    start = sum(map(len, words))
    if name in _POINTS or (name == "ref" and child.get("class") == "footnoteRef") or (name == "inline" and child.get("role") == "editorial"):
        beside.append(Aside(start, start, _POINTS.get(name, "footnote" if name == "ref" else "editorial"), _plain(child), _attrs(child)))
        return
    if name == "note":
        beside.append(Aside(start, start, "footnote", _plain(child), _attrs(child)))
        return
    if name == "br":
        words.append(" ")
        return
    inner, inside = _inline(child)
    if name == "quotedText":
        inner, inside = _with_marks(inner, inside)
    words.append(inner)
    if name in _SPANS:
        beside.append(Aside(start, start + len(inner), _SPANS[name], "", _attrs(child)))
    beside.extend(replace(a, start=a.start + start, stop=a.stop + start) for a in inside)


def _with_marks(words: str, beside: tuple[Aside, ...]) -> tuple[str, tuple[Aside, ...]]:
    """Quoted words with one pair of quotation marks, whether the file keeps them inside or leaves them out."""
    if words.lstrip().startswith(("“", "``", "\"")):
        return words, beside
    return f"\ue000{words}\ue001", tuple(replace(a, start=a.start + 1, stop=a.stop + 1) for a in beside)


def _plain(element: etree._Element) -> str:
    return _SPACES.sub(" ", "".join(str(t) for t in element.itertext())).strip()


def _trimmed(words: str, beside: tuple[Aside, ...]) -> tuple[str, tuple[Aside, ...]]:
    """Words without outer blanks, quotation marks that the file left out put in; offsets follow."""
    words, beside = _settled_marks(words, beside)
    lead = len(words) - len(words.lstrip())
    body = words.strip()
    size = len(body)
    moved = tuple(
        replace(a, start=min(max(a.start - lead, 0), size), stop=min(max(a.stop - lead, 0), size)) for a in beside
    )
    return body, moved


def _settled_marks(words: str, beside: tuple[Aside, ...]) -> tuple[str, tuple[Aside, ...]]:
    """The marks that `quotedText` asks for: written only where the words do not print them outside it."""
    if "\ue000" not in words:
        return words, beside
    drop: set[int] = set()
    out: list[str] = []
    for n, c in enumerate(words):
        if c == "\ue000" and words[:n].rstrip().endswith(("“", "``")):
            drop.add(n)
        elif c == "\ue001" and words[n + 1 :].lstrip().startswith(("”", "''")):
            drop.add(n)
        else:
            out.append({"\ue000": "“", "\ue001": "”"}.get(c, c))
    if not drop:
        return "".join(out), beside

    def moved(at: int) -> int:
        return at - sum(1 for d in drop if d < at)

    return "".join(out), tuple(replace(a, start=moved(a.start), stop=moved(a.stop)) for a in beside)


def _bracketed(node: Node) -> Node:
    """The editors' brackets of the Code set beside the words of the law (they are printed, not enacted)."""
    if "[" not in node.words:
        return node
    words, beside = node.words, node.beside
    while (match := _EDITORIAL.search(words)) and match.group().count("[") == 1:
        start, stop = match.span()
        width = stop - start
        kept = [
            replace(a, start=a.start - width * (a.start >= stop), stop=a.stop - width * (a.stop >= stop))
            for a in beside
            if a.stop <= start or a.start >= stop or (a.start <= start and a.stop >= stop)
        ]
        beside = tuple(sorted([*kept, Aside(start, start, "editorial", match[0])], key=lambda a: a.start))
        words = words[:start] + words[stop:]
    return replace(node, content=words, beside=beside)


def _table(element: etree._Element) -> Node:
    rows: list[Node] = []
    for row in element.iter():
        name = xml.local(row)
        if name in ("tr", "row", "headingItem", "referenceItem"):
            cells = tuple(Node("cell", _plain(c)) for c in row if xml.local(c))
            rows.append(Node("row", cells))
        elif name == "caption":
            rows.append(Node("row", (Node("cell", _plain(row)),)))
    return Node("table", tuple(rows))


def _toc(element: etree._Element) -> Iterator[Node]:
    for child in element:
        name = xml.local(child)
        if name in ("referenceItem", "headingItem", "tocItem", "groupItem") or (name and not _has_items(child)):
            cells = tuple(Node("cell", _plain(c)) for c in child if xml.local(c) in ("designator", "label"))
            yield Node("item", cells or (Node("cell", _plain(child)),))
        elif name:
            yield from _toc(child)


def _has_items(element: etree._Element) -> bool:
    return any(xml.local(c) in ("referenceItem", "headingItem", "tocItem", "groupItem", "layout") for c in element.iter() if c is not element)


def _apparatus(element: etree._Element, kind: str) -> Node:
    inside = tuple(_children(element)) if _has_blocks(element) else tuple(_texts(element))
    return Node(kind, inside, attrs=_attrs(element))


# ---- quoted matter ---------------------------------------------------------------------------------


def _quoted(element: etree._Element) -> Node:
    """Quoted matter, its marks taken off and its levels settled by their designations."""
    parts = tuple(_texts(element))
    if parts and _last_leaf_ends(parts[-1], "”"):
        parts = (*parts[:-1], _without_end(parts[-1]))
    parts = tuple(_unquoted(p) for p in parts)
    return Node("quoted", settled(parts), attrs=_attrs(element))


def _unquoted(node: Node) -> Node:
    """The node without the mark that opens each quoted paragraph."""
    if not node.is_leaf:
        return replace(node, content=tuple(_unquoted(p) for p in node.parts))
    if node.kind in (TEXT, HEADING, "cell") and node.words.startswith("“") and node.words.count("“") > node.words.count("”"):
        beside = tuple(replace(a, start=max(a.start - 1, 0), stop=max(a.stop - 1, 0)) for a in node.beside)
        return replace(node, content=node.words[1:].lstrip(), beside=beside)
    return node


def _last_leaf_ends(node: Node, mark: str) -> bool:
    while not node.is_leaf and node.parts:
        node = node.parts[-1]
    return node.words.rstrip().endswith(mark)


def _without_end(node: Node) -> Node:
    if node.is_leaf:
        words = node.words.rstrip()[:-1]
        return replace(node, content=words, beside=tuple(replace(a, start=min(a.start, len(words)), stop=min(a.stop, len(words))) for a in node.beside))
    return replace(node, content=(*node.parts[:-1], _without_end(node.parts[-1])))


def settled(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Quoted parts whose levels fit their designations: kept where they do, else built anew from them."""
    if all(_fits(p) for p in parts) and _in_sequence(parts):
        return parts
    lines = [line for part in parts for line in _lines(part, 0)]
    return outline(lines)


def _fits(node: Node) -> bool:
    below = [p for p in node.parts if p.kind in levels.RANK]
    if node.kind in levels.SMALL and node.kind not in levels.kinds(levels.designation(node)):
        return False
    if any(levels.RANK[p.kind] <= levels.RANK[node.kind] for p in below if node.kind in levels.RANK):
        return False
    return _in_sequence(node.parts) and all(_fits(p) for p in node.parts if not p.is_leaf and p.kind != "quoted")


def _in_sequence(parts: tuple[Node, ...]) -> bool:
    small = [p for p in parts if p.kind in levels.SMALL]
    return all(
        a.kind == b.kind and levels.order(levels.designation(a), a.kind) < levels.order(levels.designation(b), b.kind)
        for a, b in zip(small, small[1:], strict=False)
    )


def _lines(node: Node, depth: int) -> Iterator[Line]:
    """The print lines of a part, for the outline to read again; indents carry no weight."""
    if node.kind == "quoted" or node.kind in ("table", "toc"):
        yield Line(0, "", (node,))
        return
    if node.is_leaf:
        yield Line(0, node.words)
        return
    num, heading = node.part(NUM), node.part(HEADING)
    rest = [p for p in node.parts if p is not num and p is not heading]
    head = num.words if num is not None else ""
    if heading is not None:
        head += f" {heading.words}.—" if node.kind in levels.SMALL else f" {heading.words}"
    if rest and rest[0].is_leaf and node.kind in levels.SMALL:
        first = rest.pop(0)
        head = f"{head}{'' if heading is not None else ' '}{first.words}"
    yield Line(0, head.strip())
    for part in rest:
        yield from _lines(part, depth + 1)


# ---- the laws that stand in notes ------------------------------------------------------------------


def laws_in_notes(section: Node) -> list[tuple[str, str, Node]]:
    """The laws set out in the notes of a Code section: (origin path, the editors' words before it, the law)."""
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
