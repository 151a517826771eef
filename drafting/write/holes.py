"""The holes of the phrasebook, written: units and lists of them, ordinals, named marks, quoted matter.

The mirror of `reading`.  Each piece of quoted matter is one private character in the sentence, and is put
back by `write`; what stands here is only the controlled language of amendments.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from drafting import phrasebook
from drafting.grammar import Hole, Table, Writer
from drafting.instruction import Act, Insert, Redesignate, Restate
from drafting.parse.days import said_day
from drafting.thing import Each, Item, Locator, Matter, Phrase, Place, Several, Thing, Unit, Units
from statute import levels

_FIRST = 0xE000
#: The names of the marks as they are written: the first of each in the phrasebook.
_MARKS = {mark: name for name, mark in reversed(phrasebook.MARKS.items())}
_ORDINALS = {number: word for word, number in reversed(phrasebook.ORDINALS.items())}


def _depth(meaning: Any) -> int:
    """How many values deep a meaning is nested."""
    if isinstance(meaning, Hole) or not dataclasses.is_dataclass(meaning):
        return 0
    return 1 + max((_depth(getattr(meaning, f.name)) for f in dataclasses.fields(meaning)), default=0)


#: A special line is read before a general one; in writing the general one is the usual form.
_ACTS = Table("acts", tuple(sorted(phrasebook.ACTS.lines, key=lambda a: _depth(a.meaning))), phrasebook.VERBS)
_ADDING = Table("adding", tuple(a for a in _ACTS.lines if a.sentence.startswith("adding")), phrasebook.VERBS)
#: Bracketed words that the phrasebook reads and does not write, but that usage wants here.
_USUAL = (
    (r"\bto read (?=[\ue000-\uf7ff])", "to read as follows: "),
    (r"^(transferring \S.*?) (after|before) ", r"\1 so as to appear \2 "),
    (r"\bthe heading (?=(?:sub)?(?:section|paragraph|clause)s?\b|item|subitem)", "the heading of "),
    (r"^(indenting .+)$", r"\1 appropriately"),
    (r"^adjusting$", "adjusting the margins accordingly"),
)


class Writing:
    """The writers of holes for one sentence; `matters` are its quotations, by their private character.

    context: the designations that the locators before it have named.  renamed: the paths that earlier lines
    gave new designations, which are named "(as so redesignated)".
    """

    def __init__(self, context: tuple[str, ...] = (), renamed: frozenset[tuple[str, ...]] = frozenset()) -> None:
        self.context, self.renamed = context, renamed
        self.matters: list[Matter] = []
        self.writers: dict[str, Writer] = {
            "thing": self.thing, "head": self.head, "quote": self.quote, "matter": self.matter,
            "place": self.place, "unit": self.unit, "units": self.units, "members": self.members,
            "noun": self.noun, "number": self.number, "ordinal": self.ordinal, "locator": self.locator,
            "day": self.day, "ordinals": self.ordinals, "designators": self.designators,
            "mark": self.mark, "following": self.following, "ems": self.ems, "strings": self.strings,
            "matters": self.many, "items": self.items, "entries": self.entries, "numbers": self.numbers,
        }  # fmt: skip
        self._saying: list[Thing] = []
        self._follows = self._reads = self._named = False

    def act(self, act: Act) -> str | None:
        """The phrase for an act, "striking Q and inserting Q"; None where the phrasebook has none."""
        table = _ACTS
        if isinstance(act, Insert) and act.place == Place("end"):
            table = _ADDING
        self._reads = isinstance(act, Restate)
        said = table.write(act, self.writers)
        if said is None:
            return None
        for pattern, usual in _USUAL:
            said = re.sub(pattern, usual, said)
        many = isinstance(act, Redesignate) and (len(act.new) > 1 or bool(act.new[0].through))
        return f"{said}, respectively" if many else said

    # ---- things ------------------------------------------------------------------------------------

    def head(self, thing: Thing) -> str | None:
        return phrasebook.HEADS.write(thing, self.writers)

    def thing(self, thing: Thing) -> str | None:
        """A thing with all that qualifies it; a range as usage has it, "Q and all that follows through Q"."""
        if any(thing is t for t in self._saying) or thing in self._saying:
            return None
        self._saying.append(thing)
        tables = [phrasebook.QUALIFIERS, phrasebook.HEADS]
        if isinstance(thing, Phrase | Unit | Units):
            tables.reverse()
        said = None
        for table in tables:
            if (said := table.write(thing, self.writers)) is not None:
                break
        self._saying.pop()
        return said

    def place(self, place: Place) -> str | None:
        return phrasebook.PLACES.write(place, self.writers)

    def locator(self, locator: Locator) -> str | None:
        match locator:
            case Each((Unit(through=through) as one,)) if through:
                return f"each of {self.units(one)}"
            case Each(members):
                return f"each of {self.units(Units(members))}"
        said = phrasebook.LOCATORS.write(locator, self.writers)
        return f"the matter {said}" if said and said.startswith("under ") else said

    # ---- quotations --------------------------------------------------------------------------------

    def _put(self, matter: Matter) -> str:
        self.matters.append(matter)
        return chr(_FIRST + len(self.matters) - 1)

    def quote(self, words: Any) -> str | None:
        return self._put(Matter(words)) if isinstance(words, str) and words.strip() else None

    def matter(self, matter: Any) -> str | None:
        """Words, a mark by its name, or a block, which stands only after "the following"."""
        follows, self._follows = self._follows, False
        if not isinstance(matter, Matter) or (matter.parts and not follows and not self._reads):
            return None
        if not matter.parts and not matter.words.strip():
            return None
        few = len(matter.words.split()) < 4 and not matter.words[:1].isupper()
        if follows and few and not matter.parts and not self._named:
            return None
        if not follows and matter.words in _MARKS:
            name = _MARKS[matter.words]
            return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
        return self._put(matter)

    def strings(self, several: Any) -> str | None:
        if not isinstance(several, Several):
            return None
        plain = all(isinstance(m, Phrase) and m == Phrase(m.words) for m in several.members)
        return _listed([self._put(Matter(m.words)) for m in several.members]) if plain else None  # type: ignore[union-attr]

    def many(self, matters: Any) -> str | None:
        if not isinstance(matters, tuple) or any(m.parts for m in matters):
            return None
        return _listed([self._put(m) for m in matters])

    def following(self, noun: Any) -> str:
        self._follows, self._named = True, bool(noun)
        if not noun:
            return "the following:"
        known = re.fullmatch(r"(?:sub)?(?:section|paragraph|clause)s?|(?:sub)?items?", noun)
        return f"the following {'new ' if known else ''}{noun}:"

    # ---- units -------------------------------------------------------------------------------------

    def unit(self, unit: Any) -> str | None:
        return self.units(unit) if isinstance(unit, Unit) and not unit.through else None

    def units(self, units: Any) -> str | None:
        match units:
            case Unit(kind, ()):
                return f"the {kind}"
            case Unit(path=path):
                said = self.members((units,))
                named = {(*self.context, *path[:n]) for n in range(1, len(path) + 1)}
                return f"{said} (as so redesignated)" if said and named & self.renamed else said
            case Units(members):
                return self.members(members)
        return None

    def members(self, members: Any) -> str | None:
        """A list of provisions, "paragraphs (1) through (3) and (5)"; the noun is said once for its kind."""
        if not isinstance(members, tuple) or not members or not all(isinstance(u, Unit) and u.path for u in members):
            return None
        runs = [(kind, list(run)) for kind, run in groupby(members, key=lambda u: u.kind)]
        said: list[str] = []
        for kind, run in runs:
            plural = "s" if len(run) > 1 or run[0].through else ""
            said += [_number(u) + (f"{kind}{plural} " if n == 0 else "") + _designated(u) for n, u in enumerate(run)]
        return _listed(said)

    def noun(self, unit: Any) -> str | None:
        return unit.kind if isinstance(unit, Unit) and not unit.path else None

    def number(self, words: Any) -> str | None:
        return words if isinstance(words, str) else None

    def numbers(self, items: Any) -> str | None:
        """What items relate to, "sections 7 and 9 through 12"; the noun is said once for its kind."""
        if not isinstance(items, tuple) or not items or not all(isinstance(i, Item) for i in items):
            return None
        said: list[str] = []
        for noun, run in groupby(items, key=lambda item: item.section.partition(" ")[0]):
            members = list(run)
            plural = "s" if len(members) > 1 or members[0].through else ""
            ends = [i.section.partition(" ")[2] + (f" through {i.through}" if i.through else "") for i in members]
            said += [f"{noun}{plural} {ends[0]}", *ends[1:]]
        return _listed(said)

    def items(self, items: Any) -> str | None:
        said = self.numbers(items)
        many = said is not None and (len(items) > 1 or items[0].through)
        return said and f"the item{'s' if many else ''} relating to {said}"

    def entries(self, thing: Any) -> str | None:
        match thing:
            case Item(through=through) if through:
                return self.items((thing,))
            case Several(members) if all(isinstance(m, Item) for m in members):
                return self.items(members)
        return None

    # ---- small words -------------------------------------------------------------------------------

    def ordinal(self, which: Any) -> str | None:
        return _ORDINALS.get(which) if isinstance(which, str) else None

    def ordinals(self, which: Any) -> str | None:
        names = [_ORDINALS.get(number) for number in which.split(",")] if isinstance(which, str) else []
        return _listed(filter(None, names)) if len(names) > 1 and all(names) else None

    def designators(self, _: Any) -> None:
        """The noun is always written."""

    def mark(self, mark: Any) -> str | None:
        return _MARKS.get(mark) if isinstance(mark, str) else None

    def day(self, day: Any) -> str | None:
        return said_day(day) if isinstance(day, str) else None

    def ems(self, _: Any) -> str:
        return "accordingly"


def _number(unit: Unit) -> str:
    return f"the {_ORDINALS[unit.which]} " if unit.which else ""


def _designated(unit: Unit) -> str:
    """A unit's designation as it is printed, its range included: "(2) through (5)", "907(b)"."""
    big = unit.kind in levels.BIG or unit.kind == "section"
    head, rest = (unit.path[0], unit.path[1:]) if big else ("", unit.path)
    said = head + "".join(f"({p})" for p in rest)
    if unit.through:
        said += f" through {unit.through}" if big and not rest else f" through ({unit.through})"
    return said


def _listed(said: Iterable[str]) -> str:
    """Items in a row: "A", "A and B", "A, B, and C"."""
    items = list(said)
    if len(items) < 3:
        return " and ".join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"
