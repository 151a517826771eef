"""The whole errand: a law and a bill in; the new law, the redline and every instruction's outcome out.

Each instruction is carried out on the law that the one before it left, lands whole or not at all, and the
rest goes on.  Before an answer is given, its redline is proved in both directions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from drafting.amend.aim import Aims, provision_at, provision_in, provision_of_act
from drafting.amend.annotate import is_aside, law_in_hand, law_key, noted, notes
from drafting.amend.codified import Held, Print, Title, alone, printed
from drafting.amend.credited import Credited
from drafting.amend.earlier import Earlier, Locate
from drafting.amend.lint import lint
from drafting.amend.order import ordered
from drafting.amend.outcome import ELSEWHERE, EXECUTED, NOTED, REFUSED, UNREAD, Amended, Outcome, Report
from drafting.amend.rendered import rendered
from drafting.amend.style import unusual
from drafting.amend.versions import EVER, When, later, timely, with_versions
from drafting.instruction import Instruction, Margins, Rule, Target, Unmake, Unread
from drafting.parse.measure import parse
from drafting.parse.outside import is_outside
from drafting.plan.past import AsOf, Past, no_other
from drafting.plan.restore import unheld
from drafting.plan.scope import whole
from drafting.plan.steps import plan
from drafting.plan.translate import Editors, arranged, by_its_own, either, in_words, is_of_acts, renumbers_sections
from drafting.redline import proved, redline
from drafting.step import Step
from statute import search
from statute.citation import Citation, codes, from_path
from statute.errors import Problem, Refusal, Suggestion
from statute.node import Node, leaves

#: The most verbs of amendment that a bill may have; the largest bill measured has some 2,500.
MOST = 20_000
_SHORTEST = len("add ")
_VERB = re.compile(r"\b(?:strik|insert|add|redesignat|amend|repeal|substitut)(?:ing|ed|e|s|es)?\b", re.I)


class Shelf(Protocol):
    """Where laws are found by citation; `find` raises `Refusal` M01, M02, M35.  in_code: see `Catalogue`."""

    def find(self, citation: Citation) -> Held: ...
    def in_code(self, citation: Citation) -> Citation | None: ...


@runtime_checkable
class DatedShelf(Shelf, Protocol):
    """A shelf that keeps several texts of a law; `as_of` is the same shelf as of a day."""

    def as_of(self, words: str) -> Shelf: ...


def amend_law(
    bill: Node,
    law: Node,
    *,
    citation: Citation | None = None,
    codify: bool = False,
    when: When = EVER,
    shelf: Shelf | None = None,
) -> Report:
    """Carries out on one law in hand what a bill directs for it.

    citation: which law it is; without it, every target that its text can have is taken to be in it.
    codify: where it is the Code's print of an Act, new matter is printed as the Code prints it, each reference
    reported (T02), not as the Act says it.  when: as of which day; what takes effect later has the status
    "later".  Instructions for other laws have the status "elsewhere".  shelf: laws whose source credits and notes
    may tell where the Code has an Act's sections, besides those of the law in hand.  Raises `Refusal` M03, M32,
    F04, A01.
    """
    in_code = either(by_its_own(law), shelf.in_code) if shelf is not None else by_its_own(law)
    credited = Credited.of(_instructions(bill), in_code)
    instructions = credited.instructions
    aims, code = Aims.of(instructions), citation or _identified(law)
    whole_title = Title.of(law, code, aims)
    only, mine, outcomes = law_in_hand(instructions), list[Instruction](), dict[int, Outcome]()
    for one in instructions:
        told = aims.at(one.target, citation) if one.target is not None and citation is not None else None
        if one.target is None and isinstance(one.act, Rule):
            outcomes[one.number] = noted(one)
        elif one.target is None or told is False:
            outcomes[one.number] = Outcome(one, ELSEWHERE)
        elif isinstance(one.act, Rule) and not told and law_key(one.target.citation) != only:
            outcomes[one.number] = noted(one)  # nothing tells that it is of the law in hand
        elif whole_title is not None and (problem := whole_title.unfit(one)) is not None:
            outcomes[one.number] = _refused(one, problem)
        else:
            mine.append(one)
    outcomes |= (waiting := later(mine, when))
    mine = [one for one in mine if one.number not in waiting]
    editors = Editors.of(code, law, in_words([bill]), mine, codify=codify, credited=in_code)
    locate = provision_at if whole_title is None else whole_title.provision
    path = citation.law if citation else ""
    amended = execute(law, mine, path=path, locate=locate, editors=editors, when=when)
    if is_of_acts(code):
        amended = replace(amended, outcomes=credited.reported(amended.outcomes))
    outcomes |= {o.instruction.number: o for o in amended.outcomes}
    return Report(bill, (amended,), tuple(outcomes[i.number] for i in instructions))


def _identified(law: Node) -> Citation:
    """Which law a tree says it is, by the identifier of USLM; none where it does not say."""
    named = [n.attr("identifier") for n in (law, law.part("section")) if n is not None]
    return _path_of(next(filter(None, named), ""))


def amend(bill: Node, shelf: Shelf, *, codify: bool = False, when: When = EVER) -> Report:
    """Carries out a whole bill on the laws of a shelf, grouped by law in order of first mention.

    codify, when: see `amend_law`.  Raises `Refusal` M03, M32, F04, A01.
    """
    credited = Credited.of(_instructions(bill), shelf.in_code)
    instructions = credited.instructions
    aims = Aims.of(instructions)
    outcomes = later(instructions, when)
    outcomes |= {one.number: noted(one) for one in instructions if one.target is None and isinstance(one.act, Rule)}
    groups: dict[str, tuple[Held, list[Instruction]]] = {}
    find = _asked_once(shelf.find)
    opened = {law_key(i.target.citation) for i in instructions if i.target is not None and not is_aside(i)}
    for one in (i for i in instructions if i.number not in outcomes):
        if one.target is not None and law_key(one.target.citation) not in opened:
            outcomes[one.number] = noted(one)  # a law that the bill does not amend is named, not opened
            continue
        try:
            held = _held(find, one, aims)
        except Refusal as refusal:
            is_rule = isinstance(one.act, Rule)
            outcomes[one.number] = noted(one) if is_rule else _refused(one, refusal.problem)
            continue
        groups.setdefault(held.path, (held, []))[1].append(one)
    laws, words = [], in_words([bill])
    for path, (held, mine) in groups.items():
        editors = Editors.of(_path_of(path), held.node, words, mine, codify=codify, credited=shelf.in_code)
        as_of = _as_of(shelf, path)
        laws.append(execute(held.node, mine, path=path, locate=_locate(held), editors=editors, when=when, as_of=as_of))
    for law in laws:
        told = _path_of(law.path).formal() if isinstance(groups[law.path][0], Print) else ""
        found = credited.reported(law.outcomes) if told else law.outcomes
        outcomes |= {o.instruction.number: _of_print(o, told) if told else o for o in found}
    return Report(bill, tuple(laws), tuple(outcomes[i.number] for i in instructions))


def _as_of(shelf: Shelf, path: str) -> AsOf:
    """How a law reads as of another day on a shelf that keeps texts by their days."""

    def held(day: str) -> Node | None:
        if not isinstance(shelf, DatedShelf):
            return None
        try:
            return shelf.as_of(day).find(from_path(path)).node
        except Refusal:
            return None

    return held


def _asked_once(find: Callable[[Citation], Held]) -> Callable[[Citation], Held]:
    """The same finding, each law sought once for all the sections of it that a bill amends, and missed once too."""
    answers: dict[Citation, Held | Refusal] = {}

    def asked(cite: Citation) -> Held:
        sought = cite if cite.is_code or cite.note else Citation(cite.law, cite.name)
        if sought not in answers:
            try:
                answers[sought] = find(sought)
            except Refusal as refusal:
                answers[sought] = refusal
        if isinstance(answer := answers[sought], Refusal):
            raise Refusal(answer.problem)
        return answer

    return asked


def _path_of(path: str) -> Citation:
    return from_path(path) if path.startswith("/us/usc/") else Citation()


def _instructions(bill: Node) -> tuple[Instruction, ...]:
    """The instructions of a bill.  Raises `Refusal` M03 where it has none, F04 where it has past all measure."""
    verbs = sum(len(leaf.words) for leaf in leaves(bill)) // _SHORTEST  # there is no room for more
    if verbs > MOST:
        verbs = sum(len(_VERB.findall(leaf.words)) for leaf in leaves(bill))
    if verbs > MOST:
        raise Refusal.of("F04", f"The bill has more than {MOST:,} amendatory words ({verbs:,}).")
    if not (instructions := parse(bill)):
        raise Refusal.of("M03", "There is no amendatory language in the text.", words=search.words_of(bill)[:200])
    return instructions


def _locate(held: Held) -> Locate:
    """How provisions are found in a law that is held: in a section of the Code by itself, in the Code, in an Act."""
    if isinstance(held, Print):
        return provision_in
    return provision_at if held.path.startswith("/us/usc/") else provision_of_act


def _of_print(outcome: Outcome, code: str) -> Outcome:
    """The outcome of an instruction for an Act, with T05 where it was carried out on the Code's print."""
    one = outcome.instruction
    if outcome.status != EXECUTED or one.target is None or one.target.citation.is_code:
        return outcome
    problem = Problem("T05", f"{one.target.citation.spoken()} is {code}.", words=one.target.written)
    return replace(outcome, problems=(*outcome.problems, _placed(problem, one)))


