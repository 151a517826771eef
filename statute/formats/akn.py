"""Akoma Ntoso 3.0 written: a law, provision or bill in the vocabulary that other parliaments share.

Levels become the elements of that name, a chapeau `intro`, flush text `wrapUp`; what came and went in a redline is
`ins` and `del`.  What stands beside the law is kept apart: notes in the metadata, each with a reference where it
stood; brackets as `remark`, footnotes as `authorialNote`, page breaks as `eop`.
Source: OASIS Akoma Ntoso 3.0, part 1 (vocabulary) and its naming convention 1.0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from statute import levels
from statute.errors import Refusal
from statute.markup.woven import Close, Open, Point, Words, is_leaf, woven
from statute.markup.xml import say
from statute.node import APPARATUS, HEADING, NUM, Mark, Node, walk

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_DEEPEST = 100
#: Levels that Akoma Ntoso has an element for, and how its naming convention shortens each in an eId.
_LEVELS = {
    "division": "dvs", "subdivision": "subdvs", "title": "title", "subtitle": "subtitle", "chapter": "chp",
    "subchapter": "subchp", "part": "part", "subpart": "subpart", "section": "sec", "subsection": "subsec",
    "paragraph": "para", "subparagraph": "subpara", "clause": "cl", "subclause": "subcl", "article": "art",
}  # fmt: skip
_SPANS = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_OURS = "#ramseyer"


def write(node: Node) -> str:
    """A law, provision or redline as an Akoma Ntoso document.  Raises `Refusal` F05 where it nests past all
    law, F06 where its words hold a character that XML has not.
    """
    law = node if node.kind == "law" else Node("law", (node,))
    try:
        root = _Document(law).write()
    except ValueError as error:
        raise Refusal.of("F06", f"The words cannot be written as XML: {error}.") from error
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


@dataclass(slots=True)
class _Document:
    """A law on its way out, with the notes met so far and the eIds given."""

    law: Node
    notes: list[Node] = field(default_factory=list)
    given: Counter[str] = field(default_factory=Counter)

    def write(self) -> etree._Element:
        said = {leaf.attr("role"): leaf.words for part in self.law.parts if part.kind == "meta" for leaf in part.parts}
        name = "bill" if {"legis-num", "docStage"} & said.keys() else "act"
        root = etree.Element(_name("akomaNtoso"), nsmap={None: NAMESPACE})
        document = _add(root, name, name=name)
        meta = _add(document, "meta")
        own = [part for part in self.law.parts if part.kind not in APPARATUS]
        alone = own[0].attr("identifier") if len(own) == 1 else ""  # a provision by itself tells which it is
        _identify(meta, name, self.law.attr("identifier") or alone, said.get("approvedDate") or said.get("date", ""))
        body = _add(document, "body")
        outside = [part for part in self.law.parts if part.kind != "meta"]
        self.parts(body, outside, _Level("", None, 1))
        if len(self.notes):
            kept = _add(meta, "notes", source=_OURS)
            for n, note in enumerate(self.notes, 1):
                element = _add(kept, "note", eId=f"note_{n}")
                for leaf in (leaf for leaf in walk(note) if leaf.is_leaf):
                    _inline(_add(element, "p"), leaf, None)
        return root

    def parts(self, element: etree._Element, parts: Sequence[Node], at: _Level) -> None:
        """The parts of a level: its head, the text before its levels, these, and the text after them."""
        if at.depth > _DEEPEST:
            raise Refusal.of("F05", f"The tree goes more than {_DEEPEST} levels deep.")
        notes = [part for part in parts if part.kind in APPARATUS]
        rest = [part for part in parts if part.kind not in APPARATUS]
        while rest and rest[0].kind in (NUM, HEADING):
            head = rest.pop(0)
            _inline(_add(element, head.kind), head, at.mark)
        self._refer(element, notes)
        runs = [(is_level, list(run)) for is_level, run in groupby(rest, _is_level)]
        has_levels = any(is_level for is_level, _ in runs)
        for n, (is_level, run) in enumerate(runs):
            if is_level:
                for part in run:
                    self._level(element, part, at)
            elif not has_levels and at.path:
                self._blocks(_add(element, "content"), run, at)
            elif at.path and (n == 0 or n == len(runs) - 1):
                self._blocks(_add(element, "intro" if n == 0 else "wrapUp"), run, at)
            else:
                between = _add(element, "hcontainer", name="text", eId=self._eid(at.path, "text", ""))
                self._blocks(_add(between, "content"), run, at)

    def _level(self, parent: etree._Element, node: Node, at: _Level) -> None:
        short = _LEVELS.get(node.kind)
        eid = self._eid(at.path, short or node.kind, levels.designation(node))
        element = _add(parent, node.kind if short else "hcontainer", name="" if short else node.kind, eId=eid)
        whole = node.mark if node.mark is not None and node.mark.change in ("ins", "del") else None
        self.parts(element, node.parts, _Level(eid, at.mark or whole, at.depth + 1))

    def _blocks(self, element: etree._Element, run: Sequence[Node], at: _Level) -> None:
        """Texts, quoted matter, tables and contents as blocks."""
        for part in run:
            mark = at.mark or part.mark
            if part.kind == "quoted":
                shown = _add(_add(_add(element, "p"), "mod"), "quotedStructure", startQuote="“", endQuote="”")
                shown.set("eId", self._eid(at.path, "qstr", ""))
                self.parts(shown, part.parts, _Level(shown.get("eId") or "", mark, at.depth + 1))
            elif part.kind == "table":
                self._table(element, part, mark)
            elif part.kind == "toc":
                toc = _add(element, "toc")
                for entry in part.parts:
                    item = _add(toc, "tocItem", level="1", href="#")
                    for cell in entry.parts:
                        _inline(_add(item, "inline", name=cell.kind), cell, mark or entry.mark)
            elif is_leaf(part):
                _inline(_add(element, "p"), part, mark)
            else:
                self._blocks(element, part.parts, at)

    def _table(self, element: etree._Element, table: Node, mark: Mark | None) -> None:
        shown = _add(element, "table")
        for row in table.parts:
            line = _add(shown, "tr")
            for cell in row.parts:
                column = _add(line, "th" if row.attr("role") in ("header", "caption") else "td")
                for key in ("colspan", "rowspan"):
                    if value := cell.attr(key):
                        column.set(key, value)
                _inline(_add(column, "p"), cell, mark or row.mark)

    def _refer(self, element: etree._Element, notes: Sequence[Node]) -> None:
        """References to notes in the head of the level they stand in; those of the law itself need none."""
        host = element[-1] if len(element) and etree.QName(element[-1]).localname in (NUM, HEADING) else None
        for note in notes:
            self.notes.append(note)
            if host is not None:
                _add(host, "noteRef", href=f"#note_{len(self.notes)}", marker=str(len(self.notes)))

    def _eid(self, above: str, short: str, designation: str) -> str:
        """An eId that no other element has: "sec_907__subsec_a", and "…-2" where that is given already."""
        own = re.sub(r"[^\w.-]", "", designation)
        eid = "__".join(filter(None, (above, f"{short}_{own or self._count(above, short)}")))
        self.given[eid] += 1
        return eid if self.given[eid] == 1 else f"{eid}-{self.given[eid]}"

    def _count(self, above: str, short: str) -> int:
        self.given[f"{above} {short}"] += 1
        return self.given[f"{above} {short}"]


@dataclass(frozen=True, slots=True)
class _Level:
    """Where parts stand: the eId of their level, the mark that is on all of it, and how deep it is."""

    path: str
    mark: Mark | None
    depth: int


def _is_level(node: Node) -> bool:
    return node.kind in levels.RANK or node.kind in _LEVELS or node.kind == "level"


def _identify(meta: etree._Element, kind: str, path: str, date: str) -> None:
    """What the document is, in the three layers that Akoma Ntoso asks for."""
    identification = _add(meta, "identification", source=_OURS)
    work = f"/akn/us/{kind}{path.removeprefix('/us')}"
    for layer, iri in (("Work", work), ("Expression", f"{work}/eng@"), ("Manifestation", f"{work}/eng@.xml")):
        element = _add(identification, f"FRBR{layer}")
        _add(element, "FRBRthis", value=f"{iri}/!main")
        _add(element, "FRBRuri", value=iri)
        is_known = bool(re.fullmatch(r"\d{4}-\d\d-\d\d", date))
        _add(element, "FRBRdate", date=date if is_known else "0001-01-01", name="enacted" if is_known else "unknown")
        _add(element, "FRBRauthor", href="#congress")
        if layer == "Work":
            _add(element, "FRBRcountry", value="us")
        if layer == "Expression":
            _add(element, "FRBRlanguage", language="eng")
    references = _add(meta, "references", source=_OURS)
    _add(references, "TLCOrganization", eId="congress", href="/akn/us/organization/congress", showAs="Congress")
    _add(references, "TLCOrganization", eId="ramseyer", href="/akn/us/organization/ramseyer", showAs="Ramseyer")


# ---- words -----------------------------------------------------------------------------------------


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: etree._Element, tag: str, **attrs: str) -> etree._Element:
    return etree.SubElement(parent, _name(tag), {key: value for key, value in attrs.items() if value})


def _inline(element: etree._Element, leaf: Node, mark: Mark | None) -> None:
    """The words of a leaf into an element, what came or went marked, and what stands beside them in its place."""
    outer = mark or leaf.mark
    line = [element]
    for strand in woven(leaf):
        match strand:
            case Words(words, own):
                _changed(line[-1], words, outer or own)
            case Point(aside):
                _point(line[-1], aside.kind, aside.words)
            case Open(aside):
                line.append(_span(line[-1], aside.kind, dict(aside.attrs)))
            case Close():
                line.pop()
    if leaf.kind == HEADING and (end := leaf.attr("mark")):
        _changed(element, end, outer)


def _changed(element: etree._Element, words: str, mark: Mark | None) -> None:
    """Words into an element, in one of their own where they came or went."""
    if mark is not None and mark.change in ("ins", "del"):
        _add(element, mark.change).text = words
    else:
        say(element, words)


def _span(parent: etree._Element, kind: str, attrs: dict[str, str]) -> etree._Element:
    if kind == "ref" and (href := attrs.get("href")):
        return _add(parent, "ref", href=href)
    if kind == "date" and (date := attrs.get("date")):
        return _add(parent, "date", date=date)
    return _add(parent, _SPANS[kind]) if kind in _SPANS else _add(parent, "inline", name=kind)


def _point(element: etree._Element, kind: str, words: str) -> None:
    if kind == "editorial":
        _add(element, "remark", status="editorial").text = words
    elif kind == "line":
        _add(element, "eol", number=words)
    elif kind == "page":
        _add(element, "eop", breakat=words if words.isdigit() else "")
    elif words:
        _add(_add(element, "authorialNote", placement="bottom"), "p").text = words
