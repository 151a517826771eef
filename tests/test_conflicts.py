"""Several bills on one law: a case for each way in which they clash, both orders, and the merger of what does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import create
from drafting.check.conflicts import Bill, Conflicts, conflicts
from statute.errors import Refusal
from statute.formats import text
from statute.library import Shelf

LAW = """SEC. 5. WAIVER.
    (a) In General.—The Secretary may waive any rule for 30 days.
    (b) Rules.—
        (1) One rule.
        (2) Two rules, subject to paragraph (1).
    (c) Limit.—A limit of 5 widgets.
"""
FRAME = "Section 5 of the Widget Safety Act is amended "
TERM = "in subsection (a), by striking “30 days” and inserting “60 days”."
LIMIT = "in subsection (c), by striking “5” and inserting “6”."


def together(*said: str) -> Conflicts:
    bills = [Bill(f"H.R. {n}", text.read(FRAME + one, bill=True)) for n, one in enumerate(said, 1)]
    (found,) = conflicts(bills, Shelf(), text.read(LAW))
    return found


def merged(found: Conflicts) -> str:
    assert found.merged is not None
    return text.write(found.merged.after)


def test_bills_that_do_not_conflict_are_merged() -> None:
    found = together(TERM, LIMIT, "in subsection (b)(1), by striking “One” and inserting “Each”.")
    assert (found.problems, found.left_out) == ((), ())
    assert [order.refused for order in found.orders] == [(), ()]
    law = merged(found)
    assert "60 days" in law and "6 widgets" in law and "Each rule" in law


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        # Both strike the same words.
        (TERM, "in subsection (a), by striking “30” and inserting “45”.", {"M33", "M38", "W19"}),
        # One strikes the provision whose words the other amends.
        (
            "in subsection (b), by striking paragraph (2).",
            "in subsection (b)(2), by striking “Two” and inserting “Three”.",
            {"M38"},
        ),
        # After the redesignation the other would amend another provision.
        (
            "by redesignating subsection (c) as subsection (d) and inserting after subsection (b) the following:\n"
            "    “(c) New.—A limit of 5 gadgets.”.",
            LIMIT,
            {"W16", "W19"},
        ),
        # Both add a subsection (d).
        (
            "by adding at the end the following:\n    “(d) Report.—A report.”.",
            "by adding at the end the following:\n    “(d) Audit.—An audit.”.",
            {"M38", "W19"},
        ),
        # Both insert at one place.
        (
            "in subsection (a), by inserting “safety” after “any”.",
            "in subsection (a), by inserting “old” after “any”.",
            {"M33", "W19"},
        ),
    ],
)
def test_bills_that_clash(one: str, other: str, codes: set[str]) -> None:
    found = together(one, other)
    assert {p.code for p in found.problems} == codes
    assert len(found.left_out) >= 2 and all("H.R." in said for said in found.left_out)
    assert merged(found) == text.write(text.read(LAW))


def test_what_does_not_clash_is_merged_and_the_rest_told() -> None:
    bill = f"—\n(1) {TERM.rstrip('.')}; and\n(2) {LIMIT}"
    found = together(LIMIT.replace("“6”", "“7”"), TERM, "in subsection (b)(1), by striking “One” and inserting “Each”.")
    assert found.problems == () and "7 widgets" in merged(found)
    clashing = together(
        bill, LIMIT.replace("“6”", "“7”"), "in subsection (b)(1), by striking “One” and inserting “Each”."
    )
    assert "Each rule" in merged(clashing) and "5 widgets" in merged(clashing)
    assert [said.partition(":")[0] for said in clashing.left_out] == ["H.R. 1, (1)", "H.R. 1, (2)", "H.R. 2"]


def test_both_orders_are_shown_where_they_differ() -> None:
    found = together(TERM, "in subsection (a), by striking “30” and inserting “45”.")
    first, last = found.orders
    assert first.bills == ("H.R. 1", "H.R. 2") and last.bills == ("H.R. 2", "H.R. 1")
    assert "60 days" in text.write(first.law.after) and "45 days" in text.write(last.law.after)
    assert first.refused == ("H.R. 2",) and last.refused == ("H.R. 1",)


def test_there_must_be_two_bills_on_one_law() -> None:
    bill = Bill("H.R. 1", text.read(FRAME + TERM, bill=True))
    with pytest.raises(Refusal, match="F09"):
        conflicts([bill], Shelf(), text.read(LAW))
    with pytest.raises(Refusal, match="M35"):
        conflicts([bill, bill], Shelf())


def test_the_doors_say_the_same(tmp_path: Path) -> None:
    client = TestClient(create())
    said = {"H1": FRAME + TERM, "S2": FRAME + LIMIT}
    body = {"bills": [{"name": n, "text": t} for n, t in said.items()], "law": {"text": LAW}}
    answer = client.post("/conflicts", json=body).json()
    assert answer["laws"][0]["problems"] == [] and "6 widgets" in answer["laws"][0]["merged"]["after"]
    for name, words in said.items():
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    files = [str(tmp_path / f"{n}.txt") for n in said]
    out = tmp_path / "merged.txt"
    call = ["conflicts", *files, "--law", str(tmp_path / "law.txt")]
    done = CliRunner().invoke(main.app, [*call, "--json", "--merged", str(out)])
    assert (done.exit_code, json.loads(done.stdout)) == (0, answer)
    assert out.read_text(encoding="utf-8") == answer["laws"][0]["merged"]["after"]
    page = client.post("/conflicts", json=body, headers={"Accept": "text/html"}).text
    assert "Bills on One Law" in page and "H1, then S2" in page
    assert client.post("/conflicts", json={"bills": []}).json()["code"] == "F09"
