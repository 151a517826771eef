"""Prints: whatever the form, taking every change gives the new law, taking none gives the old, to the letter."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from lxml import etree
from lxml import html as lxml_html
from pypdf import PdfReader
from typer.testing import CliRunner

import main
from api import schemas
from api.app import create
from api.negotiate import FORMS
from api.schemas import AMENDMENT
from api.verbs import door
from bench import readings, soffice
from bench.readings import read_by_pandoc
from drafting import prints
from drafting.amend import amend, amend_law, batch
from drafting.amend.outcome import Amended
from drafting.cells import inert
from drafting.compare import comparison
from drafting.diff import diff
from drafting.prints import changes, markup_reading, typeset, word, word_reading
from drafting.prints.flow import amended, flow, stood
from drafting.prints.manuscript import Look, Manuscript, Sheet, clean, of_report
from drafting.prints.setting import paragraphs
from drafting.prints.word_ends import typed
from drafting.prints.word_reading import w
from drafting.redline import accept, redline, reject
from statute import bills, formats
from statute.errors import Refusal
from statute.formats import text
from statute.library import Shelf
from statute.node import Node
from tests import strategies as law
from tests.test_cases import FILES, read

DAY = datetime(2026, 3, 2, tzinfo=UTC)


def redlines_of_cases() -> list[Amended]:
    """The laws of the case files, amended."""
    found = []
    for file in FILES:
        case = read(file)
        if not case.cite:
            found.append(amend_law(text.read(case.bill, bill=True), text.read(case.law)).laws[0])
    return found


@pytest.fixture(scope="module")
def cases() -> list[Amended]:
    return redlines_of_cases()


@pytest.fixture(scope="module")
def shipped() -> Manuscript:
    """The redlines of the shipped bill, with its instructions."""
    shelf = Shelf.of_fixtures()
    report = amend(bills.find("section-907-certification").node, shelf)
    return of_report(report, {one.path: one for one in shelf.laws})


def bare(node: Node) -> Node:
    """A law without what stands beside it."""
    return node.having(beside=(), content=node.content if node.is_leaf else tuple(map(bare, node.parts)))


def marked(before: str, after: str) -> Node:
    """The redline between two texts."""
    old = text.read(before)
    return redline(old, diff(old, text.read(after), by=1))


def cells(lines: list[str]) -> list[str]:
    """Paragraphs, and the cells of rows one by one, without blanks."""
    return [cell for line in lines for part in line.split(" | ") if (cell := "".join(part.split()))]


# ---- the flow --------------------------------------------------------------------------------------


def test_a_flow_has_both_laws_of_every_case(cases: list[Amended]) -> None:
    for one in cases:
        found = flow(one.redline)
        assert stood(found) == paragraphs(one.before)
        assert amended(found) == paragraphs(one.after)


@given(law.stepped())
def test_a_flow_has_both_laws_of_any_steps(drawn: tuple[Node, list[object]]) -> None:
    before, steps = drawn
    shown = redline(before, steps)  # type: ignore[arg-type]
    found = flow(shown)
    assert stood(found) == paragraphs(reject(shown))
    assert amended(found) == paragraphs(accept(shown))


def test_a_paragraph_that_is_divided_keeps_its_words_where_they_are() -> None:
    shown = marked(
        "SEC. 2. LIMIT.\n    The limit is 30 days.", "SEC. 2. LIMIT.\n    (a) In General.—The limit is 30 days."
    )
    _, divided = flow(shown)
    assert [(p.words, p.mark is not None) for p in divided.pieces][-1] == ("The limit is 30 days.", False)
    assert divided.end is None and divided.was.level == "section" and divided.style.level == "subsection"


# ---- both laws -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", readings.FORMS)
def test_every_form_has_both_laws_of_every_case(cases: list[Amended], form: str) -> None:
    assert [one.before.content for one in cases if not readings.FORMS[form](one)] == []


@pytest.mark.parametrize("name", ["uslm", "akn"])
@settings(max_examples=15)
@given(law.stepped())
def test_markup_proves_itself_on_any_steps(name: str, drawn: tuple[Node, list[object]]) -> None:
    prints.write(Manuscript("Any", (Sheet(redline(*drawn)),)), name)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["uslm", "billdtd", "akn"])
def test_markup_that_does_not_prove_itself_is_withheld(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    shown = marked("SEC. 2. LIMIT.\n    The limit is 30 days.", "SEC. 2. LIMIT.\n    The limit is 60 days.")
    right = formats.named(name).write
    assert right is not None
    for wrong in ("60", "30"):
        written = right(shown).replace(wrong, "90")
        with pytest.raises(Refusal) as refused:
            markup_reading.proved(written, shown, name)
        assert refused.value.problem.code == "A01"


# ---- Word ------------------------------------------------------------------------------------------


def test_word_gives_both_laws_of_every_case_to_pandoc(cases: list[Amended]) -> None:
    made = prints.write(Manuscript("Cases", tuple(Sheet(bare(one.redline)) for one in cases)), "docx")
    assert read_by_pandoc(made, "accept") == cells([line for one in cases for line in paragraphs(one.after)])
    assert read_by_pandoc(made, "reject") == cells([line for one in cases for line in paragraphs(one.before)])


def test_word_gives_both_laws_of_pairs_to_pandoc(corpus: Path) -> None:
    laws: batch.Laws = {}
    jobs = batch.jobs(corpus / "pairs" / "jobs.jsonl")[7::90]
    texts = ((corpus / "pairs" / job["statute"]).read_text(encoding="utf-8") for job in jobs)
    found = [batch.amended(job, said, corpus / "pairs", laws)[0] for job, said in zip(jobs, texts, strict=True)]
    made = prints.write(Manuscript("Pairs", tuple(Sheet(bare(one.redline)) for one in found)), "docx")
    assert read_by_pandoc(made, "accept") == cells([line for one in found for line in paragraphs(one.after)])
    assert read_by_pandoc(made, "reject") == cells([line for one in found for line in paragraphs(one.before)])


@pytest.mark.skipif(not soffice.is_here(), reason="LibreOffice (soffice) is not on the path")
def test_libreoffice_accepts_and_rejects_all_changes_of_word(cases: list[Amended]) -> None:
    added = [one for one in cases if any(p.end is None and q.end for p, q in pairwise(typed(flow(one.redline))))]
    sample = [*added[::6], *cases[::25]]
    assert readings.by_libreoffice(sample) == len(sample)


def test_new_words_and_the_new_paragraph_after_them_are_one_change() -> None:
    old = "SEC. 2. LIMIT.\n    The limit is 30 days.\n    It may be waived."
    before = text.read(old)
    found = typed(
        flow(redline(before, diff(before, text.read(old.replace("30 days.", "30 days. It ends.\n    So it is.")))))
    )
    ends = [p.end.change if p.end else "" for p in found]
    assert ends == ["", "ins", "", ""]
    for gone, law_ in (("ins", old), ("del", old.replace("30 days.", "30 days. It ends.\n    So it is."))):
        assert (stood(found) if gone == "ins" else amended(found)) == paragraphs(text.read(law_))


@settings(max_examples=10)
@given(law.stepped())
def test_word_proves_itself_on_any_steps(drawn: tuple[Node, list[object]]) -> None:
    before, steps = drawn
    shown = redline(before, steps)  # type: ignore[arg-type]
    made = prints.write(Manuscript("Any", (Sheet(shown),)), "docx")
    assert word_reading.read(made, word_reading.ACCEPTED) == paragraphs(accept(shown))
    assert word_reading.read(made, word_reading.REJECTED) == paragraphs(reject(shown))


def test_a_word_file_that_does_not_prove_itself_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = marked("SEC. 2. LIMIT.\n    The limit is 30 days.", "SEC. 2. LIMIT.\n    The limit is 60 days.")
    right = word._Writer._run

    def wrong(self: word._Writer, parent: etree._Element, words: str, tag: str, style: str = "") -> None:
        right(self, parent, words.replace("60", "90"), tag, style)

    monkeypatch.setattr(word._Writer, "_run", wrong)
    with pytest.raises(Refusal) as refused:
        prints.write(Manuscript("Limit", (Sheet(shown),)), "docx")
    assert refused.value.problem.code == "A01"


def document(made: bytes, part: str = "word/document.xml") -> etree._Element:
    with ZipFile(io.BytesIO(made)) as package:
        return etree.fromstring(package.read(part))


def test_changes_in_word_bear_the_author_the_date_and_the_instruction(shipped: Manuscript) -> None:
    look = Look(author="Counsel & Co", date=DAY, lines=True, comments=True)
    made = prints.write(shipped, "docx", look)
    root = document(made)
    revisions = [e for tag in ("ins", "del") for e in root.iter(w(tag))]
    assert {(e.get(w("author")), e.get(w("date"))) for e in revisions} == {("Counsel & Co", "2026-03-02T00:00:00Z")}
    assert len({e.get(w("id")) for e in revisions}) == len(revisions)
    assert [e.get(w("restart")) for e in root.iter(w("lnNumType"))] == ["newPage"]
    said = ["".join(map(str, c.itertext())) for c in document(made, "word/comments.xml")]
    assert len(said) == len(shipped.instructions) == len(list(root.iter(w("commentReference"))))
    assert all(str(one) == told for one, told in zip(shipped.instructions, said, strict=True))
    plain = document(prints.write(shipped, "docx"))
    assert not list(plain.iter(w("lnNumType"), w("commentReference")))
    assert {e.get(w("date")) for e in plain.iter(w("ins"))} == {None}


def test_a_provision_that_moved_is_moved_in_word() -> None:
    lines = ["SEC. 2. LIMITS.", "    (a) The first limit is 30 days.", "    (b) The second limit is 60 days."]
    old = text.read("\n".join(lines))
    first, second = old.parts[0].parts[-2:]
    head = old.parts[0].parts[:-2]
    new = old.having(content=(old.parts[0].having(content=(*head, second, first)),))
    shown = redline(old, diff(old, new, by=1))
    assert [c.kind for c in changes.changes(shown)] == ["moved"]
    root = document(prints.write(Manuscript("Limits", (Sheet(shown),)), "docx"))
    names = [e.get(w("name")) for tag in ("moveFromRangeStart", "moveToRangeStart") for e in root.iter(w(tag))]
    assert names == ["move1", "move1"]
    assert list(root.iter(w("moveFrom"))) and not list(root.iter(w("delText")))


def test_the_same_input_gives_the_same_bytes(shipped: Manuscript) -> None:
    for name in ("docx", "pdf", "html", "md", "csv"):
        assert prints.write(shipped, name) == prints.write(shipped, name)


# ---- PDF -------------------------------------------------------------------------------------------


def words_of_pdf(pdf: bytes) -> list[str]:
    """The words of a PDF in the order of its pages."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()