def _held(find: Callable[[Citation], Held], instruction: Instruction, aims: Aims) -> Held:
    """The law that an instruction aims at: the Act, or the section of the Code that was made from its section.

    Raises `Refusal` M08 where none is named, and what `find` and `printed` raise.
    """
    if isinstance(instruction.act, Unmake) and not instruction.act.provisions:
        raise unheld(instruction.act)
    if instruction.target is None:
        raise Refusal.of("M08", "The instruction names no law.", words=instruction.span.words)
    cite = instruction.target.citation
    if not (cite.law or cite.name) or re.fullmatch(r"(?:such|that|said) \w+", cite.name, re.I):
        said = instruction.target.written or "The instruction"
        raise Refusal.of("M08", f"“{said}” names no law, and nothing before it does.", words=said)
    if not cite.law and is_outside(cite.name):
        raise Refusal.of("M35", f"{cite.name}: this is not among the laws held.", words=instruction.target.written)
    try:
        held = _agreeing(find(cite), instruction.target)
    except Refusal as refusal:
        code_section = None if cite.is_code else printed(find, instruction.target, aims)
        if code_section is None:
            raise refusal from None
        return code_section
    if cite.section and is_of_acts(cite):
        return alone(held, cite) or held
    if cite.section and not cite.is_code and not search.numbered(search.sections(held.node), cite.section):
        return printed(find, instruction.target, aims) or held  # what the notes of the Code set out is part of an Act
    return held


