"""The floor over HTTP: amendments carried out on the print of a bill, or of another amendment."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from api import forms, negotiate, redlines
from api.outcome_schemas import RedlineShape
from api.problems import ANSWERS
from api.schemas import LookIn
from api.shelf import Held
from drafting.floor import amend_print
from statute.lines import paged

router = APIRouter(tags=["drafting"], dependencies=[Depends(redlines.json_only)])


class FloorIn(LookIn):
    """A print with numbered lines, and what is directed for it by page and line, or by section."""

    print: str = Field(min_length=1, description="The print, its lines numbered.", examples=["1  SECTION 1. LIMIT."])
    amendment: str = Field(
        min_length=1, description="The amendments.", examples=["Page 1, line 1, strike “LIMIT” and insert “LIMITS”."]
    )


@router.post(
    "/floor",
    response_model=RedlineShape,
    responses={**ANSWERS, 200: {"content": forms.PRINTED, "description": "The redline, in the form asked for."}},
)
def amend_on_the_floor(request: Request, body: FloorIn, shelf: Held) -> Response:
    """The print as the amendments make it read: redline, new text, each amendment and what came of it."""
    form = negotiate.form(request, offered=tuple(negotiate.FORMS))
    report = amend_print(forms.read(body.amendment, bill=True), paged.read(body.print))
    return redlines.answer(request, report, form, shelf, look=body.look())
