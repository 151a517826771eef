"""Laws over HTTP: the shelf, any provision of a law at its path, and the way there from a citation."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api import negotiate, pages, shapes
from api.forms import OFFERED, printed, written
from api.problems import ANSWERS
from api.schemas import LawCards, LawShape
from api.shelf import Held

router = APIRouter(tags=["laws"])


@router.get("/laws", response_model=LawCards, responses=ANSWERS)
def list_laws(request: Request, shelf: Held) -> Response:
    """The laws on the shelf."""
    negotiate.form(request, offered=("json",))
    body = {"laws": [shapes.card(law) for law in shelf.listed()]}
    return negotiate.answer(request, json.dumps(body, ensure_ascii=False), "json")


@router.get(
    "/laws/{path:path}",
    response_model=LawShape,
    responses={**ANSWERS, 200: {"content": OFFERED, "description": "The provision, in the form asked for."}},
)
def show_law(request: Request, path: str, shelf: Held) -> Response:
    """A law, or a provision of it at any depth.

    The path is that of USLM, `/laws/us/pl/102/511/s907`; titles and the like may be left out.  The
    suffix (`.json`, `.html`, `.txt`, `.xml`, `.docx`, `.pdf`, `.md`) names the form, else `Accept` does.
    """
    stem, suffix = negotiate.split(path)
    name = negotiate.form(request, suffix, negotiate.CLEAN)
    law, node = shelf.provision(f"/{stem}")
    headers = {"Link": f'</laws{law.address(node.id)}>; rel="canonical"'}
    body: str | bytes
    if name == "json":
        body = json.dumps(shapes.provision(law, node), ensure_ascii=False)
    elif name in negotiate.SAVED:
        body = printed(node, name, law.name, law)
    elif name == "html":
        body = pages.of_law(law, node)
    else:
        body = written(node, name)
    return negotiate.answer(request, body, name, headers=headers, varies=not suffix, stem=stem)


@router.get("/cite", status_code=303, response_class=RedirectResponse, responses=ANSWERS)
def cite(
    shelf: Held,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=2_000,
            description="A citation as a lawyer writes it, a law's name, or a path.",
            examples=["section 907 of the FREEDOM Support Act (22 U.S.C. 5812 note)"],
        ),
    ],
) -> RedirectResponse:
    """The way from a citation to the provision that it names."""
    law, node = shelf.provision(q)
    return RedirectResponse(f"/laws{law.address(node.id)}", status_code=303)
