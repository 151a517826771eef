"""Measures of speed and quality, and the pages of docs/ that are made from them."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
#: Where the figures of the last run are kept, for docs/conformance.md.
FIGURES = DOCS / "bench.json"


def corpus() -> Path | None:
    """The folder of real law: RAMSEYER_CORPUS, or ../shared/corpus beside the checkout; None where absent."""
    folder = Path(os.environ.get("RAMSEYER_CORPUS") or ROOT.parent / "shared" / "corpus")
    return folder if (folder / "pairs" / "jobs.jsonl").is_file() else None


def scorer() -> Path | None:
    """The script that grades a run: RAMSEYER_SCORER, or score_pairs.py in the tools beside the corpus."""
    script = Path(os.environ.get("RAMSEYER_SCORER") or ROOT.parent / "shared" / "tools" / "score_pairs.py")
    return script if script.is_file() else None
