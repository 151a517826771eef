"""The whole errand: a law and a bill in; the new law, the redline and every instruction's outcome out.

Each instruction is carried out on the law that the one before it left, lands whole or not at all, and the
rest goes on.  Before an answer is given, its redline is proved in both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from drafting.aim import Aims, provision_at
from drafting.instruction import Instruction, Margins, Rule, Target, Unread
from drafting.outcome import ELSEWHERE, EXECUTED, NOTED, REFUSED, UNREAD, Amended, Outcome, Report
from drafting.parse import parse
from drafting.plan import plan
from drafting.redline import proved, redline
from drafting.step import Step
from statute import search
from statute.citation import Citation
from statute.errors import Problem, Refusal
from statute.node import Node

Locate = Callable[[Node, Target], Node]


class Held(Protocol):
    """A law that is held: its path and its tree."""

    @property
    def path(self) -> str: ...
    @property
    def node(self) -> Node: ...


class Shelf(Protocol):
    """Where laws are found by citation; `find` raises `Refusal` M01, M02, M35."""

    def find(self, citation: Citation) -> Held: ...


def amend_law(bill: Node, law: Node, *, citation: Citation | None = None) -> Report:
    """Carries out on one law in hand what a bill directs for it.

    citation: which law it is; without it, every target that its text can have is taken to be in it.
    Instructions for other laws have the status "elsewhere".
    """
    instructions = parse(bill)
    aims = Aims.of(instructions)
    mine: list[Instruction] = []
    outcomes: dict[int, Outcome] = {}
    for one in instructions:
        if one.target is None or (citation is not None and aims.at(one.target, citation) is False):
            outcomes[one.number] = Outcome(one, ELSEWHERE)
        else:
            mine.append(one)
    amended = execute(law, mine, path=citation.law if citation else "")
    outcomes |= {o.instruction.number: o for o in amended.outcomes}
    return Report(bill, (amended,), tuple(outcomes[i.number] for i in instructions))


def amend(bill: Node, shelf: Shelf) -> Report:
    """Carries out a whole bill on the laws of a shelf, grouped by law in order of first mention."""
    instructions = parse(bill)
    outcomes: dict[int, Outcome] = {}
    groups: dict[str, tuple[Held, list[Instruction]]] = {}
    for one in instructions:
        try:
            held = _held(shelf, one)
        except Refusal as refusal:
            outcomes[one.number] = _refused(one, refusal.problem)
            continue
        groups.setdefault(held.path, (held, []))[1].append(one)
    laws = [execute(held.node, mine, path=path) for path, (held, mine) in groups.items()]
    for law in laws:
        outcomes |= {o.instruction.number: o for o in law.outcomes}
    return Report(bill, tuple(laws), tuple(outcomes[i.number] for i in instructions))


def _held(shelf: Shelf, instruction: Instruction) -> Held:
    if instruction.target is None:
        raise Refusal.of("M08", "The instruction names no law.", words=instruction.span.words)
    cite = instruction.target.citation
    if not (cite.law or cite.name):
        said = instruction.target.written or "The instruction"
        raise Refusal.of("M08", f"“{said}” names no law, and nothing before it does.", words=said)
    return shelf.find(cite)


def execute(law: Node, instructions: Iterable[Instruction], *, path: str = "", locate: Locate = provision_at) -> Amended:
    """Carries out instructions on a law in order and proves the redline.

    locate: how a target's provision is found in the tree.  Raises `Refusal` A01 where the proof fails.
    """
    now, steps, outcomes = law, list[Step](), list[Outcome]()
    touched: set[str] = set()
    for one in instructions:
        outcome, now = _carry_out(now, one, locate, touched)
        outcomes.append(outcome)
        steps += outcome.steps
    marked = proved(law, now, redline(law, steps))
    return Amended(path, law, now, marked, tuple(outcomes))


def _carry_out(law: Node, one: Instruction, locate: Locate, touched: set[str]) -> tuple[Outcome, Node]:
    if isinstance(one.act, Unread):
        problem = Problem("M03", f"“{one.act.words[:300]}” could not be read as an instruction.", words=one.act.words)
        return Outcome(one, UNREAD, (_placed(problem, one),)), law
    if isinstance(one.act, Rule | Margins):
        problem = Problem("M30", "A rule or a matter of print: no word of the law changes.", words=one.span.words)
        return Outcome(one, NOTED, (_placed(problem, one),)), law
    target = one.target or Target(Citation())
    try:
        provision = locate(law, target)
        ex = plan(one, law, provision)
    except Refusal as refusal:
        return _refused(one, refusal.problem), law
    warnings = [_placed(w, one) for w in ex.warnings]
    if target.further and provision.id not in touched and not touched:
        warnings.append(_placed(Problem("W05", "No earlier instruction of the bill amends it."), one))
    touched.add(provision.id)
    where = search.spoken(law, provision.id)
    return Outcome(one, EXECUTED, tuple(warnings), tuple(ex.steps), where), ex.law


def _refused(one: Instruction, problem: Problem) -> Outcome:
    return Outcome(one, REFUSED, (_placed(problem, one),))


def _placed(problem: Problem, one: Instruction) -> Problem:
    return replace(problem, place=problem.place or one.place, instruction=one.number)
