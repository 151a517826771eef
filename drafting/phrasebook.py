"""The sentences of amendatory language, each beside its meaning: one table, read in both directions.

A line is (form, sentence, meaning, example).  Forms are those of the catalogue in docs/forms.md.
In examples, Q stands for quoted words and B for a quoted block.  To add a form, add a line here and a
case in tests/cases.  Source: House Legislative Counsel's Manual on Drafting Style, on amendments.
"""

from __future__ import annotations

from typing import Any

from drafting.grammar import Hole, Line, Table
from drafting.instruction import (
    Designate,
    Insert,
    Margins,
    Move,
    Recase,
    Redesignate,
    Reorder,
    Repeal,
    Restate,
    Revert,
    Strike,
    Substitute,
)
from drafting.thing import (
    AllButHeading,
    Chapeau,
    Column,
    Definition,
    Designation,
    End,
    Ending,
    Except,
    Flush,
    Grid,
    Heading,
    Item,
    Near,
    Paragraph,
    Phrase,
    Place,
    Proviso,
    Row,
    Sentence,
    Several,
    Sign,
    Stretch,
    Toc,
    Under,
    Whole,
    Within,
    Word,
)


def _hole(name: str, kind: str) -> Any:
    """A hole, typed as anything: it stands in a meaning for what the sentence will fill."""
    return Hole(name, kind)


WHAT, OTHER, END = _hole("what", "thing"), _hole("other", "thing"), _hole("end", "head")
QUOTE, W, N, WHICH = _hole("quote", "quote"), _hole("w", "quote"), _hole("n", "near"), _hole("which", "ordinal")
MATTER, PLACE, FOLLOWING = _hole("matter", "matter"), _hole("place", "place"), _hole("following", "following")
NOUN, MARK, SECTION = _hole("noun", "noun"), _hole("mark", "mark"), _hole("section", "number")
UNIT, UNITS, LOC = _hole("unit", "unit"), _hole("units", "units"), _hole("loc", "locator")
ORDINAL, LAST, COUNT = _hole("ordinal", "ordinal"), _hole("last", "ordinal"), _hole("count", "count")
OLD, NEW, BARE = _hole("old", "members"), _hole("new", "members"), _hole("bare", "designators")
ALSO, SOME = _hole("also", "locator"), _hole("which", "ordinals")
ENTRIES, DAY = _hole("entries", "entries"), _hole("day", "day")
ITEMS, RENAMED = _hole("items", "items"), _hole("renamed", "numbers")
THINGS, MATTERS = _hole("things", "strings"), _hole("matters", "matters")

#: "it appears", in all its shapes.
IT = "[that|where] (it|such term|the term|that term|the phrase|such phrase|they|such words|the words|such word|the word|those terms|such terms|the terms|the same|such matter) (appears|appear|occurs|occur|is used)"

#: "It read", of a provision at an earlier time.
READ = "(it|such section|such subsection|such paragraph|such subparagraph|such clause|such provision|such title|such chapter|the section|the subsection) (read|was in effect|appeared|existed|stood|provided) [,]"

#: The named marks.
MARKS = {
    "period": ".", "semicolon": ";", "comma": ",", "colon": ":", "em dash": "—", "dash": "—", "em-dash": "—",
    "closing parenthesis": ")", "close parenthesis": ")", "opening parenthesis": "(", "open parenthesis": "(",
    "question mark": "?", "hyphen": "-", "closing quotation mark": "”", "close quotation mark": "”",
    "opening quotation mark": "“", "open quotation mark": "“",
}  # fmt: skip

ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
    "ninth": "9", "tenth": "10", "1st": "1", "2d": "2", "2nd": "2", "3d": "3", "3rd": "3", "4th": "4", "5th": "5",
    "eleventh": "11", "twelfth": "12", "thirteenth": "13", "fourteenth": "14", "fifteenth": "15",
    "sixteenth": "16", "seventeenth": "17", "eighteenth": "18", "nineteenth": "19", "twentieth": "20",
    "last": "last", "final": "last", "penultimate": "penultimate", "next to last": "penultimate", "only": "only",
}  # fmt: skip

#: How many, in words.
COUNTS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}

