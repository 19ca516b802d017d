"""What the service tells of each request: an id, a log line, metrics; and of itself: whether it is ready."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from asking import Serve

from app.access.key_file import KeyFile
from app.access.keys import Scope
from app.api.health import READY_SECONDS
from app.api.reading import ServiceReader
from app.observation import Metrics, StatementWatch
from database import Database
from database.endpoint import Endpoint
from database.errors import DatabaseDownError

ASKED = {"query": '{ actor(id: "Q43") { name } }'}
SLOW = "UNWIND range(1, 10000000000) AS n WITH n WHERE n < 0 RETURN n"


def request_line(caplog: pytest.LogCaptureFixture) -> dict[str, object]:
    (record,) = [each for each in caplog.records if each.message == "request"]
    return record.__dict__


async def test_a_request_has_an_id_and_a_line(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with serve() as client:
        response = await client.post("/graphql", json=ASKED, headers={"X-Request-ID": "from-the-proxy"})
    assert response.headers["x-request-id"] == "from-the-proxy"
    line = request_line(caplog)
    assert (line["status"], line["caller"], line["path"]) == (200, "anonymous", "/graphql")
    assert line["statement_seconds"]


@pytest.mark.parametrize("given", ["", "two words", "x" * 65, '"}\n{'.replace("\n", "")])
async def test_an_id_that_could_forge_a_line_is_replaced(serve: Serve, given: str) -> None:
    async with serve() as client:
        response = await client.get("/healthz", headers={"X-Request-ID": given})
    assert len(response.headers["x-request-id"]) == 32


async def test_a_refusal_is_counted_by_its_code(serve: Serve) -> None:
    async with serve() as client:
        await client.post("/graphql", json={"query": "{" + "a{" * 100 + "}" * 101})
        await client.post("/graphql", content=b"{", headers={"Content-Type": "application/json"})
        await client.post("/graphql", json={"query": "{ nothing }"})
        metrics = (await client.get("/metrics")).text
    for code in ("TOO_COSTLY", "BAD_REQUEST", "DOCUMENT_REFUSED"):
        assert f'goodoffices_failures_total{{code="{code}"}} 1.0' in metrics


async def test_requests_are_counted_by_route_and_status(serve: Serve) -> None:
    async with serve() as client:
        await client.post("/graphql", json=ASKED)
        for path in ("/nowhere", "/nobody"):
            await client.get(path)
        metrics = (await client.get("/metrics")).text
    assert 'goodoffices_requests_total{method="POST",route="/graphql",status="200"} 1.0' in metrics
    assert 'goodoffices_requests_total{method="GET",route="none",status="404"} 2.0' in metrics
    assert "goodoffices_database_up 1.0" in metrics


async def test_made_up_methods_are_counted_as_one(serve: Serve) -> None:
    async with serve() as client:
        for method in ("BREW", "WHEN"):
            await client.request(method, "/graphql")
        metrics = (await client.get("/metrics")).text
    assert 'goodoffices_requests_total{method="other",route="/graphql",status="405"} 2.0' in metrics
    assert not any(method in metrics for method in ("BREW", "WHEN"))


async def test_metrics_are_for_who_may_read(serve: Serve, tmp_path: Path) -> None:
    key = KeyFile(tmp_path / "api_keys.json").add("prometheus", (Scope.READ,))
    async with serve(anonymous_read=False) as client:
        assert (await client.get("/metrics")).status_code == 401
        allowed = await client.get("/metrics", headers={"Authorization": f"Bearer {key}"})
    assert (allowed.status_code, allowed.headers["content-type"].split(";")[0]) == (200, "text/plain")


async def test_what_nobody_expected_is_told_without_a_trace(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise ValueError("MATCH (n) in bolt://neo4j:secret@db")

    monkeypatch.setattr(ServiceReader, "one", broken)
    async with serve() as client:
        response = await client.get("/readyz")
    assert (response.status_code, response.json()["code"]) == (500, "INTERNAL_ERROR")
    assert "MATCH" not in response.text
    assert response.headers["x-request-id"]
    assert "bolt://neo4j" in str([record.exc_info for record in caplog.records])


async def test_a_key_file_that_cannot_be_read_is_no_readiness(serve: Serve, tmp_path: Path) -> None:
    async with serve() as client:
        (tmp_path / "api_keys.json").write_text("{")
        response = await client.get("/readyz")
        assert (await client.get("/healthz")).status_code == 200
    assert (response.status_code, response.json()["code"]) == (503, "KEYS_UNAVAILABLE")


async def test_a_database_that_is_silent_is_no_readiness(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*_: object, **__: object) -> None:
        await asyncio.sleep(READY_SECONDS + 10)

    monkeypatch.setattr(ServiceReader, "one", silent)
    async with serve() as client:
        response = await client.get("/readyz")
    assert (response.status_code, response.json()["code"]) == (503, "DATABASE_UNAVAILABLE")


# -- the database away and back ----------------------------------------------------------------------


@pytest.fixture
def watch() -> StatementWatch:
    return StatementWatch(Metrics(), 60)


class Gone(Database):
    """A local Neo4j that has ended; nobody listens on port 1."""

    def __init__(self, like: Endpoint) -> None:
        super().__init__(Endpoint("bolt://127.0.0.1:1", like.user, like.password, local=True))


async def test_a_local_neo4j_that_ended_is_come_back_to(story_graph: Database, watch: StatementWatch) -> None:
    reader = ServiceReader(30, watch, lambda: Database(story_graph.endpoint))
    with Gone(story_graph.endpoint) as gone:
        reader.open(gone)
        with pytest.raises(DatabaseDownError):
            await reader.one("RETURN 1 AS one")
        assert reader._reopening
        await reader._reopening
        assert await reader.one("RETURN 1 AS one") == {"one": 1}
        await reader.close()


async def test_a_lost_neo4j_is_opened_once_however_many_ask(
    story_graph: Database, watch: StatementWatch
) -> None:
    opened = []

    def reopen() -> Database:
        opened.append(1)
        return Database(story_graph.endpoint)

    reader = ServiceReader(30, watch, reopen)
    with Gone(story_graph.endpoint) as gone:
        reader.open(gone)
        results = await asyncio.gather(*(reader.one("RETURN 1") for _ in range(8)), return_exceptions=True)
        await reader.close()
    assert all(isinstance(result, DatabaseDownError | dict) for result in results)
    assert len(opened) == 1


async def test_a_statement_whose_time_is_up_is_cancelled_in_neo4j(
    story_graph: Database, watch: StatementWatch
) -> None:
    reader = ServiceReader(0.2, watch)
    reader.open(story_graph)
    with pytest.raises(Exception, match=r"timeout|timed out|terminated"):
        await reader.run(SLOW)
    running = await reader.run(
        "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range' RETURN 1"
    )
    await reader.close()
    assert running == []


async def test_a_slow_query_is_explained_by_neo4j(
    story_graph: Database, caplog: pytest.LogCaptureFixture
) -> None:
    watch = StatementWatch(Metrics(), 0)
    reader = ServiceReader(30, watch)
    reader.open(story_graph)
    await reader.run("MATCH (a:Actor {id: $id}) RETURN a.name", id="Q43")
    await reader.close()
    (record,) = [each for each in caplog.records if each.message == "slow query"]
    assert "NodeUniqueIndexSeek" in record.__dict__["plan"]
