"""The shelf: a law by its path, its name and its classification; a provision at any depth; what is not held."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from statute import address, bills, levels, names
from statute.citation import Citation, from_path, read
from statute.errors import Refusal
from statute.formats import text, uslm
from statute.library import Shelf
from statute.node import APPARATUS, Node, line_to, numbered, walk, words

WAIVER = "/us/pl/107/115/tII/~assistance-for-the-independent-states-of-the-former-soviet-union/g"
LUDDEN = "Kenneth M. Ludden Foreign Operations, Export Financing, and Related Programs Appropriations Act, 2002"


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf.of_fixtures()


@pytest.fixture(scope="module")
def code() -> Node:
    """22 U.S.C. 5812 with its notes, of the corpus."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    path = Path(os.environ.get("RAMSEYER_CORPUS", beside)) / "sec907" / "usc-22-5812.xml"
    if not path.is_file():
        pytest.skip("the corpus is not here: set RAMSEYER_CORPUS")
    return uslm.read(path.read_bytes())


def refused(shelf: Shelf, said: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        shelf.provision(said)
    return caught.value


# ---- laws ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "FREEDOM Support Act",
        "the freedom support act",
        "Public Law 102–511",
        "Pub. L. 102-511",
        "/us/pl/102/511",
    ],
)
def test_a_law_answers_to_its_names_and_its_number(shelf: Shelf, said: str) -> None:
    law, node = shelf.provision(said)
    assert law.path == "/us/pl/102/511"
    assert node is law.node


@pytest.mark.parametrize(
    "said", [LUDDEN, LUDDEN.replace(",", ""), LUDDEN.removesuffix(", 2002"), f"The {LUDDEN.upper()}"]
)
def test_commas_case_and_the_year_may_be_left_out_of_a_name(shelf: Shelf, said: str) -> None:
    assert shelf.find(Citation(name=said)).path == "/us/pl/107/115"


def test_another_year_is_another_law(shelf: Shelf) -> None:
    refusal = refused(shelf, LUDDEN.replace("2002", "2003"))
    assert refusal.problem.code == "M01"
    assert refusal.problem.suggestions[0].words == LUDDEN


def test_a_misspelt_name_gets_the_nearest(shelf: Shelf) -> None:
    problem = refused(shelf, "section 907 of the Freedom Suport Act").problem
    assert problem.code == "M01"
    assert problem.suggestions[0].words == "FREEDOM Support Act"


def test_a_name_that_shares_no_telling_word_gets_no_suggestion(shelf: Shelf) -> None:
    problem = refused(shelf, "section 212 of the Immigration and Nationality Act").problem
    assert (problem.code, problem.suggestions) == ("M01", ())


def test_a_law_that_is_known_by_number_is_said_to_be_not_held(shelf: Shelf) -> None:
    problem = refused(shelf, "section 2 of Public Law 1–1").problem
    assert (problem.code, problem.words) == ("M35", "Public Law 1–1")


@pytest.mark.parametrize("said", ["nothing of the kind", "section 907", "/us/nowhere"])
def test_what_names_no_law_is_refused(shelf: Shelf, said: str) -> None:
    assert refused(shelf, said).problem.code == "M02"


def test_a_code_note_that_holds_several_laws_is_a_question(shelf: Shelf) -> None:
    problem = refused(shelf, "22 U.S.C. 5812 note").problem
    assert problem.code == "M05"
    assert {s.words for s in problem.suggestions} == {"FREEDOM Support Act", LUDDEN}


# ---- provisions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "/us/pl/102/511/s907",
        "/us/pl/102/511/tIX/s907",
        "section 907 of the FREEDOM Support Act",
        "section 907 of the Freedom support act",
        "section 907 of the FREEDOM Support Act (Public Law 102–511; 22 U.S.C. 5812 note)",
    ],
)
def test_section_907_is_found_with_and_without_its_title(shelf: Shelf, said: str) -> None:
    law, node = shelf.provision(said)
    assert node.kind == "section"
    assert words(node).startswith("SEC. 907. RESTRICTION")
    assert law.address(node.id) == "/us/pl/102/511/s907"


