"""What is seen of each request: an id, a log line, metrics; and the last resort for what nobody expected."""

from __future__ import annotations

import logging
import re
import time
from typing import Any
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from app.api.admission import address_of
from app.api.failures import response_of
from app.observation.metrics import Metrics
from app.observation.notes import noting

logger = logging.getLogger(__name__)

_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked every few seconds by machines: logged at level debug."""
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "WEBSOCKET"})
"""What the service is asked with; the metrics call all else ``other``, whoever makes up how many methods."""

_UPGRADED = 101
_FIRST = {
    "http.response.start": 0,
    "websocket.http.response.start": 0,
    "websocket.accept": _UPGRADED,
    "websocket.close": 403,
}
"""The messages that begin an answer, with the status of those that have none of their own."""


class Watching:
    """Middleware, the outermost: it sees every request, and what became of it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request under an id of its own, which the answer's ``X-Request-ID`` tells."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else uuid4().hex
        begun = time.perf_counter()
        open_now = self._metrics.in_flight if scope["type"] == "http" else self._metrics.connections
        with bound_contextvars(request_id=request_id), noting() as facts, open_now.track_inprogress():
            status = await self._answer(scope, receive, send, request_id)
            self._tell(scope, status, time.perf_counter() - begun, facts)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> int:
        """Let the request be answered, and what nobody expected be told by the table of failures.

        An answer that has begun is broken off: whoever waits for it sees that it has no end.
        """
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] in _FIRST:
                status = message.get("status", _FIRST[message["type"]])
                if message["type"] != "websocket.close":
                    message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        except Exception as error:  # noqa: BLE001  # told by the table of failures
            answer = response_of(error)
            if not status and scope["type"] == "http":
                await answer(scope, receive, send_with_id)
        return status

    def _tell(self, scope: Scope, status: int, seconds: float, facts: dict[str, Any]) -> None:
        route = _route(scope)
        method = scope.get("method", "WEBSOCKET")
        self._metrics.requests.labels(route, method if method in _METHODS else "other", status).inc()
        if status != _UPGRADED:
            self._metrics.seconds.labels(route).observe(seconds)
        if code := facts.get("code"):
            self._metrics.failures.labels(code).inc()
        caller = scope.get("state", {}).get("caller")
        told = {
            "method": method,
            "path": scope["path"],
            "status": status,
            "seconds": round(seconds, 4),
            "caller": caller.name if caller else None,
            "client": address_of(scope) or None,
        }
        level = logging.DEBUG if scope["path"] in _QUIET and status < 400 else logging.INFO
        logger.log(level, "request", extra=told | facts)


def _route(scope: Scope) -> str:
    """Name the route that answered; what no route answers has one name, whoever makes up how many paths."""
    if "route" not in scope:
        return "none"
    return str(scope["route"].path if scope.get("path_params") else scope["path"])
