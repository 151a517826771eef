"""What earlier instructions of a bill did to the words and provisions that a later one names.

Words that an earlier instruction struck (M33), a restatement that discards earlier amendments (M28), an
amendment that is in the text already (M23), a designation that now means another provision (W16).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from drafting.amend.outcome import Outcome
from drafting.instruction import Insert, Instruction, Redesignate, Restate, Revert, Substitute, Target, Unmake
from drafting.plan.scope import Scope, narrow, provision, units_of
from drafting.step import Splice, Step
from drafting.thing import Each, Locator, Matter, Phrase, Unit, Units, Whole
from statute import levels, search
from statute.citation import Citation
from statute.errors import Problem, Refusal, Suggestion
from statute.node import Node, find, line_to, walk

Locate = Callable[[Node, Target], Node]


@dataclass(slots=True)
class Earlier:
    """The law as the bill found it, and what has been done to it so far."""

    law: Node
    touched: dict[str, int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    located: dict[tuple[str, Citation], str] = field(default_factory=dict)
    inserted: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)

    def note(self, outcome: Outcome) -> None:
        """Notes what an instruction touched, and which provisions it gave other designations."""
        number = outcome.instruction.number
        for step in outcome.steps:
            self.touched[step.at] = number
            if isinstance(step, Splice) and isinstance(step.new, str):
                self.inserted[step.at] = _moved(self.inserted.get(step.at, []), step, number)
            new = step.new if isinstance(step, Splice) and isinstance(step.new, tuple) else ()
            for part in (n for p in new for n in walk(p)):
                self.touched[part.id] = number

    def check_each(self, one: Instruction, steps: Sequence[Step]) -> None:
        """Refuses (M33) to amend alike words of the law and words that an earlier instruction put beside them.

        “Paragraph (6)” each place it appears, where the line before made a “paragraph (8)” to “paragraph (6)”:
        whether that one is meant too, the bill does not say.
        """
        if isinstance(one.act, Revert | Unmake):
            return
        struck = [s for s in steps if isinstance(s, Splice) and isinstance(s.new, str) and s.old]
        by = [self._inserted_by(s) for s in struck]
        if len(set(by)) > 1 and (earlier := max(by)):
            words = str(struck[by.index(earlier)].old)
            detail = f"“{words}” stands there as it did before, and where instruction {earlier} of this bill put it."
            raise Refusal.of("M33", detail, words=words)

    def _inserted_by(self, step: Splice) -> int:
        """The instruction that put the words of a leaf that a step takes away; 0 where they are the law's."""
        stop = step.start + len(step.old)
        found = [by for a, b, by in self.inserted.get(step.at, []) if a <= step.start and stop <= b]
        return found[-1] if found else 0

    def note_names(self, before: Node, after: Node, outcome: Outcome) -> None:
        """Notes the provisions whose designation an instruction changed: id to the one it had."""
        if not isinstance(outcome.instruction.act, Redesignate):
            return
        for around in {step.at: _around(after, step.at) for step in outcome.steps}.values():
            was = find(before, around.id) if around is not None else None
            if around is None or was is None:
                continue
            old = {n.id: levels.designation(n) for n in walk(was) if levels.is_level(n)}
            for node in walk(around):
                if node.id in old and old[node.id] != levels.designation(node):
                    self.renamed.setdefault(node.id, old[node.id])

    def provision(self, law: Node, one: Instruction, target: Target, locate: Locate) -> Node:
        """The provision that a target names; in a series one that an earlier line redesignated or moved."""
        key = (one.section, target.citation)
        try:
            found = locate(law, target)
        except Refusal:
            again = find(law, self.located.get(key, ""))
            if again is None or again.id not in self.renamed:
                raise
            return again
        self.located.setdefault(key, found.id)
        return found

    # ---- before an instruction is carried out ------------------------------------------------------

    def warnings(self, law: Node, scope: Scope, one: Instruction) -> list[Problem]:
        """M28 and W16 for an instruction about to be carried out at a scope."""
        found: list[Problem] = []
        if (discarded := self._discarded(scope, one)) is not None:
            found.append(
                Problem("M28", f"It discards what instruction {discarded} did.", one.place, instruction=one.number)
            )
        found += self._renamed(scope, one)
        return found

    def _discarded(self, scope: Scope, one: Instruction) -> int | None:
        what = one.act.what if isinstance(one.act, Restate | Substitute) else None
        if not isinstance(what, Unit | Units | Whole):
            return None
        try:
            for locator in one.where:
                scope = narrow(scope, locator)
            units = units_of(scope, what) or []
        except Refusal:
            return None
        numbers = [self.touched[n.id] for unit in units for n in walk(unit) if n.id in self.touched]
        return min(numbers, default=None)

    def _renamed(self, scope: Scope, one: Instruction) -> list[Problem]:
        """Provisions named by a designation that another provision bore when the bill began."""
        if one.as_redesignated or not self.renamed:
            return []
        for unit in _units(one.where):
            try:
                node = provision(scope, unit)
            except Refusal:
                continue
            name = levels.designation(node)
            if node.id in self.renamed and name in self.renamed.values():
                detail = f"{unit.kind} ({name}) is the former ({self.renamed[node.id]}) here."
                return [Problem("W16", detail, one.place, words=f"({name})", instruction=one.number)]
        return []

    # ---- after it was refused ----------------------------------------------------------------------

    def explained(self, one: Instruction, refusal: Problem, target: Node | None) -> tuple[Problem, ...]:
        """The problems of an instruction whose words were not found, with what explains that."""
        if refusal.code != "M18" or target is None:
            return (refusal,)
        found = [refusal]
        words = _struck(one)
        old = find(self.law, target.id)
        if words and old is not None and not _stands(target, words) and _stands(old, words):
            numbers = sorted({self.touched[n.id] for n in walk(target) if n.id in self.touched})
            if numbers:
                detail = f"“{words}” stood there; instruction {numbers[-1]} of this bill has changed it."
                found.insert(0, Problem("M33", detail, one.place, words, instruction=one.number))
        new = _inserted(one)
        if new and _stands(target, new):
            detail = f"“{new[:80]}” stands there already, and “{words[:80]}” does not."
            found.append(Problem("M23", detail, one.place, new, (Suggestion(new[:200], "is in the text"),), one.number))
        return tuple(replace(p, instruction=one.number) for p in found)


