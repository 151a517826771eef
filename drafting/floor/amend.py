"""Floor amendments carried out on a print one after the other, each whole or not at all."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.amend.outcome import EXECUTED, REFUSED, UNREAD, Amended, Outcome, Report
from drafting.floor import lines, sections
from drafting.floor.directions import read
from drafting.instruction import Insert, Instruction, Restate, Unread
from drafting.redline import proved, redline
from drafting.step import Splice, Step, run
from drafting.thing import Lines, Matter, Place, Unit
from statute import search
from statute.errors import Problem, Refusal
from statute.lines import paged
from statute.node import Node

_CLAUSE = re.compile(r"\b(?:assembled|concurring\s+therein|That)\s*[,:—]\s*$", re.I)
#: The steps, where they are, and what is to be looked at.
_Done = tuple[list[Splice], str, list[Problem]]


def amend_print(amendment: Node, print_: Node) -> Report:
    """Carries out floor amendments on a print, each whole or not at all.

    print_: as `paged.read` gives it.  Raises `Refusal` M03 where the text holds no amendment, A01.
    """
    instructions = read(amendment)
    if not instructions:
        words = search.words_of(amendment)[:200]
        raise Refusal.of("M03", "There is no amendment to a print in the text.", words=words)
    now, steps, outcomes = print_, list[Step](), list[Outcome]()
    for one in instructions:
        outcome = _carried_out(now, one, outcomes[-1] if outcomes else None)
        now = run(now, outcome.steps)
        steps += outcome.steps
        outcomes.append(outcome)
    marked = proved(print_, now, redline(print_, steps))
    return Report(amendment, (Amended("", print_, now, marked, tuple(outcomes)),), tuple(outcomes))


def _carried_out(print_: Node, one: Instruction, before: Outcome | None) -> Outcome:
    if isinstance(one.act, Unread):
        problem = Problem("M03", "This could not be read as an amendment.", words=one.span.words[:300])
        return Outcome(one, UNREAD, (_placed(problem, one),))
    try:
        steps, where, warnings = _renumbered(print_, before) if one.form == "J6" else _done(print_, one)
    except Refusal as refusal:
        return Outcome(one, REFUSED, (_placed(refusal.problem, one),))
    signed = tuple(replace(step, by=one.number) for step in steps)
    return Outcome(one, EXECUTED, tuple(_placed(w, one) for w in warnings), signed, where)


def _placed(problem: Problem, one: Instruction) -> Problem:
    return replace(problem, place=problem.place or one.place, instruction=one.number)


def _done(print_: Node, one: Instruction) -> _Done:
    """The steps of a direction.  Raises `Refusal` with the code of what stands in the way."""
    match one.form, one.act:
        case "J4", _:
            return _body(print_, one)
        case "J7", Restate(_, Matter() as title):
            return _title(print_, title, one.number)
        case "J5", _:
            raise sections.open_place(print_, tuple(u for u in one.where if isinstance(u, Unit)))
        case _, Insert(Place("end"), matter):
            there = _stretch(print_, one)
            at = print_.parts.index(there.lines[-1]) + 1
            return [lines.put(print_, at, at, matter, one.number)], f"the end of {there.said}", []
    there = sections.proposed(print_) if one.form == "J8" else _stretch(print_, one)
    return lines.amend_lines(print_, there, one.act, one.number), there.said, []


def _stretch(print_: Node, one: Instruction) -> lines.Stretch:
    """The lines that a direction names: by page and line, by section, or all of them."""
    match one.where:
        case (Lines() as named,):
            return lines.named(print_, named)
        case (Unit() as unit,):
            return sections.lines_of(print_, unit)
    return lines.Stretch(list(print_.parts), "the print")


def _body(print_: Node, one: Instruction) -> _Done:
    """All after the enacting clause put anew.  Raises `Refusal` M12 where the clause is not in the print."""
    at = next((n for n, leaf in enumerate(print_.parts, 1) if _CLAUSE.search(leaf.words)), None)
    if at is None:
        raise Refusal.of("M12", "The print has no line that ends the enacting clause.")
    matter = getattr(one.act, "matter", Matter())
    step = lines.put(print_, at, len(print_.parts), matter, one.number)
    return [step], "all after the enacting clause", []


def _title(print_: Node, title: Matter, by: int) -> _Done:
    """The long title put anew.  Raises `Refusal` M12 where the print does not show it."""
    own = [n for n, line in enumerate(print_.parts) if paged.is_title(line)]
    if not own:
        raise Refusal.of("M12", "The print does not show its title.")
    return [lines.put(print_, own[0], own[-1] + 1, title, by)], "the title", []


def _renumbered(print_: Node, before: Outcome | None) -> _Done:
    """Succeeding sections numbered on from what the amendment before inserted, or struck."""
    if before is None or before.status != EXECUTED:
        raise Refusal.of("M17", "The amendment before it, after which sections would be redesignated, was not made.")
    struck = tuple(n for s in before.steps if isinstance(s, Splice) and isinstance(s.old, tuple) for n in s.old)
    steps, warnings = sections.renumber(print_, before.instruction.number, struck)
    return steps, "the succeeding sections", warnings
