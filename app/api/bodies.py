"""Refusing request bodies that are too large, before they are read; who brings pages in may send larger ones."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.access import NOBODY, Caller
from app.access import Scope as AccessScope
from app.api.errors import RequestError
from app.api.failures import response_of


class _TooLargeError(Exception):
    """The body went on past the limit."""


class BodyLimit:
    """Middleware that answers 413 to a body of more bytes than its sender may send, announced or not.

    ``largest`` holds for readers, ``largest_ingest`` for keys with the scope ``ingest``.
    """

    def __init__(self, app: ASGIApp, largest: int, largest_ingest: int) -> None:
        self._app = app
        self._largest = largest
        self._largest_ingest = largest_ingest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting its bytes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = self._allowed(scope)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        # Python refuses to make a number of very many digits.
        if not announced.isdigit() or len(announced) > 18 or int(announced) > largest:
            await _refuse(largest, scope, receive, send)
            return
        left = largest

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise _TooLargeError
            return message

        try:
            await self._app(scope, counted, send)
        except _TooLargeError:
            await _refuse(largest, scope, receive, send)

    def _allowed(self, scope: Scope) -> int:
        caller: Caller = scope.get("state", {}).get("caller", NOBODY)
        ingests = caller.may(AccessScope.INGEST)
        return max(self._largest, self._largest_ingest) if ingests else self._largest


async def _refuse(largest: int, scope: Scope, receive: Receive, send: Send) -> None:
    error = RequestError(f"A request may have {largest:,} bytes. Send less at once.", 413, "BODY_TOO_LARGE")
    await response_of(error)(scope, receive, send)
