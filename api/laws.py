"""Laws over HTTP: the shelf, any provision of a law at its path, and the way there from a citation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.responses import StreamingResponse

from api import negotiate, pages, shapes
from api.forms import OFFERED, printed, written
from api.problems import ANSWERS
from api.schemas import LawCards, LawShape
from api.shelf import AsOf, Held, Library
from statute.catalogue import Law
from statute.citation import from_path
from statute.errors import Refusal
from statute.formats import html
from statute.node import Node
from statute.shelf import around, sheets
from statute.shelf.rows import Place
from statute.shelf.stored import Stored

router = APIRouter(tags=["laws"])

#: How many laws a page of the list has; the forms in which a large law is streamed.
PAGE, STREAMED = 200, ("html", "txt", "xml")


@router.get("/laws", response_model=LawCards, responses=ANSWERS)
def list_laws(
    request: Request,
    shelf: Held,
    page: Annotated[int, Query(ge=1, le=10_000, description="Which page of the list, of 200 laws.")] = 1,
) -> Response:
    """The laws on the shelf."""
    negotiate.form(request, offered=("json",))
    body = {"laws": [shapes.card(law) for law in shelf.listed((page - 1) * PAGE, PAGE)]}
    return negotiate.answer(request, json.dumps(body, ensure_ascii=False), "json")


@router.get(
    "/laws/{path:path}",
    response_model=LawShape,
    responses={**ANSWERS, 200: {"content": OFFERED, "description": "The provision, in the form asked for."}},
)
def show_law(
    request: Request,
    path: str,
    shelf: Library,
    as_of: AsOf = "",
    page: Annotated[int, Query(ge=0, le=100_000, description="Of a large law, this page of its sections.")] = 0,
) -> Response:
    """A law, or a provision of it at any depth.

    The path is that of USLM, `/laws/us/pl/102/511/s907`; titles and the like may be left out.  The
    suffix (`.json`, `.html`, `.txt`, `.xml`, `.akn`, `.billdtd`, `.docx`, `.pdf`, `.md`) names the form, else
    `Accept` does.
    A large law or title comes whole in a stream as HTML, text or XML, or with `page` a page at a time; in
    the other forms a page at a time only.
    """
    stem, suffix = negotiate.split(path)
    form = negotiate.form(request, suffix, negotiate.CLEAN)
    shelf = shelf.as_of(as_of)
    place = _large(shelf, f"/{stem}")
    if place is not None:
        return _many(request, shelf, place, form, page or int(form not in STREAMED), varies=not suffix)
    law, node = shelf.provision(f"/{stem}")
    headers = {"Link": f'</laws{law.address(node.id)}>; rel="canonical"'}
    body: str | bytes
    if form == "json":
        body = json.dumps(told(shelf, law, node), ensure_ascii=False)
    elif form in negotiate.SAVED:
        body = printed(node, form, law.name, law)
    elif form == "html":
        body = pages.of_law(law, node, _around(shelf, law.address(node.id)))
    else:
        body = written(node, form)
    return negotiate.answer(request, body, form, headers=headers, varies=not suffix, stem=stem)


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


def told(shelf: Stored, law: Law, node: Node) -> dict[str, Any]:
    """A provision as JSON, and what stands around it."""
    return {**shapes.provision(law, node), **_around(shelf, law.address(node.id))}


# ---- what stands around, and large laws ------------------------------------------------------------


def _around(shelf: Stored, path: str) -> dict[str, Any]:
    """What stands around a provision: the levels above, its neighbours, the texts held of its law."""
    place = shelf.place_of(path)
    if place is None:
        return {"above": [], "before": None, "after": None, "texts": [], "page": None, "pages": None}
    before, after = around.neighbours(shelf, place)
    return {
        "above": [shapes.line(line) for line in around.above(shelf, place)],
        "before": shapes.line(before) if before else None,
        "after": shapes.line(after) if after else None,
        "texts": [shapes.text(text) for text in shelf.texts(place.text.law) if text.whole or text.id == place.text.id],
        "page": None,
        "pages": None,
    }


def _large(shelf: Stored, path: str) -> Place | None:
    """Where a law or level is kept that is too large for one answer; None for any other."""
    cited = from_path(path)
    if cited.section or cited.pin or cited.headings:
        return None
    place = shelf.at(path)
    return place if place is not None and place.text.law == cited.law and sheets.is_large(shelf, place) else None


def _many(request: Request, shelf: Stored, place: Place, form: str, page: int, *, varies: bool) -> Response:
    """A large law in a stream, or one page of it."""
    every = sheets.sheets(shelf, place)
    if page > len(every):
        raise Refusal.of("F11", f"{place.path} has {len(every)} pages.", words=str(page))
    tag = sha256("\0".join((place.text.sha256, place.path, form, str(page))).encode()).hexdigest()[:32]
    headers = {"Link": f'</laws{place.path}>; rel="canonical"'}
    known = negotiate.known(request, tag, headers, varies=varies)
    if isinstance(known, Response):
        return known
    if page:
        body = _page(shelf, place, form, page, every)
        return Response(body, headers=known, media_type=negotiate.FORMS[form])
    return StreamingResponse(_whole(shelf, place, form, every), headers=known, media_type=negotiate.FORMS[form])


def _page(shelf: Stored, place: Place, form: str, page: int, every: list[tuple[int, int]]) -> str | bytes:
    node = sheets.tree(shelf, place, every[page - 1])
    law = shelf.law_of(place, node)
    around_it = {**_around(shelf, place.path), "page": page, "pages": len(every)}
    if form == "html":
        return pages.of_law(law, node, around_it)
    if form in negotiate.SAVED:
        return printed(node, form, law.name, law)
    if form != "json":
        return written(node, form)
    found = {**shapes.provision(law, node), "path": place.path, **around_it}
    return json.dumps(found, ensure_ascii=False)


def _whole(shelf: Stored, place: Place, form: str, every: list[tuple[int, int]]) -> Iterator[str]:
    """A large law from end to end, a sheet at a time; as XML, as it was published."""
    if form == "xml":
        yield from sheets.published(shelf, place)
        return
    before, after = "", ""
    if form == "html":
        law = shelf.law_of(place, Node("law", ()))
        before, after = pages.shell(law, _around(shelf, place.path))
    yield before
    for n, sheet in enumerate(every, 1):
        node = sheets.tree(shelf, place, sheet)
        yield html.write(node, prefix=f"p{n}-") if form == "html" else written(node, form)
    yield after