def in_order(words: list[str], pdf: list[str]) -> list[str]:
    """The words of a PDF that are left once these words, in this order, are taken from it."""
    left: list[str] = []
    waiting = iter(pdf)
    for wanted in words:
        for found in waiting:
            if found == wanted:
                break
            left.append(found)
        else:
            raise AssertionError(f"{wanted} is missing after {left[-5:]}")
    return [*left, *waiting]


def printed(blocks: list[dict[str, object]], old: tuple[str, str] = ("", "")) -> list[str]:
    """The words that blocks of a print should have, struck ones between these signs."""
    return json_words(blocks, old).split()


def json_words(told: object, old: tuple[str, str]) -> str:
    if isinstance(told, dict):
        runs = told["runs"] if "runs" in told else told["rows"]
        return json_words(runs, old) + " "
    if isinstance(told, list) and len(told) == 2 and told[0] in ("", "i", "d") and isinstance(told[1], list):
        words = "".join(piece[0] for piece in told[1])
        return f"{old[0]}{words}{old[1]}" if told[0] == "d" else words
    assert isinstance(told, list)
    gap = " " if told and isinstance(told[0], list) and (not told[0] or isinstance(told[0][0], list)) else ""
    return gap.join(json_words(one, old) for one in told)


@pytest.mark.parametrize("view", ["ramseyer", "cordon"])
def test_a_comparative_print_has_the_words_of_the_redline_in_order(shipped: Manuscript, view: str) -> None:
    made = prints.write(shipped, "pdf", Look(view))
    signs = ("[", "]") if view == "ramseyer" else ("", "")
    wanted = [w for s in shipped.sheets for w in printed(typeset.blocks(typeset.flowed(s.marked, whole=False)), signs)]
    left = in_order(wanted, words_of_pdf(made))
    assert "XIII" in left if view == "ramseyer" else "XXVI" in left
    assert "Base" in left and "FREEDOM" in left