#: A verb in each of its shapes; the first is the one written.
VERBS = {
    "striking": r"(?:striking|strikes?|struck|deleting|deletes?|removing|omitting)",
    "inserting": r"(?:inserting|inserts?)",
    "adding": r"(?:adding|adds?|appending|inserting|inserts?)",
    "appending": r"(?:adding|adds?|appending)",
    "substituting": r"(?:substituting|substitutes?)",
    "redesignating": r"(?:redesignating|redesignates?|redesignated|renumbering|relettering|redesign)",
    "designating": r"(?:designating|designates?)",
    "amending": r"(?:amending|amends?|revising|restating)",
    "repealing": r"(?:repealing|repeals?)",
    "transferring": r"(?:transferring|transfers?|transferred)",
    "moving": r"(?:moving|moves?)",
    "replacing": r"(?:replacing|replaces?)",
    "reordering": r"(?:reordering|reorders?|rearranging|arranging)",
    "lowercasing": r"(?:lowercasing|lower-casing|decapitalizing)",
    "capitalizing": r"(?:capitalizing|capitalizes?)",
    "indenting": r"(?:indenting|indents?)",
    "adjusting": r"(?:adjusting|adjusts?)",
}  # fmt: skip

#: The acts: what an instruction does.
ACTS = Table("acts", (
    Line("C1", "striking [out] {what} [,] (and|an|) (inserting|substituting|replacing it with|adding) [in lieu thereof|in its place|instead|, in lieu thereof,] [:] {matter}", Substitute(WHAT, MATTER), "striking Q and inserting Q"),
    Line("C21", "striking [out] {what} [,] (and|) (inserting|substituting|adding) [in lieu thereof|in its place|, in lieu thereof,] {following} {matter}", Substitute(WHAT, MATTER), "striking Q and inserting the following: B"),
    Line("C1", "striking [out] {things} and (inserting|substituting) {matters}[,] respectively", Substitute(THINGS, MATTERS), "striking Q and Q and inserting Q and Q, respectively"),
    Line("B14", "striking [out] [,] in {loc} [,] {what} [,] and inserting [in lieu thereof] [,] {matter}", Substitute(Within(WHAT, (LOC,)), MATTER), "striking in paragraph (2) Q and inserting Q"),
    Line("B14", "striking [out] [,] in {loc} [,] {what} and inserting {following} {matter}", Substitute(Within(WHAT, (LOC,)), MATTER), "striking in paragraph (2) Q and inserting the following: Q"),
    Line("B14", "striking [out] [,] in {loc} [,] {what}", Strike(Within(WHAT, (LOC,))), "striking in paragraph (2) Q"),
    Line("E2", "striking [out] [,] at the end [thereof] [,] {quote} and inserting {matter}", Substitute(Ending(Phrase(QUOTE)), MATTER), "striking at the end Q and inserting Q"),
    Line("E2", "striking [out] [,] at the end [thereof] [,] {quote}", Strike(Ending(Phrase(QUOTE))), "striking at the end Q"),
    Line("C2", "striking [out] {what} [in its entirety|in their entirety|entirely]", Strike(WHAT), "striking Q"),
    Line("C22", "substituting {matter} for {what}", Substitute(WHAT, MATTER), "substituting Q for Q"),
    Line("C22", "replacing {what} with {following} {matter}", Substitute(WHAT, MATTER), "replacing paragraph (2) with the following: B"),
    Line("C22", "replacing {what} with {matter}", Substitute(WHAT, MATTER), "replacing Q with Q"),
    Line("C22", "inserting {matter} in lieu of {what}", Substitute(WHAT, MATTER), "inserting Q in lieu of Q"),
    Line("C22", "inserting in lieu of {what} [,] {following} {matter}", Substitute(WHAT, MATTER), "inserting in lieu of paragraph (2) the following: B"),
    Line("C22", "replacing the (reference|references) to [the] [term|word|phrase] {what} with {matter}", Substitute(WHAT, MATTER), "replacing the reference to the term Q with Q"),
    Line("C3", "inserting {matter} {place}", Insert(PLACE, MATTER), "inserting Q after Q"),
    Line("C5", "inserting [,] [immediately] {place} [,] {following} {matter}", Insert(PLACE, MATTER, FOLLOWING), "inserting after Q the following: Q"),
    Line("C5", "inserting [,] [immediately] {place} [,] [:|—] {matter}", Insert(PLACE, MATTER), "inserting before the period at the end Q"),
    Line("B14", "inserting in {loc} [,] {matter} (after|following) {what}", Insert(Place("after", Within(WHAT, (LOC,))), MATTER), "inserting in the last sentence Q after Q"),
    Line("B14", "inserting in {loc} [,] {matter} (before|preceding) {what}", Insert(Place("before", Within(WHAT, (LOC,))), MATTER), "inserting in the last sentence Q before Q"),
    Line("D1", "(inserting|adding) at the end (of|by) {following} {matter}", Insert(Place("end"), MATTER, FOLLOWING), "adding at the end of the following: B"),
    Line("D4", "{place} [,] inserting {matter}", Insert(PLACE, MATTER), "after paragraph (2) inserting Q"),
    Line("J5", "inserting the following {place} [:] {matter}", Insert(PLACE, MATTER), "inserting the following at the appropriate place: B"),
    Line("C5", "inserting {following} {matter} {place}", Insert(PLACE, MATTER, FOLLOWING), "inserting the following Q before the period"),
    Line("D1", "adding [,] [immediately] {place} [,] {following} {matter}", Insert(PLACE, MATTER, FOLLOWING), "adding at the end the following: B"),
    Line("C19", "adding {matter} {place}", Insert(PLACE, MATTER), "adding Q at the end"),
    Line("C19", "adding [,] [immediately] {place} [,] [:|—] {matter}", Insert(PLACE, MATTER), "adding at the end Q"),
    Line("D1", "adding {following} {matter} {place}", Insert(PLACE, MATTER, FOLLOWING), "adding the following new paragraph B at the end"),
    Line("D1", "adding {following} {place} [:] {matter}", Insert(PLACE, MATTER, FOLLOWING), "adding the following new section after section 9: B"),
    Line("D1", "appending {following} {matter}", Insert(Place("end"), MATTER, FOLLOWING), "adding the following new paragraph: B"),
    Line("D9", "amending {what} [so as] to read [as follows] [:] {matter}", Restate(WHAT, MATTER), "amending paragraph (2) to read as follows: B"),
    Line("D9", "to read as follows [:] {matter}", Restate(Whole(), MATTER), "to read as follows: B"),
    Line("D10", "redesignating {old} [,] as {new} [,] [respectively]", Redesignate(OLD, NEW), "redesignating subsection (d) as subsection (e)"),
    Line("F9", "redesignating {items} [,] as [the|an] [item|items] (relating to|related to|) {renamed} [,] [respectively]", Redesignate(ITEMS, RENAMED), "redesignating the item relating to section 7 as relating to section 8"),
    Line("D10", "redesignating {old} [,] as {bare} [,] [respectively]", Redesignate(OLD, BARE), "redesignating paragraphs (2) and (3) as (3) and (4)"),
    Line("D10", "redesignating as {new}", Redesignate((), NEW), "redesignating as section 9A"),
    Line("D13", "designating {what} [,] as {new} [,] [respectively]", Designate(WHAT, NEW), "designating the existing text as subsection (a)"),
    Line("D15", "redesignating {what} [,] as {new} [,] [respectively]", Designate(WHAT, NEW), "redesignating the two sentences as paragraphs (1) and (2)"),
    Line("D19", "(transferring|moving) {what} [so as|and inserting it] [to] [appear|follow] {place}", Move(WHAT, PLACE), "transferring subsection (c) so as to appear after subsection (e)"),
    Line("D19", "(transferring|moving) {what} {place}", Move(WHAT, PLACE), "moving subsection (c) to the end of section 9"),
    Line("D19", "(transferring|moving) [so as] [to] [appear|follow] {place}", Move(Whole(), PLACE), "transferring so as to appear after section 9"),
    Line("D20", "reordering {what} [so that they appear|so as to appear|so as to be|to appear|to be] in [the] (numerical|numeric|number|numerical and alphabetical) order", Reorder(WHAT, "numerical"), "reordering paragraphs (2) through (5) in numerical order"),
    Line("D20", "reordering {what} [so that they appear|so as to appear|so as to be|to appear|to be] in [the] (alphabetical|alphabetic) order", Reorder(WHAT, "alphabetical"), "reordering paragraphs (2) through (5) in alphabetical order"),
    Line("D20", "reordering the (definitions|terms|items|entries) [so that they appear|so as to appear|so as to be|to appear|to be] in [the] (alphabetical|alphabetic) order", Reorder(Whole(), "alphabetical"), "reordering the definitions in alphabetical order"),
    Line("C24", "amending {what} (so that it begins|so as to begin|to begin) with a (lowercase|lower case|lower-case|small) letter", Recase(WHAT, "lowercase"), "amending the first word so that it begins with a lowercase letter"),
    Line("C24", "amending {what} (so that it begins|so as to begin|to begin) with a (capital|capitalized|upper case|upper-case|uppercase) letter", Recase(WHAT, "capital"), "amending the first word so that it begins with a capital letter"),
    Line("C24", "lowercasing [the (first|initial) letter of] {what}", Recase(WHAT, "lowercase"), "lowercasing the first letter of the first word"),
    Line("C24", "capitalizing [the (first|initial) letter of] {what}", Recase(WHAT, "capital"), "capitalizing the first letter of the first word"),
    Line("C24", "lowercasing the (first|initial) letter", Recase(Word("1"), "lowercase"), "lowercasing the first letter"),
    Line("C24", "capitalizing the (first|initial) letter", Recase(Word("1"), "capital"), "capitalizing the first letter"),
    Line("H8", f"to read as {READ} [on|as of] {{day}}", Revert(Whole(), DAY), "to read as it read on December 31, 2029"),
    Line("H8", f"amending {{what}} to read as {READ} [on|as of] {{day}}", Revert(WHAT, DAY), "amending paragraph (2) to read as it read on December 31, 2029"),
    Line("D21", "repealing {what}", Repeal(WHAT), "repealing paragraph (3)"),
    Line("G1", "indenting {what} [appropriately|accordingly]", Margins(WHAT), "indenting paragraphs (2) and (3) appropriately"),
    Line("G1", "(indenting|realigning|conforming|adjusting|moving) the (margin|margins|left margin|left margins|indentation) of {what} [appropriately|accordingly]", Margins(WHAT), "conforming the margins of paragraphs (2) and (3)"),
    Line("G2", "(moving|adjusting|realigning|conforming) the (margin|margins|left margin|left margins|indentation) of {what} {ems}", Margins(WHAT), "moving the margin of paragraph (2) 2 ems to the left"),
    Line("G2", "(moving|indenting|realigning) {what} {ems}", Margins(WHAT), "moving paragraph (2) two ems to the left"),
    Line("G2", "(moving|indenting) the (margin|margins|left margin|left margins) {ems}", Margins(), "moving the margins 2 ems to the left"),
    Line("G1", "(adjusting|realigning|conforming|indenting) [the] [margin|margins|left margin|such margins|indentation] [accordingly|appropriately]", Margins(), "adjusting the margins accordingly"),
), VERBS)  # fmt: skip

