"""The points of drafting law, one to a file of tests/cases: a law, a bill, the redline and the problems.

`pytest --accept` rewrites the expected parts of the files; `git diff` is then the review.  Every case is
also put to the laws that hold of any case: what is done can be undone, the redline proves itself, the
bill is read whole, and what is written is read back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from drafting.amend import amend, amend_law
from drafting.amend.annotate import laid, told
from drafting.amend.outcome import NOTED, REFUSED, UNREAD, Amended, Report
from drafting.instruction import Instruction, Rule, Unmake, Unread
from drafting.parse import parse
from drafting.redline import accept, is_changed, reject
from drafting.step import run
from drafting.write import write
from statute import citation
from statute.errors import Problem
from statute.formats import billdtd, billdtd_out, json, text, uslm, uslm_out
from statute.library import Shelf
from statute.node import APPARATUS, Node, same, walk

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "tests" / "cases").glob("*.txt"))
UNCHANGED = "unchanged\n"
_PART = re.compile(r"^== (?P<name>\w+)(?: (?P<file>\S+))?\n", re.M)
_HEAD = re.compile(r"[A-Z]\d{0,2}[a-z]?(?:, [A-Z]\d{0,2}[a-z]?)*\. \S.*\.\n")


@dataclass(frozen=True, slots=True)
class Case:
    """A case: its point in a sentence, the law and bill as text, and what should come of them.

    notes: what the bill says of the law and changes no word of, a line each.  cite: which law the text is, where the
    bill amends several; else "".  source: the file before `redline`.
    """

    point: str
    law: str
    bill: str
    redline: str
    problems: str
    notes: str
    cite: str
    source: str


def read(file: Path) -> Case:
    """A case file: the point on its first line, then parts that begin with "== name" or "== name file"."""
    source = file.read_text(encoding="utf-8")
    heads = list(_PART.finditer(source))
    found = {"cite": "", "redline": "", "problems": "", "notes": ""}
    for n, head in enumerate(heads):
        stop = heads[n + 1].start() if n + 1 < len(heads) else len(source)
        body = source[head.end() : stop].strip("\n")
        if head["file"]:
            body = (ROOT / head["file"]).read_text(encoding="utf-8").strip("\n")
        found[head["name"]] = body + "\n" if body else ""
    before = next((h.start() for h in heads if h["name"] == "redline"), len(source))
    point = source[: source.index("\n") + 1]
    return Case(point=point, source=source[:before].rstrip("\n") + "\n\n", **found)


@dataclass(frozen=True, slots=True)
class Done:
    """A case carried out."""

    case: Case
    bill: Node
    law: Node
    report: Report

    @property
    def amended(self) -> Amended:
        """The law before and after."""
        return self.report.laws[0]

    @property
    def instructions(self) -> list[Instruction]:
        """All the instructions of the bill."""
        return [o.instruction for o in self.report.outcomes]

    @property
    def redline(self) -> str:
        """The redline as printed, or that there is none."""
        marked = self.amended.redline
        return text.write(marked) if is_changed(marked) else UNCHANGED

    @property
    def problems(self) -> str:
        """The problems, one a line."""
        return "".join(said(p) for p in self.report.problems)

    @property
    def notes(self) -> str:
        """The notes, one a line."""
        return "".join(f"{told(note)}\n" for note in self.amended.notes)


def said(problem: Problem) -> str:
    """A problem in a line: its code, its place in the bill, what is said of it, and what is suggested."""
    hints = "; ".join(f"{s.words} ({s.why})" if s.why else s.words for s in problem.suggestions)
    return " | ".join([problem.code, problem.place, problem.detail, *([hints] if hints else [])]) + "\n"


@pytest.fixture(params=FILES, ids=[f.stem for f in FILES])
def file(request: pytest.FixtureRequest) -> Path:
    """Each case file in turn."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture
def done(file: Path) -> Done:
    """Each case carried out."""
    return _carried_out(file)


@cache
def _carried_out(file: Path) -> Done:
    case = read(file)
    law, bill = text.read(case.law), text.read(case.bill, bill=True)
    cite = citation.read(case.cite.strip()) if case.cite else None
    return Done(case, bill, law, amend_law(bill, law, citation=cite))


