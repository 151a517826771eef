"""The bill DTD of the House and Senate written: a bill or law as the drafting offices of Congress hold it.

What print sets by itself is taken off again: "SEC." and "TITLE", the mark after a heading, the quotation marks.
Notes of the Code have no place in the DTD and are left out, as every bill leaves them out.
Source: bill.dtd and res.dtd of the two Houses; House Legislative Counsel's Manual on Drafting Style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from statute import levels
from statute.errors import Refusal
from statute.markup.beside import closed_up, without
from statute.markup.bill_tags import APPROPRIATIONS, BIG, CHANGED, MARKS, SPAN_TAGS, UNSAID
from statute.markup.tags import class_of
from statute.markup.woven import Close, Open, Point, Words, is_leaf, woven
from statute.markup.xml import say
from statute.node import HEADING, NUM, RUN, TEXT, Aside, Mark, Node

_DEEPEST = 100
_DC = "http://purl.org/dc/elements/1.1/"
_LEVELS = frozenset(levels.RANK) - {"law", "appropriations"}
_SECTION = re.compile(r"(?:SECTION|SEC\.|§)\s+(?=\d)")
#: Words of a form: what stands above the text of a bill in print.
_FORM = frozenset(("congress", "session", "legis-num", "legis-type", "official-title", "current-chamber"))
_ATTESTED = frozenset(("attestation-date", "attestor", "proxy", "role"))
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_HREFS = (
    (re.compile(r"/us/usc/t(\w+)/s([^/]+)"), "usc"),
    (re.compile(r"/us/usc/t(\w+)/ch([^/]+)"), "usc-chapter"),
    (re.compile(r"/us/pl/(\d+)/(\d+)"), "public-law"),
)
#: What the DTD asks an id of, each its own.
_IDENTIFIED = (*sorted(_LEVELS), *APPROPRIATIONS, "rules-clause", "quoted-block")
#: How words end that go on in the quoted matter set below them.
_GOES_ON = ("—", ":")


def write(node: Node) -> str:
    """A law or provision as a document of the bill DTD; of a redline, what came and went as added and deleted.

    What is written is read back, a redline as one that gives the same two laws.  Raises `Refusal` F05 where it
    nests past all law, F06 where its words hold a character that XML has not.
    """
    law = node if node.kind == "law" else Node("law", (node,))
    try:
        root = _document(law)
    except ValueError as error:
        raise Refusal.of("F06", f"The words cannot be written as XML: {error}.") from error
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _document(law: Node) -> etree._Element:
    """The parts of a law in the containers of the DTD, which are opened and closed as the parts ask."""
    is_resolution = any("RES." in leaf.words for part in law.parts if part.kind == "meta" for leaf in part.parts)
    name = "resolution" if is_resolution else "bill"
    root = etree.Element(name, {f"{name}-stage": law.attr("stage", UNSAID), "public-private": "public"})
    body = None
    for n, part in enumerate(law.parts):
        if part.kind == "meta":
            _meta(root, part)
        elif part.kind == "note" and part.attr("role") != "deleted":
            _ending(root, part)
            body = None
        elif is_resolution and _is_preamble(part):
            if body is None or body.tag != "preamble":
                body = etree.SubElement(root, "preamble")
            _Parts(etree.SubElement(body, "whereas"), (part,), depth=0).write()
        else:
            tag = f"{name.replace('bill', 'legis')}-body"
            if body is None or body.tag != tag:
                body = etree.SubElement(root, tag, style=_style(law.parts[n:]))
            _Parts(body, (part,), depth=0).write()
    for number, element in enumerate(root.iter(*_IDENTIFIED), 1):
        element.set("id", f"H{number}")
    return root


def _is_preamble(part: Node) -> bool:
    return part.kind == TEXT and part.words.startswith("Whereas")


def _meta(root: etree._Element, node: Node) -> None:
    """What a file says of itself, or the form at the head of a bill."""
    roles = [leaf.attr("role") for leaf in node.parts]
    if not _FORM.intersection(roles):
        core = etree.SubElement(etree.SubElement(root, "metadata", nsmap={"dc": _DC}), "dublinCore")
        for leaf in node.parts:
            etree.SubElement(core, f"{{{_DC}}}{_role(leaf)}").text = leaf.words
        return
    _sayings(etree.SubElement(root, "form"), node)


def _sayings(element: etree._Element, node: Node) -> None:
    """The sayings of a form, each an element; those of an action inside it."""
    action: etree._Element | None = None
    for leaf in node.parts:
        role = _role(leaf)
        if role == "action-date" or not role.startswith("action-"):
            action = etree.SubElement(element, "action") if role == "action-date" else None
        host = action if action is not None else element
        etree.SubElement(host, role).text = leaf.words


def _ending(root: etree._Element, note: Node) -> None:
    """What ends a bill: those who attest it, a group for each date, or how it was received."""
    roles = [_role(leaf) for leaf in note.parts]
    is_attested = any(role in _ATTESTED for role in roles)
    host = ending = etree.SubElement(root, "attestation" if is_attested else "endorsement")
    for role, leaf in zip(roles, note.parts, strict=True):
        if is_attested and (host is ending or role == "attestation-date"):
            host = etree.SubElement(ending, "attestation-group")
        etree.SubElement(host, role).text = leaf.words


def _role(leaf: Node) -> str:
    role = leaf.attr("role")
    return role if _NAME.fullmatch(role) else "editorial"


def _style(parts: Sequence[Node]) -> str:
    """The style of print that sections ask for: of the Code, with "§" and no period, or of Acts."""
    for node in (n for part in parts for n in _outside_quotations(part) if n.kind == "section"):
        num, heading = node.part(NUM), node.part(HEADING)
        if num is not None and _said(num).startswith("§"):
            return "USC"
        if heading is not None and not _said(heading).endswith((".", "?", "!")):
            return "USC"
    return "OLC"


def _said(leaf: Node) -> str:
    """The words of a leaf, those of all its runs."""
    return leaf.words or "".join(run.words for run in leaf.parts)


def _outside_quotations(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        if part.kind != "quoted":
            yield from _outside_quotations(part)


# ---- blocks ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    """The parts of a node on their way into its element.  depth: how many quotations they stand in."""

    element: etree._Element
    parts: Sequence[Node]
    depth: int
    kind: str = ""
    nested: int = 1

    def write(self) -> None:
        if self.nested > _DEEPEST:
            raise Refusal.of("F05", f"The tree goes more than {_DEEPEST} levels deep.")
        seen_level = False
        for n, part in enumerate(self.parts):
            if part.kind == NUM:
                self._leaf("enum", _undesignated(part, self.kind))
            elif part.kind == HEADING:
                self._leaf("header", _unstopped(part) if self.kind == "section" else part)
            elif part.kind == "quoted":
                follows = self.parts[n + 1] if n + 1 < len(self.parts) else None
                self._quoted(part, follows if follows is not None and follows.kind == "after" else None)
            elif part.kind == "table":
                _table(self.element, part, self.depth)
            elif part.kind == "toc":
                _toc(self.element, part, self.depth)
            elif part.kind == "note" and part.attr("role") == "deleted":
                self._deleted(part)
            elif part.kind in _LEVELS or part.kind in ("appropriations", "level"):
                seen_level = True
                self._level(part)
            elif is_leaf(part) and part.kind != "after":
                self._leaf(
                    self._text(seen_level), part, runs_on=[p.kind for p in self.parts[n + 1 : n + 2]] == ["quoted"]
                )

    def _text(self, seen_level: bool) -> str:
        if not seen_level:
            return "text"
        return "quoted-block-continuation-text" if self.kind == "quoted" else "continuation-text"

    def _leaf(self, tag: str, leaf: Node, *, runs_on: bool = False) -> None:
        _inline(etree.SubElement(self.element, tag), leaf, self.depth, runs_on and tag == "text")

    def _level(self, node: Node) -> None:
        tag = {"level": "rules-clause", "appropriations": f"appropriations-{node.attr('role', 'intermediate')}"}
        element = etree.SubElement(self.element, tag.get(node.kind, node.kind))
        _changed(element, node.mark)
        _Parts(element, node.parts, self.depth, node.kind, self.nested + 1).write()

    def _quoted(self, node: Node, after: Node | None) -> None:
        element = etree.SubElement(self.element, "quoted-block", style=_style(node.parts))
        _changed(element, node.mark)
        _Parts(element, node.parts, self.depth + 1, "quoted", self.nested + 1).write()
        etree.SubElement(element, "after-quoted-block").text = after.words if after is not None else ""

    def _deleted(self, note: Node) -> None:
        before = len(self.element)
        _Parts(self.element, note.parts, self.depth, self.kind, self.nested + 1).write()
        for element in self.element[before:]:
            element.set("changed", "deleted")


def _changed(element: etree._Element, mark: Mark | None) -> None:
    """The mark of a redline; the DTD asks which committee made a change, here it is which instruction."""
    if mark is None:
        return
    if mark.change in CHANGED:
        element.set("changed", CHANGED[mark.change])
    element.set("committee-id", class_of(mark, on=mark.change if mark.change in CHANGED else ""))


def _undesignated(num: Node, kind: str) -> Node:
    """A designation without what print sets round it: "SEC. " and "TITLE ", and the dash before a heading."""
    if not num.is_leaf:
        return num
    lead = _SECTION.match(num.words) if kind == "section" else re.match(f"{BIG.get(kind, '(?!)')} ", num.words)
    cut = lead.end() if lead else 0
    words = num.words[cut:].removesuffix("—") if kind in BIG else num.words[cut:]
    beside = tuple(a.at(*(min(max(at - cut, 0), len(words)) for at in (a.start, a.stop))) for a in num.beside)
    return num.having(content=words, beside=beside)


def _unstopped(heading: Node) -> Node:
    """The heading of a section without the period that print sets after it."""
    words = heading.words[:-1] if heading.words.endswith(".") else heading.words
    is_last = all(a.stop <= len(words) for a in heading.beside)
    if not heading.is_leaf or not is_last or words.endswith((".", "?", "!")) or not words:
        return heading
    beside = tuple(a.at(min(a.start, len(words)), min(a.stop, len(words))) for a in heading.beside)
    return heading.having(content=words, beside=beside)


def _table(parent: etree._Element, table: Node, depth: int) -> None:
    element = etree.SubElement(parent, "table", {"line-rules": "no-gen"})
    _changed(element, table.mark)
    for row in table.parts:
        if row.attr("role") == "caption":
            _cells(etree.SubElement(element, "ttitle"), row, depth)
    width = max((len(row.parts) for row in table.parts), default=1)
    group = etree.SubElement(element, "tgroup", cols=str(width))
    for n in range(1, width + 1):
        etree.SubElement(group, "colspec", {"colname": f"column{n}", "coldef": "txt", "min-data-value": "10"})
    for role, tag in (("header", "thead"), ("", "tbody")):
        rows = [row for row in table.parts if row.attr("role") == role]
        section = etree.SubElement(group, tag) if rows else group
        for row in rows:
            line = etree.SubElement(section, "row")
            _changed(line, row.mark)
            for cell in row.parts:
                _inline(etree.SubElement(line, "entry"), cell, depth)


def _cells(element: etree._Element, row: Node, depth: int) -> None:
    for cell in row.parts[:1]:
        _inline(element, cell, depth)


def _toc(parent: etree._Element, toc: Node, depth: int) -> None:
    """A table of contents: an item with a designation in columns of its own, so that the two stay apart."""
    element = etree.SubElement(parent, "toc")
    _changed(element, toc.mark)
    for item in toc.parts:
        if len(item.parts) == 1:
            entry = etree.SubElement(element, "toc-entry", level="section")
            _changed(entry, item.mark)
            _inline(entry, item.parts[0], depth)
            continue
        line = etree.SubElement(element, "multi-column-toc-entry", level="section")
        _changed(line, item.mark)
        for tag, cell in zip(("toc-enum", "level-header", "target"), item.parts, strict=False):
            _inline(etree.SubElement(line, tag, {"level": "section"} if tag == "level-header" else None), cell, depth)


# ---- words -----------------------------------------------------------------------------------------


def _inline(element: etree._Element, leaf: Node, depth: int, runs_on: bool = False) -> None:
    """The words of a leaf into an element: quotations as elements, its runs marked, its asides put back."""
    line = [element]
    if leaf.mark is not None and leaf.is_leaf:  # no element of words alone can be marked, but all its words
        leaf = leaf.having(content=(Node(RUN, leaf.words, mark=leaf.mark),), mark=None)
    for strand in woven(_quoting(leaf, depth, runs_on)):
        match strand:
            case Words(words, Mark("ins" | "del" as change) as mark):
                phrase = etree.SubElement(line[-1], f"{CHANGED[change]}-phrase")
                phrase.set("committee-id", class_of(mark, on=change))
                phrase.text = words
            case Words(words):
                say(line[-1], words)
            case Point(aside):
                _point(line[-1], aside)
            case Open(aside):
                line.append(_span(line[-1], aside))
            case Close():
                line.pop()


def _quoting(leaf: Node, depth: int, runs_on: bool) -> Node:
    """The leaf with each quotation, and each defined term, as markup in place of its marks.

    `runs_on` says that quoted matter is set below the leaf: its last quotation may be open.
    """
    if not leaf.is_leaf:
        return leaf.having(beside=tuple(a for a in leaf.beside if a.kind in SPAN_TAGS and a.kind != "term"))
    quotes = [pair for pair in _quotations(leaf, depth, runs_on) if _is_clean(leaf, *pair)]
    terms: dict[tuple[int, int], Aside] = {}
    for a in leaf.beside:
        if a.kind != "term":
            continue
        marks = MARKS[(depth + sum(i < a.start - 1 and a.stop < j for i, j in quotes)) % 2]
        pair = (a.start - 1, a.stop)
        if (leaf.words[pair[0] : a.start], leaf.words[a.stop : a.stop + 1]) == marks and _is_clean(leaf, *pair):
            terms[pair] = a
        elif (a.start, a.stop - 1) in quotes:
            terms[a.start, a.stop - 1] = a
    taken = [pair for pair, a in terms.items() if pair == (a.start - 1, a.stop)]
    quotes = [pair for pair in quotes if pair not in taken]
    beside = [a for a in leaf.beside if a.kind != "term" or a in terms.values()]
    outer = [a for a in beside if any(a.start <= i and a.stop > j for i, j in quotes)]
    said = [*outer, *(Aside(i + 1, j, "quote") for i, j in quotes), *(a for a in beside if a not in outer)]
    size = len(leaf.words)
    spans = sorted((at, at + 1) for pair in [*quotes, *taken] for at in pair if at < size)
    moved = closed_up(spans)
    laid = tuple(a.at(moved(a.start), moved(a.stop)) for a in said)
    return leaf.having(content=without(leaf.words, spans), beside=laid)


def _quotations(leaf: Node, depth: int, runs_on: bool) -> Iterator[tuple[int, int]]:
    """Where each quotation's marks stand.  Single ones are found only round terms: apostrophes look like them."""
    opening, closing = MARKS[depth % 2]
    words = leaf.words
    if depth % 2:
        edges = ((a.start, a.stop - 1) for a in leaf.beside if a.kind == "term" and a.stop > a.start)
        yield from ((i, j) for i, j in edges if (words[i], words[j]) == (opening, closing))
        return
    yield from ((m.start(), m.end() - 1) for m in re.finditer(f"{opening}[^{opening}{closing}]*{closing}", words))
    last = words.rfind(opening)
    if runs_on and last > words.rfind(closing) and words.endswith(_GOES_ON):
        yield last, len(words)


