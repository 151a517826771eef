"""Real law read and written: no letter lost, the tree come back equal, the USLM valid; the sections that two
vintages of a title share read to equal trees."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import vintages
from bench.fidelity import FOLDERS, faith, files
from statute.formats import uslm
from statute.node import words

#: How many files of a folder are tried here; `make conformance` tries all.
SAMPLE = 6
LARGEST = 120_000


@pytest.mark.parametrize("folder", FOLDERS)
def test_real_law_is_kept_to_the_letter(corpus: Path, folder: str) -> None:
    small = [path for path in files(corpus / folder) if path.stat().st_size < LARGEST]
    for path in small[:: max(len(small) // SAMPLE, 1)]:
        found = faith(path, corpus / "schemas")
        assert (found.read, found.letters, found.equal, found.valid) == (True, True, True, True), path.name


def test_what_two_vintages_share_is_read_the_same(corpus: Path) -> None:
    found = list(vintages.shared(corpus / "usc", ("usc03.xml", "usc09.xml")))
    assert [one.unequal for one in found] == [()] * 4
    assert min(one.unchanged for one in found) > 20
    assert sum(one.unchanged for one in found) < sum(one.both for one in found)


def test_flush_text_hung_in_the_last_paragraph_is_the_level_above_it_s() -> None:
    tree = uslm.read(
        "<subsection><num>(a)</num><chapeau>Each employee—</chapeau><paragraph><num>(1)</num><content>detailed,</content>"
        "</paragraph><paragraph><num>(2)</num><content>serving,<continuation>for a year.</continuation></content>"
        "</paragraph></subsection>"
    )
    subsection = tree.parts[0]
    assert [p.kind for p in subsection.parts] == ["num", "text", "paragraph", "paragraph", "text"]
    assert words(subsection.parts[-1]) == "for a year."


def test_what_is_set_left_of_the_last_paragraph_is_the_section_s_with_all_that_follows() -> None:
    left = '<continuation class="indent0">The exemptions do not count.</continuation>'
    paragraph = (
        '<section><num>§ 110.</num><chapeau>The following are no infringements:</chapeau><paragraph class="indent1">'
        "<num>(11)</num><chapeau>the making.</chapeau>{}<subparagraph><num>(A)</num><content>one</content></subparagraph>"
        "</paragraph></section>"
    )
    section = uslm.read(paragraph.format(left)).parts[0]
    assert [p.kind for p in section.parts] == ["num", "text", "paragraph", "text", "subparagraph"]
    assert words(section.parts[2]) == "(11) the making."
    own = uslm.read(paragraph.format(left.replace("indent0", "indent1"))).parts[0]
    assert [p.kind for p in own.parts] == ["num", "text", "paragraph"]
