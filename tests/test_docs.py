"""The documents say what is true: their commands run, their routes exist, their links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from starlette.routing import compile_path
from typer.main import get_command
from typer.testing import CliRunner

import main
from api.app import app as service
from bench import forms, pages, picture
from drafting.amend import amend
from statute import bills
from statute.errors import CODES
from statute.formats import text
from statute.library import Shelf
from statute.search import trail

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("fixtures/*/SOURCE.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
CALL = ".venv/bin/python main.py "
COMMANDS = [line.removeprefix(CALL) for line in README.splitlines() if line.startswith(CALL)]
VERBS = sorted(get_command(main.app).commands)  # type: ignore[attr-defined]


# ---- commands --------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the commands name, in which they are run."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    bill = bills.find("section-907-certification").node
    for said in amend(bill, Shelf.of_fixtures()).outcomes:
        section = next(n for n in trail(bill, said.instruction.span.leaf) if n.kind == "section")
        name = f"section-{said.instruction.section}.txt"
        (tmp_path / name).write_text(text.write(section), encoding="utf-8")
    provision = {"file": "section-3.txt", "section": "3", "at": []}
    job = {
        "id": "907",
        "statute": "fixtures/freedom-support-act-907/law.txt",
        "citation": "/us/pl/102/511/s907",
        "law": "",
        "provisions": [provision],
    }
    (tmp_path / "print.txt").write_text("1  SECTION 1. LIMIT.\n2  The limit is 30 days.\n", encoding="utf-8")
    amendment = "Page 1, line 2, strike “30” and insert “60”."
    (tmp_path / "amendment.txt").write_text(amendment, encoding="utf-8")
    (tmp_path / "jobs.jsonl").write_text(json.dumps(job), encoding="utf-8")
    law = text.write(Shelf.of_fixtures().provision("/us/pl/102/511")[1])
    (tmp_path / "edited.txt").write_text(law.replace("demonstrable", "clear"), encoding="utf-8")
    intake = [
        "library",
        "add",
        *(f"fixtures/{name}/law.xml" for name in ("freedom-support-act-907", "azerbaijan-waiver-2002")),
    ]
    other = "Section 907 of the FREEDOM Support Act is amended by striking “steps” and inserting “measures”."
    (tmp_path / "report.txt").write_text(other, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RAMSEYER_LIBRARY", raising=False)
    CliRunner().invoke(main.app, intake)
    return tmp_path


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.startswith("serve")])
def test_every_command_of_the_readme_runs(folder: Path, command: str) -> None:
    said, _, source = command.partition(" < ")
    given = (folder / source).read_bytes() if source else b""
    done = CliRunner().invoke(main.app, shlex.split(said), input=given)
    assert done.exit_code == 0, done.output
    for output in re.findall(r"-o (\S+)", said):
        assert (folder / output).stat().st_size


def test_every_verb_is_in_the_readme_and_every_command_is_a_verb() -> None:
    assert {command.split()[0] for command in COMMANDS} == set(VERBS)


def test_the_options_of_the_readme_are_those_of_the_program() -> None:
    for command in COMMANDS:
        verb = get_command(main.app)
        for word in command.split():
            if not hasattr(verb, "commands"):
                break
            verb = verb.commands[word]
        known = {name for p in verb.params for name in p.opts}
        assert set(re.findall(r"(?<=\s)--?[a-z]+(?=\s|$)", command)) <= known


def test_every_make_target_named_is_one() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for page in PAGES:
        for name in re.findall(r"(?:^ {4}|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.M):
            assert name in targets, f"{page.name}: make {name}"


# ---- routes ----------------------------------------------------------------------------------------

ROUTES = re.findall(r"^\| `(GET|POST) (\S+)` \|[^|]*\| (?:`(\S+)`)?", README, re.M)


@pytest.mark.parametrize(("method", "path", "example"), ROUTES)
def test_every_route_of_the_readme_is_in_the_app(method: str, path: str, example: str) -> None:
    known = {(m, re.sub(r":path", "", r)) for r, m in _routes()}
    assert (method, path) in known
    if example:
        pattern, _, _ = compile_path(path.replace("{path}", "{path:path}"))
        plain = unquote(example.partition("?")[0])
        assert any(map(pattern.match, (plain, re.sub(r"\.(?:json|html|txt|xml)$", "", plain))))
        answer = TestClient(service).get(example, follow_redirects=False)
        assert answer.status_code in (200, 303), answer.text


def test_every_route_of_the_app_is_in_the_readme() -> None:
    described = {(method.upper(), path) for path, of in service.openapi()["paths"].items() for method in of}
    assert described <= {(method, path) for method, path, _ in ROUTES}


def _routes() -> list[tuple[str, str]]:
    described = [(path, method.upper()) for path, of in service.openapi()["paths"].items() for method in of]
    return [*described, ("/", "GET"), ("/openapi.json", "GET")]


def test_the_request_of_the_readme_is_answered() -> None:
    asked = re.search(r"-d '(\{.*?\})'", README, re.S)
    assert asked is not None
    answer = TestClient(service).post("/redline", json=json.loads(asked[1]), headers={"Accept": "text/plain"})
    assert answer.status_code == 200
    assert "【30 days】«60 days»" in answer.text


# ---- pages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.S)
    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not link.startswith(("http://", "https://", "mailto:", "#")):
            assert (page.parent / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_and_code_named_is_there(page: Path) -> None:
    prose = page.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:statute|drafting|api|bench|docs|tests|fixtures)/[\w./-]+)`", prose):
        assert (ROOT / path).exists(), path
    if page != forms.PAGE:  # whose codes are those of forms
        assert set(re.findall(r"\b[MWFAT]\d\d\b", prose)) <= set(CODES)


def test_the_rooms_of_the_architecture_are_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for room in ("statute", "drafting"):
        table = re.search(rf"^\| in `{room}/` \|.*?\n\n", page + "\n\n", re.M | re.S)
        assert table is not None
        for name in re.findall(r"`([\w./]+)`", table[0].partition("\n")[2]):
            assert (ROOT / room / name).exists(), name


def test_the_forms_are_current() -> None:
    assert forms.PAGE.read_text(encoding="utf-8") == forms.written(), "run make docs"


def test_the_picture_is_current() -> None:
    assert picture.PICTURE.read_text(encoding="utf-8") == picture.drawn(), "run make docs"


@pytest.mark.parametrize("shown", pages.PICTURES, ids=lambda shown: shown.name)
def test_the_pages_in_the_documents_are_those_that_are_printed_now(shown: pages.Picture) -> None:
    pdf = shown.pdf()
    if pdf is None:
        pytest.skip("the corpus of real law is not at hand")
    assert pages.source(shown.path.read_bytes()) == sha256(pdf).hexdigest(), "run make docs"
