"""What a bill says of provisions and changes no word of: told apart, placed with certainty or not at all, shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import create
from bench.forms import NOTED
from drafting.amend import amend, amend_law
from drafting.amend.outcome import Report
from drafting.effect import Effect
from drafting.instruction import Rule
from drafting.parse import parse
from drafting.parse.rules import KINDS, rules
from statute import citation
from statute.formats import text
from statute.library import Shelf

LAW = "SEC. 5. FEES.\n    (a) The fee is $30.\n    (b) The Board may waive it.\n"
AMENDS = "SEC. 2. FEES.\n    Section 5(a) of the Widget Act is amended by striking “$30” and inserting “$40”.\n"


def told(sentence: str) -> list[tuple[str, list[str]]]:
    """The rules in a sentence, each with what it is said of."""
    found = rules(sentence, 0, len(sentence))
    return [(one.kind, [t.citation.spoken() for t in one.targets]) for one in found]


def carried_out(said: str, cite: str = "") -> Report:
    """A bill that amends section 5(a) and says something more, on the law."""
    bill = f"{AMENDS}SEC. 3. MORE.\n    {said}\n"
    return amend_law(text.read(bill, bill=True), text.read(LAW), citation=citation.read(cite) if cite else None)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.form}-{kind.name}")
def test_each_kind_of_rule_is_told_by_its_own_line(kind: object) -> None:
    example, name = kind.example, kind.name  # type: ignore[attr-defined]
    assert told(example) == [(name, ["section 5 of the Widget Act"])]


@pytest.mark.parametrize(("form", "said"), NOTED)
def test_each_form_of_the_page_is_noted(form: str, said: str) -> None:
    first, *others = parse(text.read(f"{AMENDS}    {said}\n", bill=True))
    assert [effect.words for effect in first.effects] == [said] or [one.form for one in others] == [form]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Notwithstanding any other provision of law, no fee is due.", []),
        ("Notwithstanding section 5 of this Act, no fee is due.", []),
        ("Notwithstanding subsection (a), no fee is due.", []),
        ("Notwithstanding section 5 of such Act, no fee is due.", []),
        ("A person to whom section 5 of the Widget Act does not apply is exempt.", []),
        ("The amendments made by section 5 of the Widget Act shall apply to fees.", []),
        ("The term “widget”, as defined in section 5 of the Widget Act, includes a gadget.", []),
        ("Nothing in this Act affects a widget (as defined in section 3 of the Widget Act).", []),
        ("Notwithstanding sections 5(a) and 6 of the Widget Act or section 553 of title 5, United States Code, no fee is due.", [("override", ["section 5(a) of the Widget Act", "section 6 of the Widget Act", "section 553 of title 5, United States Code"])]),
        ("The Widget Act requires fees; and section 7 of such Act shall not apply.", [("applicability", ["section 7 of the Widget Act"])]),
        ("Fees stay: Provided, That section 5 of the Widget Act applies.", [("applicability", ["section 5 of the Widget Act"])]),
    ],
)  # fmt: skip
def test_only_a_law_that_is_named_is_told(said: str, found: list[tuple[str, list[str]]]) -> None:
    assert told(said) == found


@pytest.mark.parametrize(
    ("said", "cite", "where"),
    [
        ("Section 5(b) of the Widget Act shall not apply to gadgets.", "", ["section 5"]),
        ("Section 5(b) of the Gadget Act shall not apply to gadgets.", "", []),
        ("Section 9 of the Widget Act shall not apply to gadgets.", "", []),
        ("Section 5 of title 7, United States Code, shall not apply to gadgets.", "", []),
        ("Section 5 of title 9, United States Code, shall not apply to gadgets.", "9 U.S.C. 5", ["section 5"]),
    ],
)
def test_a_note_stands_where_it_is_told_to_or_nowhere(said: str, cite: str, where: list[str]) -> None:
    report = carried_out(said, cite)
    assert [note.where for note in report.laws[0].notes] == where
    assert "Notes" not in text.write(report.laws[0].after)
    if not cite:
        assert [o.status for o in report.outcomes] == ["executed", "noted"]
        assert [p.code for p in report.problems] == ["M30"]


def test_a_law_that_is_only_named_is_not_opened() -> None:
    said = "Notwithstanding section 907 of the FREEDOM Support Act, funds may be made available."
    report = amend(text.read(f"SEC. 2. FUNDS.\n    {said}\n", bill=True), Shelf.of_fixtures())
    assert report.laws == () and [o.status for o in report.outcomes] == ["noted"]
    assert "section 907 of the FREEDOM Support Act" in report.problems[0].detail


def test_a_rule_has_the_list_that_follows_it() -> None:
    bill = "SEC. 2. GADGETS.\n    Section 5 of the Widget Act shall not apply to—\n        (1) gadgets; or\n        (2) toys.\n"
    (one,) = parse(text.read(bill, bill=True))
    assert isinstance(one.act, Rule) and one.act.words.endswith("apply to— (1) gadgets; or (2) toys.")


@pytest.mark.parametrize(
    ("said", "enacted", "starts"),
    [
        ("the first day of the first fiscal year beginning after the date of enactment of this Act", "2026-04-04", "2026-10-01"),
        ("the first day of the first fiscal year that begins after the date of enactment of this Act", "2026-10-01", "2027-10-01"),
        ("the first day of the first fiscal year that begins on or after the date of enactment of this Act", "2026-10-01", "2026-10-01"),
        ("the first day of the first calendar quarter beginning more than 60 days after the date of the enactment of this Act", "2026-02-15", "2026-07-01"),
        ("the first day of the third month that begins after the date of the enactment of this Act", "2026-11-15", "2027-02-01"),
        ("January 1 of the first calendar year beginning after the date of the enactment of this Act", "2026-11-15", "2027-01-01"),
        ("October 1 of the first calendar year beginning after the date of the enactment of this Act", "2026-11-15", None),
        ("the first day of the first pay period beginning after the date of the enactment of this Act", "2026-11-15", None),
    ],
)  # fmt: skip
def test_the_first_day_of_a_period_is_known_once_the_day_of_enactment_is(
    said: str, enacted: str, starts: str | None
) -> None:
    bill = f"{AMENDS}SEC. 3. DATE.\n    The amendment made by section 2 shall take effect on {said}.\n"
    (effect,) = parse(text.read(bill, bill=True))[0].effects
    day = effect.starts(date.fromisoformat(enacted))
    assert (day.isoformat() if day else None) == starts
    assert effect.starts(None) is None


def test_times_said_of_titles_and_in_lists_are_read() -> None:
    bill = (
        "TITLE I—FEES\nSEC. 101. FEES.\n    Section 5(a) of the Widget Act is amended by striking “$30” and inserting “$40”.\n"
        "TITLE II—WAIVERS\nSEC. 201. WAIVERS.\n    Section 5(b) of the Widget Act is amended by striking “may” and inserting “shall”.\n"
        "TITLE III—DATES\nSEC. 301. DATES.\n    (a) The amendments made by titles I and III shall take effect on January 1, 2027.\n"
        "    (b) The amendments made by section 201—\n        (1) shall take effect on July 1, 2027; and\n"
        "        (2) shall not be construed to require a waiver.\n"
    )
    first, second = (
        [effect.said for effect in one.effects if effect.is_time] for one in parse(text.read(bill, bill=True))
    )
    assert (first, second) == (["2027-01-01"], ["2027-07-01"])


def test_what_is_said_of_plan_years_is_no_time() -> None:
    said = "The amendment made by section 2 shall take effect with respect to plan years beginning on or after January 1, 2027."
    (effect,) = parse(text.read(f"{AMENDS}SEC. 3. DATE.\n    {said}\n", bill=True))[0].effects
    assert (effect.kind, effect.is_time) == ("applies", False)
    assert Effect("construed", "").is_time is False


RIDER = f"{AMENDS}SEC. 3. MORE.\n    Notwithstanding section 5(b) of the Widget Act, no fee is waived <today>.\n"
NOTE = "Related Provision (section 3 of the bill)"


def test_every_door_shows_the_notes(tmp_path: Path) -> None:
    client = TestClient(create())
    sent = {"law": {"text": LAW}, "amendment": RIDER}
    answer = client.post("/redline", json=sent).json()
    (note,) = answer["laws"][0]["notes"]
    assert (note["where"], note["heading"], note["instructions"]) == ("section 5", "Related Provision", [2])
    assert answer["instructions"][1]["status"] == "noted" and "<today>" not in answer["laws"][0]["redline_html"]
    for media in ("text/html", "application/xml", "text/plain", "text/markdown"):
        shown = client.post("/redline", json=sent, headers={"Accept": media}).text.replace("\\", "")
        assert NOTE in shown, media
    page = client.post(
        "/redline", json={**sent, "in_force": "2020-01-01", "enacted": "2026-01-01"}, headers={"Accept": "text/html"}
    )
    assert page.status_code == 200
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "bill.txt").write_text(RIDER, encoding="utf-8")
    asked = ["redline", "--law", str(tmp_path / "law.txt"), "--bill", str(tmp_path / "bill.txt")]
    assert json.loads(CliRunner().invoke(main.app, [*asked, "--json"]).stdout) == answer
    for suffix in ("docx", "pdf", "html", "xml", "txt"):
        done = CliRunner().invoke(main.app, [*asked, "-o", str(tmp_path / f"out.{suffix}")])
        assert done.exit_code == 0, done.output
    assert NOTE in _words(tmp_path / "out.docx")


def _words(file: Path) -> str:
    import docx

    return "\n".join(p.text for p in docx.Document(str(file)).paragraphs)
