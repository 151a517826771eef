"""Any two texts compared: whatever formats they are in, only what differs is marked, and where it moved is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import main
from api.app import create
from drafting.compare import compared
from drafting.prints import changes
from drafting.redline import accept, is_changed, reject
from statute import bills, formats
from statute.formats import text, uslm_out
from statute.library import Shelf
from statute.node import Node, same
from tests import strategies as law

OLD = "SEC. 2. LIMITS.\n    (a) In General.—\n        The limit is 30 days.\n    (b) It may be waived."
NEW = "SEC. 2. LIMITS.\n    (a) In General.—\n        The limit is 60 days.\n    (b) It may be raised.\n    (c) It may be waived."


@settings(max_examples=40)
@given(st.data())
def test_a_comparison_is_the_second_text_accepted_and_the_first_rejected(data: st.DataObject) -> None:
    before = data.draw(law.statutes())
    after = data.draw(law.edited(before))
    shown = compared(before, after)
    assert same(reject(shown), before)
    assert same(accept(shown), after, ids=False)


@pytest.mark.parametrize("path", ["/us/pl/102/511", "/us/pl/107/115"])
def test_a_law_does_not_differ_from_itself_in_another_format(path: str) -> None:
    node = Shelf.of_fixtures().provision(path)[1]
    forms: list[Node] = [node, text.read(text.write(node)), formats.read_any(uslm_out.write(node))]
    for one in forms:
        for other in forms:
            assert not is_changed(compared(one, other))


def test_a_bill_does_not_differ_from_its_text() -> None:
    bill = bills.find("section-907-certification").node
    kept = bill.having(content=tuple(p for p in bill.parts if p.kind == "section"))
    assert not is_changed(compared(kept, text.read(text.write(kept), bill=True)))


def test_a_provision_may_be_compared_with_a_whole_law() -> None:
    whole = text.read(OLD)
    assert not is_changed(compared(whole.parts[0], whole))


def test_what_moved_and_what_was_redesignated_is_told_as_such() -> None:
    found = changes.changes(compared(text.read(OLD), text.read(NEW)))
    assert [(c.kind, c.before, c.after, c.struck, c.inserted) for c in found] == [
        ("replaced", "section 2(a)", "section 2(a)", "30", "60"),
        ("inserted", "", "section 2(b)", "", "(b) It may be raised."),
        ("redesignated", "section 2(b)", "section 2(c)", "(b)", "(c)"),
    ]


@pytest.mark.parametrize("suffix", ["html", "txt", "xml", "docx", "pdf", "md", "csv"])
def test_a_comparison_comes_in_every_print_at_both_doors(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    output = tmp_path / f"made.{suffix}"
    done = CliRunner().invoke(
        main.app, ["compare", str(tmp_path / "old.txt"), str(tmp_path / "new.txt"), "-o", str(output)]
    )
    assert done.exit_code == 0 and "3 changes: 1 inserted, 1 redesignated, 1 replaced." in done.stderr
    from api.negotiate import FORMS

    asked = {"before": {"text": OLD}, "after": {"text": NEW}}
    answer = TestClient(create()).post("/compare", json=asked, headers={"Accept": FORMS[suffix]})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(FORMS[suffix])
    begin = {"docx": b"PK", "pdf": b"%PDF", "xml": b"<?xml", "html": b"<!"}.get(suffix, b"")
    assert output.read_bytes().startswith(begin) and answer.content.startswith(begin)
    if suffix in ("docx", "pdf", "md", "csv"):
        assert answer.headers["content-disposition"] == f'attachment; filename="comparison.{suffix}"'


def test_a_comparison_told_as_json_has_its_changes_and_counts() -> None:
    asked = {"before": {"text": OLD}, "after": {"text": NEW}}
    told = TestClient(create()).post("/compare", json=asked).json()
    assert told["counts"] == {"replaced": 1, "inserted": 1, "redesignated": 1}
    assert "【30】«60»" in told["redline"] and len(told["changes"]) == 3
