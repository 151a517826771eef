"""Bills and laws as GPO prints them: what stands round their lines is kept beside the words, and is none of them."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from bench.fidelity import letters, said_in, without_ids
from bench.press import FOOT, press
from drafting.instruction import Substitute
from drafting.parse import parse
from statute import formats, search
from statute.formats import akn, html, json, text, uslm, uslm_out
from statute.lines import galley
from statute.lines.numbers import numbered
from statute.node import Node, walk, words

PAGES = """\
                                 2
 1 SECTION 1. SHORT TITLE.
 2      This Act may be cited as the ``Widget Re-
 3 form Act of 2025''.
 4 SEC. 2. COST-SHARING REFORM.
 5      Section 5(a) of the Act (as amended) is amend-
•HR 1 IH
                                 3
 1 ed by striking ``may test'' and inserting ``shall cost-
 2 share''.
"""
LAW = """\
[117th Congress Public Law 58]
[From the U.S. Government Publishing Office]

[[Page 135 STAT. 429]]

Public Law 117-58

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled, <<NOTE: Infrastructure
Investment and Jobs Act.>>
SECTION 1. <<NOTE: 23 USC 101 note.>> SHORT TITLE.

    (a) Short Title.--This Act may be cited as the ``Infrastructure
Investment and Jobs Act''.

SEC. 2. REFERENCES.

    Except as expressly provided otherwise, any reference to ``this
Act'' contained in this

[[Page 135 STAT. 430]]

division shall be treated as referring only to the provisions of this
division.
                                  <all>
