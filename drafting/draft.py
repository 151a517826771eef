"""Two texts of a law to amendatory language: each change in the fewest words that can mean only it.

What is drafted is written, read back and carried out before it is given; it must make of the law as it was
the law as it is to be, letter for letter.  Where a form does not, the provision is restated, then the one
around it, up to the section.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafting.amend import execute
from drafting.diff import diff
from drafting.instruction import Instruction, Insert, Locator, Matter, Redesignate, Repeal, Restate, Span, Strike, Substitute, Target, Unit, Whole
from drafting.outcome import EXECUTED
from drafting.parse import parse
from drafting.provisions import Line, Step, below, lines, placed, restated
from drafting.step import run
from drafting.write import write
from statute import levels
from statute.citation import Citation, from_path
from statute.errors import Refusal
from statute.formats import text
from statute.levels import BIG
from statute.node import APPARATUS, NUM, Node, find, line_to, same, walk, words

SURGICAL, RESTATED = "surgical", "restated"
#: Rounds of proof in which single provisions are restated; after them, whole sections.
ROUNDS = 24


@dataclass(frozen=True, slots=True)
class Draft:
    """Amendatory language that has passed its proof.

    text: as a bill says it.  quoted: how many words stand between quotation marks.  form: "restated"
    where every section that changes is restated whole, else "surgical".
    """

    instructions: tuple[Instruction, ...]
    text: str
    quoted: int
    form: str


def draft(before: Node, after: Node, citation: Citation) -> Draft:
    """The amendments that make `after` of `before`, the law or section that `citation` names.

    Two texts that are the same give no instruction.  Raises `Refusal` A01 where no form passes its proof,
    M11 where the two are not of one kind.
    """
    return _proved(before, after, citation, frozenset())


def restate(before: Node, after: Node, citation: Citation) -> Draft:
    """The same amendments with every section that changes restated whole, for comparison.  Raises as `draft`."""
    return _proved(before, after, citation, frozenset(h.id for h in _homes(before)))


# ---- the proof -------------------------------------------------------------------------------------


def _proved(before: Node, after: Node, citation: Citation, forced: frozenset[str]) -> Draft:
    if same(before, after, ids=False):
        return Draft((), "", 0, SURGICAL)
    goal = run(before, diff(before, after))
    homes = frozenset(h.id for h in _homes(before))
    for turn in range(ROUNDS + len(homes) + 3):
        forced |= homes if turn >= ROUNDS else frozenset()
        drafted = _Bill(before, goal, citation, forced).drafted()
        instructions = tuple(one for one, _ in drafted)
        try:
            written = write(instructions)
        except Refusal:
            written, failed = "", set(homes)
        else:
            failed = _failures(before, goal, drafted, written)
            if not failed:
                quoted = sum(map(_quoted, instructions))
                every = all(map(_is_section, instructions))
                return Draft(instructions, written, quoted, RESTATED if every else SURGICAL)
        wider = {_wider(before, id, forced) for id in failed}
        if wider <= forced:
            wider = homes if not homes <= forced else {before.id}
        if wider <= forced:
            break
        forced |= wider
    raise Refusal.of("A01", "No usual form of amendment makes this change and reads back as itself.")


def _is_section(one: Instruction) -> bool:
    """Whether an instruction restates a whole section."""
    return isinstance(one.act, Restate) and one.act.what == Whole() and one.target is not None and not one.target.citation.pin


def _failures(before: Node, goal: Node, drafted: list[tuple[Instruction, str]], written: str) -> set[str]:
    """The ids of the provisions whose amendments do not do what they should; empty where all do."""
    read = parse(text.read(written, bill=True))
    owners = [owner for _, owner in drafted]
    if len(read) != len(drafted):
        other = next((n for n, (a, (b, _)) in enumerate(zip(read, drafted, strict=False)) if not _says_same(a, b)), 0)
        return {owners[min(other, len(owners) - 1)]} if owners else {before.id}
    amended = execute(before, read)
    if same(amended.after, goal, ids=False):
        return set()
    refused = {owners[n] for n, o in enumerate(amended.outcomes) if o.status != EXECUTED}
    return refused or {_astray(amended.after, goal, before) or goal.id}


def _says_same(one: Instruction, other: Instruction) -> bool:
    return one.where == other.where and _plain(one.act) == _plain(other.act)


def _plain(value: object) -> object:
    """A value without ids and markup, to compare what is said."""
    if isinstance(value, Node):
        return value.kind, value.content if value.is_leaf else tuple(map(_plain, value.parts))
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(_plain(getattr(value, f.name)) for f in dataclasses.fields(value))
    return value


def _astray(result: Node, goal: Node, before: Node) -> str:
    """The id of the lowest provision that was to be otherwise, as `before` knows it."""
    ours, theirs = ([p for p in n.parts if p.kind not in APPARATUS] for n in (result, goal))
    shapes = [(p.kind, p.words) if p.is_leaf else (p.kind, "") for p in ours]
    if shapes == [(p.kind, p.words) if p.is_leaf else (p.kind, "") for p in theirs]:
        for a, b in zip(ours, theirs, strict=True):
            if not same(a, b, ids=False) and (found := _astray(a, b, before)):
                return found
    return goal.id if find(before, goal.id) is not None else ""


def _wider(before: Node, id: str, forced: frozenset[str]) -> str:
    """This provision, or the nearest one around it that is not restated yet."""
    for node in reversed(line_to(before, id)):
        if node.id not in forced and (node.kind in levels.SMALL or node in _homes(before)):
            return node.id
    return before.id


def _quoted(one: Instruction) -> int:
    """The words that an instruction quotes."""

    def count(value: object) -> int:
        if isinstance(value, str):
            return len(value.split())
        if isinstance(value, Node):
            return len(words(value).split())
        if isinstance(value, tuple):
            return sum(map(count, value))
        if isinstance(value, Unit) or not dataclasses.is_dataclass(value) or isinstance(value, type):
            return 0
        spoken = ("words", "term", "parts", "what", "matter", "place", "thing", "start", "stop", "near", "members")
        return sum(count(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name in spoken)

    return count(one.act)


# ---- the bill --------------------------------------------------------------------------------------


def _homes(law: Node) -> list[Node]:
    """The sections of a law, or the law itself where it has none."""
    return [n for n in walk(law) if n.kind == "section"] or [law]


@dataclass(slots=True)
class _Bill:
    """The instructions for a whole law, section by section, each with the provision it is for."""

    before: Node
    goal: Node
    citation: Citation
    forced: frozenset[str]
    found: list[tuple[Instruction, str]] = field(default_factory=list)

    def drafted(self) -> list[tuple[Instruction, str]]:
        if any(n.kind == "section" for n in walk(self.before)) and self.before.kind != "section":
            self._big(self.before, self.goal)
        else:
            self._base(self.before, self.goal)
        return self.found

    def _big(self, x: Node, y: Node) -> None:
        """A law, title or other level that holds sections: those struck and renumbered, then each in its turn."""
        if x.id in self.forced and any(p.kind == "section" for p in x.parts):
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
        renumbered = replace(old, content=tuple(new.part(NUM) or p if p.kind == NUM else p for p in old.parts))
        whole = old.id in self.forced or old.id != new.id
        found = [restated(old, new)] if whole else lines(renumbered, new, self.forced)
        if not whole or not same(renumbered, new, ids=False):
            self._said(found, self._section_cited(new))

    def _base(self, x: Node, y: Node) -> None:
        """A text without sections below it: what the citation names, from its first divisions down."""
        for heading_level in [n for n in walk(x) if self.citation.headings and n.kind == "appropriations"]:
            twin = find(y, heading_level.id)
            if twin is not None:
                self._said(lines(heading_level, twin, self.forced), replace(self.citation, pin=()))
                return
        cite = replace(self.citation, pin=()) if self.citation.section or x.kind != "section" else self._section_cited(x)
        self._said(lines(x, y, self.forced), cite)

    # ---- targets -----------------------------------------------------------------------------------

    def _law(self) -> Citation:
        return replace(self.citation, section="", pin=(), parallel=(), note=self.citation.note and not self.citation.parallel)

    def _section_cited(self, section: Node) -> Citation:
        """The citation of a section; the parallel cite is kept where it is that section's own."""
        number = levels.designation(section)
        if number == self.citation.section:
            return replace(self.citation, pin=())
        return replace(self._law(), section=number)

    def _said(self, found: Sequence[Line], cite: Citation) -> None:
        """Adds the lines as instructions: what they share is in the citation, what neighbours share in locators."""
        if not found:
            return
        common = _common([line.path for line in found])
        only = found[0]
        if len(found) == 1 and isinstance(only.act, Restate) and isinstance(only.act.what, Unit) and not cite.headings:
            unit, matter = only.act.what, only.act.matter
            common = (*common, (unit.kind, unit.path[0]))
            found = [replace(only, path=common, act=Restate(Whole(), matter))] if unit.kind in levels.SMALL else found
            common = common if unit.kind in levels.SMALL else only.path
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
    parallel = () if cite.note else tuple(replace(c, pin=c.pin + more).path for c in map(from_path, cite.parallel))
    return replace(cite, pin=cite.pin + more, parallel=cite.parallel if cite.note else parallel)


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


__all__ = ["Draft", "Insert", "Redesignate", "Repeal", "Substitute", "draft", "restate"]