def _agreeing(held: Held, target: Target) -> Held:
    """A law that is held, of which the Code section is classified that the target cites.  Raises `Refusal` M02."""
    cite = target.citation
    given = {from_path(path).section for path in cite.parallel}
    known = {c.section for c in codes(held.code)}
    if cite.name and given and known and not given & known:
        detail = f"{cite.name} is classified to {held.code}, not to the Code section cited."
        raise Refusal.of("M02", detail, words=target.written, suggestions=(Suggestion(held.code),))
    return held


def execute(
    law: Node,
    instructions: Iterable[Instruction],
    *,
    path: str = "",
    locate: Locate = provision_at,
    editors: Editors | None = None,
    when: When = EVER,
    as_of: AsOf = no_other,
) -> Amended:
    """Carries out instructions on a law in order and proves the redline.

    locate: how a target's provision is found in the tree.  editors: where the law in hand is the Code's print
    of an Act, how its editors translate.  when: the day of enactment orders the versions.  as_of: the same law as of
    another day.  Raises `Refusal` A01 where the proof fails.
    """
    now, steps, outcomes = _run(law, instructions, locate, editors, as_of)
    outcomes.sort(key=lambda o: o.instruction.number)
    outcomes = distributed(outcomes)
    marked = proved(law, now, rendered(redline(law, steps), outcomes))
    amended = Amended(path, law, now, marked, _linted(law, now, outcomes), notes=notes(now, outcomes))

    def again(some: list[Instruction]) -> tuple[Node, Sequence[Outcome]]:
        node, _, found = _run(law, some, locate, editors, as_of)
        return node, found

    return with_versions(amended, when.enacted, again)