#: What is both a thing that acts name and a place where they are done.
PARTS = (
    Line("B3", "(the|) (matter|material|language|text) [immediately] preceding {unit}", Chapeau(UNIT), "the matter preceding paragraph (1)"),
    Line("B3", "the (matter|text|language|material) [immediately] before {unit}", Chapeau(UNIT), "the matter before paragraph (1)"),
    Line("B3", "the (introductory|opening|lead-in) (matter|text|language|sentence|phrase|provision|clause)", Chapeau(None), "the introductory matter"),
    Line("B4", "the (flush|undesignated|concluding|continuation|closing) [flush] (matter|language|text|sentence|provision|material) [at the end]", Flush(None), "the flush text"),
    Line("B6", "the sentence (beginning|that begins) [with] {quote}", Sentence("only", opening=QUOTE), "the sentence beginning with Q"),
    Line("B7", "the {ordinal} proviso", Proviso(ORDINAL), "the second proviso"),
    Line("B7", "the proviso", Proviso("only"), "the proviso"),
    Line("B8", "the definition of [the] [term|terms] {quote}", Definition(QUOTE), "the definition of Q"),
)  # fmt: skip

#: Tables of rows and columns, in the same two offices.
IN_TABLES = (
    Line("B10", "the table [contained|set forth|set out|appearing|that appears]", Grid(), "the table"),
    Line("B10", "the {ordinal} table", Grid(ORDINAL), "the second table"),
    Line("B10", "the (row|item|entry) (relating to|related to|pertaining to|for|labeled|labelled|designated) [the] [term] {quote}", Row(QUOTE), "the row relating to Q"),
    Line("B10", "the row (relating to|related to|pertaining to|for|labeled|labelled) {section}", Row(SECTION), "the row relating to Type II"),
    Line("B10", "the {ordinal} row", Row("", ORDINAL), "the second row"),
    Line("B10", "the column (headed|relating to|related to|pertaining to|for|labeled|labelled|entitled|designated|with the heading|under the heading) [the] [term] {quote}", Column(QUOTE), "the column headed Q"),
    Line("B10", "the column (relating to|related to|pertaining to|for|headed) {section}", Column(SECTION), "the column relating to Rate"),
    Line("B10", "the {ordinal} column", Column("", ORDINAL), "the second column"),
    Line("C24", "the {ordinal} word", Word(ORDINAL), "the first word"),
)  # fmt: skip

