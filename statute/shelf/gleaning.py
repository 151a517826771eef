"""What a piece of law tells besides its words: what it refers to, what laws are called, what its notes set out.

Source: Office of the Law Revision Counsel, on notes ("References in Text", "Short Title"); USLM user guide,
on `ref`, `origin` and `topic`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from statute import credits, names
from statute.address import PREFIX
from statute.citation import PUBLIC_LAW, Citation, from_path, of_code, settled
from statute.errors import Refusal
from statute.markup import xml
from statute.markup.inline import plain
from statute.markup.tags import APPARATUS

#: Elements whose end is the end of a word; all others may stand inside one.
_BLOCKS = tuple(f"{{*}}{name}" for name in (
    "num", "heading", "subheading", "content", "chapeau", "continuation", "p", "td", "th", "column", "li", "line",
))  # fmt: skip
_CITED = "may be cited as"
#: Whether an element speaks of citing at all; most do not, and this is quickly seen.
_SPEAKS = etree.XPath("contains(., 'cited')")
_STRING = etree.XPath("string()")
#: What is said to be cited so, the editors' remark after it passed over: "This Act [amending …] may be cited as".
_THIS = re.compile(
    r"\b[Tt]his\s+(?P<what>Act|title|division|subtitle|chapter|part|section)(?:\s*\[[^\]]*\])?,?\s+(?=may\b)"
)
_REFERRED = re.compile(
    r"^(?:The\s+)?(?P<name>[A-Z][^,;()\[\]]{3,200}?(?:, \d{4})?)(?:\s*\[.*?\])?"
    r", referred to in .{1,200}?, is (?P<rest>.*)",
    re.S,
)
_NO_NAME = re.compile(r"(?:This|That|Such|Sections?|Title|Subtitle|Chapter|Part|Par|Subsec|Act|Acts|The date)\b")
_CLASSIFIED = re.compile(r"\(§\s?(?P<section>[\w–-]+) et seq\.\)(?:[^.;]{0,80}?) of Title (?P<title>\d+)")


@dataclass(frozen=True, slots=True)
class Link:
    """A reference: the provision it stands in, where it leads, its words, and whether in text, note or credit."""

    place: str
    target: str
    words: str
    role: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a law, or a part of it, goes by.  code: "17 U.S.C. 101 note"; stat: "132 Stat. 3676"."""

    law: str
    name: str
    code: str = ""
    stat: str = ""


def words(element: etree._Element) -> tuple[str, str]:
    """The words of a piece as they are searched, those of the law and those beside it, a blank between blocks.

    The element itself is not the same afterwards.
    """
    for block in element.iter(*_BLOCKS):
        block.tail = f" {block.tail or ''}"
    found: tuple[list[str], list[str]] = ([], [])
    for child in element:
        if isinstance(child.tag, str):
            found[xml.local(child) in APPARATUS].append(f"{_STRING(child)}{child.tail or ''}")
    law, beside = (" ".join(" ".join(stretch).split()) for stretch in found)
    return law, beside


def links(element: etree._Element, place: str) -> Iterator[Link]:
    """The references in an element at a place; those of tables of contents are left out."""
    known: dict[etree._Element, tuple[str, str]] = {}
    for ref in element.iter("{*}ref"):
        target = settled(ref.get("href") or "")
        parent = ref.getparent()
        if parent is None or not target.startswith("/us/"):
            continue
        if parent not in known:
            known[parent] = _standing(parent, element, place)
        at, role = known[parent]
        if role and (said := plain(ref)):
            yield Link(at, target, said, role)


def _standing(element: etree._Element, top: etree._Element, place: str) -> tuple[str, str]:
    """The provision that an element stands in, and as what: "text", "note", "credit", or "" for contents."""
    role = "text"
    for up in (element, *element.iterancestors()):
        name = xml.local(up)
        if name == "toc":
            return place, ""
        if name == "sourceCredit":
            role = "credit"
        elif name in ("note", "notes") and role == "text":
            role = "note"
        if identifier := up.get("identifier"):
            return settled(identifier), role
        if up is top:
            break
    return place, role


@lru_cache(maxsize=8192)
def section_of(path: str) -> str:
    """The path of the section that a path leads into, else of the law: "/us/usc/t5/s552" for "/us/usc/t5/s552/a"."""
    try:
        cited = from_path(path)
    except Refusal:
        return path
    return Citation(cited.law, section=cited.section).path


