"""The ladder of levels, title to subitem, and how each level is designated.

Source: House Legislative Counsel's Manual on Drafting Style, on the breakdown of sections;
USLM user guide, on hierarchical levels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from statute.node import NUM, Node

#: From the largest to the smallest.  A level may skip steps, never climb.
LADDER = (
    "law", "division", "subdivision", "title", "subtitle", "chapter", "subchapter", "part", "subpart",
    "appropriations", "section",
    "subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem",
)  # fmt: skip
RANK = {kind: n for n, kind in enumerate(LADDER)}
BIG = frozenset(LADDER[: RANK["section"]])
SMALL = LADDER[RANK["section"] + 1 :]
#: No level bears a longer designation, in characters.
LONGEST = 12

#: Two designations printed as one.
_TWO = re.compile(r"(\(\w+\))\s*(\(\w+\))")
_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def is_level(node: Node) -> bool:
    """Whether the node is a level of the ladder."""
    return node.kind in RANK


def designation(node: Node) -> str:
    """The bare designation of a level: "a" for "(a)", "907" for "SEC. 907." and "§ 907."; else ""."""
    num = node.part(NUM)
    return bare(num.words) if num is not None else ""


def apart(node: Node) -> Node:
    """A level printed "(4)(A)" made two, the second inside the first; any other as it is."""
    num = node.part(NUM)
    if num is None or ")" not in num.words[:-1] or not (both := _TWO.fullmatch(num.words)):
        return node
    inner = next((k for k in kinds(bare(both[2])) if RANK[k] > RANK.get(node.kind, 0)), None)
    if inner is None:
        return node
    below = Node(inner, (Node(NUM, both[2]), *(p for p in node.parts if p is not num)))
    return node.having(content=(num.having(content=both[1], beside=()), below))


_BARE = re.compile(
    r"^\W*(?:(?:sections?|sec|§+|title|subtitle|part|subpart|chapter|subchapter|division|subdivision)\b\.?)?\W*"
    r"(?P<body>[\w.–‑‐-]*?)[\W_]*$",
    re.I,
)


def bare(num: str) -> str:
    """The designation in a printed number.

    >>> bare("“(a)"), bare("SEC. 907."), bare("§ 300aa–1."), bare("TITLE II—")
    ('a', '907', '300aa-1', 'II')
    """
    return _bare(num) if len(num) <= 2 * LONGEST else _bare.__wrapped__(num)  # no cache keeps what is not law


@lru_cache(maxsize=1 << 16)
def _bare(num: str) -> str:
    match = _BARE.match(num.strip())
    return re.sub("[–‑‐]", "-", match["body"]) if match else ""


def roman(text: str) -> int | None:
    """The value of a roman numeral in one case, or None."""
    if not text or not (text.islower() or text.isupper()) or not _ROMAN.fullmatch(text):
        return None
    values = [_VALUE[c] for c in text.lower()]
    return sum(-v if v < max(values[n + 1 :], default=0) else v for n, v in enumerate(values))


def letters(text: str) -> int | None:
    """The place of a letter designation: a is 1, z 26, aa 27, bb 28, aaa 53; or None."""
    if not text.isalpha() or not text.isascii() or len(set(text.lower())) != 1:
        return None
    return ord(text[0].lower()) - 96 + 26 * (len(text) - 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A designation read as one level: its kind, its ordinal, and what is added ("3A": 3, "A")."""

    kind: str
    ordinal: int
    suffix: str = ""


@lru_cache(maxsize=4096)
def places(text: str) -> tuple[Place, ...]:
    """Every level that a bare designation can belong to, the likeliest first.

    >>> [p.kind for p in places("i")]
    ['clause', 'subsection']
    """
    found: list[Place] = []
    if len(text) > LONGEST:
        return ()
    match = re.fullmatch(r"(\d+)((?:[-–]\d+)*[A-Za-z]{0,2}(?:[-–]\d+)*)", text)
    if match:
        return (Place("paragraph", int(match[1]), match[2]),)
    if not text.isalnum():
        return ()
    lower = text.islower()
    number, letter = roman(text), letters(text)
    if number is not None:
        found.append(Place("clause" if lower else "subclause", number))
    if letter is not None and len(text) == 1:
        found.append(Place("subsection" if lower else "subparagraph", letter))
    if letter is not None and len(text) == 2:
        found += [
            Place("item" if lower else "subitem", letter - 26),
            Place("subsection" if lower else "subparagraph", letter),
        ]
    if letter is not None and len(text) == 3:
        found.append(Place("subsection" if lower else "subparagraph", letter))
    if not found and (match := re.fullmatch(r"([a-z]+|[A-Z]+)[-–]?(\d+|[A-Za-z])", text)):
        found = [Place(p.kind, p.ordinal, match[2]) for p in places(match[1])]
    return tuple(sorted(found, key=lambda p: p.kind not in ("clause", "subclause") or p.ordinal >= 50))


def kinds(text: str) -> tuple[str, ...]:
    """The kinds of small level that a bare designation can stand for."""
    return tuple(p.kind for p in places(text))


def follows(one: str, other: str, kind: str) -> bool:
    """Whether `other` is the next designation after `one` at this level, "3A" after "3" included."""
    kind = "paragraph" if kind in BIG or kind == "section" else kind
    first = next((p for p in places(one) if p.kind == kind), None)
    then = next((p for p in places(other) if p.kind == kind), None)
    if first is None or then is None:
        return False
    return then.ordinal == first.ordinal + 1 or (then.ordinal == first.ordinal and then.suffix > first.suffix)


def order(text: str, kind: str) -> tuple[int, str]:
    """A key that sorts the designations of one level."""
    place = next((p for p in places(text) if p.kind == kind), None)
    return (place.ordinal, place.suffix) if place else (10**6, text)


def _numeral(number: int) -> str:
    pieces = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    out = ""
    for value, sign in pieces:
        while number >= value:
            out, number = out + sign, number - value
    return out


def _letter(number: int) -> str:
    turn, place = divmod(number - 1, 26)
    return chr(97 + place) * (turn + 1)


def designated(kind: str, ordinal: int) -> str:
    """The bare designation that a level of this kind bears at this place, from 1.

    >>> designated("clause", 4), designated("subparagraph", 2), designated("item", 1)
    ('iv', 'B', 'aa')
    """
    match kind:
        case "clause":
            return _numeral(ordinal)
        case "subclause":
            return _numeral(ordinal).upper()
        case "subsection":
            return _letter(ordinal)
        case "subparagraph":
            return _letter(ordinal).upper()
        case "item":
            return _letter(ordinal + 26)
        case "subitem":
            return _letter(ordinal + 26).upper()
        case _:
            return str(ordinal)
