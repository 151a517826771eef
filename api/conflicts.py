"""Conflicts over HTTP: several bills on one law, each order tried, and what does not conflict merged."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from api import forms, negotiate, pages, redlines
from api.problems import ANSWERS
from api.schemas import LawIn, ProblemShape, Shape
from api.shelf import Held
from drafting.check.conflicts import MOST, Bill, Conflicts, conflicts
from drafting.check.conflicts import told as as_lines
from statute.catalogue import Catalogue
from statute.formats import html

router = APIRouter(tags=["drafting"], dependencies=[Depends(redlines.json_only)])
_OFFERED = ("json", "html", "txt")


class NamedBill(Shape):
    """A bill by the name under which it is told."""

    name: str = Field(min_length=1, max_length=200, examples=["H.R. 1"])
    text: str = Field(min_length=1, description="The bill, as text or XML.")


class ConflictsIn(Shape):
    """Bills, and the law that they amend where it is not on the shelf."""

    bills: list[NamedBill] = Field(min_length=2, max_length=MOST)
    law: LawIn | None = None


class OrderShape(Shape):
    """The bills in one order, and the law as they leave it."""

    bills: list[str]
    refused: list[str] = Field(description="What is not carried out in this order.")
    after: str
    redline: str
    redline_html: str


class MergedShape(Shape):
    """The law with all that does not conflict."""

    after: str
    redline: str
    redline_html: str


class TogetherShape(Shape):
    """What the bills do to one law."""

    path: str
    name: str
    problems: list[ProblemShape]
    orders: list[OrderShape]
    merged: MergedShape | None
    left_out: list[str]


class ConflictsShape(Shape):
    """What the bills do to each law that more than one of them amends."""

    laws: list[TogetherShape]


@router.post("/conflicts", response_model=ConflictsShape, responses=ANSWERS)
def show_conflicts(request: Request, body: ConflictsIn, shelf: Held) -> Response:
    """Several bills on one law: overlaps, what depends on their order, and the law with what does not conflict."""
    form = negotiate.form(request, offered=_OFFERED)
    law = forms.tree_of(body.law, shelf) if body.law is not None else None
    bills = [Bill(one.name, forms.read(one.text, bill=True)) for one in body.bills]
    return negotiate.answer(request, told(conflicts(bills, shelf, law), form, shelf), form)


def told(found: tuple[Conflicts, ...], form: str, shelf: Catalogue) -> str:
    """What was found, as JSON, HTML or text."""
    if form == "json":
        return json.dumps({"laws": [shape(one, shelf) for one in found]}, ensure_ascii=False)
    if form == "html":
        return pages.render("conflicts.html", laws=[shape(one, shelf) for one in found], found=found)
    return "".join(f"{line}\n" for line in as_lines(found)) or "The bills do not conflict.\n"


def shape(one: Conflicts, shelf: Catalogue) -> dict[str, Any]:
    """What was found on one law, as JSON."""
    return {
        "path": one.path,
        "name": shelf.name(one.path) if one.path else "",
        "problems": [p.as_dict() for p in one.problems],
        "orders": [
            {
                "bills": list(order.bills),
                "refused": list(order.refused),
                "after": forms.written(order.law.after, "txt"),
                "redline": forms.written(order.law.redline, "txt"),
                "redline_html": html.write(order.law.redline, prefix=f"order{n}-"),
            }
            for n, order in enumerate(one.orders, 1)
        ],
        "merged": {
            "after": forms.written(one.merged.after, "txt"),
            "redline": forms.written(one.merged.redline, "txt"),
            "redline_html": html.write(one.merged.redline, prefix="merged-"),
        }
        if one.merged is not None
        else None,
        "left_out": list(one.left_out),
    }
