"""Where the Code prints the sections of Acts, by its source credits and notes: what is certain, and what is done with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text as sql

from drafting.amend import amend, amend_law
from drafting.amend.outcome import EXECUTED, REFUSED, Report
from statute import citation, credits, formats
from statute.catalogue import Catalogue
from statute.credits import made_from
from statute.formats import text
from statute.library import Shelf
from statute.node import words
from statute.shelf import intake
from statute.shelf.stored import Stored

_SECTION = """<section identifier="/us/usc/t99/s{n}"><num value="{n}">§ {n}.</num><heading> Limits</heading>
<content> {law}</content><sourceCredit>({credit}.)</sourceCredit>
<notes type="uscNote"><note topic="referencesInText"><heading>References in Text</heading>{notes}</note></notes></section>"""
SECTIONS = (
    ("21", "A limit under section 22(b) of this title or any provision of this chapter is 60 days.",
     "June 1, 1940, ch. 9, title II, § 204, 54 Stat. 9; Pub. L. 91–1, § 8, Jan. 1, 1970, 84 Stat. 1",
     "<p>This chapter, referred to in text, was in the original “this Act”, meaning act June 1, 1940, ch. 9, 54 Stat. 9, "
     "known as the Gizmo Act, which is classified principally to this chapter.</p>"),
    ("22", "The fee is $5.", "June 1, 1940, ch. 9, title II, § 205, formerly § 209, 54 Stat. 10; renumbered § 205, Pub. L. 9–1", ""),
    ("23", "The fine is $6.", "June 1, 1940, ch. 9, title II, § 206(a), 54 Stat. 10",
     "<p>The Gadget Act of 1968, referred to in text, is Pub. L. 90–5, Mar. 1, 1968, 82 Stat. 7. Sections 3 to 5 and 8(a) of "
     "the Act are classified to sections 31 to 33 and 36(a), respectively, of Title 98. Section 7 of the Trinket Act, referred "
     "to in subsec. (a), is classified to section 40 of this title.</p>"),
    ("24", "The toll is $7.", "June 1, 1940, ch. 9, title III, § 5, 54 Stat. 10", ""),
    ("25", "The due is $8.", "June 1, 1940, ch. 9, title IV, § 401, 54 Stat. 10", ""),
    ("26", "The due is $9.", "June 1, 1940, ch. 9, title IV, § 401, 54 Stat. 10", ""),
)  # fmt: skip
TITLE = f"""<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t99"><meta/>
<main><title identifier="/us/usc/t99"><num value="99">Title 99—</num><heading>WIDGETS</heading>
{"".join(_SECTION.format(n=n, law=law, credit=credit, notes=notes) for n, law, credit, notes in SECTIONS)}</title></main></uscDoc>"""


def _in_memory(_: Path) -> Catalogue:
    return Shelf().add(formats.read_any(TITLE))


def _in_a_library(folder: Path) -> Catalogue:
    (folder / "title.xml").write_text(TITLE, encoding="utf-8")
    shelf = Stored.open(str(folder / "shelf.db"), create=True)
    assert [entry.state for entry in intake.add(shelf.engine, [folder / "title.xml"])] == ["added"]
    return shelf


def _in_an_older_library(folder: Path) -> Catalogue:
    """A library made before there was a table, opened again."""
    shelf = _in_a_library(folder)
    assert isinstance(shelf, Stored)
    with shelf.engine.begin() as connection:
        connection.execute(sql("DROP TABLE classified"))
        connection.execute(sql("DELETE FROM name"))
        connection.execute(sql("UPDATE alembic_version SET version_num = '0001'"))
    return Stored.open(str(folder / "shelf.db"))


@pytest.fixture(scope="module", params=[_in_memory, _in_a_library, _in_an_older_library])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    held: Catalogue = request.param(tmp_path_factory.mktemp("shelf"))
    return held


@pytest.mark.parametrize(
    ("cited", "code"),
    [
        ("section 204 of the Gizmo Act", "99 U.S.C. 21"),
        ("section 205(b) of the Gizmo Act", "99 U.S.C. 22"),  # its number of today
        ("section 209 of the Gizmo Act", ""),  # its former number
        ("section 206 of the Gizmo Act", ""),  # printed in part
        ("section 5 of the Gizmo Act", ""),  # each title may have a section 5
        ("section 5 of title III of the Gizmo Act", "99 U.S.C. 24"),
        ("section 204 of title III of the Gizmo Act", ""),
        ("section 401 of the Gizmo Act", ""),  # printed twice
        ("section 8 of Public Law 91–1", ""),  # what amended it
        ("section 4 of the Gadget Act of 1968", "98 U.S.C. 32"),
        ("section 8 of the Gadget Act of 1968", "98 U.S.C. 36"),
        ("section 7 of the Trinket Act", "99 U.S.C. 40"),
        ("section 7 of the Gadget Act of 1968", ""),
        ("section 204 of the Doodad Act", ""),
    ],
)
def test_where_the_code_prints_a_section_of_an_act(shelf: Catalogue, cited: str, code: str) -> None:
    found = shelf.in_code(citation.read(cited))
    assert (found.formal() if found else "") == code


@pytest.mark.parametrize(
    ("credit", "path"),
    [
        ("(Pub. L. 93–344, title III, § 302, July 12, 1974, 88 Stat. 308; Pub. L. 99–177, § 201)", "/us/pl/93/344/tIII/s302"),
        ("(Pub. L. 1–1, § 2, as added Pub. L. 2–2, § 3, Jan. 2, 2000, 1 Stat. 1)", "/us/pl/1/1/s2"),
        ("(Pub. L. 1–1, § 2, Jan. 1, 2000; Pub. L. 2–2, § 11, formerly § 7, Jan. 2, 2001, renumbered § 11)", "/us/pl/1/1/s2"),
        ("(Pub. L. 1–1, § 2, Jan. 1, 2000; renumbered § 4, Pub. L. 2–2)", ""),
        ("(Pub. L. 1–1, §§ 2, 3, Jan. 1, 2000, 1 Stat. 1)", ""),
        ("(Pub. L. 1–1, § 2(a), (b), Jan. 1, 2000, 1 Stat. 1)", ""),
        ("(Pub. L. 105–277, div. A, § 101(f) [title V, § 500], Oct. 21, 1998)", ""),
        ("(Added Pub. L. 105–304, title V, § 502, Oct. 28, 1998)", ""),
        ("(R.S. § 1979.)", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_source_credit_says_the_section_was_made_from(credit: str, path: str) -> None:
    found = made_from(credit)
    assert (found.path if found else "") == path


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (
            "This chapter, referred to in subsec. (a), was in the original “this Act”, meaning",
            {"this Act": "this chapter"},
        ),
        (
            "This chapter, referred to in subsec. (a), was in the original “this title”, and this chapter, referred to in "
            "subsec. (b), was in the original “this Act”.",
            {},
        ),
        ("This chapter, referred to in text, probably means “this Act”.", {}),
    ],
)
def test_what_the_act_has_for_this_chapter(note: str, told: dict[str, str]) -> None:
    assert credits.originals([note]) == told


def _came(report: Report) -> tuple[str, list[str], str]:
    (outcome,) = report.outcomes
    return outcome.status, [p.code for p in outcome.problems], "".join(words(law.after) for law in report.laws)


@pytest.mark.parametrize(
    ("says", "codes", "reads"),
    [
        ("Section 204 of the Gizmo Act is amended by striking “60” and inserting “90”.", ["T06", "T05"], "is 90 days."),
        (
            "Section 204 of the Gizmo Act is amended by striking “section 205(b)” and inserting “law”.",
            ["T01", "T06", "T05"],
            "under law or any",
        ),
        (
            "Section 204 of the Gizmo Act (99 U.S.C. 21) is amended by striking “provision of this Act” and inserting “law”.",
            ["T01", "T05"],
            "or any law is",
        ),
    ],
)
def test_an_act_is_amended_in_the_codes_words(shelf: Catalogue, says: str, codes: list[str], reads: str) -> None:
    status, told, after = _came(amend(text.read(says, bill=True), shelf))
    assert (status, told) == (EXECUTED, codes) and reads in after


@pytest.mark.parametrize(
    "says",
    [
        "Section 206 of the Gizmo Act is amended by striking “$6” and inserting “$9”.",
        "Section 204 of the Gizmo Act is amended by striking “section 206(b)” and inserting “law”.",
        "Section 401 of the Gizmo Act is amended by striking “$8” and inserting “$9”.",
    ],
)
def test_what_is_not_certain_is_not_guessed(shelf: Catalogue, says: str) -> None:
    assert _came(amend(text.read(says, bill=True), shelf))[0] == REFUSED


def test_the_text_in_hand_tells_by_itself() -> None:
    says = "Section 204 of the Gizmo Act is amended by striking “section 205(b)” and inserting “law”."
    status, codes, after = _came(amend_law(text.read(says, bill=True), formats.read_any(TITLE)))
    assert (status, codes) == (EXECUTED, ["T01", "T06"]) and "under law or any" in after


def test_a_shelf_tells_of_a_text_that_is_pasted(shelf: Catalogue) -> None:
    law = text.read("§ 21. Limits\n    A limit under section 22(b) of this title is 60 days.\n")
    bill = text.read(
        "Section 204 of the Gizmo Act is amended by striking “section 205(b)” and inserting “law”.", bill=True
    )
    cite = citation.read("99 U.S.C. 21")
    assert _came(amend_law(bill, law, citation=cite, shelf=shelf))[:2] == (EXECUTED, ["T01", "T06"])
    assert _came(amend_law(bill, law, citation=cite))[0] == REFUSED
