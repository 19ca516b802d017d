"""GraphQL over WebSocket (``graphql-transport-ws``): Strawberry's handler, with our door before it.

Every message of a client counts as a request of theirs, and is looked at before the handler reads it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any, cast

import orjson
from starlette.websockets import WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import ConnectionInitMessage

from app.access import AccessError, Scope
from app.api.failures import Failure, failure_of
from app.api.visitors import AdmittedVisitor

LONGEST_REASON = 123
"""Bytes of the reason that a WebSocket is closed for."""
_CODES = {401: 4403, 403: 4403, 429: 4429, 503: 1013}
"""Close codes of the protocol, by the status of the failure."""
_TEXTS = {"query": str, "variables": dict | None, "operationName": str | None, "extensions": dict | None}


class Socket(ASGIWebSocketAdapter):
    """Reads and writes the messages of one connection."""

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        """Give the client's messages; a connection with one that is none is closed."""
        visitor: AdmittedVisitor = self.ws.state.visitor
        largest: int = self.ws.state.largest
        try:
            while self.ws.application_state is not WebSocketState.DISCONNECTED:
                message = await self.ws.receive()
                if message["type"] == "websocket.disconnect":
                    return
                try:
                    visitor.take()
                except AccessError as error:
                    await self.refuse(failure_of(error))
                    return
                text = message.get("text")
                if text is not None and len(text.encode()) > largest:
                    await self.close(1009, f"A message may have {largest:,} bytes.")
                    return
                found = _read(text)
                if found is None:
                    await self.close(
                        4400, "This is no message of graphql-transport-ws: send a JSON text of it."
                    )
                    return
                yield found
        except WebSocketDisconnect:
            return

    async def send_json(self, message: Mapping[str, object]) -> None:
        """Send a message as text."""
        try:
            await self.ws.send_text(orjson.dumps(message).decode())
        except (WebSocketDisconnect, RuntimeError) as error:
            raise WebSocketDisconnected from error

    async def refuse(self, failure: Failure) -> None:
        """Close the connection for a failure."""
        reason = f"{failure.code}: {failure.message}".encode()[:LONGEST_REASON].decode(errors="ignore")
        await self.close(_CODES.get(failure.status, 1011), reason)


def _read(text: str | None) -> dict[str, Any] | None:
    """Read a message as far as the handler takes for granted what it holds; ``None`` where it is none."""
    try:
        found = orjson.loads(text or "")
    except orjson.JSONDecodeError:
        return None
    if not isinstance(found, dict) or not isinstance(found.get("type"), str):
        return None
    if found["type"] in ("subscribe", "complete") and not isinstance(found.get("id"), str):
        return None
    if found["type"] == "subscribe":
        payload = found.get("payload")
        if not isinstance(payload, dict):
            return None
        if not all(isinstance(payload.get(name), kind) for name, kind in _TEXTS.items()):
            return None
    return found


class SocketHandler(BaseGraphQLTransportWSHandler[dict[str, Any], None]):
    """Speaks the protocol on one connection."""

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Let somebody in by the key that the first message bears."""
        visitor: AdmittedVisitor = self.context["visitor"]
        payload = message.get("payload") or {}
        try:
            if isinstance(payload, dict) and not self.connection_init_received:
                self.context["caller"] = caller = visitor.identify(cast(dict[str, Any], payload))
                caller.require(Scope.READ)
        except AccessError as error:
            await cast(Socket, self.websocket).refuse(failure_of(error))
            return
        await super().handle_connection_init(message)

    async def handle_task_exception(self, error: Exception) -> None:
        """Tell what nobody expected in the log; that somebody went away is no failure."""
        if not isinstance(error, WebSocketDisconnected):
            failure_of(error)
