"""The laws and bills that come with the project: one folder each, and where they are from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "fixtures"


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder of the fixtures: its name, the files it has, and the first line of its SOURCE.md.

    law, bill: the XML where there is one, else the text, else None.
    """

    name: str
    law: Path | None
    bill: Path | None
    source: str


def entries(root: Path = ROOT) -> tuple[Entry, ...]:
    """The folders in order of name; none where the project was installed without them."""
    folders = sorted(p for p in root.iterdir() if p.is_dir()) if root.is_dir() else []
    return tuple(Entry(f.name, _file(f, "law"), _file(f, "bill"), _source(f / "SOURCE.md")) for f in folders)


def _file(folder: Path, stem: str) -> Path | None:
    return next((p for suffix in (".xml", ".txt") if (p := folder / f"{stem}{suffix}").is_file()), None)


def _source(path: Path) -> str:
    """The first sentence of the text, headings left out."""
    if not path.is_file():
        return ""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return next(
        (re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in lines if line and not line.startswith("#")),
        "",
    )