@pytest.mark.parametrize("said", [f"{WAIVER}/2", "/us/pl/107/115/g/2", "/us/pl/107/115/tII/g/2"])
def test_the_waiver_is_found_under_its_heading(shelf: Shelf, said: str) -> None:
    law, node = shelf.provision(said)
    assert node.kind == "paragraph"
    assert law.address(node.id) == f"{WAIVER}/2"


def test_a_missing_provision_gets_its_siblings(shelf: Shelf) -> None:
    problem = refused(shelf, f"{WAIVER}/2/E").problem
    assert problem.code == "M04"
    assert [s.place[-1] for s in problem.suggestions] == ["A", "B", "C", "D"]


def test_an_undivided_section_says_so(shelf: Shelf) -> None:
    problem = refused(shelf, "section 907(a) of the FREEDOM Support Act").problem
    assert (problem.code, problem.suggestions) == ("M04", ())
    assert "not divided" in problem.detail


def test_every_provision_has_an_address_that_leads_back_to_it(shelf: Shelf) -> None:
    for law in shelf.laws:
        for node in filter(levels.is_level, walk(law.node)):
            if not any(p.kind in APPARATUS for p in line_to(law.node, node.id)):
                assert shelf.provision(law.address(node.id))[1] is node


# ---- laws in the notes of the Code -----------------------------------------------------------------


def test_a_code_section_brings_the_laws_of_its_notes(code: Node) -> None:
    shelf = Shelf().add(code)
    assert {law.path for law in shelf.laws} == {
        "/us/usc/t22/s5812",
        "/us/pl/102/511",
        "/us/pl/107/115",
        "/us/pl/106/113",
    }
    law, section = shelf.provision("section 907 of the FREEDOM Support Act (22 U.S.C. 5812 note)")
    assert (law.path, law.code) == ("/us/pl/102/511", "22 U.S.C. 5812 note")
    assert "until the President determines" in words(section)
    assert shelf.provision("/us/pl/107/115/tII/g/2/A")[1].kind == "subparagraph"
    assert shelf.provision("22 U.S.C. 5812(a)(1)")[1].kind == "paragraph"


def test_two_notes_of_one_law_make_one_law(code: Node) -> None:
    law = Shelf().add(code).find(Citation("/us/pl/102/511"))
    assert [p.kind for p in law.node.parts] == ["title", "title"]
    ids = [n.id for n in walk(law.node)]
    assert len(ids) == len(set(ids))


def test_a_law_of_three_parts_has_no_id_twice() -> None:
    def part(title: str) -> Node:
        return numbered(text.read(f"TITLE {title}\n\nSEC. {title}01. LIMIT.\n    The limit is 30 days.\n"))

    law = address.joined(address.joined(part("1"), part("2")), part("3"))
    ids = [n.id for n in walk(law)]
    assert len(law.parts) == 3 and len(ids) == len(set(ids))


def test_what_is_held_stays_and_the_rest_is_added(shelf: Shelf, code: Node) -> None:
    held = shelf.provision("/us/pl/102/511/s907")[1]
    fuller = shelf.add(code)
    assert fuller.provision("/us/pl/102/511/s907")[1] is held
    assert fuller.provision("/us/pl/102/511/s1004/b")[1].kind == "subsection"
    assert refused(shelf, "/us/pl/102/511/s1004/b").problem.code == "M04"


def test_a_law_without_an_identifier_is_not_shelved() -> None:
    with pytest.raises(Refusal, match="M02"):
        Shelf().add(Node("law", (Node("text", "Words.", id="n2"),), id="n1"))


def test_names_that_a_law_gives_itself() -> None:
    assert names.short_titles("This Act may be cited as the “Widget Safety Act of 1999”.") == (
        "Widget Safety Act of 1999",
    )


# ---- bills -----------------------------------------------------------------------------------------


def test_a_bill_is_found_by_name() -> None:
    assert bills.find("section-907-certification").title == "Section 907 Certification Act of 2026"
    with pytest.raises(Refusal, match="F11"):
        bills.find("section-908")


def test_a_path_and_a_citation_name_the_same_provision(shelf: Shelf) -> None:
    path = from_path("/us/pl/102/511/s907")
    assert shelf.provision(path)[1] is shelf.provision(read("section 907 of Public Law 102-511"))[1]
