"""The doors over HTTP: every route in every form, one shape of error, and what stands at the door."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi import checks
from starlette.testclient import TestClient

from api.app import create
from api.guard import HEADERS
from api.problems import MEDIA_TYPE, STATUS
from statute.errors import CODES

SECTION = "/laws/us/pl/102/511/s907"
BILL = "/bills/section-907-certification"
AMENDMENT = (
    "Section 907 of the FREEDOM Support Act (Public Law 102–511; 22 U.S.C. 5812 note) is amended by striking "
    "“and so reports to the Congress,” and inserting “and so certifies to the Congress in writing,”."
)
ON_THE_SHELF = {"law": {"path": "/us/pl/102/511"}, "amendment": AMENDMENT}
FORMS = {"json": "application/json", "html": "text/html", "txt": "text/plain", "xml": "application/xml"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create(largest=100_000), raise_server_exceptions=False, follow_redirects=False)


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem that an answer tells, which must be of this status and code."""
    assert answer.headers["content-type"] == MEDIA_TYPE
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert told["title"] and told["hint"]
    assert told["type"] == f"/problems/{code}"
    return told


# ---- laws ------------------------------------------------------------------------------------------


def test_the_shelf_lists_its_laws(client: TestClient) -> None:
    laws = {law["path"]: law for law in client.get("/laws").json()["laws"]}
    assert laws["/us/pl/102/511"]["name"] == "FREEDOM Support Act"
    assert client.get(laws["/us/pl/107/115"]["href"]).status_code == 200


@pytest.mark.parametrize("suffix", FORMS)
def test_a_law_comes_in_the_form_of_its_suffix_or_as_accepted(client: TestClient, suffix: str) -> None:
    by_suffix = client.get(f"{SECTION}.{suffix}")
    by_accept = client.get(SECTION, headers={"Accept": FORMS[suffix]})
    assert by_suffix.status_code == by_accept.status_code == 200
    assert by_suffix.headers["content-type"].startswith(FORMS[suffix])
    assert by_suffix.content == by_accept.content
    assert by_accept.headers["vary"] == "Accept"
    assert "Azerbaijan until the President determines" in by_suffix.text


def test_a_provision_is_told_with_its_path_its_text_and_what_is_below(client: TestClient) -> None:
    told = client.get("/laws/us/pl/107/115/g/2").json()
    assert told["path"].endswith("/~assistance-for-the-independent-states-of-the-former-soviet-union/g/2")
    assert told["text"].startswith("(2) The President may waive section 907")
    assert [one["said"] for one in told["below"]][-1] == "subparagraph (g)(2)(D)"
    assert client.get(told["below"][0]["href"]).status_code == 200


def test_a_law_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    tag = client.get(f"{SECTION}.txt").headers["etag"]
    again = client.get(f"{SECTION}.txt", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"{SECTION}.txt", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_missing_provision_is_told_with_those_that_are_there(client: TestClient) -> None:
    told = problem(client.get("/laws/us/pl/107/115/g/2/E"), 404, "M04")
    assert [s["place"][-1] for s in told["suggestions"]] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(("path", "code"), [("us/pl/1/1", "M35"), ("nowhere", "M02"), ("us/usc/t99/s1", "M35")])
def test_a_law_that_is_not_held_is_not_found(client: TestClient, path: str, code: str) -> None:
    problem(client.get(f"/laws/{path}"), 404, code)


def test_a_form_that_is_not_offered_is_not_acceptable(client: TestClient) -> None:
    told = problem(client.get(SECTION, headers={"Accept": "image/png"}), 406, "F10")
    assert {s["words"] for s in told["suggestions"]} >= set(FORMS.values())
    assert (
        client.get(SECTION, headers={"Accept": "image/png, text/*;q=0.5"})
        .headers["content-type"]
        .startswith("text/html")
    )
    assert (
        client.get(SECTION, headers={"Accept": "application/json;q=0, */*;q=0.1"})
        .headers["content-type"]
        .startswith("text/html")
    )


# ---- citations -------------------------------------------------------------------------------------


def test_a_citation_leads_to_the_provision(client: TestClient) -> None:
    answer = client.get("/cite", params={"q": "section 907 of the FREEDOM Support Act"})
    assert (answer.status_code, answer.headers["location"]) == (303, SECTION)


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ("section 907(a) of the FREEDOM Support Act", 404, "M04"),
        ("section 907 of the FREEDOM Suport Act", 404, "M01"),
        ("no citation at all", 404, "M02"),
        ("22 U.S.C. 5812 note", 409, "M05"),
        ("", 422, "F09"),
    ],
)
def test_a_citation_that_leads_nowhere_says_why(client: TestClient, said: str, status: int, code: str) -> None:
    problem(client.get("/cite", params={"q": said}), status, code)


