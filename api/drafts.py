"""Drafting over HTTP: two texts to the changes between them, and an edited law to amendatory language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field, model_validator

from api import forms, negotiate, pages, redlines
from api.outcome_schemas import InstructionShape, RedlineShape, StepShape
from api.problems import ANSWERS
from api.schemas import LawIn, Shape
from api.shelf import Held
from drafting.amend import ledger
from drafting.diff import diff, differences
from drafting.draft import Draft
from drafting.draft.edit import Drafted, Edit, drafted, edit_of
from drafting.parse import parse
from drafting.redline import proved, redline
from drafting.step import Step, run
from statute import citation
from statute.catalogue import Catalogue
from statute.errors import Refusal
from statute.formats import text
from statute.node import Node, same

View = Annotated[Literal["inline", "ramseyer"], Field(description="How HTML shows changes.")]
#: The media type of a difference that is sent step by step.
LINES = "application/x-ndjson"

router = APIRouter(tags=["drafting"], dependencies=[Depends(redlines.json_only)])


class DiffIn(Shape):
    """Two texts of one law."""

    before: LawIn
    after: LawIn
    view: View = "inline"


class DiffShape(Shape):
    """The difference of two texts, proved: the steps make the second of the first."""

    changed: bool
    steps: list[StepShape]
    before: str
    after: str
    redline: str = Field(description="The redline as text.")
    redline_html: str


class DraftIn(Shape):
    """A law, and how it should read."""

    law: LawIn
    edited: str = Field(min_length=1, description="The law's text as it should read, as text or XML.")
    citation: str = Field(
        "",
        max_length=2_000,
        description="How a bill names a law that was pasted; one on the shelf is known.",
        examples=["section 2 of the Widget Safety Act (15 U.S.C. 9902)"],
    )
    view: View = "inline"

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.law.path is None and not self.citation.strip():
            raise ValueError("citation says which law a pasted text is of")
        return self


class AlternativeShape(Shape):
    """Amendatory language for an edit."""

    form: Literal["surgical", "restated"]
    text: str
    quoted: int = Field(description="How many words stand between quotation marks.", ge=0)
    instructions: list[InstructionShape]


class DraftShape(RedlineShape):
    """The language for an edit, surgical first, proved; and what the first does to the law."""

    citation: str = Field(examples=["section 907 of the FREEDOM Support Act"])
    changed: bool
    alternatives: list[AlternativeShape]


@router.post(
    "/diff",
    response_model=DiffShape,
    responses={
        **ANSWERS,
        200: {
            "content": {**forms.OFFERED, LINES: {"schema": {"type": "string"}}},
            "description": "The difference, in the form asked for; as lines of JSON, a step a line.",
        },
    },
)
def show_difference(request: Request, body: DiffIn, shelf: Held) -> Response:
    """The changes between two texts of a law, and the redline: what moved is moved, not struck and typed anew."""
    lines = LINES in request.headers.get("accept", "")
    form = "" if lines else negotiate.form(request)
    before, after = (forms.tree_of(law, shelf) for law in (body.before, body.after))
    if lines:
        return StreamingResponse(_lines(before, after, differences(before, after)), media_type=LINES)
    steps = diff(before, after)
    marked = proved(before, run(before, steps), redline(before, steps))
    return negotiate.answer(request, _difference(form, before, after, steps, marked, body.view), form)


@router.post(
    "/draft",
    response_model=DraftShape,
    responses={
        **ANSWERS,
        200: {"content": forms.OFFERED, "description": "The language, in the form asked for; XML is the redline."},
    },
)
def draft_language(request: Request, body: DraftIn, shelf: Held) -> Response:
    """The amendatory language that makes a law read as it was edited, carried out on the law before it is given."""
    form = negotiate.form(request)
    made = of_request(body, shelf)
    return negotiate.answer(request, told(made, form, shelf, body.view), form)


# ---- what is asked ---------------------------------------------------------------------------------


def of_request(body: DraftIn, shelf: Catalogue) -> Drafted:
    """The language that a client asks for.  Raises `Refusal` where there is none."""
    return drafted(edit_in(body.law, body.edited, body.citation, shelf))


def edit_in(law: LawIn, edited: str, cited: str, shelf: Catalogue) -> Edit:
    """The edit that a client asks for: of a law on the shelf, or of one that it sends with its citation."""
    after = forms.read(edited)
    if law.path is None:
        return Edit(forms.read(forms.sent(law)), after, citation.read(cited))
    held, node = shelf.provision(law.path)
    return edit_of(held, node, after)


# ---- what is told ----------------------------------------------------------------------------------


def told(made: Drafted, form: str, shelf: Catalogue, view: str) -> str:
    """A draft as JSON, HTML, text or USLM, which holds the redline of the law."""
    names = {law.path: shelf.name(law.path) for law in made.report.laws if law.path}
    match form:
        case "json":
            return json.dumps(shape(made, names, view), ensure_ascii=False)
        case "html":
            return pages.of_draft(made, names, view)
        case "xml":
            return forms.written(made.report.laws[0].redline, "xml")
    return "\n".join(one.text for one in made.drafts)


def shape(made: Drafted, names: dict[str, str], view: str) -> dict[str, Any]:
    """A draft as JSON: the alternatives, then what the first does, as a redline tells it."""
    report = redlines.shape(made.report, names, view)
    return {
        "citation": made.edit.citation.spoken(),
        "changed": bool(made.drafts),
        "alternatives": [_alternative(one) for one in made.drafts],
        **report,
        "status": report["status"] if made.drafts else "executed",
    }


def _alternative(one: Draft) -> dict[str, Any]:
    said = parse(text.read(one.text, bill=True))
    return {
        "form": one.form,
        "text": one.text,
        "quoted": one.quoted,
        "instructions": [ledger.instruction(i) for i in said],
    }


def _difference(form: str, before: Node, after: Node, steps: tuple[Step, ...], marked: Node, view: str) -> str:
    match form:
        case "json":
            return json.dumps(
                {
                    "changed": bool(steps),
                    "steps": [ledger.step(one, (before, after)) for one in steps],
                    "before": forms.written(before, "txt"),
                    "after": forms.written(after, "txt"),
                    "redline": forms.written(marked, "txt"),
                    "redline_html": forms.written(marked, "html", view),
                },
                ensure_ascii=False,
            )
        case "html":
            return pages.of_difference(forms.written(marked, "html", view), len(steps))
    return forms.written(marked, form)


def _lines(before: Node, after: Node, steps: Iterator[Step]) -> Iterator[str]:
    """The steps as JSON, one a line as they are found, each told where it stands in the law as it was.

    They are carried out as they are told; where that does not give the second text, the last line is the problem.
    """
    law = before
    for one in steps:
        law = one.apply(law)
        yield json.dumps(ledger.step(one, (before,)), ensure_ascii=False) + "\n"
    if not same(law, after, ids=False):
        problem = Refusal.of("A01", "The steps told do not make the second text of the first.").problem
        yield json.dumps(problem.as_dict(), ensure_ascii=False) + "\n"


__all__ = ["edit_in", "router", "shape", "told"]
