"""Dates of effect: read from the bill, put to the amendments they govern, and carried to versions of the law."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import create
from drafting.amend import When, amend, amend_law
from drafting.amend.entries import rows
from drafting.amend.outcome import Report
from drafting.effect import Effect
from drafting.parse import parse
from statute.catalogue import Law
from statute.citation import Citation
from statute.errors import Refusal
from statute.formats import text

LAW = "SEC. 9. FEES.\n    (a) The fee is $30.\n    (b) The Board may waive it within 30 days.\n"
BILL = """SEC. 2. FEES.
    (a) Amount.—Section 9(a) of the Widget Act is amended by striking “$30” and inserting “$40”.
    (b) Waiver.—Section 9(b) of the Widget Act is amended by striking “30 days” and inserting “60 days”.
    (c) Effective Date.—{}
"""


def effects(said: str) -> list[list[str]]:
    """What is understood of when the two amendments of the bill take effect."""
    found = parse(text.read(BILL.format(said), bill=True))
    return [[effect.said for effect in one.effects] for one in found]


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("The amendments made by this section shall take effect on January 1, 2027.", ["2027-01-01"], ["2027-01-01"]),
        ("The amendment made by subsection (a) shall take effect 180 days after the date of the enactment of this Act.", ["180 days after enactment"], []),
        ("This Act and the amendments made by this Act shall take effect on the date that is one year after the date of enactment of this Act.", ["1 year after enactment"], ["1 year after enactment"]),
        ("The amendments made by subsections (a) and (b) shall take effect on the date of enactment of this Act.", ["on enactment"], ["on enactment"]),
        ("The amendment made by subsection (b) shall take effect as if included in the enactment of the Widget Act.", [], ["on enactment"]),
        ("The amendment made by subsection (a) shall apply to fees due after December 31, 2027.", ["on enactment"], []),
        ("The amendment made by subsection (a) shall take effect on the date on which the Secretary certifies that it is due.", ["no date given"], []),
        ("The amendments made by this section shall take effect on February 30, 2027.", ["no date given"], ["no date given"]),
        ("The amendments made by this section (other than subsection (b)) shall take effect on January 1, 2027.", ["no date given"], ["no date given"]),
        ("The amendments made by section 3 of the Spring Act shall take effect on January 1, 2027.", [], []),
        ("The Board shall take effect on January 1, 2027.", [], []),
        ("The amendments made by this Act shall take effect on January 1, 2027. The amendment made by subsection (a) shall take effect on July 1, 2027.", ["2027-07-01"], ["2027-01-01"]),
    ],
)  # fmt: skip
def test_what_a_bill_says_of_its_dates_is_put_to_its_amendments(said: str, first: list[str], second: list[str]) -> None:
    assert effects(said) == [first, second]


def test_what_leads_up_to_a_target_prevails() -> None:
    bill = "Effective on July 1, 2027, section 9 of the Widget Act is amended by striking “$30” and inserting “$40”."
    (one,) = parse(text.read(bill, bill=True))
    assert [(e.kind, e.day) for e in one.effects] == [("day", "2027-07-01")]


@pytest.mark.parametrize(
    ("count", "unit", "enacted", "starts"),
    [
        (180, "day", date(2026, 3, 2), date(2026, 8, 29)),
        (1, "month", date(2027, 1, 31), date(2027, 2, 28)),
        (1, "year", date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_span_after_enactment_ends_on_a_day(count: int, unit: str, enacted: date, starts: date) -> None:
    assert Effect("after", "", count=count, unit=unit).starts(enacted) == starts
    assert Effect("after", "", count=count, unit=unit).starts(None) is None


DELAYED = "The amendment made by subsection (a) shall take effect on January 1, 2027."
SPAN = "The amendment made by subsection (a) shall take effect 180 days after the date of enactment of this Act."
WAITING = "The amendment made by subsection (a) shall take effect when the Secretary certifies that it is due."


def carried_out(said: str, when: When | None = None) -> Report:
    bill, law = text.read(BILL.format(said), bill=True), text.read(LAW)
    return amend_law(bill, law, when=when or When())


def test_a_law_has_a_version_for_each_date() -> None:
    report = carried_out(DELAYED)
    first, second = report.laws[0].versions
    assert (first.since, first.said, first.numbers) == ("", "on enactment", (2,))
    assert "$30" in text.write(first.node) and "60 days" in text.write(first.node)
    assert (second.since, second.numbers) == ("2027-01-01", (1, 2))
    assert second.node == report.laws[0].after
    assert [dict(zip(("effective",), row[-1:], strict=True))["effective"] for row in rows(report)] == ["2027-01-01", ""]


def test_a_law_that_changes_at_one_time_has_no_versions() -> None:
    assert (
        carried_out("The amendments made by this section shall take effect on January 1, 2027.").laws[0].versions == ()
    )


def test_what_waits_for_no_date_is_in_no_version() -> None:
    report = carried_out(WAITING)
    (only,) = report.laws[0].versions
    assert only.numbers == (2,) and "$30" in text.write(only.node)
    assert [p.code for p in report.problems] == ["M40"]


@pytest.mark.parametrize(
    ("said", "on", "enacted", "fee"),
    [
        (DELAYED, "2026-12-31", "", "$30"),
        (DELAYED, "2027-01-01", "", "$40"),
        (SPAN, "2026-08-28", "2026-03-02", "$30"),
        (SPAN, "2026-08-29", "2026-03-02", "$40"),
        (WAITING, "2099-01-01", "2026-03-02", "$30"),
    ],
)
def test_a_delayed_amendment_is_not_in_force_before_its_day(said: str, on: str, enacted: str, fee: str) -> None:
    report = carried_out(said, When.read(enacted, on))
    assert fee in text.write(report.laws[0].after) and "60 days" in text.write(report.laws[0].after)
    assert [o.status for o in report.outcomes] == ["executed" if fee == "$40" else "later", "executed"]
    assert report.status == "executed"


def test_a_day_that_is_not_known_is_asked_for() -> None:
    with pytest.raises(Refusal, match="M32"):
        carried_out(SPAN, When.read("", "2026-12-31"))
    with pytest.raises(Refusal, match="F09"):
        When.read("2026-02-30", "")


def test_days_and_spans_have_an_order_once_the_day_of_enactment_is_known() -> None:
    said = f"{SPAN} The amendment made by subsection (b) shall take effect on January 1, 2027."
    assert carried_out(said).laws[0].versions == ()
    told = carried_out(said, When(enacted=date(2026, 3, 2))).laws[0].versions
    assert [(version.since, version.numbers) for version in told] == [("2026-08-29", (1,)), ("2027-01-01", (1, 2))]


def test_an_amendment_that_leans_on_a_later_one_is_told() -> None:
    bill = (
        "SEC. 2. FEES.\n"
        "    (a) Section 9(a) of the Widget Act is amended by striking “$30” and inserting “$40”.\n"
        "    (b) Section 9(a) of the Widget Act is amended by striking “$40” and inserting “$50”.\n"
        "    (c) The amendment made by subsection (a) shall take effect on January 1, 2027.\n"
    )
    first, _ = amend_law(text.read(bill, bill=True), text.read(LAW)).laws[0].versions
    assert "$30" in text.write(first.node) and first.problems[0].code == "M18"


def test_the_doors_say_the_same(tmp_path: Path) -> None:
    sent = {"law": {"text": LAW}, "amendment": BILL.format(DELAYED), "in_force": "2026-12-31"}
    client = TestClient(create())
    answer = client.post("/redline", json=sent).json()
    assert [one["status"] for one in answer["instructions"]] == ["later", "executed"]
    assert [e["said"] for e in answer["instructions"][0]["effects"]] == ["2027-01-01"]
    versions = client.post("/redline", json={**sent, "in_force": ""}).json()["laws"][0]["versions"]
    assert [version["said"] for version in versions] == ["on enactment", "2027-01-01"]
    assert client.post("/redline", json={**sent, "in_force": "2026-02-30"}).json()["code"] == "F09"
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "bill.txt").write_text(BILL.format(DELAYED), encoding="utf-8")
    asked = ["--law", str(tmp_path / "law.txt"), "--bill", str(tmp_path / "bill.txt")]
    done = CliRunner().invoke(main.app, ["redline", *asked, "--in-force", "2026-12-31", "--json"])
    assert (done.exit_code, json.loads(done.stdout)) == (0, answer)
    shown = CliRunner().invoke(main.app, ["redline", *asked]).stdout
    assert "On enactment: instruction 2." in shown and "From 2027-01-01: instructions 1, 2." in shown


# ---- text that comes back --------------------------------------------------------------------------

SUNSET = """SEC. 2. FEES.
    (a) Amount.—Section 9(a) of the Widget Act is amended by striking “$30” and inserting “$40”.
    (b) Sunset.—{}
