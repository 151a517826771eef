"""The bill DTD of the House and Senate: bills, resolutions and engrossed amendments of Congress, read.

The files hold neither quotation marks nor "SEC.", nor the marks after headings: print has them from a
style sheet, and so has the tree.  Source: bill.dtd, res.dtd and amend.dtd of the two Houses, and the
House Legislative Counsel's Manual on Drafting Style, on headings and quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from statute import levels, stage
from statute.errors import Refusal
from statute.lines.quoted import settled
from statute.markup import xml
from statute.markup.bill_tags import APPROPRIATIONS, BIG, CHANGED, MARKS, SPANS
from statute.markup.inline import leaf, plain, spaced, trimmed
from statute.markup.tags import mark_in
from statute.node import HEADING, NUM, TEXT, Aside, Mark, Node, numbered

_ROOTS = frozenset(("bill", "resolution", "amendment-doc"))
_LEVELS = frozenset(levels.RANK) - {"law", "appropriations"}
_TEXTS = frozenset((
    "text", "continuation-text", "quoted-block-continuation-text", "list-item", "amendment-instruction",
    "whereas", "p",
))  # fmt: skip
#: Apparatus of the whole document, and the kind of node each makes.
_APPARATUS = {
    "metadata": "meta", "form": "meta", "engrossed-amendment-form": "meta", "amendment-form": "meta",
    "attestation": "note", "endorsement": "note", "cover-text": "note",
}  # fmt: skip
_BLOCKS = _LEVELS | _TEXTS | frozenset(_APPARATUS) | frozenset(APPROPRIATIONS) | {
    "quoted-block", "after-quoted-block", "enum", "header", "table", "toc", "list", "graphic",
}  # fmt: skip
#: Words that came or went.
_PHRASES = ("added-phrase", "deleted-phrase")
_CITE = {"usc": "/us/usc/t{}/s{}", "usc-chapter": "/us/usc/t{}/ch{}", "pl": "/us/pl/{}/{}"}
#: "Sec. 2." and "TITLE I—" at the head of an item of a table of contents.
_DESIGNATOR = re.compile(
    r"(?:(?:Sec\.|§)\s*)?\d[\w–-]*\.(?=\s)|(?:sub)?(?:division|title|chapter|part)\s+\w{1,12}\s*[—.]", re.I
)


def is_read(root: etree._Element) -> bool:
    """Whether a document is of the bill DTD: its root has one of the three names, and no namespace."""
    return root.tag in _ROOTS


def read(data: bytes | str) -> Node:
    """A bill, resolution or engrossed amendment.  Raises `Refusal` F02-F08 on what is not that."""
    return read_root(xml.parse(data))


def read_root(root: etree._Element) -> Node:
    """A bill from its root element.  Raises `Refusal` F05 (nested past all law) and F07 (another root)."""
    if not is_read(root):
        raise Refusal.of("F07", f"The root element is <{xml.local(root)}>.", words=xml.local(root))
    said = stage.of_bill(root)
    return numbered(Node("law", tuple(_children(root)), attrs=(("stage", said),) if said else ()))


# ---- blocks ----------------------------------------------------------------------------------------


def _children(element: etree._Element) -> Iterator[Node]:
    for child in element:
        yield from _element(child)


def _element(element: etree._Element) -> Iterator[Node]:
    """The nodes of a block element; what the committee struck from a reported bill stands beside the bill."""
    if not _is_deleted(element) or any(_is_deleted(up) for up in element.iterancestors()):
        yield from _block(element)
    elif inside := tuple(_block(element)):
        yield Node("note", inside, attrs=(("role", "deleted"),))


def _is_deleted(element: etree._Element) -> bool:
    """Whether a committee struck an element; what an instruction struck bears a mark."""
    return _change(element) == "deleted" and _mark(element) is None


def _change(element: etree._Element) -> str:
    """What became of an element: "added", "deleted" or ""."""
    name = xml.local(element)
    return name.removesuffix("-phrase") if name in _PHRASES else element.get("changed") or ""


def _mark(element: etree._Element) -> Mark | None:
    """The mark of a redline, where it is an instruction that made the change and no committee."""
    by = element.get("committee-id") or ""
    return mark_in(by, on={said: change for change, said in CHANGED.items()}.get(_change(element), ""))


def _block(element: etree._Element) -> Iterator[Node]:
    name = xml.local(element)
    if name in _APPARATUS:
        yield from _apparatus(element, _APPARATUS[name])
    elif name == "enum":
        yield from _num(element)
    elif name == "header":
        yield from _heading(element)
    elif name == "quoted-block":
        yield from _quoted(element)
    elif name == "after-quoted-block":
        if plain(element):
            yield Node("after", plain(element))
    elif name == "toc":
        yield from _toc(element)
    elif name == "table":
        yield from _table(element)
    elif name in _TEXTS or (name and not _holds_blocks(element)):
        yield from _texts(element)
    elif name in _LEVELS or name in APPROPRIATIONS or any(xml.local(c) == "enum" for c in element):
        yield _level(element, name)
    elif name:
        yield from _texts(element)


def _holds_blocks(element: etree._Element) -> bool:
    return any(xml.local(child) in _BLOCKS or _holds_blocks(child) for child in element)


def _level(element: etree._Element, name: str) -> Node:
    """A level; one of another vocabulary (the clauses of the House Rules) is a "level" without a rank."""
    mark = _mark(element)
    if name in APPROPRIATIONS:
        return Node("appropriations", tuple(_texts(element)), mark=mark, attrs=(("role", name.rpartition("-")[2]),))
    return levels.apart(Node(name if name in _LEVELS else "level", tuple(_texts(element)), mark=mark))


def _num(element: etree._Element) -> Iterator[Node]:
    words, beside = _inline(element)
    if not words:
        return
    lead, tail = _designated(element, words)
    moved = tuple(a.having(start=a.start + len(lead), stop=a.stop + len(lead)) for a in beside)
    yield _leaf(NUM, f"{lead}{words}{tail}", moved)


def _designated(element: etree._Element, words: str) -> tuple[str, str]:
    """What print sets before and after a designation: "SEC. " and nothing, "TITLE " and "—"."""
    level = element.getparent()
    kind = xml.local(level) if level is not None else ""
    if kind in BIG:
        after = element.getnext()
        return f"{BIG[kind]} ", "—" if after is not None and xml.local(after) == "header" else ""
    if kind != "section" or not words[0].isdigit():
        return "", ""
    if _style(element) == "USC":
        return "§ ", ""
    is_first = words.rstrip(".") == "1" and not _depth(element)
    return ("SECTION " if is_first else "SEC. "), ""


def _style(element: etree._Element) -> str:
    """The style of print in force: that of the quoted matter, or of the bill."""
    bodies = ("quoted-block", "legis-body", "resolution-body", "amendment-block")
    body = next((up for up in element.iterancestors() if xml.local(up) in bodies), None)
    return body.get("style") or "" if body is not None else ""


def _heading(element: etree._Element) -> Iterator[Node]:
    """A heading, with the mark that print sets after it: ".—" in a small level, a period in a section."""
    words, beside = _inline(element)
    if not words:
        return
    level = element.getparent()
    kind = xml.local(level) if level is not None else ""
    if kind in levels.SMALL:
        yield _leaf(HEADING, words.removesuffix("."), beside, (("mark", ".—"),))
    elif kind == "section":
        period = "" if _style(element) == "USC" or words.endswith((".", "?", "!")) else "."
        yield _leaf(HEADING, words + period, beside, (("joint", "line"),))
    else:
        yield _leaf(HEADING, words, beside)


def _texts(element: etree._Element) -> Iterator[Node]:
    """The words of an element as leaves, with the blocks that stand in it between them, in order."""
    words = _Words(spaced(element.text, False))
    beside: list[Aside] = []

    def flush() -> Iterator[Node]:
        nonlocal words
        text, aside = trimmed(str(words), tuple(beside))
        words = _Words()
        beside.clear()
        if text:
            yield _leaf(TEXT, text, aside)

    for child in element:
        if xml.local(child) in _BLOCKS or _holds_blocks(child):
            yield from flush()
            yield from _element(child)
        else:
            _add(child, words, beside)
        _say(words, child.tail)
    yield from flush()


# ---- words -----------------------------------------------------------------------------------------


class _Words:
    """Words as they are gathered from a run of elements, and how many characters they have so far."""

    __slots__ = ("pieces", "size")

    def __init__(self, first: str = "") -> None:
        self.pieces, self.size = [first], len(first)

    def add(self, words: str) -> None:
        """Adds words at the end."""
        self.pieces.append(words)
        self.size += len(words)

    @property
    def is_spaced(self) -> bool:
        """Whether there are no words yet, or a blank is the last of them."""
        return next((piece.endswith(" ") for piece in reversed(self.pieces) if piece), True)

    def __str__(self) -> str:
        return "".join(self.pieces)


def _inline(element: etree._Element) -> tuple[str, Sequence[Aside]]:
    """The words of an element and what stands beside them."""
    words = _Words(spaced(element.text, False))
    beside: list[Aside] = []
    for child in element:
        _add(child, words, beside)
        _say(words, child.tail)
    return trimmed(str(words), tuple(beside))


def _leaf(kind: str, words: str, beside: Sequence[Aside], attrs: tuple[tuple[str, str], ...] = ()) -> Node:
    """A leaf; one whose words all came or went did so itself."""
    made = leaf(kind, words, beside, attrs)
    if len(made.parts) == 1 and made.parts[0].mark is not None:
        return made.having(content=made.parts[0].words, mark=made.parts[0].mark)
    return made


def _add(child: etree._Element, words: _Words, beside: list[Aside]) -> None:
    """Adds an inline element to a run of words, in the quotation marks that print gives it."""
    name, at = xml.local(child), words.size
    if not name:
        return
    if name in ("pagebreak", "footnote"):
        beside.append(Aside(at, at, "page" if name == "pagebreak" else name, plain(child)))
        return
    if _is_deleted(child):
        # Black brackets round what is omitted: Rule XIII, clause 3(e), of the House.
        beside.append(Aside(at, at, "editorial", f"[{plain(child)}]"))
        return
    if name in ("linebreak", "br") or (name in _BLOCKS and at):
        _say(words, " ")
    opening, closing = _marks(child, name)
    words.add(opening)
    start = words.size
    mark = _mark(child) if name in _PHRASES else None
    _say(words, child.text)
    for grandchild in child:
        _add(grandchild, words, beside)
        _say(words, grandchild.tail)
    if mark is not None and words.size > start:
        beside.append(Aside(start, words.size, mark.change, "", (("by", str(mark.by)),)))
    if name in SPANS and words.size > start:
        beside.append(Aside(start, words.size, SPANS[name], "", _href(child)))
    words.add(closing)


def _say(words: _Words, text: str | None) -> None:
    """Adds words to a run, one blank where a line or a page ends between two."""
    said = spaced(text, False)
    words.add(said.lstrip(" ") if words.is_spaced else said)


def _marks(element: etree._Element, name: str) -> tuple[str, str]:
    """The quotation marks that print sets round an element: double, and single inside quoted matter."""
    if name != "quote" and (name != "term" or _has_marks(element)):
        return "", ""
    opening, closing = MARKS[_depth(element) % 2]
    return opening, "" if _goes_on(element) else closing


def _has_marks(term: etree._Element) -> bool:
    """Whether a defined term has marks already: it is all that a quotation holds, or holds but one."""
    up = term.getparent()
    if up is not None and xml.local(up) == "quote" and _is_alone(term):
        return True
    inner = next(iter(term), None)
    return inner is not None and xml.local(inner) == "quote" and _is_alone(inner)


def _is_alone(element: etree._Element) -> bool:
    """Whether an element is all that its parent holds."""
    up = element.getparent()
    around = (up.text or "" if up is not None else "") + (element.tail or "")
    return element.getprevious() is None and element.getnext() is None and not around.strip()


def _goes_on(quote: etree._Element) -> bool:
    """Whether a quotation runs on in the quoted matter set below it: “if that person— and its paragraphs."""
    text = quote.getparent()
    if text is None or quote.getnext() is not None or (quote.tail or "").strip() or xml.local(text) != "text":
        return False
    below = text.getnext()
    ends = plain(quote).endswith(("—", ":"))
    return ends and below is not None and xml.local(below) == "quoted-block"


def _depth(element: etree._Element) -> int:
    """How many quotations an element stands in."""
    ups = list(element.iterancestors("quoted-block", "quote", "term"))
    return sum(xml.local(up) != "term" or not _has_marks(up) for up in ups)


def _href(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """The path of the law that a reference names: "usc/42/1395m" is /us/usc/t42/s1395m."""
    kind, *rest = (element.get("parsable-cite") or "").split("/")
    if kind not in _CITE or len(rest) < 2 or not all(rest[:2]):
        return ()
    return (("href", _CITE[kind].format(*rest[:2])),)


# ---- quoted matter, contents, tables, apparatus ----------------------------------------------------


def _quoted(element: etree._Element) -> Iterator[Node]:
    """Quoted matter, its levels settled by their designations, and after it the bill's own mark."""
    parts = tuple(_texts(element))
    yield Node("quoted", settled(tuple(p for p in parts if p.kind != "after")), mark=_mark(element))
    yield from (p for p in parts if p.kind == "after")


