"""How GraphQL comes in over HTTP, and what is said of requests that hold none."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any, cast

import orjson
from cross_web import AsyncHTTPRequestAdapter, HTTPException, StarletteRequestAdapter
from fastapi.responses import HTMLResponse
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope
from starlette.websockets import WebSocket
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol
from strawberry.types import ExecutionResult

from app.access import Caller, Scope
from app.api.errors import RequestError
from app.api.graphiql import editor_page
from app.api.named_queries import NamedQuery
from app.api.sockets import Socket, SocketHandler
from app.observation.notes import note

_JSON = "application/json"

_REMEDIES = {
    "Batching is not enabled": "This is a list of documents. Send one document a request; one may have many fields.",
    "No GraphQL query found in the request": 'The request holds no `query`. Send {"query": "{ ... }"}.',
    "Unable to parse request body as JSON": 'The body is not JSON. Send {"query": "{ ... }", "variables": {}}.',
}
"""What is said in the place of Strawberry's reasons, with what to do."""


type FindQuery = Callable[[str, Iterable[str]], Awaitable[NamedQuery]]
"""Finds a query by its name and those of the variables that it is given."""


class RequestOfCaller(StarletteRequestAdapter):
    """A request that knows who asks."""

    @property
    def caller(self) -> Caller:
        """Who asks, as the admission found."""
        caller: Caller = self._request.state.caller
        return caller


class GraphQLOverHttp(GraphQLRouter[dict[str, Any], None]):
    """The route of GraphQL: JSON in and out, and every refusal a :class:`RequestError`.

    Only ``application/json`` is taken: a page of another site cannot send it without asking first (CORS).
    ``find_query`` gives the query of a name, in place of whose document a request may send the name alone.
    """

    request_adapter_class = RequestOfCaller
    find_query: FindQuery
    websocket_adapter_class = Socket
    graphql_transport_ws_handler_class = SocketHandler

    def is_websocket_origin_allowed(self, request: WebSocket, origin: str) -> bool:
        """Let all in who come here: the door has looked at where they come from."""
        return True

    async def run(self, request: Any, *args: Any, **options: Any) -> Any:
        """Answer a request, or say what is wrong with it."""
        if isinstance(request, Request) and request.method == "POST":
            _check_content_type(request.headers.get("content-type", ""))
        try:
            return await super().run(request, *args, **options)
        except HTTPException as error:
            raise RequestError(_REMEDIES.get(error.reason, error.reason), error.status_code) from None

    async def render_graphql_ide(self, request: Request) -> HTMLResponse:  # Strawberry's signature
        """Give the page of the editor to a browser."""
        return editor_page()

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """Show the editor to whoever comes without a question."""
        return "documentId" not in request.query_params and super().should_render_graphql_ide(request)

    async def create_streaming_response(
        self,
        request: Request,
        stream: Callable[[], AsyncIterator[str]],
        sub_response: Response,
        headers: Mapping[str, str],
    ) -> Response:
        """Answer with a stream, which ends with its connection."""
        return _Stream(stream(), sub_response.status_code or 200, {**sub_response.headers, **headers})

    async def parse_http_body(
        self, request: AsyncHTTPRequestAdapter
    ) -> GraphQLRequestData | list[GraphQLRequestData]:
        """Read what a request asks for; one with a ``documentId`` in place of a document asks a named query."""
        asked = await super().parse_http_body(request)
        if not isinstance(asked, list) and asked.query is None:
            asked = await self._named(request, asked)
        if not isinstance(asked, list) and not isinstance(asked.operation_name, str | None):
            raise RequestError("`operationName` must be a string or null. Send the name of one operation.")
        return asked

    async def _named(self, request: AsyncHTTPRequestAdapter, asked: GraphQLRequestData) -> GraphQLRequestData:
        """Put the document in the place of its name, for who may read: others learn nothing of names."""
        posted = request.method == "POST"
        holder = self.decode_json(await request.get_body()) if posted else request.query_params
        name = holder.get("documentId") if isinstance(holder, Mapping) else None
        if name is None:
            return asked
        if not isinstance(name, str):
            raise RequestError("`documentId` must be a string: the name of a query.")
        cast(RequestOfCaller, request).caller.require(Scope.READ)
        variables = asked.variables if isinstance(asked.variables, Mapping) else ()
        query = await self.find_query(name, variables)
        return replace(asked, query=query.document)

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """Note what is said to be wrong, for the log and the metrics."""
        if result.errors:
            note(code=(result.errors[0].extensions or {}).get("code", "DOCUMENT_REFUSED"))
        return await super().process_result(request, result)

    def decode_json(self, data: str | bytes) -> object:
        """Read a body strictly: no lone surrogates, which Neo4j does not take, and no endless nesting."""
        try:
            found = orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise RequestError(f'The request is not JSON: {error}. Send {{"query": "{{ ... }}"}}.') from None
        if not isinstance(found, dict | list):
            raise RequestError('The JSON is no object. Send {"query": "{ ... }", "variables": {}}.')
        return found

    def encode_json(self, data: object) -> bytes:
        """Write an answer."""
        return orjson.dumps(data)


class _Stream(StreamingResponse):
    """A stream that is closed however its connection ends, also where nobody has taken what it gave last."""

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Send it."""
        async with aclosing(cast(AsyncGenerator[str], self.body_iterator)):
            await super().__call__(scope, receive, send)


def _check_content_type(content_type: str) -> None:
    kind = content_type.partition(";")[0].strip().lower()
    if kind != _JSON:
        raise RequestError(
            f"The body is {kind or 'of no type'}. Send JSON, with the header `Content-Type: {_JSON}`.",
            415,
            "UNSUPPORTED_MEDIA_TYPE",
        )
