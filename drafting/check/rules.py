"""What is looked for in a law or bill, a rule a line: lists, designations, references, defined terms, contents.

A rule looks at a law by itself, or beside what it was; then only what the change brought is told.
Source: House Legislative Counsel's Manual on Drafting Style, on lists, designations, definitions, tables of
contents and conforming amendments.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise

from drafting.amend.lint import ALLOWED, DOUBLED, going_on, list_ends, list_is_right
from drafting.draft.conforming import stale, told
from drafting.draft.references import Places, references
from statute import levels
from statute.citation import Citation
from statute.errors import Problem
from statute.levels import is_level
from statute.node import APPARATUS, HEADING, NUM, Node, walk, words

_DEFINED = re.compile(r"\b[Tt]he terms? (“[^”]{2,80}”(?:,? (?:and|or) “[^”]{2,80}”)*) (?:means?|includes?|has|have)\b")
_ITEM = re.compile(r"(?P<of>Sec(?:tion|\.)\s*)?(?P<number>\d[\w–-]*)\.?(?:\s+(?P<heading>.*))?$", re.I | re.S)
_TERM = re.compile(r"“([^”]+)”")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"(?:{_MONTH}) \d{{1,2}}, \d{{4}}"
_DATE = re.compile(rf"\b(?:{_DAY}|(?:fiscal|calendar) years? \d{{4}}(?: (?:through|and|to) \d{{4}})?)\b")
#: A date by which something is to be done, or on which it ends: in new matter it should be still to come.
_DEADLINE = re.compile(
    rf"\b(?:(?:not|no) later than|on or before|until|through|(?:ends?|ending|expires?|terminates?) on) "
    rf"(?P<date>{_DAY}|fiscal year (?P<year>\d{{4}}))\b"
)


@dataclass(frozen=True)
class Text:
    """A law under the rules, how a bill names it, and what it was before a change; None by itself.

    day: the first on which the text, or the change to it, can have become law; None where that is not known.
    """

    law: Node
    citation: Citation | None = None
    before: Node | None = None
    day: date | None = None

    @cached_property
    def places(self) -> Places:
        """Where its references lead."""
        return Places.of(self.law)

    @cached_property
    def own(self) -> tuple[Node, ...]:
        """All that is the law's own: quoted matter, tables and notes are not."""
        found: list[Node] = []
        stack = [self.law]
        while stack:
            node = stack.pop()
            if node.kind not in APPARATUS and node.kind not in ("quoted", "table", "toc"):
                found.append(node)
                stack.extend(reversed(node.parts))
        return tuple(found)

    def where(self, id: str) -> str:
        """A place in it, as a lawyer says it."""
        trail = [
            n for n in (*self.places.around.get(id, ()), *self.places.lines.get(id, ())) if n.kind not in levels.BIG
        ]
        small = [levels.designation(n) for n in trail if n.kind != "section"]
        pin = "".join(f"({name})" for name in small if name)
        section = next((n for n in trail if n.kind == "section"), None)
        if section is not None:
            return f"section {levels.designation(section)}{pin}"
        return f"{trail[0].kind} {pin}" if trail else ""


