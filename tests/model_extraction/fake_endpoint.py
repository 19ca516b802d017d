"""A model's endpoint on this machine that answers what a test wants, and misbehaves as a test wants."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

type Body = dict[str, Any]
type Conduct = Callable[[Request, Body], None]


class Request(BaseHTTPRequestHandler):
    """One request; ``server`` is the endpoint."""

    server: FakeEndpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.conduct_for(body)(self, body)

    def send(self, status: int, content: Body | str, headers: Mapping[str, str] | None = None) -> None:
        data = (content if isinstance(content, str) else json.dumps(content)).encode()
        self.send_response(status)
        fields = {"Content-Type": "application/json", "Content-Length": str(len(data)), **(headers or {})}
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class FakeEndpoint(ThreadingHTTPServer):
    """Answers each sentence with the events that a test has given it, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.answers: dict[str, list[Any]] = {}
        """Events by sentence; a sentence that is not here tells of nothing."""
        self.conducts: list[Conduct] = []
        """What the next requests meet, one after the other; then all is answered as it should be."""
        self.always: Conduct = answer
        self.bodies: list[Body] = []
        self._lock = Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def questions(self) -> list[list[str]]:
        """The sentences of each request."""
        return [[row["text"] for row in asked_in(body)] for body in self.bodies]

    def conduct_for(self, body: Body) -> Conduct:
        with self._lock:
            self.bodies.append(body)
            return self.conducts.pop(0) if self.conducts else self.always

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the tests."""


@contextmanager
def running() -> Iterator[FakeEndpoint]:
    """Serve until the block ends."""
    with FakeEndpoint() as endpoint:
        Thread(target=endpoint.serve_forever, args=(0.01,), daemon=True).start()
        yield endpoint
        endpoint.shutdown()


def asked_in(body: Body) -> list[Body]:
    return json.loads(body["messages"][-1]["content"])["sentences"]


def reply_to(body: Body, answers: Mapping[str, list[Any]]) -> str:
    return json.dumps(
        {"sentences": [{"n": row["n"], "events": answers.get(row["text"], [])} for row in asked_in(body)]}
    )


def completion(body: Body, text: str, finish: str = "stop") -> Body:
    """Wrap a text as the form of the request wants it, with usage of 1,000 tokens in and 100 out."""
    message: Body = {"role": "assistant", "content": text}
    if "tools" in body:
        called = {"name": body["tools"][0]["function"]["name"], "arguments": text}
        message = {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "1", "type": "function", "function": called}],
        }
    return {
        "id": "1", "object": "chat.completion", "created": 1, "model": body["model"],
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": 1_000, "completion_tokens": 100, "total_tokens": 1_100},
    }  # fmt: skip


# -- conduct -----------------------------------------------------------------------------------------


def answer(request: Request, body: Body) -> None:
    request.send(200, completion(body, reply_to(body, request.server.answers)))


def saying(text: str, finish: str = "stop") -> Conduct:
    """Answer with a text, whatever was asked."""
    return lambda request, body: request.send(200, completion(body, text, finish))


def truncated(request: Request, body: Body) -> None:
    """Break off in the middle of the answer."""
    whole = reply_to(body, request.server.answers)
    request.send(200, completion(body, whole[: len(whole) // 2], finish="length"))


def failing(status: int, message: str = "no", code: str | None = None, **headers: str) -> Conduct:
    """Answer with an error; ``Retry_After`` is the header ``Retry-After``."""
    error = {"error": {"message": message, "code": code, "type": "error"}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request, body: request.send(status, error, named)


def refusing(*parameters: str) -> Conduct:
    """Refuse requests that have a parameter, and answer others."""

    def conduct(request: Request, body: Body) -> None:
        found = next((name for name in parameters if name in body), None)
        if found is None:
            answer(request, body)
        else:
            failing(400, f"Unsupported parameter: {found} is not supported here.")(request, body)

    return conduct


def hanging_up(request: Request, _body: Body) -> None:
    """Drop the connection in the middle of the response."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"choices"')
    request.close_connection = True


def sleeping(seconds: float) -> Conduct:
    """Answer too late."""

    def conduct(request: Request, body: Body) -> None:
        time.sleep(seconds)
        answer(request, body)

    return conduct