def test_a_comparative_print_shows_whole_the_sections_that_change_and_asterisks_for_the_rest() -> None:
    old = "SEC. 1. NAME.\n    This is the Act.\nSEC. 2. LIMIT.\n    (a) The limit is 30 days.\n    (b) It may be waived.\nSEC. 3. END.\n    It ends."
    shown = marked(old, old.replace("30", "60"))
    words = " ".join(words_of_pdf(prints.write(Manuscript("Limits", (Sheet(shown),)), "pdf")))
    assert "(a) The limit is [30]60 days. (b) It may be waived." in words
    assert "This is the Act" not in words and "It ends" not in words
    assert words.count("* * * * * * *") == 2


def test_a_pdf_is_tagged_and_says_its_title_and_language(shipped: Manuscript) -> None:
    reader = PdfReader(io.BytesIO(prints.write(shipped, "pdf")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"] == "en"
    assert reader.metadata is not None and reader.metadata.title == shipped.title
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_a_bill_has_25_numbered_lines_a_page() -> None:
    bill = bills.find("section-907-certification")
    made = prints.write(clean(bill.node, bill.title), "pdf")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    for page in pages[1:-1]:
        numbers = [int(n) for n in re.findall(r"^(\d+)$|^(\d+) (?=\S)", page, re.M) for n in n if n]
        assert [n for n in numbers if n <= 25][-25:] or page
        assert set(range(1, 26)) <= set(numbers)
    body = typeset.blocks(flow(bill.node))
    words = words_of_pdf(made)
    assert "“term" not in words
    wanted = [w for w in printed(body) if w not in ("A", "BILL")]
    assert "".join(wanted[-40:]) in "".join(w for w in words if not w.isdecimal() or w in wanted)


def test_columns_have_each_law_on_its_side(shipped: Manuscript) -> None:
    sheet = shipped.sheets[0]
    (rows,) = [typeset.columns(flow(sheet.marked), shipped.said(), language=True)]
    left = " ".join("".join(p[0] for _, ps in one["runs"] for p in ps) for row in rows for one in row[0])
    right = " ".join("".join(p[0] for _, ps in one["runs"] for p in ps) for row in rows for one in row[2])
    strip = [re.sub(r" \[[^]]*\]", "", side).split() for side in (left, right)]
    assert strip[0] == " ".join(paragraphs(reject(sheet.marked))).split()
    assert strip[1] == " ".join(paragraphs(accept(sheet.marked))).split()
    told = [said for row in rows for said in row[1]]
    assert len(told) == len({c.by for c in changes.changes(sheet.marked)})
    for view in ("columns", "sides"):
        assert "Existing" in words_of_pdf(prints.write(shipped, "pdf", Look(view)))


# ---- HTML, Markdown, the table of changes ----------------------------------------------------------


def test_html_side_by_side_has_each_law_in_its_column(cases: list[Amended]) -> None:
    for one in cases[::6]:
        page = lxml_html.document_fromstring(
            prints.write(Manuscript("x", (Sheet(bare(one.redline)),)), "html", Look("sides"))
        )
        for unseen in page.find_class("unseen"):
            unseen.drop_tree()
        for n, side in enumerate((one.before, one.after), 1):
            words = [cell.text_content() for cell in page.xpath(f"//table[@class='sides']/tbody/tr/td[{n}]")]
            assert "".join("".join(words).split()) == "".join("".join(paragraphs(side)).split())


def test_a_page_links_each_change_with_its_instruction_both_ways(shipped: Manuscript) -> None:
    page = lxml_html.document_fromstring(prints.write(shipped, "html"))
    ids = {e.get("id") for e in page.iter() if e.get("id")}
    links = {a.get("href") for a in page.iter("a")}
    for said in shipped.instructions:
        assert f"#instruction-{said.number}" in links and f"instruction-{said.number}" in ids
    assert all(href.removeprefix("#") in ids for href in links if href is not None)


def test_markdown_read_by_pandoc_has_the_words_of_the_redline(cases: list[Amended]) -> None:
    for one in cases[::40]:
        made = prints.write(Manuscript("x", (Sheet(bare(one.redline)),)), "md").decode()
        for gone, side in (("del", one.after), ("ins", one.before)):
            settled = re.sub(rf"<{gone}>.*?</{gone}>", "", made, flags=re.S)
            assert "".join(markdown_words(settled)) == "x" + "".join("".join(paragraphs(side)).split()).replace("|", "")


def markdown_words(made: str) -> list[str]:
    return read_by_pandoc(made.encode(), "all", form="gfm")


def test_changes_are_listed_with_their_places_and_counts() -> None:
    old = "SEC. 2. LIMITS.\n    (a) The limit is 30 days.\n    (b) It may be waived.\n    (c) It ends."
    new = "SEC. 2. LIMITS.\n    (a) The limit is 60 days.\n    (b) It may be raised by the Board.\n    (c) It may be waived.\n    (d) It ends."
    found = changes.changes(marked(old, new))
    kinds = [(c.kind, c.before, c.after) for c in found]
    assert ("replaced", "section 2(a)", "section 2(a)") in kinds
    assert ("inserted", "", "section 2(b)") in kinds
    assert ("redesignated", "section 2(b)", "section 2(c)") in kinds
    assert ("redesignated", "section 2(c)", "section 2(d)") in kinds
    assert changes.summary(found) == "4 changes: 1 inserted, 2 redesignated, 1 replaced."


def test_the_table_of_changes_is_csv(shipped: Manuscript) -> None:
    rows = list(csv.DictReader(io.StringIO(prints.write(shipped, "csv").decode())))
    found = [c for sheet in shipped.sheets for c in changes.changes(sheet.marked)]
    assert len(rows) == len(found) and {row["law"] for row in rows} == {sheet.name for sheet in shipped.sheets}
    assert [row["inserted"] for row in rows] == [inert(c.inserted) for c in found]
    assert all(row["place in the bill"].endswith("of the bill") for row in rows)


# ---- what comes from strangers ---------------------------------------------------------------------

SIGNS = r"""# 1. $x^2$ *a* _b_ [c](d) \e @f <g> &amp; "h" 'i' `j`|~k~ {l} % ^m — = -n"""


@pytest.mark.parametrize("name", ["txt", "html", "docx", "pdf", "md", "csv", "xml"])
def test_signs_come_out_as_they_are_written(name: str) -> None:
    shown = marked("SEC. 2. LIMIT.\n    The limit is 30 days.", f"SEC. 2. LIMIT.\n    The limit is {SIGNS} days.")
    made = prints.write(Manuscript("Limit", (Sheet(shown),)), name)
    match name:
        case "docx":
            words = word_reading.read(made, word_reading.ACCEPTED)[-1]
        case "pdf":
            words = "".join(words_of_pdf(made)).replace("[30]", "")
        case "html" | "xml":
            words = (
                lxml_html.fromstring(made).text_content()
                if name == "html"
                else "".join(map(str, etree.fromstring(made).itertext()))
            )
        case "md":
            words = "".join(markdown_words(made.decode()))
        case "txt":
            words = text.sides(made.decode())[1]
        case _:
            words = made.decode().replace('""', '"')
    assert "".join(SIGNS.split()) in "".join(words.split())


@pytest.mark.parametrize("name", ["txt", "html", "docx", "pdf", "md", "csv", "xml"])
def test_control_characters_are_refused_with_their_place(name: str) -> None:
    leaf = Node("text", "The limit\x07 is 30 days.", id="n4")
    section = Node("section", (Node("num", "SEC. 2.", id="n3"), leaf), id="n2")
    with pytest.raises(Refusal) as refused:
        prints.write(clean(Node("law", (section,), id="n1"), "Limit"), name)
    assert (refused.value.problem.code, refused.value.problem.place) == ("F06", "section 2")


@pytest.mark.parametrize("words", ["מגבלה של 30 ימים", "A \u202ereversed\u202c word", "漢字"])
def test_other_scripts_come_out_as_written_or_are_refused(words: str) -> None:
    law_ = text.read(f"SEC. 2. LIMIT.\n    The limit is {words}.")
    for name in prints.PRINTS:
        try:
            made = prints.write(clean(law_, "Limit"), name)
        except Refusal as refusal:
            assert refusal.problem.code == "F06" and name == "pdf"
            continue
        if name == "word":
            assert words in word_reading.read(made, word_reading.ACCEPTED)[-1]
        elif name not in ("pdf", "terminal", "changes"):
            assert words in made.decode()


def test_a_character_that_no_font_has_is_refused_with_its_place() -> None:
    law_ = text.read("SEC. 2. LIMIT.\n    (a) First.—It is 30 days.\n    (b) Second.—The limit is 漢字.")
    with pytest.raises(Refusal) as refused:
        prints.write(clean(law_, "Limit"), "pdf")
    problem = refused.value.problem
    assert (problem.code, problem.place, problem.words) == ("F06", "section 2(b)", "The limit is ")
    assert "U+6F22" in problem.detail
    with pytest.raises(Refusal) as refused:
        prints.write(clean(text.read("SEC. 2. LIMIT.\n    It is 30 days."), "漢字"), "pdf")
    assert refused.value.problem.place == "漢字"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_of_the_changes_is_a_formula(sign: str) -> None:
    old = "SEC. 2. LIMIT.\n    The limit is 30 days."
    made = prints.write(
        Manuscript("Limit", (Sheet(marked(old, old.replace("30", f"{sign}30")), name=f"{sign}1"),)), "csv"
    )
    (row,) = csv.DictReader(io.StringIO(made.decode()))
    assert (row["law"], row["inserted"]) == (f"'{sign}1", f"'{sign}")


def test_a_view_that_a_print_has_not_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        prints.write(clean(text.read("SEC. 2. LIMIT.\n    It is 30 days."), "Limit"), "pdf", Look("gpo"))
    assert refused.value.problem.code == "F10"
    assert "cordon" in {s.words for s in refused.value.problem.suggestions}


# ---- the doors -------------------------------------------------------------------------------------

BILL = "/bills/section-907-certification"


@pytest.mark.parametrize(
    "name", [form.suffix.lstrip(".") for form in prints.PRINTS.values() if form.name != "terminal"]
)
def test_every_print_comes_from_the_command_line_and_the_api(tmp_path: Path, name: str) -> None:
    output = tmp_path / f"made.{name}"
    asked = ["redline", "--law", "/us/pl/102/511", "-o", str(output)]
    assert CliRunner().invoke(main.app, asked).exit_code in (0, 1)
    client = TestClient(create())
    answer = client.get(f"{BILL}/redline.{name}", params={"law": "/us/pl/102/511"})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(FORMS[name])
    if name in ("docx", "pdf", "md", "csv"):
        assert answer.headers["content-disposition"].endswith(f'filename="section-907-certification.{name}"')
        assert output.read_bytes()[:4] == answer.content[:4]
        saved = client.get(f"/desk/redline.{name}", params={"law": "/us/pl/102/511", "amendment": AMENDMENT})
        assert saved.status_code == 200 and saved.content[:4] == answer.content[:4]
    if name != "csv":
        clean_ = client.get(f"/laws/us/pl/102/511/s907.{name}")
        assert clean_.status_code == 200 and clean_.headers["content-type"].startswith(FORMS[name])


def test_the_doors_offer_every_view_that_some_print_has() -> None:
    assert set(get_args(schemas.View)) == {"", *prints.VIEWS}
    assert set(get_args(get_args(door.View)[0])) == {"", *prints.VIEWS}


def test_a_bill_compared_is_printed_as_reported_with_line_type_and_italic() -> None:
    found = comparison(
        text.read("SEC. 2. LIMIT.\n    The limit is 30 days."), text.read("SEC. 2. LIMIT.\n    The limit is 60 days.")
    )
    made = prints.write(found, "pdf", Look("bill"))
    assert "30 60 days." in " ".join(words_of_pdf(made)).replace("3060", "30 60")
    fonts = {
        str(f.get_object()["/BaseFont"])
        for p in PdfReader(io.BytesIO(made)).pages
        for f in p["/Resources"]["/Font"].values()
    }  # type: ignore[index]
    assert any("Italic" in font for font in fonts)


def test_a_view_that_a_form_has_not_is_refused_at_the_doors() -> None:
    answer = TestClient(create()).get(f"{BILL}/redline.pdf", params={"view": "clean"})
    assert (answer.status_code, answer.json()["code"]) == (406, "F10")
    done = CliRunner().invoke(main.app, ["redline", "--format", "pdf", "--view", "clean"])
    assert done.exit_code == 2 and done.stderr.startswith("F10")


def test_the_author_and_the_day_come_from_the_caller() -> None:
    client = TestClient(create())
    asked = {"author": "Counsel", "date": "2026-03-02", "comments": "true"}
    root = document(client.get(f"{BILL}/redline.docx", params=asked).content)
    assert {e.get(w("author")) for e in root.iter(w("ins"))} == {"Counsel"}
    assert client.get(f"{BILL}/redline.docx", params={"date": "2026-02-31"}).json()["code"] == "F09"
    told = client.get(f"{BILL}/redline.docx", params={"author": "a\x01b"})
    assert (told.status_code, told.json()["code"]) == (422, "F06")
