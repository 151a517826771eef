"""Real law read and written: no letter lost, the tree come back equal, the USLM valid; the sections that two
vintages of a title share read to equal trees."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fidelity import FOLDERS, faith, files
from statute.formats import uslm
from statute.node import APPARATUS, HEADING, Node, walk, words

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
    for title in ("usc03.xml", "usc09.xml"):
        before, after = (sections(corpus / "usc" / vintage / title) for vintage in ("113-31", "119-88"))
        unchanged = [key for key in before.keys() & after.keys() if words(before[key]) == words(after[key])]
        assert len(unchanged) > 20
        assert [key for key in unchanged if law(before[key]) != law(after[key])] == []
        assert len(unchanged) < len(after)


def sections(path: Path) -> dict[str, Node]:
    whole = uslm.read(path.read_bytes())
    return {n.attr("identifier"): n for n in walk(whole) if n.kind == "section" and n.attr("identifier")}


def law(node: Node) -> Node:
    """A provision without ids and without what stands beside the law."""
    content = node.content if node.is_leaf else tuple(law(p) for p in node.parts if p.kind not in APPARATUS)
    return Node(node.kind, content, attrs=node.attrs if node.kind == HEADING else ())


def test_flush_text_hung_in_the_last_paragraph_is_the_level_above_it_s() -> None:
    tree = uslm.read(
        "<subsection><num>(a)</num><chapeau>Each employee—</chapeau><paragraph><num>(1)</num><content>detailed,</content>"
        "</paragraph><paragraph><num>(2)</num><content>serving,<continuation>for a year.</continuation></content>"
        "</paragraph></subsection>"
    )
    subsection = tree.parts[0]
    assert [p.kind for p in subsection.parts] == ["num", "text", "paragraph", "paragraph", "text"]
    assert words(subsection.parts[-1]) == "for a year."
