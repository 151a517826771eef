"""The command line: each verb, its exit codes, its JSON, and what it says of bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import main
from api.app import app as service
from statute import formats
from statute.errors import CODES
from statute.node import words

ROOT = Path(__file__).resolve().parents[1]
LAW = ROOT / "fixtures" / "freedom-support-act-907" / "law.txt"
BILL = ROOT / "fixtures" / "section-907-certification" / "bill.txt"
LIMIT = "SEC. 5. LIMIT.\n    The limit is 30 days, and no limit is longer.\n"
TWICE = "Section 5 of the Widget Act is amended by striking “limit” and inserting “term”."
ONCE = "Section 5 of the Widget Act is amended by striking “30 days” and inserting “60 days”."


def run(*args: str | Path, given: str | bytes = "") -> Result:
    """The result of a command; what it printed is in `stdout` and `stderr`."""
    return CliRunner().invoke(main.app, [str(a) for a in args], input=given, env={"NO_COLOR": "1"})


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a law, a bill that can be carried out, and one that cannot."""
    (tmp_path / "law.txt").write_text(LIMIT, encoding="utf-8")
    (tmp_path / "once.txt").write_text(ONCE, encoding="utf-8")
    (tmp_path / "twice.txt").write_text(TWICE, encoding="utf-8")
    return tmp_path


# ---- redline ---------------------------------------------------------------------------------------


def test_a_redline_needs_no_arguments() -> None:
    done = run("redline")
    assert done.exit_code == 0
    assert "«(a) Restriction.—»" in done.stdout
    assert "security;【 and】" in done.stdout
    assert "5 of 5 instructions carried out." in done.stdout


def test_a_redline_of_files(files: Path) -> None:
    done = run("redline", "--law", files / "law.txt", "--bill", files / "once.txt", "--format", "text")
    assert done.exit_code == 0
    assert done.stdout == LIMIT.replace("30 days", "【30 days】«60 days»")
    assert "1 of 1 instruction carried out." in done.stderr


def test_a_refused_instruction_is_told_and_exits_with_1(files: Path) -> None:
    done = run("redline", "--law", files / "law.txt", "--bill", files / "twice.txt")
    assert done.exit_code == 1
    assert "M19" in done.stdout
    assert "✕ not carried out" in done.stdout


def test_a_law_or_a_bill_comes_from_the_standard_input(files: Path) -> None:
    assert run("redline", "--law", "-", "--bill", files / "once.txt", given=LIMIT).exit_code == 0
    assert run("redline", "--law", files / "law.txt", "--bill", "-", given=ONCE).exit_code == 0
    both = run("redline", "--law", "-", "--bill", "-", given=ONCE)
    assert (both.exit_code, both.stderr[:3]) == (2, "F09")


@pytest.mark.parametrize(
    ("ending", "first"), [("txt", "TITLE IX"), ("html", "<!DOCTYPE html>"), ("xml", "<?xml"), ("json", "{")]
)
def test_the_ending_of_the_file_chooses_the_form(tmp_path: Path, ending: str, first: str) -> None:
    output = tmp_path / f"redline.{ending}"
    done = run("redline", "--law", "/us/pl/102/511", "-o", output)
    assert (done.exit_code, done.stdout) == (0, "")
    assert output.read_text(encoding="utf-8").startswith(first)
    assert [p.name for p in tmp_path.iterdir()] == [output.name]


def test_an_unknown_ending_or_folder_is_bad_use(tmp_path: Path) -> None:
    assert run("redline", "-o", tmp_path / "redline.odt").stderr.startswith("F10")
    assert run("redline", "-o", tmp_path / "nowhere" / "redline.txt").stderr.startswith("F13")


def test_xml_holds_one_law() -> None:
    done = run("redline", "--format", "xml")
    assert (done.exit_code, done.stderr[:3]) == (2, "M05")
    assert "--law /us/pl/102/511" in done.stderr


def test_the_view_of_rule_xiii() -> None:
    done = run("redline", "--view", "ramseyer", "--format", "text")
    assert "clause 3(e) of rule XIII" in done.stdout
    assert run("redline", "--view", "ramseyer").exit_code == 0


def test_the_bill_marked() -> None:
    done = run("redline", "--of", "bill", "--format", "text")
    assert "[1 executed]" in done.stdout
    told = json.loads(run("redline", "--of", "bill", "--json").stdout)
    assert "laws" not in told
    assert len(told["instructions"]) == 5


def test_json_is_the_answer_of_the_api() -> None:
    asked = {"law": {"path": "/us/pl/102/511"}, "amendment": BILL.read_text(encoding="utf-8")}
    answer = TestClient(service).post("/redline", json=asked).json()
    told = json.loads(run("redline", "--law", "/us/pl/102/511", "--bill", BILL, "--json").stdout)
    assert told == answer


# ---- amend, parse, show ----------------------------------------------------------------------------


def test_amend_gives_the_law_as_amended(files: Path) -> None:
    done = run("amend", files / "law.txt", files / "once.txt", "-f", "text")
    assert done.exit_code == 0
    assert done.stdout == LIMIT.replace("30", "60")


def test_what_is_refused_leaves_the_law_as_it_stood(files: Path) -> None:
    done = run("amend", files / "law.txt", files / "twice.txt", "-f", "text")
    assert (done.exit_code, done.stdout) == (1, LIMIT)
    assert "M19" in done.stderr


@pytest.mark.parametrize("ending", ["txt", "xml", "json"])
def test_what_amend_writes_is_read_again(files: Path, ending: str) -> None:
    output = files / f"amended.{ending}"
    assert run("amend", files / "law.txt", files / "once.txt", "-o", output).exit_code == 0
    assert words(formats.read_any(output.read_bytes())) == words(formats.read_any(LIMIT.replace("30", "60")))


