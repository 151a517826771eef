"""The words of an XML element, and what stands beside them: references, footnotes, page breaks, brackets.

Markup in a run of words is no part of the law; it is kept beside the words, at its place in them.
Source: USLM user guide, on inline elements, `quotedText` and notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from statute.markup.beside import closed_up, in_order, without
from statute.markup.tags import BLOCKS, POINTS, SAID_POINTS, SPANS, mark_in
from statute.markup.xml import local
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


#: The attributes of an element that are kept with its node, its mark in a redline, and whether each blank in it counts.
Said = tuple[tuple[tuple[str, str], ...], Mark | None, bool]
_NOTHING: Said = (), None, False


def said(element: etree._Element) -> Said:
    """All that the attributes of an element say, gathered in one pass."""
    all_said = element.items()
    if not all_said:
        return _NOTHING
    kept, mark, spaces = [], None, False
    for attribute in all_said:
        name, value = attribute
        if name in KEPT:
            kept.append(attribute)
        elif name == "class":
            if "by-" in value:
                mark = mark_in(value)
        elif name == _SPACE:
            spaces = value == "preserve"
    return tuple(kept), mark, spaces


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


def inline(element: etree._Element, kept: bool) -> tuple[str, Sequence[Aside]]:
    """The words of an element and what stands beside them; `kept` where every blank counts."""
    words = spaced(element.text, kept)
    if not len(element):
        return words, ()
    beside: list[Aside] = []
    for child in element:
        words += inner(child, local(child), words, beside, kept)
        if tail := child.tail:
            words += spaced(tail, kept)
    return words, beside


def inner(child: etree._Element, name: str, before: str, beside: list[Aside], kept: bool) -> str:
    """The words that an inline element of this name puts after those before it; adds what stands beside them."""
    start = len(before)
    if name in _POINTED and (point := _point(child, name, start)):
        beside.append(point)
        return ""
    lead = " " if name == "br" or (name in BLOCKS and before and not before.endswith(" ")) else ""
    start += len(lead)
    attrs, _, spaces = said(child)
    words, inside = inline(child, kept or spaces) if len(child) else (spaced(child.text, kept or spaces), ())
    if name == "quotedText":
        words, inside = _with_marks(words, inside)
    stop = start + len(words)
    mark = mark_in(child.get("class") or "", on=name) if name in ("ins", "del") else None
    if mark is not None:
        beside.append(Aside(start, stop, mark.change, "", (("by", str(mark.by)),)))
    elif kind := SPANS.get(name):
        beside.append(Aside(start, stop, kind, "", attrs))
    if inside:
        beside += [a.at(a.start + start, a.stop + start) for a in inside]
    return lead + words if lead else words


def _point(element: etree._Element, name: str, at: int) -> Aside | None:
    """The apparatus that an inline element is, at this place in the words; or None."""
    if name in POINTS:
        return Aside(at, at, POINTS[name], plain(element), attributes(element))
    if name == "ref" and element.get("class") == "footnoteRef":
        return Aside(at, at, "footnote", plain(element), (("role", "call"),))
    if name == "inline" and (role := element.get("role")) in SAID_POINTS:
        return Aside(at, at, role, _SPACES.sub(" ", "".join(map(str, element.itertext()))))
    return None


def _with_marks(words: str, beside: Sequence[Aside]) -> tuple[str, Sequence[Aside]]:
    """Quoted words with one pair of quotation marks, whether the file keeps them inside or not."""
    if words.lstrip().startswith(("“", "``", '"')):
        return words, beside
    return f"{_OPEN}{words}{_CLOSE}", [a.at(a.start + 1, a.stop + 1) for a in beside]


def plain(element: etree._Element) -> str:
    """All words of an element, one blank for every run of them."""
    if not len(element):
        return spaced(element.text, False).strip()
    return _SPACES.sub(" ", "".join(map(str, element.itertext()))).strip()


def phrase(element: etree._Element, kept: bool) -> tuple[str, Sequence[Aside]]:
    """The words of an element without outer blanks, and what stands beside them."""
    if len(element):
        return trimmed(*inline(element, kept), kept)
    words = spaced(element.text, kept)
    return (words if kept else words.strip()), ()


def trimmed(words: str, beside: Sequence[Aside], kept: bool = False) -> tuple[str, Sequence[Aside]]:
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
    return body, [a.at(min(max(a.start - lead, 0), size), min(max(a.stop - lead, 0), size)) for a in beside]


def _settled_marks(words: str, beside: Sequence[Aside]) -> tuple[str, Sequence[Aside]]:
    """The marks that `quotedText` asks for: written only where the words do not print them outside it."""
    printed = [m.start(1) for m in _PRINTED_OPEN.finditer(words)]
    printed += [m.start() for m in _PRINTED_CLOSE.finditer(words)]
    spans = [(place, place + 1) for place in sorted(printed)]
    moved = closed_up(spans)
    settled = without(words, spans).replace(_OPEN, "“").replace(_CLOSE, "”")
    return settled, [a.at(moved(a.start), moved(a.stop)) for a in beside]


def leaf(
    kind: str,
    words: str,
    beside: Sequence[Aside],
    attrs: tuple[tuple[str, str], ...] = (),
    mark: Mark | None = None,
) -> Node:
    """A leaf; where stretches of its words came or went, one of runs, its asides at their old places."""
    if not beside:
        return Node(kind, words, "", mark, (), attrs)
    changes = [a for a in beside if a.kind in ("ins", "del")]
    if not changes:
        return Node(kind, words, "", mark, in_order(beside), attrs)
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
