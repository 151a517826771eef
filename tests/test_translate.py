"""The Code editors' words for an Act's: what is told, what is matched, and what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import app
from drafting.amend.errand import amend_law, execute
from drafting.amend.outcome import ELSEWHERE, EXECUTED, NOTED, REFUSED, Amended
from drafting.parse import parse
from drafting.plan.translate import Editors, in_words
from statute import citation
from statute.formats import text

LAW = """§ 9905. Reports
    (a) In general
        A report under subsection 9902(b) of this title is due as section 9907(a) of title 26 says.
    (b) Form
        The report (as defined in section 9960(a) of title 42) for the first year is plain, under section 9903(c) of this title.
"""
TELLS = """SEC. 2. WIDGETS.
    (a) Section 2 of the Widget Act (15 U.S.C. 9902) is amended by striking “x”.
    (b) Section 4 of the Widget Act (15 U.S.C. 9904) is amended by striking “y”.
    (c) Section 6 of the Widget Act (15 U.S.C. 9910) is amended by striking “z”.
    (d) Section 5 of the Widget Act (15 U.S.C. 9905) is amended
"""


def carried_out(says: str, *, codify: bool = False) -> Amended:
    """The law under one amendment of section 5 of the Act, in a bill that tells where three other sections stand."""
    bill = text.read(f"{TELLS.rstrip()} {says}", bill=True)
    law, instructions = text.read(LAW), parse(bill)
    editors = Editors.of(citation.read("15 U.S.C. 9905"), law, in_words([bill]), instructions, codify=codify)
    return execute(law, instructions[3:], editors=editors)


@pytest.mark.parametrize(
    ("says", "reads"),
    [
        ("in subsection (a), by striking “subsection 2(b)” and inserting “section 2(b)”", "under section 9902(b) of this title is"),
        ("in subsection (b), by striking “section 3(c)” and inserting “section 4(c)”", "under section 9904(c) of this title."),
        ("in subsection (a), by striking “section 9907(a) of the Internal Revenue Code of 1986” and inserting “law”", "due as law says"),
        ("in subsection (a), by striking “of title 26, United States Code” and inserting “of that title”", "9907(a) of that title says"),
    ],
)  # fmt: skip
def test_words_are_matched_as_the_code_prints_them(says: str, reads: str) -> None:
    amended = carried_out(f"{says}.")
    (outcome,) = amended.outcomes
    assert outcome.status == EXECUTED
    assert {p.code for p in outcome.problems} - {"T02"} == {"T01"}
    assert reads in text.write(amended.after)


@pytest.mark.parametrize(
    "says",
    [
        "in subsection (b), by striking “section 5(c)” and inserting “section 4(c)”",  # told, and elsewhere
        "in subsection (b), by striking “section 7(c)” and inserting “section 4(c)”",  # not told
        "in subsection (b), by striking “section 3(c) of the Gadget Act” and inserting “law”",  # another Act's
    ],
)
def test_what_is_not_told_is_not_guessed(says: str) -> None:
    amended = carried_out(f"{says}.")
    (outcome,) = amended.outcomes
    assert outcome.status == REFUSED and amended.after == amended.before


def test_between_two_told_sections_only_as_many_as_lie_between() -> None:
    told = parse(text.read(TELLS + " by striking “a”.", bill=True))
    editors = Editors.of(citation.read("15 U.S.C. 9905"), text.read(LAW), in_words([]), told)
    assert editors is not None
    assert editors.sections["widget act", "4"] == ("15", "9904")
    assert editors.between == {("widget act", "3"): ("15", "9903")}  # 9905 to 9910 is farther than 5 to 6


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("section 3(a) of the Gadget Act (42 U.S.C. 70(a))", "section 70(a) of title 42"),
        ("sections 3(a) and 4 of the Gadget Act (15 U.S.C. 70(a), 71)", "sections 70(a) and 71 of this title"),
        ("section 202(a) of the Advisers Act of 1940 (15 U.S.C. 80–b–2(a))", "section 80b–2(a) of this title"),
        ("section 6(a) of the Internal Revenue Code of 1986", "section 6(a) of title 26"),
        ("section 552 of title 5, United States Code", "section 552 of title 5"),
        ("section 4(b) of the Widget Act", "section 9904(b) of this title"),
        ("(in section 3 of the Gadget Act (42 U.S.C. 70)", "(in section 70 of title 42)"),
        ("The report (as defined in section 210(a) of the Gadget Act) for the first year", "The report (as defined in section 9960(a) of title 42) for the first year"),
        ("section 3(a) of the Gadget Act (42 U.S.C. 70(b))", ""),
        ("sections 3 through 5 of the Gadget Act (42 U.S.C. 70, 72)", ""),
        ("section 3 of the Gadget Act (42 U.S.C. 70 note)", ""),
        ("section 3 of the Gadget Act (42 U.S.C. 70 et seq.)", ""),
        ("section 3 of the Gadget Act (50 U.S.C. App. 70)", ""),
        ("section 3 of the Gadget Act", ""),
        ("section 4(b)", ""),
        ("section 4(b) of such Act", ""),
    ],
)  # fmt: skip
def test_new_matter_as_the_code_prints_it(said: str, printed: str) -> None:
    says = f"by adding at the end the following: “(c) Use.—It is so, {said}.”."
    amended, as_enacted = carried_out(says, codify=True), carried_out(says)
    assert f"It is so, {said}." in text.write(as_enacted.after)
    assert f"It is so, {printed or said}." in text.write(amended.after)
    reported = [p.code for o in amended.outcomes for p in o.problems if p.code == "T02"]
    assert len(reported) == bool(printed)


def test_an_acts_section_numbers_are_not_the_codes() -> None:
    amended = carried_out("by redesignating section 6 as section 7.")
    (outcome,) = amended.outcomes
    assert outcome.status == NOTED and [p.code for p in outcome.problems] == ["M30"]


@pytest.mark.parametrize(
    "bill",
    [
        "Chapter IV of title I of Public Law 98–63 (33 U.S.C. 9905) is amended by inserting “open” after “each”.",
        "Section 5 of the Widget Act (33 U.S.C. 9905) is amended by striking “Provided, That each” and inserting “Each”.",
    ],
)
def test_what_the_editors_may_have_arranged_is_looked_at(bill: str) -> None:
    law = text.read("§ 9905. Boards\n    A board may sit: Provided, That each board is open.\n")
    (outcome,) = amend_law(text.read(bill, bill=True), law, citation=citation.read("33 U.S.C. 9905")).outcomes
    assert outcome.status == EXECUTED and "T03" in [p.code for p in outcome.problems]


def test_the_law_in_hand_may_be_the_codes_print() -> None:
    bill = text.read(
        f"{TELLS.rstrip()} in subsection (a), by striking “subsection 2(b)” and inserting “law”.", bill=True
    )
    report = amend_law(bill, text.read(LAW), citation=citation.read("15 U.S.C. 9905"))
    assert [o.status for o in report.outcomes] == [ELSEWHERE, ELSEWHERE, ELSEWHERE, EXECUTED]
    pasted = amend_law(bill, text.read(LAW))  # nothing says that it is the Code's
    assert pasted.outcomes[-1].status == REFUSED


@pytest.mark.parametrize("prints", ["act", "code"])
def test_every_door_prints_new_matter_as_asked(prints: str, tmp_path: Path) -> None:
    law = "§ 9905. Fees\n    The fee is $30.\n"
    says = "as section 3(a) of the Gadget Act (42 U.S.C. 70(a)) says"
    bill = f"Section 5 of the Widget Act (15 U.S.C. 9905) is amended by striking “$30” and inserting “{says}”."
    reads = {"act": says, "code": "as section 70(a) of title 42 says"}[prints]
    given = {"law": {"text": law, "citation": "15 U.S.C. 9905"}, "amendment": bill, "print": prints}
    (tmp_path / "law.txt").write_text(law, encoding="utf-8")
    (tmp_path / "bill.txt").write_text(bill, encoding="utf-8")
    files = [str(tmp_path / "law.txt"), str(tmp_path / "bill.txt")]
    done = CliRunner().invoke(main.app, ["amend", *files, "--cite", "15 U.S.C. 9905", "--print", prints, "--json"])
    with TestClient(app) as client:
        told = client.post("/redline", json=given).json()
    for answer in (json.loads(done.stdout), told):
        assert answer["status"] == "executed"
        assert reads in json.dumps(answer["laws"], ensure_ascii=False)
        assert [p["code"] for p in answer["instructions"][0]["problems"]] == ["T02"] * (prints == "code")
