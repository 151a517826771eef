"""Targets that a bill names by their Act alone, with the Code section that the source credits on the shelf tell.

Source: Office of the Law Revision Counsel, on source credits: a credit begins with the law and the section that the
Code section was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafting.amend.aim import Aims
from drafting.amend.outcome import EXECUTED, Outcome
from drafting.instruction import Instruction
from drafting.plan.translate import InCode
from statute.citation import Citation
from statute.errors import Problem


@dataclass(frozen=True, slots=True)
class Credited:
    """Instructions, those that lacked one given the Code section of their target; told: these, by number."""

    instructions: tuple[Instruction, ...]
    told: dict[int, Citation]

    @classmethod
    def of(cls, instructions: Sequence[Instruction], in_code: InCode) -> Credited:
        """The instructions of a bill.  in_code: what the credits and notes on the shelf tell for certain."""
        aims = Aims.of(instructions)
        told: dict[int, Citation] = {}
        for one in instructions:
            if one.target is not None and aims.is_untold(one.target):
                code = in_code(replace(one.target.citation, pin=()))
                if code is not None:
                    told[one.number] = code
        given = tuple(_given(one, told[one.number]) if one.number in told else one for one in instructions)
        return cls(given, told)

    def reported(self, outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
        """Outcomes on the Code's print of an Act, with T06 on each that was carried out on a section so told."""
        return tuple(
            self._with(o) if o.status == EXECUTED and o.instruction.number in self.told else o for o in outcomes
        )

    def _with(self, outcome: Outcome) -> Outcome:
        one = outcome.instruction
        assert one.target is not None
        detail = f"{one.target.citation.spoken()} is {self.told[one.number].formal()}."
        problem = Problem("T06", detail, one.place, one.target.written, instruction=one.number)
        return replace(outcome, problems=(*outcome.problems, problem))


def _given(one: Instruction, code: Citation) -> Instruction:
    assert one.target is not None
    return replace(one, target=replace(one.target, hint=code.path))
