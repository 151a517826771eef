"""The formats: what is written can be read, nothing of the law or of its marks is lost, all is escaped."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import strategies as law
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from rich.console import Console

from drafting.redline import accept, redline, reject
from drafting.step import Splice, Wrap, splice
from statute import formats
from statute.errors import Refusal
from statute.formats import html, json, terminal, text, uslm, uslm_out
from statute.node import APPARATUS, HEADING, NUM, TEXT, Aside, Mark, Node, leaves, numbered, same, walk

EVIL = "<script>alert(\"x\")</script> & 'more' ]]> “5 < 6”"
BRACKET = Aside(9, 9, "editorial", " [22 U.S.C. 5851]")

SECTION = numbered(
    Node(
        "law",
        (
            Node(
                "section",
                (
                    Node(NUM, "SEC. 907."),
                    Node(HEADING, "RESTRICTION.", attrs=(("joint", "line"),)),
                    Node(
                        "subsection",
                        (
                            Node(NUM, "(a)"),
                            Node(HEADING, "In general", attrs=(("mark", ".—"),)),
                            Node(TEXT, "No United States assistance—", beside=(Aside(3, 16, "term"),)),
                            Node("paragraph", (Node(NUM, "(1)"), Node(TEXT, "under this Act; or"))),
                            Node(
                                "paragraph",
                                (Node(NUM, "(2)"), Node(TEXT, "under any other Act,", beside=(BRACKET,))),
                            ),
                            Node(TEXT, "may be provided to the Government."),
                        ),
                    ),
                    Node("note", (Node(HEADING, "Amendments"), Node(TEXT, "2001—Amended."))),
                ),
            ),
        ),
        attrs=(("identifier", "/us/pl/102/511"),),
    )
)

BILL = text.read(
    "SEC. 2. AMENDMENTS.\n"
    "    (a) Section 907 is amended by striking “shall” and inserting “may”.\n"
    "    (b) Section 908 is amended by adding at the end the following:\n"
    "        “(c) Waiver.—The President may waive the “covered” rule.\n"
    "        “(d) Report.—Not later than 30 days.”; and\n"
    "    (c) Repeal.—Section 909 is repealed.\n",
    bill=True,
)

TABLES = Node(
    "law",
    (
        Node(
            "section",
            (
                Node(NUM, "§ 1."),
                Node(HEADING, "Rates"),
                Node(
                    "toc",
                    (
                        Node("entry", (Node("cell", "Sec."),)),
                        Node("entry", (Node("cell", "1."), Node("cell", "Rates."))),
                    ),
                ),
                Node(TEXT, "The rates are:"),
                Node(
                    "table",
                    (
                        Node("row", (Node("cell", "Income"), Node("cell", "Tax")), attrs=(("role", "header"),)),
                        Node("row", (Node("cell", "Not over $10,000", attrs=(("colspan", "2"),)),)),
                        Node(
                            "row",
                            (
                                Node("cell", "Over $10,000"),
                                Node("cell", "12%", beside=(Aside(3, 3, "footnote", "1"),)),
                            ),
                        ),
                    ),
                ),
                Node(TEXT, "They are final."),
            ),
        ),
    ),
)


def at(tree: Node, words: str) -> Node:
    """The leaf that holds these words."""
    return next(leaf for leaf in leaves(tree) if words in leaf.words)


def struck(tree: Node, old: str, new: str, by: int = 1) -> Splice:
    """The step that makes the old words new."""
    leaf = at(tree, old)
    start = leaf.words.index(old)
    return splice(leaf, start, start + len(old), new, by)


def marked_section() -> Node:
    """Section 907 with words changed, a paragraph struck, one added, and a level closed round the text."""
    first = struck(SECTION, "United States", "foreign", 1)
    subsection = SECTION.parts[0].parts[2]
    strike = Splice(subsection.id, 3, (subsection.parts[3],), (), 2)
    new = Node("paragraph", (Node(NUM, "(3)", "i3.2"), Node(TEXT, "under § 5 <b>;", "i3.3")), "i3.1")
    insert = Splice(subsection.id, 4, (), (new,), 3)
    shell = Node(
        "subsection",
        (Node(NUM, "(b)", "i4.2"), Node(HEADING, "Rule", "i4.3", attrs=(("mark", ".—"),))),
        "i4.1",
    )
    return redline(SECTION, [first, strike, insert, Wrap(SECTION.parts[0].id, 3, 4, shell, 4)])


# ---- json ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tree", [SECTION, BILL, TABLES, marked_section()], ids=["law", "bill", "tables", "redline"])
def test_json_loses_nothing(tree: Node) -> None:
    assert json.read(json.write(tree)) == tree


@given(law.stepped())
def test_json_loses_nothing_of_any_redline(made: tuple[Node, list[Splice]]) -> None:
    marked = redline(*made)
    assert json.read(json.write(marked)) == marked
    assert json.write(json.read(json.write(marked))) == json.write(marked)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("{", "F09"),
        ("[]", "F09"),
        ('{"kind": "text"}', "F09"),
        ('{"kind": "text", "words": "a", "parts": []}', "F09"),
        ('{"kind": "text", "words": 3}', "F09"),
        ('{"kind": "text", "words": "a", "colour": "red"}', "F09"),
        ('{"kind": "text", "words": "a", "mark": {"change": "ins", "by": -1}}', "F09"),
        ('{"kind": "text", "words": "a", "attrs": [["one"]]}', "F09"),
        ('{"kind": "text", "words": "\\u0007"}', "F06"),
        ('{"kind": "text", "words": "\\ud800"}', "F06"),
        ('{"kind": "law", "parts": [' * 200 + '{"kind": "text", "words": ""}' + "]}" * 200, "F05"),
        ("[" * 100_000, "F05"),
    ],
)
def test_json_that_is_no_tree_is_refused(data: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        json.read(data)
    assert refused.value.problem.code == code


# ---- uslm ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tree", [SECTION, BILL, TABLES], ids=["law", "bill", "tables"])
def test_uslm_gives_back_the_law_it_was_written_from(tree: Node) -> None:
    again = uslm.read(uslm_out.write(tree))
    assert same(again, tree, ids=False)
    assert beside(again) == beside(tree)


@given(law.statutes())
def test_uslm_gives_back_any_law(tree: Node) -> None:
    assert same(uslm.read(uslm_out.write(tree)), tree, ids=False)


def test_uslm_keeps_a_quotation_mark_that_is_a_designations_own() -> None:
    tree = numbered(Node("law", (Node("section", (Node(NUM, "“SEC. 1."), Node(TEXT, "Words."))),)))
    assert same(uslm.read(uslm_out.write(tree)), tree, ids=False)
    marked = redline(tree, [struck(tree, "“SEC.", "‘Sec.")])
    assert same(accept(uslm.read(uslm_out.write(marked))), accept(marked), ids=False)


@given(law.stepped())
def test_uslm_gives_back_both_sides_of_any_redline(made: tuple[Node, list[Splice]]) -> None:
    marked = redline(*made)
    again = uslm.read(uslm_out.write(marked))
    assert same(filled(accept(again)), filled(accept(marked)), ids=False)
    assert same(filled(reject(again)), filled(reject(marked)), ids=False)


def test_uslm_keeps_the_marks_of_a_redline() -> None:
    marked = marked_section()
    again = uslm.read(uslm_out.write(marked))
    assert [(n.kind, n.mark) for n in walk(again) if n.mark] == [(n.kind, n.mark) for n in walk(marked) if n.mark]
    assert beside(again) == beside(marked)


def test_uslm_tells_the_role_of_a_text_by_its_place() -> None:
    root = etree.fromstring(uslm_out.write(SECTION).encode())
    names = [etree.QName(e).localname for e in root.iter() if (e.text and "ovided" in e.text) or e.text == "No "]
    assert names == ["chapeau", "continuation"]
    assert root.find(".//{*}paragraph/{*}num").get("value") == "1"
    assert "under this Act; or" in [e.text for e in root.iter("{*}content")]


def test_uslm_sets_quotation_marks_round_quoted_matter() -> None:
    written = uslm_out.write(BILL)
    block = etree.fromstring(written.encode()).find(".//{*}quotedContent")
    assert "".join(block.itertext()).split() == [
        "“(c)Waiver.—The",
        "President",
        "may",
        "waive",
        "the",
        "“covered”",
        "rule.",
        "“(d)Report.—Not",
        "later",
        "than",
        "30",
        "days.”",
    ]
    after = block.getnext()
    assert (after.get("role"), after.text) == ("after-quoted-block", "; and")


def test_a_provision_is_written_as_its_own_element() -> None:
    root = etree.fromstring(uslm_out.write(SECTION.parts[0]).encode())
    assert etree.QName(root).localname == "section"
    assert same(uslm.read(uslm_out.write(SECTION.parts[0])), Node("law", SECTION.parts), ids=False)


def test_foreign_marks_are_words_like_any_other() -> None:
    tree = uslm.read(
        '<section><num>1.</num><content>It <del>shall</del> <ins class="bold">may</ins> act.</content></section>'
    )
    assert at(tree, "act").words == "It shall may act."


def test_characters_that_xml_has_not_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        uslm_out.write(Node("law", (Node(TEXT, "a\x00b"),)))
    assert refused.value.problem.code == "F06"


def test_depth_past_all_law_is_refused() -> None:
    tree = Node(TEXT, "a")
    for _ in range(150):
        tree = Node("item", (tree,)) if tree.kind == TEXT else Node("section", (tree,))
    with pytest.raises(Refusal) as refused:
        uslm_out.write(Node("law", (tree,)))
    assert refused.value.problem.code == "F05"


def test_a_footnote_in_the_middle_does_not_cut_the_law() -> None:
    tree = uslm.read(
        '<section xmlns="http://schemas.gpo.gov/xml/uslm"><num>§ 1.</num><content>has elasped '
        '<ref class="footnoteRef" idref="f1">2</ref><note type="footnote" id="f1"><num>2</num> So in original.</note>'
        " since then.</content></section>"
    )
    assert [leaf.words for leaf in leaves(tree)] == ["§ 1.", "has elasped  since then."] or at(
        tree, "since"
    ).words.startswith("has")
    assert [a.words for n in walk(tree) for a in n.beside] == ["2", "2 So in original."]


@pytest.mark.parametrize("name", ["uslm-2.1.0.xsd", "uslm-2.0.17.xsd"])
def test_what_is_written_is_valid(corpus: Path, name: str) -> None:
    schema = etree.XMLSchema(etree.parse(corpus / "schemas" / name))
    trees = [SECTION, BILL, TABLES, uslm.read((corpus / "sec907" / "usc-22-5812.xml").read_bytes())]
    if name == "uslm-2.1.0.xsd":  # the first with an attribute for a level that came or went
        trees.append(marked_section())
    for tree in trees:
        schema.assertValid(etree.fromstring(uslm_out.write(tree).encode()))


def test_real_law_is_read_to_the_last_letter_and_comes_back(corpus: Path) -> None:
    files = [
        *sorted((corpus / "sec907").glob("*.xml")),
        *sorted((corpus / "pairs" / "law" / "114-4").rglob("*.xml"))[:20],
    ]
    for file in [
        *files,
        *sorted((corpus / "comps").glob("*.xml"))[:2],
        *sorted((corpus / "bills_uslm").glob("*.XML"))[:4],
    ]:
        data = file.read_bytes()
        tree = uslm.read(data)
        whole = "".join(etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True)).itertext())
        assert letters(everything(tree)) == letters(whole), file.name
        assert same(uslm.read(uslm_out.write(tree)), tree, ids=False), file.name


def beside(tree: Node) -> list[Aside]:
    """All that stands beside the law, in order."""
    return [a for n in walk(tree) for a in n.beside]


def filled(node: Node) -> Node:
    """The tree without leaves that have no words left: XML has nothing to show for them."""
    kept = (p for p in node.parts if p.content or p.kind not in (NUM, HEADING, TEXT))
    return node if node.is_leaf else node.having(content=tuple(filled(p) for p in kept))


def everything(tree: Node) -> str:
    """Every word of a tree, of the law and beside it."""
    return "".join(n.words + "".join(a.words for a in n.beside) for n in walk(tree))


def letters(words: str) -> list[str]:
    """Letters and digits in no order: what stands beside the law comes at another place."""
    return sorted(c for c in words if c.isalnum())


# ---- html ------------------------------------------------------------------------------------------


def sides(fragment: str) -> tuple[list[str], list[str]]:
    """The leaves that a fragment shows, as they stood and as they would be."""

    def side(gone: str) -> list[str]:
        root = lxml_html.fragment_fromstring(fragment, create_parent="div")
        for element in root.xpath(
            f"//{gone} | //*[starts-with(@class, 'beside')] | //*[@class='print' or @class='unseen' or @class='bracket']"
        ):
            element.drop_tree()
        for element in root.xpath("//aside"):
            element.drop_tree()
        return [e.text_content() for e in root.xpath("//span[starts-with(@class, 'leaf ')]") if e.text_content()]

    return side("ins"), side("del")


def said(tree: Node) -> list[str]:
    return [leaf.words for leaf in leaves(tree) if leaf.words]


@pytest.mark.parametrize("view", ["inline", "ramseyer"])
def test_html_shows_both_sides_to_the_letter(view: str) -> None:
    marked = marked_section()
    assert sides(html.write(marked, view=view)) == (said(reject(marked)), said(accept(marked)))


@given(law.stepped(), st.sampled_from(["inline", "ramseyer"]))
def test_html_shows_both_sides_of_any_redline(made: tuple[Node, list[Splice]], view: str) -> None:
    marked = redline(*made)
    assert sides(html.write(marked, view=view)) == (said(reject(marked)), said(accept(marked)))


def test_html_escapes_everything() -> None:
    point = Aside(2, 2, "editorial", EVIL)
    span = Aside(3, 6, EVIL, "", (("href", EVIL),))
    leaf = Node(TEXT, EVIL, EVIL, beside=(point, span), mark=Mark("ins", 1))
    tree = Node("law", (Node("section", (Node(NUM, EVIL), Node(HEADING, EVIL), leaf), attrs=(("identifier", EVIL),)),))
    odd = Node(EVIL, (Node(TEXT, "a", mark=Mark(EVIL, 2)),))
    fragment = html.write(tree.having(content=(*tree.parts, odd)), by={1: EVIL}, prefix=EVIL)
    assert "<script" not in fragment + html.page(fragment, EVIL, intro=EVIL)
    root = lxml_html.fragment_fromstring(fragment, create_parent="div")
    assert EVIL in [e.get("title", "").removeprefix("Inserted by instruction 1: ") for e in root.iter("ins")]
    assert not root.xpath("//script")


def test_html_keeps_the_editors_brackets_out_of_what_changes() -> None:
    marked = redline(SECTION, [struck(SECTION, "under any other Act", "elsewhere")])
    root = lxml_html.fragment_fromstring(html.write(marked), create_parent="div")
    (bracket,) = root.xpath("//span[@class='beside editorial']")
    assert bracket.text_content() == BRACKET.words
    assert not bracket.xpath("ancestor::ins | ancestor::del")


def test_html_numbers_its_changes_and_tells_those_who_listen() -> None:
    fragment = html.write(marked_section(), by={2: "by striking paragraph (1)"})
    root = lxml_html.fragment_fromstring(fragment, create_parent="div")
    (gone,) = root.xpath("//del[@data-by='2']")
    assert gone.get("title") == "Struck by instruction 2: by striking paragraph (1)"
    assert gone.text_content().split("\n")[0].startswith("[begin struck text] (1)")
    assert [e.get("id") for e in root.xpath("//*[starts-with(@id, 'change-')]")] == [
        f"change-{n}" for n in (1, 2, 3, 4)
    ]
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert root.xpath("//section[@data-path='/us/pl/102/511/s907/a/2']")
    assert root.xpath("//section[@data-change='wrap']/@data-by") == ["4"]


def test_the_ramseyer_view_has_black_brackets_and_italic() -> None:
    root = lxml_html.fragment_fromstring(html.write(marked_section(), view="ramseyer"), create_parent="div")
    first = root.xpath("//del")[0]
    assert [e.text for e in first.xpath("./b")] == ["[", "]"]
    assert root.xpath("//ins")[0].xpath("./i")[0].text_content() == "foreign"


def test_html_shows_tables_contents_and_notes_as_such() -> None:
    root = lxml_html.fragment_fromstring(html.write(TABLES) + html.write(SECTION), create_parent="div")
    assert [e.text_content() for e in root.xpath("//table/thead/tr/th")] == ["Income", "Tax"]
    assert root.xpath("//table/tbody/tr/td/@colspan") == ["2"]
    assert [e.text_content().strip() for e in root.xpath("//ul[@class='toc']/li")] == ["Sec.", "1. Rates."]
    assert "2001—Amended." in root.xpath("//aside")[0].text_content()


def test_a_page_needs_no_network() -> None:
    whole = html.page(html.write(SECTION), "Section 907")
    root = lxml_html.document_fromstring(whole)
    assert not root.xpath("//script | //link | //img | //@src")
    assert "url(" not in whole and "@import" not in whole and "http" not in whole
    assert root.get("lang") == "en" and root.xpath("//title")[0].text == "Section 907"


# ---- text and terminal -----------------------------------------------------------------------------


def test_text_puts_signs_round_what_came_and_went() -> None:
    shown = text.write(redline(SECTION, [struck(SECTION, "United States", "foreign")]))
    assert "No 【United States】«foreign» assistance—" in shown


def test_text_tells_its_signs_from_the_laws_own() -> None:
    tree = numbered(Node("law", (Node(TEXT, "A 【b】 «c» \\ d."),)))
    shown = text.write(redline(tree, [struck(tree, "【b】", "«")]))
    assert text.sides(shown) == ("A 【b】 «c» \\ d.\n", "A « «c» \\ d.\n")


def test_the_mark_after_a_heading_comes_and_goes_with_its_last_words() -> None:
    heading = Node(HEADING, "Limit", attrs=(("mark", ".—"),))
    tree = numbered(Node("law", (Node("section", (Node(NUM, "SEC. 1."), heading, Node(TEXT, "Words."))),)))
    assert "【Limit.—】" in text.write(redline(tree, [struck(tree, "Limit", "")]))
    assert "【Limit】«Scope».—" in text.write(redline(tree, [struck(tree, "Limit", "Scope")]))


@given(law.stepped())
def test_text_shows_both_sides_of_any_redline(made: tuple[Node, list[Splice]]) -> None:
    marked = bare(redline(*made))
    shown = text.write(marked)
    if "【" in shown or "«" in shown:
        old, new = text.sides(shown)
        assert packed(old) == packed(text.write(reject(marked)))
        assert packed(new) == packed(text.write(accept(marked)))


def bare(node: Node) -> Node:
    """The tree with nothing beside its words."""
    content = node.content if node.is_leaf else tuple(bare(p) for p in node.parts)
    return node.having(content=content, beside=())


def packed(words: str) -> str:
    return "".join(words.split())


def test_a_ramseyer_print_has_its_sentence_and_whole_sections() -> None:
    shown = text.ramseyer(marked_section(), "the bill")
    assert shown.startswith("Changes in existing law made by the bill, in compliance with clause 3(e) of rule XIII")
    assert "SEC. 907. RESTRICTION." in shown and "【(1) under this Act; or】" in shown and "«(b) Rule.—»" in shown


def test_a_row_of_a_table_is_one_line() -> None:
    assert "Over $10,000 | 12%" in text.write(TABLES)


def test_the_terminal_has_more_than_colour() -> None:
    marked = marked_section()
    plain = terminal.write(marked, colour=False)
    assert "【United States】«foreign»" in plain and "\x1b" not in plain
    coloured = terminal.write(marked)
    assert "\x1b[9;31mUnited States\x1b[0m" in coloured and "\x1b[4;32mforeign\x1b[0m" in coloured


def test_the_terminal_obeys_no_law() -> None:
    out = io.StringIO()
    terminal.show(Node("law", (Node(TEXT, "§\u202f9 a\x1b[31mb [bold]c"),)), Console(file=out, width=80))
    assert out.getvalue() == "§ 9 a�[31mb [bold]c\n"


# ---- all -------------------------------------------------------------------------------------------


def test_each_format_that_reads_gives_back_what_it_writes() -> None:
    plain = numbered(bare(SECTION.having(content=tuple(without_notes(p) for p in SECTION.parts))))
    for form in formats.FORMATS.values():
        if form.read is not None and form.write is not None:
            assert same(form.read(form.write(plain)), plain, ids=False), form.name
            assert same(formats.read_any(form.write(plain).encode()), plain, ids=False), form.name
            assert same(formats.read(form.write(plain), form.suffix), plain, ids=False), form.name


def without_notes(node: Node) -> Node:
    return (
        node
        if node.is_leaf
        else node.having(content=tuple(without_notes(p) for p in node.parts if p.kind not in APPARATUS))
    )


def test_text_is_told_from_xml() -> None:
    words = "SEC. 1. TITLE.\n    The law."
    assert at(formats.read_any(b"\xef\xbb\xbf" + words.encode()), "The law.")
    assert at(formats.read_any("\ufeff" + words), "The law.")
    assert at(formats.read_any(b"\xef\xbb\xbf<section><content>The law.</content></section>"), "The law.")
    assert at(
        formats.read_any('<?xml version="1.0"?><section><content>The law.</content></section>'.encode("utf-16")),
        "The law.",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Straße".encode("latin-1"), "F06"),
        ("The law.".encode("utf-16"), "F06"),
        (b"a\x00b", "F06"),
        (b"", "F08"),
        (b"  \n ", "F08"),
        (b"<", "F02"),
        (b"<html/>", "F07"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><section>&b;</section>', "F03"),
        (b'{"kind": 3}', "F09"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        formats.read_any(data)
    assert refused.value.problem.code == code


@pytest.mark.parametrize("name", ["html", ".html", "terminal", "docm"])
def test_what_is_only_written_or_unknown_is_not_read(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        formats.read("text", name)
    assert refused.value.problem.code == "F10"


def test_an_item_is_a_level_in_every_format() -> None:
    words = (
        "SEC. 1. TITLE.\n    (a) One—\n        (1) two—\n            (A) three—\n                (i) four—\n"
        "                    (I) five—\n                        (aa) six; and\n                        (bb) seven.\n"
    )
    tree = text.read(words)
    assert [n.kind for n in walk(tree)].count("item") == 2
    assert text.write(tree) == words
    assert same(uslm.read(uslm_out.write(tree)), tree, ids=False)
    assert html.write(tree).count('<section class="level item"') == 2
