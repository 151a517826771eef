"""Comparisons over HTTP: what differs between any two texts, on the shelf or sent, in any of the prints."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, Request, Response

from api import forms, negotiate, pages
from api.comparison_schemas import CompareIn, ComparisonShape, TextIn
from api.problems import ANSWERS
from api.redlines import json_only
from api.shelf import Library
from drafting import prints
from drafting.compare import called, comparison, is_bill
from drafting.prints import changes, web
from drafting.prints.manuscript import Manuscript
from statute.node import Node

if TYPE_CHECKING:
    from statute.shelf.stored import Stored

router = APIRouter(tags=["comparisons"], dependencies=[Depends(json_only)])


@router.post(
    "/compare",
    response_model=ComparisonShape,
    responses={**ANSWERS, 200: {"content": forms.PRINTED, "description": "The comparison, in the form asked for."}},
)
def compare(request: Request, body: CompareIn, shelf: Library) -> Response:
    """What differs between two texts: the redline, and each change with its place before and after.

    The formats may differ, and one law may be given twice, as of two moments. What moved or was redesignated is told
    as such.
    """
    form = negotiate.form(request, offered=tuple(negotiate.FORMS))
    found = found_in(body, shelf)
    made: str | bytes
    match form:
        case "json":
            made = json.dumps(shape(found, body.view), ensure_ascii=False)
        case "html":
            made = pages.of_comparison(found, body.view)
        case _:
            made = prints.write(found, form, body.look())
    return negotiate.answer(request, made, form, stem="comparison")


def found_in(body: CompareIn, shelf: Stored) -> Manuscript:
    """What differs between the two texts of a request.  Raises `Refusal` where one is not held or cannot be read."""
    (old, earlier), (new, later) = _read(body.before, shelf), _read(body.after, shelf)
    return comparison(old, new, (earlier, later))


def shape(found: Manuscript, view: str) -> dict[str, Any]:
    """A comparison as JSON."""
    (sheet,) = found.sheets
    each = changes.changes(sheet.marked)
    usual = prints.seen(prints.PRINTS["html"], view or web.INLINE)
    return {
        "title": found.title,
        "summary": changes.summary(each),
        "counts": changes.counted(each),
        "changes": [asdict(change) for change in each],
        "redline": forms.written(sheet.marked, "txt"),
        "redline_html": web.fragment(sheet, usual, {}, prefix=""),
    }


def _read(law: TextIn, shelf: Stored) -> tuple[Node, str]:
    """A text and what it is called; "" for one that was sent."""
    if law.path is not None:
        held, node = shelf.as_of(law.as_of).provision(law.path)
        return node, called(held, node)
    words = forms.sent(law)
    return forms.read(words, bill=is_bill(words)), ""
