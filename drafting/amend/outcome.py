"""What came of it: each instruction's outcome, each law as amended, and the whole report."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.instruction import Instruction
from drafting.plan.printed import Printed
from drafting.step import Step
from statute.errors import Problem
from statute.node import Node

EXECUTED, REFUSED, NOTED, UNREAD, ELSEWHERE = "executed", "refused", "noted", "unread", "elsewhere"
#: Not in force on the day asked for.
LATER = "later"
#: What came of an instruction: its sign, the words beside it, and the words after a number.
SAID = {
    EXECUTED: ("✓", "Carried out", "carried out"),
    REFUSED: ("✕", "Not carried out", "not carried out"),
    NOTED: ("·", "Noted; no text changes", "noted"),
    UNREAD: ("?", "Not understood", "not understood"),
    ELSEWHERE: ("→", "Amends another law", "for another law"),
    LATER: ("…", "Not yet in force", "not yet in force"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one instruction.

    status: "executed"; "refused" (a problem stops it); "noted" (no text to change); "unread" (M03);
    "elsewhere" (its target is another law than the one in hand); "later" (it takes effect after the day asked
    for, or on what no date tells).  where: the place in the law, as a
    lawyer says it; at: the id of the section that a note stands with.  steps: what was done, in order.  printed: new
    matter that is printed as the Code prints it.
    """

    instruction: Instruction
    status: str
    problems: tuple[Problem, ...] = ()
    steps: tuple[Step, ...] = ()
    where: str = ""
    printed: tuple[Printed, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a bill says of a provision and changes no word of.

    kind: that of a rule ("applicability") or of an effect ("day", "applies").  words: the bill's own; place: where it
    says them.  at: the id of the section that the note stands with; where: that section, as a lawyer says it.
    numbers: the instructions that it is told of.
    """

    kind: str
    words: str
    place: str
    at: str
    where: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A law as it reads once some of a bill's amendments have taken effect.

    since: the day, as ISO 8601 has it, "" where it is not known; said: the same in words.  numbers: the
    instructions in force by then.  problems: what stops one of them where those that come later are left out.
    """

    since: str
    said: str
    numbers: tuple[int, ...]
    node: Node
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Amended:
    """One law before and after, and its redline, proved: accepted it is `after`, rejected `before`.

    path: the law's path on the shelf ("/us/pl/102/511"), "" for a pasted text.  versions: how it reads from
    each day on which some amendments take effect, where there are several; the last need not have all.
    notes: what the bill says of its provisions beside changing them; they are no part of the trees.
    """

    path: str
    before: Node
    after: Node
    redline: Node
    outcomes: tuple[Outcome, ...]
    versions: tuple[Version, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A bill carried out: the laws it changes in order of first mention, and every instruction's outcome."""

    bill: Node
    laws: tuple[Amended, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the bill."""
        return tuple(p for o in self.outcomes for p in o.problems)

    @property
    def status(self) -> str:
        """ "executed" where every instruction was, "refused" where none was, else "partial"."""
        counted = [o for o in self.outcomes if o.status not in (NOTED, ELSEWHERE, LATER)]
        done = sum(o.status == EXECUTED for o in counted)
        if counted and done == len(counted):
            return "executed"
        return "partial" if done else "refused"
