"""Each warning of the check, W01 to W18: one bill that calls for it, and one like it that does not."""

from __future__ import annotations

import pytest

from drafting.check import check_bill
from drafting.check.rules import RULES
from statute.citation import read
from statute.errors import CODES
from statute.formats import text, uslm
from statute.library import Shelf
from statute.node import Node

CITE = read("section 5 of the Widget Safety Act (15 U.S.C. 9901)")
HEAD = "119th CONGRESS\n\n2d Session\n\nH. R. 1\n\nA BILL\n\nTo amend the Widget Safety Act.\n\nBe it enacted,\n\n"
BOARD = (
    "(a) In General.—\n        The board shall inspect each widget not later than 30 days after the date on which the "
    "widget is made. The board may charge a fee of $30.\n    (b) Seat of board.—\n"
    "        The board sits in Springfield until September 30, 2024.\n"
    "    (c) Elements.—\n    An inspection under subsection (a) by the board covers—\n"
    "        (1) the casing;\n        (2) the spring, until September 30, 2024; and\n        (3) the label."
)
FLUSH = "An inspection covers—\n    (1) the casing, and\n    (2) the label,\n    but not the label of a small widget."
TERM = "(a) The term “widget” means a thing.\n    (b) A widget is safe, and widgets are new."

#: The code, the law, a bill that calls for the warning, and one that does not.
CASES = [
    ("W01", BOARD, "by striking out “$30” and inserting “$40”", "by striking “$30” and inserting “$40”"),
    ("W02", BOARD, "in subsection (c), by striking paragraph (3)",
     "in subsection (c)(3), by striking “the label” and inserting “its label”"),
    ("W03", FLUSH, "by adding at the end the following:\n    “(3) the spring,”",
     "by inserting after paragraph (1) the following:\n    “(3) the spring,”"),
    ("W04", BOARD, "in subsection (c), by adding at the end the following: “Paragraph (2) is for toys.”",
     "in subsection (b), by adding at the end the following: “It may move.”"),
    ("W05", BOARD, "further amended by striking “$30” and inserting “$40”", "by striking “$30” and inserting “$40”"),
    ("W06", BOARD, "by striking “board” each place it appears and inserting “panel”",
     "in subsection (a), by striking “board” each place it appears and inserting “panel”"),
    ("W07", BOARD, "by striking “fee” each place it appears and inserting “charge”",
     "by striking “fee” and inserting “charge”"),
    ("W08", BOARD, "in subsection (a), by striking “each” and all that follows through “the” and inserting “all from the”",
     "in subsection (a), by striking “each” and all that follows through “30 days” and inserting “all 40 days”"),
    ("W09", BOARD, "in subsection (c), by striking “by the board” and all that follows and inserting “covers all.”",
     "in subsection (c), by striking “by the” and all that follows through “board” and inserting “also”"),
    ("W10", BOARD, "by inserting “inspect” before “each widget”", "by inserting “often” before “inspect”"),
    ("W12", BOARD, "by amending subsection (b) to read as follows:\n    “(d) Seat.—The board sits.”",
     "by amending subsection (b) to read as follows:\n    “(b) Seat.—The board sits.”"),
    ("W13", BOARD, "by amending subsection (b) to read as follows:\n    “(b) The board sits.”",
     "by amending subsection (b) to read as follows:\n    “(b) Seat.—The board sits.”"),
    ("W14", BOARD, "by redesignating subsection (a) as subsection (d)",
     "by redesignating subsection (b) as subsection (d)"),
    ("W15", BOARD, "in subsection (b), by adding at the end the following:\n    “(1) It may move.”",
     "in subsection (b), by adding at the end the following:\n    “(1) It may move.\n    “(2) It may rest.”"),
    ("W16", BOARD, "—\n(1) by redesignating subsections (b) and (c) as subsections (c) and (d), respectively; and\n"
     "(2) in subsection (c), by striking “sits” and inserting “meets”",
     "—\n(1) by redesignating subsections (b) and (c) as subsections (c) and (d), respectively; and\n"
     "(2) in subsection (c) (as so redesignated), by striking “sits” and inserting “meets”"),
    ("W17", TERM, "in subsection (a), by striking “widget” and inserting “gadget”",
     "in subsection (a), by striking “a thing” and inserting “anything”"),
    ("W18", BOARD, "in subsection (b), by striking “2024” and inserting “2029”",
     "by striking “2024” each place it appears and inserting “2029”"),
    ("W18", BOARD, "in subsection (a), by striking “of $30” and inserting “of $30, until December 31, 2019”",
     "in subsection (a), by striking “of $30” and inserting “of $30, until December 31, 2029”"),
]  # fmt: skip


def codes(law: Node, language: str) -> set[str]:
    """The codes of what a check finds in a bill."""
    verb = "" if language.startswith(("further", "—")) else "amended "
    said = f"SECTION 1. AMENDMENT.\n    Section 5 of the Widget Safety Act is {verb}{language}."
    said = said.replace("is —", "is amended—")
    return {p.code for p in check_bill(text.read(HEAD + said, bill=True), Shelf(), law, CITE).problems}


@pytest.mark.parametrize(("code", "body", "warned", "sound"), CASES)
def test_a_bill_that_calls_for_the_warning_and_one_that_does_not(code: str, body: str, warned: str, sound: str) -> None:
    law = text.read(f"SEC. 5. WAIVER.\n    {body}\n")
    assert code in codes(law, warned)
    assert code not in codes(law, sound)


def test_a_bill_that_adds_a_section_is_to_amend_the_table_of_contents() -> None:
    section = '<section><num value="{0}">§ {0}.</num><heading>{1}</heading><content>It is so.</content></section>'
    law = uslm.read(
        '<lawDoc xmlns="http://schemas.gpo.gov/xml/uslm"><main><chapter><num value="1">CHAPTER 1</num>'
        "<heading>W</heading><toc><tocItem><column>5.</column><column>Waiver</column></tocItem></toc>"
        f"{section.format(5, 'Waiver')}</chapter></main></lawDoc>"
    )
    assert "W11" in codes(law, "by inserting after such section the following:\n“SEC. 6. FEES.\n    “It is so.”")
    assert "W11" not in codes(law, "by striking “so” and inserting “thus”")


def test_every_warning_of_the_catalogue_has_a_case() -> None:
    tried = {code for code, *_ in CASES} | {"W11"}
    assert tried == {f"W{n:02d}" for n in range(1, 19)} <= set(CODES)
    assert {rule.code for rule in RULES if rule.code.startswith("W")} - tried == {"W21"}
