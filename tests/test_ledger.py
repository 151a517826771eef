"""The ledger as a table: the same rows as CSV, HTML, JSON and on the terminal, whatever a bill may hold."""

from __future__ import annotations

import csv
import json
from html import escape
from io import StringIO
from pathlib import Path
from typing import get_args

from fastapi.testclient import TestClient
from rich.console import Console
from typer.testing import CliRunner

import main
from api.app import app as service
from api.outcome_schemas import OutcomeShape
from drafting.amend import amend_law
from drafting.amend.entries import COLUMNS, as_csv, rows
from drafting.amend.listed import as_html, as_terminal
from drafting.amend.outcome import SAID, Report
from statute.formats import text

LAW = """SEC. 5. WIDGETS.
    (a) In General.—The Board may inspect widgets, and may charge a fee.
    (b) Report.—The Board shall report.
"""
BILL = """SEC. 2. AMENDMENTS.
    Section 5 of the Widget Safety Act (15 U.S.C. 9901) is amended—
        (1) in subsection (b), by striking “=report” and inserting “<b>account</b>”;
        (2) in subsection (a), by striking “may” each place it appears and inserting “shall”; and
        (3) by inserting “fair” wherever it pleases.
"""


def report() -> Report:
    return amend_law(text.read(BILL, bill=True), text.read(LAW))


def named(row: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(COLUMNS, row, strict=True))


def test_a_row_says_what_was_said_and_what_came_of_it() -> None:
    first, second, third = map(named, rows(report()))
    assert (first["result"], first["code"], first["matches"]) == ("refused", "M18", "0")
    assert first["hint"]
    assert (second["result"], second["matches"], second["steps"]) == ("executed", "2", "2")
    assert (second["place"], second["scope"], second["form"]) == ("section 2(2) of the bill", "subsection (a)", "C1")
    assert (second["act section"], second["code section"]) == ("section 5 of the Widget Safety Act", "15 U.S.C. 9901")
    assert second["found at"] == "section 5"
    assert (third["result"], third["code"]) == ("unread", "M03")


def test_csv_gives_the_rows_back_and_holds_no_formula() -> None:
    found = list(csv.reader(StringIO(as_csv(report()))))
    assert tuple(found[0]) == COLUMNS
    assert found[2] == list(rows(report())[1])
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in found for cell in line)


def test_html_shows_everything_escaped() -> None:
    shown = as_html(report())
    assert shown.count('<li id="instruction-') == 3
    assert "<b>" not in shown and "&lt;b&gt;account" in shown


def test_every_form_tells_what_stands_in_the_way_and_every_place_that_answers() -> None:
    twice = BILL.replace(" each place it appears", "")
    found = amend_law(text.read(twice, bill=True), text.read(LAW))
    row = named(rows(found)[1])
    assert row["code"] == "M19"
    told = "“may inspect” (the first place it appears, section 5(a)); “may charge” (the second place it appears, section 5(a))"
    assert row["suggestions"] == told
    shown = as_html(found)
    console = Console(width=100, file=StringIO())
    console.print(as_terminal(found))
    for one in told.split("; "):
        assert escape(one) in shown and one in console.file.getvalue()  # type: ignore[attr-defined]
    for fact in ("section 2(2) of the bill", "Section 5 of the Widget Safety Act", "15 U.S.C. 9901", "subsection (a)"):
        assert fact in shown and fact in console.file.getvalue()  # type: ignore[attr-defined]


def test_what_is_said_of_each_place_works_when_it_is_written_into_the_bill() -> None:
    for which, law in (
        ("first", "The Board shall inspect widgets, and may"),
        ("second", "may inspect widgets, and shall"),
    ):
        said = BILL.replace("each place it appears", f"the {which} place it appears")
        assert law in text.write(amend_law(text.read(said, bill=True), text.read(LAW)).laws[0].after)


def test_the_command_line_writes_each_form(tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "bill.txt").write_text(BILL, encoding="utf-8")
    given = ["ledger", "--law", str(tmp_path / "law.txt"), "--bill", str(tmp_path / "bill.txt")]
    shown = CliRunner().invoke(main.app, given)
    assert shown.exit_code == 1
    assert "M18" in shown.stdout
    for ending in ("csv", "html", "json"):
        assert CliRunner().invoke(main.app, [*given, "-o", str(tmp_path / f"out.{ending}")]).exit_code == 1
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines() == as_csv(report()).splitlines()
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["instructions"]) == 3
    assert CliRunner().invoke(main.app, [*given, "-o", str(tmp_path / "out.docx")]).exit_code == 2


def test_what_is_not_yet_in_force_is_shown_on_a_page_as_anything_else() -> None:
    dated = f"{BILL}    (b) Effective Date.—The amendments made by this section take effect on January 1, 2099.\n"
    body = {"law": {"text": LAW}, "amendment": dated, "enacted": "2026-01-01", "in_force": "2026-06-01"}
    shown = TestClient(service).post("/redline", json=body, headers={"Accept": "text/html"})
    assert shown.status_code == 200 and "Not yet in force" in shown.text
    assert set(SAID) == set(get_args(OutcomeShape.model_fields["status"].annotation))


def test_the_api_gives_the_same_rows() -> None:
    client = TestClient(service)
    body = {"law": {"text": LAW}, "amendment": BILL}
    sent = client.post("/ledger", json=body, headers={"Accept": "text/csv"})
    assert sent.headers["content-type"].startswith("text/csv")
    assert sent.text.splitlines() == as_csv(report()).splitlines()
    assert len(client.post("/ledger", json=body).json()["instructions"]) == 3
    assert "<style" not in client.get("/bills/section-907-certification/ledger.html").text
    assert client.get("/bills/section-907-certification/ledger.xml").status_code == 406
    assert client.get("/bills/none/ledger.csv").status_code == 404
