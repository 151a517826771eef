"""The ledger as a table: the same rows as CSV, HTML, JSON and on the terminal, whatever a bill may hold."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

from fastapi.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import app as service
from drafting.amend import amend_law
from drafting.amend.entries import COLUMNS, as_csv, as_html, rows
from drafting.amend.outcome import Report
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
    assert shown.count("<tr") == 4
    assert "<b>" not in shown and "&lt;b&gt;account" in shown


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