"""


def beside(tree: Node, kind: str) -> list[tuple[str, str]]:
    """What of a kind stands beside the words of a tree, each with the words that follow it."""
    return [(a.words, n.words[a.start : a.start + 9]) for n in walk(tree) for a in n.beside if a.kind == kind]


def test_numbers_of_lines_are_no_words_and_broken_words_are_whole() -> None:
    tree = text.read(PAGES, bill=True)
    assert words(tree) == (
        "SECTION 1. SHORT TITLE. This Act may be cited as the “Widget Reform Act of 2025”. "
        "SEC. 2. COST-SHARING REFORM. Section 5(a) of the Act (as amended) is amended by striking “may test” and "
        "inserting “shall cost-share”."
    )
    assert [n.kind for n in walk(tree)].count("section") == 2
    assert any(isinstance(one.act, Substitute) for one in parse(tree))


def test_numbers_and_edges_of_pages_stand_where_they_were() -> None:
    tree = text.read(PAGES, bill=True)
    assert beside(tree, "page") == [("2", "SECTION 1"), ("•HR 1 IH", "ed by str"), ("3", "ed by str")]
    assert beside(tree, "line")[2:] == [
        ("3", "form Act "), ("4", "SEC. 2."), ("5", "Section 5"), ("1", "ed by str"), ("2", "share”."),
    ]  # fmt: skip


def test_side_notes_and_marks_of_pages_of_the_statutes_at_large_stand_beside_the_law() -> None:
    law = text.read(LAW)
    assert beside(law, "page")[2:] == [("135 STAT. 429", "Public La"), ("135 STAT. 430", "division "), ("<all>", "")]
    assert beside(law, "sidenote") == [
        ("Infrastructure Investment and Jobs Act.", ""), ("23 USC 101 note.", "SHORT TIT"),
    ]  # fmt: skip
    assert "contained in this division shall" in words(law)
    assert "NOTE" not in words(law) and "STAT" not in words(law)
    assert not search.hits(words(law), "135 STAT. 430")


@pytest.mark.parametrize(("said", "bill"), [(PAGES, True), (LAW, True), (LAW, False)])
def test_what_stands_round_the_lines_is_written_and_read_again(said: str, bill: bool) -> None:
    tree = text.read(said, bill=bill)
    assert without_ids(text.read(text.write_galley(tree), bill=bill)) == without_ids(tree)
    assert json.read(json.write(tree)) == tree
    assert sorted(beside(uslm.read(uslm_out.write(tree)), "line")) == sorted(beside(tree, "line"))
    assert sorted(beside(uslm.read(uslm_out.write(tree)), "page")) == sorted(beside(tree, "page"))
    assert "STAT" not in text.write(tree) and "IH" not in text.write(tree)


def test_what_stands_round_the_lines_is_shown_apart() -> None:
    shown = html.write(text.read(PAGES, bill=True))
    assert 'is amend<span class="beside page" title="Page">•HR 1 IH</span>' in shown
    assert '<span class="beside line" title="Line of the print">5</span>Section' in shown
    assert '<eol number="5"' in akn.write(text.read(PAGES, bill=True))


def test_a_quotation_that_a_page_parts_goes_into_the_law_without_the_page() -> None:
    bill = text.read(
        "SEC. 2. TERM.\n    Section 5 of the Act is amended by adding at the end the following:\n    “(c) Rule.—The\n"
        "[[Page 128 STAT. 7]]\n    Board may act.”.\n",
        bill=True,
    )
    (one,) = parse(bill)
    assert beside(bill, "page") == [("128 STAT. 7", "Board may")]
    assert not any(node.beside for part in one.act.matter.parts for node in walk(part))


PARTLY = {
    "pasted from the middle of a page": (
        "23 the Secretary shall\n24 report to the Board\n25 each year on\n1 what was done and\n2 what was not.",
        "the Secretary shall report to the Board each year on what was done and what was not.",
    ),
    "a centred line without one": (
        " 1 The Secretary shall\n 2 report to the Board.\n            TITLE II—FEES\n 3 The fee is set by\n 4 the Board.",
        "The Secretary shall report to the Board. TITLE II— FEES The fee is set by the Board.",
    ),
    "a designation, a figure and a year at the beginning of a line": (
        "1 (1) The sum of\n2 13 percent for fiscal year\n3 2027 and of\n4 5 percent, or for each\n5 year\n6 1 more.",
        "(1) The sum of 13 percent for fiscal year 2027 and of 5 percent, or for each year 1 more.",
    ),
    "a page number above the first line": (
        "1 The term in\n2 use is as\n3 defined by\n4 law and by\nHR 7 RH\n12\n1 rule or\n2 order.",
        "The term in use is as defined by law and by rule or order.",
    ),
}


@pytest.mark.parametrize("case", PARTLY)
def test_lines_are_numbered_in_part(case: str) -> None:
    said, expected = PARTLY[case]
    assert words(text.read(said, bill=True)) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["1  Apples", "2  Pears", "3  Plums"],
        ["1  Apples", "2  Pears", "3  Plums", "4  Figs", "5  Dates"],
        ["1  SEC. 2. TERM.", "The term is", "3  amended", "4  by law."],
        ["1  Rate", "5  Rate", "9  Rate", "2  Rate"],
        ["(1) One;", "(2) two;", "(3) three; and", "(4) four."],
        ["2024 was a year in", "2025 which there was", "2026 no report and", "2027 no rule."],
        ["The rate is", "1 percent, then", "2 percent, then it", "is raised to", "3 percent and", "at last", "to", "4 percent."],
        [],
    ],
)  # fmt: skip
def test_numbers_that_no_page_bears_are_words(lines: list[str]) -> None:
    assert galley.read("\n".join(lines)).lines == (lines or [""])


def test_a_figure_that_could_be_the_next_number_is_left_to_the_line_it_begins() -> None:
    lines = ["1 The sums are", "2 these and", "3 apples for all", "3 in any case", "4 that are"]
    assert [*numbered(lines).lines] == [0, 1, 3, 4]


@pytest.mark.parametrize("words_", ["[[Page the first", "[[see above]]", "[[Line]]", "<<NOTE: open", "a [[b]] c"])
def test_brackets_that_are_no_mark_are_words(words_: str) -> None:
    assert words(text.read(f"SEC. 2. TERM.\n    The {words_} is.")) == f"SEC. 2. TERM. The {words_} is."


@pytest.mark.parametrize("pasted", [False, True])
def test_prints_made_of_real_bills_lose_no_letter(corpus: Path, pasted: bool) -> None:
    files = sorted((corpus / "bills_dtd").glob("*-Introduced-in-House.xml"))[::12]
    assert len(files) > 5
    for file in files:
        said = press(formats.read_any(file.read_bytes(), bill=True), random.Random(7), pasted=pasted)
        tree = text.read(said, bill=True)
        assert letters("".join(said_in(tree))) == letters(said), file.name
        assert FOOT not in words(tree) and len(beside(tree, "line")) == len(
            re.findall(r"^ ?\d+ \S| ?\d+  +\S", said, re.M)
        )
