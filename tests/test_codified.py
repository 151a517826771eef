"""Acts that are not on the shelf, amended where the Code prints their sections: what tells, and what does not."""

from __future__ import annotations

import pytest

from drafting.amend import amend, amend_law
from drafting.amend.outcome import EXECUTED
from statute import formats
from statute.citation import Citation
from statute.credits import numbers
from statute.formats import text
from statute.library import Law, Shelf
from statute.node import numbered, words

_SECTION = """<section identifier="/us/usc/t99/s{n}"><num value="{n}">§ {n}.</num><heading> Limits</heading>
<subsection identifier="/us/usc/t99/s{n}/a"><num value="a">(a)</num><content> The limit is 60 days.</content></subsection>
<subsection identifier="/us/usc/t99/s{n}/b"><num value="b">(b)</num><content> Widgets are exempt.</content></subsection>
<sourceCredit>({credit}.)</sourceCredit></section>"""
CREDITS = {"21": "June 1, 1940, ch. 9, title II, § 4, as added Pub. L. 91–1, § 8, Jan. 1, 1970, 84 Stat. 1", "22": ""}
TITLE = f"""<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t99"><meta/>
<main><title identifier="/us/usc/t99"><num value="99">Title 99—</num><heading>WIDGETS</heading>
{"".join(_SECTION.format(n=n, credit=credit) for n, credit in CREDITS.items())}</title></main></uscDoc>"""


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf().add(formats.read_any(TITLE))


def came(shelf: Shelf, *lines: str) -> tuple[list[str], str]:
    """What came of each instruction, with its first code, and the law's words afterwards."""
    report = amend(
        text.read("".join(f"SEC. {n}. A.\n    {line}\n" for n, line in enumerate(lines, 2)), bill=True), shelf
    )
    return [o.problems[0].code if o.problems else o.status for o in report.outcomes], "".join(
        words(law.after) for law in report.laws
    )


LONGER = "is amended by striking “60 days” and inserting “90 days”."


def test_an_act_is_amended_where_the_code_prints_it(shelf: Shelf) -> None:
    first = f"Section 4(a) of the Gizmo Act (99 U.S.C. 21(a)) {LONGER}"
    bill = text.read(f"SEC. 2. A.\n    {first}\n", bill=True)
    report = amend(bill, shelf)
    (outcome,), (law,) = report.outcomes, report.laws
    assert (outcome.status, [p.code for p in outcome.problems]) == (EXECUTED, ["T05"])
    assert law.path == "/us/usc/t99/s21" and "The limit is 90 days." in words(law.after)
    again = "Section 4(b) of the Gizmo Act is amended by inserting “blue” before “are”."
    assert came(shelf, first, again)[0] == ["T05", "T05"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"Section 5(a) of the Gizmo Act (99 U.S.C. 21(a)) {LONGER}", "M02"),  # the credit says section 4
        (f"Section 8(a) of the Gizmo Act (99 U.S.C. 21(a)) {LONGER}", "M02"),  # that is of the law that added it
        (f"Section 5(a) of the Gizmo Act (99 U.S.C. 22(a)) {LONGER}", "T05"),  # no credit: the bill's word
        (f"Section 4(a) of the Gizmo Act {LONGER}", "M01"),
        (f"Section 4(a) of the Gizmo Act (99 U.S.C. 23(a)) {LONGER}", "M01"),
        (f"Section 4(a) of the Gizmo Act (99 U.S.C. 21 note) {LONGER}", "M01"),
        (f"Section 4(a) of the Gizmo Act (99 U.S.C. 21(a), 22(a)) {LONGER}", "M01"),
        (
            "Section 4 of the Gizmo Act (99 U.S.C. 21) is amended by striking section 22.",
            "M04",
        ),  # of the Act, not the title
    ],
)
def test_what_does_not_tell_is_not_guessed(shelf: Shelf, line: str, code: str) -> None:
    (said,), after = came(shelf, line)
    assert said == code
    assert ("90 days" in after) == (code == "T05")


@pytest.mark.parametrize(
    ("credit", "told"),
    [
        ("(July 1, 1944, ch. 373, title III, § 2811, formerly § 319C, as added Pub. L. 107–188, § 108)", {"2811"}),
        (
            "(Pub. L. 89–10, title I, § 9, as added …, § 3; renumbered § 12, Pub. L. 95–1, § 7; amended §\u202f8)",
            {"9", "12"},
        ),
        ("(Pub. L. 105–277, div. A, § 101(f) [title V, § 500], Oct. 21, 1998)", {"101", "500"}),
        ("", set()),
    ],
)
def test_the_sections_that_a_credit_tells(credit: str, told: set[str]) -> None:
    assert numbers(credit) == told


@pytest.mark.parametrize("cited", [True, False])
@pytest.mark.parametrize(
    ("line", "came_of_it"),
    [
        (f"Section 22(a) of the Gizmo Act (99 U.S.C. 21(a)) {LONGER}", "M02"),  # its credit says section 4
        (f"Section 21(a) of the Gizmo Act (99 U.S.C. 22(a)) {LONGER}", "section 22(a)"),
        (f"Section 4(a) of the Gizmo Act (99 U.S.C. 21(a)) {LONGER}", "section 21(a)"),
        (f"Section 21(a) of the Gizmo Act {LONGER}", "M02"),  # nothing tells that it is section 21 of the title
        (f"Section 21(a) of the Gizmo Act (99 U.S.C. 21(a) note) {LONGER}", "M02"),
        ("Section 4 of the Gizmo Act (99 U.S.C. 21) is amended by striking section 22.", "M02"),
        ("The Gizmo Act is amended by striking section 22.", "M02"),
        (f"Section 22(a) of title 99, United States Code, {LONGER}", "section 22(a)"),
        (f"Section 22(a) {LONGER}", "section 22(a)"),
    ],
)
def test_an_acts_number_is_not_taken_for_the_titles(line: str, came_of_it: str, cited: bool) -> None:
    bill = text.read(f"SEC. 2. A.\n    {line}\n", bill=True)
    (outcome,) = amend_law(bill, formats.read_any(TITLE), citation=Citation("/us/usc/t99") if cited else None).outcomes
    assert came_of_it == (outcome.where if outcome.status == EXECUTED else outcome.problems[0].code)


def test_the_codes_number_is_not_taken_for_the_acts() -> None:
    act = text.read("SEC. 1. LIMITS.\n    The limit is 60 days.\n")
    shelf = Shelf((Law("/us/pl/91/1", "Gizmo Act", (), "", numbered(act)),))
    assert came(shelf, f"Section 1 of the Gizmo Act (99 U.S.C. 5) {LONGER}")[0] == ["executed"]
    assert came(shelf, f"Section 5 of the Gizmo Act (99 U.S.C. 1) {LONGER}")[0] == ["M04"]
