"""The app: the routes, one shape of error, and what stands at the door, put together."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles

from api import (
    bills,
    checks,
    comparing,
    comparisons,
    composing,
    conflicts,
    desk,
    drafts,
    floor,
    guard,
    laws,
    ledgers,
    library,
    problems,
    redlines,
)
from api.pages import STATIC
from api.schemas import CodeShape, ProblemDetails
from statute.shelf.stored import Stored

#: How large the body of a request may be, in bytes.
LARGEST = 4_000_000

ABOUT = """Executes federal amendatory language on the law it amends, and shows the redline.

Every answer of a law or redline comes as JSON, HTML, plain text or USLM, by `Accept` or by the suffix
of the address.  Errors are problem details (RFC 9457) with a code, the place, the words, and what to do.
"""


def create(shelf: Stored | None = None, *, largest: int = LARGEST) -> FastAPI:
    """The app on a library of laws; without one, on the laws that come with the project.

    Bodies of more than `largest` bytes are refused with 413 (F04).
    """
    app = FastAPI(title="Ramseyer", version="0.1.0", description=ABOUT, docs_url=None, redoc_url=None)
    app.state.shelf = shelf
    app.add_middleware(guard.Guard, largest=largest)
    problems.install(app)
    written = (redlines, ledgers, comparisons, drafts, composing, checks, conflicts, floor)
    for door in (laws, library, bills, *written, desk, comparing):
        app.include_router(door.router)
    app.get("/problems/{code}", tags=["problems"], responses=problems.ANSWERS)(meaning)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def meaning(code: str) -> CodeShape:
    """What the code of a problem means, and what to do about it."""
    return CodeShape(**problems.described(code))


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The description of the API, with the shape of problems, which no route answers in the ordinary way."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        own = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
        shapes = found["components"]["schemas"]
        shapes.update(own.pop("$defs", {}))
        shapes["ProblemDetails"] = own
        app.openapi_schema = found
    return app.openapi_schema


app = create()
