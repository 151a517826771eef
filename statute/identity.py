"""Which law a document holds, where its root bears no identifier: by its number, its cites, its own words.

Source: USLM schema 2.1.0, on `meta` (docNumber, congress, dc:type, citableAs); the prefaces of Statute Compilations
("a compilation of the text of Public Law 95–604"); GPO's names for bills ("119 HR 5369 IH").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from statute import names
from statute.citation import PUBLIC_LAW, settled
from statute.markup import xml
from statute.markup.inline import plain

#: What GPO writes before the title of a bill: "115 HR 255 ENR: To authorize"; the number may be run on, "S1318".
HEADED = re.compile(r"(?P<congress>\d+) (?P<kind>[HS][A-Z]*?) ?(?P<number>\d+)(?: (?P<stage>[A-Z]{1,4}))?(?:\s*: |$)")
#: The title in the metadata of a document; a title of a bill is none.
TITLE = "{http://purl.org/dc/elements/1.1/}title"
_COMPILED = re.compile(r"\b(?:compilation of the text of|This Act consists of)\s+")
#: The kinds of bills as `dc:type` names them, and as paths do.
_KINDS = {
    "House Bill": "hr", "Senate Bill": "s", "House Joint Resolution": "hjres", "Senate Joint Resolution": "sjres",
    "House Concurrent Resolution": "hconres", "Senate Concurrent Resolution": "sconres",
    "House Simple Resolution": "hres", "House Resolution": "hres",
    "Senate Simple Resolution": "sres", "Senate Resolution": "sres",
}  # fmt: skip
_LAWS = {"statuteCompilation": "pl", "pLaw": "pl"}
_AMENDMENTS = ("engrossedAmendment", "amendment")
#: What may be a piece of a law alone, and say of which.
_FRAGMENTS = ("note", "notes", "quotedContent", "main")


def path_of(root: etree._Element, meta: etree._Element | None, cited: Sequence[str]) -> str:
    """The path of the law that a USLM document holds, "" where it does not say.

    meta: its `meta`; cited: what that says the law is cited as.
    """
    if meta is None:
        return _origin(root)
    if xml.local(root) in _AMENDMENTS:
        return _of_amendment(_child(meta, "title"))
    return _by_cite(cited) or _by_number(root, meta) or _by_preface(root) or _by_title(meta)


def of_bill(root: etree._Element) -> str:
    """The path of a document of the bill DTD: by Congress and number, or as an amendment to a bill; "" for neither."""
    congress = re.search(r"\d+", first(root, "congress"))
    said = re.sub(r"[^A-Z0-9]", "", first(root, "legis-num").upper())
    number = re.fullmatch(r"(HR|S|[HS](?:J|CON)?RES)(\d+)", said)
    if congress and number:
        return f"/us/bill/{congress[0]}/{number[1].lower()}/{number[2]}"
    return _of_amendment(first(root, TITLE))


def draft(name: str) -> str:
    """The path of a document that bears no number, from a name: "/us/draft/widget-safety-act-of-2025".

    >>> draft("Widget Safety Act of 2025")
    '/us/draft/widget-safety-act-of-2025'
    """
    slug = re.sub(r"[\W_]+", "-", names.folded(name), flags=re.ASCII)[:100].strip("-")
    return f"/us/draft/{slug}" if slug else ""


def first(root: etree._Element, name: str) -> str:
    """The words of the first element of this name in a document; "" where there is none."""
    found = next(root.iter(name), None)
    return plain(found) if found is not None else ""


def _by_cite(cited: Sequence[str]) -> str:
    if match := next((m for c in cited if (m := PUBLIC_LAW.search(c))), None):
        return f"/us/pl/{match['congress']}/{match['number']}"
    private = next((m for c in cited if (m := re.match(r"Private Law (\d+)[–-](\d+)", c))), None)
    return f"/us/pvtl/{private[1]}/{private[2]}" if private else ""


def _by_number(root: etree._Element, meta: etree._Element) -> str:
    """The path from the Congress and the number of a document, and its kind."""
    congress, number, kind = (_child(meta, name) for name in ("congress", "docNumber", "type"))
    if not (congress.isdigit() and re.fullmatch(r"\d+", number)):
        return ""
    if law := _LAWS.get(xml.local(root)):
        return f"/us/{'pvtl' if _child(meta, 'publicPrivate') == 'private' else law}/{congress}/{number}"
    return f"/us/bill/{congress}/{_KINDS[kind]}/{number}" if kind in _KINDS else ""


def _by_preface(root: etree._Element) -> str:
    """The public law that the preface of a compilation says it is the text of."""
    preface = root.find("{*}preface")
    words = plain(preface) if preface is not None else ""
    said = _COMPILED.search(words)
    law = PUBLIC_LAW.match(words, said.end()) if said else None
    return f"/us/pl/{law['congress']}/{law['number']}" if law else ""


def _by_title(meta: etree._Element) -> str:
    title = HEADED.match(_child(meta, "title"))
    return f"/us/bill/{title['congress']}/{title['kind'].lower()}/{title['number']}" if title else ""


def _of_amendment(title: str) -> str:
    """The path of an amendment to a bill, of which it is no text: "/us/bill/119/s/1318eah" for "119 S1318 EAH"."""
    said = HEADED.match(title)
    if said is None or not said["stage"]:
        return ""
    return f"/us/bill/{said['congress']}/{said['kind'].lower()}/{said['number']}{said['stage'].lower()}"


def _origin(root: etree._Element) -> str:
    """Where quoted matter, or the one quotation in a note, says it is from."""
    if xml.local(root) not in _FRAGMENTS:
        return ""
    origins = {settled(quoted.get("origin") or "") for quoted in root.iter("{*}quotedContent")} - {""}
    return origins.pop() if len(origins) == 1 else ""


def _child(meta: etree._Element, name: str) -> str:
    return next((plain(child) for child in meta if xml.local(child) == name), "")
