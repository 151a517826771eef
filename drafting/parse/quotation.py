"""Quoted matter lifted out of a bill's text, offsets kept: what remains is the language of instructions.

Rules: outer marks are double, inside them single, and one level is undone when matter moves into the
law; a string holds exactly what is struck or inserted; the mark after a block belongs to the bill.
Source: House Legislative Counsel's Manual on Drafting Style, on quotations; GPO Style Manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafting.thing import Matter
from statute.node import APPARATUS, TEXT, Node

_FIRST = 0xE000
_MOST = 0x1800
_MARK = re.compile("[“”]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one provision of a bill says by itself: text with a private character for each quotation.

    quotes: the matter of each, in order.  pieces: (offset in the text, leaf id, offset in the leaf) for the
    way back.  lengths: how many characters of the leaf each quotation took, marks included.
    """

    text: str
    quotes: tuple[Matter, ...]
    pieces: tuple[tuple[int, str, int], ...]
    originals: tuple[str, ...]

    def quote_at(self, at: int) -> tuple[Matter, int] | None:
        """The quotation at this place, blanks before it passed over, and where it ends."""
        while at < len(self.text) and self.text[at] == " ":
            at += 1
        if at < len(self.text) and (n := ord(self.text[at]) - _FIRST) in range(len(self.quotes)):
            return self.quotes[n], at + 1
        return None

    def words(self, start: int, stop: int) -> str:
        """The bill's own words for a stretch, quotations put back as they stood."""
        return self.words_of(self.text[start:stop])

    def words_of(self, text: str) -> str:
        """The bill's own words for a text that was taken from the utterance."""
        last = chr(_FIRST + len(self.originals))
        return "".join(self.originals[ord(c) - _FIRST] if "\ue000" <= c < last else c for c in text)

    def origin(self, at: int) -> tuple[str, int]:
        """The leaf and the offset in it that a place of the text came from."""
        found = ("", 0)
        for offset, leaf, place in self.pieces:
            if offset > at:
                break
            found = (leaf, place + at - offset)
        return found


def utter(parts: Iterable[Node]) -> Utterance:
    """The utterance of a run of leaves and quoted blocks of a bill."""
    text: list[str] = []
    quotes: list[Matter] = []
    originals: list[str] = []
    pieces: list[tuple[int, str, int]] = []
    size = 0

    def add(words: str, leaf: str, at: int) -> None:
        nonlocal size
        pieces.append((size, leaf, at))
        text.append(words)
        size += len(words)

    def lift(matter: Matter, original: str, leaf: str, at: int) -> None:
        if len(quotes) < _MOST:
            add(chr(_FIRST + len(quotes)), leaf, at)
            quotes.append(matter)
            originals.append(original)

    parts = list(parts)
    for n, part in enumerate(parts):
        if n and part.kind == "quoted" and _left_open(parts[n - 1]) is not None:
            continue
        if size and part.kind != "after":
            add(" ", part.id, 0)
        if part.kind in ("quoted", "table", "toc"):
            lift(_block(part), "[quoted matter]", part.id, 0)
            continue
        if not part.is_leaf:
            continue
        at = 0
        words = _PRIVATE.sub("\ufffd", part.words)
        for start, stop in _quotations(words):
            add(words[at:start], part.id, at)
            lift(Matter(unnested(part.words[start + 1 : stop - 1]).strip()), part.words[start:stop], part.id, start)
            at = stop
        open_at = _left_open(part)
        if open_at is not None and n + 1 < len(parts) and parts[n + 1].kind == "quoted":
            # A quotation left open runs on in the block below it: words first, then provisions.
            lead = Node(TEXT, unnested(part.words[open_at + 1 :]).strip())
            add(words[at:open_at], part.id, at)
            original = f"{part.words[open_at:]} [quoted matter]"
            lift(Matter("", (lead, *_block(parts[n + 1]).parts)), original, part.id, open_at)
            at = len(words)
        add(words[at:], part.id, at)
    return Utterance("".join(text), tuple(quotes), tuple(pieces), tuple(originals))


def _quotations(text: str) -> list[tuple[int, int]]:
    """The outer quotations of a text, marks included; one that is not closed is none."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for mark in _MARK.finditer(text):
        if mark[0] == "“":
            start = mark.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((start, mark.end()))
    return found


def _left_open(part: Node) -> int | None:
    """Where a leaf's last quotation begins, if it is not closed in the leaf."""
    if not part.is_leaf:
        return None
    depth, start = 0, None
    for mark in _MARK.finditer(part.words):
        if mark[0] == "“":
            start = mark.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
    return start if depth else None


def _block(part: Node) -> Matter:
    if part.kind != "quoted":
        return Matter("", (part,))
    parts = _unnested_parts(p for p in part.parts if p.kind != "after")
    if len(parts) == 1 and parts[0].kind == TEXT:
        return Matter(parts[0].words)
    return Matter("", parts)


def _unnested_node(node: Node) -> Node:
    """New matter as it goes into the law: one level of quotation undone, the printer's side notes left behind."""
    if node.is_leaf:
        spans = tuple(a for a in node.beside if not a.words)
        return Node(node.kind, unnested(node.words), node.id, node.mark, spans, node.attrs)
    return Node(node.kind, _unnested_parts(node.parts), node.id, node.mark, node.beside, node.attrs)


def _unnested_parts(parts: Iterable[Node]) -> tuple[Node, ...]:
    """Parts of new matter; a text that held nothing but a side note or the end of a page is none."""
    kept = (_unnested_node(p) for p in parts if p.kind not in APPARATUS)
    return tuple(p for p in kept if p.kind != TEXT or p.content)


def unnested(words: str) -> str:
    """Words with one level of quotation undone: ‘widget’ becomes “widget”, “x” inside it becomes ‘x’.

    >>> unnested("the term ‘widget’ means the Secretary’s widget")
    'the term “widget” means the Secretary’s widget'
    """
    if "‘" not in words:
        return words
    out = list(words)
    at = 0
    while (start := words.find("‘", at)) >= 0:
        stop = start + 1
        while (stop := words.find("’", stop)) >= 0 and words[stop + 1 : stop + 2].isalnum():
            stop += 1
        if stop < 0:
            break
        out[start], out[stop] = "“", "”"
        for n in range(start + 1, stop):
            out[n] = {"“": "‘", "”": "’"}.get(out[n], out[n])
        at = stop + 1
    return "".join(out)


def nested(words: str) -> str:
    """Words as they stand inside a quotation: “widget” becomes ‘widget’, and ‘x’ inside it “x”."""
    out: list[str] = []
    depth = 0
    for n, c in enumerate(words):
        if c == "“":
            out.append("‘" if depth % 2 == 0 else "“")
            depth += 1
        elif c == "”" and depth:
            depth -= 1
            out.append("’" if depth % 2 == 0 else "”")
        elif c == "‘" and depth:
            out.append("“")
            depth += 1
        elif c == "’" and depth > 1 and not words[n + 1 : n + 2].isalnum():
            depth -= 1
            out.append("”")
        else:
            out.append(c)
    return "".join(out)
