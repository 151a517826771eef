"""Sentences of a bill that say something of a law and change no word of it: "section 9 shall not apply to …".

A citation is read where it stands, and its neighbours tell what is said of it: a line of the table for each kind.
Only a law that the sentence names is told; "any other provision of law" names none, and "this Act" is the bill.
Source: House Legislative Counsel's Manual on Drafting Style, on rules of construction and savings provisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from drafting.instruction import Target
from drafting.parse.subject import Antecedents, cited
from statute.search import provisos

_REMARK = r"(?:\s*\([^()]{0,200}(?:\([^()]{0,40}\)[^()]{0,200}){0,6}\))?"
_MEMBER = r"[\dA-Z(][\w–()-]{0,60}"
_LIST = rf"{_MEMBER}(?:(?:,\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+){_MEMBER})*"
_SMALL_WORD = r"(?:(?:of|and|for|to|the|in|on|with|or|by|from|at|against)\s+){0,3}"
_NAME = (
    rf"\b(?:the\s+)?(?:[A-Z][\w’.&/-]{{0,40}}(?:,\s+(?:and\s+)?(?=[A-Z])|\s+{_SMALL_WORD})){{1,12}}?Act\b"
    r"(?:\s+of\s+\d{4}|\s+for\s+Fiscal\s+Year\s+\d{4}|,\s+(?:19|20)\d\d\b)?"
)
_LAW = (
    r"(?:title\s+\d+[A-Z]?,?\s+United\s+States\s+Code|(?:the\s+)?Internal\s+Revenue\s+Code\s+of\s+\d{4}"
    rf"|Public\s+Law\s+\d+\s?[-‐‑–]\s?\d+|such\s+(?:Act|Code|title)\b|{_NAME})"
)
_NOUN = r"(?:[Ss]ub)?(?:[Ss]ection|[Pp]aragraph|[Cc]lause|[Cc]hapter|[Tt]itle|[Pp]art|[Dd]ivision)s?"
_UNIT = rf"\b{_NOUN}\s+{_LIST}{_REMARK}"
#: "Section 5(b) (15 U.S.C. 9) of title I of the Widget Act", "31 U.S.C. 1346", "the Widget Act".
_CITE = re.compile(rf"(?:(?:{_UNIT}\s+of\s+){{1,4}}{_LAW}|\b\d+\s+U\.S\.C\.\s+\d[\w–-]*(?:\(\w+\))*|{_LAW}){_REMARK}")
#: The words that a provision stands behind: "the requirements of section 5".
_OF = r"(?:(?:the\s+)?\w+\s+(?:of|in|under)\s+)?"
_NOTHING = re.compile(r"\bnothing\s+in\b", re.I)
#: What a rule of construction leaves as it is.
_LEAVES = re.compile(
    r"\b(?:affect|alter|amend|chang|diminish|expand|impair|interfer|limit|modif|preclud|preempt|repeal"
    r"|restrict|revok|supersed|superced|waiv|exempt)\w*\b",
    re.I | re.S,
)
#: What a citation stands behind where it defines a term or tells where something comes from.
_ASIDE = re.compile(
    r"(?:defined|described|specified|identified|referred\s+to|term|meaning|provided|required|authorized|established|made|added)\s+(?:\w+\s+)?(?:in|by|under|for|of|to)\s+(?:the\s+)?$|\(\w*\s*$",
    re.I,
)


class Kind(NamedTuple):
    """A kind of rule: its name, its form, a sentence of it, what stands before the citation and behind it."""

    name: str
    form: str
    example: str
    before: re.Pattern[str]
    after: re.Pattern[str]


def _kind(name: str, form: str, example: str, before: str, after: str) -> Kind:
    return Kind(name, form, example, re.compile(rf"(?:{before})$", re.I), re.compile(after, re.I))


#: Where a clause begins whose subject the citation is.
_STARTS = rf"(?:^|[,;:—.]\s+|\bthat\s+|\band\s+){_OF}"
#: A line for each kind.  The first that fits is taken.
KINDS = (
    _kind(
        "override", "I6", "Notwithstanding section 5 of the Widget Act, no fee is due.",
        rf"\bnotwithstanding\s+{_OF}", "",
    ),
    _kind(
        "savings", "H12", "Section 5 of the Widget Act, as in effect on that day, shall continue to apply.", _STARTS,
        r",?\s+(?:as\s+(?:so\s+)?in\s+effect\b[^,.;]*,?\s+)?shall\s+(?:continue|remain)\s+(?:in|to\s+(?:apply|be|have))\b",
    ),
    _kind(
        "applicability", "H6", "Section 5 of the Widget Act shall not apply to a gadget.", _STARTS,
        r",?\s+(?:(?:shall|does|do|may)\s+(?:(?:also|only|not)\s+)*(?:apply|be\s+applied)|appl(?:y|ies))\b",
    ),
    _kind(
        "deemed", "I2", "For purposes of section 5 of the Widget Act, a gadget shall be treated as a widget.",
        r"\bfor\s+(?:the\s+)?purposes?\s+of\s+(?:applying\s+)?",
        r"(?=.{0,1000}?\b(?:shall\s+be|is|are)\s+(?:deemed|treated|considered)\b)",
    ),
    _kind(
        "construction", "H12", "Nothing in section 5 of the Widget Act limits the Board.",
        rf"\bnothing\s+in\s+{_OF}", "",
    ),
)  # fmt: skip
#: What stands between two citations of which one thing is said.
_NEXT = re.compile(r",?\s+(?:(?:and|or)\s+)?")
#: How far before a citation its neighbours are looked for, in characters.
_NEAR = 80
#: Without one of these words no sentence is such a rule.
MARKS = re.compile(
    r"\bnotwithstanding\b|\bnothing\s+in\b|\bappl(?:y|ies|ied)\b|\bpurposes?\s+of\b|\bshall\s+(?:continue|remain)\b",
    re.I,
)


class Said(NamedTuple):
    """A rule: its kind and form, where it stands in the text, the provisions it is said of."""

    kind: str
    form: str
    start: int
    stop: int
    targets: tuple[Target, ...]


def rules(text: str, start: int, stop: int) -> Iterator[Said]:
    """The rules in a sentence of a bill; each proviso by itself."""
    if not MARKS.search(text, start, stop):
        return
    cuts = [0, *(begin for begin, _ in provisos(text[start:stop])), stop - start]
    for begin, end in pairwise(cuts):
        yield from _of_clause(text, start + begin, start + end)


def _of_clause(text: str, start: int, stop: int) -> Iterator[Said]:
    """The rules of a sentence or proviso, one of a kind, with all that is cited so; "such Act" is one cited in it."""
    known, found = Antecedents(), dict[tuple[str, str], list[Target]]()
    nothing = _NOTHING.search(text, start, stop)
    leaves = nothing is not None and _LEAVES.search(text, nothing.end(), stop) is not None
    kind, end = None, start
    for cite in _CITE.finditer(text, start, stop):
        targets = cited(cite[0], known)
        goes_on = kind is not None and _NEXT.fullmatch(text, end, cite.start())
        kind, end = (kind if goes_on else _kind_of(text, start, stop, cite, leaves)), cite.end()
        if targets and kind is not None:
            found.setdefault(kind, []).extend(targets)
    for (name, form), named in found.items():
        yield Said(name, form, start, stop, tuple(named))


def _kind_of(text: str, start: int, stop: int, cite: re.Match[str], leaves: bool) -> tuple[str, str] | None:
    """What is said of a citation: the first kind of the table that its neighbours fit."""
    before = text[max(start, cite.start() - _NEAR) : cite.start()]
    for kind in KINDS:
        if kind.before.search(before) and kind.after.match(text, cite.end(), stop):
            return kind.name, kind.form
    if leaves and not _ASIDE.search(before):
        return "construction", "H12"
    return None
