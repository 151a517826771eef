"""The bill DTD: a bill of Congress reads as its print does, and nothing of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from drafting.amend import amend_law
from drafting.instruction import Insert, Redesignate, Substitute, Unread
from drafting.parse import parse
from drafting.thing import Matter, Phrase
from statute import formats
from statute.errors import Refusal
from statute.formats import billdtd, billdtd_out, html, json, text, uslm, uslm_out
from statute.markup import xml
from statute.node import HEADING, NUM, TEXT, Node, leaves, same, walk

#: What print sets before the designations of the larger levels, and the files do not hold.
STYLED = re.compile(r"^(?:SECTION|SEC\.|§|(?:SUB)?DIVISION|(?:SUB)?TITLE|(?:SUB)?CHAPTER|(?:SUB)?PART)\s", re.I)


def bill(body: str, *, style: str = "OLC") -> Node:
    """A bill with this body."""
    return billdtd.read(f'<bill><legis-body style="{style}">{body}</legis-body></bill>')


def section(inside: str) -> Node:
    """The first section of a bill with this inside."""
    return bill(f"<section><enum>2.</enum>{inside}</section>").parts[0]


def said(node: Node) -> list[str]:
    """The words of all leaves in order."""
    return [leaf.words for leaf in leaves(node)]


def only(tree: Node, kind: str) -> Node:
    """The one node of this kind."""
    (found,) = [n for n in walk(tree) if n.kind == kind]
    return found


# ---- quotation marks -------------------------------------------------------------------------------


def test_quoted_words_have_the_marks_that_print_gives_them() -> None:
    tree = section("<text>is amended by striking <quote>shall</quote> and inserting <quote>may</quote>.</text>")
    assert said(tree)[1:] == ["is amended by striking “shall” and inserting “may”."]


def test_quotations_inside_quotations_are_single_and_double_in_turn() -> None:
    tree = section("<text>strike <quote>the <quote>so-called <quote>rule</quote></quote></quote></text>")
    assert said(tree)[1:] == ["strike “the ‘so-called “rule”’”"]


def test_quotations_in_quoted_matter_are_single() -> None:
    tree = section(
        "<text>the following:</text><quoted-block><subsection><enum>(c)</enum>"
        "<text>The <quote>covered</quote> rule.</text></subsection></quoted-block>"
    )
    assert said(only(tree, "quoted")) == ["(c)", "The ‘covered’ rule."]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("the term <term>rule</term> means", "the term “rule” means"),
        ("<quote><term>rule</term></quote>", "“rule”"),
        ("<term><quote>rule</quote></term>", "“rule”"),
        ("<quote>the term <term>rule</term> means</quote>", "“the term ‘rule’ means”"),
        ("the <quote><short-title>Rule Act</short-title></quote>", "the “Rule Act”"),
        ("the <short-title>Rule Act</short-title>", "the Rule Act"),
        ("<quote>§</quote><quote>.</quote>", "“§”“.”"),
    ],
)
def test_a_defined_term_has_marks_once(words: str, printed: str) -> None:
    assert said(section(f"<text>{words}</text>"))[1] == printed


def test_a_quotation_that_runs_on_in_quoted_matter_is_left_open() -> None:
    tree = bill(
        "<section><enum>2.</enum><text>Section 5 of the Rule Act is amended by striking <quote>if he</quote> and "
        "inserting <quote>if he—</quote></text><quoted-block><paragraph><enum>(1)</enum><text>knows; or</text>"
        "</paragraph><paragraph><enum>(2)</enum><text>wills.</text></paragraph></quoted-block></section>"
    )
    (one,) = parse(tree)
    assert isinstance(one.act, Substitute)
    assert isinstance(one.act.matter, Matter)
    assert [part.kind for part in one.act.matter.parts] == [TEXT, "paragraph", "paragraph"]
    assert one.act.matter.parts[0].words == "if he—"


# ---- quoted matter ---------------------------------------------------------------------------------


def test_wrong_tags_in_quoted_matter_give_way_to_the_designations() -> None:
    tree = section(
        "<text>the following:</text><quoted-block><subsection><enum>(c)</enum><header>Waiver</header>"
        "<text>The President may—</text><subparagraph><enum>(1)</enum><text>waive; or</text></subparagraph>"
        "<subparagraph><enum>(2)</enum><text>suspend.</text></subparagraph></subsection></quoted-block>"
    )
    subsection = only(tree, "quoted").parts[0]
    assert [part.kind for part in subsection.parts] == [NUM, HEADING, TEXT, "paragraph", "paragraph"]


def test_the_mark_after_quoted_matter_is_the_bills_own() -> None:
    tree = section(
        "<paragraph><enum>(1)</enum><text>by adding:</text><quoted-block><paragraph><enum>(3)</enum>"
        "<text>The rule.</text></paragraph><after-quoted-block>; and</after-quoted-block></quoted-block></paragraph>"
    )
    assert said(only(tree, "quoted")) == ["(3)", "The rule."]
    assert [(p.kind, p.words) for p in tree.parts[1].parts][-2:] == [("quoted", ""), ("after", "; and")]


def test_matter_that_begins_with_words_keeps_them_first() -> None:
    tree = section(
        '<text>inserting</text><quoted-block display-inline="yes-display-inline"><text>on account of—</text>'
        "<subparagraph><enum>(A)</enum><text>injuries, or</text></subparagraph><subparagraph><enum>(B)</enum>"
        "<text>sickness.</text></subparagraph><continuation-text>as proved.</continuation-text></quoted-block>"
    )
    quoted = only(tree, "quoted")
    assert [part.kind for part in quoted.parts] == [TEXT, "subparagraph", "subparagraph", TEXT]


@pytest.mark.parametrize(
    ("style", "num", "heading"),
    [("USC", "§ 5501B.", "Rules"), ("OLC", "SEC. 5501B.", "Rules."), ("", "SEC. 5501B.", "Rules.")],
)
def test_a_quoted_section_is_designated_as_its_law_prints_it(style: str, num: str, heading: str) -> None:
    tree = section(
        f'<text>the following:</text><quoted-block style="{style}"><section><enum>5501B.</enum>'
        "<header>Rules</header><text>The rule.</text></section></quoted-block>"
    )
    assert said(only(tree, "quoted")) == [num, heading, "The rule."]


# ---- designations and headings ---------------------------------------------------------------------


def test_sections_and_titles_are_designated_as_in_print() -> None:
    tree = bill(
        "<section><enum>1.</enum><header>Short title</header><text>This Act.</text></section>"
        "<title><enum>I</enum><header>Rules</header><subtitle><enum>A</enum><section><enum>101.</enum>"
        "<header>Is it so?</header><text>It is.</text></section></subtitle></title>"
    )
    assert said(tree) == [
        "SECTION 1.", "Short title.", "This Act.", "TITLE I—", "Rules", "Subtitle A", "SEC. 101.", "Is it so?", "It is.",
    ]  # fmt: skip


def test_a_small_level_has_its_mark_after_the_heading() -> None:
    tree = section("<subsection><enum>(a)</enum><header>In general</header><text>The rule.</text></subsection>")
    heading = tree.parts[1].parts[1]
    assert (heading.words, heading.attr("mark")) == ("In general", ".—")


def test_a_level_without_designation_or_with_two() -> None:
    tree = section(
        "<paragraph><enum/><text>Words.</text></paragraph><paragraph><enum>(1)(A)</enum><text>x</text></paragraph>"
    )
    bare, twice = tree.parts[1:]
    assert [p.kind for p in bare.parts] == [TEXT]
    assert [p.kind for p in twice.parts] == [NUM, "subparagraph"]


def test_a_heading_quoted_in_the_text_is_words_in_marks() -> None:
    tree = bill(
        "<section><enum>2.</enum><text>Section 5 of the Rule Act is amended, in the heading, by striking "
        '<quote><header-in-text level="section" style="OLC">through <enum-in-header>2025</enum-in-header>'
        "</header-in-text></quote> and inserting <quote><header-in-text>through 2028</header-in-text></quote>.</text></section>"
    )
    (one,) = parse(tree)
    assert isinstance(one.act, Substitute)
    assert isinstance(one.act.what, Phrase)
    assert isinstance(one.act.matter, Matter)
    assert (one.act.what.words, one.act.matter.words) == ("through 2025", "through 2028")


def test_clauses_of_the_house_rules_are_levels_without_rank() -> None:
    tree = section(
        "<text>strike clause 18:</text><quoted-block><rules-clause><enum>18.</enum><rules-paragraph><enum>(a)</enum>"
        "<text>A Member may not.</text></rules-paragraph></rules-clause></quoted-block>"
    )
    assert [p.kind for p in only(tree, "quoted").parts] == ["level"]
    assert said(only(tree, "quoted")) == ["18.", "(a)", "A Member may not."]


# ---- what stands beside the law --------------------------------------------------------------------


def test_references_terms_and_pages_stand_beside_the_words() -> None:
    tree = section(
        '<text>under <external-xref legal-doc="usc" parsable-cite="usc/42/1395m">42 U.S.C. 1395m</external-xref> and'
        '<pagebreak/> <external-xref parsable-cite="pl/103/159">Public Law 103–159</external-xref>, a <term>rule</term></text>'
    )
    leaf = tree.parts[1]
    kept = [(a.kind, leaf.words[a.start : a.stop], dict(a.attrs).get("href")) for a in leaf.beside]
    assert kept == [
        ("ref", "42 U.S.C. 1395m", "/us/usc/t42/s1395m"),
        ("page", "", None),
        ("ref", "Public Law 103–159", "/us/pl/103/159"),
        ("term", "rule", None),
    ]


def test_what_a_committee_struck_from_a_reported_bill_is_not_its_law() -> None:
    tree = bill(
        '<section changed="deleted"><enum>1.</enum><text>Section 5 of the Rule Act is repealed.</text></section>'
        '<section changed="added"><enum>1.</enum><text>Section <deleted-phrase>6</deleted-phrase>'
        "<added-phrase>7</added-phrase> of the Rule Act is repealed.</text></section>"
    )
    assert said(tree) == ["SECTION 1.", "Section 7 of the Rule Act is repealed."]
    assert [one.target.citation.section for one in parse(tree) if one.target] == ["7"]
    assert "Section 5 of the Rule Act" in json.write(tree) and "[6]" in json.write(tree)


def test_form_and_attestation_are_apparatus() -> None:
    tree = billdtd.read(
        "<resolution><form><congress>119th CONGRESS</congress><action><action-date>May 1</action-date>"
        "<action-desc>Mr. <sponsor>Law</sponsor> submitted</action-desc></action></form><resolution-body><section>"
        "<text>That it is so.</text></section></resolution-body><attestation><attestor>A Clerk</attestor></attestation></resolution>"
    )
    assert said(tree) == ["That it is so."]
    assert [p.kind for p in tree.parts] == ["meta", "section", "note"]
    assert [p.words for p in tree.parts[0].parts] == ["119th CONGRESS", "May 1", "Mr. Law submitted"]


def test_an_engrossed_amendment_reads_as_the_bill_it_inserts() -> None:
    tree = billdtd.read(
        "<amendment-doc><engrossed-amendment-body><amendment><amendment-instruction><text>Strike all and insert:</text>"
        '</amendment-instruction><amendment-block style="OLC"><section><enum>1.</enum><text>Section 5 of the Rule Act '
        "is amended by redesignating paragraph (1) as paragraph (2).</text></section></amendment-block></amendment>"
        "</engrossed-amendment-body></amendment-doc>"
    )
    assert [type(one.act) for one in parse(tree)] == [Redesignate]


def test_contents_and_tables_are_kept_in_cells() -> None:
    tree = section(
        '<toc><toc-entry level="title">Title I—Rules</toc-entry><toc-entry level="section">Sec. 101. A <italic>rule</italic>.'
        "</toc-entry><multi-column-toc-entry><toc-enum>4.</toc-enum><level-header>Rates</level-header><target>33</target>"
        "</multi-column-toc-entry></toc><table><ttitle>Rates</ttitle><tgroup><thead><row><entry>Income</entry></row></thead>"
        "<tbody><row><entry>Low</entry><entry>10%</entry></row></tbody></tgroup></table>"
    )
    cells = [[c.words for c in row.parts] for row in walk(tree) if row.kind in ("entry", "row")]
    assert cells == [
        ["Title I—", "Rules"], ["Sec. 101.", "A rule."], ["4.", "Rates", "33"],
        ["Rates"], ["Income"], ["Low", "10%"],
    ]  # fmt: skip


# ---- the doors -------------------------------------------------------------------------------------


def test_the_root_element_says_which_vocabulary() -> None:
    dtd = b"<bill><legis-body><section><enum>2.</enum><text>Words.</text></section></legis-body></bill>"
    new = b'<bill xmlns="http://schemas.gpo.gov/xml/uslm"><main><section><content>Words.</content></section></main></bill>'
    for data, words in ((dtd, ["SEC. 2.", "Words."]), (new, ["Words."])):
        assert said(formats.read_any(data)) == words
        assert said(formats.read(data, ".xml")) == words
    with pytest.raises(Refusal) as refused:
        billdtd.read(new)
    assert refused.value.problem.code == "F07"


def test_an_instruction_is_read_from_a_bill() -> None:
    tree = bill(
        "<section><enum>2.</enum><header>Waiver</header><subsection><enum>(a)</enum><header>In general</header><text>"
        "Section 907 of the FREEDOM Support Act is amended by adding at the end the following new subsection:</text>"
        "<quoted-block><subsection><enum>(c)</enum><text>The rule.</text></subsection><after-quoted-block>.</after-quoted-block>"
        "</quoted-block></subsection></section>"
    )
    (one,) = parse(tree)
    assert isinstance(one.act, Insert)
    assert one.place == "section 2(a) of the bill"


# ---- real bills ------------------------------------------------------------------------------------


def files(corpus: Path) -> list[Path]:
    """The bills of the corpus in the bill DTD."""
    return sorted((corpus / "bills_dtd").rglob("*.xml"))


def letters(words: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in words if c.isalnum())


def kept(tree: Node) -> str:
    """Every letter of a tree in order, what stands beside the law included and what print adds left out."""
    found = []
    for node in walk(tree):
        if node.is_leaf:
            words = node.words
            for aside in sorted((a for a in node.beside if a.words), key=lambda a: -a.start):
                words = words[: aside.start] + aside.words + words[aside.start :]
            found.append(STYLED.sub("", words) if node.kind == NUM else words)
    return letters(" ".join(found))


def test_every_letter_of_every_bill_is_in_its_tree(corpus: Path) -> None:
    for file in files(corpus):
        root = xml.parse(file.read_bytes())
        assert kept(billdtd.read_root(root)) == letters("".join(map(str, root.itertext("*")))), file.name


def test_a_bill_goes_through_every_writer(corpus: Path) -> None:
    for file in files(corpus)[::12]:
        tree = billdtd.read(file.read_bytes())
        assert json.read(json.write(tree)) == tree
        assert same(uslm.read(uslm_out.write(tree)), tree, ids=False), file.name
        assert html.write(tree) and text.write(tree)


def test_most_of_the_language_of_bills_is_understood(corpus: Path) -> None:
    found = Counter(
        isinstance(one.act, Unread)
        for file in files(corpus)
        if not re.search(r"-119h(?:con)?res", file.name)
        for one in parse(billdtd.read(file.read_bytes()))
    )
    assert found[False] / found.total() > 0.93, found


# ---- writing ---------------------------------------------------------------------------------------

WHOLE = (
    '<bill><metadata><dublinCore><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">A bill</dc:title></dublinCore>'
    "</metadata><form><congress>119th CONGRESS</congress><action><action-date>May 1, 2025</action-date><action-desc>"
    "Introduced</action-desc></action></form><legis-body><section><enum>1.</enum><header>Short title</header><text>"
    "This may be cited as the <quote><short-title>Widget Act</short-title></quote>.</text></section><title><enum>I</enum>"
    "<header>Widgets</header><section><enum>101.</enum><header>Rules</header><subsection><enum>(a)</enum><header>Rule"
    '</header><text>Section 5 of the Act (<external-xref legal-doc="usc" parsable-cite="usc/42/5">42 U.S.C. 5</external-xref>)'
    ' is amended by adding the following:</text><quoted-block style="OLC"><paragraph><enum>(3)</enum><text>The term '
    "<term>widget</term> means a thing.</text></paragraph><after-quoted-block>; and</after-quoted-block></quoted-block>"
    "</subsection><continuation-text>All the same.</continuation-text></section></title></legis-body><attestation>"
    "<attestation-group><attestor>A. Clerk</attestor></attestation-group></attestation></bill>"
)


def test_what_is_written_holds_no_mark_of_print_and_reads_back() -> None:
    tree = billdtd.read(WHOLE)
    written = billdtd_out.write(tree)
    assert billdtd.read(written) == tree
    assert not re.search("[“”‘’]|SEC|TITLE|title\\.", written)
    assert '<external-xref legal-doc="usc" parsable-cite="usc/42/5">42 U.S.C. 5</external-xref>' in written
    assert "<form><congress>119th CONGRESS</congress><action><action-date>" in written


def test_a_law_in_text_is_written_as_a_bill_and_reads_back() -> None:
    law = text.read("SEC. 5. WIDGETS.\n    (a) Rule.—The “Board” may—\n        (1) test; and\n        (2) say so.\n")
    assert same(billdtd.read(billdtd_out.write(law)), law, ids=False)


def test_a_redline_is_written_with_added_and_deleted_matter() -> None:
    law = text.read("SEC. 5. WIDGETS.\n    The Board may test a widget.\n")
    bill = text.read("Section 5 is amended by striking “may” and inserting “shall”.", bill=True)
    written = billdtd_out.write(amend_law(bill, law).laws[0].redline)
    deleted, added = (f'<{name}-phrase committee-id="by-1">' for name in ("deleted", "added"))
    assert f"The Board {deleted}may</deleted-phrase>{added}shall</added-phrase> test" in written


def test_what_a_committee_changed_is_no_mark_of_a_redline() -> None:
    tree = section(
        '<text>The <deleted-phrase reported-display-style="strikethrough">old</deleted-phrase>'
        '<added-phrase reported-display-style="italic">new</added-phrase> rule.</text>'
        '<subsection changed="deleted" committee-id="HJU00"><enum>(a)</enum><text>Struck.</text></subsection>'
    )
    assert said(tree)[1:] == ["The new rule."]
    assert all(node.mark is None for node in walk(tree))


def test_a_level_that_came_or_was_closed_round_is_read_back_with_its_mark() -> None:
    law = text.read("SEC. 5. WIDGETS.\n    The Board may test a widget.\n")
    bill = text.read(
        "Section 5 is amended by designating the existing text as subsection (a) and adding at the end the following:\n"
        "“(b) Fee.—The Board may charge a fee.”.",
        bill=True,
    )
    marked = billdtd.read(billdtd_out.write(amend_law(bill, law).laws[0].redline))
    levels = [n for n in walk(marked) if n.kind == "subsection"]
    assert [n.mark.change for n in levels if n.mark is not None] == ["wrap", "ins"]


def test_what_is_written_conforms_to_the_dtd(corpus: Path) -> None:
    small = [p for p in sorted((corpus / "bills_dtd").glob("*.xml")) if p.stat().st_size < 40_000]
    for file in small[:: len(small) // 12]:
        root = etree.fromstring(billdtd_out.write(billdtd.read(file.read_bytes())).encode())
        dtd = etree.DTD(str(corpus / "schemas" / {"bill": "bill.dtd", "resolution": "res.dtd"}[root.tag]))
        assert dtd.validate(root), (file.name, dtd.error_log.last_error)


def test_what_xml_cannot_hold_is_refused() -> None:
    for tree, code in ((Node("law", (Node(TEXT, "a\x00b"),)), "F06"), (nested(150), "F05")):
        with pytest.raises(Refusal) as refused:
            billdtd_out.write(tree)
        assert refused.value.problem.code == code


def nested(depth: int) -> Node:
    node = Node(TEXT, "deep")
    for _ in range(depth):
        node = Node("item", (node,))
    return Node("law", (node,))
