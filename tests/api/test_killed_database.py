"""Neo4j is killed while many ask: all are told so or answered rightly, and the service comes back by itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api import create_app
from app.settings import Settings
from database import Database, DatabaseSettings, connect
from database.instance import instance_of
from database.process import kill_session

CLIENTS = 8
SECONDS_TO_COME_BACK = 240
"""On a machine that is busy with other things; on a free one it takes 15."""

DOCUMENTS = (
    "{ mediations { nodes { mediator { name } parties { name } evidence { sentence } } } }",
    "{ events { nodes { id type parties { name } mediators { name } } pageInfo { endCursor } } }",
    '{ actor(id: "Q43") { name events { nodes { id mentions { nodes { id } } } } } statistics { mentions } }',
)


@pytest.fixture
async def client(
    local_settings: DatabaseSettings, tell_story: Callable[[Database], None], tmp_path: Path
) -> AsyncIterator[httpx.AsyncClient]:
    """Serve the story from a local Neo4j of the test's own."""
    settings = Settings(database=local_settings, api_keys=tmp_path / "api_keys.json", rate_per_minute=0)
    with connect(local_settings) as database:
        tell_story(database)
        app = create_app(settings, database, partial(connect, local_settings))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60) as client,
        ):
            yield client


class Askers:
    """Clients that ask without a pause, and what became of it."""

    def __init__(self, client: httpx.AsyncClient, right: dict[str, Any]) -> None:
        self._client = client
        self._right = right
        self.answered = 0
        self.refused = 0
        self.wrong: list[str] = []
        self.stopped = False

    async def ask(self, first: int) -> None:
        documents = cycle(DOCUMENTS[first % len(DOCUMENTS) :] + DOCUMENTS[: first % len(DOCUMENTS)])
        while not self.stopped:
            self._judge(document := next(documents), await post(self._client, document))
            await asyncio.sleep(0.02)

    def _judge(self, document: str, response: httpx.Response) -> None:
        if response.status_code == 200 and response.json() == self._right[document]:
            self.answered += 1
        elif is_refusal(response):
            self.refused += 1
        else:
            self.wrong.append(f"{response.status_code} {response.text[:200]}")


def is_refusal(response: httpx.Response) -> bool:
    """Tell whether a response says to come back later, and nothing else."""
    told = response.json()
    codes = [error["extensions"]["code"] for error in told.get("errors", ())]
    return (
        response.status_code == 503
        and int(response.headers["retry-after"]) > 0
        and codes == ["DATABASE_UNAVAILABLE"]
        and told.get("data") is None
    )


async def post(client: httpx.AsyncClient, document: str) -> httpx.Response:
    return await client.post("/graphql", json={"query": document})


async def reached(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SECONDS_TO_COME_BACK
    while not condition() and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    return condition()


async def test_a_neo4j_that_is_killed_under_load_costs_no_wrong_answer_and_no_restart(
    client: httpx.AsyncClient, local_settings: DatabaseSettings
) -> None:
    right = {document: (await post(client, document)).json() for document in DOCUMENTS}
    assert not any("errors" in answer for answer in right.values())
    askers = Askers(client, right)
    asking = asyncio.gather(*(askers.ask(number) for number in range(CLIENTS)))
    assert await reached(lambda: askers.answered > CLIENTS)

    running = instance_of(local_settings).running()
    assert running
    kill_session(running.pid)  # kill -9, of Neo4j and of who would stop it in good order

    assert await reached(lambda: askers.refused > CLIENTS)
    answered = askers.answered
    assert await reached(lambda: askers.answered > answered + CLIENTS)
    askers.stopped = True
    await asking
    assert askers.wrong == []
    assert (await client.get("/readyz")).status_code == 200
