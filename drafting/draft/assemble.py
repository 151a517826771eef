"""The changes of a whole law as instructions: section by section, each with its target and its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafting.draft.contents import items
from drafting.draft.provisions import Demands, Line, Step, below, lines, placed, restated
from drafting.instruction import Instruction, Restate, Span, Strike, Target
from drafting.thing import Locator, Matter, Toc, Unit, Whole
from statute import levels
from statute.citation import Citation, from_path
from statute.levels import BIG
from statute.node import NUM, Node, find, same, walk


def homes_of(law: Node) -> list[Node]:
    """The sections of a law; where it has none, the matter under each heading; else the law itself."""
    sections = [n for n in walk(law) if n.kind == "section"]
    return sections or [n for n in walk(law) if n.kind == "appropriations"] or [law]


def assembled(before: Node, goal: Node, citation: Citation, demands: Demands) -> list[tuple[Instruction, str]]:
    """The instructions that make `goal` of `before`, each with the id of the provision it is for.

    goal: the law as it will be, with the ids that `diff` keeps.
    """
    return _Bill(before, goal, citation, demands).drafted()


@dataclass(slots=True)
class _Bill:
    """The instructions for a whole law, section by section, each with the provision it is for."""

    before: Node
    goal: Node
    citation: Citation
    demands: Demands
    found: list[tuple[Instruction, str]] = field(default_factory=list)

    def drafted(self) -> list[tuple[Instruction, str]]:
        if any(n.kind == "section" for n in walk(self.before)) and self.before.kind != "section":
            self._big(self.before, self.goal)
        else:
            self._base(self.before, self.goal)
        return self.found

    def _big(self, x: Node, y: Node) -> None:
        """A law, title or other level that holds sections: strikes and new numbers, then each in its turn."""
        if x.id in self.demands.restated and any(p.kind == "section" for p in x.parts):
            self._replaced(x, y)
            return
        found, row = below(x, y)
        self._said(found, self._law())
        last: Node | None = None
        for is_new, group in groupby(row, key=lambda pair: pair[1] is None):
            pairs = list(group)
            if is_new:
                following = row[row.index(pairs[-1]) + 1 :]
                line = placed(x, last, [new for new, _ in pairs], following[0][0] if following else None)
                self._said([line], self._law())
            for new, old in pairs if not is_new else []:
                if old is not None and new.kind in BIG:
                    self._big(old, new)
                elif old is not None:
                    self._section(old, new)
            last = pairs[-1][0]
        table = [Line(x.id, (), act, (Toc(),)) for act in items(x, y) or ()]
        self._said(table, replace(self._law(), big=((x.kind, levels.designation(x)),) if x.kind in BIG else ()))

    def _replaced(self, x: Node, y: Node) -> None:
        """Every section restated as one: all but the first struck, the first amended to read as all."""
        first, *rest = [p for p in x.parts if p.kind == "section"]
        if rest:
            units = tuple(Unit("section", (levels.designation(p),)) for p in rest)
            self._said([Line(x.id, (), Strike(u)) for u in units], self._law())
        matter = Matter("", tuple(p for p in y.parts if p.kind == "section"))
        target = self._section_cited(first)
        self._said([Line(x.id, (), Restate(Whole(), matter))], target)

    def _section(self, old: Node, new: Node) -> None:
        if old.kind != "section":
            return
        renumbered = old.having(content=tuple(new.part(NUM) or p if p.kind == NUM else p for p in old.parts))
        whole = old.id in self.demands.restated or old.id != new.id
        found = [restated(old, new)] if whole else lines(renumbered, new, self.demands)
        if not whole or not same(renumbered, new, ids=False):
            self._said(found, self._section_cited(new))

    def _base(self, x: Node, y: Node) -> None:
        """A text without sections below it: what the citation names, from its first divisions down."""
        for heading_level in [n for n in walk(x) if self.citation.headings and n.kind == "appropriations"]:
            twin = find(y, heading_level.id)
            if twin is not None:
                self._said(lines(heading_level, twin, self.demands), replace(self.citation, pin=()))
                return
        cite = (
            replace(self.citation, pin=()) if self.citation.section or x.kind != "section" else self._section_cited(x)
        )
        self._said(lines(x, y, self.demands), cite)

    # ---- targets -----------------------------------------------------------------------------------

    def _law(self) -> Citation:
        return replace(
            self.citation,
            section="",
            pin=(),
            parallel=(),
            note=self.citation.note and not self.citation.parallel,
            onward=False,
        )

    def _section_cited(self, section: Node) -> Citation:
        """The citation of a section; the parallel cite is kept where it is that section's own."""
        number, cite = levels.designation(section), self.citation
        if cite.is_code and cite.note:
            # The text in hand is the Act's section that the Code prints in a note, not the Code's own.
            return Citation(section=number, parallel=(replace(cite, pin=()).path,), note=True)
        if number == cite.section:
            return replace(cite, pin=())
        return replace(self._law(), section=number)

    def _said(self, found: Sequence[Line], cite: Citation) -> None:
        """Adds the lines as instructions: what all share goes into the citation, the rest into locators."""
        if not found:
            return
        common = _common([line.path for line in found])
        only = found[0]
        match only.act:
            case Restate(Unit(kind, (designation,)), matter) if len(found) == 1 and kind in levels.SMALL:
                common = (*common, (kind, designation))
                found = [replace(only, path=common, act=Restate(Whole(), matter))]
        target = Target(_pinned(cite, common))
        for line, where in _located(found, len(common)):
            number = len(self.found) + 1
            act = line.act
            one = Instruction(number, target, (*where, *line.within), act, Span("", 0, 0, ""), notes=line.notes)
            self.found.append((one, line.owner))


def _common(paths: Sequence[tuple[Step, ...]]) -> tuple[Step, ...]:
    """The steps that all paths begin with."""
    shared: list[Step] = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return tuple(shared)


def _pinned(cite: Citation, path: tuple[Step, ...]) -> Citation:
    """A citation with more designations, in the parallel places of the Code too."""
    more = tuple(designation for _, designation in path)
    if not more:
        return cite
    parallel = cite.parallel
    if not (cite.note or cite.onward):
        parallel = tuple(replace(c, pin=c.pin + more).path for c in map(from_path, parallel))
    return replace(cite, pin=cite.pin + more, parallel=parallel)


def _located(found: Sequence[Line], at: int) -> Iterator[tuple[Line, tuple[Locator, ...]]]:
    """Each line with its locators: neighbours in one provision share a locator to it, so that they nest."""
    for step, group in groupby(found, key=lambda line: line.path[at : at + 1]):
        run_ = list(group)
        if not step:
            yield from ((line, ()) for line in run_)
            continue
        shared = _common([line.path for line in run_]) if len(run_) > 1 else run_[0].path
        unit = Unit(shared[at][0], tuple(d for _, d in shared[at:]))
        yield from ((line, (unit, *rest)) for line, rest in _located(run_, len(shared)))
