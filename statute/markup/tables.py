"""Tables in XML as rows of cells: of XHTML, and the `layout` of the US Code."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from statute.markup import xml
from statute.markup.inline import inline, is_kept, is_mixed, leaf, marked, plain, trimmed
from statute.node import TEXT, Aside, Node


def table(element: etree._Element) -> Iterator[Node]:
    """A table as a node of rows, each of cells; nothing where it has none."""
    rows: list[Node] = []
    for row in element.iter("{*}tr", "{*}row", "{*}header", "{*}caption", "{*}page"):
        line = [xml.local(up) for up in _up_to(row, element)]
        if set(line) & {"table", "layout", "tr", "row", "header", "caption"}:
            continue
        if xml.local(row) == "page":
            _hang_page(rows, row)
        else:
            rows.append(_row(row, is_head="thead" in line))
    if rows:
        yield Node("table", tuple(rows), mark=marked(element))


def _up_to(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    """The elements between one and another that holds it."""
    for up in element.iterancestors():
        if up is top:
            return
        yield up


def _row(element: etree._Element, *, is_head: bool) -> Node:
    name = xml.local(element)
    role = "caption" if name == "caption" else "header" if is_head or name == "header" else ""
    columns = [c for c in element if xml.local(c) in ("td", "th", "column", "entry")]
    cells = tuple(cell(c) for c in columns or [element])
    return Node("row", cells, mark=marked(element), attrs=(("role", role),) if role else ())


def _hang_page(rows: list[Node], page: etree._Element) -> None:
    """A page break between rows, set beside the end of the last cell before it."""
    if not rows or not rows[-1].parts:
        rows.append(Node("row", (Node("page", (Node(TEXT, plain(page)),)),)))
        return
    cell = rows[-1].parts[-1]
    size = sum(len(p.words) for p in cell.parts) or len(cell.words)
    cell = cell.having(beside=(*cell.beside, Aside(size, size, "page", plain(page))))
    rows[-1] = rows[-1].having(content=(*rows[-1].parts[:-1], cell))


def cell(element: etree._Element) -> Node:
    """A cell: its words, how many columns and rows it takes, and what stands beside the words."""
    is_wrapped = len(element) == 1 and xml.local(element[0]) == "p" and not is_mixed(element)
    blanks = is_kept(element[0] if is_wrapped else element)
    words, beside = trimmed(*inline(element, is_kept(element)), blanks)
    kept = tuple((k, v) for k in ("colspan", "rowspan") if (v := element.get(k)) and v != "1")
    return leaf("cell", words, beside, kept, marked(element))
