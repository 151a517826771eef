"""A title read in a stream: the same law as read whole, one section at a time, with the same refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from statute.errors import Refusal
from statute.formats import uslm
from statute.markup.tags import NAMESPACE
from statute.node import HEADING, NUM, Node, walk

SECTION = "<section><num>§ {0}.</num><heading>Rule</heading><content>The <i>rule</i> {0}.</content></section>"
TITLE = (
    f'<uscDoc xmlns="{NAMESPACE}"><meta><docNumber>1</docNumber></meta><main><title identifier="/us/usc/t1">'
    "<num>Title 1</num><heading>Rules</heading><note><p>Of rules.</p></note>"
    f"<chapter><num>1</num><heading>First</heading>{SECTION.format(1)}{SECTION.format(2)}</chapter>"
    f"<chapter><num>2</num><heading>Second</heading>{SECTION.format(3)} and more</chapter>"
    "</title></main></uscDoc>"
)


def kept(data: str, folder: Path) -> Path:
    file = folder / "title.xml"
    file.write_text(data, encoding="utf-8")
    return file


def test_each_section_comes_with_the_levels_above_it(tmp_path: Path) -> None:
    found = list(uslm.sections(kept(TITLE, tmp_path)))
    assert [p.node.kind for p in found] == ["meta", "note", "section", "section", "section", "text"]
    assert [" ".join(n.words for n in walk(up) if n.is_leaf) for up in found[-1].above] == ["Title 1 Rules", "2 Second"]
    assert found[-1].above[0].attr("identifier") == "/us/usc/t1"
    assert found[-1].node.words == "and more"


def test_a_stream_holds_the_words_of_the_whole(tmp_path: Path) -> None:
    file = kept(TITLE, tmp_path)
    whole = [n for n in walk(uslm.read(TITLE)) if n.kind == "section"]
    streamed = [p.node for p in uslm.sections(file) if p.node.kind == "section"]
    assert [bare(n) for n in whole] == streamed


def test_a_real_title_streams_to_the_sections_it_is_read_to(corpus: Path) -> None:
    file = corpus / "usc" / "119-36" / "usc09.xml"
    found = list(uslm.sections(file))
    whole = uslm.read(file.read_bytes())
    assert sum(size(p.node) for p in found) + heads(whole) == size(whole)
    assert [p.node for p in found if p.node.kind == "section"] == [
        bare(n) for n in walk(whole) if n.kind == "section" and n.attr("identifier")
    ]


def test_one_section_is_in_memory_at_a_time(tmp_path: Path) -> None:
    many = TITLE.replace("</chapter>", SECTION.format(9) * 20_000 + "</chapter>", 1)
    elements, closed = 0, frozenset(("section",))
    stream = uslm.streamed.parts(kept(many, tmp_path), opened=uslm._OPENED, closed=closed, kept=frozenset())
    for n, part in enumerate(stream):
        if n % 1000 == 0:
            root = part.above[0] if part.above else part.element
            elements = max(elements, sum(1 for _ in root.iter(etree.Element)))
    assert elements < 5_000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "F08"),
        (" ", "F02"),
        (TITLE[:-30], "F02"),
        ("<html><body/></html>", "F07"),
        (f'<!DOCTYPE a [<!ENTITY b "c">]>{TITLE}', "F03"),
        (TITLE.replace("Of rules.", "&nbsp;"), "F03"),
        (TITLE.replace("Of rules.", "<i>" * 220 + "</i>" * 220), "F05"),
        (TITLE.replace("<note>", "<chapter>" * 220), "F05"),
        (TITLE.replace("Of rules.", "\x07"), "F06"),
    ],
)
def test_a_stream_is_refused_as_a_file_is(data: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        list(uslm.sections(kept(data, tmp_path)))
    assert refused.value.problem.code == code


def test_what_stands_before_a_fault_is_given(tmp_path: Path) -> None:
    long = TITLE.replace("</chapter>", SECTION.format(9) * 2_000 + "</chapter>", 1)
    found: list[uslm.Piece] = []
    with pytest.raises(Refusal):
        found.extend(uslm.sections(kept(long[:-30], tmp_path)))
    assert len(found) > 1_000


def test_no_file_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        list(uslm.sections(tmp_path / "none.xml"))
    assert refused.value.problem.code == "F01"


def bare(node: Node) -> Node:
    """The node without ids."""
    content = node.content if node.is_leaf else tuple(map(bare, node.parts))
    return Node(node.kind, content, "", node.mark, node.beside, node.attrs)


def size(node: Node) -> int:
    """How many characters stand in a tree, in its leaves and beside them."""
    return sum(len(n.words) + sum(len(a.words) for a in n.beside) for n in walk(node))


def heads(law: Node) -> int:
    """How many stand in the designations and headings of the levels above sections."""
    big = [n for n in walk(law) if n.kind in ("title", "chapter")]
    return sum(size(p) for n in big for p in n.parts if p.kind in (NUM, HEADING))
