"""The phrase law: what is written is read back as the same instructions, by every line of the phrasebook."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import phrases, provisions

from drafting import phrasebook
from drafting.grammar import Line, Table
from drafting.instruction import (
    Designate,
    Insert,
    Instruction,
    Margins,
    Move,
    Redesignate,
    Repeal,
    Restate,
    Span,
    Strike,
    Substitute,
    Target,
)
from drafting.parse import parse
from drafting.parse.holes import Reading
from drafting.parse.quotation import Utterance, utter
from drafting.thing import (
    AllButHeading,
    Chapeau,
    Definition,
    Each,
    End,
    Ending,
    Flush,
    Heading,
    Item,
    Locator,
    Matter,
    Near,
    Phrase,
    Place,
    Proviso,
    Sentence,
    Sign,
    Stretch,
    Thing,
    Toc,
    Unit,
    Units,
    Whole,
    Within,
)
from drafting.write.language import cited, write
from statute.citation import Citation, read
from statute.errors import Refusal
from statute.formats import text
from statute.node import TEXT, Node

Draw = Callable[[st.SearchStrategy[Any]], Any]
WSA = Target(Citation("", "Widget Safety Act", section="5", parallel=("/us/usc/t15/s9901",)))


def instruction(act: Any, *where: Locator, target: Target = WSA, notes: tuple[str, ...] = ()) -> Instruction:
    return Instruction(1, target, where, act, Span("", 0, 0, ""), notes=notes)


def plain(value: Any) -> Any:
    """A value without ids and markup, to compare what is said."""
    if isinstance(value, Node):
        return value.kind, value.content if value.is_leaf else tuple(map(plain, value.parts))
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(plain(getattr(value, f.name)) for f in dataclasses.fields(value))
    return value


def said(instructions: tuple[Instruction, ...]) -> list[Any]:
    return [
        (i.target and i.target.citation, i.target and i.target.further, plain(i.where), plain(i.act))
        for i in instructions
    ]


def read_back(*instructions: Instruction) -> str:
    """What the instructions read, once they have been read back as themselves."""
    written = write(instructions)
    assert said(parse(text.read(written, bill=True))) == said(instructions), written
    return written


# ---- every line of the phrasebook ------------------------------------------------------------------

LEADS = {
    "acts": "{}",
    "heads": "striking {}",
    "qualifiers": "striking {}",
    "places": "inserting Q {}",
    "locators": "in {}, by striking Q",
}
TABLES = (phrasebook.ACTS, phrasebook.HEADS, phrasebook.QUALIFIERS, phrasebook.PLACES, phrasebook.LOCATORS)
EVERY = [pytest.param(table, line, id=f"{table.name}: {line.example}") for table in TABLES for line in table.lines]


def quoted(words: str) -> str:
    """An example with words for each Q and a block for each B."""
    count = iter(range(1, 100))
    words = re.sub(r"\bQ\b", lambda _: f"“word{next(count)}”", words)
    return (
        re.sub(r"\s*\bB$", "\n    “(5) A block.”", words)
        if words.endswith("B")
        else words.replace("B at", "“A block” at")
    )


@pytest.mark.parametrize(("table", "line"), EVERY)
def test_each_line_is_read_by_its_example(table: Table, line: Line) -> None:
    """No line is shadowed: its own example is read by it, or by another line to the same meaning."""
    utterance: Utterance = utter((Node(TEXT, quoted(line.example).replace("\n    “(5) A block.”", " “A block.”")),))
    reading = Reading(utterance)
    if line.of is None:
        readings = [(m, end, one) for m, end, one in table.read(utterance.text, 0, reading.readers)]
    else:
        readings = [(m, end, line) for m, end in reading.thing(utterance.text, 0)]
    mine = [m for m, end, one in readings if one is line and end == len(utterance.text)]
    best = max(readings, key=lambda found: found[1])
    assert mine and best[1] == len(utterance.text)
    assert best[2] is line or plain(best[0]) in map(plain, mine)


@pytest.mark.parametrize(("table", "line"), EVERY)
def test_each_line_is_written_back(table: Table, line: Line) -> None:
    lead = "is amended " + ("" if table.name == "locators" else "by ")
    bill = f"Section 5 of the Widget Safety Act {lead}{quoted(LEADS[table.name].format(line.example))}."
    found = parse(text.read(bill, bill=True))
    assert found
    read_back(*found)


# ---- usual forms -----------------------------------------------------------------------------------

ACT = "Section 5 of the Widget Safety Act (15 U.S.C. 9901)"
USUAL = {
    "by striking “30” and inserting “45”": Substitute(Phrase("30"), Matter("45")),
    "by striking “Board” each place it appears and inserting “Commission”": Substitute(Phrase("Board", "each"), Matter("Commission")),
    "by inserting “and safe” after “effective”": Insert(Place("after", Phrase("effective")), Matter("and safe")),
    "by adding at the end the following: “The Secretary may act.”": Insert(Place("end"), Matter("The Secretary may act.")),
    "by adding “and” at the end": Insert(Place("end"), Matter("and")),
    "by striking “and” at the end": Strike(Ending(Phrase("and"))),
    "by striking the period at the end and inserting “; and”": Substitute(Ending(Sign(".")), Matter("; and")),
    "by striking “; and” at the end and inserting a period": Substitute(Ending(Phrase("; and")), Matter(".")),
    "by inserting “, if safe” before the period at the end": Insert(Place("before", Ending(Sign("."))), Matter(", if safe")),
    "by striking “A” and all that follows through “B” and inserting “C”": Substitute(Stretch(Phrase("A"), Phrase("B")), Matter("C")),
    "by striking the second sentence": Strike(Sentence("2")),
    "by striking paragraphs (3) through (5) and (7)": Strike(Units((Unit("paragraph", ("3",), "5"), Unit("paragraph", ("7",))))),
    "by redesignating subsection (d) as subsection (e)": Redesignate((Unit("subsection", ("d",)),), (Unit("subsection", ("e",)),)),
    "by redesignating paragraphs (2) through (4) as paragraphs (3) through (5), respectively": Redesignate((Unit("paragraph", ("2",), "4"),), (Unit("paragraph", ("3",), "5"),)),
    "by transferring subsection (c) so as to appear after subsection (e)": Move(Unit("subsection", ("c",)), Place("after", Unit("subsection", ("e",)))),
    "by striking the subsection heading and inserting “Report”": Substitute(Heading(Unit("subsection")), Matter("Report")),
}  # fmt: skip


@pytest.mark.parametrize("words", USUAL)
def test_the_usual_form_is_written(words: str) -> None:
    assert read_back(instruction(USUAL[words])) == f"{ACT} is amended {words}.\n"


def test_one_act_is_said_in_the_frame() -> None:
    line = instruction(Strike(Phrase("all")), Chapeau(Unit("paragraph", ("1",))))
    assert read_back(line) == f"{ACT} is amended in the matter preceding paragraph (1), by striking “all”.\n"


def test_several_acts_make_a_list_nested_by_what_they_share() -> None:
    a, two = Unit("subsection", ("a",)), Unit("paragraph", ("2",))
    block = Node("paragraph", (Node("num", "(4)"), Node(TEXT, "the term “widget” means any widget.")))
    lines = (
        instruction(Strike(Phrase("all")), a, Chapeau(Unit("paragraph", ("1",)))),
        instruction(Strike(Ending(Phrase("and"))), a, two),
        instruction(Insert(Place("end"), Matter("", (block,))), a),
        instruction(Strike(Unit("subsection", ("c",)))),
    )
    assert read_back(*lines) == (
        f"{ACT} is amended—\n"
        "    (1) in subsection (a)—\n"
        "        (A) in the matter preceding paragraph (1), by striking “all”;\n"
        "        (B) in paragraph (2), by striking “and” at the end; and\n"
        "        (C) by adding at the end the following:\n"
        "            “(4) the term ‘widget’ means any widget.”; and\n"
        "    (2) by striking subsection (c).\n"
    )  # fmt: skip


def test_a_place_all_lines_share_is_said_in_the_frame() -> None:
    b = Unit("subsection", ("b",))
    written = read_back(instruction(Strike(Phrase("all")), b), instruction(Strike(Phrase("any")), b))
    assert written.startswith(f"{ACT} is amended in subsection (b)—\n    (1) by striking")


def test_a_later_line_names_the_new_designation() -> None:
    old, new = Unit("paragraph", ("2",)), Unit("paragraph", ("3",))
    written = read_back(instruction(Redesignate((old,), (new,))), instruction(Strike(Phrase("all")), new))
    assert "(2) in paragraph (3) (as so redesignated), by striking" in written


def test_several_targets_make_several_sections() -> None:
    code = Target(read("section 3307(c) of title 38, United States Code"))
    written = read_back(instruction(Strike(Phrase("all"))), instruction(Strike(Phrase("any")), target=code))
    assert written.splitlines()[0] == "SECTION 1. AMENDMENT OF SECTION 5."
    assert "    Section 3307(c) of title 38, United States Code, is amended by striking “any”." in written


def test_a_whole_provision_is_restated_or_repealed_in_the_frame() -> None:
    block = Node("section", (Node("num", "SEC. 5."), Node("heading", "WAIVER."), Node(TEXT, "The text.")))
    restated = read_back(instruction(Restate(Whole(), Matter("", (block,)))))
    assert restated == f"{ACT} is amended to read as follows:\n    “SEC. 5. WAIVER.\n        “The text.”.\n"
    assert read_back(instruction(Repeal(Whole()))) == f"{ACT} is repealed.\n"


def test_inner_marks_are_nested_one_level() -> None:
    assert "“the ‘Board’”" in read_back(instruction(Strike(Phrase("the “Board”"))))
    assert "“the Secretary’s ‘Board’”" in read_back(instruction(Strike(Phrase("the Secretary’s “Board”"))))


def test_a_block_in_mid_sentence_is_refused() -> None:
    block = Matter("", (Node("paragraph", (Node("num", "(4)"), Node(TEXT, "a widget."))),))
    with pytest.raises(Refusal, match="M03"):
        write((instruction(Insert(Place("order"), block)), instruction(Margins(Whole()))))


TARGETS = (
    "section 907(a) of the FREEDOM Support Act (Public Law 102–511; 22 U.S.C. 5812 note)",
    "section 3307(c) of title 38, United States Code",
    "section 45Z(b) of the Internal Revenue Code of 1986",
    "section 5(b) of the Widget Safety Act (15 U.S.C. 9901(b))",
    "section 2 of Public Law 107–115",
    "title II of the Widget Safety Act",
    "subsection (g) of the matter under the heading “Widget Inspection” in title II of the Widget Appropriations Act, 2002 (Public Law 107–115)",
    "section 907",
)


@pytest.mark.parametrize("words", TARGETS)
def test_a_target_is_cited_as_it_is_read(words: str) -> None:
    cite = read(words)
    assert read(cited(Target(cite)).strip(",")) == cite
    read_back(instruction(Strike(Phrase("all")), target=Target(cite)))
    read_back(instruction(Strike(Phrase("all")), target=Target(cite, further=True)))


def test_a_table_of_contents_is_the_subject() -> None:
    target = Target(read("section 1(b) of the Widget Safety Act"))
    written = read_back(instruction(Strike(Item("section 7")), Toc(), target=target))
    assert (
        written
        == "The table of contents in section 1(b) of the Widget Safety Act is amended by striking the item relating to section 7.\n"
    )


# ---- generated instructions ------------------------------------------------------------------------

DESIGNATORS = {
    "subsection": "abcdfgh",
    "paragraph": "123456",
    "subparagraph": "ABDEF",
    "clause": ("i", "ii", "iii", "iv"),
}


@st.composite
def units(draw: Draw, kind: str = "") -> Unit:
    kind = kind or draw(st.sampled_from(list(DESIGNATORS)))
    return Unit(kind, (draw(st.sampled_from(DESIGNATORS[kind])),))


@st.composite
def quotes(draw: Draw) -> Phrase:
    near = draw(st.sampled_from((None, None, None, Near("after", Phrase("word")), Near("before", Sign(";")))))
    which = "only" if near is not None else draw(st.sampled_from(("only", "only", "each", "both", "2", "last")))
    return Phrase(draw(phrases(4)), which, near)


@st.composite
def things(draw: Draw) -> Thing:
    single = draw(units())
    return draw(
        st.one_of(
            quotes(),
            st.just(single),
            st.builds(lambda a, b: Units((a, b)), units("paragraph"), units("subsection")),
            st.sampled_from((Sign("."), Sign(",", "2"), Sign(";", "each"), Ending(Sign(".")), Ending(Phrase("and")))),
            st.sampled_from(
                (Sentence("2"), Sentence("last"), Sentence("1", "2"), Proviso("3"), Chapeau(None), Flush(None))
            ),
            st.sampled_from((Heading(), Heading(Unit("subsection")), Heading(single), Chapeau(single), Flush(single))),
            st.builds(Stretch, st.builds(Phrase, phrases(2)), st.builds(Phrase, phrases(2))),
            st.builds(Stretch, st.builds(Phrase, phrases(2)), st.sampled_from((None, End(), Ending(Sign("."))))),
            st.builds(lambda p: Within(p, (single,)), st.builds(Phrase, phrases(2))),
            st.builds(Definition, phrases(2)),
        )
    )


@st.composite
def matters(draw: Draw, blocks: bool = True) -> Matter:
    if blocks and draw(st.booleans()):
        kind = draw(st.sampled_from(("subsection", "paragraph")))
        block = draw(provisions(kind, draw(st.integers(1, 4)), 2, beside=False))
        return Matter("", text.read(text.write(block)).parts)
    return Matter(draw(st.sampled_from((";", "; and", ", if safe,", draw(phrases(5)), f"The {draw(phrases(5))}."))))


@st.composite
def acts(draw: Draw) -> Any:
    unit, other = draw(units("paragraph")), draw(units("paragraph"))
    match draw(st.integers(0, 8)):
        case 0:
            return Strike(draw(things()))
        case 1 | 2:
            return Substitute(draw(things()), draw(matters()))
        case 3:
            return Insert(
                Place(draw(st.sampled_from(("after", "before"))), draw(quotes())), draw(matters(blocks=False))
            )
        case 4:
            noun = draw(st.sampled_from(("", "paragraph", "flush sentence", "flush text")))
            return Insert(Place("end"), draw(matters()), noun)
        case 5:
            return Insert(Place(draw(st.sampled_from(("after", "before"))), unit), draw(matters()))
        case 6:
            return Restate(draw(st.sampled_from((unit, Heading(), Chapeau(unit)))), draw(matters()))
        case 7:
            many = Unit("paragraph", ("2",), "4"), Unit("paragraph", ("3",), "5")
            return Redesignate(*draw(st.sampled_from((((unit,), (other,)), ((many[0],), (many[1],))))))
    return draw(
        st.sampled_from(
            (Move(unit, Place("after", other)), Repeal(unit), Designate(AllButHeading(), (Unit("subsection", ("a",)),)))
        )
    )


@st.composite
def places(draw: Draw) -> tuple[Locator, ...]:
    outer = draw(units("subsection"))
    inner = draw(
        st.sampled_from(
            (
                (),
                (draw(units("paragraph")),),
                (Sentence("1"),),
                (Chapeau(Unit("paragraph", ("1",))),),
                (Heading(Unit("subsection")),),
            )
        )
    )
    each = (Each((Unit("paragraph", ("1",), "4"),)),)
    return draw(st.sampled_from(((), (outer,), (outer, *inner), each)))


@given(st.lists(st.tuples(acts(), places()), min_size=1, max_size=5))
def test_what_is_written_is_read_back(lines: list[tuple[Any, tuple[Locator, ...]]]) -> None:
    read_back(*(instruction(act, *where) for act, where in lines))
