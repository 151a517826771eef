"""How much amendatory language is read: the segments of a bill, and what was not read, by template.

A segment is one act of amendment in a bill's words, however many laws it aims at.  In a template Q stands
for quoted words, B for a block, L for the noun of a level, D for a designation, N for a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from drafting.instruction import Instruction, Rule, Unread

_HOLES = (
    (r"\[quoted matter\]", "B"),
    (r"“[^”]*”", "Q"),
    (r"\b(?:as (?:so )?(?:re)?designated|as (?:amended|added|inserted|transferred))\b[^,;:)]*", "CTX"),
    (r"\b(?:sub)?(?:sections?|paragraphs?|clauses?|titles?|chapters?|parts?|divisions?|items?)\b", "L"),
    (r"(?:\([0-9A-Za-z]{1,5}\))+|(?<=L )\d[\w–-]*(?:\([0-9A-Za-z]{1,5}\))*", "D"),
    (r"\bD(?:(?:, (?:and )?| and | or )D)+", "D-LIST"),
    (r"\bD (?:through|to) D\b", "D-RANGE"),
    (r"\b\d[\d,.]*\b", "N"),
    (r"\s+", " "),
)  # fmt: skip
#: The longest template that is told, in characters.
_LONGEST = 140


@dataclass(slots=True)
class Coverage:
    """What was read of some measures.

    measures: those with amendatory language; whole: those read to the last word; segments, read: acts of
    amendment, and those understood; unread: the templates of the others, by count; refused: texts that could
    not be read at all, by code.
    """

    measures: int = 0
    whole: int = 0
    segments: int = 0
    read: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, instructions: Iterable[Instruction]) -> None:
        """Counts the instructions of one measure; what it says of laws beside them is no act of amendment."""
        said = (i for i in instructions if not isinstance(i.act, Rule) or i.act.kind in ("application", "reference"))
        spans = {(one.span.leaf, one.span.start, one.span.words): one for one in said}
        left = [one.act.words for one in spans.values() if isinstance(one.act, Unread)]
        self.measures += bool(spans)
        self.whole += bool(spans) and not left
        self.segments += len(spans)
        self.read += len(spans) - len(left)
        self.unread.update(template(words) for words in left)

    def __iadd__(self, other: Coverage) -> Coverage:
        """What was read of these measures and of others."""
        for name in ("measures", "whole", "segments", "read"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.unread += other.unread
        self.refused += other.refused
        return self

    def as_dict(self) -> dict[str, Any]:
        """The counts, and the templates not read with the most frequent first, as plain values."""
        templates = [{"template": words, "count": count} for words, count in self.unread.most_common()]
        return {
            "measures": self.measures,
            "whole": self.whole,
            "segments": self.segments,
            "read": self.read,
            "refused": dict(self.refused),
            "unread": templates,
        }


def template(words: str) -> str:
    """The shape of a segment.

    >>> template("striking “may” in paragraphs (1) and (2)(A) and inserting “shall”")
    'striking Q in L D-LIST and inserting Q'
    """
    for hole, letter in _HOLES:
        words = re.sub(hole, letter, words, flags=re.I if letter == "L" else 0)
    return words.strip(" ,;.")[:_LONGEST]
