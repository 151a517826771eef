"""The sections and titles of a print, found by their heads: "SEC. 4. FEES." begins a line.

What is quoted opens with a quotation mark, and a table of contents says "Sec. 4.": neither is a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafting.floor.lines import Stretch
from drafting.step import Splice, splice
from drafting.thing import Unit
from statute.errors import Problem, Refusal, Suggestion
from statute.lines import paged
from statute.node import Node

_HEAD = re.compile(r"(?:SEC\.|SECTION|(?P<title>TITLE))\s+(?P<number>\d+[A-Z]?|[IVXLC]+)\b")
_PROPOSED = re.compile(r"\b(?:insert|add)(?:ing)?\b.*\bthe\s+following\b[^.]{0,40}:?$", re.I)
#: How many places are offered where one is left open.
_MOST = 6


class Head(NamedTuple):
    """A line that begins a section or title: its index in the print, its level and its number."""

    at: int
    kind: str
    number: str


def heads(print_: Node) -> list[Head]:
    """The heads of a print in order."""
    found = ((n, _HEAD.match(line.words)) for n, line in enumerate(print_.parts))
    return [Head(n, "title" if m["title"] else "section", m["number"]) for n, m in found if m]


def lines_of(print_: Node, unit: Unit) -> Stretch:
    """The lines of a section or title, from its head to the next.  Raises `Refusal` M04, M05."""
    (number,), said = unit.path, f"{unit.kind} {unit.path[0]}"
    every = heads(print_)
    mine = [h for h in every if (h.kind, h.number) == (unit.kind, number)]
    if len(mine) != 1:
        have = ", ".join(f"{h.kind} {h.number}" for h in every if h.kind == unit.kind)
        code, count = ("M05", f"{len(mine)} heads of") if mine else ("M04", "There is no")
        raise Refusal.of(code, f"{count} {said} in the print; it has {have or 'none'}.", words=said)
    ends = [h.at for h in every if h.at > mine[0].at and (unit.kind == "section" or h.kind == "title")]
    return Stretch(list(print_.parts[mine[0].at : min(ends, default=len(print_.parts))]), said)


def proposed(print_: Node) -> Stretch:
    """The matter that an amendment proposes to insert, below its "insert the following".  Raises `Refusal` M12, M05."""
    at = [n for n, line in enumerate(print_.parts[:-1], 1) if _PROPOSED.search(line.words)]
    if len(at) != 1:
        code, count = ("M05", f"{len(at)} lines say") if at else ("M12", "No line says")
        raise Refusal.of(code, f"{count} what the amendment proposes to insert.")
    return Stretch(list(print_.parts[at[0] :]), "the matter proposed to be inserted")


def open_place(print_: Node, units: tuple[Unit, ...]) -> Refusal:
    """The refusal (M34) of matter whose place is left open, with the ends of the sections where it could go."""
    there = lines_of(print_, units[0]) if units else Stretch(list(print_.parts), "the print")
    choices = tuple(_choices(print_, there))
    return Refusal.of("M34", f"The place in {there.said} is left open.", suggestions=choices[:_MOST])


def _choices(print_: Node, there: Stretch) -> Iterator[Suggestion]:
    inside = {line.id for line in there.lines}
    for head in (h for h in heads(print_) if h.kind == "section" and print_.parts[h.at].id in inside):
        last = lines_of(print_, Unit("section", (head.number,))).lines[-1]
        page, line = paged.place(last)
        if page:
            yield Suggestion(
                f"On page {page}, after line {line}, insert the following:", f"after section {head.number}"
            )


# ---- succeeding sections ---------------------------------------------------------------------------


def renumber(print_: Node, by: int, struck: tuple[Node, ...]) -> tuple[list[Splice], list[Problem]]:
    """The sections after those that amendment `by` inserted, or struck, numbered on from them; what refers to them.

    Raises `Refusal` M17 where nothing was inserted or struck that would call for it.
    """
    every = heads(print_)
    last, after = _last(print_, every, by, struck)
    row = [h for h in every if h.at > after and h.kind == "section"]
    renamed: list[tuple[Head, str]] = []
    was = None
    for head in row:
        if not head.number.isdigit() or (was is not None and int(head.number) != was + 1):
            break  # another series begins: section 201 after 105
        was, last = int(head.number), last + 1
        if last != was:
            renamed.append((head, str(last)))
    if not renamed:
        raise Refusal.of("M17", "The sections that follow are numbered in order as they stand.")
    steps = [_renamed(print_.parts[head.at], head.number, now) for head, now in renamed]
    return steps, [p for head, now in renamed for p in _referring(print_, head, now)]


def _last(print_: Node, every: list[Head], by: int, struck: tuple[Node, ...]) -> tuple[int, int]:
    """The number after which the sections go on, and the index of the last line before them."""
    new = [n for n, line in enumerate(print_.parts) if line.id.startswith(f"f{by}.")]
    own = [h for h in every if h.at in new and h.kind == "section" and h.number.isdigit()]
    if own:
        return int(own[-1].number), new[-1]
    gone = [m["number"] for line in struck if (m := _HEAD.match(line.words)) and not m["title"]]
    before = [h for h in every if gone and h.kind == "section" and h.number == str(int(re.sub(r"\D", "", gone[0])) - 1)]
    if gone and not new and len(before) == 1:
        return int(before[0].number), before[0].at
    raise Refusal.of("M17", "No section was inserted or struck after which others would be redesignated.")


def _renamed(line: Node, number: str, now: str) -> Splice:
    at = line.words.index(number)
    return splice(line, at, at + len(number), now)


def _referring(print_: Node, head: Head, now: str) -> Iterator[Problem]:
    """W14: the lines that refer to a section by the number that it had."""
    said = re.compile(rf"\bsections?\s+{head.number}\b(?!\s+of\s+(?!this\b))")
    where = [paged.place(line) for line in print_.parts if said.search(line.words)]
    if where:
        listed = "; ".join(f"page {page}, line {line}" for page, line in where[:5])
        detail = f"“section {head.number}”, now {now}, is referred to at {listed}."
        yield Problem("W14", detail, words=f"section {head.number}")
