"""What a bill says to do: strike, substitute, insert, redesignate; and what could not be read.

These are values with no law in them, on the things of `thing.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from drafting.effect import Effect
from drafting.thing import Item, Locator, Matter, Place, Thing, Unit
from statute.citation import Citation

# ---- what is done ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Strike:
    """Strike a thing."""

    what: Thing


@dataclass(frozen=True, slots=True)
class Substitute:
    """Strike a thing and insert matter in its place; matters in order where several things are struck."""

    what: Thing
    matter: Matter | tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert matter at a place.  noun: what the bill calls the matter ("paragraph", "flush sentence")."""

    place: Place
    matter: Matter
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Restate:
    """Amend a thing to read as the matter reads."""

    what: Thing
    matter: Matter


@dataclass(frozen=True, slots=True)
class Redesignate:
    """Give provisions, or items of a table, other designations, all at once; `new` may be of another level."""

    old: tuple[Unit | Item, ...]
    new: tuple[Unit | Item, ...]


@dataclass(frozen=True, slots=True)
class Designate:
    """Close a level round existing text: designating the existing text as subsection (a)."""

    what: Thing
    new: tuple[Unit, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Transfer a provision to another place; it keeps its id."""

    what: Thing
    place: Place


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put provisions in order, "numerical" or "alphabetical"; each keeps its id and designation."""

    what: Thing
    by: str


@dataclass(frozen=True, slots=True)
class Recase:
    """Make a word begin with a letter of a case: "lowercase" or "capital"."""

    what: Thing
    case: str


@dataclass(frozen=True, slots=True)
class Revert:
    """Amend a thing to read as it read on a day, as ISO 8601 has it; "": the day before the bill's enactment."""

    what: Thing
    day: str


@dataclass(frozen=True, slots=True)
class Unmake:
    """Repeal the amendments that a provision made, as if they had not been enacted.

    by: the provision as the bill cites it.  provisions: those of the bill itself that it names, each its section and
    the designations below that; ("", ()) is the whole bill, and there are none where it is of another law.
    """

    by: str
    provisions: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def unmakes(self, one: Instruction) -> bool:
        """Whether an instruction stands in one of the provisions of the bill whose amendments are unmade."""
        return any(section in ("", one.section) and one.at[: len(at)] == at for section, at in self.provisions)


@dataclass(frozen=True, slots=True)
class Repeal:
    """Repeal a provision."""

    what: Thing


@dataclass(frozen=True, slots=True)
class Margins:
    """Move margins or indent: print only, no word of the law changes."""

    what: Thing | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a bill says of a law and changes no word of it.  kind: "application", "reference", one of `rules.KINDS`."""

    words: str
    kind: str = "application"


@dataclass(frozen=True, slots=True)
class Unread:
    """Language that could not be read, kept as it is."""

    words: str
    understood: str = ""


Act = (
    Strike | Substitute | Insert | Restate | Redesignate | Designate | Move | Reorder | Recase | Revert | Unmake
    | Repeal | Margins | Rule | Unread
)  # fmt: skip


# ---- an instruction --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Where the bill says it: the leaf's id, from start to stop in characters, and the words."""

    leaf: str
    start: int
    stop: int
    words: str


@dataclass(frozen=True, slots=True)
class Target:
    """The law that an instruction amends, as the bill names it and as it is understood.

    further: "is further amended".  as_amended: the words of an "as amended by" clause.  hint: the Code
    section that the side note beside it gives, as a path; the printer's, not the law's.  noted: the Code has the
    law in a note of that section.  lead: what the sentence says before the target: "Effective January 1, 2027".
    """

    citation: Citation
    written: str = ""
    further: bool = False
    as_amended: str = ""
    hint: str = ""
    noted: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing to do to one law: target, place below the cited section, act, and the bill's words.

    number: from 1, in the order of the bill.  place: "section 3(1) of the bill"; section, at: the same as values, the
    designations below that section in order.  form: the line of the phrasebook that read it ("C1").  as_redesignated:
    the bill says so of the place.  notes: what goes with it without effect.  effects: when, and on what, it has effect.
    """

    number: int
    target: Target | None
    where: tuple[Locator, ...]
    act: Act
    span: Span
    place: str = ""
    form: str = ""
    notes: tuple[str, ...] = field(default=())
    section: str = ""
    at: tuple[str, ...] = ()
    as_redesignated: bool = False
    effects: tuple[Effect, ...] = ()
