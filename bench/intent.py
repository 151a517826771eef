"""Real slips of drafting: words that a law directs to be struck, and the words that were struck for them.

The Law Revision Counsel notes where an amendment was executed "to reflect the probable intent of Congress".  On a
text that holds the words executed, those directed must be refused, and the others offered among the first three.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafting.amend import amend_law
from drafting.amend.outcome import EXECUTED
from statute.node import HEADING, NUM, TEXT, Node, numbered

#: How many suggestions count.
FIRST = 3


@dataclass(frozen=True, slots=True)
class Slips:
    """How many slips there are, how many were refused, and in how many the words meant were offered."""

    slips: int
    refused: int
    offered: int


def slips(notes: Path) -> Iterator[tuple[str, str]]:
    """The words directed and the words executed, where a note gives both and they differ."""
    for line in notes.read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        directed, executed = note.get("directed_text"), note.get("executed_text")
        if directed and executed and directed.strip() != executed.strip():
            yield directed, executed


def measured(notes: Path) -> Slips:
    """What comes of each slip."""
    found = [answered(directed, executed) for directed, executed in slips(notes)]
    return Slips(len(found), sum(refused for refused, _ in found), sum(offered for _, offered in found))


def answered(directed: str, executed: str) -> tuple[bool, bool]:
    """Whether an order to strike some words is refused on a text that has others, and those are offered."""
    sentence = f"The Board shall apply {executed} in each case, and the Secretary may report."
    law = _section("SEC. 5.", Node(HEADING, "WIDGETS."), Node(TEXT, sentence))
    order = f"Section 5 of the Widget Act is amended by striking “{directed}” and inserting “zzz”."
    (outcome, *_) = amend_law(_section("SEC. 2.", Node(TEXT, order)), law).outcomes
    said = [s.words for problem in outcome.problems for s in problem.suggestions][:FIRST]
    return outcome.status != EXECUTED, executed.strip() in said


def _section(num: str, *parts: Node) -> Node:
    return numbered(Node("law", (Node("section", (Node(NUM, num), *parts)),)))
