"""Which form an answer takes: the suffix of the address decides, else what the client accepts.

Answers carry an ETag made of their content; one that the client has already is not sent again.
Source: RFC 9110, on content negotiation (12) and on conditional requests (13).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from drafting.prints import PRINTS
from statute.errors import Refusal, Suggestion

#: suffix -> media type; where several would do as well, the first is sent.
FORMS = {"json": "application/json"} | {
    form.suffix.lstrip("."): form.media_type for form in PRINTS.values() if form.name != "terminal"
}
#: Those that a law or bill as it stands is offered in: all but the list of changes.
CLEAN = tuple(name for name in FORMS if name != "csv")
#: Those that are saved rather than shown.
SAVED = ("docx", "pdf", "md", "csv", "billdtd", "akn")


def split(path: str) -> tuple[str, str]:
    """An address without the suffix that names a form, and that suffix: ("us/pl/102/511", "txt")."""
    stem, dot, suffix = path.rpartition(".")
    return (stem, suffix) if dot and suffix in FORMS else (path, "")


def form(request: Request, suffix: str = "", offered: Sequence[str] = tuple(FORMS)) -> str:
    """The form to answer in, one of those offered.  Raises `Refusal` F10 where none will do."""
    if suffix in offered:
        return suffix
    accept = request.headers.get("accept", "") or "*/*"
    if not suffix:
        worth = {name: _quality(FORMS[name], accept) for name in offered}
        best = max(offered, key=lambda name: worth[name])
        if worth[best] > 0:
            return best
    choices = tuple(Suggestion(FORMS[name], f"or the suffix .{name}") for name in offered)
    asked = f".{suffix}" if suffix else accept
    raise Refusal.of("F10", f"“{asked}” is not offered here.", words=asked, suggestions=choices)


def _quality(media_type: str, accept: str) -> float:
    """How well a client likes a media type, 0 to 1: the most specific range that covers it says."""
    main = media_type.split("/", 1)[0]
    liked: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((m[1] for p in parameters if (m := re.fullmatch(r"q=([01](?:\.\d{0,3})?)", p))), "1")
        liked[name] = float(weight)
    return next((liked[name] for name in (media_type, f"{main}/*", "*/*") if name in liked), 0.0)


def answer(
    request: Request,
    body: str | bytes,
    name: str,
    *,
    headers: Mapping[str, str] | None = None,
    varies: bool = True,
    stem: str = "redline",
) -> Response:
    """The answer in the form of this name, or 304 where the client has it already (`If-None-Match`).

    stem: what a file is called that is saved, without its suffix.
    """
    raw = body.encode() if isinstance(body, str) else body
    kept = known(request, sha256(raw).hexdigest()[:32], headers or {}, varies=varies)
    if isinstance(kept, Response):
        return kept
    if name in SAVED:
        kept["Content-Disposition"] = f'attachment; filename="{_filed(stem)}.{name}"'
    return Response(raw, headers=kept, media_type=FORMS[name])


def known(request: Request, tag: str, headers: Mapping[str, str], *, varies: bool) -> Response | dict[str, str]:
    """304 where the client has what a tag names already; else the headers of the answer, which bear the tag."""
    kept = {"ETag": f'"{tag}"', "Cache-Control": "no-cache", **headers}
    if varies:
        kept["Vary"] = "Accept"
    if has(request.headers.get("if-none-match", ""), f'"{tag}"'):
        return Response(status_code=304, headers=kept)
    return kept


def _filed(stem: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:80] or "redline"


def has(none_match: str, tag: str) -> bool:
    """Whether `If-None-Match` names a tag, weakly compared as RFC 9110 says."""
    tags = [t.strip().removeprefix("W/") for t in none_match.split(",")]
    return none_match.strip() == "*" or tag in tags
