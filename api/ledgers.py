"""Ledgers over HTTP: each instruction of a bill and what came of it, as JSON, CSV or HTML."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from api import negotiate, pages, redlines
from api.problems import ANSWERS
from api.schemas import AmendmentIn
from api.shelf import Held
from drafting.amend import amend, entries, ledger, listed
from drafting.amend.outcome import Report
from drafting.amend.shown import summary
from statute import bills

router = APIRouter(tags=["ledgers"])
FORMS = ("json", "csv", "html")
_TEXT = {"schema": {"type": "string"}}
_OFFERED: dict[int | str, dict[str, Any]] = {
    **ANSWERS,
    200: {
        "content": {"application/json": {"schema": {"type": "object"}}, "text/csv": _TEXT, "text/html": _TEXT},
        "description": "The ledger, in the form asked for.",
    },
}


@router.get("/bills/{name}/ledger", responses=_OFFERED)
@router.get("/bills/{name}/ledger.{suffix}", include_in_schema=False)
def show_ledger(request: Request, name: str, *, shelf: Held, suffix: str = "") -> Response:
    """What came of each instruction of a bill on the laws of the shelf."""
    form = negotiate.form(request, suffix, FORMS)
    return _answer(request, amend(bills.find(name).node, shelf), form)


@router.post("/ledger", responses=_OFFERED, dependencies=[Depends(redlines.json_only)])
def make_ledger(request: Request, body: AmendmentIn, shelf: Held) -> Response:
    """What came of each instruction of the language sent: words, place, form, target, scope, steps, result."""
    form = negotiate.form(request, offered=FORMS)
    return _answer(request, redlines.of_request(body, shelf), form)


def _answer(request: Request, report: Report, form: str) -> Response:
    return negotiate.answer(request, _told(report, form), form, headers={"Ramseyer-Status": report.status})


def _told(report: Report, form: str) -> str:
    match form:
        case "csv":
            return entries.as_csv(report)
        case "html":
            return pages.of_ledger(listed.as_html(report), summary(report.outcomes))
    rows = [ledger.as_dict(outcome, report.laws) for outcome in report.outcomes]
    return json.dumps({"status": report.status, "instructions": rows}, ensure_ascii=False)
