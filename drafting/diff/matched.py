"""What two versions of a provision hold, matched: the provisions below, and the texts around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from statute import levels
from statute.levels import is_level
from statute.node import APPARATUS, HEADING, NUM, Node


def levels_of(node: Node) -> list[Node]:
    """The levels right below a provision."""
    return [p for p in node.parts if is_level(p)]


def head_of(node: Node) -> tuple[Node, ...]:
    """Its designation and heading."""
    return tuple(p for p in node.parts if p.kind in (NUM, HEADING))


def matter_of(node: Node) -> list[Node]:
    """All of its law but designation and heading."""
    return [p for p in node.parts if p.kind not in (NUM, HEADING) and p.kind not in APPARATUS]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The provisions right below two: what goes, comes and stays, and what is restated in its place."""

    olds: list[Node]
    news: list[Node]
    kept: dict[str, Node]
    restated: dict[str, Node]

    @classmethod
    def of(cls, x: Node, y: Node) -> Pairs:
        olds, news = levels_of(x), levels_of(y)
        theirs = {n.id for n in news}
        kept = {o.id: o for o in olds if o.id in theirs}
        gone = {(o.kind, levels.designation(o), _before(olds, o, kept)): o for o in olds if o.id not in kept}
        here = {n.id: (n.kind, levels.designation(n), _before(news, n, kept)) for n in news if n.id not in kept}
        return cls(olds, news, kept, {id: gone[key] for id, key in here.items() if key in gone})

    def gone(self) -> list[Node]:
        """The provisions that nothing comes for, in order."""
        stand_in = {o.id for o in self.restated.values()}
        return [o for o in self.olds if o.id not in self.kept and o.id not in stand_in]

    def old(self, new: Node) -> Node | None:
        """What a provision was, or what it is put in place of."""
        return self.kept.get(new.id) or self.restated.get(new.id)


def _before(row: list[Node], one: Node, kept: Iterable[str]) -> str:
    """The id of the last provision before this one that stays."""
    last = ""
    for node in row:
        if node is one:
            break
        last = node.id if node.id in kept else last
    return last


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a provision: before those below it, after one of them (by its id), after the last."""

    lead: list[Node]
    between: dict[str, list[Node]]
    tail: list[Node]

    @classmethod
    def of(cls, node: Node) -> Texts:
        runs: dict[str, list[Node]] = {"": []}
        last = ""
        for part in matter_of(node):
            if is_level(part):
                last = part.id
            elif part.is_leaf:
                runs.setdefault(last, []).append(part)
        tail = runs.pop(last, []) if last else []
        return cls(runs.pop(""), runs, tail)
