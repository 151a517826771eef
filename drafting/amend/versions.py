"""The versions that a bill makes of a law: how it reads from each day on which some of its amendments take effect.

An amendment without a time of its own takes effect on enactment.  One that waits for something that no date
tells is in no version.  Where the day of enactment is not known, days and spans after it have no order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from drafting.amend.outcome import EXECUTED, LATER, NOTED, Amended, Outcome, Version
from drafting.effect import AFTER, DAY, ENACTMENT, FIRST, OPEN, RETROACTIVE, Effect
from drafting.instruction import Instruction
from statute.errors import Problem, Refusal
from statute.node import Node

_ON_ENACTMENT = Effect(ENACTMENT, "")
#: About how many days a span has, to order spans by.
_DAYS = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}

Key = tuple[int, float]


@dataclass(frozen=True, slots=True)
class When:
    """The day of enactment, where it is known; and the day as of which the law is asked for, None for all days."""

    enacted: date | None = None
    on: date | None = None

    @classmethod
    def read(cls, enacted: str, on: str) -> When:
        """From two days as ISO 8601 writes them, "" for none.  Raises `Refusal` F09."""
        return cls(_day(enacted), _day(on))


#: All that a bill does, whenever it takes effect.
EVER = When()


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise Refusal.of("F09", f"There is no day {said[:20]}; write it as 2027-01-01.", words=said[:20]) from error


def effect_of(one: Instruction) -> Effect:
    """When an instruction takes effect."""
    return next((e for e in one.effects if e.is_time), _ON_ENACTMENT)


def in_force(instructions: Sequence[Instruction], day: date, enacted: date | None) -> frozenset[int]:
    """The numbers of the instructions that have taken effect by a day.

    Raises `Refusal` M32 where one takes effect so long after an enactment whose day is not known.
    """
    found: set[int] = set()
    for one in instructions:
        effect = effect_of(one)
        if effect.kind in (AFTER, FIRST) and enacted is None:
            detail = f"It takes effect {effect.said}, and the day of enactment is not known."
            raise Refusal.of("M32", detail, place=one.place, words=effect.words[:300])
        start = effect.starts(enacted)
        if effect.kind != OPEN and (start is None or start <= day):
            found.add(one.number)
    return frozenset(found)


def later(instructions: Sequence[Instruction], when: When) -> dict[int, Outcome]:
    """The outcomes, by number, of what is not in force on the day asked for.  Raises `Refusal` M32."""
    if when.on is None:
        return {}
    now = in_force(instructions, when.on, when.enacted)
    return {one.number: Outcome(one, LATER, (_waits(one),)) for one in instructions if one.number not in now}


def _waits(one: Instruction) -> Problem:
    effect = effect_of(one)
    detail = "No date tells when it takes effect." if effect.kind == OPEN else f"It takes effect {effect.said}."
    return Problem("M40", detail, one.place, effect.words[:300], instruction=one.number)


def timely(one: Instruction) -> list[Problem]:
    """M40 where the text does not simply change on enactment, or on a day that is told apart from the amendment."""
    effect = effect_of(one)
    words = effect.words[:300]
    if effect.kind == OPEN:
        return [Problem("M40", "No date tells when it takes effect; it is in no version.", words=words)]
    if effect.kind == RETROACTIVE:
        return [Problem("M40", "The law is to be read as if it always had been so.", words=words)]
    if words and ((one.target is not None and words == one.target.lead) or words in one.span.words):
        return [Problem("M40", f"{words}: the text shown is the one from then on.", words=words)]
    return []


def with_versions(
    amended: Amended, enacted: date | None, again: Callable[[list[Instruction]], tuple[Node, Sequence[Outcome]]]
) -> Amended:
    """A law as amended with the versions that the bill makes of it, where it makes more than one.

    again: carries some of the instructions out on the law as it stood.
    """
    instructions = [o.instruction for o in amended.outcomes if o.status != NOTED]
    keys = _keys(instructions, enacted)
    if keys is None or len(set(keys.values())) + any(one.number not in keys for one in instructions) < 2:
        return amended
    made = []
    for key in sorted(set(keys.values())):
        some = [one for one in instructions if keys.get(one.number, (9, 0)) <= key]
        first = effect_of(next(one for one in some if keys[one.number] == key))
        node, outcomes = again(some)
        start = first.starts(enacted)
        numbers = tuple(one.number for one in some)
        made.append(Version(start.isoformat() if start else "", first.said, numbers, node, _unlike(amended, outcomes)))
    return replace(amended, versions=tuple(made))


def _keys(instructions: Iterable[Instruction], enacted: date | None) -> dict[int, Key] | None:
    """What orders the instructions that have a time; None where their order is not known."""
    found: dict[int, Key] = {}
    for one in instructions:
        effect = effect_of(one)
        start = effect.starts(enacted)
        if effect.kind == OPEN:
            continue
        if effect.kind == FIRST and enacted is None:
            return None
        if start is not None and (enacted is not None or effect.kind == DAY):
            found[one.number] = (2, start.toordinal())
        else:
            found[one.number] = (1, effect.count * _DAYS[effect.unit]) if effect.kind == AFTER else (0, 0)
    kinds = {kind for kind, _ in found.values()}
    return None if {1, 2} <= kinds else found


def _unlike(amended: Amended, outcomes: Sequence[Outcome]) -> tuple[Problem, ...]:
    """What stops, in a version, an instruction that was carried out where all were."""
    done = {o.instruction.number for o in amended.outcomes if o.status == EXECUTED}
    return tuple(
        p for o in outcomes if o.instruction.number in done and o.status != EXECUTED for p in o.problems if p.stops()
    )
