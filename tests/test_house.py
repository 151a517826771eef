"""The manner of the house: short files, the field's own names, and nothing of one machine in what is tracked."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("statute", "drafting", "api", "bench")
SOURCES = sorted([ROOT / "main.py", *(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))])
LONGEST = 400
FORBIDDEN = re.compile(r"(?:Manager|Helper|Util|Utils|Service|Handler|Processor)$")
FORBIDDEN_FILES = {"utils", "util", "helpers", "helper", "core", "base", "services", "common", "misc"}
#: A home or work folder of one machine, and the hosts that packages come from.
OF_ONE_MACHINE = re.compile(r"(?<![\w./])/(?:home|root|work|Users|mnt|private)/\w|[A-Z]:\\Users\\", re.I)
REGISTRIES = re.compile(
    "|".join(map(re.escape, ("pypi" + ".org", "files.python" + "hosted.org", "registry.npm" + "js.org", "--index" + "-url http")))
)  # fmt: skip
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|Not" + r"ImplementedError)\b")


def _ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tracked() -> list[Path]:
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is not a git checkout, so what is tracked cannot be told")
    return [path for name in done.stdout.splitlines() if (path := ROOT / name).is_file()]


@pytest.mark.parametrize("path", SOURCES, ids=_ids)
def test_no_file_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", SOURCES, ids=_ids)
def test_a_file_begins_with_its_idea(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if source.strip():
        idea = ast.get_docstring(ast.parse(source))
        assert idea, "its first line is not its idea"
        assert len(idea.splitlines()[0]) > 10


@pytest.mark.parametrize("path", SOURCES, ids=_ids)
def test_names_are_the_fields_own(path: Path) -> None:
    assert path.stem not in FORBIDDEN_FILES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert not FORBIDDEN.search(node.name), node.name


@pytest.mark.parametrize("path", SOURCES, ids=_ids)
def test_nothing_is_left_unfinished(path: Path) -> None:
    assert not UNFINISHED.search(path.read_text(encoding="utf-8"))


def test_nothing_of_one_machine_is_tracked() -> None:
    found = []
    for path in _tracked():
        try:
            words = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{_ids(path)}: {m[0]}" for m in OF_ONE_MACHINE.finditer(words)]
        found += [f"{_ids(path)}: {m[0]}" for m in REGISTRIES.finditer(words)]
    assert not found