Look = Callable[[Text], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the code of its problems, what it looks for, and how."""

    code: str
    looks_for: str
    look: Look


def found(text: Text) -> tuple[Problem, ...]:
    """What the rules find in a law; beside what it was, only what was not so before."""
    now = [problem for rule in RULES for problem in rule.look(text)]
    if text.before is None:
        return tuple(now)
    earlier = replace(text, law=text.before, before=None)
    then = Counter(map(_mark, (p for rule in RULES for p in rule.look(earlier))))
    fresh = []
    for problem in now:
        then[_mark(problem)] -= 1
        if then[_mark(problem)] < 0:
            fresh.append(problem)
    return tuple(fresh)


def _mark(problem: Problem) -> tuple[str, str]:
    """What a problem has in common with itself before: its place may have another name now."""
    return problem.code, problem.words


# ---- lists and designations ------------------------------------------------------------------------


def _lists(text: Text) -> Iterator[Problem]:
    goes_on = going_on(walk(text.law))
    for level in text.own:
        if sum(map(is_level, level.parts)) < 2 or level.kind in levels.BIG:
            continue
        flush = level.id in goes_on or not is_level([p for p in level.parts if p.kind not in APPARATUS][-1])
        ends = list_ends(level)
        if not list_is_right(ends, flush):
            tails = "; ".join(f"“…{e[-18:]}”" for e in ends[-3:])
            where = text.where(level.id)
            yield Problem("W02", f"The list of {where} ends {tails}.", where, ends[-1][-40:])


def _lone(text: Text) -> Iterator[Problem]:
    for level in text.own:
        inside = [p for p in level.parts if is_level(p) and p.kind in levels.SMALL]
        name = levels.designation(inside[0]) if len(inside) == 1 else ""
        if name and is_level(level):
            where = text.where(level.id)
            yield Problem("W15", f"{where} has ({name}) and no other.", where, f"({name})")


def _doubled(text: Text) -> Iterator[Problem]:
    for leaf in text.own:
        for match in DOUBLED.finditer(leaf.words) if leaf.is_leaf and leaf.kind not in (NUM, HEADING) else ():
            if match[0].lower() not in ALLOWED and match[0] != ". . .":
                around = leaf.words[max(0, match.start() - 20) : match.end() + 20]
                yield Problem("W10", f"It reads “…{around}…”.", text.where(leaf.id), match[0])


def _order(text: Text) -> Iterator[Problem]:
    """M25 and M26: designations that run backward, or are borne twice, among the parts of one level."""
    for level in text.own:
        rows: dict[str, list[str]] = {}
        for part in level.parts:
            if is_level(part) and levels.designation(part):
                rows.setdefault(part.kind, []).append(levels.designation(part))
        for kind, names in rows.items():
            yield from _row(text, level, kind, names)


def _row(text: Text, level: Node, kind: str, names: list[str]) -> Iterator[Problem]:
    where = text.where(level.id) or "the law"
    for name, times in Counter(names).items():
        if times > 1:
            yield Problem("M26", f"{where} has {times} {kind}s ({name}).", where, f"{kind} ({name})")
    numbered = kind in levels.SMALL or all(name.isdigit() for name in names)
    rank = kind if kind in levels.SMALL else "paragraph"
    for one, then in pairwise(names) if numbered else ():
        if levels.order(then, rank) < levels.order(one, rank):
            yield Problem("M25", f"In {where}, ({then}) stands after ({one}).", where, f"{kind} ({then})")


# ---- references and terms --------------------------------------------------------------------------


def _dangling(text: Text) -> Iterator[Problem]:
    """W21: references that must lead somewhere in this law, and do not."""
    for leaf in text.places.texts():
        for one in references(leaf) if leaf.kind != HEADING else ():
            if text.places.is_held(one) and not text.places.target(one):
                where = text.where(leaf.id)
                yield Problem("W21", f"“{one.said}” leads nowhere from {where}.", where, one.said)


def _stale(text: Text) -> Iterator[Problem]:
    """W14: references to what a change renamed, moved or struck, each with its conforming amendment."""
    if text.before is not None:
        yield from (told(one, text.citation) for one in stale(text.before, text.law))


def _terms(text: Text) -> Iterator[Problem]:
    """W17: a term defined and not used; or, after a change, used and no longer defined."""
    body = " ".join(n.words for n in text.own if n.is_leaf)
    folded = body.lower()
    defined = _defined(body)
    for term in defined:
        if _uses(term, folded) < 2:
            yield Problem("W17", f"“{term}” is defined and not used.", "", term)
    if text.before is not None:
        for term in _defined(words(text.before)):
            if term not in defined and _uses(term, folded):
                yield Problem("W17", f"“{term}” is used, and is no longer defined.", "", f"no longer “{term}”")


def _defined(body: str) -> dict[str, None]:
    return {term: None for match in _DEFINED.finditer(body) for term in _TERM.findall(match[1])}


def _uses(term: str, folded: str) -> int:
    """How often a term stands in a text in small letters, in the plural too."""
    stem = term.lower()
    return folded.count(stem) + (folded.count(stem[:-1] + "ies") if stem.endswith("y") else 0)


# ---- contents and dates ----------------------------------------------------------------------------


def _contents(text: Text) -> Iterator[Problem]:
    """W11: an item of a table of contents without its section, a section without item, or of another heading."""
    every = [n for n in text.own if n.kind == "section"]
    for level in (n for n in text.own if any(p.kind == "toc" for p in n.parts)):
        items = list(_items(level))
        right_below = [p for p in level.parts if p.kind == "section"]
        named = {number: said for number, said, of_section in items if of_section or right_below}
        if named:
            yield from _compared(named, right_below or every)


def _compared(items: dict[str, str], held: list[Node]) -> Iterator[Problem]:
    sections = {levels.designation(n): n.part(HEADING) for n in held if not words(n).startswith("[")}
    headings = {number: heading.words if heading is not None else "" for number, heading in sections.items()}
    for number, heading in headings.items():
        where = f"section {number}"
        if number not in items:
            yield Problem("W11", f"The table of contents has no item for {where}.", where, where)
        elif heading and items[number] and not _letters(items[number]).startswith(_letters(heading)):
            detail = f"The item for {where} reads “{items[number]}”, the heading “{heading}”."
            yield Problem("W11", detail, where, items[number])
    for number in items.keys() - sections.keys():
        yield Problem("W11", f"The table of contents has an item for section {number}, which is not there.", "", number)


def _items(level: Node) -> Iterator[tuple[str, str, bool]]:
    """The numbers and headings in the table of contents of a level, and whether an item says that it is a section's."""
    for toc in (p for p in level.parts if p.kind == "toc"):
        for entry in toc.parts:
            said = " ".join([p.words for p in entry.parts if p.is_leaf] or [entry.words]).strip()
            match = _ITEM.match(said)
            if match:
                yield levels.bare(match["number"]), (match["heading"] or "").strip(), bool(match["of"])


def _letters(said: str) -> str:
    """The letters of a heading; what the editors say of it in brackets is left out."""
    return re.sub(r"\[.*|\W+", "", said.lower())


def _rolled(text: Text) -> Iterator[Problem]:
    """W18: a date or fiscal year that a change rolled forward in one place of a section and not in another."""
    old = Places.of(text.before).leaves if text.before is not None else {}
    new = text.places
    for id, leaf in new.leaves.items():
        was, now = (Counter(_DATE.findall(n.words)) for n in (old.get(id, leaf), leaf))
        gone = was - now
        if not gone or not now - was:
            continue
        home = next((n.id for n in reversed(new.around[id]) if n.kind == "section"), "")
        for other, line in new.around.items():
            stays = gone.keys() & set(_DATE.findall(new.leaves[other].words))
            if stays and any(n.id == home for n in line):
                said, where = min(stays), text.where(other)
                rolled = f"“{said}” is rolled forward in {text.where(id)} and stays in {where}."
                yield Problem("W18", rolled, where, said)


def _past(text: Text) -> Iterator[Problem]:
    """W18: a deadline that had passed before the text could become law."""
    for leaf in text.own if text.day is not None else ():
        for match in _DEADLINE.finditer(leaf.words) if leaf.is_leaf else ():
            ends = _day(match)
            if ends is not None and text.day is not None and ends < text.day:
                where = text.where(leaf.id)
                yield Problem("W18", f"“{match[0]}” in {where} is past.", where, match[0])


def _day(match: re.Match[str]) -> date | None:
    """The last day of a date or fiscal year; None where the calendar has none."""
    if match["year"]:
        return date(int(match["year"]), 9, 30)
    try:
        return datetime.strptime(match["date"], "%B %d, %Y").date()
    except ValueError:
        return None


RULES = (
    Rule("W02", "a list without one conjunction, or without its final mark", _lists),
    Rule("W10", "a word or mark that is doubled", _doubled),
    Rule("W11", "a table of contents that does not answer to its sections", _contents),
    Rule("W14", "a reference to what was redesignated, moved or struck", _stale),
    Rule("W15", "a provision divided into one part", _lone),
    Rule("W17", "a defined term without use, or used without definition", _terms),
    Rule("W18", "a date rolled forward in one place and not in another", _rolled),
    Rule("W18", "a deadline already past", _past),
    Rule("W21", "a reference that leads nowhere in the law", _dangling),
    Rule("M25", "designations out of order, or borne twice", _order),
)
