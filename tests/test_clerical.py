"""Clerical amendments: a bill brings the tables of contents along with the sections that it adds, strikes and renumbers."""

from __future__ import annotations

from drafting.bill import Composed, Titles, compose
from drafting.draft import draft
from drafting.draft.contents import brought_along
from drafting.draft.edit import Edit
from statute.citation import read
from statute.formats import text

ACT = """SECTION 1. SHORT TITLE; TABLE OF CONTENTS.
    (a) Short Title.—This Act may be cited as the “Widget Safety Act”.
    (b) Table of Contents.—The table of contents for this Act is as follows:
        Sec. 1. Short title; table of contents.
        TITLE I—INSPECTION
        Sec. 101. Inspection of widgets.
        Sec. 102. Fees.
        TITLE II—SPRINGS
        Sec. 201. Springs.
        Sec. 202. Reports on springs.
TITLE I—INSPECTION
SEC. 101. INSPECTION OF WIDGETS.
    The Board shall inspect widgets.
SEC. 102. FEES.
    The Board may collect a fee.
TITLE II—SPRINGS
SEC. 201. SPRINGS.
    The Board shall inspect springs.
SEC. 202. REPORTS ON SPRINGS.
    The Board shall report on springs.
"""
CHAPTER = """CHAPTER 5—WIDGETS
Sec.
501. Definitions.
502. Inspection.
503. Fees.
§ 501. Definitions
    In this chapter, a widget is a small device.
§ 502. Inspection
    The Board shall inspect widgets.
§ 503. Fees
    The Board may collect a fee.
"""


def composed(law: str, after: str, cite: str, *, conform: bool = True) -> Composed:
    return compose([Edit(text.read(law), text.read(after), read(cite))], Titles(), conform=conform)


def clerical(made: Composed) -> list[str]:
    """The last section of a bill, line by line, without its indents."""
    return [line.strip() for line in made.text[made.text.index("CLERICAL AMENDMENT") :].splitlines()]


def test_the_table_of_an_act_follows_its_sections() -> None:
    """What is in capitals above a section is not in its item, but for names, which its own text shows."""
    added = (
        "SEC. 102. CERTIFICATION BY THE BOARD.\n    Certification by the Board is final.\nSEC. 103. FEES AND COSTS.\n"
    )
    after = ACT.replace("SEC. 102. FEES.\n", added).partition("SEC. 202.")[0]
    made = composed(ACT, after, "the Widget Safety Act")
    assert clerical(made) == [
        "CLERICAL AMENDMENTS.",
        "The table of contents in section 1(b) of the Widget Safety Act is amended—",
        "(1) by striking the item relating to section 202;",
        "(2) by striking the item relating to section 102 and inserting the following:",
        "“Sec. 103. Fees and costs.”; and",
        "(3) by inserting after the item relating to section 101 the following new item:",
        "“Sec. 102. Certification by the Board.”.",
    ]
    assert made.problems == ()
    assert "W11" in {p.code for p in composed(ACT, after, "the Widget Safety Act", conform=False).problems}


def test_the_table_of_a_chapter_follows_its_sections() -> None:
    after = CHAPTER.replace("§ 503. Fees", "§ 502a. Certification\n    The Board may certify.\n§ 503. Fees and costs")
    after = after.replace("§ 501. Def", "§ 500. Short title\n    This chapter is the Widget Law.\n§ 501. Def")
    made = composed(CHAPTER, after, "chapter 5 of title 46, United States Code")
    assert clerical(made) == [
        "CLERICAL AMENDMENTS.",
        "The table of sections at the beginning of chapter 5 of title 46, United States Code, is amended—",
        "(1) by striking the item relating to section 503 and inserting “503. Fees and costs.”;",
        "(2) by inserting before the item relating to section 501 the following new item: “500. Short title.”; and",
        "(3) by inserting after the item relating to section 502 the following new item: “502a. Certification.”.",
    ]


def test_sections_that_change_numbers_among_themselves_keep_their_items_apart() -> None:
    after = CHAPTER.replace("§ 503.", "§ 504.").replace("§ 502.", "§ 503.")
    said = clerical(composed(CHAPTER, after, "chapter 5 of title 46, United States Code"))
    assert said[2:] == [
        "(1) by striking the item relating to section 503 and inserting “504. Fees.”; and",
        "(2) by striking the item relating to section 502 and inserting “503. Inspection.”.",
    ]


def test_a_number_in_the_heading_of_an_item_is_not_that_of_its_section() -> None:
    law = CHAPTER.replace("Fees", "Fees for form 503")
    said = clerical(composed(law, law.replace("§ 503.", "§ 504."), "chapter 5 of title 46, United States Code"))
    assert said[1].endswith("striking the item relating to section 503 and inserting “504. Fees for form 503.”.")


def test_no_item_is_made_after_one_that_has_words_of_its_own() -> None:
    """An item is set as its neighbour is; where that does not read as its section does, the check tells of it."""
    law = CHAPTER.replace("502. Inspection.", "502. Looking at widgets.")
    after = law.replace("§ 503. Fees", "§ 502a. Certification\n    The Board may certify.\n§ 503. Fees")
    made = composed(law, after, "chapter 5 of title 46, United States Code")
    assert "CLERICAL" not in made.text and "W11" in {p.code for p in made.problems}


def test_a_table_that_counsel_has_edited_is_as_counsel_has_it() -> None:
    after = CHAPTER.replace("502. Inspection.\n", "502. Inspections.\n", 1).replace("§ 503. Fees", "§ 503. Costs")
    law, edited = text.read(CHAPTER), text.read(after)
    assert text.write(brought_along(law, edited)) == text.write(edited)
    assert draft(law, edited, read("chapter 5 of title 46, United States Code")).text.splitlines()[-1:] == [
        "    The table of sections at the beginning of chapter 5 of title 46, United States Code, is amended by striking "
        "the item relating to section 502 and inserting “502. Inspections.”.",
    ]
