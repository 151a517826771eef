"""Laws compared over HTTP: as of two days or release points, and on the page that asks for them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from lxml import html

from api.app import create
from statute.shelf import intake
from statute.shelf.stored import Stored
from tests.test_shelf import NEW, OLD

SECTION = "/us/usc/t99/s2"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The service on a library of one title at two release points."""
    folder = tmp_path_factory.mktemp("library")
    for name, data in (("old.xml", OLD), ("new.xml", NEW)):
        (folder / name).write_text(data, encoding="utf-8")
    shelf = Stored.open(str(folder / "library.db"), create=True)
    assert [one.state for one in intake.add(shelf.engine, [folder / "old.xml", folder / "new.xml"])] == ["added"] * 2
    return TestClient(create(shelf))


@pytest.mark.parametrize(("earlier", "later"), [("113-31", "119-36"), ("2014-01-01", ""), ("113-31", "2026-01-01")])
def test_a_law_is_compared_with_itself_as_of_two_moments(client: TestClient, earlier: str, later: str) -> None:
    asked = {"before": {"path": SECTION, "as_of": earlier}, "after": {"path": SECTION, "as_of": later}}
    told = client.post("/compare", json=asked).json()
    assert [(c["kind"], c["struck"], c["inserted"]) for c in told["changes"]] == [("replaced", "30", "60")]
    assert "113–31" in told["title"] and "119–36" in told["title"]


def test_a_moment_is_that_of_a_law_on_the_shelf(client: TestClient) -> None:
    sent = {"before": {"text": "The limit is 30 days.", "as_of": "113-31"}, "after": {"path": SECTION}}
    assert (client.post("/compare", json=sent).status_code, client.post("/compare", json=sent).json()["code"]) == (
        422,
        "F09",
    )
    early = {"before": {"path": SECTION, "as_of": "2000-01-01"}, "after": {"path": SECTION}}
    assert client.post("/compare", json=early).json()["code"] == "M32"


def test_the_page_compares_and_saves(client: TestClient) -> None:
    blank = html.fromstring(client.get("/compare").text)
    form = next(f for f in blank.forms if f.get("action") == "/compare")
    assert set(form.fields) == {"before", "as_of", "after", "until", "view"}
    asked = {"before": SECTION, "as_of": "113-31", "until": "119-36"}
    page = html.fromstring(client.get("/compare", params=asked).text)
    assert page.get_element_by_id("summary").text_content() == "1 change: 1 replaced."
    redline = page.get_element_by_id("redline")
    assert [e.text_content() for e in redline.iter("del")] == ["[begin struck text] 30 [end struck text]"]
    assert page.get_element_by_id("until").get("value") == "119-36"
    saves = [b.get("formaction") for b in page.iter("button") if b.get("formaction")]
    assert saves == ["/compare.docx", "/compare.pdf", "/compare.md", "/compare.csv"]
    for way in saves:
        answer = client.get(way, params=asked)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="comparison.{way.rpartition(".")[2]}"'


def test_the_page_says_what_stands_in_the_way(client: TestClient) -> None:
    answer = client.get("/compare", params={"before": SECTION, "as_of": "<b>"})
    assert answer.status_code == 422 and "<b>" not in answer.text
    assert "&lt;b&gt;" in answer.text and 'class="problems"' in answer.text
    assert client.get("/compare", params={"before": "/us/usc/t99/s77"}).status_code == 404
    assert client.get("/compare.docx").json()["code"] == "F08"
