"""A small story in a real Neo4j, written as a load would write it, and ways to ask about it.

Four articles tell of the talks of Ukraine and Russia in Istanbul: two rounds that were held (the second told
twice, mediated by Turkey), one that is planned, a mediation that Switzerland denies, and a columnist's claim.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from asking import Ask, Serve
from live_service import Live, Serving
from storytelling import HELD, ISTANBUL, RUSSIA, TURKEY, UKRAINE, UMEROV, article, told

import graph_schema
from app.access.key_file import KeyFile
from app.api import Api, create_app, open_api
from app.api.serving import listen, server_of
from app.settings import Settings
from database import AsyncDatabase, Database, DatabaseSettings
from graph_schema import apply
from loaders.graph import project, write_reading
from loaders.records import ActorRef, Reading

SWITZERLAND = ActorRef("Q39", "Switzerland", "state", "CHE")


def story() -> Iterator[Reading]:
    """Give the four articles."""
    talks: dict[str, Any] = {
        "type": "CONSULT",
        "mode": "negotiate",
        "place": ISTANBUL,
        "party": [UKRAINE, RUSSIA],
    }
    yield article(
        "Second round in Istanbul",
        told(
            "Ukraine and Russia held talks in Istanbul on June 2, mediated by Turkey.",
            "talks",
            when="2025-06-02",
            mediator=[TURKEY],
            cites="Interfax",
            quantities={"delegation_size": 14.0},
            **talks,
        ),
        told(
            "Another round of talks between Ukraine and Russia is due in Istanbul on June 20.",
            "round",
            when="2025-06-20",
            status="planned",
            **talks,
        ),
        published="2025-06-03",
        outlet="Daily Ledger",
    )
    yield article(
        "Talks end without truce",
        told(
            "Kyiv and Moscow met for talks in Istanbul on June 2, with Rustem Umerov leading for Ukraine.",
            "met",
            when="2025-06-02",
            delegation_lead=[(UMEROV, UKRAINE)],
            **talks,
        ),
        told(
            "Switzerland denied that it had mediated between Ukraine and Russia on June 4.",
            "mediated",
            "CONSULT",
            mode="mediate",
            status="denied",
            when="2025-06-04",
            party=[UKRAINE, RUSSIA],
            mediator=[SWITZERLAND],
        ),
        published="2025-06-05",
        outlet="Evening Post",
    )
    yield article(
        "Prisoner swap agreed",
        told(
            "Ukraine and Russia held talks in Istanbul on May 16.",
            "talks",
            when="2025-05-16",
            **talks,
        ),
        told(
            "Ukraine and Russia agreed on May 16 to exchange prisoners.",
            "agreed",
            "AGREE",
            when="2025-05-16",
            of=["RETREAT/exchange"],
            party=[UKRAINE, RUSSIA],
        ),
        published="2025-05-17",
        outlet="Daily Ledger",
    )
    yield article(
        "Our columnist: a farce",
        told(
            "Turkey secretly brokered a meeting of Ukraine and Russia on June 5.",
            "meeting",
            "CONSULT",
            mode="meet",
            when="2025-06-05",
            genre="opinion",
            party=[UKRAINE, RUSSIA],
            mediator=[TURKEY],
        ),
        published="2025-06-06",
        outlet="Daily Ledger",
        genre="opinion",
    )


@pytest.fixture(scope="session")
def tell_story() -> Callable[[Database], None]:
    """Write the story into an empty database."""

    def tell(database: Database) -> None:
        graph_schema.apply(database)
        for reading in story():
            write_reading(database, reading)
        project(database)

    return tell


@pytest.fixture(scope="module")
def story_graph(database: Database, tell_story: Callable[[Database], None]) -> Database:
    """The story in the graph; tests only read it."""
    database.run("MATCH (n) DETACH DELETE n")
    tell_story(database)
    return database


@pytest.fixture
async def api(story_graph: Database, database_settings: DatabaseSettings) -> AsyncIterator[Api]:
    """The API on the story."""
    async with AsyncDatabase(story_graph.endpoint) as reader:
        yield open_api(Settings(database=database_settings, query_timeout=120), reader)


@pytest.fixture
def ask(api: Api) -> Ask:
    """Ask a document, which must be answered without errors; gives the data."""

    async def answered(document: str, **variables: Any) -> Any:
        result = await api.execute(document, variables)
        assert result.errors is None, result.errors
        return result.data

    return answered


@pytest.fixture
def complain(api: Api) -> Ask:
    """Ask a document that must be refused; gives the messages."""

    async def refused(document: str, **variables: Any) -> list[str]:
        result = await api.execute(document, variables)
        assert result.errors
        return [error.message for error in result.errors]

    return refused


@pytest.fixture
def serve(story_graph: Database, tmp_path: Path) -> Serve:
    """Serve the story with some settings, and a file of API keys of the test's own; gives a client."""

    @asynccontextmanager
    async def served(address: str = "192.0.2.1", **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
        app = create_app(Settings(api_keys=tmp_path / "api_keys.json", **settings), story_graph)
        transport = httpx.ASGITransport(app, client=(address, 40_000), raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        ):
            yield client

    return served


@pytest.fixture
def service_settings(tmp_path: Path) -> Settings:
    """Settings of a service, with a file of API keys of the test's own."""
    return Settings(api_keys=tmp_path / "api_keys.json", log_level="error")


@pytest.fixture
def address(service_settings: Settings, story_graph: Database) -> Iterator[str]:
    """Serve the story on a port of its own."""
    with listen("127.0.0.1", 0) as taken:
        config = uvicorn.Config(create_app(service_settings, story_graph), log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def followed_graph(database: Database) -> Database:
    """A graph of one round, to which tests add strikes."""
    database.run("MATCH (n) DETACH DELETE n")
    apply(database)
    write_reading(database, HELD)
    project(database)
    return database


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    """The keys of the service."""
    return KeyFile(tmp_path / "api_keys.json")


@pytest.fixture
def live(followed_graph: Database, keys: KeyFile) -> Serving:
    """Serve the graph on a port with some settings."""

    @asynccontextmanager
    async def served(**options: Any) -> AsyncIterator[Live]:
        settings = Settings(api_keys=keys.file, poll_changes=0.02, **options)
        app = create_app(settings, followed_graph)
        with listen("127.0.0.1", 0) as taken:
            port = taken.getsockname()[1]
            server = server_of(app, settings)
            task = asyncio.create_task(server.serve(sockets=[taken]))
            try:
                while not server.started:
                    await asyncio.sleep(0.01)
                yield Live(app, port)
            finally:
                server.should_exit = True
                await task

    return served