#: The things that acts name.
HEADS = Table("heads", (
    Line("C1", "{quote}", Phrase(QUOTE), "Q"),
    Line("C1", "{things}", THINGS, "Q and Q"),
    Line("C1", "the [word|words|phrase|term|terms|language|matter|text|clause|date] {quote}", Phrase(QUOTE), "the word Q"),
    Line("E1", "(the|a|an) {mark}", Sign(MARK), "the period"),
    Line("E1", "the (end|ending|terminal|closing) {mark}", Ending(Sign(MARK)), "the end period"),
    Line("E8", "the {ordinal} {mark}", Sign(MARK, ORDINAL), "the second comma"),
    Line("C17", "the {ordinal} sentence", Sentence(ORDINAL), "the second sentence"),
    Line("D15", "(the two sentences|the three sentences|the four sentences|the five sentences|the existing sentences)", Sentence("1", "last"), "the two sentences"),
    Line("C17", "the {ordinal} (and|through) {last} sentences", Sentence(ORDINAL, LAST), "the second and third sentences"),
    Line("C17", "the first {count} sentences", Sentence("1", COUNT), "the first three sentences"),
    Line("C17", "the last two sentences", Sentence("penultimate", "last"), "the last two sentences"),
    Line("D8", "{units}", UNITS, "paragraphs (3) and (5)"),
    Line("F2", "the {noun} heading", Heading(NOUN), "the subsection heading"),
    Line("F2", "the heading [of|for] {unit}", Heading(UNIT), "the heading of paragraph (2)"),
    Line("F2", "the (heading|caption|catchline|header|title)", Heading(), "the heading"),
    Line("F3", "the {noun} (designation|enumerator) and heading", Designation(NOUN, True), "the section designation and heading"),
    Line("F3", "the {noun} (designation|enumerator)", Designation(NOUN), "the subsection designation"),
    Line("F3", "the (designation|enumerator)", Designation(), "the designation"),
    Line("F3", "{unit} designation", Designation(UNIT), "paragraph (1) designation"),
    Line("F9", "the [new] (item|items|matter) (relating to|related to|pertaining to|for) {section}", Item(SECTION), "the item relating to section 7"),
    Line("F10", "{entries}", ENTRIES, "the items relating to sections 7 and 9"),
    *PARTS,
    *IN_TABLES,
    Line("B4", "the [flush|flush left] [undesignated] (matter|language|text|sentence|material|provision) (following|after|at the end of) {unit}", Flush(UNIT), "the matter following paragraph (3)"),
    Line("C15", "all that (follows|follow) {what}", Stretch(WHAT, None, True), "all that follows Q"),
    Line("C15", "all that (precedes|precede) {what}", Stretch(None, WHAT, False, True), "all that precedes Q"),
    Line("C15", "all [of the] (matter|text|language) (preceding|before) {what}", Stretch(None, WHAT, False, True), "all matter preceding Q"),
    Line("C16", "[the] [language|words|matter|text|all] beginning with {what} and ending with {other}", Stretch(WHAT, OTHER), "the language beginning with Q and ending with Q"),
    Line("C16", "[the] [language|words|matter|text|all] beginning with {what} (through|down through) {other}", Stretch(WHAT, OTHER), "the language beginning with Q through Q"),
    Line("C13", "the end of {unit}", End(UNIT), "the end of the paragraph"),
    Line("C13", "the end [thereof]", End(), "the end"),
    Line("D13", "(the|such) (existing|remaining) (text|matter|provision|sentence|language)", AllButHeading(), "the existing text"),
    Line("D13", "(the|all) (text|matter|language)", AllButHeading(), "the text"),
), VERBS)  # fmt: skip

