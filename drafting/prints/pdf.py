"""PDF by typst: comparative prints for House and Senate, the two laws in columns, and bills with numbered lines.

The templates are in `typ`, one a view; the data goes to them as JSON, so that no sign in the law is obeyed.  The
file is tagged (PDF/UA-1), needs no network and no font of the system, and the same input gives the same bytes.
Source: Rules of the House, XIII, clause 3(e); Standing Rules of the Senate, XXVI, paragraph 12.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from drafting.amend.annotate import told
from drafting.prints import typeset
from drafting.prints.front import front
from drafting.prints.manuscript import Look, Manuscript, Sheet, standing
from statute.errors import Refusal

RAMSEYER, CORDON, COLUMNS, SIDES, BILL = "ramseyer", "cordon", "columns", "sides", "bill"
VIEWS = (RAMSEYER, CORDON, COLUMNS, SIDES, BILL)
_TEMPLATES = Path(__file__).resolve().parent / "typ"
_FILES = {RAMSEYER: "ramseyer", CORDON: "cordon", COLUMNS: "columns", SIDES: "columns", BILL: "bill"}
#: Where no date is given: that of the first version of PDF/UA, so that no clock has a say.
_UNDATED = datetime(2012, 8, 1, tzinfo=UTC)
#: How typst says that no font has some words, and how it writes a character that it would not show.
_WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_RULES = {
    RAMSEYER: "clause 3(e) of rule XIII of the Rules of the House of Representatives",
    CORDON: "paragraph 12 of rule XXVI of the Standing Rules of the Senate",
}


def write(manuscript: Manuscript, look: Look) -> bytes:
    """A PDF of the sheets in the view that `look` names.

    Raises `Refusal` F06 where a character is in none of the fonts, A02 where typst fails otherwise.
    """
    import typst

    told = json.dumps(_data(manuscript, look.view), ensure_ascii=False)
    try:
        made = typst.compile(
            str(_TEMPLATES / f"{_FILES[look.view]}.typ"),
            root=str(_TEMPLATES),
            sys_inputs={"data": told},
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=look.date or _UNDATED,
        )
    except typst.TypstError as error:
        raise _refusal(error, manuscript) from error
    assert isinstance(made, bytes)
    return made


def _refusal(error: Any, manuscript: Manuscript) -> Refusal:
    """What typst says, as a lawyer would: a character that no font has is told with its place."""
    said = f"{error.message}"
    if not (without := _WITHOUT_FONT.search(said)):
        return Refusal.of("A02", f"The print could not be set: {said[:300]}.")
    words = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), without[1])
    codes = " ".join(f"U+{ord(sign):04X}" for sign in words[:8])
    detail = f"“{words[:8]}” ({codes}) is in none of the fonts of a PDF."
    unplaced = ("", manuscript.title, "")
    _, place, near = next(standing(manuscript.sheets, re.compile(re.escape(words))), unplaced)
    return Refusal.of("F06", detail, place=place, words=near)


def _data(manuscript: Manuscript, view: str) -> dict[str, Any]:
    """What a template is told."""
    known = {"title": manuscript.title, "opening": _opening(manuscript, view), "heads": [], "base": ""}
    if view in (COLUMNS, SIDES):
        heads = ["Existing law", "As amended"]
        if view == SIDES:
            heads.insert(1, "The amendment")
        return {
            **known,
            "heads": heads,
            "sheets": [_in_columns(sheet, manuscript, view) for sheet in manuscript.sheets],
        }
    if view == BILL:
        first = manuscript.sheets[0].marked
        opening, body = front(first)
        bodies = [body, *(sheet.marked for sheet in manuscript.sheets[1:])]
        base = " ".join(sheet.base for sheet in manuscript.sheets if sheet.base)
        shown = [{"blocks": typeset.blocks(typeset.flowed(one, whole=True))} for one in bodies]
        return {**known, "front": opening, "base": base, "sheets": shown}
    return {**known, "sheets": [_comparative(sheet, manuscript) for sheet in manuscript.sheets]}


def _comparative(sheet: Sheet, manuscript: Manuscript) -> dict[str, Any]:
    found = typeset.flowed(sheet.marked, whole=not manuscript.maker)
    return {"name": sheet.name, "base": sheet.base, "blocks": typeset.blocks(found), "notes": _notes(sheet)}


def _in_columns(sheet: Sheet, manuscript: Manuscript, view: str) -> dict[str, Any]:
    found = typeset.flowed(sheet.marked, whole=not manuscript.maker)
    rows = typeset.columns(found, manuscript.said(), language=view == SIDES)
    return {"name": sheet.name, "base": sheet.base, "rows": rows, "notes": _notes(sheet)}


def _notes(sheet: Sheet) -> list[str]:
    return [told(note) for note in sheet.notes]


def _opening(manuscript: Manuscript, view: str) -> list[str]:
    """The sentence above a comparative print, cut where its look changes; empty for a law without changes."""
    if view not in _RULES or not manuscript.maker:
        return [""] * 5
    asked = (
        f"In compliance with {_RULES[view]}, changes in existing law made by {manuscript.maker} are shown as follows ("
    )
    omitted = "enclosed in black brackets" if view == RAMSEYER else "shown in stricken type"
    return [
        manuscript.opening or asked,
        "existing law proposed to be omitted",
        f" is {omitted}, ",
        "new matter",
        " is printed in italic, existing law in which no change is proposed is shown in roman):",
    ]
