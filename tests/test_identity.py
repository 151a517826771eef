"""What a file that bears no identifier is shelved as, by what it does say; and the stage of a bill, which is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from statute import card, identity
from statute.formats import billdtd, billdtd_out, uslm, uslm_out
from statute.markup import xml
from statute.shelf import intake
from statute.shelf.stored import Stored

META = "<{0}><meta>{1}</meta>{2}<main><section><num>Sec. 1.</num><content>One.</content></section></main></{0}>"
BILL = (
    '<bill bill-stage="Reported-in-House"><form><congress>119th CONGRESS</congress><legis-num>{}</legis-num>'
    '<action><action-date date="20250305">March 5</action-date></action>'
    '<action><action-date date="20250416">April 16</action-date></action></form><legis-body>'
    "<section><enum>1.</enum><text>This Act may be cited as the <quote><short-title>Widget Act</short-title></quote>."
    "</text></section></legis-body></bill>"
)
COMPILED = (
    "<preface><explanationNote>[It is a compilation of the text of Public Law 95-604.]</explanationNote></preface>"
)


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (META.format("statuteCompilation", "<docNumber>885</docNumber><congress>84</congress>", ""), "/us/pl/84/885"),
        (META.format("statuteCompilation", "<congress>95</congress>", COMPILED), "/us/pl/95/604"),
        (
            META.format("pLaw", "<publicPrivate>private</publicPrivate><docNumber>1</docNumber><congress>112</congress>", ""),
            "/us/pvtl/112/1",
        ),
        (META.format("bill", "<title>116 S 2245 : To cap spending</title>", ""), "/us/bill/116/s/2245"),
        (
            META.format("resolution", "<type>House Joint Resolution</type><docNumber>107</docNumber><congress>116</congress>", ""),
            "/us/bill/116/hjres/107",
        ),
        (META.format("engrossedAmendment", "<title>119 S1318 EAH: Widgets</title>", ""), "/us/bill/119/s/1318eah"),
        ('<note><quotedContent origin="/us/pl/102/511/s907"><p>Words.</p></quotedContent></note>', "/us/pl/102/511"),
        (META.format("bill", "<title>To cap spending</title>", ""), ""),
    ],
)  # fmt: skip
def test_a_document_is_known_by_what_it_says(document: str, path: str) -> None:
    assert card.of_root(etree.fromstring(document)).path == path


def test_an_amendment_to_a_bill_is_not_taken_for_the_bill() -> None:
    amendment = (
        '<amendment-doc><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dublinCore><dc:title>119 S1318 EAH: An Act'
        "</dc:title></dublinCore></metadata><engrossed-amendment-form><congress>119th CONGRESS</congress>"
        "</engrossed-amendment-form></amendment-doc>"
    )
    assert identity.of_bill(etree.fromstring(amendment)) == "/us/bill/119/s/1318eah"


def test_what_bears_no_number_goes_by_its_name_then_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(BILL.format("H. R. ____"), encoding="utf-8")
    (tmp_path / "My draft (2).xml").write_text(META.format("bill", "<congress>119</congress>", ""), encoding="utf-8")
    shelf = Stored.open("sqlite://", create=True)
    entries = list(intake.add(shelf.engine, intake.files_in([tmp_path])))
    assert {e.law for e in entries} == {"/us/draft/widget-act", "/us/draft/my-draft-2"}
    assert [held.path for held in shelf.called("Widget Act")] == ["/us/draft/widget-act"]
    assert shelf.at("/us/draft/my-draft-2") is not None


def test_the_stage_of_a_bill_and_its_last_day_are_kept_on_the_shelf(tmp_path: Path) -> None:
    (tmp_path / "bill.xml").write_text(BILL.format("H. R. 7"), encoding="utf-8")
    shelf = Stored.open("sqlite://", create=True)
    list(intake.add(shelf.engine, [tmp_path / "bill.xml"]))
    assert shelf.listed()[0].as_of == "Reported in House, 2025-04-16"
    law, _ = shelf.provision("/us/bill/119/hr/7")
    assert billdtd_out.write(law.node).count('bill-stage="Reported-in-House"') == 1


@pytest.mark.parametrize(
    ("said", "stage"),
    [("Introduced in House", "Introduced-in-House"), ("ENR", "Enrolled-Bill"), ("Pre-Introduced", "")],
)
def test_a_stage_is_the_same_in_every_vocabulary(said: str, stage: str) -> None:
    tree = uslm.read(META.format("bill", f"<docStage>{said}</docStage>", ""))
    assert tree.attr("stage") == stage
    assert uslm.read(uslm_out.write(tree)) == tree
    assert billdtd.read(billdtd_out.write(tree)).attr("stage") == stage


def test_the_stage_that_a_bill_says_in_its_root_is_written_once() -> None:
    tree = billdtd.read_root(xml.parse(BILL.format("H. R. 7")))
    written = uslm_out.write(tree)
    assert written.count("Reported-in-House") == 1
    assert uslm.read(written).attr("stage") == "Reported-in-House"
