"""The words of an XML element, and what stands beside them: references, footnotes, page breaks, brackets.

Markup in a run of words is no part of the law; it is kept beside the words, at its place in them.
Source: USLM user guide, on inline elements, `quotedText` and notes.
"""

from __future__ import annotations

import re

from lxml import etree

from statute.markup import xml
from statute.markup.beside import closed_up, in_order, without
from statute.markup.tags import BLOCKS, POINTS, SAID_POINTS, SPANS, mark_in
from statute.node import RUN, Aside, Mark, Node

#: Attributes of elements that say something; those of print and schema are left.
KEPT = frozenset(("identifier", "value", "origin", "topic", "role", "href", "status", "date", "type"))
_SPACES = re.compile(r"[ \t\r\n]+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Elements that may be apparatus at a point in the words.
_POINTED = frozenset(POINTS) | {"ref", "inline"}
#: Where quotation marks would go that a file leaves out, until it is known whether it prints them outside.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PRINTED_OPEN = re.compile(rf"(?:“|``)\s*({_OPEN})")
_PRINTED_CLOSE = re.compile(rf"{_CLOSE}(?=\s*(?:”|''))")
#: More blanks than any print sets; kept, they would only make every search slow.
_VOID = re.compile(r"\s{100,}")


def attributes(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """The attributes of an element that are kept with its node."""
    return tuple([attribute for attribute in element.items() if attribute[0] in KEPT])


def said(element: etree._Element) -> tuple[tuple[tuple[str, str], ...], Mark | None]:
    """The attributes of an element that are kept with its node, and its mark in a redline."""
    return attributes(element), marked(element)


def marked(element: etree._Element) -> Mark | None:
    """The mark of an element in a redline."""
    classes = element.get("class")
    return mark_in(classes) if classes and "by-" in classes else None


def is_kept(element: etree._Element) -> bool:
    """Whether every blank in the element counts."""
    return element.get(_SPACE) == "preserve"


def is_mixed(element: etree._Element) -> bool:
    """Whether words stand between the blocks of an element."""
    text = element.text
    if text and not text.isspace():
        return True
    return any(tail and not tail.isspace() for tail in [child.tail for child in element])


def spaced(text: str | None, kept: bool) -> str:
    """Words with one blank for every run of them; where each counts, only a void is made one."""
    if not text:
        return ""
    if kept:
        return _VOID.sub(" ", text)
    # Most words need no change, and to see that is quicker than to make it.
    is_plain = "\n" not in text and "  " not in text and "\t" not in text and "\r" not in text
    return text if is_plain else _SPACES.sub(" ", text)


class Words:
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


def inline(element: etree._Element, kept: bool) -> tuple[str, tuple[Aside, ...]]:
    """The words of an element and what stands beside them; `kept` where every blank counts."""
    if not len(element):
        return spaced(element.text, kept), ()
    words = Words(spaced(element.text, kept))
    beside: list[Aside] = []
    for child in element:
        add_inline(child, xml.local(child), words, beside, kept)
        if tail := child.tail:
            words.add(spaced(tail, kept))
    return str(words), tuple(beside)


def add_inline(child: etree._Element, name: str, words: Words, beside: list[Aside], kept: bool) -> None:
    """Adds the words of an inline element of this name, and what stands beside them, to a run."""
    start = words.size
    if name in _POINTED and (point := _point(child, name, start)):
        beside.append(point)
        return
    if name == "br" or (name in BLOCKS and start and not words.pieces[-1].endswith(" ")):
        words.add(" ")
        start += 1
    inner, inside = inline(child, kept or is_kept(child))
    if name == "quotedText":
        inner, inside = _with_marks(inner, inside)
    words.add(inner)
    stop = start + len(inner)
    mark = mark_in(child.get("class") or "", on=name) if name in ("ins", "del") else None
    if mark is not None:
        beside.append(Aside(start, stop, mark.change, "", (("by", str(mark.by)),)))
    elif kind := SPANS.get(name):
        beside.append(Aside(start, stop, kind, "", attributes(child)))
    if inside:
        beside.extend([a.at(a.start + start, a.stop + start) for a in inside])


def _point(element: etree._Element, name: str, at: int) -> Aside | None:
    """The apparatus that an inline element is, at this place in the words; or None."""
    if name in POINTS:
        return Aside(at, at, POINTS[name], plain(element), attributes(element))
    if name == "ref" and element.get("class") == "footnoteRef":
        return Aside(at, at, "footnote", plain(element), (("role", "call"),))
    if name == "inline" and (role := element.get("role")) in SAID_POINTS:
        return Aside(at, at, role, _SPACES.sub(" ", "".join(map(str, element.itertext()))))
    return None


def _with_marks(words: str, beside: tuple[Aside, ...]) -> tuple[str, tuple[Aside, ...]]:
    """Quoted words with one pair of quotation marks, whether the file keeps them inside or not."""
    if words.lstrip().startswith(("“", "``", '"')):
        return words, beside
    return f"{_OPEN}{words}{_CLOSE}", tuple(a.at(a.start + 1, a.stop + 1) for a in beside)


def plain(element: etree._Element) -> str:
    """All words of an element, one blank for every run of them."""
    if not len(element):
        return spaced(element.text, False).strip()
    return _SPACES.sub(" ", "".join(map(str, element.itertext()))).strip()


def trimmed(words: str, beside: tuple[Aside, ...], kept: bool = False) -> tuple[str, tuple[Aside, ...]]:
    """Words without outer blanks, quotation marks that the file left out put in; offsets follow."""
    if _OPEN in words:
        words, beside = _settled_marks(words, beside)
    if kept:
        return words, beside
    body = words.strip()
    if not beside or len(body) == len(words):
        return body, beside
    lead = len(words) - len(words.lstrip())
    size = len(body)
    return body, tuple([a.at(min(max(a.start - lead, 0), size), min(max(a.stop - lead, 0), size)) for a in beside])


def _settled_marks(words: str, beside: tuple[Aside, ...]) -> tuple[str, tuple[Aside, ...]]:
    """The marks that `quotedText` asks for: written only where the words do not print them outside it."""
    printed = [m.start(1) for m in _PRINTED_OPEN.finditer(words)]
    printed += [m.start() for m in _PRINTED_CLOSE.finditer(words)]
    spans = [(place, place + 1) for place in sorted(printed)]
    moved = closed_up(spans)
    settled = without(words, spans).replace(_OPEN, "“").replace(_CLOSE, "”")
    return settled, tuple(a.at(moved(a.start), moved(a.stop)) for a in beside)


def leaf(
    kind: str,
    words: str,
    beside: tuple[Aside, ...],
    attrs: tuple[tuple[str, str], ...] = (),
    mark: Mark | None = None,
) -> Node:
    """A leaf; where stretches of its words came or went, one of runs, its asides at their old places."""
    if not beside:
        return Node(kind, words, mark=mark, attrs=attrs)
    changes = [a for a in beside if a.kind in ("ins", "del")]
    if not changes:
        return Node(kind, words, mark=mark, beside=in_order(beside), attrs=attrs)
    others = in_order(a for a in beside if a.kind not in ("ins", "del"))
    runs: list[Node] = []
    at = 0
    for a in changes:
        if words[at : a.start]:
            runs.append(Node(RUN, words[at : a.start]))
        runs.append(Node(RUN, words[a.start : a.stop], mark=Mark(a.kind, int(dict(a.attrs)["by"]))))
        at = a.stop
    if words[at:]:
        runs.append(Node(RUN, words[at:]))
    old = closed_up([(a.start, a.stop) for a in changes if a.kind == "ins"])
    moved = in_order(a.at(old(a.start), old(a.stop)) for a in others)
    return Node(kind, _joined(runs), mark=mark, beside=moved, attrs=attrs)


def _joined(runs: list[Node]) -> tuple[Node, ...]:
    """Runs, those cut only for the sake of markup made one again."""
    found: list[Node] = []
    for run in runs:
        if found and found[-1].mark == run.mark:
            found[-1] = found[-1].having(content=found[-1].words + run.words)
        else:
            found.append(run)
    return tuple(found)
