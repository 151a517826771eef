"""Akoma Ntoso: every word of the law in its order, under eIds that no other element has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import strategies as law
from hypothesis import given
from lxml import etree

from drafting.redline import accept, redline, reject
from drafting.step import Splice
from statute import formats
from statute.errors import Refusal
from statute.formats import akn, text
from statute.node import HEADING, TEXT, Aside, Node, leaves

BESIDE = {f"{{{akn.NAMESPACE}}}{tag}" for tag in ("remark", "authorialNote", "noteRef", "meta")}
STATUTE = text.read(
    "SEC. 907. RESTRICTION.\n    (a) In general.—No assistance—\n        (1) under this Act; or\n        (2) any other Act,\n"
    "    may be provided.\n    (b) Waiver.—The President may waive subsection (a).\n"
)


def written(tree: Node) -> etree._Element:
    return etree.fromstring(akn.write(tree).encode())


def said(element: etree._Element, without: str = "") -> Iterator[str]:
    """The words of the law in an element, those in elements of the name `without` left out."""
    if element.tag in BESIDE or element.tag == f"{{{akn.NAMESPACE}}}{without}":
        return
    yield element.text or ""
    for child in element:
        yield from said(child, without)
        yield child.tail or ""


def law_words(tree: Node) -> str:
    return "".join(leaf.words + (leaf.attr("mark") if leaf.kind == HEADING else "") for leaf in leaves(tree))


def test_a_law_has_levels_an_introduction_and_flush_text() -> None:
    root = written(STATUTE)
    assert [etree.QName(e).localname for e in root[0]] == ["meta", "body"]
    subsection = root.find(".//{*}subsection")
    assert [etree.QName(e).localname for e in subsection] == [
        "num",
        "heading",
        "intro",
        "paragraph",
        "paragraph",
        "wrapUp",
    ]
    assert [e.get("eId") for e in root.iter("{*}subsection", "{*}paragraph")] == [
        "sec_907__subsec_a", "sec_907__subsec_a__para_1", "sec_907__subsec_a__para_2", "sec_907__subsec_b",
    ]  # fmt: skip
    assert "".join(said(root)) == law_words(STATUTE)


@given(law.statutes())
def test_every_word_of_any_law_is_there_in_order(tree: Node) -> None:
    root = written(tree)
    assert "".join(said(root)) == law_words(tree)
    ids = [e.get("eId") for e in root.iter() if e.get("eId")]
    assert len(ids) == len(set(ids))


@given(law.stepped())
def test_both_sides_of_any_redline_are_there(made: tuple[Node, list[Splice]]) -> None:
    marked = redline(*made)
    root = written(marked)
    assert sorted("".join(said(root, "ins"))) == sorted(law_words(reject(marked)))
    assert sorted("".join(said(root, "del"))) == sorted(law_words(accept(marked)))


def test_what_stands_beside_the_law_is_kept_apart() -> None:
    points = (Aside(3, 3, "editorial", " [sic]"), Aside(3, 3, "page", "12"), Aside(7, 7, "footnote", "So in original."))
    leaf = Node(TEXT, "The law stands.", beside=points)
    head = Node(HEADING, "Rule")
    root = written(Node("law", (Node("section", (head, leaf, Node("note", (Node(TEXT, "Amended 1992."),)))),)))
    assert "".join(said(root)) == "RuleThe law stands."
    assert root.findtext(".//{*}remark") == " [sic]"
    assert root.findtext(".//{*}authorialNote/{*}p") == "So in original."
    assert root.find(".//{*}heading/{*}noteRef").get("href") == "#note_1"
    assert root.findtext(".//{*}meta/{*}notes/{*}note/{*}p") == "Amended 1992."


def test_real_law_keeps_its_words(corpus: Path) -> None:
    for file in ("sec907/usc-22-5812.xml", "usc/119-36/usc09.xml", "comps/COMPS-1656.xml", "bills_uslm/H1079_RS.XML"):
        tree = formats.read_any((corpus / file).read_bytes())
        root = written(tree)
        letters = "".join(filter(str.isalnum, "".join(said(root))))
        assert letters == "".join(filter(str.isalnum, law_words(tree))), file
        ids = [e.get("eId") for e in root.iter() if e.get("eId")]
        assert len(ids) == len(set(ids)) > 5


def test_what_it_cannot_hold_is_refused() -> None:
    deep = Node(TEXT, "deep")
    for _ in range(150):
        deep = Node("item", (deep,))
    for tree, code in ((Node("law", (Node(TEXT, "a\x00b"),)), "F06"), (Node("law", (deep,)), "F05")):
        with pytest.raises(Refusal) as refused:
            akn.write(tree)
        assert refused.value.problem.code == code


def test_a_provision_by_itself_is_identified_by_its_own_path() -> None:
    alone = Node("section", (Node(TEXT, "The rule."),), attrs=(("identifier", "/us/usc/t1/s7"),))
    for tree, path in ((Node("law", (alone,)), "/usc/t1/s7"), (Node("law", (alone, alone)), "")):
        (work, *_) = (e for e in written(tree).iter(f"{{{akn.NAMESPACE}}}FRBRuri"))
        assert work.get("value") == f"/akn/us/act{path}"