def _is_clean(leaf: Node, start: int, stop: int) -> bool:
    """Whether a quotation can be an element: no markup crosses it, nothing stands at its marks, and a reader
    would not think that it runs on."""
    for a in leaf.beside:
        if a.start == a.stop and a.start in (start, stop):
            return False
        if a.start < a.stop and (a.start <= start < a.stop <= stop or start < a.start <= stop < a.stop):
            return False
    is_closed = stop < len(leaf.words)
    return stop > start + 1 and not (is_closed and leaf.words[start + 1 : stop].endswith(_GOES_ON))


def _span(parent: etree._Element, aside: Aside) -> etree._Element:
    tag = "quote" if aside.kind == "quote" else SPAN_TAGS.get(aside.kind, "")
    if not tag:
        return parent
    element = etree.SubElement(parent, tag)
    if aside.kind == "ref":
        href = dict(aside.attrs).get("href", "")
        found = next(((kind, m) for pattern, kind in _HREFS if (m := pattern.fullmatch(href))), None)
        if found is not None:
            kind, cite = found
            element.set("legal-doc", kind)
            element.set("parsable-cite", "/".join((kind.replace("public-law", "pl"), *cite.groups())))
    return element


def _point(element: etree._Element, aside: Aside) -> None:
    match aside.kind:
        case "page":
            etree.SubElement(element, "pagebreak")
        case "footnote":
            etree.SubElement(element, "footnote").text = aside.words
        case "editorial" if aside.words.lstrip().startswith("[") and aside.words.endswith("]"):
            etree.SubElement(element, "deleted-phrase").text = aside.words.lstrip()[1:-1]
