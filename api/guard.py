"""What stands at the door: no body larger than allowed, and headers that keep a page to itself."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import TooLarge, respond
from statute.errors import Problem

#: Nothing is fetched from anywhere else, no script or style stands in a page, and no page frames ours.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Counts the bytes of each request as they come, and signs each answer with the headers above."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app, self.largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 413 (F04) at once where it says itself that it is too large."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        signed = self._signed(send)
        said = Headers(scope=scope).get("content-length", "")
        if said.isdecimal() and int(said) > self.largest:
            problem = Problem("F04", str(TooLarge(self.largest).detail))
            await respond(problem, instance=scope["path"])(scope, receive, signed)
            return
        if scope["method"] == "HEAD":
            scope, signed = {**scope, "method": "GET"}, _bodiless(signed)
        await self.app(scope, self._counted(receive), signed)

    def _counted(self, receive: Receive) -> Receive:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.largest:
                raise TooLarge(self.largest)
            return message

        return counted

    def _signed(self, send: Send) -> Send:
        async def signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        return signed


def _bodiless(send: Send) -> Send:
    """Sends what GET would answer without its body, as HEAD asks (RFC 9110, 9.3.2)."""

    async def bodiless(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return bodiless
