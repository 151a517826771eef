"""What a bill names in a law: provisions, words, marks, sentences, headings, rows of a table; and where they stand.

These are values with no law in them: "paragraph (2)", the words "shall", "the period at the end", without
knowing whether they are there.  `plan` finds them, `write` says them.
"""

from __future__ import annotations

from dataclasses import dataclass

from statute.node import Node

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
class Word:
    """A word of the place in hand by number: the first word."""

    which: str


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
class Grid:
    """A table of rows and columns in the provision in hand, by number where there are several."""

    which: str = ONLY


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, by what its first cell says, or by number."""

    label: str
    which: str = ONLY


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, by what the cell at its head says, or by number."""

    head: str
    which: str = ONLY


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
    Unit | Units | Phrase | Sign | Word | Ending | Stretch | End | Sentence | Proviso | Heading | Designation | Chapeau
    | Flush | Definition | Item | Grid | Row | Column | Whole | AllButHeading | Within | Except | Several
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
    | Several | Toc | Lines | Grid | Row | Column | Word
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
