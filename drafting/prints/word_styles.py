"""The styles of the Word file: one a level, its indents those of a bill, and what a redline needs besides.

A level's block stands two blanks further in than that of the level it is in; its first line is indented again.
Source: the print of bills by the Government Publishing Office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.prints.flow import Paragraph
from drafting.prints.setting import ROW, TOC, Style
from statute import levels
from statute.node import NUM

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

#: A step of indent, and how far quoted matter stands in, in twips (a twentieth of a point).
STEP = 360
#: How long a line is, in twips.
LINE = 8640
FRONT = ("Act", "Base")
HEADING, EDITORIAL, CELL = "LevelHeading", "Editorial", "Cell"
FACE, SIZE = "Times New Roman", 12


def name(style: Style) -> str:
    """The name of the style of a paragraph: "Subsection", "SectionHead", "SubsectionText" where it goes on."""
    if style.level in (ROW, TOC):
        return {ROW: CELL, TOC: "Contents"}[style.level]
    if style.level in levels.BIG:
        return "BigHead" if style.heads else "Matter"
    if style.level == "section":
        return "SectionHead" if style.heads else "Section"
    return f"{style.level.capitalize()}{'' if style.leads else 'Text'}" if style.level in levels.SMALL else "Matter"


def is_of_code(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the head of a section of the Code, whose heading stands as it is written."""
    first = next((p.words for p in paragraph.pieces if p.kind == NUM), "")
    return paragraph.style.heads and paragraph.style.level == "section" and first.startswith("§")


def indents(style: Style) -> tuple[int, int]:
    """How far the block of a paragraph stands in, and its first line further, in twips."""
    block, first = 0, STEP
    if style.level in levels.SMALL:
        block = STEP * levels.SMALL.index(style.level)
        first = STEP if style.leads else 0
    elif style.level in (ROW, TOC) or style.heads:
        first = 0
    return block + STEP * style.quoted, first


def lay(document: Document) -> None:
    """Puts the styles into a document."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, Twips

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(SIZE)
    normal.paragraph_format.space_after = Pt(6)
    every = [
        Style(),
        Style("title", heads=True),
        Style("section", heads=True),
        Style("section"),
        Style(ROW),
        Style(TOC),
    ]
    every += [Style(level, leads=leads) for level in levels.SMALL for leads in (True, False)]
    for style in every:
        made: ParagraphStyle = document.styles.add_style(name(style), WD_STYLE_TYPE.PARAGRAPH)
        block, first = indents(style)
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Twips(block), Twips(first)
        made.paragraph_format.keep_with_next = style.heads
        made.font.bold = style.heads
        if style.level == "title":
            made.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if style.level == ROW:
            made.paragraph_format.space_after, made.font.size = Pt(0), Pt(10)
    for front, size in zip(FRONT, (14, 9), strict=True):
        made = document.styles.add_style(front, WD_STYLE_TYPE.PARAGRAPH)
        made.font.size, made.font.bold = Pt(size), front == FRONT[0]
        made.paragraph_format.keep_with_next = True
    document.styles.add_style(HEADING, WD_STYLE_TYPE.CHARACTER).font.small_caps = True
    beside = document.styles.add_style(EDITORIAL, WD_STYLE_TYPE.CHARACTER)
    beside.font.size = Pt(9)
