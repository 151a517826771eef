"""Amendments by page and line: each form on a print, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import create
from drafting.amend.outcome import Report
from drafting.floor import amend_print
from drafting.redline import accept, reject
from statute.errors import Refusal
from statute.formats import text
from statute.lines import paged
from statute.node import same

PRINT = """                         A BILL
     To inspect widgets, and for
       other purposes.
 1  Be it enacted by the Senate and House of Representa-
 2  tives of the United States of America in Congress assembled,
 3  SECTION 1. WIDGETS.
 4    The Board shall inspect each widget within 30 days, and
 5  may charge a fee of 30 dollars for the inspec-
 6  tion.
                       •HR 1 IH
                              2
 1    The fee is paid to the Board.
 2    The Board shall report.
"""


def amended(words: str) -> Report:
    report = amend_print(text.read(words, bill=True), paged.read(PRINT))
    law = report.laws[0]
    assert same(accept(law.redline), law.after)
    assert same(reject(law.redline), law.before)
    return report


def lines(report: Report) -> list[str]:
    return [leaf.words for leaf in report.laws[0].after.parts if not paged.is_title(leaf)]


def test_a_print_is_read_by_page_and_line() -> None:
    read = paged.read(PRINT)
    assert [paged.place(leaf) for leaf in read.parts] == [
        (1, 0),
        (1, 0),
        *((1, n) for n in range(1, 7)),
        (2, 1),
        (2, 2),
    ]
    assert read.parts[8].words == "The fee is paid to the Board."
    with pytest.raises(Refusal, match="F08"):
        paged.read("No line is numbered here.")


@pytest.mark.parametrize(
    ("words", "form", "at", "now"),
    [
        ("Page 1, line 4, strike “30” and insert “45”.", "J1", 3, "The Board shall inspect each widget within 45 days, and"),
        ("On page 2, line 2, after “Board” insert “and the Council”.", "J1", 7, "The Board and the Council shall report."),
        ("On page 2, line 2, insert “promptly” before “report”.", "J1", 7, "The Board shall promptly report."),
        ("Page 1, line 5, strike “ of 30 dollars”.", "J1", 4, "may charge a fee for the inspec-"),
        ("Page 2, strike line 1 and insert the following: “The fee is waived.”.", "J2", 6, "The fee is waived."),
        ("On page 2, between lines 1 and 2, insert the following: “It is small.”.", "J2", 7, "It is small."),
        ("On page 2, after line 2, insert the following: “It is small.”.", "J2", 8, "It is small."),
        ("On page 2, before line 1, insert the following: “It is small.”.", "J2", 6, "It is small."),
    ],
)  # fmt: skip
def test_each_form_is_carried_out(words: str, form: str, at: int, now: str) -> None:
    report = amended(words)
    assert [(o.status, o.instruction.form) for o in report.outcomes] == [("executed", form)]
    assert lines(report)[at] == now


def test_lines_are_struck_through_another_page() -> None:
    report = amended("Page 1, strike line 5 and all that follows through page 2, line 1.")
    assert lines(report)[3:] == ["The Board shall inspect each widget within 30 days, and", "The Board shall report."]


def test_a_word_broken_at_the_end_of_a_line_is_found_whole() -> None:
    report = amended("Page 1, lines 5 and 6, strike “for the inspection” and insert “for it”.")
    assert lines(report)[4:6] == ["may charge a fee of 30 dollars for it", "."]


def test_all_after_the_enacting_clause_and_the_title_are_put_anew() -> None:
    words = "Strike all after the enacting clause and insert the following: “SECTION 1. FEES.”.\n"
    report = amended(words + "Amend the title so as to read: “A bill to lower fees.”.")
    own = [leaf.words for leaf in paged.read(PRINT).parts]
    assert lines(report) == ["A bill to lower fees.", *own[2:4], "SECTION 1. FEES."]
    assert [(o.status, o.instruction.form) for o in report.outcomes] == [("executed", "J4"), ("executed", "J7")]


def test_a_line_is_the_one_of_the_print_whatever_was_struck_before() -> None:
    report = amended(
        "Page 1, strike line 3.\nPage 1, line 4, strike “30” and insert “45”.\nPage 1, line 3, strike “WIDGETS”."
    )
    assert [o.status for o in report.outcomes] == ["executed", "executed", "refused"]
    assert lines(report)[2] == "The Board shall inspect each widget within 45 days, and"
    assert report.problems[0].code == "M04"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Page 1, line 4, strike “60”.", "M18"),
        ("Page 1, lines 4 through 5, strike “30”.", "M19"),
        ("Page 9, line 4, strike “30”.", "M04"),
        ("Page 1, strike line 5 and all that follows through page 1, line 2.", "M17"),
        ("Page 1, line 4, make it better.", "M03"),
        ("Strike section 9.", "M04"),
        ("In section 1(b), strike “30”.", "M03"),
        ("In lieu of the matter proposed to be inserted, insert the following: “It is so.”.", "M12"),
        ("Redesignate succeeding sections accordingly.", "M17"),
    ],
)
def test_what_is_not_certain_is_refused(words: str, code: str) -> None:
    report = amended(words)
    assert [p.code for p in report.problems] == [code]
    assert same(report.laws[0].after, report.laws[0].before)


SECTIONS = """1 SEC. 3. FEES.
2 The Board may collect a fee.
3 SEC. 4. REPORTS.
4 The Board shall report under section 5.
5 SEC. 5. BOOKS.
6 The Board shall keep books.
7 TITLE II—CASES
8 SEC. 201. CASES.
9 A case is no widget.
"""


def on_sections(words: str) -> Report:
    return amend_print(text.read(words, bill=True), paged.read(SECTIONS))


@pytest.mark.parametrize(
    ("words", "form", "at", "now"),
    [
        ("After section 3, insert the following: “SEC. 3A. WIDGETS.”.", "J3", 2, ["SEC. 3A. WIDGETS.", "SEC. 4. REPORTS."]),
        ("Insert before section 4 the following new section: “SEC. 3A. WIDGETS.”.", "J3", 2, ["SEC. 3A. WIDGETS.", "SEC. 4. REPORTS."]),
        ("Strike section 4.", "J3", 1, ["The Board may collect a fee.", "SEC. 5. BOOKS."]),
        ("Strike section 4 and insert the following: “SEC. 4. NOTICE.”.", "J3", 2, ["SEC. 4. NOTICE.", "SEC. 5. BOOKS."]),
        ("At the end of title II, add the following: “SEC. 202. COILS.”.", "J3", 9, ["SEC. 202. COILS."]),
        ("Add at the end of the bill the following new title: “TITLE III—COILS”.", "J3", 9, ["TITLE III—COILS"]),
        ("In section 4, strike “report” and insert “report annually”.", "J3", 3, ["The Board shall report annually under section 5."]),
    ],
)  # fmt: skip
def test_a_section_of_the_print_is_named(words: str, form: str, at: int, now: list[str]) -> None:
    report = on_sections(words)
    assert [(o.status, o.instruction.form) for o in report.outcomes] == [("executed", form)]
    assert lines(report)[at : at + len(now)] == now


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        (
            "After section 3, insert the following: “SEC. 4. WIDGETS.” and redesignate succeeding sections accordingly.",
            ["SEC. 3.", "SEC. 4.", "SEC. 5.", "SEC. 6.", "SEC. 201."],
        ),
        (
            "Strike section 4. Redesignate the succeeding sections accordingly.",
            ["SEC. 3.", "SEC. 4.", "SEC. 201."],
        ),
    ],
)
def test_succeeding_sections_are_redesignated(words: str, heads: list[str]) -> None:
    report = on_sections(words)
    assert [o.status for o in report.outcomes] == ["executed", "executed"]
    assert [" ".join(line.split()[:2]) for line in lines(report) if line.startswith("SEC.")] == heads
    assert report.outcomes[1].instruction.form == "J6"


def test_references_to_redesignated_sections_are_told() -> None:
    report = on_sections("After section 3, insert “SEC. 4. WIDGETS.” and redesignate succeeding sections accordingly.")
    (problem,) = report.problems
    assert problem.code == "W14" and problem.detail.endswith("page 1, line 4.")


def test_a_place_left_open_is_refused_with_the_places_there_are() -> None:
    report = on_sections("At the appropriate place in title II, insert the following: “SEC. 202. COILS.”.")
    (problem,) = report.problems
    assert problem.code == "M34" and problem.instruction == 1
    assert [s.words for s in problem.suggestions] == ["On page 1, after line 9, insert the following:"]


AMENDMENT = """1 On page 3, after line 2, insert the following:
2 SEC. 9. SPRINGS.
3 A spring is no widget.
"""


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("Page 1, line 3, of the amendment, strike “no” and insert “a”.", ["SEC. 9. SPRINGS.", "A spring is a widget."]),
        ("In the matter proposed to be inserted by the amendment, strike “no” and insert “a”.", ["SEC. 9. SPRINGS.", "A spring is a widget."]),
        ("In lieu of the matter proposed to be inserted, insert the following: “SEC. 9. COILS.”.", ["SEC. 9. COILS."]),
        ("At the end of the amendment, add the following: “It is small.”.", ["SEC. 9. SPRINGS.", "A spring is no widget.", "It is small."]),
    ],
)  # fmt: skip
def test_an_amendment_is_amended(words: str, now: list[str]) -> None:
    report = amend_print(text.read(words, bill=True), paged.read(AMENDMENT))
    assert report.status == "executed"
    assert lines(report)[1:] == now


def test_a_title_that_the_print_does_not_show_is_refused() -> None:
    (outcome,) = on_sections("Amend the title so as to read: “A bill to lower fees.”.").outcomes
    assert outcome.status == "refused" and outcome.problems[0].code == "M12"


def test_a_text_without_such_an_amendment_is_refused() -> None:
    with pytest.raises(Refusal, match="M03"):
        amend_print(text.read("The Board shall report.", bill=True), paged.read(PRINT))


def test_the_command_line_shows_the_redline(tmp_path: Path) -> None:
    (tmp_path / "print.txt").write_text(PRINT, encoding="utf-8")
    (tmp_path / "floor.txt").write_text("Page 1, line 4, strike “30” and insert “45”.", encoding="utf-8")
    result = CliRunner().invoke(
        main.app, ["floor", str(tmp_path / "print.txt"), str(tmp_path / "floor.txt"), "-f", "text"]
    )
    assert result.exit_code == 0
    assert "【30】«45»" in result.stdout


def test_the_service_says_the_same() -> None:
    client = TestClient(create())
    sent = {"print": PRINT, "amendment": "Page 1, line 4, strike “30” and insert “45”."}
    answer = client.post("/floor", json=sent).json()
    assert answer["status"] == "executed" and "【30】«45»" in answer["laws"][0]["redline"]
    shown = client.post("/floor", json=sent, headers={"Accept": "text/plain"})
    assert shown.headers["Ramseyer-Status"] == "executed" and "【30】«45»" in shown.text
    refused = client.post("/floor", json={"print": "No line is numbered.", "amendment": "Strike section 4."})
    assert (refused.status_code, refused.json()["code"]) == (422, "F08")