"""


@pytest.mark.parametrize(
    "said",
    [
        "The amendment made by subsection (a) shall cease to have effect on January 1, 2030.",
        "Effective on January 1, 2030, the amendment made by subsection (a) is repealed.",
        "Effective January 1, 2030, the amendments made by this section are repealed, and the provisions of law amended by this section are restored or revived as if this section had not been enacted.",
        "Effective on January 1, 2030, section 9(a) of the Widget Act is amended to read as it read on the day before the date of the enactment of this Act.",
        "Effective January 1, 2030, section 9 of the Widget Act is amended to read as such section was in effect immediately before the enactment of this Act.",
    ],
)  # fmt: skip
def test_what_ends_on_a_day_makes_a_version_without_it(said: str) -> None:
    report = amend_law(text.read(SUNSET.format(said), bill=True), text.read(LAW))
    until, since = report.laws[0].versions
    assert (since.said, text.write(since.node)) == ("2030-01-01", LAW)
    assert text.write(until.node) == LAW.replace("$30", "$40")


@pytest.mark.parametrize(
    "said",
    [
        "The amendment made by subsection (a) shall cease to have effect when the Board so determines.",
        "The amendments made by this section shall terminate on the date on which the Board certifies that it is due.",
    ],
)
def test_what_ends_on_no_day_that_is_told_is_in_no_version(said: str) -> None:
    report = amend_law(text.read(SUNSET.format(said), bill=True), text.read(LAW))
    assert [p.code for p in report.problems] == ["M40"]
    assert [text.write(v.node) for v in report.laws[0].versions] == [LAW.replace("$30", "$40")]


class _TwoTexts:
    """A shelf with one law as of two days."""

    def __init__(self, day: str = "2026-01-01") -> None:
        self.day = day

    def as_of(self, words: str) -> _TwoTexts:
        return _TwoTexts(words)

    def in_code(self, citation: Citation) -> None:
        return None

    def find(self, citation: Citation) -> Law:
        if self.day < "2020-01-01":
            raise Refusal.of("M32", "No text is as old as that.")
        amount = "$30" if self.day > "2023-01-01" else "$25"
        return Law("/us/pl/99/9", "Widget Act", (), "", text.read(LAW.replace("$30", amount)))


@pytest.mark.parametrize(
    ("day", "code", "amount"), [("December 31, 2021", "", "$25"), ("December 31, 2001", "M32", "$30")]
)
def test_a_law_reads_again_as_it_read_on_a_day_of_which_a_text_is_held(day: str, code: str, amount: str) -> None:
    bill = f"Section 9(a) of the Widget Act is amended to read as it read on {day}."
    report = amend(text.read(bill, bill=True), _TwoTexts())
    assert [p.code for p in report.problems if p.stops()] == ([code] if code else [])
    assert text.write(report.laws[0].after) == LAW.replace("$30", amount)
