"""The diff law: the steps found between two texts make the one of the other, and their redline is proved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.diff import diff, differences
from drafting.diff.wording import edits
from drafting.redline import proved, redline
from drafting.step import Splice, Step, Unwrap, Wrap, run
from statute.errors import Refusal
from statute.formats import text
from statute.node import Aside, Node, find, numbered, same, walk, words
from tests.strategies import edited, statutes

LAW = """SEC. 9. REPORT ON ASSISTANCE.
    (a) The Secretary may furnish assistance to any State.
    (b) Funds made available under this Act shall expire in fiscal year 2026.
    (c) The term “covered entity” means a State or a political subdivision of it.
"""


def steps_between(before: Node, after: Node, by: int = 0) -> tuple[Step, ...]:
    """The steps of the diff, once every law of it has been checked."""
    steps = diff(before, after, by)
    result = run(before, steps)
    assert same(result, after, ids=False)
    assert len({n.id for n in walk(result)}) == sum(1 for _ in walk(result))
    proved(before, result, redline(before, steps))
    undone = run(result, [step.inverse() for step in reversed(steps)])
    assert same(undone, before)
    return steps


def told(before: Node, steps: tuple[Step, ...]) -> list[tuple[str, str, str]]:
    """Steps in plain words: what is done, the old words or the designation, the new words."""
    found: list[tuple[str, str, str]] = []
    for step in steps:
        match step:
            case Splice(old=str(old), new=str(new)):
                found.append(("words", old, new))
            case Splice(old=tuple(old), new=tuple(new)):
                found.append(("parts", " ".join(map(words, old)), " ".join(map(words, new))))
            case Wrap(shell=shell):
                found.append(("wrap", "", words(shell)))
            case Unwrap(shell=shell):
                found.append(("unwrap", words(shell), ""))
    return found


def amended(before: str, after: str) -> list[tuple[str, str, str]]:
    """The steps between two printed texts, in plain words."""
    law = text.read(before)
    return told(law, steps_between(law, text.read(after)))


# ---- drafting law ----------------------------------------------------------------------------------


def test_equal_texts_need_no_steps() -> None:
    law = text.read(LAW)
    assert diff(law, law) == diff(law, numbered(law, "x")) == ()


def test_one_word() -> None:
    assert amended(LAW, LAW.replace("may furnish", "shall furnish")) == [("words", "may", "shall")]


def test_a_figure_is_one_word() -> None:
    assert amended(
        "SEC. 1. FUNDS.\n    Not more than $10,000 a year.",
        "SEC. 1. FUNDS.\n    Not more than $20,000 a year.",
    ) == [("words", "$10,000", "$20,000")]


def test_insertion_redesignates_before_it_inserts() -> None:
    after = LAW.replace("(c) The", "(d) The").replace("(b) Funds", "(b) No person may be employed here.\n    (c) Funds")
    assert amended(LAW, after) == [
        ("words", "b", "c"),
        ("words", "c", "d"),
        ("parts", "", "(b) No person may be employed here."),
    ]


def test_removal_strikes_before_it_redesignates() -> None:
    lines = LAW.splitlines(keepends=True)
    assert amended(LAW, "".join([*lines[:2], lines[3].replace("(c)", "(b)")])) == [
        ("parts", "(b) Funds made available under this Act shall expire in fiscal year 2026.", ""),
        ("words", "c", "b"),
    ]


def test_a_redesignated_and_amended_provision_keeps_its_id() -> None:
    law = text.read(LAW)
    new = "(a) No person may be employed here.\n    (b) The Secretary may furnish assistance to any territory."
    after = text.read(
        LAW.replace("(c) The", "(d) The")
        .replace("(b) Funds", "(c) Funds")
        .replace("(a) The Secretary may furnish assistance to any State.", new)
    )
    result = run(law, steps_between(law, after, by=3))
    subsections = [p for p in result.parts[0].parts if p.kind == "subsection"]
    old = [p.id for p in law.parts[0].parts if p.kind == "subsection"]
    assert [p.id for p in subsections[1:]] == old
    assert subsections[0].id.startswith("d3.")


def test_dividing_an_undivided_section_closes_a_level_round_it() -> None:
    before = "SEC. 907. RESTRICTION.\n    Assistance may not be provided to the Government of Azerbaijan."
    after = (
        "SEC. 907. RESTRICTION.\n    (a) Restriction.—Assistance may not be provided to the Government of Azerbaijan.\n"
        "    (b) Waiver.—The President may waive subsection (a) if the national interest requires it."
    )
    assert amended(before, after) == [
        ("wrap", "", "(a) Restriction"),
        (
            "parts",
            "",
            "(b) Waiver The President may waive subsection (a) if the national interest requires it.",
        ),
    ]


def test_dividing_a_section_takes_its_list_inside() -> None:
    items = "{0}(1) the army, as it was in 1990;\n{0}(2) the navy, as it is today; and\n{0}(3) the air force and all who serve in it.\n"
    before = "SEC. 9. FORCES.\n    The Secretary shall report on—\n" + items.format(" " * 8)
    after = (
        before.replace("The Secretary shall", "(a) Report.—The Secretary shall")
        + "    (b) Deadline.—It is due on March 1."
    )
    assert amended(before, after) == [
        ("wrap", "", "(a) Report"),
        ("parts", "", "(b) Deadline It is due on March 1."),
    ]


def test_undividing_a_section_opens_the_level() -> None:
    before = "SEC. 9. REPORT.\n    (a) In general.—The Secretary shall submit a report.\n    (b) Deadline.—It is due on March 1."
    assert amended(before, "SEC. 9. REPORT.\n    The Secretary shall submit a report.") == [
        ("unwrap", "(a) In general", ""),
        ("parts", "(b) Deadline It is due on March 1.", ""),
    ]


def test_sections_go_inside_a_new_title() -> None:
    parts = tuple(
        Node("section", (Node("num", f"SEC. {n}."), Node("text", f"Rule number {n} shall apply to all.")))
        for n in range(1, 5)
    )
    title = Node("title", (Node("num", "TITLE I"), Node("heading", "RULES"), *parts[:3]))
    before, after = numbered(Node("law", parts)), numbered(Node("law", (title, parts[3])))
    assert told(before, steps_between(before, after)) == [("wrap", "", "TITLE I RULES")]


def test_a_change_of_level_keeps_the_words() -> None:
    def law(kind: str, num: str) -> Node:
        matter = Node("text", "Funds shall expire at the end of the year.", "t")
        level = Node(kind, (Node("num", num, "m"), matter), "l")
        return Node("law", (Node("section", (Node("num", "SEC. 1.", "n"), level), "s"),), "r")

    before, after = law("paragraph", "(1)"), law("subsection", "(a)")
    assert told(before, steps_between(before, after)) == [("unwrap", "(1)", ""), ("wrap", "", "(a)")]
    assert find(run(before, diff(before, after)), "t") is not None


def test_a_heading_changes_by_itself() -> None:
    assert amended(LAW, LAW.replace("REPORT ON ASSISTANCE", "REPORT ON FUNDS")) == [("words", "ASSISTANCE", "FUNDS")]


def test_a_moved_provision_is_struck_and_inserted_as_the_same() -> None:
    head, *items = LAW.splitlines(keepends=True)
    after = (
        head
        + items[1].replace("(b)", "(a)")
        + items[2].replace("(c)", "(b)")
        + items[0].replace("(a)", "(c)").replace("any State", "a State")
    )
    law = text.read(LAW)
    steps = steps_between(law, text.read(after))
    moved = law.parts[0].parts[2]
    assert [s for s in steps if isinstance(s, Splice) and s.old == (moved,)]
    assert [s for s in steps if isinstance(s, Splice) and s.new == (moved,)]
    assert told(law, steps)[1:] == [
        ("words", "b", "a"),
        ("words", "c", "b"),
        ("parts", "", words(moved)),
        ("words", "a", "c"),
        ("words", "any", "a"),
    ]


def test_a_rewritten_paragraph_keeps_its_designation_and_is_struck_whole() -> None:
    after = LAW.replace(
        "Funds made available under this Act shall expire in fiscal year 2026.",
        "No officer or employee shall disclose what the Board has kept secret.",
    )
    assert amended(LAW, after) == [
        (
            "words",
            "Funds made available under this Act shall expire in fiscal year 2026.",
            "No officer or employee shall disclose what the Board has kept secret.",
        )
    ]


def test_a_rewritten_provision_with_others_inside_is_replaced_as_one() -> None:
    old = "    (b) The Board—\n        (1) meets in public; and\n        (2) keeps minutes.\n"
    new = "    (b) No officer—\n        (1) shall disclose any secret; or\n        (2) may hold shares.\n"
    lines = LAW.splitlines(keepends=True)
    kinds = [kind for kind, _, _ in amended("".join([*lines[:2], old, lines[3]]), "".join([*lines[:2], new, lines[3]]))]
    assert kinds == ["parts"]


def test_another_kind_of_whole_is_refused() -> None:
    with pytest.raises(Refusal, match="M11"):
        diff(Node("section", "", "n1"), Node("law", "", "n1"))


def test_what_stands_beside_the_law_stays() -> None:
    note, leaf = (
        Node("note", "See 22 U.S.C. 5851.", "n3"),
        Node("text", "The Secretary may act.", "n2", beside=(Aside(4, 13, "term"),)),
    )
    before = Node("section", (leaf, note), "n1")
    after = Node("section", (Node("text", "Today the Secretary shall act."), Node("text", "He may not delay.")))
    result = run(before, steps_between(before, after))
    assert [p.kind for p in result.parts] == ["text", "text", "note"]
    (aside,) = result.parts[0].beside
    assert result.parts[0].words[aside.start : aside.stop] == "Secretary"


def test_a_designation_after_a_page_break_is_a_designation() -> None:
    page = Node("page", "[Page 12]")
    before = Node("law", (Node("paragraph", (page, Node("num", "(1)"), Node("text", "The fee shall be paid."))),))
    after = Node("law", (Node("paragraph", (page, Node("num", "(2)"), Node("text", "The fee shall be paid."))),))
    (step,) = steps_between(numbered(before), after)
    assert isinstance(step, Splice) and (step.old, step.new) == ("1", "2")


def test_a_text_that_was_divided_is_not_taken_for_its_words() -> None:
    before = numbered(Node("law", (Node("quoted", (Node("text", "shall"), Node("heading", "Fees"))),)))
    after = Node("law", (Node("quoted", (Node("text", (Node("text", "may"),)), Node("heading", "Fees"))),))
    steps_between(before, after)


def test_the_steps_of_a_section_are_told_before_the_next_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def told(old: str, new: str) -> Iterator[tuple[int, str, str]]:
        compared.append(old)
        return edits(old, new)

    monkeypatch.setattr("drafting.diff.steps.edits", told)
    law = "TITLE I\nSEC. 1. ONE.\n    The fee is $5.\nTITLE II\nSEC. 2. TWO.\n    The fine is $5.\n"
    steps = differences(text.read(law), text.read(law.replace("$5", "$6")))
    assert isinstance(next(steps), Splice) and compared == ["The fee is $5."]
    assert len(list(steps)) == 1 and compared == ["The fee is $5.", "The fine is $5."]


# ---- words -----------------------------------------------------------------------------------------


def spliced(old: str, new: str) -> str:
    for start, struck, inserted in edits(old, new):
        assert old[start : start + len(struck)] == struck
        old = old[:start] + inserted + old[start + len(struck) :]
    return old


@given(st.text(max_size=60), st.text(max_size=60))
def test_edits_make_one_text_of_another(old: str, new: str) -> None:
    assert spliced(old, new) == new


def test_a_long_text_is_compared_by_its_sentences_first() -> None:
    old = " ".join(f"Rule {n} binds every officer of the Board." for n in range(400))
    new = old.replace("Rule 3 binds", "Rule 3 frees").replace("Rule 390 binds", "Rule 390 frees")
    assert [(a, b) for _, a, b in edits(old, new)] == [("binds", "frees")] * 2
    assert spliced(old, new) == new


def test_words_replaced_one_for_one_are_told_apart_by_what_stands_between_them() -> None:
    old = "The Secretary, after notice and an opportunity for a hearing, may deny not-for-profit aid."
    new = "The Director, after notice and an opportunity for a hearing, shall deny for-profit aid."
    replaced = [(4, "Secretary", "Director"), (61, "may", "shall"), (72, "not-for-profit", "for-profit")]
    assert list(edits(old, new)) == replaced
    assert list(edits(old, new.replace("aid.", "aid in whole."))) == [*replaced, (86, "", " in whole")]


# ---- any law ---------------------------------------------------------------------------------------


@given(st.data())
def test_any_editing_is_found(data: st.DataObject) -> None:
    before = data.draw(statutes())
    steps_between(before, data.draw(edited(before)))


@given(statutes(), statutes())
def test_any_two_statutes_are_joined(before: Node, after: Node) -> None:
    steps_between(before, after)


@given(st.integers(0, 2**32))
def test_trees_that_no_drafter_would_write_are_joined(seed: int) -> None:
    draw = Random(seed)
    before = numbered(Node("law", tuple(_any(draw, 3) for _ in range(4))))
    steps_between(before, Node("law", _shaken(draw, before.parts)))


def _any(draw: Random, depth: int) -> Node:
    """Any node: kinds in no order, levels without designations, apparatus anywhere, leaves without words."""
    if depth == 0 or draw.random() < 0.3:
        matter = " ".join(draw.choices(("the", "Secretary", "shall", "30", "—", "(a)"), k=draw.randrange(8)))
        return Node(draw.choice(("text", "text", "num", "heading", "note")), matter)
    kinds = ("section", "subsection", "paragraph", "subparagraph", "quoted", "text", "note")
    return Node(draw.choice(kinds), tuple(_any(draw, depth - 1) for _ in range(draw.randrange(5))))


def _shaken(draw: Random, parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Parts with some lost, doubled, moved to the end, wrapped, opened, or made another kind."""
    found: list[Node] = []
    late: list[Node] = []
    for part in parts:
        part = part if part.is_leaf else part.having(content=_shaken(draw, part.parts))
        match draw.randrange(20):
            case 0:
                continue
            case 1:
                found += [part, part]
            case 2:
                late.append(part)
            case 3:
                found = [*found[:-2], Node("subsection", (Node("num", "(a)"), *found[-2:], part))]
            case 4 if part.parts:
                found += part.parts
            case 5:
                found.append(part.having(kind="clause"))
            case _:
                found.append(part)
    return (*found, *late)


@given(statutes())
def test_a_statute_equals_itself(tree: Node) -> None:
    assert diff(tree, numbered(tree, "x")) == ()


# ---- real law --------------------------------------------------------------------------------------


def test_real_amendments_are_found(corpus: Path) -> None:
    files = sorted(p for p in (corpus / "pairs" / "before").glob("*.txt") if p.stat().st_size < 40_000)
    for file in files[:: max(1, len(files) // 40)][:40]:
        before = text.read(file.read_text("utf-8"))
        after = text.read((corpus / "pairs" / "after" / file.name).read_text("utf-8"))
        assert len(steps_between(before, after)) <= 60, file.name
