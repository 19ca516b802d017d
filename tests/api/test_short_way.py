"""Documents that were asked before are answered without Strawberry, and nobody can tell from what comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import strawberry
from asking import Serve

from app.api import failures
from app.api.shaping import OddValueError, Shaper
from app.api.short_way import ShortWay
from database import AsyncDatabase
from database.errors import DatabaseDownError

NAMES = (
    "query Names($id: ID!, $after: String) { actor(id: $id) { name events(after: $after) { nodes { id } } } }"
)
BY_CLOCK = {"x-request-id", "date"}


@pytest.fixture
async def client(serve: Serve) -> AsyncIterator[httpx.AsyncClient]:
    async with serve() as client:
        yield client


def told(response: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in response.headers.items() if name not in BY_CLOCK}
    return response.status_code, response.content, headers


@contextmanager
def the_long_way() -> Iterator[None]:
    """Let all requests go through FastAPI and Strawberry."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ShortWay, "_may_be_known", lambda *_: False)
        yield


async def test_a_known_document_is_answered_without_strawberry(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await client.post("/graphql", json={"query": NAMES, "variables": {"id": "Q43"}})

    async def execute(*_: object, **__: object) -> None:
        pytest.fail("It went the long way.")

    monkeypatch.setattr(strawberry.Schema, "execute", execute)
    again = await client.post("/graphql", json={"query": NAMES, "variables": {"id": "Q43"}})
    other = await client.post("/graphql", json={"query": NAMES, "variables": {"id": "Q159"}})
    assert told(first) == told(again)
    assert (first.json()["data"]["actor"]["name"], other.json()["data"]["actor"]["name"]) == (
        "Turkey",
        "Russia",
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"query": NAMES, "variables": {"id": "nobody"}},
        {"query": NAMES, "variables": {"id": "Q43"}, "operationName": "Names"},
        {"query": NAMES, "variables": {"id": "Q43"}, "operationName": "Other"},
        {"query": NAMES, "variables": {"id": "Q43"}, "operationName": 1},
        {"query": NAMES, "variables": {"id": "Q43"}, "extensions": {}},
        {"query": NAMES, "variables": {"id": "Q43", "after": "nonsense"}},
        {"query": NAMES, "variables": {"id": "Q43", "more": ["x"] * 501}},
        {"query": NAMES, "variables": {"id": None}},
        {"query": NAMES, "variables": []},
        {"query": NAMES},
        {"query": "{ __typename }"},
        {"query": "{ __schema { queryType { name } } statistics { events } }"},
        {"query": "{ nothing }"},
        {"query": "mutation { undo(judgements: []) { changed } }"},
        {"query": None},
        [],
        "text",
    ],
)
async def test_it_is_answered_the_same_again(client: httpx.AsyncClient, asked: Any) -> None:
    await client.post("/graphql", json={"query": NAMES, "variables": {"id": "Q43"}})
    short = await client.post("/graphql", json=asked)
    with the_long_way():
        long = await client.post("/graphql", json=asked)
    assert told(short) == told(long)


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/json; charset=utf-8"},
        {"accept": "text/event-stream"},
        {"authorization": "Bearer nonsense"},
        {"origin": "https://elsewhere.example"},
    ],
)
async def test_its_headers_are_looked_at_the_same(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    asked: dict[str, Any] = {"json": {"query": NAMES, "variables": {"id": "Q43"}}, "headers": headers}
    await client.post("/graphql", json=asked["json"])
    short = await client.post("/graphql", **asked)
    with the_long_way():
        long = await client.post("/graphql", **asked)
    assert told(short) == told(long)


async def test_without_the_right_to_read_a_known_document_is_refused(serve: Serve) -> None:
    async with serve(anonymous_read=False) as client:
        answers = [
            await client.post("/graphql", json={"query": "{ statistics { events } }"}) for _ in range(2)
        ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert told(answers[0]) == told(answers[1])


@pytest.mark.parametrize(
    "error", [DatabaseDownError("bolt://u:secret@db", "refused", "Start it."), KeyError("x")]
)
async def test_a_failure_is_told_the_same(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def fail(self: AsyncDatabase, *_: object, **__: object) -> None:
        raise error

    known, new = ({"query": f"{{ statistics {{ {name} }} }}"} for name in ("events", "negotiations"))
    await client.post("/graphql", json=known)
    monkeypatch.setattr(AsyncDatabase, "one", fail)
    short, long = [await client.post("/graphql", json=asked) for asked in (known, new)]
    assert told(short) == told(long)
    assert short.status_code == failures.failure_of(error).status


async def test_an_odd_value_is_walked_by_the_executor_in_the_record_that_was_had(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"query": NAMES, "variables": {"id": "Q43"}}
    first = await client.post("/graphql", json=asked)
    run, statements = AsyncDatabase.one, list[object]()

    async def counted(self: AsyncDatabase, statement: Any, /, **parameters: Any) -> Any:
        statements.append(statement)
        return await run(self, statement, **parameters)

    def odd(_: object) -> None:
        raise OddValueError

    monkeypatch.setattr(AsyncDatabase, "one", counted)
    monkeypatch.setattr(Shaper, "exact", property(lambda _: odd))
    again = await client.post("/graphql", json=asked)
    assert (told(again), len(statements)) == (told(first), 1)


async def test_a_known_document_is_counted_and_its_statement_timed(client: httpx.AsyncClient) -> None:
    for _ in range(3):
        await client.post("/graphql", json={"query": "{ statistics { negotiations } }"})
    metrics = (await client.get("/metrics")).text
    assert 'goodoffices_requests_total{method="POST",route="/graphql",status="200"} 3.0' in metrics
    assert "goodoffices_statement_seconds_count 3.0" in metrics