# ---- bills -----------------------------------------------------------------------------------------


def test_bills_are_listed_and_shown(client: TestClient) -> None:
    assert BILL in [bill["href"] for bill in client.get("/bills").json()["bills"]]
    for suffix, media_type in FORMS.items():
        answer = client.get(f"{BILL}.{suffix}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media_type)
        assert "Section 907 Certification Act" in answer.text
    problem(client.get("/bills/none"), 404, "F11")


def test_a_bill_is_carried_out_on_every_law_it_amends(client: TestClient) -> None:
    told = client.get(f"{BILL}/redline").json()
    assert {law["path"] for law in told["laws"]} == {"/us/pl/102/511", "/us/pl/107/115"}
    assert {o["status"] for o in told["instructions"]} <= {"executed", "noted", "unread", "refused"}
    for law in told["laws"]:
        assert law["changed"] and law["before"] != law["after"]


@pytest.mark.parametrize("suffix", FORMS)
def test_the_redline_of_one_law_comes_in_every_form(client: TestClient, suffix: str) -> None:
    answer = client.get(f"{BILL}/redline.{suffix}", params={"law": "/us/pl/102/511"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(FORMS[suffix])
    assert answer.headers["ramseyer-status"] in ("executed", "partial")
    assert "Restriction" in answer.text


def test_a_redline_of_several_laws_in_one_file_of_xml_is_a_question(client: TestClient) -> None:
    problem(client.get(f"{BILL}/redline.xml"), 409, "M05")
    problem(client.get(f"{BILL}/redline", params={"law": "/us/pl/1/1"}), 404, "M04")


@pytest.mark.parametrize("suffix", FORMS)
def test_the_bill_itself_has_its_instructions_marked(client: TestClient, suffix: str) -> None:
    answer = client.get(f"{BILL}/redline.{suffix}", params={"of": "bill"})
    assert answer.status_code == 200
    assert "[1 executed]" in answer.text


# ---- redlines --------------------------------------------------------------------------------------


def test_a_sentence_is_carried_out_on_a_law_of_the_shelf(client: TestClient) -> None:
    told = client.post("/redline", json=ON_THE_SHELF).json()
    assert told["status"] == "executed"
    (law,) = told["laws"]
    assert "and so certifies to the Congress in writing, that" in law["after"]
    assert "and so reports to the Congress, that" in law["before"]
    assert "<del" in law["redline_html"] and "<ins" in law["redline_html"]
    (outcome,) = told["instructions"]
    assert outcome["act"]["kind"] == "substitute"
    assert outcome["target"]["path"] == "/us/pl/102/511/s907"
    assert outcome["steps"][0]["place"] == "section 907"
    assert outcome["problems"] == []


@pytest.mark.parametrize("media_type", FORMS.values())
def test_the_answer_comes_as_accepted(client: TestClient, media_type: str) -> None:
    answer = client.post("/redline", json=ON_THE_SHELF, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert "certifies to the Congress in writing" in answer.text


def test_a_law_may_be_pasted_as_text_or_as_xml(client: TestClient) -> None:
    law = "SEC. 2. LIMIT.\n    The limit is 30 days."
    amendment = "Section 2 of the Widget Safety Act is amended by striking “30” and inserting “60”."
    told = client.post("/redline", json={"law": {"text": law}, "amendment": amendment}).json()
    assert "The limit is 60 days." in told["laws"][0]["after"]
    xml = client.get(f"{SECTION}.xml").text
    told = client.post("/redline", json={"law": {"xml": xml}, "amendment": AMENDMENT}).json()
    assert "certifies to the Congress in writing" in told["laws"][0]["after"]


def test_a_bill_may_be_sent_as_xml_and_its_laws_looked_up(client: TestClient) -> None:
    xml = client.get(f"{BILL}.xml").text
    told = client.post("/redline", json={"amendment": xml}).json()
    assert {law["path"] for law in told["laws"]} == {"/us/pl/102/511", "/us/pl/107/115"}


def test_words_that_are_not_there_are_a_problem_of_the_instruction(client: TestClient) -> None:
    body = {**ON_THE_SHELF, "amendment": AMENDMENT.replace("and so reports", "and thus reports")}
    answer = client.post("/redline", json=body)
    told = answer.json()
    assert (answer.status_code, told["status"]) == (200, "refused")
    assert told["laws"][0]["before"] == told["laws"][0]["after"]
    assert told["problems"][0]["code"] == "M18"
    assert "M18" in client.post("/redline", json=body, headers={"Accept": "text/plain"}).text


def test_a_bill_is_read_without_a_law(client: TestClient) -> None:
    (said,) = client.post("/parse", json={"amendment": AMENDMENT}).json()["instructions"]
    assert said["act"]["what"] == {
        "kind": "phrase",
        "words": "and so reports to the Congress,",
        "which": "only",
    }
    assert said["words"]


def test_what_is_shown_is_escaped(client: TestClient) -> None:
    law = "SEC. 2. LIMIT.\n    The <script>alert(1)</script> limit is 30 days."
    amendment = (
        "Section 2 of the Widget Safety Act is amended by striking “30” and inserting “<img src=x onerror=alert(1)>”."
    )
    body = {"law": {"text": law}, "amendment": amendment}
    page = client.post("/redline", json=body, headers={"Accept": "text/html"}).text
    assert "<script>alert" not in page and "<img" not in page
    assert "&lt;img src=x" in page


# ---- requests that are not right -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({}, "body.amendment"),
        ({"amendment": ""}, "body.amendment"),
        ({"amendment": "x", "law": {}}, "body.law"),
        ({"amendment": "x", "law": {"path": "/us/pl/102/511", "text": "x"}}, "body.law"),
        ({"amendment": "x", "colour": "red"}, "body.colour"),
        (["x"], "body"),
    ],
)
def test_a_request_of_another_shape_says_where(client: TestClient, body: Any, at: str) -> None:
    told = problem(client.post("/redline", json=body), 422, "F09")
    assert told["errors"][0]["at"] == at


def test_a_body_that_is_not_json_is_refused(client: TestClient) -> None:
    sent = {"Content-Type": "application/json"}
    problem(client.post("/redline", content=b"{not json", headers=sent), 400, "F09")
    problem(client.post("/redline", content=b'{"amendment": "\xff"}', headers=sent), 400, "F09")


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", ""])
def test_another_media_type_is_refused(client: TestClient, media_type: str) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    problem(client.post("/redline", content=json.dumps(ON_THE_SHELF).encode(), headers=headers), 415, "F09")


def test_a_body_too_large_is_refused_however_it_comes(client: TestClient) -> None:
    large = json.dumps({"amendment": "x" * 200_000}).encode()
    sent = {"Content-Type": "application/json"}
    problem(client.post("/redline", content=large, headers=sent), 413, "F04")
    pieces = (large[n : n + 10_000] for n in range(0, len(large), 10_000))
    problem(client.post("/redline", content=pieces, headers=sent), 413, "F04")


ENTITY = '<!DOCTYPE lawDoc [<!ENTITY x SYSTEM "file:///etc/passwd">]><lawDoc>&x;</lawDoc>'


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (ENTITY, "F03"),
        ("<lawDoc><main></lawDoc>", "F02"),
        ("<html/>", "F07"),
        ("<lawDoc>" + "<main>" * 300 + "</main>" * 300 + "</lawDoc>", "F05"),
    ],
)
def test_hostile_xml_is_refused(client: TestClient, xml: str, code: str) -> None:
    told = problem(client.post("/redline", json={"law": {"xml": xml}, "amendment": AMENDMENT}), 422, code)
    assert "root:" not in json.dumps(told)
    if code != "F05":
        problem(client.post("/parse", json={"amendment": xml}), 422, code)


