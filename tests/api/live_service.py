"""A service that listens on a port, and clients that follow it over WebSocket and server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from itertools import count
from typing import Any

import httpx
from httpx_sse import aconnect_sse
from storytelling import RUSSIA, UKRAINE, article, told
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from database import Database
from loaders.graph import project, write_reading

EVENTS = "subscription ($since: Int) { events(since: $since) { seq event { type } } }"
READ = '{ actor(id: "Q43") { name } }'

_DAYS = count(1)

type Serving = Callable[..., AbstractAsyncContextManager[Live]]


class Live:
    """A service that listens, and ways to talk to it."""

    def __init__(self, app: Any, port: int) -> None:
        self.app = app
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}/graphql"

    @asynccontextmanager
    async def socket(
        self, init: dict[str, Any] | None = None, **options: Any
    ) -> AsyncIterator[ClientConnection]:
        """Connect, and open the connection with a first message."""
        protocols = [Subprotocol(options.pop("protocol", "graphql-transport-ws"))]
        url = f"ws://{self.host}/graphql"
        async with connect(url, subprotocols=protocols, proxy=None, **options) as socket:
            await say(socket, type="connection_init", **({} if init is None else {"payload": init}))
            assert (await heard(socket))["type"] == "connection_ack"
            yield socket

    async def post(self, document: str, **headers: str) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False) as client:
            return await client.post(self.url, json={"query": document}, headers=headers)


async def say(socket: ClientConnection, **message: Any) -> None:
    await socket.send(json.dumps(message))


async def heard(socket: ClientConnection) -> Any:
    async with asyncio.timeout(20):
        text = await socket.recv()
    assert isinstance(text, str)
    return json.loads(text)


async def subscribe(
    socket: ClientConnection, document: str = EVENTS, key: str = "1", **variables: Any
) -> None:
    await say(socket, id=key, type="subscribe", payload={"query": document, "variables": variables})


async def closed(socket: ClientConnection) -> tuple[int | None, str]:
    """Wait for the server to close; gives code and reason."""
    async with asyncio.timeout(20):
        with suppress(ConnectionClosed):
            while True:
                await socket.recv()
    return socket.close_code, socket.close_reason or ""


async def load_strike(graph: Database) -> None:
    """Load news of an event that was not there before."""
    day = f"2024-01-{next(_DAYS):02}"
    strike = told(f"Russia struck on {day}", "struck", "ASSAULT", source=[RUSSIA], target=[UKRAINE], when=day)
    await asyncio.to_thread(write_reading, graph, article(day, strike, published=day))
    await asyncio.to_thread(project, graph)


@asynccontextmanager
async def events_of(service: Live, document: str, **headers: str) -> AsyncIterator[AsyncIterator[Any]]:
    """Follow by server-sent events."""
    async with (
        httpx.AsyncClient(trust_env=False, timeout=20) as client,
        aconnect_sse(client, "POST", service.url, json={"query": document}, headers=headers) as source,
    ):
        yield source.aiter_sse()