def test_the_law_is_amended_as_the_bill_says(done: Done, file: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        noted = f"\n== notes\n{done.notes}" if done.notes else ""
        expected = f"== redline\n{done.redline}\n== problems\n{done.problems}{noted}"
        file.write_text(done.case.source + expected, encoding="utf-8")
        return
    assert done.problems == done.case.problems
    assert done.redline == done.case.redline
    assert done.notes == done.case.notes


def test_a_case_says_its_point_first(file: Path) -> None:
    assert _HEAD.fullmatch(read(file).point)


def test_the_law_is_in_print_form(done: Done) -> None:
    assert text.write(done.law) == done.case.law


def test_text_that_is_written_is_read_back(done: Done) -> None:
    for law in (done.law, done.amended.after):
        assert text.write(text.read(text.write(law))) == text.write(law)
        assert same(text.read(text.write(law)), law, ids=False)


def test_a_law_and_its_redline_are_read_back_from_every_format(done: Done) -> None:
    for tree in (done.law, done.amended.after, done.amended.redline):
        assert json.read(json.write(tree)) == tree
        assert same(uslm.read(uslm_out.write(tree)), tree, ids=False)


def test_a_redline_in_the_bill_dtd_gives_both_laws(done: Done) -> None:
    law, after, marked = (
        billdtd.read(billdtd_out.write(tree)) for tree in (done.law, done.amended.after, done.amended.redline)
    )
    assert same(accept(marked), after, ids=False)
    assert same(reject(marked), law, ids=False)


def test_what_is_done_can_be_undone(done: Done) -> None:
    steps = [s for o in done.report.outcomes for s in o.steps]
    assert run(done.law, steps) == done.amended.after
    assert run(done.amended.after, [s.inverse() for s in reversed(steps)]) == done.law


def test_a_redline_gives_both_laws(done: Done) -> None:
    assert same(accept(done.amended.redline), done.amended.after)
    assert same(reject(done.amended.redline), done.law)
    changed = same(done.law, done.amended.after)
    assert is_changed(done.amended.redline) != changed


def test_notes_stand_in_the_law_and_are_no_part_of_it(done: Done) -> None:
    notes = done.amended.notes
    shown, after = laid(done.amended.redline, notes), laid(done.amended.after, notes, marked=False)
    assert same(accept(shown), done.amended.after) and same(reject(shown), done.law)
    assert len(_noted(after)) == len(notes) and _noted(accept(shown)) == _noted(after)
    assert _noted(reject(shown)) == _noted(done.law)
    assert text.write(after) == text.write(done.amended.after)
    assert json.read(json.write(shown)) == shown
    assert same(uslm.read(uslm_out.write(shown)), shown, ids=False)


def _noted(law: Node) -> list[Node]:
    return [node for node in walk(law) if node.kind == "note"]


def test_what_is_not_carried_out_changes_nothing(done: Done) -> None:
    for outcome in done.report.outcomes:
        if outcome.status in (REFUSED, UNREAD, NOTED):
            assert not outcome.steps and outcome.problems
        stops = any(p.stops() for p in outcome.problems)
        assert stops == (outcome.status in (REFUSED, UNREAD))


# ---- the bill is read whole ------------------------------------------------------------------------

_VERB = re.compile(
    r"\b(?:strik(?:e|ing)|struck|insert(?:ing)?|add(?:ing)?|redesignating|designating|amending|repeal(?:ed|ing)?|transferring|moving|"
    r"deleting|omitting|replacing|substituting|adjusting|indenting|revising)\b|to read as follows",
    re.I,
)
#: Quotations that name a place and are no matter of an act.
_NAMED = re.compile(
    r"(?:headings?|sentence beginning|definition of(?: the term)?|the terms?) “[^”]*”|under “[^”]*”"
    r"|the (?:row|column) (?:relating to|headed) “[^”]*”"
)


def test_every_amendatory_word_is_in_an_instruction(done: Done) -> None:
    left = " ".join(_unquoted(done.bill))
    seen = set()
    for one in done.instructions:
        if (one.span.leaf, one.span.start) in seen:
            continue
        seen.add((one.span.leaf, one.span.start))
        for words in (one.span.words, *one.notes):
            words = words.strip(" ,;.")
            assert words in left, words
            left = left.replace(words, " … ", 1)
    left = _NAMED.sub("", left)
    assert not _VERB.search(left), left
    assert not re.search(r"[“”]|\[quoted matter\]", left), left


def _unquoted(node: Node) -> list[str]:
    """The words of a bill's paragraphs, quoted matter held shut."""
    if node.kind in APPARATUS or node.kind in ("num", "heading", "after"):
        return []
    if node.kind == "quoted":
        return ["[quoted matter]"]
    return [node.words] if node.is_leaf else [w for p in node.parts for w in _unquoted(p)]


def test_instructions_that_are_written_are_read_back(done: Done) -> None:
    if any(isinstance(one.act, Unread | Rule | Unmake) for one in done.instructions):
        pytest.skip("what was not read cannot be written, nor where in its bill an amendment stands")
    written = write(done.instructions)
    again = parse(text.read(written, bill=True))
    assert [_plain(one) for one in again] == [_plain(one) for one in done.instructions], written


def _plain(one: Instruction) -> tuple[object, ...]:
    """What an instruction says, without where the bill says it and how."""
    cite = one.target.citation if one.target else None
    return (cite, one.target and one.target.further, *(_bare(v) for v in (one.where, one.act)))


def _bare(value: object) -> object:
    """A value in which new matter has neither ids nor what stands beside it."""
    if isinstance(value, Node):
        parts = value.content if isinstance(value.content, str) else tuple(_bare(p) for p in value.parts)
        return (value.kind, parts)
    if isinstance(value, tuple):
        return tuple(_bare(v) for v in value)
    fields = getattr(value, "__dataclass_fields__", None)
    return (type(value).__name__, *(_bare(getattr(value, f)) for f in fields)) if fields else value


# ---- laws that are not in hand ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bill", "code"),
    [
        ("Section 907 of the FREEDOM Suport Act is amended by striking “may” and inserting “shall”.", "M01"),
        ("Section 907 of Public Law 1–1 is amended by striking “may” and inserting “shall”.", "M35"),
        ("Clause 4(b)(2) of rule X of the Rules of the House of Representatives is amended by striking “may”.", "M35"),
        (
            "Section 2G2.2(b) of the United States Sentencing Commission Guidelines Manual is amended by striking “may”.",
            "M35",
        ),
        ("Section 8 of House Resolution 707, agreed to September 16, 2025, is amended by striking “may”.", "M35"),
        ("Section 907 of such Act is amended by striking “may” and inserting “shall”.", "M08"),
        ("Section 907 is amended by striking “may” and inserting “shall”.", "M08"),
        ("Section 999 of the FREEDOM Support Act is amended by striking “may” and inserting “shall”.", "M04"),
    ],
)
def test_a_law_that_is_not_found_is_said_so(bill: str, code: str) -> None:
    (outcome,) = amend(text.read(bill, bill=True), Shelf.of_fixtures()).outcomes
    assert outcome.status == REFUSED and not outcome.steps
    assert [p.code for p in outcome.problems] == [code]
    assert outcome.problems[0].hint
