"""Damaged instructions are refused, or done to the letter: the mutants of the cases, and of a sample of real law."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_cases

from bench import corpus, mutants
from drafting.amend import batch
from drafting.parse import parse
from statute.formats import text

#: Every so many of the cases, and of the pairs, gives its mutants here; all of them do in `make conformance`.
OF_CASES, OF_PAIRS = 3, 60
#: Cases in which words stand more than once, so that the occurrence can be left out.
COUNTED = [file for file in test_cases.FILES if file.stem.startswith(("c6-each", "c9-second"))]


def test_a_damaged_instruction_never_changes_what_it_does_not_name() -> None:
    found = [
        verdict
        for file in sorted({*test_cases.FILES[::OF_CASES], *COUNTED})
        for case in [test_cases.read(file)]
        for verdict in mutants.of_case(case.law, case.bill)
    ]
    assert not [(v.mutant.damage, v.language) for v in found if v.grade == "wrong"]
    grades = {damage for damage, grade in mutants.counted(found) if grade == "refused"}
    assert {"a word changed", "a figure changed", "other designation", "occurrence left out"} <= grades
    assert any(v.grade == "as directed" for v in found)


@pytest.mark.parametrize(
    ("words", "directed"),
    [
        ("duty", set()),
        ("fee", {"sec.9.feestheboardshallcollectatax."}),
        ("Board", {"sec.9.feesthetaxshallcollectafee."}),
    ],
)
def test_what_is_directed_is_told_by_the_plain_words(words: str, directed: set[str]) -> None:
    law = text.read("SEC. 9. FEES.\n    The Board shall collect a fee.\n")
    said = f"Section 9 of the Widget Safety Act is amended by striking “{words}” and inserting “tax”."
    (one,) = parse(text.read(said, bill=True))
    assert mutants.directed(law, mutants.Mutant("a word changed", one, words)) == directed


def test_mutants_of_real_law() -> None:
    folder: Path | None = corpus()
    if folder is None:
        pytest.skip("the corpus of real law is not at hand")
    jobs = folder / "pairs" / "jobs.jsonl"
    found = mutants.of_pairs(jobs, [job["id"] for job in batch.jobs(jobs)][::OF_PAIRS])
    assert found and not [(v.mutant.damage, v.language) for v in found if v.grade == "wrong"]
