"""An amended law put back into its USLM file: what the bill did not touch is as the file had it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from main import app
from statute.formats import uslm, uslm_out
from statute.markup.tags import NAMESPACE
from statute.node import NUM, TEXT, Mark, Node, changed, same, walk
from statute.restored import restored

FILE = (
    f'<?xml version="1.0"?>\n<!-- kept --><uscDoc xmlns="{NAMESPACE}"><meta><docNumber>1</docNumber></meta><main>\n'
    '<title identifier="/us/usc/t1" id="t"><num value="1">Title 1</num><heading>Rules</heading>\n'
    '<section identifier="/us/usc/t1/s1" id="s1" style="a"><num value="1">§ 1.</num><heading> First</heading>'
    '<chapeau class="indent0">The Board may—</chapeau><paragraph id="p1" class="indent1"><num value="1">(1)</num>'
    '<content class="x"> test; and</content></paragraph>\n<paragraph id="p2" class="indent1"><num value="2">(2)</num>'
    '<content class="x"> say so.</content></paragraph><sourceCredit id="c1">(1 Stat. 1.)</sourceCredit></section>\n'
    '<section identifier="/us/usc/t1/s2" id="s2" style="b"><num value="2">§ 2.</num><heading> Second</heading>'
    '<content class="y">The <i>rule</i> stands.</content><notes id="n2"><note topic="x"><p>Of it.</p></note></notes></section>'
    "</title></main></uscDoc>"
)
LAW = uslm.read(FILE)


def at(words: str) -> Node:
    return next(n for n in walk(LAW) if n.is_leaf and words in n.words)


def reworded(old: str, new: str) -> Node:
    made = changed(LAW, at(old).id, lambda leaf: leaf.having(content=leaf.words.replace(old, new), beside=()))
    assert made is not None
    return made


def section(file: str, id: str) -> str:
    """The text of an element of a file, by its id."""
    root = etree.fromstring(file.encode())
    (element,) = root.xpath(f"//*[@id='{id}']")
    element.tail = None
    return etree.tostring(element, encoding="unicode")


def test_a_law_that_did_not_change_is_the_file() -> None:
    assert restored(FILE, LAW) == FILE


def test_a_paragraph_reworded_leaves_all_else() -> None:
    after = reworded("say so.", "be still.")
    file = restored(FILE, after)
    assert same(uslm.read(file), after, ids=False)
    for id in ("s2", "p1", "c1"):
        assert section(file, id) == section(FILE, id)
    assert ("<!-- kept -->" in file and 'id="p2" class="indent1"' in file.replace("xmlns", "")) or 'id="p2"' in file
    assert section(file, "s1").count("<paragraph") == 2


def test_a_section_reworded_keeps_its_notes() -> None:
    file = restored(FILE, reworded("stands", "falls"))
    assert "rule falls" in "".join(etree.fromstring(file.encode()).itertext())
    assert section(file, "n2") == section(FILE, "n2")
    assert section(file, "s1") == section(FILE, "s1")


def test_provisions_come_and_go_among_those_that_stay() -> None:
    inside = next(n for n in walk(LAW) if n.attr("identifier") == "/us/usc/t1/s1")
    new = Node("paragraph", (Node(NUM, "(3)", "x2"), Node(TEXT, "go.", "x3")), "x1")
    first, second = (p for p in inside.parts if p.kind == "paragraph")
    content = tuple(p for p in inside.parts if p is not first)
    place = content.index(second) + 1
    after = changed(LAW, inside.id, lambda node: node.having(content=(*content[:place], new, *content[place:])))
    assert after is not None
    file = restored(FILE, after)
    assert same(uslm.read(file), after, ids=False)
    assert section(file, "p2") == section(FILE, "p2") and section(file, "c1") == section(FILE, "c1")
    assert 'id="p1"' not in file and section(file, "s2") == section(FILE, "s2")


def test_a_redline_is_written_by_itself() -> None:
    after = changed(LAW, at("stands").id, lambda leaf: leaf.having(mark=Mark("del", 1)))
    assert after is not None
    assert restored(FILE, after) == uslm_out.write(after)


def test_the_command_line_gives_back_the_file(tmp_path: Path) -> None:
    law, bill, out = (tmp_path / name for name in ("law.xml", "bill.txt", "out.xml"))
    law.write_text(FILE, encoding="utf-8")
    bill.write_text("Section 2 of title 1, United States Code, is amended by striking “stands” and inserting “falls”.")
    assert CliRunner().invoke(app, ["amend", str(law), str(bill), "--output", str(out)]).exit_code == 0
    file = out.read_text(encoding="utf-8")
    assert "rule</i> falls" in file and section(file, "s1") == section(FILE, "s1")


@pytest.mark.parametrize("name", ["usc/119-36/usc09.xml", "comps/COMPS-1656.xml", "bills_uslm/H1079_RS.XML"])
def test_real_files_keep_what_was_not_touched(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    law = uslm.read(data)
    provisions = (n for n in walk(law) if n.kind in ("section", "subsection") and n.part(TEXT))
    leaf = next(n.part(TEXT) for n in provisions if n.attr("identifier") or not name.startswith("usc"))
    assert leaf is not None
    after = changed(law, leaf.id, lambda node: node.having(content=f"{node.words} So it is."))
    assert after is not None
    file = restored(data, after)
    assert same(uslm.read(file), after, ids=False)
    old, new = (etree.fromstring(text if isinstance(text, bytes) else text.encode()) for text in (data, file))
    sections = [[etree.tostring(e) for e in root.iter("{*}section", "{*}note", "{*}meta")] for root in (old, new)]
    assert sum(a != b for a, b in zip(*sections, strict=True)) <= 2
