"""Several bills on one law: what of one the other takes away, what depends on their order, and what can be merged.

Each bill is carried out alone, and each after the other.  An instruction that another bill keeps from being
carried out, or sends to another provision, is told; so is law that both amend in the same words.  What does not
conflict is merged, and only where every order gives the same law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from drafting.amend.errand import amend, amend_law, execute
from drafting.amend.outcome import EXECUTED, Amended, Outcome
from drafting.diff.wording import edits
from drafting.draft.proof import alike, as_printed
from drafting.instruction import Instruction
from drafting.step import Splice
from statute import search
from statute.catalogue import Catalogue
from statute.errors import Problem, Refusal
from statute.node import Node, walk

#: The most bills that are set beside each other at once.
MOST = 12


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill by the name under which it is told."""

    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class Order:
    """The bills in one order, and the law as they leave it; `refused` names what was not carried out in it."""

    bills: tuple[str, ...]
    law: Amended
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What the bills do to one law together.

    problems: M33 (both strike the same words), M38 (one takes away what the other amends), W16 (a designation
    leads elsewhere after the other), W19 (the order decides).  orders: the order given, and the reverse.
    merged: the law with all that does not conflict, None where orders differ still; left_out: what is not in it.
    """

    path: str
    problems: tuple[Problem, ...]
    orders: tuple[Order, ...]
    merged: Amended | None
    left_out: tuple[str, ...]


def conflicts(bills: Sequence[Bill], shelf: Catalogue, law: Node | None = None) -> tuple[Conflicts, ...]:
    """What several bills do to each law that more than one of them amends; `law` is the one in hand, if any.

    Raises `Refusal` F09 for fewer than two bills or more than `MOST`, M35 where no two amend one law at hand.
    """
    if not 2 <= len(bills) <= MOST:
        raise Refusal.of("F09", f"Give from two to {MOST} bills ({len(bills)} were given).")
    shares: dict[str, list[_Share]] = {}
    for bill in bills:
        report = amend_law(bill.node, law) if law is not None else amend(bill.node, shelf)
        for one in report.laws:
            mine = tuple(o.instruction for o in one.outcomes)
            if mine:
                shares.setdefault(one.path, []).append(_Share(bill.name, one.before, mine, one))
    found = tuple(_Together(path, some).told() for path, some in shares.items() if len(some) > 1)
    if not found:
        raise Refusal.of("M35", "No two of the bills amend one law that is at hand.")
    return found


@dataclass(frozen=True, slots=True)
class _Share:
    """What one bill does to one law: its instructions for it, and the law as it leaves it alone."""

    name: str
    law: Node
    instructions: tuple[Instruction, ...]
    alone: Amended

    def done(self) -> dict[int, Outcome]:
        """The instructions that are carried out where the bill stands alone."""
        return {o.instruction.number: o for o in self.alone.outcomes if o.status == EXECUTED}

    def said(self, number: int) -> str:
        """An instruction by its bill: "H.R. 1, section 2(1)"."""
        place = next(i.place for i in self.instructions if i.number == number)
        inside = place.removesuffix(" of the bill").removesuffix("the amendment").removesuffix(" of ")
        return f"{self.name}, {inside}" if inside else self.name

    def quoted(self, number: int) -> str:
        """An instruction by its bill and its words."""
        words = next(i.span.words for i in self.instructions if i.number == number)
        return f"{self.said(number)}: {words[:160]}{'…' if len(words) > 160 else ''}"

    def beside(self, numbers: set[int]) -> set[int]:
        """Some instructions, with all that their section of the bill does to the same provision."""
        together = {_frame(i) for i in self.instructions if i.number in numbers}
        return {i.number for i in self.instructions if _frame(i) in together}


class _Together:
    """The bills on one law."""

    def __init__(self, path: str, shares: list[_Share]) -> None:
        self.path, self.shares = path, shares
        self.law = shares[0].law
        self.problems: list[Problem] = []
        self.clashing: dict[str, set[int]] = {one.name: set() for one in shares}

    def told(self) -> Conflicts:
        for one, other in permutations(self.shares, 2):
            self._after(one, other)
        for n, one in enumerate(self.shares):
            for other in self.shares[n + 1 :]:
                self._overlap(one, other)
        orders = tuple(self._order(some) for some in (self.shares, self.shares[::-1]))
        if not alike(as_printed(orders[0].law.after), as_printed(orders[1].law.after)):
            first, last = (" before ".join(o.bills) for o in orders)
            self.problems.append(Problem("W19", f"{first} gives another law than {last}."))
        for share in self.shares:
            self.clashing[share.name] = share.beside(self.clashing[share.name])
        merged = self._merged()
        left = tuple(one.quoted(n) for one in self.shares for n in sorted(self.clashing[one.name]))
        return Conflicts(self.path, tuple(dict.fromkeys(self.problems)), orders, merged, left)

    # ---- one after another -------------------------------------------------------------------------

    def _after(self, first: _Share, then: _Share) -> None:
        """What of a bill is kept from being carried out, or sent elsewhere, by one carried out before it."""
        alone = then.done()
        for outcome in execute(first.alone.after, then.instructions, path=self.path).outcomes:
            number = outcome.instruction.number
            if number not in alone:
                continue
            if outcome.status != EXECUTED:
                why = outcome.problems[0].detail if outcome.problems else ""
                detail = f"{then.said(number)} is not carried out after {first.name}. {why}".strip()
                self._clash("M38", detail, then, number, outcome.instruction.span.words)
                self._blame(first, alone[number])
            elif not self._same_places(outcome, alone[number]):
                places = (self._place(outcome, first.alone.after), self._place(alone[number], self.law))
                detail = (
                    f"After {first.name}, {then.said(number)} amends another {places[0]} than the {places[1]} of now."
                )
                self._clash("W16", detail, then, number, outcome.instruction.span.words)
                self._blame(first, alone[number])

    def _same_places(self, outcome: Outcome, alone: Outcome) -> bool:
        """Whether an instruction touches the same provisions of the law as it stood."""
        known = {n.id for n in walk(self.law)}
        return _touched(outcome) & known == _touched(alone) & known

    def _place(self, outcome: Outcome, law: Node) -> str:
        return search.spoken(law, outcome.steps[0].at) or outcome.where

    def _blame(self, first: _Share, alone: Outcome) -> None:
        """The instructions of a bill that changed what the other's would have amended clash as well."""
        near = _touched(alone) | {n.id for id in _touched(alone) for n in search.trail(self.law, id)}
        for number, outcome in first.done().items():
            struck = {n.id for s in outcome.steps if isinstance(s, Splice) and isinstance(s.old, tuple)
                      for p in s.old for n in walk(p)}  # fmt: skip
            if (_touched(outcome) | struck) & near:
                self.clashing[first.name].add(number)

    def _clash(self, code: str, detail: str, share: _Share, number: int, words: str) -> None:
        self.clashing[share.name].add(number)
        self.problems.append(Problem(code, detail, share.said(number), words))

    # ---- the same words ----------------------------------------------------------------------------

    def _overlap(self, one: _Share, other: _Share) -> None:
        """M33: the words that both bills strike, or between which both insert."""
        ours, theirs = (_leaves(share.alone.after) for share in (one, other))
        for leaf in (n for n in walk(self.law) if n.is_leaf):
            a, b = ours.get(leaf.id), theirs.get(leaf.id)
            if a is None or b is None or leaf.words in (a.words, b.words):
                continue
            shared = [x for x in _struck(leaf.words, a.words) for y in _struck(leaf.words, b.words) if _meet(x, y)]
            for start, stop in shared[:1]:
                words = leaf.words[start:stop].strip() or leaf.words[:start].split(" ")[-1]
                where = search.spoken(self.law, leaf.id)
                detail = f"{one.name} and {other.name} both amend “{words}” in {where}."
                self.problems.append(Problem("M33", detail, where, words))
                for share in (one, other):
                    self.clashing[share.name] |= {n for n, o in share.done().items() if leaf.id in _touched(o)}

    # ---- together ----------------------------------------------------------------------------------

    def _order(self, shares: Sequence[_Share], *, without: bool = False) -> Order:
        """The bills carried out one after another, all instructions numbered on; without those that clash, if asked."""
        said: list[Instruction] = []
        names: dict[int, str] = {}
        for share in shares:
            for one in share.instructions:
                if without and one.number in self.clashing[share.name]:
                    continue
                names[len(said) + 1] = share.said(one.number)
                said.append(replace(one, number=len(said) + 1))
        done = execute(self.law, said, path=self.path)
        refused = tuple(names[o.instruction.number] for o in done.outcomes if o.status != EXECUTED)
        return Order(tuple(share.name for share in shares), done, refused)

    def _merged(self) -> Amended | None:
        """The law with all that does not clash, where it is the same in every order that is tried."""
        one = self._order(self.shares, without=True).law
        other = self._order(self.shares[::-1], without=True).law
        return one if alike(as_printed(one.after), as_printed(other.after)) else None


def _frame(one: Instruction) -> tuple[str, str]:
    return one.section, one.target.citation.path or one.target.citation.spoken() if one.target is not None else ""


def _touched(outcome: Outcome) -> set[str]:
    return {step.at for step in outcome.steps}


def _leaves(law: Node) -> dict[str, Node]:
    return {n.id: n for n in walk(law) if n.is_leaf}


def _struck(old: str, new: str) -> Iterable[tuple[int, int]]:
    """The stretches of a text, in its own characters, that another version has not, or has matter at."""
    shift = 0
    for at, struck, inserted in edits(old, new):
        yield at - shift, at - shift + len(struck)
        shift += len(inserted) - len(struck)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches share a character, or stand at one place."""
    return max(one[0], other[0]) < min(one[1], other[1]) or one[0] == other[0]


def told(found: Sequence[Conflicts]) -> Iterator[str]:
    """The problems of every law, then what is left out of its merger, a line each."""
    for one in found:
        yield from map(str, one.problems)
        yield from (f"Not merged: {said}" for said in one.left_out)


__all__ = ["Bill", "Conflicts", "Order", "conflicts", "told"]