#: What may follow a thing and say more of it.
QUALIFIERS = Table("qualifiers", (
    Line("C6", f"[,] [in] each (place|instance|time) {IT}", Phrase(W, "each", N), "Q each place it appears", of=Phrase(W, "only", N)),
    Line("C10", "[,] [\\(] (other than|except|except that|excluding) (in|within) {loc} [\\)] [,]", Except(Phrase(W, "each", N), LOC), "Q each place it appears (other than in paragraph (4))", of=Phrase(W, "each", N)),
    Line("C6", "[in] each place", Phrase(W, "each", N), "Q each place", of=Phrase(W, "only", N)),
    Line("C6", f"(wherever|everywhere) {IT}", Phrase(W, "each", N), "Q wherever it appears", of=Phrase(W, "only", N)),
    Line("C6", f"[in] each place {IT}", Sign(W, "each", N), "the semicolon each place it appears", of=Sign(W, "only", N)),
    Line("C8", f"[in] both places [{IT}]", Phrase(W, "both", N), "Q both places it appears", of=Phrase(W, "only", N)),
    Line("C9", f"[in] the {{which}} (place|time|instance) {IT}", Phrase(W, WHICH, N), "Q the first place it appears", of=Phrase(W, "only", N)),
    Line("C9", f"[in] the {{which}} (places|times|instances) {IT}", Phrase(W, SOME, N), "Q the first and third places it appears", of=Phrase(W, "only", N)),
    Line("C9", "[in] the {which} place", Phrase(W, WHICH, N), "Q the second place", of=Phrase(W, "only", N)),
    Line("E2", "at the end [thereof]", Ending(Phrase(W, "only", N)), "Q at the end", of=Phrase(W, "only", N)),
    Line("E1", "at the end [thereof]", Ending(Sign(W, "only", N)), "the period at the end", of=Sign(W, "only", N)),
    Line("E3", "[that|which] [immediately] [appears] (after|following) {end}", Phrase(W, "only", Near("after", END)), "Q after the semicolon", of=Phrase(W, "only", None)),
    Line("E3", "[that|which] [immediately] [appears] (before|preceding) {end}", Phrase(W, "only", Near("before", END)), "Q before Q", of=Phrase(W, "only", None)),
    Line("E8", "[that|which] [immediately] [appears] (after|following) {end}", Sign(W, "only", Near("after", END)), "the comma after Q", of=Sign(W, "only", None)),
    Line("E8", "[that|which] [immediately] [appears] (before|preceding) {end}", Sign(W, "only", Near("before", END)), "the comma before Q", of=Sign(W, "only", None)),
    Line("C7", "[in] each such place", Phrase(W, "each", N), "Q each place it appears in each such place", of=Phrase(W, "each", N)),
    Line("E2", "at the end of {loc}", Within(Ending(WHAT), (LOC,)), "the period at the end of subparagraph (B)", of=WHAT),
    Line("C11", "[,] and all that follows [down|up] (through|to) {other}", Stretch(WHAT, OTHER), "Q and all that follows through Q", of=WHAT),
    Line("C11", "[,] (through|and all through) {other}", Stretch(WHAT, OTHER), "Q through Q", of=WHAT),
    Line("C11", "[,] and all that follows [up] [to] before {other}", Stretch(WHAT, OTHER, False, True), "Q and all that follows before Q", of=WHAT),
    Line("C13", "[,] and all that follows through the end", Stretch(WHAT, End()), "Q and all that follows through the end", of=WHAT),
    Line("C14", "[,] and all that follows [thereafter]", Stretch(WHAT, None), "Q and all that follows", of=WHAT),
    Line("B14", "(in|of) {loc}", Within(WHAT, (LOC,)), "Q in paragraph (2)", of=WHAT),
    Line("B14", "in {loc} [,] and in {also}", Within(WHAT, (Several((LOC, ALSO)),)), "Q in paragraph (2) and in the heading", of=WHAT),
), VERBS)  # fmt: skip

