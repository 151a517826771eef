"""The Word file read back: what it leaves once every change in it is accepted, or rejected.

A paragraph whose end came or went runs on into the next one; a row that came or went is there or not.
Source: ECMA-376, part 1, 17.13.5, on revisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from drafting.prints.setting import CELLS
from drafting.prints.word_styles import EDITORIAL, FRONT
from statute.markup import xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: What is not there once changes are accepted, and once they are rejected.
ACCEPTED, REJECTED = frozenset(("del", "moveFrom", "cellDel")), frozenset(("ins", "moveTo", "cellIns"))


def w(tag: str) -> str:
    """A name of WordprocessingML."""
    return f"{{{W}}}{tag}"


def read(data: bytes, gone: frozenset[str]) -> list[str]:
    """The paragraphs of the law in a Word file, without the editors' brackets; rows with " | " between cells."""
    with ZipFile(BytesIO(data)) as package:
        root = xml.parse(package.read("word/document.xml"))
    return list(_blocks(root[0], gone))


def _blocks(body: etree._Element, gone: frozenset[str]) -> Iterator[str]:
    line = ""
    for block in body:
        if block.tag == w("tbl"):
            for row in block.iterfind(w("tr")):
                if not _marks(row.find(w("trPr"))) & gone:
                    cells = (cell for cell in row.iterfind(w("tc")) if _is_there(cell, gone))
                    yield CELLS.join("".join(_words(cell, gone)) for cell in cells)
        elif block.tag == w("p") and not _is(block, "pStyle", FRONT):
            line += "".join(_words(block, gone))
            mark = block.find(f"{w('pPr')}/{w('rPr')}")
            if not _marks(mark) & gone:
                if line:
                    yield line
                line = ""
    if line:
        yield line


def _is_there(cell: etree._Element, gone: frozenset[str]) -> bool:
    """Whether a cell is left, and is no more than what hangs down from the row above or fills the row up."""
    properties = cell.find(w("tcPr"))
    hangs = properties is not None and properties.find(w("hideMark")) is not None
    return not hangs and not _marks(properties) & gone


def _marks(properties: etree._Element | None) -> set[str]:
    return set() if properties is None else {xml.local(child) for child in properties}


def _is(block: etree._Element, tag: str, styles: tuple[str, ...]) -> bool:
    return any(style.get(w("val")) in styles for style in block.iterfind(f"{w('pPr')}/{w(tag)}"))


def _words(block: etree._Element, gone: frozenset[str]) -> Iterator[str]:
    for run in block.iter(w("r")):
        above = run.getparent()
        if above is not None and xml.local(above) in gone:
            continue
        if any(style.get(w("val")) == EDITORIAL for style in run.iterfind(f"{w('rPr')}/{w('rStyle')}")):
            continue
        for piece in run:
            match xml.local(piece):
                case "t" | "delText":
                    yield piece.text or ""
                case "br":
                    yield "\n"
                case "tab":
                    yield "\t"