def _toc(element: etree._Element) -> Iterator[Node]:
    if items := tuple(_items(element)):
        yield Node("toc", items, mark=_mark(element))


def _items(element: etree._Element) -> Iterator[Node]:
    """The items of a table of contents: designation and heading in a cell each."""
    for child in element:
        columns = [c for c in child if xml.local(c) in ("toc-enum", "level-header", "target")]
        if columns:
            yield Node("entry", tuple(_leaf("cell", *_inline(c)) for c in columns), mark=_mark(child))
        elif any(xml.local(c).endswith("toc-entry") for c in child.iterdescendants()):
            yield from _items(child)
        elif plain(child):
            yield Node("entry", _entry(*_inline(child)), mark=_mark(child))


def _entry(words: str, beside: Sequence[Aside]) -> tuple[Node, ...]:
    found = _DESIGNATOR.match(words)
    if found is None or not words[found.end() :].strip():
        return (_leaf("cell", words, beside),)
    size = found.end()
    lead = len(words) - len(words[size:].lstrip())
    first = tuple(a.having(stop=min(a.stop, size)) for a in beside if a.start < size)
    rest = (a for a in beside if a.start >= size)
    moved = tuple(a.having(start=max(a.start - lead, 0), stop=max(a.stop - lead, 0)) for a in rest)
    return _leaf("cell", words[:size], first), _leaf("cell", words[lead:], moved)


def _table(element: etree._Element) -> Iterator[Node]:
    rows: list[Node] = []
    for row in element.iter("ttitle", "tdesc", "row"):
        cells = [c for c in row if xml.local(c) == "entry"] or [row]
        is_head = any(xml.local(up) == "thead" for up in row.iterancestors("thead", "table"))
        role = "caption" if xml.local(row) != "row" else "header" if is_head else ""
        made = tuple(_leaf("cell", *_inline(c)) for c in cells)
        rows.append(Node("row", made, mark=_mark(row), attrs=(("role", role),) if role else ()))
    if rows:
        yield Node("table", tuple(rows), mark=_mark(element))


def _apparatus(element: etree._Element, kind: str) -> Iterator[Node]:
    inside = tuple(Node(TEXT, plain(e), attrs=(("role", xml.local(e)),)) for e in _sayings(element))
    if inside:
        yield Node(kind, inside)


def _sayings(element: etree._Element) -> Iterator[etree._Element]:
    """The elements of apparatus that hold words of their own, each with all the markup in it."""
    for child in element:
        own = [child.text or "", *((c.tail or "") for c in child)]
        if xml.local(child) and "".join(own).strip():
            yield child
        else:
            yield from _sayings(child)