#: Where new matter goes.
PLACES = Table("places", (
    Line("C3", "[immediately] (after|following) {what}", Place("after", WHAT), "after Q"),
    Line("C4", "[immediately] (before|preceding) {what}", Place("before", WHAT), "before Q"),
    Line("E6", "at the end [,] (before|preceding) {end}", Place("before", Ending(END)), "at the end before the semicolon"),
    Line("D2", "[immediately] after and below {what}", Place("below", WHAT), "after and below paragraph (3)"),
    Line("D2", "at the end [,] [\\(] after and below {what} [\\)]", Place("below", WHAT), "at the end (after and below paragraph (3))"),
    Line("D2", "[at the end] [,] after and below [the end] [thereof]", Place("below"), "after and below"),
    Line("D1", "at the end [thereof]", Place("end"), "at the end"),
    Line("D1", "[immediately] at the end of {loc}", Place("end", LOC), "at the end of paragraph (2)"),
    Line("D1", "to the end [thereof]", Place("end"), "to the end"),
    Line("D19", "to the (end|bottom) of {loc}", Place("end", LOC), "to the end of section 9"),
    Line("D19", "to the beginning of {loc}", Place("beginning", LOC), "to the beginning of section 9"),
    Line("C18", "at the beginning [thereof]", Place("beginning"), "at the beginning"),
    Line("C18", "at the beginning of {loc}", Place("beginning", LOC), "at the beginning of paragraph (2)"),
    Line("D7", "[,] in (alphabetical|numerical|the appropriate alphabetical|appropriate alphabetical|chronological) (order|place|location|position|sequence) [,]", Place("order"), "in alphabetical order"),
    Line("J5", "at the appropriate place [,]", Place("unstated"), "at the appropriate place"),
), VERBS)  # fmt: skip

