"""Bills over HTTP: those that come with the project, and the redline of each."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from api import negotiate, pages, redlines
from api.forms import OFFERED, PRINTED, printed, written
from api.looks import Asked
from api.outcome_schemas import MarkedBill, RedlineShape
from api.problems import ANSWERS
from api.schemas import BillCards, BillShape
from api.shelf import Held
from drafting.amend import amend
from drafting.prints.manuscript import Look
from statute import bills
from statute.library import Shelf

router = APIRouter(tags=["bills"])


@router.get("/bills", response_model=BillCards, responses=ANSWERS)
def list_bills(request: Request) -> Response:
    """The bills that come with the project."""
    negotiate.form(request, offered=("json",))
    body = {"bills": [card(bill) for bill in bills.of_fixtures()]}
    return negotiate.answer(request, json.dumps(body, ensure_ascii=False), "json")


@router.get(
    "/bills/{name}",
    response_model=BillShape,
    responses={**ANSWERS, 200: {"content": OFFERED, "description": "The bill, in the form asked for."}},
)
def show_bill(request: Request, name: str) -> Response:
    """A bill."""
    stem, suffix = negotiate.split(name)
    form = negotiate.form(request, suffix, negotiate.CLEAN)
    bill = bills.find(stem)
    body: str | bytes
    if form == "json":
        shape = {
            "bill": card(bill),
            "text": written(bill.node, "txt"),
            "tree": json.loads(written(bill.node, "json")),
        }
        body = json.dumps(shape, ensure_ascii=False)
    elif form == "html":
        body = pages.of_bill(bill)
    elif form in negotiate.SAVED:
        body = printed(bill.node, form, bill.title)
    else:
        body = written(bill.node, form)
    return negotiate.answer(request, body, form, varies=not suffix, stem=stem)


@router.get(
    "/bills/{name}/redline",
    response_model=RedlineShape | MarkedBill,
    responses={**ANSWERS, 200: {"content": PRINTED, "description": "The redline, in the form asked for."}},
)
@router.get("/bills/{name}/redline.{suffix}", include_in_schema=False)
def show_redline(
    request: Request,
    name: str,
    *,
    shelf: Held,
    look: Asked,
    suffix: str = "",
    of: Annotated[Literal["law", "bill"], Query(description="The laws as amended, or the bill, marked.")] = "law",
    law: Annotated[str, Query(max_length=1_000, description="Only the law at this path.")] = "",
) -> Response:
    """The laws on the shelf as a bill amends them; or the bill, each instruction marked in its words."""
    form = negotiate.form(request, suffix, tuple(negotiate.FORMS))
    bill = bills.find(name)
    if of == "law" and shelf is Shelf.of_fixtures():
        # Neither the bills nor the laws that come with the project change while it runs.
        status, body = _shipped(name, law, form, look)
        headers = {"Ramseyer-Status": status}
        return negotiate.answer(request, body, form, headers=headers, varies=not suffix, stem=name)
    report = amend(bill.node, shelf)
    if of == "bill":
        return redlines.answer_bill(request, bill.title, report, form, varies=not suffix)
    return redlines.answer(request, redlines.only(report, law), form, shelf, look=look, varies=not suffix)


@lru_cache(maxsize=64)
def _shipped(name: str, law: str, form: str, look: Look) -> tuple[str, str | bytes]:
    """What a shipped bill does to the shipped laws: the status, and the redline in a form."""
    shelf = Shelf.of_fixtures()
    report = redlines.only(amend(bills.find(name).node, shelf), law)
    return report.status, redlines.told(report, form, shelf, look)


def card(bill: bills.Bill) -> dict[str, Any]:
    """A bill's card as JSON."""
    return {"name": bill.name, "href": f"/bills/{bill.name}", "title": bill.title, "source": bill.source}
