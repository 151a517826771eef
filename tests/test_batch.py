"""Many jobs: the shape of their results, one bad job among good ones, and the same for any number of processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import main
from drafting.amend import crew
from statute.errors import Refusal

STATUTE = "§ 9. Limits\n(a) In general\n    The limit is 30 days.\n(b) Exception\n    No limit applies to a State.\n"
CITE = "Section 9 of the Widget Act (15 U.S.C. 9)"
LAW = f"""SEC. 2. AMENDMENTS.
    {CITE} is amended—
        (1) in subsection (a), by striking “30 days” and inserting “60 days”; and
        (2) in subsection (b), by striking “county” and inserting “tribe”.
SEC. 3. FURTHER AMENDMENT.
    {CITE} is amended in subsection (b) by inserting “or a county” after “a State”.
"""


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """Jobs that are executed, partial and refused; one whose statute is missing; one of the wrong form."""
    (tmp_path / "statute.txt").write_text(STATUTE, encoding="utf-8")
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    path = tmp_path / "jobs.jsonl"
    made = [
        _job("executed", "3"),
        _job("partial", "2"),
        _job("refused", "2", "2"),
        {**_job("missing", "3"), "statute": "nowhere.txt"},
        {**_job("misshapen", "3"), "provisions": [{"of": "nothing"}]},
        _job("again", "3"),
    ]
    path.write_text("".join(json.dumps(job) + "\n" for job in made), encoding="utf-8")
    return path


def _job(id: str, section: str, *at: str) -> dict[str, Any]:
    provision = {"file": "law.txt", "section": section, "at": list(at)}
    return {
        "id": id,
        "statute": "statute.txt",
        "citation": "15 U.S.C. 9",
        "law": "",
        "provisions": [provision],
    }


def _run(jobs: Path, **how: int) -> dict[str, dict[str, Any]]:
    return {result["id"]: result for result in crew.run(jobs, **how)}


def test_what_becomes_of_each(jobs: Path) -> None:
    results = _run(jobs)
    assert [*results] == ["executed", "partial", "refused", "missing", "misshapen", "again"]
    assert [r["status"] for r in results.values()] == [
        "executed", "partial", "refused", "refused", "refused", "executed",
    ]  # fmt: skip
    assert "a State or a county." in results["executed"]["text"]
    assert "60 days" in results["partial"]["text"]
    assert results["executed"]["text"] == results["again"]["text"]


def test_each_instruction_tells_what_came_of_it(jobs: Path) -> None:
    done, refused = _run(jobs)["partial"]["instructions"]
    assert (done["status"], done["code"], done["problems"]) == ("executed", "", [])
    assert (refused["status"], refused["code"]) == ("refused", "M18")
    assert "county" in refused["words"]
    assert refused["hint"]


def test_a_job_that_cannot_be_read_leaves_the_statute_and_says_why(jobs: Path) -> None:
    results = _run(jobs)
    assert results["missing"]["problem"]["code"] == "F01"
    assert results["misshapen"]["problem"]["code"].startswith(("A", "F"))
    assert results["refused"]["text"].split() == STATUTE.split()


def test_any_number_of_processes_gives_the_same(jobs: Path) -> None:
    assert crew.run(jobs, workers=2) == crew.run(jobs)


def test_jobs_that_are_no_jobs(tmp_path: Path) -> None:
    path = tmp_path / "jobs.jsonl"
    for line, code in (("{", "F09"), ('{"id": "a"}', "F09"), ("[]", "F09")):
        path.write_text(line, encoding="utf-8")
        with pytest.raises(Refusal) as refused:
            crew.run(path)
        assert refused.value.problem.code == code


def test_the_command_writes_whole_or_not_at_all(jobs: Path) -> None:
    output = jobs.parent / "results.jsonl"
    output.write_text("older", encoding="utf-8")
    bad = CliRunner().invoke(main.app, ["batch", str(jobs.parent / "nowhere.jsonl"), "-o", str(output)])
    assert (bad.exit_code, output.read_text(encoding="utf-8")) == (2, "older")
    done = CliRunner().invoke(main.app, ["batch", str(jobs), "-o", str(output), "--json"])
    assert json.loads(done.stdout) == {"jobs": 6, "executed": 2, "partial": 1, "refused": 3}
    lines = output.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == crew.run(jobs)
    first = output.read_bytes()
    CliRunner().invoke(main.app, ["batch", str(jobs), "-o", str(output), "--workers", "2"])
    assert output.read_bytes() == first
    assert sorted(p.name for p in jobs.parent.iterdir()) == [
        "jobs.jsonl",
        "law.txt",
        "results.jsonl",
        "statute.txt",
    ]
