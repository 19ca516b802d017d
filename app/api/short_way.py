"""The short way of a request: from its body to the statement of a known document, and from the record to JSON.

On the long way FastAPI, Strawberry and graphql-core each look at a request and its document: 260 µs of processor time
before and after the statement, where this takes 90. A document that was asked before has been looked at. Whatever else
a request holds, a mistake above all, goes the long way, so that there is one place that tells of it. Once the statement
was run, nothing runs it again: a failure is told here, by the table of failures, and an answer that the executor has
still to walk through is handed on as ``state.answer``.
"""

from __future__ import annotations

import orjson
from graphql import GraphQLError
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.access import NOBODY, Caller
from app.access import Scope as AccessScope
from app.api.answering import Question
from app.api.failures import failure_of
from app.api.opening import Api
from graph_schema import GoodOfficesError

_JSON = "application/json"
_STREAMS = ("text/event-stream", "multipart/")
"""What subscriptions are answered with."""
_LARGEST = 100_000
"""Bytes of a body: what is larger brings pages in."""
_ASKED = frozenset({"query", "variables", "operationName"})


class ShortWay:
    """Middleware, the innermost: it answers questions that it knows, and passes on all else."""

    def __init__(self, app: ASGIApp, api: Api, path: str) -> None:
        self._app = app
        self._api = api
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if not self._may_be_known(scope):
            await self._app(scope, receive, send)
            return
        body, messages = await _read(receive)
        question = self._question(body)
        response = await self._answer(question, scope) if question else None
        if response is None:
            await self._app(scope, _again(messages, receive), send)
            return
        scope["route"] = self  # what the metrics know requests by
        await response(scope, receive, send)

    def _may_be_known(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] != self._path:
            return False
        caller: Caller = scope.get("state", {}).get("caller", NOBODY)
        headers = Headers(scope=scope)
        sent, wanted = headers.get("content-type", ""), headers.get("accept", "")
        return (
            caller.may(AccessScope.READ)
            and sent.partition(";")[0].strip().lower() == _JSON
            and not any(stream in wanted for stream in _STREAMS)
        )

    def _question(self, body: bytes) -> Question | None:
        """Give the question of a body; ``None`` where it is not known, or something is wrong with it."""
        if len(body) > _LARGEST:
            return None
        try:
            asked = orjson.loads(body)
        except orjson.JSONDecodeError:
            return None
        if not isinstance(asked, dict) or not asked.keys() <= _ASKED:
            return None
        text, variables, name = (asked.get(key) for key in ("query", "variables", "operationName"))
        if (
            not isinstance(text, str)
            or not isinstance(variables, dict | None)
            or not isinstance(name, str | None)
        ):
            return None
        try:
            question = self._api.known_question(text, variables, name)
        except (GraphQLError, GoodOfficesError):
            return None
        return None if question is None or question.statement.introspects else question

    async def _answer(self, question: Question, scope: Scope) -> Response | None:
        """Give the answer; ``None`` where the executor has still to walk through it."""
        try:
            answer = await self._api.answering.answer(question)
        except Exception as error:  # noqa: BLE001  # told to the client by the table of failures
            failure = failure_of(error)
            told = {"data": None, "errors": [failure.error().formatted]}
            return Response(orjson.dumps(told), failure.status, failure.headers, _JSON)
        if not answer.final:
            scope.setdefault("state", {})["answer"] = answer
            return None
        return Response(orjson.dumps({"data": answer.data}), media_type=_JSON)


async def _read(receive: Receive) -> tuple[bytes, list[Message]]:
    """Read a body whole; gives the messages too, for whoever is to read it again."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return b"".join(message.get("body", b"") for message in messages), messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    left = iter(messages)

    async def received() -> Message:
        return next(left, None) or await receive()

    return received
