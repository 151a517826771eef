"""The circle: what is drafted from two texts, read and carried out on the first, gives the second; and the choice of form."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import edited, statutes

from bench.circle import Circle, of_pairs, of_vintages
from drafting.amend.errand import execute
from drafting.amend.outcome import EXECUTED
from drafting.draft import Draft, draft, restate
from drafting.parse import parse
from drafting.parse.quotation import nested, unnested
from statute.citation import Citation, read
from statute.errors import Refusal
from statute.formats import text
from statute.node import Node, leaves, same

Draw = Callable[[st.SearchStrategy[Any]], Any]
WSA = read("section 5 of the Widget Safety Act (15 U.S.C. 9901)")
ACT = Citation("/us/pl/118/900", "Widget Safety Act")

LAW = """SEC. 5. WAIVER.
    (a) In General.—The Secretary may waive the requirements of this section for any widget, if the Secretary determines that—
        (1) the widget is safe;
        (2) the widget is small; and
        (3) the widget is new.
    (b) Report.—Not later than 30 days after a waiver, the Secretary shall submit a report on the waiver to the Committee.
    (c) Expiration.—The authority under this section expires on December 31, 2026.
"""
UNDIVIDED = "SEC. 5. WAIVER.\n    The Secretary may waive the requirements of this section for any widget.\n"


def circle(before: Node, after: Node, citation: Citation = WSA) -> Draft:
    """The draft of a change, once it has been carried out and has given the text wanted."""
    drafted = draft(before, after, citation)
    amended = execute(before, parse(text.read(drafted.text, bill=True)))
    assert all(o.status == EXECUTED for o in amended.outcomes)
    assert same(in_print(amended.after), in_print(after), ids=False)
    return drafted


def in_print(law: Node) -> Node:
    """The law as a bill prints it: curly marks, one blank for several, no text without words."""
    if law.is_leaf:
        return Node(law.kind, re.sub("[ \t]{2,}", " ", text.curled(law.words)))
    return Node(law.kind, tuple(in_print(p) for p in law.parts if p.kind != "text" or p.words.strip()))


def drafted(before: str, after: str, citation: Citation = WSA) -> str:
    return circle(text.read(before), text.read(after), citation).text


def changed(*pairs: tuple[str, str], law: str = LAW) -> str:
    """The draft of the law with these words changed for those."""
    after = law
    for old, new in pairs:
        assert old in after
        after = after.replace(old, new)
    return drafted(law, after)


def test_a_quotation_mark_without_its_pair_is_put_in_by_its_name() -> None:
    assert changed(("a report on the waiver", "a report” on cost, “ and the waiver")).splitlines()[1:] == [
        "    (1) by inserting “cost, and” after “on”;",
        "    (2) by inserting an opening quotation mark after “cost,”; and",
        "    (3) by inserting a closing quotation mark after “report”.",
    ]


# ---- the choice of form, by the rules of the catalogue ---------------------------------------------


def test_the_lowest_provision_is_named_with_its_compound_designation() -> None:
    assert (
        changed(("is small", "is tiny"))
        == "Section 5(a)(2) of the Widget Safety Act (15 U.S.C. 9901(a)(2)) is amended by striking “small” and inserting “tiny”.\n"
    )


def test_the_shortest_string_that_is_unique_is_quoted() -> None:
    assert "by striking “30” and inserting “45”" in changed(("30 days", "45 days"))
    grown = changed(("on the waiver to", "on each waiver to"))
    assert "“the waiver” and inserting “each waiver”" in grown or "“on the” and inserting “on each”" in grown


@pytest.mark.parametrize(
    ("old", "new"), [("the waiver to", "a waiver to"), ("days after", "days, after"), ("a report on", "a report, on")]
)
def test_no_bare_small_word_or_mark_is_quoted_alone(old: str, new: str) -> None:
    written = changed((old, new))
    assert not any(f"“{bare}”" in written.split("inserting")[0] for bare in ("and", "or", "the", "a", ","))


def test_words_are_inserted_after_a_short_anchor() -> None:
    assert "by inserting “small” after “any”" in changed(("any widget", "any small widget"))


def test_the_same_change_everywhere_is_said_once() -> None:
    law = UNDIVIDED.replace("any widget", "any widget, and the widget shall be a small widget")
    assert "by striking “widget” each place it appears and inserting “gadget”" in changed(("widget", "gadget"), law=law)


def test_a_long_deletion_is_said_by_its_ends() -> None:
    law = UNDIVIDED.replace(
        "may waive",
        "may, after such notice and opportunity for a hearing as the Secretary may by rule or order provide in the case of such persons, waive",
    )
    law = law.replace(
        "any widget.",
        "any widget, and shall report each waiver to the Committee and publish the report in the Federal Register within 10 days.",
    )
    written = changed(
        (
            ", after such notice and opportunity for a hearing as the Secretary may by rule or order provide in the case of such persons,",
            "",
        ),
        law=law,
    )
    assert "and all that follows through" in written


def test_a_provision_that_is_mostly_new_is_restated() -> None:
    old = "Not later than 30 days after a waiver, the Secretary shall submit a report on the waiver to the Committee."
    written = changed((old, "Each fiscal year the Comptroller General shall publish one page about what was waived."))
    assert written.startswith(
        "Section 5(b) of the Widget Safety Act (15 U.S.C. 9901(b)) is amended to read as follows:\n    “(b) Report.—Each"
    )


@pytest.mark.parametrize(
    ("pair", "form"),
    [
        (("is new.", "is new; and"), "by striking the period at the end and inserting “; and”"),
        (("is new.", "is new;"), "by striking the period at the end and inserting a semicolon"),
        (("small; and", "small;"), "by striking “and” at the end"),
        (("safe;", "safe; or"), "by adding “or” at the end"),
        (("small; and", "small; or"), "by striking “and” at the end and inserting “or”"),
        (("small; and", "small."), "by striking “; and” at the end and inserting a period"),
        (("is new.", "is new, and safe."), "by inserting “, and safe” before the period at the end"),
    ],
)
def test_ends_are_changed_by_named_marks(pair: tuple[str, str], form: str) -> None:
    assert form in changed(pair)


def test_an_item_added_to_a_list_moves_its_and() -> None:
    written = changed(("small; and", "small;"), ("is new.", "is new; and\n        (4) the widget is tested."))
    assert written == (
        "Section 5(a) of the Widget Safety Act (15 U.S.C. 9901(a)) is amended—\n"
        "    (1) in paragraph (2), by striking “and” at the end;\n"
        "    (2) in paragraph (3), by striking the period at the end and inserting “; and”; and\n"
        "    (3) by adding at the end the following:\n"
        "        “(4) the widget is tested.”.\n"
    )  # fmt: skip


def test_room_is_made_before_an_insertion_and_the_new_name_used_after() -> None:
    written = changed(
        ("    (b) R", "    (b) Notice.—The Secretary shall publish each waiver.\n    (c) R"),
        ("(c) Exp", "(d) Exp"),
        ("2026", "2027"),
    )
    assert written == (
        "Section 5 of the Widget Safety Act (15 U.S.C. 9901) is amended—\n"
        "    (1) by redesignating subsections (b) and (c) as subsections (c) and (d), respectively;\n"
        "    (2) by inserting after subsection (a) the following:\n"
        "        “(b) Notice.—The Secretary shall publish each waiver.”; and\n"
        "    (3) in subsection (d) (as so redesignated), by striking “2026” and inserting “2027”.\n"
    )  # fmt: skip


def test_a_new_first_provision_goes_before_the_first() -> None:
    written = changed(
        ("(3) the", "(4) the"), ("(2) the", "(3) the"), ("(1) the", "(1) the widget is cheap;\n        (2) the")
    )
    assert "by redesignating paragraphs (1) through (3) as paragraphs (2) through (4), respectively" in written
    assert "by inserting before paragraph (2) (as so redesignated) the following:" in written


def test_a_provision_is_struck_and_the_numbers_close_up() -> None:
    written = changed(("        (1) the widget is safe;\n        (2)", "        (1)"), ("(3)", "(2)"))
    assert "(1) by striking paragraph (1); and" in written
    assert "(2) by redesignating paragraphs (2) and (3) as paragraphs (1) and (2), respectively." in written


def test_a_gap_is_left_where_the_numbers_do_not_close_up() -> None:
    assert (
        changed(("        (1) the widget is safe;\n", ""))
        == "Section 5(a) of the Widget Safety Act (15 U.S.C. 9901(a)) is amended by striking paragraph (1).\n"
    )


def test_a_moved_provision_is_transferred() -> None:
    items = ["a small widget, used at home;", "a gadget that turns by hand or wind;", "any other device of the kind."]
    law = UNDIVIDED.replace("any widget.", "any—") + "".join(
        f"        ({n}) {item}\n" for n, item in enumerate(items, 1)
    )
    after = UNDIVIDED.replace("any widget.", "any—") + "".join(
        f"        ({n}) {item}\n" for n, item in enumerate([items[1], items[0], items[2]], 1)
    )
    assert "transferring" in drafted(law, after)


def test_an_undivided_section_is_divided() -> None:
    after = "SEC. 5. WAIVER.\n    (a) In General.—The Secretary may waive the requirements of this section for any widget.\n    (b) Report.—The Secretary shall report.\n"
    assert drafted(UNDIVIDED, after) == (
        "Section 5 of the Widget Safety Act (15 U.S.C. 9901) is amended—\n"
        "    (1) by striking “The Secretary may waive” and inserting “(a) In General.—The Secretary may waive”; and\n"
        "    (2) by adding at the end the following:\n"
        "        “(b) Report.—The Secretary shall report.”.\n"
    )  # fmt: skip
    assert "by striking “(a) In General.—The Secretary may waive”" in drafted(after, UNDIVIDED)


def test_a_heading_is_changed_in_a_line_of_its_own() -> None:
    written = changed(("Report.—", "Annual report.—"), ("30", "45"))
    assert "(1) by striking the subsection heading and inserting “Annual report”; and" in written
    assert "by inserting “Notice.—” after “(1)”" in changed(("(1) the", "(1) Notice.—the"))
    assert "by striking the subsection heading" in changed(("(c) Expiration.—", "(c) "))
    assert "the section heading" in changed(("WAIVER.", "EXEMPTION."))


def test_flush_text_comes_and_goes() -> None:
    flush = "is new.\n    The Secretary shall publish each determination."
    assert "by adding at the end the following flush text: “The" in changed(("is new.", flush))
    law = LAW.replace("is new.", flush)
    assert "in the matter following paragraph (3), by striking “publish” and inserting “print”" in changed(
        ("publish", "print"), law=law
    )
    assert "by striking the matter following paragraph (3)" in changed((flush, "is new."), law=law)


def test_lines_run_from_top_to_bottom() -> None:
    written = changed(("may waive", "shall waive"), ("30", "45"), ("2026", "2031"))
    assert [written.index(f"in subsection ({s})") for s in "abc"] == sorted(
        written.index(f"in subsection ({s})") for s in "abc"
    )
    assert "in subsection (a), in the matter preceding paragraph (1), by striking “may”" in written


@pytest.mark.parametrize(
    ("cite", "said"),
    [
        (
            "section 5 of the Widget Safety Act (15 U.S.C. 9901 note)",
            "Section 5(b) of the Widget Safety Act (15 U.S.C. 9901 note) is",
        ),
        ("section 5 of title 38, United States Code", "Section 5(b) of title 38, United States Code, is"),
        ("section 5 of Public Law 118–900", "Section 5(b) of Public Law 118–900 is"),
        ("15 U.S.C. 9901 note", "Section 5(b) (15 U.S.C. 9901 note) is"),
        ("section 5", "Section 5(b) is"),
    ],
)
def test_the_target_is_cited_as_it_should_be(cite: str, said: str) -> None:
    assert drafted(LAW, LAW.replace("30", "45"), read(cite)).startswith(said)


def test_quoted_terms_are_nested() -> None:
    law = UNDIVIDED.replace("any widget", "any “covered widget” that is new")
    assert "by striking “any ‘covered widget’” and inserting “each”" in changed(
        ("any “covered widget”", "each"), law=law
    )


def test_two_drafts_are_told_apart_by_what_they_quote() -> None:
    before, after = text.read(LAW), text.read(LAW.replace("30", "45"))
    surgical, restated = draft(before, after, WSA), restate(before, after, WSA)
    assert (surgical.form, surgical.quoted) == ("surgical", 2)
    assert restated.form == "restated" and restated.quoted > 60
    assert restated.text.startswith(
        "Section 5 of the Widget Safety Act (15 U.S.C. 9901) is amended to read as follows:\n    “SEC. 5. WAIVER."
    )


def test_a_bill_prints_curly_marks_and_single_blanks() -> None:
    before, after = text.read(UNDIVIDED), text.read(UNDIVIDED.replace("any widget", 'any   "small widget"'))
    assert (
        "“any ‘small widget’”" in draft(before, after, WSA).text or "“‘small widget’”" in draft(before, after, WSA).text
    )
    assert draft(before, text.read(UNDIVIDED.replace("may waive", "may  waive")), WSA).instructions == ()


def test_the_same_text_needs_no_amendment() -> None:
    assert draft(text.read(LAW), text.read(LAW), WSA) == Draft((), "", 0, "surgical")


# ---- laws of several sections, and of none ---------------------------------------------------------

SIX, SEVEN = (
    "SEC. 6. PENALTY.\n    Whoever makes an unsafe widget shall be fined.\n",
    "SEC. 7. REPORTS.\n    The Secretary shall report each year.\n",
)


def test_sections_come_and_go() -> None:
    assert "is amended by inserting after section 5 the following:\n    “SEC. 6. PENALTY." in drafted(
        LAW + SEVEN, LAW + SIX + SEVEN, ACT
    )
    assert "is amended by striking section 6." in drafted(LAW + SIX + SEVEN, LAW + SEVEN, ACT)
    assert "by striking section 6" in drafted(LAW + SIX, LAW, ACT)
    drafted(LAW, LAW + SIX, ACT)


def test_each_section_is_amended_in_a_section_of_its_own() -> None:
    written = drafted(LAW + SIX, LAW.replace("30", "45") + SIX.replace("fined", "imprisoned"), ACT)
    assert written.startswith(
        "SECTION 1. AMENDMENT OF SECTION 5.\n    Section 5(b) of the Widget Safety Act (Public Law 118–900) is"
    )
    assert "SEC. 2. AMENDMENT OF SECTION 6.\n    Section 6 of the Widget Safety Act (Public Law 118–900) is" in written


def test_a_text_without_sections_is_amended_by_its_divisions() -> None:
    before, after = (
        "(a) The Secretary may act.\n(b) The Board shall not.\n",
        "(a) The Secretary shall act.\n(b) The Board shall not.\n",
    )
    assert (
        drafted(before, after, Citation(section="9"))
        == "Section 9(a) is amended by striking “may” and inserting “shall”.\n"
    )
    assert (
        drafted("The Secretary may act.", "The Secretary shall act.", Citation())
        == "By striking “may” and inserting “shall”.\n"
    )


def test_matter_under_a_heading_is_cited_by_it() -> None:
    law = "TITLE II\nWidget Inspection\n(g) The Secretary may—\n    (1) inspect; or\n    (2) exempt.\n"
    cite = read(
        "subsection (g) of the matter under the heading “Widget Inspection” in title II of the Widget Appropriations Act, 2002"
    )
    assert drafted(law, law.replace("exempt.", "excuse."), cite).startswith(
        "Subsection (g)(2) of the matter under the heading “Widget Inspection” in title II of the Widget"
    )


def test_matter_under_a_heading_is_restated_as_one() -> None:
    law = "TITLE II\nWidget Inspection\n(g) The Secretary may—\n    (1) inspect; or\n    (2) exempt.\n"
    cite = read("the matter under the heading “Widget Inspection” in title II of the Widget Appropriations Act, 2002")
    whole = restate(text.read(law), text.read(law.replace("exempt.", "excuse.")), cite)
    assert whole.form == "restated" and whole.text.startswith(
        "The matter under the heading “Widget Inspection” in title II of the Widget Appropriations Act, 2002 is amended "
        "to read as follows:\n    “(g) The Secretary may—\n"
    )


def test_what_no_bill_can_print_is_refused() -> None:
    before = text.read("SEC. 5. WAIVER.\n    (a) The term “widget” means a widget.\n    (b) It is new.")
    after = text.read(
        "SEC. 5. WAIVER.\n    (a) The term “widget” means a widget.\n    (b) “”It is new” or “old.\n    (c) “It."
    )
    with pytest.raises(Refusal, match="M39"):
        draft(before, after, WSA)


# ---- the circle ------------------------------------------------------------------------------------


def printable(law: Node) -> bool:
    """Whether print carries the law: it is read back as it is, and its quotation marks pair and nest."""
    paired = all(
        w.count("“") == w.count("”") and unnested(nested(w)) == w for w in (leaf.words for leaf in leaves(law))
    )
    return paired and same(text.read(text.write(law)), law, ids=False)


@st.composite
def changes(draw: Draw) -> tuple[Node, Node]:
    before = draw(statutes(beside=False))
    return before, draw(edited(before))


@given(changes())
def test_the_circle_closes(change: tuple[Node, Node]) -> None:
    before, after = change
    assume(printable(before) and printable(after))
    if not same(before, after, ids=False):
        circle(before, after, ACT)


@given(changes())
def test_the_circle_closes_by_restatement(change: tuple[Node, Node]) -> None:
    before, after = change
    assume(printable(before) and printable(after) and not same(before, after, ids=False))
    drafted = restate(before, after, ACT)
    amended = execute(before, parse(text.read(drafted.text, bill=True)))
    assert same(amended.after, after, ids=False)


def test_the_circle_closes_on_real_law(corpus: Path) -> None:
    """Real laws, and what Congress made of them: one in eight of the pairs, and of the sections of two vintages."""
    pairs = list(of_pairs(corpus / "pairs", every=8))
    vintages = list(of_vintages(corpus / "usc", every=8))
    assert len(pairs) > 20 and len(vintages) > 10
    assert [r.name for r in pairs + vintages if not r.closed] == []
    told = Circle.of(pairs)
    assert told.restated == 0 and told.ours <= 1.5 * told.theirs and told.median <= 1.0


def test_a_section_is_not_restated_for_a_few_changes_in_a_long_sentence() -> None:
    before = "SEC. 5. WAIVER.\n    " + " ".join(f"If the widget w{n} is new, it passes test t{n}," for n in range(9))
    after = re.sub(r"test t(\d)", r"trial t\1", before).replace("w3", "w30").replace("w5", "w50")
    assert "to read as follows" not in drafted(before, after)


def test_a_part_that_the_editors_struck_is_not_drafted_as_law() -> None:
    before = text.read(LAW)
    after = text.read(
        LAW.replace("(b) Report.—Not", "[(b) Repealed. Pub. L. 118–1, § 2, Jan. 1, 2024, 138 Stat. 1]\n#")
    )
    after = text.read("\n".join(line for line in text.write(after).splitlines() if "#" not in line))
    assert "by striking subsection (b)" in draft(before, after, WSA).text
