"""The web service over HTTP, with a real database behind it and without one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import neo4j
import pytest
from neo4j.exceptions import ClientError, Neo4jError

from app.api import Api, create_app
from app.api.failures import failure_of
from app.api.serving import ListeningError, listen
from app.settings import Settings
from database import AsyncDatabase, Database
from database.errors import DatabaseDownError


@pytest.fixture
async def client(story_graph: Database) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(max_body=2_000), story_graph)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        yield client


@pytest.fixture
async def client_without_database(
    story_graph: Database, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    async def down(self: AsyncDatabase, *_: object, **__: object) -> None:
        raise DatabaseDownError("bolt://user:secret@db:7687", "refused", "Start it.")

    app = create_app(Settings(), story_graph)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        monkeypatch.setattr(AsyncDatabase, "one", down)
        yield client


async def test_a_document_is_answered(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": '{ actor(id: "Q43") { name } }'})
    assert (response.status_code, response.json()) == (200, {"data": {"actor": {"name": "Turkey"}}})


async def test_a_browser_gets_an_editor(client: httpx.AsyncClient) -> None:
    response = await client.get("/graphql", headers={"accept": "text/html"})
    assert response.status_code == 200
    assert "graphiql" in response.text.lower()


async def test_the_service_is_alive_and_ready(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    assert (await client.get("/readyz")).json() == {"status": "ready"}


@pytest.mark.parametrize(
    "document",
    ["subscription { mentions { seq } }", "subscription ($since: Int) { events(since: $since) { seq } }"],
)
async def test_a_subscription_that_wants_one_answer_is_told_how_to_follow(
    client: httpx.AsyncClient, document: str
) -> None:
    asked = {"query": document}
    for answer in (await client.post("/graphql", json=asked), await client.get("/graphql", params=asked)):
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["extensions"]) == (406, {"code": "NOT_ACCEPTABLE"})
        assert "`Accept: text/event-stream`" in error["message"]


async def test_a_body_that_is_too_large_is_refused(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": "#" * 3_000})
    assert (response.status_code, response.json()["code"]) == (413, "BODY_TOO_LARGE")


async def test_a_body_that_does_not_say_its_size_is_cut_off(client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"#" * 100

    headers = {"content-type": "application/json"}
    response = await client.post("/graphql", content=endless(), headers=headers)
    assert (response.status_code, response.json()["code"]) == (413, "BODY_TOO_LARGE")


async def test_without_a_database_the_service_says_when_to_come_back(
    client_without_database: httpx.AsyncClient,
) -> None:
    response = await client_without_database.post("/graphql", json={"query": '{ actor(id: "Q43") { name } }'})
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": "DATABASE_UNAVAILABLE"}


async def test_without_a_database_the_service_is_alive_but_not_ready(
    client_without_database: httpx.AsyncClient,
) -> None:
    assert (await client_without_database.get("/healthz")).status_code == 200
    response = await client_without_database.get("/readyz")
    assert (response.status_code, response.json()["code"]) == (503, "DATABASE_UNAVAILABLE")


def test_a_failure_tells_neither_password_nor_statement() -> None:
    error = ClientError("MATCH (n) is wrong at bolt://neo4j:secret@db")
    assert failure_of(error).message == "The service failed on this query; its log says why."


async def test_a_query_that_takes_too_long_is_given_up(api: Api) -> None:
    endless = neo4j.Query("UNWIND range(1, 10000000000) AS n WITH n WHERE n < 0 RETURN n", timeout=0.1)
    with pytest.raises(Neo4jError) as caught:
        await api.answering.reader.one(endless)
    failure = failure_of(caught.value)
    assert (failure.status, failure.code) == (504, "QUERY_TIMEOUT")


async def test_a_service_that_was_not_started_says_so(story_graph: Database) -> None:
    app = create_app(Settings(), story_graph)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://test"
    ) as client:
        assert (await client.get("/readyz")).status_code == 500


def test_a_port_in_use_is_named() -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ListeningError, match=rf"Port {port} on 127\.0\.0\.1 is in use\."):
            listen("127.0.0.1", port)


def test_a_host_that_is_not_here_is_named() -> None:
    with pytest.raises(ListeningError, match=r"'192\.0\.2\.1' is no address of this machine"):
        listen("192.0.2.1", 0)


def test_an_unknown_host_is_named() -> None:
    with pytest.raises(ListeningError, match=r"There is no host 'nowhere\.invalid'"):
        listen("nowhere.invalid", 0)
