"""Everything that goes wrong, told one way: problem details (RFC 9457) with our code, place and hint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from statute.errors import CODES, Problem, Refusal

MEDIA_TYPE = "application/problem+json"

#: The status of each code; what is not named here is 422: understood, and not to be done.
STATUS = {
    **dict.fromkeys(("M01", "M02", "M04", "M32", "M35", "F11"), 404),
    "M05": 409,
    "F04": 413,
    "F10": 406,
    **dict.fromkeys(("A01", "A02"), 500),
}
_SCHEMA = {"$ref": "#/components/schemas/ProblemDetails"}
#: The code for a status that the framework itself gives.
_CODE = {404: "F11", 405: "F12", 406: "F10", 413: "F04", 500: "A02"}

#: What every route may answer instead, for the description of the API.
ANSWERS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "Not carried out, and why.", "content": {MEDIA_TYPE: {"schema": _SCHEMA}}},
}


class TooLarge(HTTPException):
    """Raised while a body is read, once it is larger than it may be."""

    def __init__(self, largest: int) -> None:
        super().__init__(413, f"The request has more than {largest:,} bytes.")


class OtherMedia(HTTPException):
    """Raised where the body of a request is not JSON."""

    def __init__(self, media_type: str) -> None:
        said = f"The request is {media_type}" if media_type else "The request does not say what it is"
        super().__init__(415, f"{said}; it must be application/json.")


def respond(
    problem: Problem,
    *,
    status: int = 0,
    instance: str = "",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """The answer that tells a problem; `status` where it is not the code's own, `more` for other members."""
    status = status or STATUS.get(problem.code, 422)
    told = problem.as_dict()
    meaning = told.pop("meaning")
    body = {
        "type": f"/problems/{problem.code}",
        "title": meaning[:1].upper() + meaning[1:],
        "status": status,
        "instance": instance,
        **told,
        **more,
    }
    return JSONResponse(body, status, dict(headers or {}), media_type=MEDIA_TYPE)


def shown_on(page: Response, problem: Problem | None) -> Response:
    """A page with the status of the problem that it shows; one that the client has already stays as it is."""
    if problem is not None and page.status_code == 200:
        page.status_code = STATUS.get(problem.code, 422)
    return page


def install(app: FastAPI) -> None:
    """Has every error of the app told as a problem."""
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _crash)


def described(code: str) -> dict[str, Any]:
    """What a code means, as the address of its type tells it.  Raises `Refusal` F11 where there is none."""
    if code not in CODES:
        raise Refusal.of("F11", f"There is no problem with the code “{code}”.", words=code)
    severity, meaning, hint = CODES[code]
    return {"code": code, "severity": severity, "meaning": meaning, "hint": hint}


async def _refusal(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)
    return respond(error.problem, instance=request.url.path)


async def _validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = [{"at": ".".join(map(str, e["loc"])), "detail": str(e["msg"])} for e in error.errors()]
    broken = any(e["type"] == "json_invalid" for e in error.errors())
    first = found[0] if found else {"at": "", "detail": "The request cannot be read"}
    detail = "The body is not JSON." if broken else f"{first['detail']}."
    return respond(
        Problem("F09", detail, place=first["at"]),
        status=400 if broken else 422,
        instance=request.url.path,
        errors=found,
    )


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = _CODE.get(error.status_code, "F09")
    detail = str(error.detail)
    if error.status_code == 404:
        detail = f"There is nothing at {request.url.path}."
    elif error.status_code == 405:
        detail = f"{request.method} is not offered at {request.url.path}."
    return respond(Problem(code, detail), status=error.status_code, instance=request.url.path, headers=error.headers)


async def _crash(request: Request, error: Exception) -> JSONResponse:
    return respond(Problem("A02", "The request met a fault in the program."), instance=request.url.path)