def test_control_characters_are_refused(client: TestClient) -> None:
    problem(client.post("/parse", json={"amendment": "Section 1\x00"}), 422, "F06")


def test_an_address_or_a_method_that_is_not_offered(client: TestClient) -> None:
    problem(client.get("/nowhere"), 404, "F11")
    problem(client.get("/static/nowhere.css"), 404, "F11")
    answer = client.delete("/laws")
    problem(answer, 405, "F12")
    assert answer.headers["allow"] == "GET"


def test_a_fault_of_the_program_is_told_without_its_inside() -> None:
    broken = TestClient(create(shelf=object()), raise_server_exceptions=False)  # type: ignore[arg-type]
    told = problem(broken.get("/laws"), 500, "A02")
    assert "object" not in json.dumps(told)


def test_every_code_is_described_and_has_a_status_of_an_error(client: TestClient) -> None:
    for code in CODES:
        assert client.get(f"/problems/{code}").json()["code"] == code
        assert STATUS.get(code, 422) >= 400
    problem(client.get("/problems/X99"), 404, "F11")


# ---- the door --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", SECTION, "/nowhere", "/static/page.css"])
def test_every_answer_bears_the_headers_of_the_door(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe-inline" not in answer.headers["content-security-policy"]


def test_head_is_get_without_the_body(client: TestClient) -> None:
    got, head = client.get(SECTION), client.head(SECTION)
    assert (head.status_code, head.content) == (200, b"")
    assert (head.headers["etag"], head.headers["content-length"]) == (
        got.headers["etag"],
        got.headers["content-length"],
    )


def test_pages_hold_no_script_or_style_of_their_own_and_fetch_nothing_from_elsewhere(
    client: TestClient,
) -> None:
    for path in (
        "/",
        f"{SECTION}.html",
        f"{BILL}.html",
        f"{BILL}/redline.html",
        f"{BILL}/redline.html?of=bill",
    ):
        page = client.get(path).text
        assert "<style" not in page and " style=" not in page and "<script>" not in page
        assert 'src="http' not in page and 'href="http' not in page


def test_the_description_names_every_route(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {
        "/laws", "/laws/{path}", "/cite", "/bills", "/bills/{name}", "/bills/{name}/redline", "/redline", "/compare", "/parse",
        "/bills/{name}/ledger", "/ledger",
        "/diff", "/draft", "/bill", "/check", "/conflicts", "/floor", "/problems/{code}",
        "/search", "/contents/{path}", "/links/{path}", "/texts/{path}", "/names",
    }  # fmt: skip
    assert "ProblemDetails" in described["components"]["schemas"]


# ---- whatever a client may send --------------------------------------------------------------------

DESCRIBED = schemathesis.openapi.from_asgi("/openapi.json", create(largest=100_000))
#: That a well formed request is accepted is not among them: a path may name a law that is not held.
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@DESCRIBED.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_request_is_answered_against_the_description(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)
