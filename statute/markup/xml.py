"""XML as it comes from strangers: parsed with no entities, no network, and bounds on size and depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from lxml import etree

from statute.errors import Refusal

LARGEST = 120_000_000
DEEPEST = 200
#: How every parser here is made.
SAFE: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False,
    "huge_tree": False, "remove_comments": True, "remove_pis": True,
}  # fmt: skip
#: What a parser that reads in a stream says at its end, whatever fault stopped it before.
_NOTHING = "no element found"
_ENCODING = re.compile(rb"^(\s{0,99}<\?xml[^>]{0,99}?)\s+encoding=(\"[^\"]{0,99}\"|'[^']{0,99}')")

#: What the parser says, and the code it is refused with; what nothing here names is F02, not well formed.
_SAID = (
    ("F05", re.compile(r"depth", re.I)),
    ("F03", re.compile(r"entity .*not defined|amplification|entity reference loop", re.I)),
    ("F04", re.compile(r"huge|too long|too large|buffer", re.I)),
    ("F06", re.compile(r"encod|utf-8|invalid (?:xml ?)?char|char 0x", re.I)),
)


def parse(data: bytes | str) -> etree._Element:
    """The root element of a document (bytes, at most `LARGEST` of them).

    Raises `Refusal` F02 (not well formed), F03 (entities), F04 (too large), F05 (too deep),
    F06 (not the encoding it says), F08 (nothing there).  A DOCTYPE is allowed and not fetched.
    """
    raw = _encoded(data) if isinstance(data, str) else data
    if len(raw) > LARGEST:
        raise Refusal.of("F04", f"The XML has {len(raw):,} bytes; at most {LARGEST:,} are read.")
    if not raw.strip():
        raise Refusal.of("F08", "The file is empty.")
    if b"<!ENTITY" in raw:
        raise Refusal.of("F03", "The document declares an entity of its own.", words="<!ENTITY")
    if b"\x00" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal.of("F06", "The file holds NUL bytes; it is not text.")
    with refused():
        root: etree._Element = etree.fromstring(raw, etree.XMLParser(**SAFE))
    check(root)
    return root


@contextmanager
def refused() -> Iterator[None]:
    """Whatever a parser raises inside, as a `Refusal` with its line and column."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from error
    except ValueError as error:
        raise Refusal.of("F06", f"The XML cannot be decoded: {error}.") from error


def _encoded(text: str) -> bytes:
    """Text in UTF-8, the encoding that it says it had no longer said."""
    try:
        return _ENCODING.sub(rb"\1", text.encode())
    except UnicodeEncodeError as error:
        raise Refusal.of("F06", f"Character {error.start + 1} is half of a character.") from error


def _refusal(error: etree.XMLSyntaxError) -> Refusal:
    message = str(error.msg or error).rstrip(".")
    line, column = error.position if error.position else (0, 0)
    if message == _NOTHING and (fatal := list(error.error_log.filter_from_fatals())):
        message, line, column = fatal[-1].message.strip().rstrip("."), fatal[-1].line, fatal[-1].column
    code = next((code for code, said in _SAID if said.search(message)), "F02")
    return Refusal.of(code, f"{message}.", place=f"line {line}, column {column}")


def check(element: etree._Element) -> None:
    """Refuses entities (F03), and elements that stand deeper than all law (F05), in an element and its document."""
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None:  # without a DOCTYPE, the parser itself refuses an entity
        for entity in element.iter(etree.Entity):
            raise Refusal.of("F03", "The document uses an entity.", words=str(entity.text or ""))
        if declared.entities():
            raise Refusal.of("F03", "The document declares an entity of its own.", words="<!ENTITY")
    above = sum(1 for _ in element.iterancestors())
    for deep in _below(DEEPEST - above)(element)[:1]:
        raise too_deep(deep)


def too_deep(element: etree._Element) -> Refusal:
    """The refusal of an element that stands deeper than all law (F05)."""
    said = f"More than {DEEPEST} elements stand inside each other."
    return Refusal.of("F05", said, place=f"line {element.sourceline}")


@lru_cache(maxsize=DEEPEST)
def _below(levels: int) -> etree.XPath:
    """What finds the elements that stand so many levels below another."""
    return etree.XPath("self::*" + "/*" * max(levels, 0))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is not an element."""
    return name(element.tag)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def name(tag: object) -> str:
    """The name that a tag says without its namespace; empty for what is not an element."""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def say(element: etree._Element, words: str) -> None:
    """Puts words after whatever the element holds already."""
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
