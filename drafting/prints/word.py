"""Word: a DOCX whose tracked changes are the redline's; accepting all gives the new law, rejecting all the old.

Words, paragraph ends, rows and moved provisions are tracked; where a provision only changed its level, the
change of its style is.  Before the file is given it is read back both ways.
Source: ECMA-376, part 1, 17.13.5, on revisions; python-docx makes the package and the styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from drafting.amend.annotate import told
from drafting.prints import word_reading, word_styles
from drafting.prints.flow import EDITORIAL, Paragraph, Piece, flow
from drafting.prints.grid import BELOW, CELL, Row, Slot, grid, shares
from drafting.prints.manuscript import Look, Manuscript, Sheet
from drafting.prints.setting import paragraphs
from drafting.prints.word_ends import typed
from drafting.prints.word_reading import w
from drafting.redline import accept, reject
from statute import levels
from statute.errors import Refusal
from statute.node import HEADING, Mark

if TYPE_CHECKING:
    from docx.document import Document

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
#: The first day that a ZIP archive can tell: the same input gives the same bytes, whenever it is printed.
_DAWN = (1980, 1, 1, 0, 0, 0)


def write(manuscript: Manuscript, look: Look) -> bytes:
    """A DOCX of the sheets, each law under its name.  Raises `Refusal` A01 where it does not prove itself."""
    import docx

    document = docx.Document()
    word_styles.lay(document)
    _sign(document, manuscript, look)
    writer = _Writer(look, _comments(document, manuscript, look))
    body = document.element.body
    last = body[-1]  # the properties of the section stay last
    for sheet in manuscript.sheets:
        for block in writer.sheet(sheet, manuscript.title):
            last.addprevious(block)
    if look.lines:
        etree.SubElement(last, w("lnNumType"), {w("countBy"): "1", w("restart"): "newPage"})
    made = BytesIO()
    document.save(made)
    return _proved(_settled(made.getvalue()), manuscript.sheets)


def _proved(data: bytes, sheets: Sequence[Sheet]) -> bytes:
    """The file, once its two readings are the laws before and after.  Raises `Refusal` A01 where they are not."""
    for gone, law, which in (
        (word_reading.ACCEPTED, accept, "as amended"),
        (word_reading.REJECTED, reject, "as it stood"),
    ):
        there = [line for sheet in sheets for line in paragraphs(law(sheet.marked))]
        if word_reading.read(data, gone) != there:
            raise Refusal.of("A01", f"The Word file does not give the law {which}.")
    return data


def _sign(document: Document, manuscript: Manuscript, look: Look) -> None:
    known = document.core_properties
    known.title, known.author, known.comments = manuscript.title, look.author, ""
    if look.date is not None:
        known.created = known.modified = look.date


def _comments(document: Document, manuscript: Manuscript, look: Look) -> dict[int, int]:
    """The numbers of the comments that say what each instruction was, by the numbers of the instructions."""
    if not look.comments:
        return {}
    found = {}
    for said in manuscript.instructions:
        comment = document.comments.add_comment(str(said), author=look.author, initials=look.author[:1])
        comment._comment_elm.attrib.pop(w("date"), None)  # python-docx writes the time of day
        found[said.number] = comment.comment_id
    return found


def _settled(data: bytes) -> bytes:
    """The package with no clock in it."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w", ZIP_DEFLATED) as settled:
        for name in package.namelist():
            settled.writestr(ZipInfo(name, _DAWN), package.read(name), ZIP_DEFLATED)
    return out.getvalue()


