"""Dates of effect: what a bill says of when its amendments take effect, put to the instructions that it governs.

"The amendments made by subsection (a) shall take effect on January 1, 2027": the words that name provisions of
the bill more closely prevail over those that name it at large.  Where the words give no date, or the provisions
they name are not certain, the amendment has no date; it is never taken to be in force.
Source: House Legislative Counsel's Manual on Drafting Style, on effective dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.effect import AFTER, APPLIES, CONSTRUED, DAY, ENACTMENT, FIRST, OPEN, RETROACTIVE, Effect
from drafting.instruction import Instruction, Rule
from drafting.parse.days import DATE, read_date
from drafting.parse.holes import EFFECTIVE
from statute import levels, search
from statute.node import Node

_NOUNS = r"Act|bill|division|title|subtitle|chapter|part|section|subsection|paragraph|subparagraph|clause"
_LARGE = r"division|title|subtitle|chapter|subchapter|part"
_TAKES = re.compile(
    r"\b(?P<verb>shall\s+(?:not\s+|each\s+)?(?:take|have)\s+effect|shall\s+(?:be|become)\s+effective|takes?\s+effect|(?:is|are)\s+effective"
    r"|shall\s+(?:only\s+|not\s+)?apply|appl(?:y|ies))\b",
    re.I,
)
#: What precedes the verb where a sentence is of the bill's own amendments.
_SUBJECT = re.compile(
    rf"(?:^|[,:—]\s*)(?P<whole>(?:(?:the|each|this|that|such)\s+)?(?:(?:amendments?|repeals?|redesignations?|provisions|changes)\b[^,;]*?\bmade\s+by\s+)?"
    rf"(?P<by>(?:this\s+(?:{_NOUNS})|(?:sub)?(?:section|paragraph|clause)s?\s+[\d(]|(?:{_LARGE})s?\s+[A-Z\d]).*))$",
    re.I | re.S,
)
#: How the amendments are to be read, and what they leave as it is.
_READ = re.compile(
    r"\b(?:nothing\s+(?:contained\s+)?in|no\s+inference\s+(?:may|shall)\s+be\s+drawn\s+from)\s+(?P<in>.{1,400}?)\s+(?:shall|may|with\s+respect"
    r"|(?:affect|prevent|require|limit|prohibit|impact|exempt|diminish)(?:s|es)?)\b"
    r"|(?:^|[,:—]\s*)(?P<own>[^,:—]{1,200}?\bmade\s+by\b[^.;]{1,300}?)\s+shall\s+(?:not\s+(?:be|affect|alter|limit|include|require)|be\s+(?:treated|deemed|considered|construed))\b",
    re.I | re.S,
)
_MADE = re.compile(r"\bmade\s+by\b", re.I)
_UNIT = re.compile(
    rf"\b(?P<this>this)\s+(?P<own>{_NOUNS})\b"
    r"|\b(?P<noun>(?:sub)?(?:section|paragraph|clause))s?\s+(?P<list>(?:\d+[A-Za-z]?|\(\w{1,5}\))(?:\(\w{1,5}\))*"
    r"(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|through)\s+)(?:\d+[A-Za-z]?(?![\w.])|\(\w{1,5}\))(?:\(\w{1,5}\))*)*)"
    rf"|\b(?P<large>{_LARGE})s?\s+(?P<names>(?-i:[A-Z\d]\w{{0,5}})\b(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?-i:[A-Z\d]\w{{0,5}})\b)*)",
    re.I,
)
_NAMES = re.compile(r"\b(?!and\b)\w+\b")
#: How a sentence begins whose effect is said before the list of what has it.
_LEADING = re.compile(r"effective\b[^—;]*—$", re.I)
_OTHER_LAW = re.compile(r"\b(?:of|in)\s+(?:the\s+[A-Z]|title\s+\d|Public\s+Law|such\s+(?:Act|Code))")
_SMALL = re.compile(
    rf"\bthe\s+(?:{_NOUNS})\b|\b(?:and|or|of|by|the|each|including|any|amendments?|repeals?|made|provisions|changes|redesignations?|such|shall|as\s+added)\b|[\s,;:—]+",
    re.I,
)
_DATE = re.compile(
    rf"(?:on\s+and\s+after\s+|on\s+|as\s+of\s+|from\s+|beginning\s+(?:on\s+)?)?{DATE}(?P<rest>.*)$",
    re.I | re.S,
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10, "twelve": 12, "thirty": 30, "sixty": 60, "ninety": 90}  # fmt: skip
_NTHS = {"first": 1, "1st": 1, "second": 2, "2d": 2, "2nd": 2, "third": 3, "3d": 3, "3rd": 3}
_ENACTED = r"(?:the\s+(?:date|day)\s+of\s+)?(?:the\s+|its\s+)?enactment(?:\s+of\s+(?:this|the)\s+\w+)?"
_LATER = re.compile(
    rf"(?:beginning\s+)?(?:on\s+)?(?:the\s+(?:date|day)\s+(?:that|which)\s+is\s+)?(?P<count>\d+|{'|'.join(_COUNTS)})\s+(?P<unit>day|week|month|year)s?\s+after\s+{_ENACTED}(?P<rest>.*)$",
    re.I | re.S,
)
#: "The first day of the second fiscal year that begins more than 60 days after enactment".
_FIRST = re.compile(
    r"(?:on\s+)?(?:and\s+after\s+)?(?:the\s+(?:first|1st)\s+day\s+of\s+the\s+|(?P<month>January|October)\s+1\s+of\s+the\s+)"
    rf"(?P<count>{'|'.join(_NTHS)})\s+(?P<unit>month|(?:calendar\s+)?quarter|(?:calendar|fiscal)\s+year)\s+(?:that\s+)?begin(?:s|ning)\s+"
    rf"(?:(?:more\s+than|(?P<least>at\s+least))\s+(?P<wait>\d+)\s+days\s+|(?P<from>on\s+or\s+))?after\s+{_ENACTED}(?P<rest>.*)$",
    re.I | re.S,
)
_NOW = re.compile(rf"(?:immediately\s+)?(?:on|upon|as\s+of)\s+{_ENACTED}(?P<rest>.*)$", re.I | re.S)
_AS_IF = re.compile(r"(?:retroactively|(?:on\s+[^,]{0,40},\s*)?as\s+if\b)", re.I)
#: What may follow a time without making it doubtful.
_HARMLESS = re.compile(r"[\s.,;]*(?:(?:and\s+)?(?:shall\s+)?(?:first\s+)?appl(?:y|ies)\b.*)?$", re.I | re.S)


@dataclass(frozen=True, slots=True)
class _Scope:
    """Provisions of the bill that an effect is said of: sections and designations; None for all of the bill.

    made: it is said of the amendments made by them, not of them.
    """

    sections: frozenset[str] | None
    pins: tuple[str, ...] = ()
    made: bool = False

    @property
    def closeness(self) -> float:
        """How closely it names the amendments."""
        depth = 0 if self.sections is None else 1 + (len(self.sections) == 1) + len(self.pins)
        return depth + self.made / 2

    def holds(self, one: Instruction) -> bool:
        """Whether an instruction stands in it."""
        return self.sections is None or (one.section in self.sections and one.at[: len(self.pins)] == self.pins)


@dataclass(frozen=True, slots=True)
class _Here:
    """Where in the bill a sentence stands: the nodes around it, its section and designations."""

    line: tuple[Node, ...]
    section: str = ""
    pins: tuple[str, ...] = ()

    def below(self, node: Node) -> _Here:
        """The place of a provision in this one."""
        name = levels.designation(node)
        if node.kind == "section":
            return _Here((*self.line, node), name)
        pins = (*self.pins, name) if node.kind in levels.SMALL and name else self.pins
        return _Here((*self.line, node), self.section, pins)

    @property
    def said(self) -> str:
        """As a lawyer says it: "section 2(b) of the bill"."""
        pins = "".join(f"({p})" for p in self.pins)
        return f"section {self.section}{pins} of the bill" if self.section else "the bill"


def dated(bill: Node, instructions: Sequence[Instruction]) -> tuple[Instruction, ...]:
    """The instructions of a bill, each with what the bill says of when it takes effect, the closest words first."""
    said = sorted(_said(bill, _Here((bill,))), key=lambda found: -found[0].closeness) if instructions else []
    return tuple(_with(one, said) for one in instructions)


def _with(one: Instruction, said: list[tuple[_Scope, Effect]]) -> Instruction:
    is_rule = isinstance(one.act, Rule)  # which no amendment made by the bill is
    mine = [(scope.closeness, effect) for scope, effect in said if scope.holds(one) and not (is_rule and scope.made)]
    found = [effect for _, effect in mine if not effect.is_time]
    times = [(close, effect) for close, effect in mine if effect.is_time]
    if (own := _of_itself(one)) is not None:
        times = [(99, own)] if own.is_time else times
        found += [] if own.is_time else [own]
    closest = [effect for close, effect in times if close == times[0][0]]
    if len({e.said for e in closest}) > 1:  # two times for one amendment: neither is certain
        closest = [replace(closest[0], kind=OPEN, words="; ".join(e.words for e in closest))]
    effects = (*closest[:1], *dict.fromkeys(found))
    return replace(one, effects=effects) if effects else one


def _of_itself(one: Instruction) -> Effect | None:
    """What the words of an amendment say: before the target, or behind "the following, which shall be effective"."""
    if (said := re.search(EFFECTIVE, one.span.words)) is not None:
        words = said[0].strip(" ,:")
        verb = _TAKES.search(words)
        return _when(words[verb.end() :] if verb else words, words, one.place)
    return _of_lead(one.target.lead, one.place) if one.target is not None else None


def _of_lead(lead: str, place: str) -> Effect | None:
    """What a sentence says before its target: "Effective on January 1, 2027"."""
    match = re.match(r"(?:effective|beginning)\b[\s,]*", lead, re.I)
    if match is None:
        return None
    return _when(lead[match.end() :], lead, place)


# ---- sentences -------------------------------------------------------------------------------------


def _said(node: Node, here: _Here) -> Iterator[tuple[_Scope, Effect]]:
    """What the provisions below a node say of when amendments take effect."""
    own = [p for p in node.parts if p.kind == "text"]
    if any(_TAKES.search(p.words) or _MADE.search(p.words) or _LEADING.match(p.words) for p in own):
        text = search.stream_of(own).text
        for start, stop in search.sentences(text):
            said = text[start:stop]
            if stop == len(text) and said.endswith("—"):
                yield from _of_list(said, list(search.provisions(node)), here)
            else:
                yield from _of_sentence(said, here)
    for part in node.parts:
        if levels.is_level(part):
            yield from _said(part, here.below(part))


def _of_list(lead: str, items: list[Node], here: _Here) -> Iterator[tuple[_Scope, Effect]]:
    """What a sentence says that a list goes on with: "The amendments made by this section shall— (1) take effect on …"."""
    if _LEADING.match(lead):
        yield replace(_here(here), made=True), _when(lead.split(None, 1)[1].rstrip(" —"), lead, here.said)
    elif _TAKES.search(lead) or _READ.search(lead):
        yield from _of_sentence(f"{lead} {' '.join(map(search.words_of, items))}", here)
    else:
        for item in items:
            words = re.sub(r"^\(\w+\)\s*|[,;]?\s+(?:and|or)$|;$", "", search.words_of(item))
            yield from _of_sentence(f"{lead.rstrip('—')} {words}", here.below(item))


def _of_sentence(said: str, here: _Here) -> Iterator[tuple[_Scope, Effect]]:
    if (read := _READ.search(said)) is not None:
        by = read["in"] or read["own"]
        if _MADE.search(by) and not _OTHER_LAW.search(by):
            yield from ((replace(s, made=True), Effect(CONSTRUED, said, here.said)) for s in _scopes(by, here)[0])
        return
    verb = _TAKES.search(said)
    subject = _SUBJECT.search(said[: verb.start()].strip(" ,")) if verb is not None else None
    if verb is None or subject is None or _OTHER_LAW.search(subject["by"]):
        return
    made = bool(_MADE.search(subject["whole"]))
    applies = "appl" in verb["verb"].lower()
    if applies and not made:
        return  # a rule of the bill's own: to whom its section applies
    rest = said[verb.end() :].strip()
    never = re.search(r"\bnot\b", verb["verb"], re.I)
    effect = Effect(APPLIES, said, here.said) if applies else _when("" if never else rest, said, here.said)
    scopes, certain = _scopes(subject["by"], here)
    if effect.is_time and re.search(r"\bappl(?:y|ies)\b", rest):
        yield from ((scope, Effect(APPLIES, said, here.said)) for scope in scopes)
    for scope in scopes:
        yield replace(scope, made=made), effect if certain or not effect.is_time else replace(effect, kind=OPEN)


def _when(rest: str, words: str, place: str) -> Effect:
    """The time that some words give; open where they give none that is certain."""
    rest = rest.strip(" ,")
    if re.match(r"(?:for|with\s+respect\s+to)\b", rest, re.I):
        return Effect(APPLIES, words, place)
    if _AS_IF.match(rest):
        return Effect(RETROACTIVE, words, place)
    if (now := _NOW.match(rest)) and _HARMLESS.match(now["rest"]):
        return Effect(ENACTMENT, words, place)
    if (later := _LATER.match(rest)) and _HARMLESS.match(later["rest"]):
        count = int(later["count"]) if later["count"].isdigit() else _COUNTS[later["count"].lower()]
        return Effect(AFTER, words, place, count=count, unit=later["unit"].lower())
    if (first := _FIRST.match(rest)) and _HARMLESS.match(first["rest"]):
        unit = re.sub(r"^(?=quarter)", "calendar ", re.sub(r"\s+", " ", first["unit"].lower()))
        wait = int(first["wait"] or 0) - bool(first["least"] or first["from"])
        if not first["month"] or (first["month"].lower() == "october") == (unit == "fiscal year"):
            return Effect(FIRST, words, place, count=_NTHS[first["count"].lower()], unit=unit, wait=wait)
    if (named := _DATE.match(rest)) and _HARMLESS.match(named["rest"]) and (day := read_date(named)) is not None:
        return Effect(DAY, words, place, day=day)
    return Effect(OPEN, words, place)


# ---- the provisions that are named -----------------------------------------------------------------


def _scopes(by: str, here: _Here) -> tuple[list[_Scope], bool]:
    """The provisions of the bill that a subject names, and whether all its words are understood."""
    found: list[_Scope] = []
    left, at, pending = "", 0, list[tuple[str, tuple[str, ...]]]()
    for unit in _UNIT.finditer(by):
        between = by[at : unit.start()]
        left, at = left + between, unit.end()
        if unit["this"]:
            scope = _own(unit["own"].lower(), here)
            inner = re.fullmatch(r"\s*of\s*", between) is not None and bool(pending)
            if not inner and scope is not None:
                found.append(scope)
            left += "" if scope is not None else " ?"
            continue
        if unit["large"]:
            if re.fullmatch(r"\s*of\s*", between) and pending:
                continue  # where the sections stand that were named
            scopes = [_large(unit["large"].lower(), name, here) for name in _NAMES.findall(unit["names"])]
            found += [scope for scope in scopes if scope is not None]
            left, pending = left + ("" if all(scopes) else " ?"), []
            continue
        members = _members(unit["noun"].lower(), unit["list"])
        left += " ?" if " through " in unit["list"] else ""
        if re.fullmatch(r"\s*of\s*", between) and pending and len(members) == 1:
            found = found[: -len(pending)]
            members = [(members[0][0] or noun, members[0][1] + pins) for noun, pins in pending]
        pending = members
        found += [
            _Scope(frozenset({section or here.section}), _full(pins, section, unit["noun"], here))
            for section, pins in members
        ]
    left += by[at:]
    return found, bool(found) and not _SMALL.sub("", left)


def _here(here: _Here) -> _Scope:
    """The provision in which a sentence stands."""
    return _Scope(frozenset({here.section}), here.pins) if here.section else _Scope(None)


def _own(noun: str, here: _Here) -> _Scope | None:
    """What "this section", "this title", "this Act" is."""
    if noun in ("act", "bill"):
        return _Scope(None)
    if noun == "section":
        return _Scope(frozenset({here.section})) if here.section else None
    if noun in levels.SMALL:
        depth = levels.SMALL.index(noun) + 1
        return _Scope(frozenset({here.section}), here.pins[:depth]) if len(here.pins) >= depth else None
    around = next((n for n in reversed(here.line) if n.kind == noun), None)
    if around is None:
        return None
    return _Scope(frozenset(levels.designation(s) for s in search.sections(around)))


def _large(noun: str, name: str, here: _Here) -> _Scope | None:
    """A title or another of the large levels by its designation, in those around; None where there is not one."""
    for around in reversed(here.line):
        found = [p for p in search.provisions(around) if p.kind == noun and levels.designation(p) == name]
        if found:
            return (
                _Scope(frozenset(levels.designation(s) for s in search.sections(found[0]))) if len(found) == 1 else None
            )
    return None


def _members(noun: str, listed: str) -> list[tuple[str, tuple[str, ...]]]:
    """The sections and designations of a list: "sections 3 and 4(a)", "subsections (a) and (b)"."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for member in re.findall(r"(\d+[A-Za-z]?)?((?:\(\w{1,5}\))*)", listed):
        pins = tuple(re.findall(r"\((\w+)\)", member[1]))
        if member[0] or pins:
            found.append((member[0] if noun == "section" else "", pins))
    return found


def _full(pins: tuple[str, ...], section: str, noun: str, here: _Here) -> tuple[str, ...]:
    """The designations from the section down: paragraph (1) said in subsection (b) is (b)(1)."""
    if section or noun not in levels.SMALL or not pins:
        return pins
    kinds = levels.kinds(pins[0])
    depth = levels.SMALL.index(noun) if noun in kinds else 0
    return (*here.pins[:depth], *pins)
