"""One provision made another: strikes, moves, redesignations, insertions, and what changes inside.

The two are paired by the ids that `diff` keeps.  A provision whose changes have no surgical form is restated
whole; so is one that `draft` demands, where a form did not pass its proof.
Source: House Legislative Counsel's Manual on Drafting Style: redesignations before the insertions they serve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from drafting.diff.matched import Pairs, Texts, head_of, levels_of, matter_of
from drafting.draft.contents import items
from drafting.draft.naming import ranged, runs, thing_of, unit_of, units_of
from drafting.draft.quoting import Spot, reworded
from drafting.instruction import Act, Insert, Move, Redesignate, Restate, Strike, Substitute
from drafting.thing import Chapeau, Flush, Heading, Locator, Matter, Phrase, Place, Toc, Unit, Whole
from statute import levels
from statute.levels import RANK, is_level
from statute.node import HEADING, NUM, TEXT, Node, same

#: "paragraph" and "2": a step of the path from the section to a provision.
Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One act on the provision at a path below the section; owner: the id of the provision it is for.

    within: the locators inside that provision.  notes: what goes with it in print.
    """

    owner: str
    path: tuple[Step, ...]
    act: Act
    within: tuple[Locator, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demands:
    """What proofs that failed have asked for, by ids: provisions to restate, and to reword however they change."""

    restated: frozenset[str] = frozenset()
    reworded: frozenset[str] = frozenset()


def lines(x: Node, y: Node, demands: Demands) -> list[Line]:
    """The acts that make the section or other home `x` read as `y`, its designation apart."""
    return _Drafting(demands).home(x, y)


def below(x: Node, y: Node) -> tuple[list[Line], list[tuple[Node, Node | None]]]:
    """The acts on the sections right below a law or title; then those of the new text, with what they were.

    What comes new has no act here: `placed` gives it.
    """
    drafting = _Drafting(Demands())
    pairs = Pairs.of(x, y)
    drafting.ranks(x, pairs, ())
    return drafting.found, [(n, pairs.old(n)) for n in pairs.news]


def placed(x: Node, before: Node | None, run: Sequence[Node], after: Node | None) -> Line:
    """The insertion of provisions after the one before them, or before the one after; `x` holds them."""
    beside = (
        Place("after", unit_of(before))
        if before is not None
        else Place("before", unit_of(after))
        if after is not None
        else Place("end")
    )
    return Line(x.id, (), Insert(beside, Matter("", tuple(run))))


class _Drafting:
    """The lines found so far."""

    def __init__(self, demands: Demands) -> None:
        self.demands = demands
        self.found: list[Line] = []

    def add(self, owner: Node, path: tuple[Step, ...], act: Act, *within: Locator, notes: tuple[str, ...] = ()) -> None:
        self.found.append(Line(owner.id, path, act, within, notes))

    def home(self, x: Node, y: Node) -> list[Line]:
        """The lines for a section, or for what stands for one."""
        if same(x, y, ids=False):
            return []
        if x.id in self.demands.restated:
            return [restated(x, y)]
        try:
            self.inside(x, y, ())
        except _NoForm:
            return [restated(x, y)]
        return self.found

    def unit(self, x: Node, y: Node, path: tuple[Step, ...]) -> None:
        """A provision that stays; `path` leads to it by its new designation."""
        if same(_undesignated(x), _undesignated(y), ids=False):
            return
        mark = len(self.found)
        try:
            if x.id not in self.demands.restated:
                self.inside(x, y, path)
                return
        except _NoForm:
            del self.found[mark:]
        self.add(x, path[:-1], Restate(unit_of(y), Matter("", (y,))))

    def inside(self, x: Node, y: Node, path: tuple[Step, ...]) -> None:
        """All that a provision holds.  Raises `_NoForm` where it had better be restated."""
        pictures, others = _figures(x), _figures(y)
        if len(pictures) != len(others) or not all(
            same(a, b, ids=False) for a, b in zip(pictures, others, strict=True)
        ):
            raise _NoForm
        x = self.closed(x, y, path)
        x = self.opened(x, y, path)
        x = self.releveled(x, y, path)
        self.heading(x, y, path)
        first = self.texts(x, y, path)
        if (acts := items(x, y)) is None:
            raise _NoForm
        for act in acts:
            self.add(x, path, act, Toc())
        pairs = Pairs.of(x, y)
        self.ranks(x, pairs, path)
        self.children(x, pairs, path)
        self.found += first

    # ---- levels that close, open or change -----------------------------------------------------------

    def closed(self, x: Node, y: Node, path: tuple[Step, ...]) -> Node:
        """D13: a level closes round a text from its start; gives the provision as it then stands."""
        held = {p.id for p in x.parts}
        shells = [n for n in levels_of(y) if n.id not in held and any(p.id in held for p in n.parts)]
        opened = [o for o in levels_of(x) if o.id not in {p.id for p in y.parts}]
        shells = [n for n in shells if not any(p.id in {q.id for q in n.parts} for o in opened for p in o.parts)]
        if not shells:
            return x
        shell, head, matter = shells[0], head_of(x), matter_of(x)
        own = [p for p in shell.parts if p.id in held]
        leaf = matter[0] if matter else None
        if len(shells) > 1 or leaf is None or leaf.kind != TEXT or own[0].id != leaf.id:
            raise _NoForm
        inside = [p for p in matter if p is leaf or (is_level(p) and RANK[p.kind] > RANK[shell.kind]) or p.is_leaf]
        if inside != matter:
            raise _NoForm
        heading = shell.part(HEADING)
        title = f"{heading.words}.—" if heading is not None else ""
        opening = _opening(leaf.words)
        self.add(x, path, Substitute(Phrase(opening), Matter(f"({levels.designation(shell)}) {title}{opening}")))
        closed = shell.having(content=(*head_of(shell), *matter))
        return x.having(content=(*head, closed))

    def opened(self, x: Node, y: Node, path: tuple[Step, ...]) -> Node:
        """D16: the designation and heading of a lone level struck; its text moves up."""
        theirs = {p.id for p in y.parts}
        news = {p.id for n in levels_of(y) if n.id not in {q.id for q in x.parts} for p in n.parts}
        gone = [o for o in levels_of(x) if o.id not in theirs and any(p.id in theirs for p in o.parts)]
        gone = [o for o in gone if not any(p.id in news for p in o.parts)]
        if not gone:
            return x
        level, matter = gone[0], matter_of(gone[0])
        if len(gone) > 1 or not matter or matter[0].kind != TEXT:
            raise _NoForm
        heading = level.part(HEADING)
        title = f"{heading.words}.—" if heading is not None else ""
        opening = _opening(matter[0].words)
        said = f"({levels.designation(level)}) {title}" + opening
        self.add(x, path, Substitute(Phrase(said), Matter(opening)))
        at = x.parts.index(level)
        return x.having(content=(*x.parts[:at], *matter, *x.parts[at + 1 :]))

    def releveled(self, x: Node, y: Node, path: tuple[Step, ...]) -> Node:
        """D12: a provision raised or lowered where it stands."""
        known = {p.id for p in x.parts}
        parts = list(x.parts)
        for new in [n for n in levels_of(y) if n.id not in known]:
            inner = {p.id for p in matter_of(new)}
            olds = [o for o in levels_of(x) if o.kind != new.kind and any(p.id in inner for p in o.parts)]
            if not olds:
                continue
            old = olds[0]
            act = Redesignate((unit_of(old),), (Unit(new.kind, (levels.designation(new),)),))
            self.add(x, path, act, notes=("adjusting the margins accordingly",))
            heads = (*(p for p in new.parts if p.kind == NUM), *(p for p in old.parts if p.kind == HEADING))
            parts[parts.index(old)] = new.having(content=(*heads, *matter_of(old)))
        return x.having(content=tuple(parts))

    # ---- headings and texts ------------------------------------------------------------------------

    def heading(self, x: Node, y: Node, path: tuple[Step, ...]) -> None:
        """F1, F2, D25: the heading, in a line of its own."""
        old, new = x.part(HEADING), y.part(HEADING)
        mine = Heading(Unit(x.kind))
        if old is not None and new is not None and old.words != new.words:
            acts = None
            if len(old.words.split()) > 3:
                acts = reworded(Spot(x, (mine,), old.id, False), new.words)
            if acts is not None:
                for act in acts:
                    self.add(x, path, act, mine)
            else:
                self.add(x, path, Substitute(mine, Matter(new.words)))
        elif old is not None and new is None:
            self.add(x, path, Strike(mine))
        elif old is None and new is not None:
            num = x.part(NUM)
            if x.kind in levels.SMALL and num is not None:
                self.add(x, path, Insert(Place("after", Phrase(num.words)), Matter(f"{new.words}.—")))
            else:
                self.add(x, path, Restate(mine, Matter(new.words)))

    def texts(self, x: Node, y: Node, path: tuple[Step, ...]) -> list[Line]:
        """The words before the provisions below, or all; gives the lines for those after, said last."""
        olds, news = Texts.of(x), Texts.of(y)
        first = next(iter(levels_of(x)), None)
        where: tuple[Locator, ...] = (Chapeau(unit_of(first)),) if first is not None else ()
        self.run(x, (olds.lead, news.lead), path, where, where)
        if list(olds.between) != list(news.between):
            raise _NoForm
        mark, tail, tail_new = len(self.found), olds.tail, news.tail
        units = {n.id: (unit_of(o), unit_of(n)) for o in levels_of(x) for n in levels_of(y) if o.id == n.id}
        for id, texts in olds.between.items():
            now, then = units[id]
            self.run(x, (texts, news.between[id]), path, (Flush(then),), (Flush(now),))
        latest, last = next(iter(reversed(levels_of(x))), None), next(iter(reversed(levels_of(y))), None)
        if len(tail_new) == len(tail) + 1 and last is not None:
            self.add(x, path, Insert(Place("end"), Matter(tail_new[-1].words), "flush text"))
            tail_new = tail_new[:-1]
        elif tail and not tail_new and last is not None:
            self.add(x, path, Strike(Flush(unit_of(last))))
            tail = []
        self.run(x, (tail, tail_new), path, _flush(last), _flush(latest))
        late = self.found[mark:]
        del self.found[mark:]
        return late

    def run(
        self,
        x: Node,
        texts: tuple[list[Node], list[Node]],
        path: tuple[Step, ...],
        where: tuple[Locator, ...],
        now: tuple[Locator, ...],
    ) -> None:
        """Texts of one place, each made to read as the other; where too much changes, the matter is restated.

        where: the locators to the place when its turn comes; now: those in `x`.
        """
        olds, news = texts
        if len(olds) != len(news):
            raise _NoForm
        for n, (old, new) in enumerate(zip(olds, news, strict=True)):
            if old.words == new.words:
                continue
            spot = Spot(_trimmed(x, now), now, old.id, n == len(olds) - 1)
            acts = self.reworded(x, spot, new.words)
            if acts is None and len(olds) == 1 and where and isinstance(where[0], Chapeau | Flush):
                self.add(x, path, Substitute(where[0], Matter(new.words)))
                continue
            if acts is None:
                raise _NoForm
            for act in acts:
                self.add(x, path, act, *where)

    def reworded(self, x: Node, spot: Spot, words: str) -> tuple[Act, ...] | None:
        """The acts on one text.  An undivided section is restated only where half of it changes."""
        if x.id in self.demands.reworded:
            return reworded(spot, words, most=len(words), share=1.0)
        return reworded(spot, words, most=len(words)) if x.kind == "section" else reworded(spot, words)

    # ---- the provisions below ----------------------------------------------------------------------

    def ranks(self, x: Node, pairs: Pairs, path: tuple[Step, ...]) -> None:
        """What goes, what moves, and the new designations of what stays: D8, D19, D11."""
        if gone := pairs.gone():
            self.add(x, path, Strike(thing_of(units_of(gone, pairs.olds))))
        row = [o for o in pairs.olds if o.id in pairs.kept]
        stays = [pairs.kept[n.id] for n in pairs.news if n.id in pairs.kept]
        for at, node in enumerate(stays):
            if row[at].id == node.id:
                continue
            row.remove(node)
            row.insert(at, node)
            place = Place("after", unit_of(stays[at - 1])) if at else Place("before", unit_of(row[1]))
            self.add(x, path, Move(unit_of(node), place))
        renamed = [
            (pairs.kept[n.id], n) for n in pairs.news if n.id in pairs.kept and _number(n) != _number(pairs.kept[n.id])
        ]
        if any(not a or not b for o, n in renamed for a, b in [(levels.designation(o), levels.designation(n))]):
            raise _NoForm
        renamed = [(o, n) for o, n in renamed if levels.designation(o) != levels.designation(n)]
        if renamed:
            olds, news = [o for o, _ in renamed], [n for _, n in renamed]
            in_line = [o.id for o in pairs.olds if o in olds] == [o.id for o in olds]
            rows = runs(olds, pairs.olds if in_line else [], news)
            self.add(
                x,
                path,
                Redesignate(
                    tuple(ranged([o for o, _ in r]) for r in rows),
                    tuple(ranged([n for _, n in r]) for r in rows),
                ),
            )

    def children(self, x: Node, pairs: Pairs, path: tuple[Step, ...]) -> None:
        """What stays, with its own changes, and what comes, in the order of the new text: D1, D4, D5, D9."""
        before: Node | None = None
        for is_new, run in groupby(pairs.news, key=lambda n: pairs.old(n) is None):
            nodes = list(run)
            if is_new:
                after = next(iter(pairs.news[pairs.news.index(nodes[-1]) + 1 :]), None)
                if after is None:
                    self.add(x, path, Insert(Place("end"), Matter("", tuple(nodes))))
                else:
                    self.found.append(replace(placed(x, before, nodes, after), path=path))
            for new in nodes if not is_new else []:
                old = pairs.old(new)
                if old is not None and new.id in pairs.restated:
                    self.add(x, path, Restate(unit_of(new), Matter("", (new,))))
                elif old is not None:
                    self.unit(old, new, (*path, (new.kind, levels.designation(new))))
            before = nodes[-1]


class _NoForm(Exception):
    """No surgical form says the change: the provision is restated."""


def restated(x: Node, y: Node) -> Line:
    """D9: a section, or what stands for one, amended to read as it will."""
    parts = (y,) if y.kind == "section" else tuple(p for p in y.parts if p.kind not in (NUM, HEADING))
    matter = Matter(parts[0].words) if len(parts) == 1 and parts[0].kind == TEXT else Matter("", parts)
    return Line(x.id, (), Restate(Whole(), matter))


# ---- small things ----------------------------------------------------------------------------------


def _number(node: Node) -> str:
    num = node.part(NUM)
    return num.words if num is not None else ""


def _undesignated(node: Node) -> Node:
    return node.having(content=tuple(p for p in node.parts if p.kind != NUM))


def _flush(node: Node | None) -> tuple[Locator, ...]:
    return (Flush(unit_of(node)),) if node is not None else ()


def _figures(node: Node) -> list[Node]:
    """Tables and what else is neither words, nor a level, nor a table of contents: no amendment of words reaches it."""
    return [p for p in matter_of(node) if not p.is_leaf and not is_level(p) and p.kind != "toc"]


def _trimmed(x: Node, where: tuple[Locator, ...]) -> Node:
    """The provision with no more below it than a place in it needs: other words in it do not count."""
    if not where:
        return x
    return x.having(content=tuple(p.having(content=head_of(p)) if is_level(p) else p for p in x.parts))


def _opening(words: str) -> str:
    """The first words of a text, enough to be found only once."""
    found = words.split(" ")
    for n in range(min(4, len(found)), len(found)):
        if words.count(said := " ".join(found[:n])) == 1 and said.count("“") == said.count("”"):
            return said
    return words
