"""Composing over HTTP: a whole bill from edited laws, or from a bill opened again."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from api import forms, negotiate, pages, redlines
from api.drafts import edit_in
from api.outcome_schemas import AmendedShape
from api.problems import ANSWERS
from api.schemas import LawIn, ProblemShape, Shape
from api.shelf import Held
from drafting.bill import Composed, Titles, compose, reopened
from statute.catalogue import Catalogue

router = APIRouter(tags=["drafting"], dependencies=[Depends(redlines.json_only)])


class EditIn(Shape):
    """A law, and how it should read."""

    law: LawIn
    edited: str = Field(min_length=1)
    citation: str = Field("", max_length=2_000, description="How a bill names a law that was pasted.")


class BillIn(Shape):
    """Edited laws, and what the bill says of itself."""

    edits: list[EditIn] = Field(min_length=1, max_length=50)
    short_title: str = Field("", max_length=300, examples=["Widget Safety Act of 2026"])
    long_title: str = Field("", max_length=2_000, description="“To amend …”; made from the laws where it is left out.")
    bill: str | None = Field(None, min_length=1, description="A bill to go on from: its other sections are kept.")
    conform: bool = Field(True, description="Whether references that the edits leave behind are amended too.")


class ComposedShape(Shape):
    """A bill, proved: carried out, it gives every law as it was edited."""

    text: str
    html: str
    tree: dict[str, Any]
    laws: list[AmendedShape]
    problems: list[ProblemShape]


@router.post(
    "/bill",
    response_model=ComposedShape,
    responses={**ANSWERS, 200: {"content": forms.OFFERED, "description": "The bill, in the form asked for."}},
)
def compose_bill(request: Request, body: BillIn, shelf: Held) -> Response:
    """A whole bill from edited laws: titles, enacting clause, amendments, conforming amendments."""
    form = negotiate.form(request)
    edits = [edit_in(one.law, one.edited, one.citation, shelf) for one in body.edits]
    opened = reopened(forms.read(body.bill, bill=True)) if body.bill is not None else None
    titles = Titles(body.short_title, body.long_title)
    made = compose(edits, titles, opened=opened, conform=body.conform, shelf=shelf)
    return negotiate.answer(request, told(made, form, shelf), form)


def told(made: Composed, form: str, shelf: Catalogue) -> str:
    """A bill as JSON, HTML, text or USLM."""
    if form == "json":
        return json.dumps(shape(made, shelf), ensure_ascii=False)
    if form == "html":
        return pages.render("document.html", title="Bill", facts=[], body=forms.written(made.node, "html"))
    return made.text if form == "txt" else forms.written(made.node, form)


def shape(made: Composed, shelf: Catalogue) -> dict[str, Any]:
    """A bill as JSON, with what it does to each law."""
    names = {law.path: shelf.name(law.path) for one in made.reports for law in one.laws if law.path}
    return {
        "text": made.text,
        "html": forms.written(made.node, "html"),
        "tree": json.loads(forms.written(made.node, "json")),
        "laws": [law for one in made.reports for law in redlines.shape(one, names, "inline")["laws"]],
        "problems": [p.as_dict() for p in made.problems],
    }
