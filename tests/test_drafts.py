"""The doors to drafting: the difference of two texts, and the language for an edit, the same at each door."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from starlette.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import create
from drafting.amend import amend_law
from drafting.draft.edit import citation_of, drafted, edit_of
from statute import formats
from statute.errors import Refusal
from statute.formats import text
from statute.library import Shelf
from statute.node import walk

PATH = "/us/pl/102/511"
LAW = text.write(Shelf.of_fixtures().provision(PATH)[1])
EDITED = LAW.replace("demonstrable steps", "verified steps")
LANGUAGE = (
    "Section 907 of the FREEDOM Support Act (Public Law 102–511; 22 U.S.C. 5812 note) is amended by striking "
    "“demonstrable” and inserting “verified”.\n"
)
WIDGETS = "SEC. 2. LIMIT.\n    (a) In General.—The limit is 30 days.\n    (b) Term.—The term is one year.\n"


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create(largest=200_000), raise_server_exceptions=False)


def asked(client: TestClient, route: str, body: dict[str, Any], accept: str = "application/json") -> Any:
    return client.post(route, json=body, headers={"Accept": accept})


def run(*args: str | Path, given: str = "") -> Result:
    return CliRunner().invoke(main.app, [str(a) for a in args], input=given, env={"NO_COLOR": "1"})


# ---- the language for an edit ----------------------------------------------------------------------


def test_an_edit_becomes_language_that_gives_it(client: TestClient) -> None:
    told = asked(client, "/draft", {"law": {"path": PATH}, "edited": EDITED}).json()
    surgical, restated = told["alternatives"]
    assert (surgical["form"], surgical["text"], surgical["quoted"]) == ("surgical", LANGUAGE, 2)
    assert restated["form"] == "restated" and restated["quoted"] > 50
    assert told["laws"][0]["after"] == EDITED and told["status"] == "executed" and told["changed"]
    assert surgical["instructions"][0]["form"] == "C1"


def test_each_alternative_gives_the_edited_text(client: TestClient) -> None:
    law = Shelf.of_fixtures().provision(PATH)[1]
    told = asked(client, "/draft", {"law": {"path": PATH}, "edited": EDITED}).json()
    for one in told["alternatives"]:
        report = amend_law(text.read(one["text"], bill=True), law)
        bare = (re.sub(r" \[22 U\.S\.C\. [^]]*\]", "", t) for t in (text.write(report.laws[0].after), EDITED))
        assert len(set(bare)) == 1  # a restatement has no room for what the Code's editors put in brackets


def test_a_provision_is_edited_in_its_section_and_cited_by_the_act() -> None:
    held, waiver = Shelf.of_fixtures().provision("/us/pl/107/115/g/2")
    words = text.write(waiver).replace("Committees on Appropriations", "Congress", 1)
    edit = edit_of(held, waiver, text.read(words))
    said = drafted(edit).drafts[0].text
    assert said.startswith("Subsection (g)(2) of the matter under the heading “Assistance for the Independent States")
    assert citation_of(held, held.node).note


def test_a_pasted_law_needs_its_citation(client: TestClient) -> None:
    body = {"law": {"text": WIDGETS}, "edited": WIDGETS.replace("30", "60")}
    assert asked(client, "/draft", body).json()["code"] == "F09"
    body["citation"] = "section 2 of the Widget Safety Act (15 U.S.C. 9902)"
    answer = asked(client, "/draft", body, "text/plain").text
    assert answer.startswith(
        "Section 2(a) of the Widget Safety Act (15 U.S.C. 9902(a)) is amended by striking “30” and inserting “60”.\n"
    )


def test_an_edit_of_nothing_is_no_amendment(client: TestClient) -> None:
    told = asked(client, "/draft", {"law": {"path": PATH}, "edited": LAW}).json()
    assert (told["changed"], told["alternatives"], told["instructions"]) == (False, [], [])
    assert told["laws"][0]["after"] == LAW


def test_a_draft_comes_as_a_page_and_as_the_redline(client: TestClient) -> None:
    body = {"law": {"path": PATH}, "edited": EDITED.replace("steps", "<b>steps</b>")}
    page = asked(client, "/draft", body, "text/html").text
    assert "Amendatory Language" in page and "words quoted" in page and "<b>" not in page
    marked = asked(client, "/draft", body, "application/xml").text
    assert any(n.mark is not None for n in walk(formats.read_any(marked)))


@pytest.mark.parametrize(
    ("edited", "code"),
    [
        ("(a) A subsection.\n\n(b) Another.", "M11"),
        ("\x01", "F06"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "F03"),
    ],
)
def test_what_cannot_be_drafted_is_refused(client: TestClient, edited: str, code: str) -> None:
    answer = asked(client, "/draft", {"law": {"path": f"{PATH}/s907"}, "edited": edited})
    assert answer.status_code == 422 and answer.json()["code"] == code


def test_a_title_that_is_not_positive_law_is_not_amended() -> None:
    from drafting.draft.edit import Edit
    from statute.citation import read

    edit = Edit(text.read(WIDGETS), text.read(WIDGETS.replace("30", "60")), read("15 U.S.C. 9902"))
    with pytest.raises(Refusal, match="M07"):
        drafted(edit)


# ---- the difference of two texts -------------------------------------------------------------------


def test_a_difference_is_told_step_by_step(client: TestClient) -> None:
    moved = "SEC. 2. LIMIT.\n    (a) Term.—The term is one year.\n    (b) In General.—The limit is 60 days.\n"
    told = asked(client, "/diff", {"before": {"text": WIDGETS}, "after": {"text": moved}}).json()
    assert told["changed"] and told["after"] == text.write(text.read(moved))
    assert "60" in [step["new"] for step in told["steps"]]
    lines = asked(client, "/diff", {"before": {"text": WIDGETS}, "after": {"text": moved}}, "application/x-ndjson")
    assert [json.loads(line)["kind"] for line in lines.text.splitlines()] == [s["kind"] for s in told["steps"]]


@pytest.mark.parametrize("accept", ["text/html", "text/plain", "application/xml"])
def test_a_difference_comes_in_every_form(client: TestClient, accept: str) -> None:
    body = {"before": {"path": PATH}, "after": {"text": EDITED}}
    answer = asked(client, "/diff", body, accept)
    assert answer.headers["content-type"].startswith(accept)
    assert "verified" in answer.text and "demonstrable" in answer.text


def test_texts_that_do_not_differ(client: TestClient) -> None:
    told = asked(client, "/diff", {"before": {"path": PATH}, "after": {"path": PATH}}).json()
    assert (told["changed"], told["steps"]) == (False, [])


# ---- the command line ------------------------------------------------------------------------------


def test_the_command_line_says_the_same(client: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "edited.txt"
    file.write_text(EDITED, encoding="utf-8")
    assert run("draft", PATH, file).stdout == LANGUAGE
    assert "to read as follows" in run("draft", PATH, "-", "--restated", given=EDITED).stdout
    told = json.loads(run("draft", PATH, file, "--json").stdout)
    assert told == asked(client, "/draft", {"law": {"path": PATH}, "edited": EDITED}).json()
    assert "【demonstrable】«verified»" in run("diff", PATH, file, "-f", "text").stdout
    assert json.loads(run("diff", PATH, file, "--lines").stdout)["new"] == "verified"
    assert json.loads(run("diff", PATH, PATH, "--json").stdout) == {"changed": False, "steps": []}


def test_the_command_line_asks_for_what_it_needs(tmp_path: Path) -> None:
    law = tmp_path / "law.txt"
    law.write_text(WIDGETS, encoding="utf-8")
    without = run("draft", law, "-", given=WIDGETS.replace("30", "60"))
    assert (without.exit_code, without.stderr[:3]) == (2, "M02")
    named = run("draft", law, "-", "-c", "section 2 of the Widget Safety Act", given=WIDGETS.replace("30", "60"))
    assert named.stdout.startswith("Section 2(a) of the Widget Safety Act is amended by striking “30”")
    assert run("draft", "-", "-").exit_code == 2


# ---- the desk without scripts ----------------------------------------------------------------------


def test_the_desk_writes_the_amendment_for_an_edited_law(client: TestClient) -> None:
    asked_for = {"law": PATH, "edited": EDITED, "from": "edited"}
    page = client.get("/", params=asked_for)
    assert page.status_code == 200
    assert "by striking “demonstrable” and inserting “verified”." in page.text
    assert "words quoted" in page.text and 'id="law1-change-1"' in page.text
    refused = client.get("/", params={**asked_for, "law": "/us/pl/1/1"})
    assert refused.status_code == 404 and "M35" in refused.text and "verified steps" in refused.text


def test_the_desk_keeps_what_cannot_be_drafted(client: TestClient) -> None:
    pasted = {"law": "", "text": WIDGETS, "edited": WIDGETS.replace("30", "60"), "from": "edited"}
    without = client.get("/", params=pasted)
    assert without.status_code == 422 and "citation" in without.text and "limit is 60 days" in without.text
    cited = client.get("/", params={**pasted, "citation": "section 2 of the Widget Safety Act"})
    assert "Section 2(a) of the Widget Safety Act is amended by striking “30” and inserting “60”." in cited.text
