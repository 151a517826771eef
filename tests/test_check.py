"""The check: a case for every rule, on a law by itself and on what a bill brings; and the conforming amendments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import create
from drafting.amend import amend_law
from drafting.check import check_bill, check_law
from drafting.check.rules import RULES
from drafting.draft.references import Places, references
from statute.catalogue import Law
from statute.citation import read
from statute.errors import CODES, Problem
from statute.formats import text, uslm
from statute.library import Shelf
from statute.node import Node, numbered

CITE = read("section 5 of the Widget Safety Act (15 U.S.C. 9901)")
SHELF = Shelf()

#: A law that breaks one rule, the code, and words of what is told.
BROKEN = [
    ("(1) one;\n    (2) two.", "W02", "The list of section 5 ends"),
    ("(1) one; and\n    (2) two; and\n    (3) three;", "W02", "three;”"),
    ("(a) Widgets, and the the box, are safe.\n    (b) It is new.", "W10", "the the"),
    ("(a) Alone.", "W15", "has (a) and no other"),
    ("(a) Under paragraph (3), act.\n    (b) Act.", "W21", "“paragraph (3)”"),
    ("(a) See section 5(d).\n    (b) Act.", "W21", "“section 5(d)”"),
    ("(a) The term “gadget” means a thing.\n    (b) Act.", "W17", "“gadget” is defined and not used"),
    ("(a) One.\n    (c) Three.\n    (b) Two.", "M25", "(b) stands after (c)"),
    ("(a) One.\n    (b) Two.\n    (b) Three.", "M26", "2 subsections (b)"),
]


def law(body: str) -> Node:
    return text.read(f"SEC. 5. WAIVER.\n    {body}\n")


def bill(language: str) -> Node:
    return text.read(f"Section 5 of the Widget Safety Act is amended {language}", bill=True)


def brought(body: str, language: str) -> list[Problem]:
    """What a check of the language finds on a law that the rules find nothing in."""
    tree = law(body)
    assert check_law(tree).problems == ()
    return list(check_bill(bill(language), SHELF, tree, CITE).problems)


@pytest.mark.parametrize(("body", "code", "said"), BROKEN)
def test_a_law_that_breaks_a_rule(body: str, code: str, said: str) -> None:
    told = [p for p in check_law(law(body)).problems if p.code == code]
    assert told and said in told[0].detail and told[0].hint


def test_a_law_in_order_has_nothing_to_look_at() -> None:
    sound = (
        "(a) Definition.—In this section, the term “widget” means a thing.\n    (b) Waiver.—A widget—\n"
        "        (1) may be waived under subsection (a); and\n        (2) shall be safe.\n"
    )
    assert check_law(law(sound)).problems == ()


def test_every_rule_has_a_code_and_a_case() -> None:
    assert {rule.code for rule in RULES} <= set(CODES)
    tried = {code for _, code, _ in BROKEN} | {"W11", "W14", "W18"}
    assert {rule.code for rule in RULES} <= tried
    assert all(rule.looks_for for rule in RULES)


# ---- what a bill brings ----------------------------------------------------------------------------

REFERRING = (
    "(a) Waiver.—The Secretary may waive subsection (c) and paragraph (2) of subsection (b).\n    (b) Rules.—\n"
    "        (1) The first rule.\n        (2) The second rule, subject to subsection (c).\n    (c) Limit.—A limit.\n"
)


def test_references_to_what_was_redesignated_are_conformed() -> None:
    language = (
        "—\n(1) by redesignating subsection (c) as subsection (d); and\n(2) by inserting after subsection (b) the "
        "following:\n    “(c) Report.—A report.”."
    )
    checked = check_bill(bill(language), SHELF, law(REFERRING), CITE)
    assert checked.conforming == (
        "Section 5(a) of the Widget Safety Act (15 U.S.C. 9901(a)) is amended by striking “subsection (c)” and "
        "inserting “subsection (d)”.",
        "Section 5(b)(2) of the Widget Safety Act (15 U.S.C. 9901(b)(2)) is amended by striking “subsection (c)” and "
        "inserting “subsection (d)”.",
    )
    assert "W14" in [p.code for p in checked.problems]
    after = checked.report.laws[0].after  # type: ignore[union-attr]
    done = amend_law(text.read(checked.conforming[0], bill=True), after)
    assert done.status == "executed" and "may waive subsection (d)" in text.write(done.laws[0].after)


def test_references_to_what_was_struck_are_told() -> None:
    found = brought(
        REFERRING, "in subsection (b), by striking paragraph (2) and inserting the following:\n    “(3) Other.”."
    )
    assert any(p.code == "W14" and "paragraph (2) of subsection (b)" in p.detail for p in found)


def test_a_term_struck_and_still_used() -> None:
    body = "(a) The term “widget” means a thing.\n    (b) A widget is safe.\n    (c) Widgets are new."
    found = brought(body, "in subsection (a), by striking “widget” and inserting “gadget”.")
    assert {p.detail for p in found if p.code == "W17"} == {
        "“gadget” is defined and not used.",
        "“widget” is used, and is no longer defined.",
    }


def test_a_date_rolled_forward_in_one_place_only() -> None:
    body = "(a) The authority ends September 30, 2024.\n    (b) Funds are available until September 30, 2024."
    found = brought(body, "in subsection (a), by striking “2024” and inserting “2029”.")
    assert [p.place for p in found if p.code == "W18"] == ["section 5(b)"]


def test_what_was_so_before_is_not_told_of_the_bill() -> None:
    tree = law("(1) one;\n    (2) two.\n    (3) See subsection (z).")
    assert check_law(tree).problems
    found = check_bill(bill("by striking “one” and inserting “first”."), SHELF, tree, CITE).problems
    assert [p for p in found if p.code in ("W21", "W15")] == []


def test_a_table_of_contents_answers_to_its_sections() -> None:
    items = "".join(
        f"<tocItem><column>{n}.</column><column>{h}</column></tocItem>"
        for n, h in ((1, "Short title"), (2, "Limits"), (4, "Gone"))
    )
    sections = "".join(
        f'<section><num value="{n}">§ {n}.</num><heading>{h}</heading><content>It is so.</content></section>'
        for n, h in ((1, "Short title"), (2, "Other limits"), (3, "New"))
    )
    tree = uslm.read(
        '<lawDoc xmlns="http://schemas.gpo.gov/xml/uslm"><main><chapter><num value="1">CHAPTER 1</num>'
        f"<heading>W</heading><toc>{items}</toc>{sections}</chapter></main></lawDoc>"
    )
    told = sorted(p.detail for p in check_law(tree).problems if p.code == "W11")
    assert told == [
        "The item for section 2 reads “Limits”, the heading “Other limits”.",
        "The table of contents has an item for section 4, which is not there.",
        "The table of contents has no item for section 3.",
    ]


def test_other_laws_on_the_shelf_that_refer_are_told() -> None:
    other = text.read("SEC. 9. USE.\n    (a) As section 5(c) of the Widget Safety Act has it.\n    (b) Act.\n")
    shelf = Shelf(
        (
            Law("/us/pl/118/900", "Widget Safety Act", (), "15 U.S.C. 9901", numbered(law(REFERRING))),
            Law("/us/pl/118/901", "Gadget Act", (), "", numbered(other)),
        )
    )
    language = "by redesignating subsection (c) as subsection (d)."
    checked = check_bill(bill(language), shelf)
    assert checked.conforming[-1] == (
        "Section 9(a) of the Gadget Act (Public Law 118–901) is amended by striking “5(c)” and inserting “5(d)”."
    )
    assert checked.problems[-1].place == "section 9(a) of the Gadget Act"


# ---- references ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("under paragraph (2) of subsection (b)", ["paragraph (2) of subsection (b)", "subsection (b)"]),
        ("paragraphs (1), (2)(A), and (4)", ["paragraph (1)", "paragraph (2)(A)", "paragraph (4)"]),
        ("subsection (a)(1), (2), and (3)", ["subsection (a)(1)", "subsection (a)(2)", "subsection (a)(3)"]),
        ("sections 5(a) and 7", ["section 5(a)", "section 7"]),
        ("section 12 of this Act", ["section 12"]),
        ("the section and the paragraph", []),
    ],
)
def test_references_are_read(words: str, said: list[str]) -> None:
    assert [one.said for one in references(Node("text", words, "n1"))] == said


def test_a_reference_to_another_law_is_told_from_one_within() -> None:
    one = next(references(Node("text", "section 5(a) of the Gadget Act of 1999 and others", "n1")))
    assert one.law == "Gadget Act of 1999"


def test_references_of_real_law_lead_somewhere(corpus: Path) -> None:
    """Nineteen in twenty of the references of a title that must lead somewhere do."""
    places = Places.of(uslm.read((corpus / "usc" / "119-36" / "usc35.xml").read_text("utf-8")))
    held = [one for leaf in places.texts() for one in references(leaf) if places.is_held(one)]
    assert len(held) > 500 and sum(bool(places.target(one)) for one in held) > 0.95 * len(held)


# ---- the doors -------------------------------------------------------------------------------------


def test_the_doors_say_the_same(tmp_path: Path) -> None:
    client = TestClient(create())
    body = "SEC. 5. WAIVER.\n    (a) Alone, under paragraph (9).\n"
    answer = client.post("/check", json={"law": {"text": body}}).json()
    assert [p["code"] for p in answer["problems"]] == ["W15", "W21"]
    file = tmp_path / "law.txt"
    file.write_text(body, encoding="utf-8")
    done = CliRunner().invoke(main.app, ["check", str(file), "--json"])
    assert (done.exit_code, json.loads(done.stdout)) == (1, answer)
    page = client.post("/check", json={"law": {"text": body}}, headers={"Accept": "text/html"}).text
    assert "2 things to look at" in page and "W21" in page
    assert CliRunner().invoke(main.app, ["check", "/us/pl/102/511"]).exit_code == 0
    assert client.post("/check", json={}).json()["code"] == "F09"
    assert CliRunner().invoke(main.app, ["check"]).exit_code == 2


def test_the_shipped_bill_is_in_order() -> None:
    done = CliRunner().invoke(main.app, ["check", "--bill", "fixtures/section-907-certification/bill.txt"])
    assert done.exit_code == 0, done.stdout