def origins(element: etree._Element) -> list[str]:
    """The laws set out in the notes of a Code section, each by its path, once."""
    found = (settled(quoted.get("origin") or "") for quoted in element.iter("{*}quotedContent"))
    return list(dict.fromkeys(law for path in found if (law := _law(path))))


def classified(element: etree._Element, code: str) -> Iterator[credits.Classified]:
    """The sections of Acts whose places in the Code a section of it tells: its own, and those in its notes."""
    credit = next((plain(one) for one in element.iter("{*}sourceCredit")), "")
    return credits.told(from_path(code).path, credit, paragraphs(element))


def row(one: credits.Classified) -> dict[str, str]:
    """What is told of a section of an Act as a row of the table `classified`, but for its piece."""
    return {"act": one.act, "levels": one.levels, "section": one.section, "code": one.code}


def paragraphs(element: etree._Element) -> list[str]:
    """The paragraphs of the notes that tell where the sections of Acts are printed."""
    some = (note for note in element.iter("{*}note") if note.get("topic") in credits.TOPICS)
    return [plain(paragraph) for note in some for paragraph in note.iter("{*}p")]


# ---- names -----------------------------------------------------------------------------------------


def known(element: etree._Element, law: str, line: tuple[tuple[str, str], ...], code: str) -> Iterator[Known]:
    """The names that a piece gives to laws.  law, line: its own law and levels; code: its cite in the Code."""
    for note in element.iter("{*}note"):
        topic = note.get("topic") or ""
        if topic == "referencesInText":
            for paragraph in map(plain, note.iter("{*}p")):
                yield from _referred(paragraph)
                yield from (Known(act, name) for name, act in credits.acts(paragraph))
    blocks = element.iter("{*}p", "{*}content", "{*}chapeau", "{*}text") if _SPEAKS(element) else ()
    for block in blocks:
        if _CITED in "".join(map(str, block.itertext())):
            yield from _named(block, law, line, code)


def _named(block: etree._Element, law: str, line: tuple[tuple[str, str], ...], code: str) -> Iterator[Known]:
    """The names in a block: of the law it stands in, or of the law that its quotation is from."""
    quotations = list(block.iter("{*}quotedContent"))
    stat = next((plain(r) for r in block.iter("{*}ref") if (r.get("href") or "").startswith("/us/stat/")), "")
    for quoted in quotations:
        if origin := _cited(settled(quoted.get("origin") or "")):
            for what, name in _titles(plain(quoted)):
                yield Known(_so_called(origin, what), name, f"{code} note" if code else "", stat)
    inside = any(xml.local(up) in ("quotedContent", "note") for up in block.iterancestors())
    if law.startswith("/us/usc/") or quotations or inside:
        return
    for what, name in _titles(plain(block)):
        big = tuple((kind, own) for kind, own in line if kind in PREFIX and kind != "section")
        section = next((own for kind, own in line if kind == "section"), "")
        yield Known(_so_called(Citation(law, big=big, section=section), what), name)


def _so_called(at: Citation, what: str) -> str:
    """The path of what a short title at this place names: the Act, or the title, division or section it stands in."""
    kept = next((n + 1 for n, (kind, _) in enumerate(at.big) if kind == what), 0)
    if what == "section":
        return Citation(at.law, big=at.big, section=at.section).path
    return Citation(at.law, big=at.big[:kept]).path


def _titles(text: str) -> Iterator[tuple[str, str]]:
    """The short titles in a text, each with what is so called: ("Act", "FREEDOM Support Act")."""
    for said in _THIS.finditer(text):
        sentence = text[said.end() : said.end() + 700].partition(". ")[0]
        for name in names.short_titles(sentence):
            yield said["what"], name


def _referred(text: str) -> Iterator[Known]:
    """The Act of a paragraph "The Widget Act, referred to in text, is Pub. L. 91–1, …, which is classified …"."""
    said = _REFERRED.match(text)
    found = PUBLIC_LAW.search(said["rest"][:40]) if said else None
    if said is None or found is None or _NO_NAME.match(said["name"]):
        return
    where = _CLASSIFIED.search(said["rest"])
    code = f"{where['title']} U.S.C. {where['section']} et seq." if where else ""
    stat = re.search(r"\d+ Stat\. \d+", said["rest"])
    law = f"/us/pl/{found['congress']}/{found['number']}"
    yield Known(law, said["name"], code if of_code(code) else "", stat[0] if stat else "")


def _law(path: str) -> str:
    cited = _cited(path)
    return cited.law if cited else ""


def _cited(path: str) -> Citation | None:
    try:
        return from_path(path)
    except Refusal:
        return None
