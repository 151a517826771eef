"""Finding: the provision at a path, and every place where some words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from statute import levels
from statute.node import APPARATUS, HEADING, NUM, Node, leaves, line_to

# ---- provisions ------------------------------------------------------------------------------------


def provisions(node: Node) -> Iterator[Node]:
    """The levels right below a node; what merely wraps them (a heading's matter) is looked through."""
    for part in node.parts:
        if part.kind in levels.RANK:
            yield part
        elif part.parts and part.kind not in APPARATUS and part.kind not in ("quoted", "table", "toc"):
            yield from provisions(part)


def below(node: Node, designator: str) -> list[Node]:
    """The provisions right below a node that bear this designation, in order; the case counts."""
    return [p for p in provisions(node) if levels.designation(p) == designator]


def at(node: Node, path: Iterable[str]) -> list[Node]:
    """The provisions at a path of bare designations below a node: ("b", "1") is subsection (b)(1)."""
    found = [node]
    for designator in path:
        found = [p for n in found for p in below(n, designator)]
    return found


def sections(law: Node) -> Iterator[Node]:
    """The sections of a law in order; those that it only quotes, or notes, are not its own."""
    stack = [law]
    while stack:
        top = stack.pop()
        if top.kind == "section":
            yield top
        elif isinstance(top.content, tuple) and top.kind not in APPARATUS and top.kind != "quoted":
            stack.extend(reversed(top.content))


def numbered(sections: Iterable[Node], number: str) -> list[Node]:
    """Those of some sections that bear this number."""
    first = number.partition("-")[0]  # a dash is printed in several ways; what stands before it, in one
    near = (n for n in sections if (num := n.part(NUM)) is not None and first in num.words)
    return [n for n in near if levels.designation(n) == number]


def everywhere(node: Node, path: tuple[str, ...]) -> list[Node]:
    """The provisions anywhere in a node at whose end this path stands, in document order."""
    hits: list[Node] = []
    stack = [node]
    while stack:
        top = stack.pop()
        hits += at(top, path)
        stack.extend(reversed(list(provisions(top))))
    return hits


def trail(root: Node, id: str) -> list[Node]:
    """The levels from the root down to the node with this id, itself included if it is a level."""
    return [node for node in line_to(root, id) if node.kind in levels.RANK]


def spoken(root: Node, id: str) -> str:
    """Where a node stands, as a lawyer says it: "subsection (b)(1)" or "section 907(b)(1)"."""
    whole = trail(root, id)
    line = [n for n in whole if n.kind not in levels.BIG]
    if not line:
        named = [f"{n.kind} {levels.designation(n)}" for n in whole if levels.designation(n)]
        return named[-1] if named else ""
    small = [n for n in line if n.kind != "section"]
    pinpoint = "".join(f"({levels.designation(n)})" for n in small)
    if line[0].kind == "section":
        return f"section {levels.designation(line[0])}{pinpoint}"
    return f"{small[0].kind} {pinpoint}" if small else ""


# ---- the stream of words ---------------------------------------------------------------------------


class Piece(NamedTuple):
    """Part of a leaf in a stream: the leaf's words from `start` to `stop` stand at `at` in the stream."""

    leaf: Node
    start: int
    stop: int
    at: int


@dataclass(frozen=True, slots=True)
class Stream:
    """The words of some leaves as one text, with the way back to the leaves.

    Leaves are joined by one space, a heading to its text by ".—", as in print.
    """

    text: str
    pieces: tuple[Piece, ...]

    def places(self, start: int, stop: int) -> list[tuple[Node, int, int]]:
        """The stretches of leaves (leaf, start, stop in characters) under a stretch of the stream."""
        return [
            (p.leaf, p.start + max(start - p.at, 0), p.start + min(stop - p.at, p.stop - p.start))
            for p in self.pieces
            if p.at < stop and start < p.at + (p.stop - p.start)
        ]

    def within(self, kind: str, start: int, stop: int) -> bool:
        """Whether a stretch lies wholly in leaves of one kind."""
        return all(leaf.kind == kind for leaf, _, _ in self.places(start, stop))


def joint(left: Node, right: Node) -> str:
    """What print puts between two leaves that follow each other."""
    if left.kind == HEADING and right.kind not in (HEADING,) and left.attr("joint") != "line":
        end = left.words.rstrip()
        return "" if end.endswith("—") else "—" if end.endswith(".") else ".—"
    return " "


def stream(pieces: Iterable[tuple[Node, int, int]]) -> Stream:
    """A stream of stretches of leaves, given in document order."""
    text: list[str] = []
    placed: list[Piece] = []
    at, last = 0, None
    for leaf, start, stop in pieces:
        if last is not None and last is not leaf:
            join = joint(last, leaf)
            text.append(join)
            at += len(join)
        text.append(leaf.words[start:stop])
        placed.append(Piece(leaf, start, stop, at))
        at += stop - start
        last = leaf
    return Stream("".join(text), tuple(placed))


def stream_of(whole: Iterable[Node]) -> Stream:
    """A stream of whole leaves."""
    return stream((leaf, 0, len(leaf.words)) for leaf in whole)


def words_of(node: Node) -> str:
    """The words of a provision as print runs them on."""
    return stream_of(leaves(node)).text


# ---- words -----------------------------------------------------------------------------------------

_FOLDED = {
    **dict.fromkeys('“”"', "(?:[“”\"]|``|'')"),
    **dict.fromkeys("‘’'`", "[‘’'`]"),
    **dict.fromkeys("-‐‑–", "[-‐‑–]"),
    "—": "(?:—|--)",
    "ﬁ": "(?:ﬁ|fi)",
    "ﬂ": "(?:ﬂ|fl)",
}
_SPACE = "[\\s\u00a0\u202f\u2009]+"
_REFERENCE = re.compile(r"\b(?:sections?|§+)\s+[\w.–-]*\d[A-Za-z]*$", re.I)


@lru_cache(maxsize=4096)
def pattern(words: str, *, case: bool = True) -> re.Pattern[str]:
    """A pattern that finds these words as whole tokens, folding quotation marks, spaces and dashes.

    "30" does not hit "300" or "1,300"; "section 5" does not hit "section 5A" or "section 5(b)".
    """
    pieces: list[str] = []
    for token in re.findall(r"``|''|--|[\s\u00a0\u202f\u2009]+|\u00ad|.", words.strip(), re.S):
        if token == "\u00ad":
            continue
        if token.isspace():
            pieces.append(_SPACE)
        elif token in ("``", "''"):
            pieces.append(_FOLDED['"'])
        elif token == "--":
            pieces.append(_FOLDED["—"])
        else:
            pieces.append(_FOLDED.get(token) or re.escape(token))
    body = "\u00ad?".join(pieces) if "\u00ad" in words else "".join(pieces)
    stripped = words.strip()
    if not stripped:
        return re.compile(r"(?!)")
    before = after = ""
    if stripped[0].isalnum():
        before = r"(?<![\w])" + (r"(?<!\d[.,])" if stripped[0].isdigit() else "")
    if stripped[-1].isalnum():
        after = r"(?![\w])" + (r"(?![.,]\d)" if stripped[-1].isdigit() else "")
        if _REFERENCE.search(stripped):
            after += r"(?!\(\w)(?![-–]\d)"
    return re.compile(before + body + after, 0 if case else re.I)


def hits(text: str, words: str, *, case: bool = True) -> list[tuple[int, int]]:
    """Every place (start, stop in characters) where the words stand in a text, none overlapping."""
    return [m.span() for m in pattern(words, case=case).finditer(text)]


# ---- sentences and provisos ------------------------------------------------------------------------

_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|U\.S|U\.S\.C|C\.F\.R|D\.C|Pub|L|No|Nos|Inc|Corp|Co|Ltd|Sec|Secs|Stat|Art|Ex|Ord|Mr|Mrs|Ms|Dr|St|Jr|Sr|Subsec|Par|sec|secs|Fed|Reg|"
    r"e\.g|i\.e|cf|vs?|App|seq|al|Res|Con|Rept|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec))\.$"
)
_STOP = re.compile(r"[.?!](?:[”’\"')\]]*)(?=\s+(?P<next>[“‘\"(\[]*[A-Z0-9]))")
_LONGEST = len(" Subsec")  # of the abbreviations, and what stands before one


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text (start, stop in characters); one that introduces a list runs to the list's end.

    >>> text = "See 5 U.S.C. 552. It applies."
    >>> [text[a:b] for a, b in sentences(text)]
    ['See 5 U.S.C. 552.', 'It applies.']
    """
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for stop in _STOP.finditer(text):
        head = text[max(start, stop.start() - _LONGEST) : stop.start() + 1]
        if _ABBREVIATION.search(head) and text[stop.start()] == ".":
            continue
        found.append((start, stop.end()))
        start = stop.start("next")
    if text[start:].strip():
        found.append((start, len(text.rstrip())))
    return found


def provisos(text: str) -> list[tuple[int, int]]:
    """The provisos of a text, the first "Provided, That" being number 1."""
    starts = [m.start() for m in re.finditer(r"\bProvided,?\s+(?:further,?\s+)?[Tt]hat\b", text)]
    return [(a, b) for a, b in pairwise([*starts, len(text)])]


def own_leaves(node: Node) -> list[Node]:
    """The leaves of a provision's own text in order, without its designation, heading and provisions."""
    return [p for p in node.parts if p.is_leaf and p.kind not in (NUM, HEADING) and p.kind not in APPARATUS]