#: Places inside a target.
LOCATORS = Table("locators", (
    Line("B1", "{units}", UNITS, "subsection (b)(2)(A)"),
    Line("B11", "each of {units}", UNITS, "each of paragraphs (1) through (4)"),
    *PARTS,
    *IN_TABLES,
    Line("B4", "the [flush|flush left] [undesignated] (matter|language|text|sentence|material|provision|flush language) (following|after|at the end of) {unit}", Flush(UNIT), "the matter following paragraph (3)"),
    Line("B5", "the {noun} heading", Heading(NOUN), "the subsection heading"),
    Line("B5", "the heading (of|for|to|in) {unit}", Heading(UNIT), "the heading of paragraph (2)"),
    Line("B5", "(the|its) (heading|caption|catchline|header) [thereof]", Heading(), "the heading"),
    Line("B6", "the {ordinal} sentence", Sentence(ORDINAL), "the second sentence"),
    Line("B6", "the {ordinal} (and|through) {last} sentences", Sentence(ORDINAL, LAST), "the first and second sentences"),
    Line("B6", "the {ordinal} [undesignated] paragraph", Paragraph(ORDINAL), "the first undesignated paragraph"),
    Line("B9", "the (item|items) (relating to|related to|pertaining to|for) {section}", Item(SECTION), "the item relating to section 7"),
    Line("F3", "the {noun} (designation|enumerator)", Designation(NOUN), "the subsection designation"),
    Line("F12", "the (table of contents|table of sections|table of chapters|table of subchapters|table of parts|analysis) [(for|of|at the beginning of) (such|the|that) (Act|law|title|subtitle|part|chapter|subchapter|section)]", Toc(), "the table of contents"),
    Line("A13", "[the matter] under the (heading|subheading) {quote}", Under(QUOTE), "under the heading Q"),
), VERBS)  # fmt: skip
