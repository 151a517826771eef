"""How a law read before: as the bill found it, as of other days, and what the bill has done to it so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from drafting.instruction import Instruction, Target, Unmake
from drafting.step import Step
from statute.node import Node

#: The same law as of a day, as ISO 8601 has it; None where no such text is held.
AsOf = Callable[[str], Node | None]


def no_other(day: str) -> Node | None:
    """Where no other text of the law is at hand."""
    return None


@dataclass(slots=True)
class Past:
    """A law's past: `law` as the bill found it; `done`, what has been carried out since, each with its steps."""

    law: Node
    as_of: AsOf
    done: list[tuple[Instruction, tuple[Step, ...]]] = field(default_factory=list)

    def note(self, one: Instruction, steps: tuple[Step, ...]) -> None:
        """Notes an instruction that was carried out; one that unmakes others leaves what was before them."""
        if isinstance(one.act, Unmake):
            self.done = [(other, by) for other, by in self.done if not unmade(one.act, one.target, other)]
        elif steps:
            self.done.append((one, steps))


def unmade(act: Unmake, target: Target | None, other: Instruction) -> bool:
    """Whether an act unmakes an instruction: one at its own target, in a provision of the bill that it names."""
    there = other.target
    return act.unmakes(other) and target is not None and there is not None and target.citation == there.citation