def test_parse_lists_the_instructions() -> None:
    done = run("parse", BILL)
    assert done.exit_code == 0
    assert "section 3(1)" in done.stdout
    told = json.loads(run("parse", "--json", "-", given=BILL.read_bytes()).stdout)
    assert [one["number"] for one in told["instructions"]] == [1, 2, 3, 4, 5]
    assert told == TestClient(service).post("/parse", json={"amendment": BILL.read_text("utf-8")}).json()


def test_a_text_without_instructions_exits_with_1() -> None:
    assert run("parse", LAW).exit_code == 1


def test_show_by_citation_and_by_path() -> None:
    by_words, by_path = (
        run("show", "section 907 of the FREEDOM Support Act"),
        run("show", "/us/pl/102/511/s907"),
    )
    assert by_words.exit_code == by_path.exit_code == 0
    assert by_words.stdout == by_path.stdout
    assert "RESTRICTION ON ASSISTANCE" in by_words.stdout


def test_show_in_json_is_the_answer_of_the_api() -> None:
    told = json.loads(run("show", "/us/pl/102/511/s907", "--json").stdout)
    assert told == TestClient(service).get("/laws/us/pl/102/511/s907.json").json()
    assert json.loads(run("show", "--json").stdout) == TestClient(service).get("/laws").json()


def test_show_takes_a_law_in_a_file_and_says_what_is_shown(files: Path) -> None:
    assert run("show", files / "law.txt").stdout.startswith((files / "law.txt").read_text(encoding="utf-8")[:20])
    assert json.loads(run("show", files / "law.txt", "--json").stdout)["kind"] == "law"
    shown = run("show", "/us/pl/102/511/s907")
    assert "section 907 of the FREEDOM Support Act  /us/pl/102/511/s907" in shown.stderr


def test_show_without_a_citation_lists_the_shelf() -> None:
    assert "/us/pl/102/511  FREEDOM Support Act" in run("show").stdout


# ---- bad use and bad input -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("show", "section 908 of the FREEDOM Support Act"), "M04"),
        (("show", "the Act of Nowhere"), "M0"),
        (("show", "nonsense"), "M02"),
        (("show", "no-such-law.xml"), "F01"),
        (("show", "/us/pl/1/1"), "M35"),
        (("parse", "no-such-file.txt"), "F01"),
        (("parse", "."), "F01"),
        (("amend", "no-such-law.xml", "no-such-bill.xml"), "F01"),
    ],
)
def test_what_is_not_there(args: tuple[str, ...], code: str) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(code)
    told = json.loads(run(*args, "--json").stderr)
    assert told["code"].startswith(code)
    assert told["meaning"] == CODES[told["code"]][1]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "F08"),
        (b"SEC. 1. A\x00B.", "F06"),
        (b"\xff\xfe\xfd", "F06"),
        (b"<law><a></law>", "F02"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "F03"),
        (b"<svg/>", "F07"),
    ],
)
def test_bad_input_is_refused_by_code(given: bytes, code: str) -> None:
    for verb in (("parse", "-"), ("redline", "--law", "-")):
        done = run(*verb, given=given)
        assert (done.exit_code, done.stderr[:3]) == (2, code)


def test_fifty_megabytes_are_refused_in_words(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    big.write_bytes(b"The limit is 30 days. " * 2_400_000)
    done = run("parse", big)
    assert (done.exit_code, done.stderr[:3]) == (2, "F04")


def test_bad_use_exits_with_2() -> None:
    assert run("frob").exit_code == 2
    assert run("redline", "--format", "odt").exit_code == 2
    assert run("serve", "--port", "70000").exit_code == 2


def test_a_fault_of_the_program_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("api.verbs.redline.report_on", broken)
    done = run("redline")
    assert (done.exit_code, done.stderr[:3]) == (2, "A02")
    assert "Traceback" not in done.output


def test_a_port_that_is_taken_is_told() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]))
    assert (done.exit_code, done.stderr[:3]) == (2, "F09")


def test_as_a_program_of_its_own() -> None:
    command = [sys.executable, str(ROOT / "main.py"), "redline", "--bill", "-", "--law", "/us/pl/102/511"]
    sentence = "Section 907 of the FREEDOM Support Act is amended by striking “no such words”."
    done = subprocess.run(
        command,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        input=sentence.encode(),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 1
    said = done.stdout.decode()  # in UTF-8, whatever the locale
    assert "M18" in said
    assert "“no such words”" in said
    assert "\x1b" not in said
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("law", "code", "said"),
    [
        ("section 907 of the FREEDOM Support Act", 0, "Section 907 of the FREEDOM Support Act"),
        ("/us/pl/102/511/s907", 0, "Section 907 of the FREEDOM Support Act"),
        ("no-such-file.txt", 2, "M02"),
        ("word " * 80, 2, "M02"),
        ("section 9 of the FREEDOM Support Act", 2, "M04"),
        ("the Widget Safety Act of 1999", 2, "M01"),
    ],
)
def test_a_law_is_named_by_citation_path_or_file(tmp_path: Path, law: str, code: int, said: str) -> None:
    edited = tmp_path / "edited.txt"
    edited.write_text(run("show", "/us/pl/102/511/s907", "--format", "text").stdout.replace("title V", "title VI"))
    found = run("draft", law, str(edited))
    assert found.exit_code == code
    assert said in (found.stdout if code == 0 else found.stderr)
