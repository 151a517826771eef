"""Laws fetched from a library over HTTP: as of a date, with what stands around them, in pages and in streams."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import create
from statute.formats import html, text, uslm
from statute.markup import xml
from statute.node import walk, words
from statute.shelf import intake
from statute.shelf.stored import Stored
from tests.test_shelf import NEW, OLD

SECTIONS = 130


def large() -> str:
    """A title of so many sections, each with words of its own, in two chapters, with a note at the head of each."""
    half = SECTIONS // 2

    def section(n: int) -> str:
        return (
            f'<section identifier="/us/usc/t98/s{n}"><num value="{n}">§ {n}.</num><heading> Rule {n}</heading>'
            f"<content> The rule of number{n}x.</content></section>"
        )

    def chapter(n: int, sections: range) -> str:
        return (
            f'<chapter identifier="/us/usc/t98/ch{n}"><num value="{n}">CHAPTER {n}—</num><heading>PART {n}</heading>'
            f"<note><p>Noted once at chapter {n}.</p></note>{''.join(map(section, sections))}</chapter>"
        )

    return (
        '<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' identifier="/us/usc/t98"><meta><dc:title>Title 98</dc:title></meta><main>'
        '<title identifier="/us/usc/t98"><num value="98">Title 98—</num><heading>RULES</heading>'
        f"{chapter(1, range(1, half + 1))}{chapter(2, range(half + 1, SECTIONS + 1))}</title></main></uscDoc>"
    )


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("fetching")
    shelf = Stored.open(str(folder / "library.db"), create=True)
    for name, data in (("old.xml", OLD), ("new.xml", NEW), ("large.xml", large())):
        (folder / name).write_text(data, encoding="utf-8")
    assert [e.state for e in intake.add(shelf.engine, intake.files_in([folder]))] == ["added"] * 3
    return TestClient(create(shelf), raise_server_exceptions=False, follow_redirects=False)


def code(answer: Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["code"])


def test_a_section_comes_with_what_stands_around_it(client: TestClient) -> None:
    told = client.get("/laws/us/usc/t99/s2").json()
    assert told["law"]["as_of"] == "Public Law 119–36, 2025-03-03"
    assert [line["path"] for line in told["above"]] == ["/us/usc/t99", "/us/usc/t99/ch1"]
    assert (told["before"]["path"], told["after"]["path"]) == ("/us/usc/t99/s1", "/us/usc/t99/s3")
    assert [text["release"] for text in told["texts"]] == ["113-31", "119-36"]
    assert all(text["positive"] and len(text["sha256"]) == 64 for text in told["texts"])
    first = client.get("/laws/us/usc/t99/s1").json()
    assert first["credits"] == ["(Pub. L. 91–1, § 2, 84 Stat. 1.)"]
    assert [note["topic"] for note in first["notes"]] == ["shortTitle", "referencesInText"]
    assert first["before"] is None


@pytest.mark.parametrize("form", ["json", "html", "txt", "xml", "akn", "billdtd"])
def test_a_provision_comes_as_of_a_date_in_every_form(client: TestClient, form: str) -> None:
    for as_of, days in (("113-31", 30), ("2014-05-06", 30), ("", 60)):
        answer = client.get(f"/laws/us/usc/t99/s2/a.{form}", params={"as_of": as_of} if as_of else {})
        assert answer.status_code == 200
        assert f"The limit is {days} days." in answer.text
        tag = answer.headers["etag"]
        again = client.get(f"/laws/us/usc/t99/s2/a.{form}", params={"as_of": as_of}, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_akoma_ntoso_is_answered_where_it_is_accepted(client: TestClient) -> None:
    answer = client.get("/laws/us/usc/t99/s2", headers={"Accept": "application/akn+xml"})
    assert answer.headers["content-type"].startswith("application/akn+xml")
    assert answer.headers["vary"] == "Accept"
    assert xml.local(xml.parse(answer.content)) == "akomaNtoso"
    assert "Naïve widgets" in answer.text


def test_what_is_not_held_as_of_a_date_is_told(client: TestClient) -> None:
    assert code(client.get("/laws/us/usc/t99/s2?as_of=2001-01-01"), 404) == "M32"
    assert code(client.get("/laws/us/usc/t99/s3?as_of=2014-01-01"), 404) == "M04"
    assert code(client.get("/laws/us/usc/t99/s2?as_of=soon"), 422) == "F09"
    assert code(client.get("/laws/us/usc/t77/s2"), 404) == "M35"


def test_contents_links_texts_names_and_words(client: TestClient) -> None:
    contents = client.get("/contents/us/usc/t99/ch1").json()["contents"]
    assert [line["heading"] for line in contents] == ["Definitions", "Limits"]
    links = client.get("/links/us/usc/t99/s2").json()
    assert {r["place"] for r in links["into"]} == {"/us/usc/t99/s1", "/us/usc/t99/s3"}
    assert client.get("/links/us/pl/90/5").json()["into"][0]["role"] == "note"
    assert code(client.get("/links/us/pl/1/1"), 404) == "M35"
    assert [t["date"] for t in client.get("/texts/us/usc/t99").json()["texts"]] == ["2013-07-26", "2025-03-03"]
    assert client.get("/names?q=wisa").json()["names"][0]["stat"] == "84 Stat. 1"
    (hit,) = client.get("/search", params={"q": "“naïve widgets”"}).json()["hits"]
    assert hit["path"] == "/us/usc/t99/s2"
    assert [run["words"] for run in hit["context"] if run["sought"]] == ["Naïve widgets"]
    assert code(client.get("/search?q=%22%22"), 422) == "F09"
    assert client.get("/search?q=rule&page=2").json()["hits"] != client.get("/search?q=rule").json()["hits"]


def test_a_large_title_comes_in_pages_that_together_are_all_of_it(client: TestClient) -> None:
    first = client.get("/laws/us/usc/t98").json()
    assert (first["page"], first["pages"], first["path"]) == (1, 3, "/us/usc/t98")
    told = [client.get(f"/laws/us/usc/t98.txt?page={n}").text for n in (1, 2, 3)]
    for n in range(1, SECTIONS + 1):
        assert sum(page.count(f"number{n}x") for page in told) == 1
    for n in (1, 2):
        assert sum(page.count(f"Noted once at chapter {n}.") for page in told) <= 1
    assert "§ 51." in told[1] and "CHAPTER 1" in told[1]
    assert code(client.get("/laws/us/usc/t98.txt?page=4"), 404) == "F11"


def test_a_large_title_is_streamed_whole_and_as_xml_it_is_the_file(client: TestClient) -> None:
    answer = client.get("/laws/us/usc/t98.xml")
    assert "content-length" not in answer.headers
    kinds = [(n.kind, n.content if n.is_leaf else "", n.attrs) for n in walk(uslm.read(answer.text))]
    assert kinds == [(n.kind, n.content if n.is_leaf else "", n.attrs) for n in walk(uslm.read(large()))]
    assert client.get("/laws/us/usc/t98.xml", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    whole = text.write(uslm.read(large()))
    for form in ("txt", "html"):
        streamed = client.get(f"/laws/us/usc/t98.{form}").text
        assert all(f"number{n}x" in streamed for n in range(1, SECTIONS + 1))
    assert [line for line in client.get("/laws/us/usc/t98.txt").text.splitlines() if "number" in line] == [
        line for line in whole.splitlines() if "number" in line
    ]
    assert client.get("/laws/us/usc/t98.html").text.count("</html>") == 1


def test_a_page_of_html_leads_on_and_is_escaped(client: TestClient) -> None:
    page = client.get("/laws/us/usc/t99/s2.html").text
    assert '<a rel="next" href="/laws/us/usc/t99/s3">' in page
    assert html.write(uslm.read(NEW)).count("<script") == page.count("<script") - 1
    assert 'rel="next" href="?page=3"' in client.get("/laws/us/usc/t98.html?page=2").text


def test_bills_are_carried_out_on_the_library(client: TestClient) -> None:
    said = "Section 2(a) of title 99, United States Code, is amended by striking “60 days” and inserting “90 days”."
    answer = client.post("/redline", json={"amendment": said}, headers={"Accept": "application/json"})
    assert answer.json()["status"] == "executed"
    assert "90 days" in answer.json()["laws"][0]["after"]
    assert client.get("/cite", params={"q": "99 U.S.C. 2(b)"}).headers["location"] == "/laws/us/usc/t99/s2/b"
    assert words(uslm.read(client.get("/laws/us/usc/t99/s3.xml").text)).endswith("shall be fined.")


@pytest.mark.parametrize(
    ("said", "status", "codes"),
    [
        (
            "Section 7(a) of the Unheld Act (99 U.S.C. 2(a)) is amended by striking “60” and inserting “90”.",
            "executed",
            [],
        ),
        (
            "Section 7(a) of the Unheld Act (99 U.S.C. 2(a)) is amended by striking “60” and inserting “90”.\n"
            "Section 7 of such Act is amended by striking subsection (b).",
            "executed",
            [],
        ),
        (
            "Section 7 of the Unheld Act (99 U.S.C. 2 et seq.) is amended by striking “60” and inserting “90”.",
            "refused",
            ["M01"],
        ),
        (
            "Section 7 of the Unheld Act (99 U.S.C. 2 note) is amended by striking “60” and inserting “90”.",
            "refused",
            ["M01"],
        ),
        (
            "Section 7 of the Unheld Act (99 U.S.C. 2 note) is amended by striking “60” and inserting “90”.\n"
            "Section 7(a) of such Act is amended by striking “60” and inserting “90”.",
            "refused",
            ["M01", "M01"],
        ),
        ("Section 7 of the Unheld Act is amended by striking “60” and inserting “90”.", "refused", ["M01"]),
    ],
)
def test_an_act_that_is_not_held_is_amended_where_it_is_told_that_the_code_has_it(
    client: TestClient, said: str, status: str, codes: list[str]
) -> None:
    found = client.post("/redline", json={"amendment": said}, headers={"Accept": "application/json"}).json()
    stopping = [p for o in found["instructions"] if o["status"] == "refused" for p in o["problems"]]
    assert (found["status"], [p["code"] for p in stopping]) == (status, codes), found
    if status == "executed":
        assert found["laws"][0]["path"] == "/us/usc/t99/s2"


def test_no_folder_of_the_machine_is_shown(client: TestClient) -> None:
    page = client.get("/laws/us/usc/t99/s2.html").text
    assert "new.xml" in page
    assert "/new.xml" not in page
