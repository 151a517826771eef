"""What a bill says: strike, substitute, insert, redesignate; and what could not be read.

These are values with no law in them: they name things in a law ("paragraph (2)", the words "shall",
"the period at the end") without knowing whether they are there.  `plan` finds them, `write` says them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from drafting.effect import Effect
from statute.citation import Citation
from statute.node import Node

# ---- things in a law -------------------------------------------------------------------------------

ONLY, EACH, BOTH, LAST = "only", "each", "both", "last"


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision by its level and designation: Unit("subsection", ("b", "1")) is subsection (b)(1).

    `through` ends a range over siblings: Unit("paragraph", ("2",), "5") is paragraphs (2) through (5).
    `which` is the number among several that bear the designation: "2" for the second subsection (j).
    An empty path is the provision in hand.
    """

    kind: str
    path: tuple[str, ...] = ()
    through: str = ""
    which: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """Several provisions, in the order named."""

    members: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as quoted.  which: "only", "each", "both", "last", or a number ("2"); near: beside what they stand."""

    words: str
    which: str = ONLY
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """ "after “the Board”": the side, and the thing beside which something stands."""

    side: str
    thing: Thing


@dataclass(frozen=True, slots=True)
class Sign:
    """A punctuation mark that is named, not quoted: the period at the end, the second comma."""

    mark: str
    which: str = ONLY
    near: Near | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Words or a mark at the end of a provision: striking “and” at the end."""

    thing: Phrase | Sign


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one thing through another: “not later than” and all that follows through “enactment”.

    start None: from the beginning.  stop None: to the end.  `open_start`, `open_stop`: that end is left out.
    """

    start: Thing | None
    stop: Thing | None
    open_start: bool = False
    open_stop: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """The very end of a provision, all below it included; of the provision in hand where none is named."""

    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by number ("1", "last", "penultimate"); through ends a run of sentences.

    opening: the words that it begins with, of which there is one ("only").
    """

    which: str
    through: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that bears no designation, by number: the first undesignated paragraph."""

    which: str


@dataclass(frozen=True, slots=True)
class Proviso:
    """A proviso by number."""

    which: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of the provision in hand, or of the unit named."""

    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """The designation of a provision: "(a)" as printed, with the heading where that is meant too."""

    unit: Unit | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Chapeau:
    """The matter preceding a provision: the words before the first of its siblings."""

    before: Unit | None


@dataclass(frozen=True, slots=True)
class Flush:
    """The matter following a provision, the flush text, the undesignated matter."""

    after: Unit | None


@dataclass(frozen=True, slots=True)
class Definition:
    """The provision that defines this term."""

    term: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a table by what it relates to ("section 7", through "9"), or of a list by its first words."""

    section: str
    through: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole provision in hand, designation and heading included."""


@dataclass(frozen=True, slots=True)
class AllButHeading:
    """The text of the provision in hand, all of it."""


@dataclass(frozen=True, slots=True)
class Within:
    """A thing at a place named after it: the period at the end of subparagraph (B)."""

    thing: Thing
    where: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class Except:
    """A thing wherever it stands but in one place: each place it appears (other than in paragraph (4))."""

    thing: Thing
    where: Locator


@dataclass(frozen=True, slots=True)
class Several:
    """Several things, each struck or amended alike: “A” and “B”."""

    members: tuple[Thing, ...]


Thing = (
    Unit | Units | Phrase | Sign | Ending | Stretch | End | Sentence | Proviso | Heading | Designation | Chapeau | Flush
    | Definition | Item | Whole | AllButHeading | Within | Except | Several
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Each:
    """Each of several places: in each of paragraphs (1) through (4)."""

    members: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Toc:
    """The table of contents, or of sections, of the law or chapter in hand."""


@dataclass(frozen=True, slots=True)
class Under:
    """Matter under a centred heading of an appropriations law."""

    heading: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a print, by page and line: from the first through the last."""

    first: tuple[int, int]
    last: tuple[int, int]


Locator = (
    Unit | Each | Chapeau | Flush | Heading | Sentence | Paragraph | Proviso | Definition | Item | Under | Designation
    | Several | Toc | Lines
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where new matter goes.  rel: "after", "before", "below", "end", "beginning", "order", "unstated".

    thing: beside which, or at whose end.  "below" is after and below: as flush text.
    """

    rel: str
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """New matter: words of one line, or parts set off as a block; a mark by name is words too."""

    words: str = ""
    parts: tuple[Node, ...] = ()


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
class Repeal:
    """Repeal a provision."""

    what: Thing


@dataclass(frozen=True, slots=True)
class Margins:
    """Move margins or indent: print only, no word of the law changes."""

    what: Thing | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of application, a deemed reference: recorded as a note, no word of the law changes."""

    words: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Language that could not be read, kept as it is."""

    words: str
    understood: str = ""


Act = Strike | Substitute | Insert | Restate | Redesignate | Designate | Move | Repeal | Margins | Rule | Unread


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

    number: from 1, in the order of the bill.  place: "section 3(1) of the bill"; section, at: the same as
    values, the designations below that section in order.  form: the line of the
    phrasebook that read it ("C1").  as_redesignated: the bill says so of the place.
    notes: what goes with it without effect ("margins").  effects: what the bill says of when it takes effect.
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
