"""Comparisons over HTTP: what differs between any two texts, on the shelf or sent, in any of the prints."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from api import forms, negotiate, pages
from api.problems import ANSWERS
from api.redlines import json_only
from api.schemas import CompareIn, ComparisonShape, LawIn
from api.shelf import Held
from drafting import prints
from drafting.compare import comparison, is_bill
from drafting.prints import changes, web
from drafting.prints.manuscript import Manuscript
from statute import address
from statute.catalogue import Catalogue
from statute.node import Node

router = APIRouter(tags=["comparisons"], dependencies=[Depends(json_only)])


@router.post(
    "/compare",
    response_model=ComparisonShape,
    responses={**ANSWERS, 200: {"content": forms.PRINTED, "description": "The comparison, in the form asked for."}},
)
def compare(request: Request, body: CompareIn, shelf: Held) -> Response:
    """What differs between two texts: the redline, and each change with its place before and after.

    The formats may differ. What moved or was redesignated is told as such.
    """
    form = negotiate.form(request, offered=tuple(negotiate.FORMS))
    (old, earlier), (new, later) = _read(body.before, shelf), _read(body.after, shelf)
    found = comparison(old, new, (earlier, later))
    made: str | bytes
    match form:
        case "json":
            made = json.dumps(shape(found, body.view), ensure_ascii=False)
        case "html":
            made = pages.of_comparison(found, body.view)
        case _:
            made = prints.write(found, form, body.look())
    return negotiate.answer(request, made, form, stem="comparison")


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


def _read(law: LawIn, shelf: Catalogue) -> tuple[Node, str]:
    """A text and what it is called; "" for one that was sent."""
    if law.path is not None:
        held, node = shelf.provision(law.path)
        return node, held.name if node is held.node else f"{address.said(held.node, node)} of the {held.name}"
    words = forms.sent(law)
    return forms.read(words, bill=is_bill(words)), ""
