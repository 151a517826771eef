"""The circle on real law: language drafted from two texts, carried out on the first, against what was enacted.

Two sources: the pairs of class core, a statute before and after an enacted law; and the sections that differ
between two vintages of the Code's positive-law titles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from rapidfuzz.distance import LCSseq

from drafting.amend import batch
from drafting.amend.aim import provision_in
from drafting.amend.errand import execute
from drafting.amend.outcome import EXECUTED
from drafting.draft.language import RESTATED, Draft, draft, quoted
from drafting.instruction import Instruction
from drafting.parse import parse
from statute import citation, levels
from statute.citation import Citation
from statute.errors import Refusal
from statute.formats import text, uslm
from statute.node import APPARATUS, Node, words

#: The vintages of the Code, oldest first.
VINTAGES = ("113-31", "119-36", "119-88")


@dataclass(frozen=True, slots=True)
class Round:
    """One text made another.  change: the share of words that differ; closed: whether the circle held.

    ours, theirs: the words quoted by our language, and by what was enacted (0 where that is not at hand).
    alike, compared: of the enacted changes that ours makes in one act at the same place, how many have its form.
    """

    name: str
    change: float
    closed: bool
    restated: bool
    ours: int
    theirs: int = 0
    alike: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True)
class Circle:
    """What the rounds of one source come to."""

    rounds: int
    closed: int
    #: Of the rounds in which less than half of the words change: how many, and restated whole.
    small: int
    restated: int
    ours: int
    theirs: int
    #: The median of the ratios of words quoted, ours to the enacted; 0 where that is not at hand.
    median: float
    alike: int
    compared: int

    @classmethod
    def of(cls, rounds: list[Round]) -> Circle:
        """The sums of some rounds; words quoted are counted where the enacted language is at hand."""
        small = [r for r in rounds if r.change < 0.5]
        beside = [r for r in rounds if r.theirs]
        return cls(
            len(rounds),
            sum(r.closed for r in rounds),
            len(small),
            sum(r.restated for r in small),
            sum(r.ours for r in beside),
            sum(r.theirs for r in beside),
            median([r.ours / r.theirs for r in beside] or [0]),
            sum(r.alike for r in rounds),
            sum(r.compared for r in rounds),
        )


def of_pairs(folder: Path, every: int = 1) -> Iterator[Round]:
    """The rounds of the pairs of class core, or of one in so many of them."""
    expected = {e["id"]: e for e in map(json.loads, (folder / "expected.jsonl").read_text("utf-8").splitlines())}
    core = [job for job in batch.jobs(folder / "jobs.jsonl") if expected[job["id"]]["class"] == "core"]
    laws: batch.Laws = {}
    for job in core[::every]:
        before, after = (
            text.read((folder / f).read_text("utf-8")) for f in (job["statute"], expected[job["id"]]["after"])
        )
        enacted = batch.instructions(job, folder, laws)[0]
        yield _round(job["id"], before, after, citation.read(job["citation"]), enacted)


def of_vintages(folder: Path, every: int = 1) -> Iterator[Round]:
    """The rounds of the sections whose words differ between one vintage and the next.

    Left out are those repealed, which have no later text, and those of which only the margins were coded anew.
    """
    for old, new in pairwise(VINTAGES):
        for file in sorted((folder / old).glob("*.xml")):
            if not (folder / new / file.name).is_file():
                continue
            before, after = (_sections(folder / v / file.name) for v in (old, new))
            both = [n for n in before if n in after and _letters(before[n]) != _letters(after[n])]
            title = file.stem.removeprefix("usc").lstrip("0")
            for number in both[::every]:
                cite = citation.read(f"{title} U.S.C. {number}")
                yield _round(f"{title} U.S.C. {number}, {old} to {new}", before[number], after[number], cite)


def _sections(file: Path) -> dict[str, Node]:
    """The sections of a title by number, those in notes left out, and those of which only a stub is left."""
    found: dict[str, Node] = {}
    stack = [uslm.read(file.read_text("utf-8"))]
    while stack:
        node = stack.pop()
        if node.kind == "section" and not words(node).startswith("["):
            found.setdefault(levels.designation(node), node)
        elif node.kind not in APPARATUS:
            stack.extend(reversed(node.parts))
    return found


def _letters(node: Node) -> str:
    """The words of a section without blanks and line ends."""
    return "".join(words(node).split())


def _round(name: str, before: Node, after: Node, cite: Citation, enacted: Sequence[Instruction] = ()) -> Round:
    theirs = sum(map(quoted, enacted))
    change = _change(words(before), words(after))
    try:
        ours = draft(before, after, cite)
    except Refusal:
        return Round(name, change, False, False, 0, theirs)
    alike, compared = _same_forms(before, ours, enacted)
    return Round(name, change, True, ours.form == RESTATED, ours.quoted, theirs, alike, compared)


def _change(one: str, other: str) -> float:
    """The share of the longer text's words that the other lacks."""
    ours, theirs = one.split(), other.split()
    return 1 - float(LCSseq.similarity(ours, theirs)) / max(len(ours), len(theirs), 1)


def _same_forms(before: Node, ours: Draft, enacted: Sequence[Instruction]) -> tuple[int, int]:
    """Of the enacted acts that touch the same places as one of ours: how many are of its form; and how many."""
    if not enacted:
        return 0, 0
    forms = _forms(before, parse(text.read(ours.text, bill=True)))
    theirs = _forms(before, enacted)
    both = forms.keys() & theirs.keys()
    return sum(forms[place] == theirs[place] for place in both), len(both)


def _forms(before: Node, instructions: Sequence[Instruction]) -> dict[tuple[str, ...], str]:
    """The form of each act carried out, by the places that it touches; none where two touch the same."""
    found: dict[tuple[str, ...], list[str]] = {}
    for outcome in execute(before, instructions, locate=provision_in).outcomes:
        if outcome.status == EXECUTED and outcome.steps:
            found.setdefault(tuple(sorted({step.at for step in outcome.steps})), []).append(outcome.instruction.form)
    return {place: forms[0] for place, forms in found.items() if len(forms) == 1}


__all__ = ["Circle", "Round", "of_pairs", "of_vintages"]
