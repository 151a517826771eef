"""What all tests share: the corpus of real law, where there is one, and how hard hypothesis tries."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=_SLOW)
settings.register_profile(
    "ci", max_examples=60, deadline=None, suppress_health_check=_SLOW, derandomize=True, database=None
)
settings.register_profile("long", max_examples=800, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that rewrites what the case files expect; `git diff` is then the review."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected parts of tests/cases")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real law that RAMSEYER_CORPUS names, or ../shared/corpus beside the checkout."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    folder = Path(os.environ.get("RAMSEYER_CORPUS") or beside)
    if not folder.is_dir():
        pytest.skip(f"there is no corpus at {folder}; name one in RAMSEYER_CORPUS")
    return folder
