"""Checking over HTTP: a law or bill looked at by every rule, with the conforming amendments it calls for."""

from __future__ import annotations

import json
from typing import Any, Self

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field, model_validator

from api import forms, negotiate, pages, redlines
from api.problems import ANSWERS
from api.schemas import LawIn, ProblemShape, Shape
from api.shelf import Held
from drafting.check import Checked, check_bill, check_law
from drafting.draft.edit import citation_of
from statute import citation
from statute.catalogue import Catalogue

router = APIRouter(tags=["drafting"], dependencies=[Depends(redlines.json_only)])
_OFFERED = ("json", "html", "txt")


class CheckIn(Shape):
    """A law, or a bill with the law that it amends where that is not on the shelf."""

    law: LawIn | None = None
    bill: str | None = Field(None, min_length=1, description="A bill, as text or XML.")
    citation: str = Field("", max_length=2_000, description="How a bill names a law that was pasted.")

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if self.law is None and self.bill is None:
            raise ValueError("give a law, a bill, or both")
        return self


class CheckShape(Shape):
    """What was found, in order, and the conforming amendments that would mend it."""

    problems: list[ProblemShape]
    conforming: list[str]


@router.post("/check", response_model=CheckShape, responses=ANSWERS)
def check(request: Request, body: CheckIn, shelf: Held) -> Response:
    """A law or bill under every rule: lists, designations, references, defined terms, tables of contents, dates."""
    form = negotiate.form(request, offered=_OFFERED)
    return negotiate.answer(request, told(checked(body, shelf), form), form)


def checked(body: CheckIn, shelf: Catalogue) -> Checked:
    """What is found for a request."""
    cited = citation.read(body.citation) if body.citation.strip() else None
    tree = None
    if body.law is not None and body.law.path is not None:
        held, tree = shelf.provision(body.law.path)
        cited = citation_of(held, tree)
    elif body.law is not None:
        tree = forms.read(forms.sent(body.law))
    if body.bill is None:
        assert tree is not None
        return check_law(tree, cited)
    return check_bill(forms.read(body.bill, bill=True), shelf, tree, cited)


def shape(made: Checked) -> dict[str, Any]:
    """What was found, as JSON."""
    return {"problems": [p.as_dict() for p in made.problems], "conforming": list(made.conforming)}


def told(made: Checked, form: str) -> str:
    """What was found, as JSON, HTML or text, a line a problem."""
    if form == "json":
        return json.dumps(shape(made), ensure_ascii=False)
    if form == "html":
        return pages.render("check.html", problems=made.problems, conforming=made.conforming)
    lines = [*map(str, made.problems), *([""] if made.conforming else []), *made.conforming]
    return "".join(f"{line}\n" for line in lines)
