"""The page that compares two laws on the shelf, or one law as of two moments, and saves what it shows as a print."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import negotiate, pages, problems
from api.comparison_schemas import CompareIn, TextIn
from api.comparisons import found_in
from api.desk import OFFERED
from api.schemas import View
from api.shelf import AsOf, Library
from drafting import prints
from drafting.prints.manuscript import Look
from statute.errors import Problem, Refusal

router = APIRouter(include_in_schema=False)
Path = Annotated[str, Query(max_length=1_000)]


@router.get("/compare")
def show(
    request: Request,
    *,
    shelf: Library,
    before: Path = "",
    after: Path = "",
    as_of: AsOf = "",
    until: AsOf = "",
    view: View = "",
) -> Response:
    """The form; and where both laws are named, what differs between them, or why that cannot be told."""
    found, problem = None, None
    if before:
        try:
            found = found_in(_asked(before, after, as_of, until), shelf)
        except Refusal as refusal:
            problem = refusal.problem
    asked = {"before": before, "after": after, "as_of": as_of, "until": until, "view": view}
    page = pages.of_comparing(asked, OFFERED, found, problem)
    return problems.shown_on(negotiate.answer(request, page, "html", varies=False, stem="comparison"), problem)


@router.get("/compare.{suffix}")
def save(
    request: Request,
    *,
    suffix: str,
    shelf: Library,
    before: Path = "",
    after: Path = "",
    as_of: AsOf = "",
    until: AsOf = "",
) -> Response:
    """What differs between two laws on the shelf, to be saved as a print."""
    form = negotiate.form(request, suffix, tuple(OFFERED))
    if not before:
        raise Refusal(Problem("F08", "There are no two laws to compare."))
    made = prints.write(found_in(_asked(before, after, as_of, until), shelf), form, Look())
    return negotiate.answer(request, made, form, varies=False, stem="comparison")


def _asked(before: str, after: str, as_of: str, until: str) -> CompareIn:
    """The two texts; where no second law is named, the first as of the later moment."""
    return CompareIn(before=TextIn(path=before, as_of=as_of), after=TextIn(path=after or before, as_of=until))
