"""The first page: the drafting desk, with a law and an amendment already on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from api import drafts, negotiate, pages, problems, redlines
from api.schemas import AmendmentIn, LawIn
from api.shelf import Held
from drafting.amend.outcome import Report
from drafting.draft import Draft
from drafting.draft.edit import Drafted
from drafting.parse import parse
from statute import bills
from statute.catalogue import Catalogue
from statute.errors import Problem, Refusal
from statute.formats import text
from statute.search import trail

router = APIRouter(include_in_schema=False)


#: The prints that the desk offers, by suffix: what each is called.
OFFERED = {
    "docx": "Word, with tracked changes",
    "pdf": "PDF, comparative print",
    "md": "Markdown",
    "csv": "the changes",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk: the law by its path, or its pasted text and citation; the amendment; the edited law."""

    law: str = ""
    text: str = ""
    amendment: str = ""
    citation: str = ""
    edited: str = ""


@router.get("/")
def show_desk(
    request: Request,
    *,
    shelf: Held,
    law: Annotated[str | None, Query(max_length=1_000)] = None,
    text: str = "",
    amendment: str | None = None,
    citation: Annotated[str, Query(max_length=2_000)] = "",
    edited: str = "",
    source: Annotated[Literal["amendment", "edited"], Query(alias="from")] = "amendment",
    view: Literal["inline", "ramseyer", "sides"] = "inline",
) -> Response:
    """The desk; without scripts, its form comes back here with what was typed.

    from: whether the amendment is carried out, or one is written that makes the edited law.
    """
    is_new = law is None and amendment is None
    desk = laid(shelf) if is_new else Desk(law or "", text, amendment or "", citation, edited)
    written: tuple[Draft, ...] | None = None
    if source == "edited":
        made, problem = drafted(desk, shelf)
        report = made.report if made is not None and made.drafts else None
        written = made.drafts if made is not None else None
        desk = replace(desk, amendment=made.drafts[0].text if made is not None and made.drafts else desk.amendment)
    else:
        report, problem = carried_out(desk, shelf)
    page = pages.of_desk(desk, shelf, OFFERED, report=report, problem=problem, view=view, drafts=written)
    return problems.shown_on(negotiate.answer(request, page, "html", varies=False), problem)


@router.get("/desk/redline.{suffix}")
def save_redline(
    request: Request,
    *,
    shelf: Held,
    suffix: str,
    law: Annotated[str, Query(max_length=1_000)] = "",
    text: str = "",
    amendment: str = "",
) -> Response:
    """The redline of what lies on the desk, to be saved as a print."""
    form = negotiate.form(request, suffix, tuple(OFFERED))
    report, problem = carried_out(Desk(law, text, amendment), shelf)
    if report is None:
        raise Refusal(problem or Problem("F08", "There is no amendment, or no law, to print."))
    return redlines.answer(request, report, form, shelf, varies=False)


@lru_cache(maxsize=4)
def laid(shelf: Catalogue) -> Desk:
    """What lies there at first: the first section of a bill that amends a law on the shelf, and that law."""
    for bill in bills.of_fixtures():
        for said in parse(bill.node):
            section = next((n for n in trail(bill.node, said.span.leaf) if n.kind == "section"), None)
            try:
                law = shelf.find(said.target.citation) if said.target is not None else None
            except Refusal:
                continue
            if law is not None and section is not None:
                return Desk(law.path, "", text.write(section))
    return Desk(next((law.path for law in shelf.listed(0, 1)), ""))


def drafted(desk: Desk, shelf: Catalogue) -> tuple[Drafted | None, Problem | None]:
    """The language for the edited law on the desk, or the problem that stands in its way."""
    if not desk.edited.strip() or not (desk.law or desk.text.strip()):
        return None, None
    try:
        law = LawIn(path=desk.law) if desk.law else LawIn(text=desk.text)
        return drafts.of_request(drafts.DraftIn(law=law, edited=desk.edited, citation=desk.citation), shelf), None
    except Refusal as refusal:
        return None, refusal.problem
    except ValidationError as error:
        return None, Problem("F09", f"{error.errors()[0]['msg']}.")


def carried_out(desk: Desk, shelf: Catalogue) -> tuple[Report | None, Problem | None]:
    """The report on what lies on the desk, or the problem that stands in its way."""
    if not desk.amendment.strip() or not (desk.law or desk.text.strip()):
        return None, None
    try:
        law = LawIn(path=desk.law) if desk.law else LawIn(text=desk.text)
        return redlines.of_request(AmendmentIn(law=law, amendment=desk.amendment), shelf), None
    except Refusal as refusal:
        return None, refusal.problem
    except ValidationError as error:
        return None, Problem("F09", f"{error.errors()[0]['msg']}.")