# ---- paragraphs ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Writer:
    """Paragraphs on their way into the body; `comments` are those that still wait for their first change."""

    look: Look
    comments: dict[int, int]
    count: int = 0
    moves: dict[str, str] = field(default_factory=dict)

    def sheet(self, sheet: Sheet, title: str) -> Iterator[etree._Element]:
        """A law: its name, the source of its text, its paragraphs, and one at the end that nothing changes."""
        if sheet.name or sheet.base:
            yield self._front(word_styles.FRONT[0], sheet.name or title)
        if sheet.base:
            yield self._front(word_styles.FRONT[1], sheet.base)
        last = ""
        for table, group in groupby(typed(flow(sheet.marked)), key=lambda p: p.style.table if p.is_row else None):
            if table is not None and last:
                yield etree.Element(w("p"))  # else two tables would be one
            if table is None:
                yield from map(self._paragraph, group)
            else:
                yield self._table(list(group))
            last = table or ""
        yield self._front(word_styles.FRONT[1], "")
        for note in sheet.notes:  # beside the law, as its name and source are: no revision takes them in or out
            yield self._front(word_styles.FRONT[1], told(note))

    def _front(self, style: str, words: str) -> etree._Element:
        paragraph = etree.Element(w("p"))
        self._style(paragraph, style)
        if words:
            self._run(paragraph, words, "t")
        return paragraph

    def _paragraph(self, given: Paragraph) -> etree._Element:
        paragraph = etree.Element(w("p"))
        properties = self._style(paragraph, word_styles.name(given.style))
        if given.style.quoted and given.style.level in (*levels.SMALL, "section", ""):
            block, first = word_styles.indents(given.style)
            etree.SubElement(properties, w("ind"), {w("left"): str(block), w("firstLine"): str(first)})
        if given.end is not None:
            self._mark_end(properties, given.end, given.moved)
        elif word_styles.name(given.was) != word_styles.name(given.style):
            change = self._signed(properties, "pPrChange")
            self._style_in(etree.SubElement(change, w("pPr")), word_styles.name(given.was))
        self._pieces(paragraph, given.pieces, bare=word_styles.is_of_code(given))
        return paragraph

    def _table(self, rows: list[Paragraph]) -> etree._Element:
        table = etree.Element(w("tbl"))
        properties = etree.SubElement(table, w("tblPr"))
        etree.SubElement(properties, w("tblStyle"), {w("val"): "TableGrid"})
        etree.SubElement(properties, w("tblW"), {w("w"): "0", w("type"): "auto"})
        columns = etree.SubElement(table, w("tblGrid"))
        laid = grid(rows)
        for share in shares(laid, word_styles.LINE):
            etree.SubElement(columns, w("gridCol"), {w("w"): str(share)})
        is_head = True
        for row in laid:
            is_head = is_head and bool(row.role)
            line = etree.SubElement(table, w("tr"))
            about = etree.SubElement(line, w("trPr"))
            if is_head:
                etree.SubElement(about, w("tblHeader"))
            if row.mark is not None:
                self._signed(about, row.mark.change)
            for slot in row.slots:
                self._cell(etree.SubElement(line, w("tc")), slot, row)
        return table

    def _cell(self, cell: etree._Element, slot: Slot, row: Row) -> None:
        """A cell, or what holds its place in a row below it or at the end of a row."""
        about = etree.SubElement(cell, w("tcPr"))
        if slot.wide > 1:
            etree.SubElement(about, w("gridSpan"), {w("val"): str(slot.wide)})
        if slot.high > 1 or slot.kind == BELOW:
            etree.SubElement(about, w("vMerge"), {w("val"): "continue" if slot.kind == BELOW else "restart"})
        if slot.kind != CELL:
            etree.SubElement(about, w("hideMark"))  # by which the file, when read back, knows it for no cell
        if slot.mark is not None and row.mark is None:
            self._signed(about, "cellIns" if slot.mark.change == "ins" else "cellDel")
        held = etree.SubElement(cell, w("p"))
        inside = self._style(held, word_styles.CELL)
        if row.role or slot.is_figure:
            etree.SubElement(inside, w("jc"), {w("val"): "center" if row.role else "right"})
        if slot.mark is not None:
            self._mark_end(inside, slot.mark, "")
        self._pieces(held, slot.pieces)

    def _style(self, paragraph: etree._Element, name: str) -> etree._Element:
        properties = etree.SubElement(paragraph, w("pPr"))
        self._style_in(properties, name)
        return properties

    def _style_in(self, properties: etree._Element, name: str) -> None:
        etree.SubElement(properties, w("pStyle"), {w("val"): name})

    def _mark_end(self, properties: etree._Element, mark: Mark, moved: str) -> None:
        self._signed(etree.SubElement(properties, w("rPr")), _tag(mark, moved))

    # ---- words -------------------------------------------------------------------------------------

    def _pieces(self, paragraph: etree._Element, pieces: Iterable[Piece], *, bare: bool = False) -> None:
        """The words, neighbours that came or went together in one revision.

        bare: whether a heading among them stands as it is written, not in small capitals.
        """
        for (mark, moved), group in groupby(pieces, key=lambda piece: (piece.mark, piece.moved)):
            if mark is None:
                for piece in group:
                    self._piece(paragraph, piece, "t", bare)
                continue
            comment = self.comments.pop(mark.by, None)
            if comment is not None:
                etree.SubElement(paragraph, w("commentRangeStart"), {w("id"): str(comment)})
            moving = self._begin_move(paragraph, mark, moved) if moved else ""
            revision = self._signed(paragraph, _tag(mark, moved))
            for piece in group:
                self._piece(revision, piece, "delText" if mark.change == "del" and not moved else "t", bare)
            if moving:
                etree.SubElement(paragraph, w(f"{_tag(mark, moved)}RangeEnd"), {w("id"): moving})
            if comment is not None:
                self._end_comment(paragraph, comment)

    def _piece(self, parent: etree._Element, piece: Piece, tag: str, bare: bool) -> None:
        style = {HEADING: "" if bare else word_styles.HEADING, EDITORIAL: word_styles.EDITORIAL}.get(piece.kind, "")
        self._run(parent, piece.words, tag, style)

    def _run(self, parent: etree._Element, words: str, tag: str, style: str = "") -> None:
        run = etree.SubElement(parent, w("r"))
        if style:
            etree.SubElement(etree.SubElement(run, w("rPr")), w("rStyle"), {w("val"): style})
        for n, line in enumerate(words.split("\n")):
            if n:
                etree.SubElement(run, w("br"))
            for m, stretch in enumerate(line.split("\t")):
                if m:
                    etree.SubElement(run, w("tab"))
                if stretch:
                    text = etree.SubElement(run, w(tag), {_PRESERVE: "preserve"})
                    text.text = stretch

    def _end_comment(self, paragraph: etree._Element, comment: int) -> None:
        etree.SubElement(paragraph, w("commentRangeEnd"), {w("id"): str(comment)})
        run = etree.SubElement(paragraph, w("r"))
        etree.SubElement(run, w("commentReference"), {w("id"): str(comment)})

    # ---- revisions ---------------------------------------------------------------------------------

    def _signed(self, parent: etree._Element, tag: str) -> etree._Element:
        """A revision, with its own number, the author, and the date where there is one."""
        self.count += 1
        signs = {w("id"): str(self.count), w("author"): self.look.author}
        if self.look.date is not None:
            signs[w("date")] = self.look.date.strftime("%Y-%m-%dT%H:%M:%SZ")
        return etree.SubElement(parent, w(tag), signs)

    def _begin_move(self, paragraph: etree._Element, mark: Mark, moved: str) -> str:
        """Opens a stretch of what moved; the two ends of a move bear one name.  Returns the stretch's number."""
        name = self.moves.setdefault(moved, f"move{len(self.moves) + 1}")
        begin = self._signed(paragraph, f"{_tag(mark, moved)}RangeStart")
        begin.set(w("name"), name)
        return begin.get(w("id")) or ""


def _tag(mark: Mark, moved: str) -> str:
    """The element of a revision."""
    if not moved:
        return mark.change
    return "moveTo" if mark.change == "ins" else "moveFrom"
