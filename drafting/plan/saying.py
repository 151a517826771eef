"""How a provision is said, "the second subsection (b)(1)"; and that it is not there, or is there twice."""

from __future__ import annotations

from drafting.thing import Unit
from statute import levels, search
from statute.errors import Refusal, Suggestion
from statute.node import Node, line_to

_SAID = dict(enumerate(("no", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")))


def numbered(which: str) -> str:
    """A number as a drafter says it: "second" for "2"."""
    return _SAID.get(int(which), which) if which.isdigit() else which


def said(unit: Unit) -> str:
    """A unit as a drafter says it: "subsection (b)(1)"."""
    if unit.kind in levels.SMALL:
        pins = "".join(f"({p})" for p in unit.path)
    else:
        pins = (unit.path[0] if unit.path else "") + "".join(f"({p})" for p in unit.path[1:])
    number = f"the {numbered(unit.which)} " if unit.which else ""
    return number + f"{unit.kind} {pins}".strip() + (f" through ({unit.through})" if unit.through else "")


def absent(law: Node, at: Node, unit: Unit) -> Refusal:
    """The refusal (M04) of a provision that is not in the one at hand, with what is."""
    nearby = [levels.designation(p) for p in search.provisions(at)]
    there = search.spoken(law, at.id) or "the provision in hand"
    elsewhere = search.everywhere(_section(law, at), unit.path[-1:])
    suggestions = [Suggestion(search.spoken(law, n.id), "bears that designation") for n in elsewhere[:3]]
    have = f"; it has {', '.join(f'({d})' for d in nearby[:12])}" if nearby else "; it is not divided"
    lacking = said(unit).removeprefix("the ")
    return Refusal.of("M04", f"There is no {lacking} in {there}{have}.", words=lacking, suggestions=tuple(suggestions))


def ambiguous(unit: Unit, found: list[Node]) -> Refusal:
    """The refusal (M05) of a name that several provisions answer to."""
    first = [Suggestion(search.words_of(n)[:80], f"number {k} of {len(found)}") for k, n in enumerate(found, 1)]
    return Refusal.of(
        "M05", f"{len(found)} provisions answer to {said(unit)}.", words=said(unit), suggestions=tuple(first)
    )


def _section(law: Node, at: Node) -> Node:
    line = line_to(law, at.id)
    return next((n for n in line if n.kind == "section"), line[0] if line else at)
