"""How an amendment names provisions: one by its designation, several in a row as a range.

Source: House Legislative Counsel's Manual on Drafting Style, on designations and on "respectively".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafting.thing import Unit, Units
from statute import levels
from statute.node import Node


def unit_of(node: Node | None) -> Unit:
    """A provision as an amendment names it, by its own designation."""
    return Unit(node.kind, (levels.designation(node),)) if node is not None else Unit("section")


def ranged(nodes: Sequence[Node]) -> Unit:
    """A unit, or a range over several in a row."""
    first = unit_of(nodes[0])
    return first if len(nodes) == 1 else replace(first, through=levels.designation(nodes[-1]))


def units_of(nodes: list[Node], row: list[Node]) -> tuple[Unit, ...]:
    """Provisions of one row, those that run on as ranges."""
    return tuple(ranged([o for o, _ in run]) for run in runs(nodes, row, nodes))


def thing_of(units: tuple[Unit, ...]) -> Unit | Units:
    """One provision, or several."""
    return units[0] if len(units) == 1 else Units(units)


def runs(olds: list[Node], row: list[Node], news: list[Node]) -> list[list[tuple[Node, Node]]]:
    """Neighbours whose old and new designations both run on without a gap; two are named one by one."""
    ids = [o.id for o in row]
    runs: list[list[tuple[Node, Node]]] = []
    for old, new in zip(olds, news, strict=True):
        if runs and row:
            last, latest = runs[-1][-1]
            near = ids.index(old.id) == ids.index(last.id) + 1 and old.kind == last.kind and new.kind == latest.kind
            even = all(_in_order(a, b) for a, b in ((last, old), (latest, new)))
            if near and even:
                runs[-1].append((old, new))
                continue
        runs.append([(old, new)])
    return [part for run in runs for part in ([run] if len(run) > 2 else [[pair] for pair in run])]


def _in_order(one: Node, other: Node) -> bool:
    first, then = levels.designation(one), levels.designation(other)
    if one.kind not in levels.SMALL:
        return first.isdigit() and then.isdigit() and int(then) == int(first) + 1
    ordinal = levels.order(first, one.kind)[0]
    return levels.designated(one.kind, ordinal) == first and levels.designated(one.kind, ordinal + 1) == then
