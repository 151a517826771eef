"""The order of execution: the bill's own, but a provision "as amended by section 3" waits for section 3.

A reference to a provision of the bill that does not touch the target is worth a look (M09); two that wait
for each other cannot be carried out (M10).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.instruction import Instruction
from statute.errors import Problem

_BY = re.compile(
    r"\b(?:amended|added|redesignated|designated|inserted|transferred)\s+by\s+"
    r"(?:section\s+(?P<section>[\w–-]+)(?P<pins>(?:\([0-9A-Za-z]+\))*)(?:\s+of\s+this\s+(?:Act|division|title|subtitle|bill))"
    r"|(?P<noun>subsection|paragraph|subparagraph|clause)\s+(?P<own>(?:\([0-9A-Za-z]+\))+)(?!\s+of\s+section))",
    re.I,
)


def waits_for(one: Instruction) -> tuple[str, tuple[str, ...]] | None:
    """The provision of the bill (section, designations) that an instruction says has amended its target first."""
    if one.target is None or not one.target.as_amended:
        return None
    match = _BY.search(one.target.as_amended)
    if match is None:
        return None
    if match["section"]:
        return match["section"], tuple(re.findall(r"\((\w+)\)", match["pins"]))
    own = tuple(re.findall(r"\((\w+)\)", match["own"]))
    depth = ("subsection", "paragraph", "subparagraph", "clause").index(match["noun"].lower())
    return one.section, one.at[:depth] + own


def ordered(instructions: Sequence[Instruction]) -> tuple[list[Instruction], dict[int, Problem]]:
    """The instructions in the order of execution, and the problems (M09, M10) by instruction number."""
    problems: dict[int, Problem] = {}
    before: dict[int, set[int]] = {}
    for one in instructions:
        named = waits_for(one)
        if named is None:
            continue
        there = [
            i for i in instructions if i.section == named[0] and i.at[: len(named[1])] == named[1] and i is not one
        ]
        if not there:
            continue
        before[one.number] = {i.number for i in there}
        if not any(_same_place(i, one) for i in there):
            problems[one.number] = Problem(
                "M09",
                f"{one.target.as_amended.strip() if one.target else ''}: nothing there amends it.",
                one.place,
            )
    return _sorted(instructions, before, problems), problems


def _same_place(one: Instruction, other: Instruction) -> bool:
    """Whether two targets are of one section, as far as their words tell."""
    if one.target is None or other.target is None:
        return False
    a, b = one.target.citation, other.target.citation
    return not a.section or not b.section or a.section == b.section


def _sorted(
    instructions: Sequence[Instruction], before: dict[int, set[int]], problems: dict[int, Problem]
) -> list[Instruction]:
    """Each instruction after those it waits for, else in the order of the bill."""
    if not before:
        return list(instructions)
    by_number = {i.number: i for i in instructions}
    done: list[Instruction] = []
    state: dict[int, int] = {}

    def place(number: int) -> None:
        if state.get(number) == 2:
            return
        state[number] = 1
        for earlier in sorted(before.get(number, ())):
            if state.get(earlier) == 1:
                for n in (number, earlier):
                    other = by_number[earlier if n == number else number]
                    problems[n] = Problem("M10", f"It waits for {other.place}, which waits for it.", by_number[n].place)
                continue
            place(earlier)
        state[number] = 2
        done.append(by_number[number])

    for one in instructions:
        place(one.number)
    return done