def _run(
    law: Node, instructions: Iterable[Instruction], locate: Locate, editors: Editors | None, as_of: AsOf
) -> tuple[Node, list[Step], list[Outcome]]:
    """The law after some instructions, all their steps, and what came of each, in the order of execution."""
    sequence, problems = ordered(list(instructions))
    earlier, past = Earlier(law), Past(law, as_of)
    now, steps, outcomes = law, list[Step](), list[Outcome]()
    for one in sequence:
        outcome, new = _carry_out(now, one, locate, earlier, past, problems.get(one.number), editors)
        earlier.note(outcome)
        past.note(one, outcome.steps)
        earlier.note_names(now, new, outcome)
        outcomes.append(outcome)
        steps += outcome.steps
        now = new
    return now, steps, outcomes


def distributed(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes, with M31 where one sentence has several targets and some could not be amended."""
    found = list(outcomes)
    said: dict[tuple[str, int, int], list[int]] = {}
    for n, outcome in enumerate(found):
        span = outcome.instruction.span
        said.setdefault((span.leaf, span.start, span.stop), []).append(n)
    for group in (alike for there in said.values() if len(there) > 1 for alike in _alike(found, there)):
        failed = [n for n in group if found[n].status == REFUSED]
        if failed and len(failed) < len(group):
            detail = f"{len(failed)} of {len(group)} targets could not be amended."
            for n in failed:
                problem = _placed(Problem("M31", detail), found[n].instruction)
                found[n] = replace(found[n], problems=(*found[n].problems, problem))
    return found


def _alike(outcomes: Sequence[Outcome], some: Iterable[int]) -> Iterable[list[int]]:
    """Those of some outcomes, by index, that have one act: a sentence that strikes two strings has two."""
    acts: dict[str, list[int]] = {}
    for n in some:
        acts.setdefault(repr(outcomes[n].instruction.act), []).append(n)
    return acts.values()


def _linted(before: Node, after: Node, outcomes: list[Outcome]) -> tuple[Outcome, ...]:
    found = lint(before, after, outcomes)
    return tuple(
        replace(
            o,
            problems=(*o.problems, *(_placed(p, o.instruction) for p in found.get(o.instruction.number, ()))),
        )
        for o in outcomes
    )


def _carry_out(
    law: Node,
    one: Instruction,
    locate: Locate,
    earlier: Earlier,
    past: Past,
    known: Problem | None,
    editors: Editors | None,
) -> tuple[Outcome, Node]:
    """The outcome of one instruction, and the law after it; `known` is a problem of its order."""
    if isinstance(one.act, Unread):
        problem = Problem("M03", f"“{one.act.words[:300]}” could not be read as an instruction.", words=one.act.words)
        return Outcome(one, UNREAD, (_placed(problem, one),)), law
    if isinstance(one.act, Rule | Margins):
        return noted(one, law, locate), law
    if isinstance(one.act, Unmake) and not one.act.provisions:
        return _refused(one, unheld(one.act).problem), law
    if known is not None and known.stops():
        return _refused(one, known), law
    if editors is not None and renumbers_sections(one.act):
        problem = Problem("M30", "The Code keeps its own section numbers: no word of it changes.", words=one.span.words)
        return Outcome(one, NOTED, (_placed(problem, one),)), law
    target = one.target or Target(Citation())
    provision = None
    try:
        provision = earlier.provision(law, one, target, locate)
        warnings = earlier.warnings(law, whole(law, provision), one)
        ex = plan(one, law, provision, editors, past)
        earlier.check_each(one, ex.steps)
    except Refusal as refusal:
        explained = earlier.explained(one, refusal.problem, provision)
        return Outcome(one, REFUSED, tuple(_placed(p, one) for p in explained)), law
    warnings += [*([known] if known else []), *ex.warnings]
    if editors is not None and (other := arranged(one)):
        warnings.append(Problem("T03", other, words=target.written))
    if target.further and not earlier.touched:
        warnings.append(Problem("W05", "No earlier instruction of the bill amends it."))
    warnings += [*timely(one), *unusual(one)]
    where = search.spoken(law, provision.id)
    told = tuple(_placed(w, one) for w in warnings)
    return Outcome(one, EXECUTED, told, tuple(ex.steps), where, tuple(ex.printed)), ex.law


def _refused(one: Instruction, problem: Problem) -> Outcome:
    return Outcome(one, REFUSED, (_placed(problem, one),))


def _placed(problem: Problem, one: Instruction) -> Problem:
    return replace(problem, place=problem.place or one.place, instruction=one.number)
