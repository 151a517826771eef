"""Whole bills from edited laws: their parts and order, the proof on every law, and a bill opened again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import create
from drafting.amend import amend_law
from drafting.bill import ENACTING, Titles, compose, reopened
from drafting.draft.edit import Edit, edit_of
from drafting.parse import parse
from statute import bills, formats
from statute.catalogue import Law
from statute.citation import read
from statute.errors import Refusal
from statute.formats import text
from statute.library import Shelf
from statute.node import numbered, words

PATH = "/us/pl/102/511"
SHELF = Shelf.of_fixtures()
WIDGETS = """SEC. 5. WAIVER.
    (a) In General.—The Secretary may waive, under subsection (c), any rule.
    (b) Rules.—The rules of section 6.
    (c) Limit.—A limit of 5 widgets.
SEC. 6. OTHER.
    Under sections 5(b) and 5(c), the Secretary shall act.
"""
EDITED = WIDGETS.replace("    (c) Limit", "    (c) Report.—A report.\n    (d) Limit").replace("shall act", "may act")
WIDGET_ACT = read("the Widget Safety Act")


def of_shelf(path: str, old: str, new: str) -> Edit:
    held, node = SHELF.provision(path)
    return edit_of(held, node, text.read(text.write(node).replace(old, new, 1)))


def widgets() -> Edit:
    return Edit(text.read(WIDGETS), text.read(EDITED), WIDGET_ACT)


def headings(bill: str) -> list[str]:
    return re.findall(r"^(?:SECTION|SEC\.) \d+\. .*$", bill, re.M)


def test_a_bill_has_its_parts_in_order() -> None:
    made = compose([of_shelf(PATH, "demonstrable", "verified")], Titles("Verified Steps Act"))
    order = ["119th CONGRESS", "H. R. ____", "To amend section 907 of the FREEDOM Support Act.", "A BILL", ENACTING]
    places = [made.text.index(part) for part in order]
    assert places == sorted(places)
    assert headings(made.text) == [
        "SECTION 1. SHORT TITLE.",
        "SEC. 2. AMENDMENT TO SECTION 907 OF THE FREEDOM SUPPORT ACT.",
    ]
    assert "This Act may be cited as the “Verified Steps Act”." in made.text
    assert made.problems == ()


def test_several_laws_are_amended_in_sections_of_their_own_and_what_is_left_behind_conforms() -> None:
    made = compose([of_shelf(PATH, "demonstrable", "verified"), widgets()], Titles())
    assert headings(made.text) == [
        "SECTION 1. AMENDMENT TO SECTION 907 OF THE FREEDOM SUPPORT ACT.",
        "SEC. 2. AMENDMENTS TO SECTION 5 OF THE WIDGET SAFETY ACT.",
        "SEC. 3. AMENDMENT TO SECTION 6 OF THE WIDGET SAFETY ACT.",
        "SEC. 4. CONFORMING AMENDMENTS.",
    ]
    assert (
        "To amend section 907 of the FREEDOM Support Act and the Widget Safety Act, and for other purposes."
        in made.text
    )
    after = text.write(made.reports[1].laws[0].after)
    assert "under subsection (d), any rule" in after and "Under sections 5(b) and 5(d), the Secretary may act." in after


def test_references_can_be_left_as_they_are() -> None:
    made = compose([widgets()], Titles(), conform=False)
    assert "CONFORMING" not in made.text and {p.code for p in made.problems} == {"W14"}


@pytest.mark.parametrize("name", ["txt", "xml", "json"])
def test_a_bill_written_and_read_again_does_the_same(name: str) -> None:
    made = compose([of_shelf(PATH, "demonstrable", "verified")], Titles("Verified Steps Act"))
    write = formats.named(name).write
    assert write is not None
    again = formats.read_any(write(made.node), bill=True)
    report = amend_law(again, SHELF.provision(PATH)[1])
    assert report.status == "executed" and "verified steps" in text.write(report.laws[0].after)


def test_what_other_sections_and_laws_on_the_shelf_still_say_is_told_with_its_amendment() -> None:
    laws = (
        Law("/us/pl/118/900", "Widget Safety Act", (), "", numbered(text.read(WIDGETS))),
        Law("/us/pl/118/901", "Gadget Act", (), "", numbered(text.read("SEC. 9. USE.\n    As section 5(c) of the Widget Safety Act has it.\n"))),
    )  # fmt: skip
    shelf = Shelf(laws)
    held, section = shelf.provision("/us/pl/118/900/s5")
    edited = text.read(text.write(section).replace("    (c) Limit", "    (c) Report.—A report.\n    (d) Limit"))
    made = compose([edit_of(held, section, edited)], Titles(), shelf=shelf)
    assert [(p.code, p.place, [s.words.split(" by ")[1] for s in p.suggestions]) for p in made.problems] == [
        ("W14", "section 6", ["striking “5(c)” and inserting “5(d)”."]),
        ("W14", "section 9 of the Gadget Act", ["striking “5(c)” and inserting “5(d)”."]),
    ]
    assert compose([edit_of(held, section, edited)], Titles()).problems == ()


def test_a_bill_is_opened_again_and_edited_on() -> None:
    first = reopened(bills.find("section-907-certification").node)
    assert first.titles.short == "Section 907 Certification Act of 2026"
    assert first.titles.long.startswith("To amend section 907 of the FREEDOM Support Act to require")
    made = compose([of_shelf(PATH, "demonstrable", "verified")], Titles(), opened=first)
    assert headings(made.text)[1:] == [
        "SEC. 2. FINDINGS.",
        "SEC. 3. AMENDMENT TO SECTION 907 OF THE FREEDOM SUPPORT ACT.",
        "SEC. 4. REPORT ON SECURITY ASSISTANCE TO AZERBAIJAN.",
        "SEC. 5. EFFECTIVE DATE.",
    ]
    assert len(parse(made.node)) == 1
    again = reopened(made.node)
    assert again.titles == first.titles
    assert [words(s)[8:] for s in again.before] == [words(s)[8:] for s in first.before]


def test_a_bill_opened_again_follows_its_own_sections_to_their_new_numbers() -> None:
    """A second amendment pushes what stood after the first; a section of another law keeps its number."""
    said = compose([of_shelf(PATH, "demonstrable", "verified")], Titles()).text
    said += (
        "\nSEC. 2. RULES.\n    (a) The rules under section 1 of this Act and sections 3(b) and 9.\n"
        "    (b) Section 2(a) is no rule of section 3 of the Gadget Act.\n\n"
        "SEC. 3. DATE.\n    (a) Soon.\n    (b) Later.\n"
    )
    opened = reopened(text.read(said, bill=True))
    assert opened.amending == ("1",)
    made = compose([of_shelf(PATH, "demonstrable", "verified"), widgets()], Titles("Steps Act"), opened=opened)
    assert headings(made.text)[-2:] == ["SEC. 6. RULES.", "SEC. 7. DATE."]
    assert "under section 1 of this Act and sections 7(b) and 9." in made.text
    assert "Section 6(a) is no rule of section 3 of the Gadget Act." in made.text
    assert [(p.code, p.words) for p in made.problems] == [("W14", "section 1")]
    again = compose([of_shelf(PATH, "demonstrable", "verified")], Titles("Steps Act"), opened=opened)
    assert "under section 2 of this Act and sections 4(b) and 9." in again.text and again.problems == ()


def test_a_bill_of_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match="F09"):
        compose([of_shelf(PATH, "demonstrable", "demonstrable")], Titles())


def test_the_doors_say_the_same(tmp_path: Path) -> None:
    client = TestClient(create())
    law, edited = tmp_path / "law.txt", tmp_path / "edited.txt"
    law.write_text(WIDGETS, encoding="utf-8")
    edited.write_text(EDITED, encoding="utf-8")
    cite = "the Widget Safety Act"
    body = {"edits": [{"law": {"text": WIDGETS}, "edited": EDITED, "citation": cite}], "short_title": "Widget Act"}
    answer = client.post("/bill", json=body).json()
    call = ["bill", f"{law}={edited}", "-c", cite, "--short-title", "Widget Act"]
    done = CliRunner().invoke(main.app, [*call, "--json"])
    assert json.loads(done.stdout) == answer
    assert CliRunner().invoke(main.app, call).stdout == answer["text"]
    assert "CONFORMING AMENDMENTS" in client.post("/bill", json=body, headers={"Accept": "text/html"}).text
    onward = {**body, "bill": answer["text"], "short_title": ""}
    assert client.post("/bill", json=onward, headers={"Accept": "text/plain"}).text == answer["text"]
    assert client.post("/bill", json={"edits": []}).json()["code"] == "F09"
    assert CliRunner().invoke(main.app, ["bill", "nothing"]).exit_code == 2
