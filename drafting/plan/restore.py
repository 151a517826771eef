"""Text that comes back: a provision amended to read as it read on a day, an amendment repealed as if never enacted.

What an amendment of the bill itself did is undone step by step.  How a law read before another law amended it
cannot be told from that law, nor by taking words back that later laws may rest on: the version wanted is named (M32).
"""

from __future__ import annotations

from dataclasses import replace

from drafting.instruction import Act, Revert, Unmake
from drafting.parse.days import said_day
from drafting.plan.execution import Execution
from drafting.plan.past import unmade
from drafting.plan.scope import Scope, units_of
from drafting.step import Step
from statute import levels, search
from statute.errors import Refusal
from statute.node import Node, find, line_to, same


def restore(ex: Execution, scope: Scope, act: Act) -> bool:
    """Carries out an act that brings text back; False where it is none.

    Raises `Refusal` M32 (the version is not held), M04 (it had no such provision), M33 (a later amendment of the
    bill rests on the one that is unmade), M11.
    """
    match act:
        case Revert(what, day):
            if (units := units_of(scope, what)) is None:
                raise Refusal.of("M11", "Only provisions are amended to read as they read before.")
            for unit in units:
                _revert(ex, ex.now(unit), day)
        case Unmake():
            _unmake(ex, act)
        case _:
            return False
    return True


def _revert(ex: Execution, unit: Node, day: str) -> None:
    said = search.spoken(ex.law, unit.id) or "the text in hand"
    before = ex.past.law if ex.past is not None and not day else ex.past.as_of(day) if ex.past is not None else None
    if before is None:
        raise Refusal.of("M32", f"How {said} read on {said_day(day)} is wanted; no such text is held.", words=said)
    old = find(before, unit.id) if not day else _at_same_place(before, ex.law, unit)
    if old is None or old.kind != unit.kind:
        raise Refusal.of("M04", f"On {said_day(day)} there was no {said}.", words=said)
    if same(old, unit, ids=False):
        ex.warn("M23", f"{said[:1].upper()}{said[1:]} reads so as it is.")
    else:
        _bring_back(ex, unit, old)


def _at_same_place(before: Node, law: Node, unit: Node) -> Node | None:
    """The provision of another version at the place of one of this; None where there is none, or are several."""
    line = [node for node in line_to(law, unit.id) if node.kind == "section" or node.kind in levels.SMALL]
    if not line or line[0].kind != "section":
        return None
    found = search.numbered(search.sections(before), levels.designation(line[0]))
    pinned = search.at(found[0], [levels.designation(node) for node in line[1:]]) if len(found) == 1 else []
    return pinned[0] if len(pinned) == 1 else None


def _bring_back(ex: Execution, now: Node, old: Node) -> None:
    """Makes a node read as an older one, part by part where they have the same parts, else whole."""
    if same(now, old, ids=False):
        return
    if now.is_leaf and old.is_leaf and now.kind == old.kind:
        start, stop = _alike(now.words, old.words)
        ex.words(now, start, len(now.words) - stop, old.words[start : len(old.words) - stop], exact=True)
    elif now.kind == old.kind and [p.kind for p in now.parts] == [p.kind for p in old.parts]:
        for part, other in zip(now.parts, old.parts, strict=True):
            _bring_back(ex, part, other)
    else:
        ex.replace(now, (old,))


def _alike(one: str, other: str) -> tuple[int, int]:
    """How many characters two wordings share at the beginning, and how many at the end, in whole words."""
    start = one.rfind(" ", 0, _shared(one, other)) + 1
    tail, end = one[start:][::-1], other[start:][::-1]
    return start, tail.rfind(" ", 0, _shared(tail, end)) + 1


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def unheld(act: Unmake) -> Refusal:
    """The refusal of an amendment of another law that is unmade."""
    detail = f"How the law read before the amendment made by {act.by}, which nothing has amended since, is wanted."
    return Refusal.of("M32", detail, words=act.by)


def _unmake(ex: Execution, act: Unmake) -> None:
    gone, later = list[Step](), set[str]()
    for other, steps in reversed(ex.past.done if ex.past is not None else []):
        if not unmade(act, ex.target, other):
            later |= {step.at for step in steps}
        elif later & {step.at for step in steps}:
            detail = f"Instruction {other.number}, which is unmade, and a later one amend the same text."
            raise Refusal.of("M33", detail)
        else:
            gone += reversed(steps)
    if not gone:
        raise Refusal.of("M33", f"No amendment made by {act.by} was carried out.", words=act.by)
    for step in gone:
        ex.do(replace(step.inverse(), by=ex.by))