def _around(law: Node, id: str) -> Node | None:
    """The section that holds a node, or what stands around it where that is in none; None where it is gone."""
    line = line_to(law, id)
    return next((n for n in line if n.kind == "section"), line[max(0, len(line) - 3)]) if line else None


def _moved(spans: list[tuple[int, int, int]], step: Splice, by: int) -> list[tuple[int, int, int]]:
    """The stretches of a leaf that instructions put there, after one more step on it."""
    stop, shift = step.start + len(step.old), len(step.new) - len(step.old)
    kept = [(a, b, n) for a, b, n in spans if b <= step.start] + [
        (a + shift, b + shift, n) for a, b, n in spans if a >= stop and b > step.start
    ]
    return [*kept, (step.start, step.start + len(step.new), by)]


def _stands(node: Node, words: str) -> bool:
    return bool(search.hits(search.words_of(node), words))


def _units(where: tuple[Locator, ...]) -> list[Unit]:
    found: list[Unit] = []
    for locator in where:
        if isinstance(locator, Unit) and len(locator.path) == 1:
            found.append(locator)
        elif isinstance(locator, Each):
            found += [m for m in locator.members if len(m.path) == 1 and not m.through]
    return found


def _struck(one: Instruction) -> str:
    what: Any = getattr(one.act, "what", None)
    while hasattr(what, "thing"):
        what = what.thing
    return what.words if isinstance(what, Phrase) else ""


def _inserted(one: Instruction) -> str:
    match one.act:
        case Substitute(_, Matter(words, ())) | Insert(_, Matter(words, ()), _):
            return words if len(words) > 8 else ""
    return ""
