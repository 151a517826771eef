"""Tables in prints: each row once, cell by cell, every cell where its spans put it, in Word, PDF and HTML alike."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from pypdf import PdfReader

from drafting import prints
from drafting.diff import diff
from drafting.prints import typeset, word_reading
from drafting.prints.flow import Piece, amended, flow, stood
from drafting.prints.grid import BELOW, CELL, VOID, Slot, grid
from drafting.prints.manuscript import Manuscript, Sheet
from drafting.prints.setting import paragraphs
from drafting.prints.word_reading import w
from drafting.redline import redline
from statute.formats import text
from statute.node import Node, numbered

OLD = "SEC. 2. FEES.\n    The fees are:\n[table]\nKind | Fee | Year\nLarge | $10 | 2020\nSmall | $5 | 2021\n[/table]"


def marked(new: str, old: str = OLD) -> Node:
    before = text.read(old)
    return redline(before, diff(before, text.read(new), by=1))


def cell(words: str, **spans: int) -> Node:
    return Node("cell", words, attrs=tuple((name, str(size)) for name, size in spans.items()))


def spanned() -> Node:
    head = Node("row", (cell("State", rowspan=2), cell("Allotment", colspan=2)), attrs=(("role", "header"),))
    under = Node("row", (cell("FY 98"), cell("FY 99")), attrs=(("role", "header"),))
    body = Node("row", (cell("Alabama"), cell("293"), cell("269")))
    short = Node("row", (cell("Alaska"),))
    return numbered(
        Node("law", (Node("section", (Node("num", "SEC. 2."), Node("table", (head, under, body, short)))),))
    )


@pytest.mark.parametrize(
    ("new", "cells"),
    [
        (OLD.replace(" | $10 | ", " | "), [("Large", ""), ("$10", "del"), ("2020", "")]),
        (OLD.replace("$10 | ", "$10 | a year | "), [("Large", ""), ("$10", ""), ("a year", "ins"), ("2020", "")]),
        (OLD.replace(" | 2020", ""), [("Large", ""), ("$10", ""), ("2020", "del")]),
        (OLD.replace("Large | ", ""), [("Large", "del"), ("$10", ""), ("2020", "")]),
    ],
)
def test_a_row_whose_cells_came_or_went_is_shown_once(new: str, cells: list[tuple[str, str]]) -> None:
    shown = marked(new)
    rows = [p for p in flow(shown) if p.is_row]
    assert len(rows) == 3
    marks = [mark.change if mark else "" for mark in rows[1].cell_marks() or ()]
    assert list(zip(["".join(p.words for p in c) for c in rows[1].cells()], marks, strict=True)) == cells
    made = prints.write(Manuscript("Fees", (Sheet(shown),)), "docx")
    for gone, law in ((word_reading.ACCEPTED, new), (word_reading.REJECTED, OLD)):
        assert word_reading.read(made, gone) == paragraphs(text.read(law))
    pdf = PdfReader(io.BytesIO(prints.write(Manuscript("Fees", (Sheet(shown),)), "pdf")))
    assert "".join(pdf.pages[0].extract_text().split()).count("2020") == 1


def test_cells_stand_where_their_spans_put_them() -> None:
    law = spanned()
    slots = [[(s.kind, s.wide, s.high) for s in row.slots] for row in grid([p for p in flow(law) if p.is_row])]
    assert slots == [
        [(CELL, 1, 2), (CELL, 2, 1)],
        [(BELOW, 1, 1), (CELL, 1, 1), (CELL, 1, 1)],
        [(CELL, 1, 1)] * 3,
        [(CELL, 1, 1), (VOID, 1, 1), (VOID, 1, 1)],
    ]
    (table,) = (b for b in typeset.blocks(flow(law)) if "rows" in b)
    assert (table["wide"], table["heads"]) == (3, 2)
    made = prints.write(Manuscript("Fees", (Sheet(law),), maker=""), "docx")
    with ZipFile(io.BytesIO(made)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    assert [e.get(w("val")) for e in root.iter(w("vMerge"))] == ["restart", "continue"]
    assert [e.get(w("val")) for e in root.iter(w("gridSpan"))] == ["2"]
    assert len(list(root.iter(w("tblHeader")))) == 2
    assert word_reading.read(made, word_reading.ACCEPTED) == paragraphs(law)
    page = lxml_html.fromstring(prints.write(Manuscript("Fees", (Sheet(law),), maker=""), "html"))
    assert [e.get("rowspan") or e.get("colspan") for e in page.iter("th")][:2] == ["2", "2"]
    assert prints.write(Manuscript("Fees", (Sheet(law),), maker=""), "pdf").startswith(b"%PDF")


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), min_size=1, max_size=5), min_size=1, max_size=6
    )
)
def test_any_spans_fill_every_row_to_one_width(rows: list[list[tuple[int, int]]]) -> None:
    made = (Node("row", tuple(cell("x", colspan=a, rowspan=b) for a, b in row)) for row in rows)
    law = numbered(Node("law", (Node("table", tuple(made)),)))
    laid = grid(list(flow(law)))
    assert len({sum(slot.wide for slot in row.slots) for row in laid}) == 1
    assert [sum(slot.kind == CELL for slot in row.slots) for row in laid] == [len(row) for row in rows]


@pytest.mark.parametrize("words", ["$1,234.50", "(12%)", "0.2", "–5"])
def test_figures_are_told_from_words(words: str) -> None:
    assert Slot(CELL, pieces=(Piece(words, "cell"),)).is_figure
    assert not any(Slot(CELL, pieces=(Piece(other, "cell"),)).is_figure for other in (f"no {words}", "—", ""))


def test_both_laws_stay_where_it_cannot_be_told_which_cells_went() -> None:
    new = OLD.replace("Large | $10 | 2020", "Huge | 2030")
    shown = marked(new)
    assert stood(flow(shown)) == paragraphs(text.read(OLD))
    assert amended(flow(shown)) == paragraphs(text.read(new))
