"""The library over HTTP: words found in the laws, contents, references both ways, names, and texts over time."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import negotiate, shapes
from api.library_schemas import ContentsShape, HitsShape, LinksShape, NamesShape, TextsShape
from api.problems import ANSWERS
from api.shelf import AsOf, Library
from statute.errors import Refusal
from statute.shelf import around
from statute.shelf.rows import Place
from statute.shelf.stored import Stored

router = APIRouter(tags=["library"])

#: How many answers a page has; the most pages that are given.
PAGE, PAGES = 20, 50
_Page = Annotated[int, Query(ge=1, le=PAGES, description="Which page of the answers.")]


@router.get("/search", response_model=HitsShape, responses=ANSWERS)
def search(
    request: Request,
    shelf: Library,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=400,
            description="Words that all must stand in one provision; “in quotation marks”, together; agenc*, so begun.",
            examples=["“demonstrable steps” azerbaijan"],
        ),
    ],
    law: Annotated[str, Query(max_length=1_000, description="Only in the law at this path.")] = "",
    as_of: AsOf = "",
    page: _Page = 1,
) -> Response:
    """The provisions in which words stand, the likeliest first, with the words in their context."""
    hits = around.find_words(shelf.as_of(as_of), q, law=law, first=(page - 1) * PAGE, count=PAGE)
    return _answer(request, {"hits": [shapes.hit(hit) for hit in hits], "page": page})


@router.get("/contents/{path:path}", response_model=ContentsShape, responses=ANSWERS)
def show_contents(request: Request, path: str, shelf: Library, as_of: AsOf = "") -> Response:
    """The table of contents of a law or of one of its levels, down to the sections."""
    shelf = shelf.as_of(as_of)
    place = placed(shelf, f"/{path}")
    lines = [shapes.line(line) for line in around.contents(shelf, place)]
    return _answer(request, {"path": place.path, "as_of": place.text.told, "contents": lines})


@router.get("/links/{path:path}", response_model=LinksShape, responses=ANSWERS)
def show_links(request: Request, path: str, shelf: Library, as_of: AsOf = "") -> Response:
    """What a section, or a provision in it, refers to, and what refers to it, with the words of each."""
    shelf = shelf.as_of(as_of)
    at = f"/{path}"
    place = shelf.place_of(at)
    out = around.references_from(shelf, place, at) if place is not None else []
    into = around.references_to(shelf, at, most=PAGE * PAGES)
    if place is None and not into:
        raise Refusal.of("M35", f"{at} is not on the shelf, and nothing refers to it.", words=at)
    told = {"path": at, "out": list(map(shapes.reference, out)), "into": list(map(shapes.reference, into))}
    return _answer(request, told)


@router.get("/names", response_model=NamesShape, responses=ANSWERS)
def find_names(
    request: Request,
    shelf: Library,
    q: Annotated[str, Query(min_length=1, max_length=400, description="A short title, or what is remembered of it.")],
) -> Response:
    """The laws that go by a name, with their number, page and place in the Code; else those of the nearest names."""
    return _answer(request, {"names": [shapes.known(known) for known in shelf.names_like(q)]})


@router.get("/texts/{path:path}", response_model=TextsShape, responses=ANSWERS)
def list_texts(request: Request, path: str, shelf: Library) -> Response:
    """The texts of a law that are held, the oldest first: how current each is, and the file that it is from."""
    place = placed(shelf, f"/{path}")
    texts = [shapes.text(text) for text in shelf.texts(place.text.law)]
    return _answer(request, {"path": place.text.law, "texts": texts})


def placed(shelf: Stored, path: str) -> Place:
    """Where a law or provision is kept.  Raises `Refusal` M02, M04, M32, and M35 where it is not held."""
    place = shelf.place_of(path)
    if place is None:
        raise Refusal.of("M35", f"{path} is not on the shelf.", words=path)
    return place


def _answer(request: Request, body: dict[str, Any]) -> Response:
    negotiate.form(request, offered=("json",))
    return negotiate.answer(request, json.dumps(body, ensure_ascii=False), "json")
