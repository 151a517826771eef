"""Templates of instruction segments with their counts, each made a sentence again and read.

A template has Q for quoted words, B for a block, L for the noun of a level, D for a designation (D-LIST,
D-RANGE for several), N for a number, CTX for a remark such as "as amended by section 3".  A segment that
was cut short where its block began, or inside a bracketed cite, is completed as the phrase goes on.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from drafting.instruction import Unread
from drafting.parse import parse
from statute.formats import text

_BLOCK = "“(9) New matter.”"
_WORDS = ("alpha", "beta", "gamma", "delta", "epsilon")
#: What a hole of a template becomes; the first that fits.
_HOLES = (
    (r"\(N U\.S\.C$", "(42 U.S.C. 300)"),
    (r"\bCTX\b", "as amended by section 3 of this Act"),
    (r"\bL(?= (?:relating|related|pertaining) to|s? for\b)", "item"),
    (r"(?<=ing to )L D(?: D)?\b|(?<=related to )L D\b", "section 7"),
    (r"(?<=table of )L\b", "sections"),
    (r"\bL (?=heading|designation|enumerator)", "subsection "),
    (r"(?<=that )L\b|(?<=such )L\b|(?<=the )L\b", "paragraph"),
    (r"\b(?:L D|D) D\)", "paragraph (2)(A)"),
    (r"\bL D D\b", "paragraph (2)(A)"),
    (r"\bL (?:D-LIST)", "paragraphs (2), (3), and (5)"),
    (r"\bL (?:D-RANGE)", "paragraphs (2) through (4)"),
    (r"\bL D\b", "paragraph (2)"),
    (r"\bL (?=[A-Z]+\b)", "title "),
    (r"\bL\b", "paragraph"),
    (r"\bD-LIST\b", "(3), (4), and (6)"),
    (r"\bD-RANGE\b", "(3) through (5)"),
    (r"\bD\b", "(2)"),
    (r"\bN\b", "2"),
)  # fmt: skip
#: A caption that was taken for the beginning of a segment: what follows is a sentence of its own.
_CAPTION = re.compile(r"conforming amendments?\.?—? ")
#: What a segment goes on with where it was cut short.
_CUT = (
    (r"^(?:inserting|adding) (?:after|before|at) .*300\)$", f" the following: {_BLOCK}"),
    (r"^(?:redesignating) .*300\)$", " as paragraph (3)"),
    (r"^amending .*300\)$", f" to read as follows: {_BLOCK}"),
    (r"(?:the following|as follows|(?:new|following) (?:item|paragraph|sentence)(?: \(\d\))?)$", f": {_BLOCK}"),
    (r"inserting(?: the| the following (?:before|after) paragraph \(2\))?$", f" {_BLOCK}"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A template and how many segments it stands for."""

    words: str
    count: int


def templates(path: Path) -> list[Template]:
    """The templates of a table with the columns "template" and "count_all"."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Template(row["template"], int(row["count_all"])) for row in rows]


def sentence(template: Template) -> str:
    """The template as a sentence of a bill: holes filled, on section 5 of an Act."""
    words, said = cycle(_WORDS), template.words
    for hole, filled in _HOLES:
        said = re.sub(hole, filled, said)
    said = re.sub(r"\bB\b", _BLOCK, said)
    said = re.sub(r"“([^”]*)(?:— “\(9\) New matter\.”|$)", r"“\1— (9) New matter.”", said)
    for cut, rest in _CUT:
        if re.search(cut, said):
            said += rest
            break
    said = re.sub(r"\bQ\b", lambda _: f"“{next(words)}”", said)
    if caption := _CAPTION.match(said):
        return said[caption.end() :]
    verb = "shall be applied" if said.startswith("substituting") else "is amended"
    return f"Section 5 of the Widget Act {verb} by {said}."


def is_read(template: Template) -> bool:
    """Whether the sentence of a template is understood with every word of it."""
    said = parse(text.read(sentence(template), bill=True))
    return bool(said) and not any(isinstance(one.act, Unread) for one in said)
