"""Subscriptions over WebSocket and server-sent events: a real server, real clients."""

from __future__ import annotations

import asyncio
import json
import logging
import socket as sockets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import following
from httpx_sse import aconnect_sse
from storytelling import HELD, RUSSIA, UKRAINE, article, told
from strawberry.http.streaming import SSETransport
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from app.access.key_file import KeyFile
from app.access.keys import Scope
from app.api import create_app, patience
from app.api.serving import listen, server_of
from app.settings import Settings
from database import Database
from graph_schema import apply
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


@pytest.fixture(scope="module")
def graph(database: Database) -> Database:
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
def live(graph: Database, keys: KeyFile) -> Serving:
    """Serve the graph on a port with some settings."""

    @asynccontextmanager
    async def served(**options: Any) -> AsyncIterator[Live]:
        settings = Settings(api_keys=keys.file, poll_changes=0.02, **options)
        app = create_app(settings, graph)
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


# -- WebSocket ---------------------------------------------------------------------------------------


async def test_a_websocket_tells_what_comes(live: Serving, graph: Database) -> None:
    async with live() as service, service.socket() as socket:
        await subscribe(socket)
        await following(service.app)
        await load_strike(graph)
        message = await heard(socket)
    seq = message["payload"]["data"]["events"].pop("seq")
    assert message == {
        "id": "1",
        "type": "next",
        "payload": {"data": {"events": {"event": {"type": "ASSAULT"}}}, "extensions": {"seq": seq}},
    }


async def test_a_dropped_websocket_goes_on_where_it_was(live: Serving, graph: Database) -> None:
    async with live() as service:
        async with service.socket() as socket:
            await subscribe(socket)
            await following(service.app)
            await load_strike(graph)
            last = (await heard(socket))["payload"]["extensions"]["seq"]
            socket.transport.abort()
        await load_strike(graph)
        async with service.socket() as socket:
            await subscribe(socket, since=last)
            assert (await heard(socket))["payload"]["data"]["events"]["seq"] == last + 1


async def test_queries_are_answered_over_a_websocket_too(live: Serving) -> None:
    async with live() as service, service.socket() as socket:
        await subscribe(socket, READ)
        assert (await heard(socket))["payload"] == {"data": {"actor": {"name": "Turkey"}}}
        assert await heard(socket) == {"id": "1", "type": "complete"}


async def test_a_document_that_is_wrong_is_refused_and_the_connection_stays(live: Serving) -> None:
    async with live() as service, service.socket() as socket:
        await subscribe(socket, "subscription { events(since: 9999) { seq } }")
        refused = await heard(socket)
        await subscribe(socket, READ, key="2")
        assert (await heard(socket))["type"] == "next"
    assert (refused["type"], refused["payload"][0]["extensions"]) == ("error", {"code": "UNKNOWN_POSITION"})


@pytest.mark.parametrize(
    ("document", "variables", "code"),
    [
        ("{" + "a{" * 100 + "}" * 101, {}, "TOO_COSTLY"),
        (EVENTS, {"since": 0, "filter": {"place": "x" * 20_000}}, "TOO_COSTLY"),
        ("subscription { nothing }", {}, None),
        (EVENTS, {"since": "x"}, None),
    ],
    ids=["deep", "long", "unknown", "wrong"],
)
async def test_a_document_is_held_to_what_it_may_cost(
    live: Serving, document: str, variables: dict[str, Any], code: str | None
) -> None:
    async with live() as service, service.socket() as socket:
        await subscribe(socket, document, **variables)
        refused = await heard(socket)
    assert refused["type"] == "error"
    assert refused["payload"][0].get("extensions", {}).get("code") == code


@pytest.mark.parametrize(
    "message",
    [
        "",
        "[]",
        "null",
        '{"type": 1}',
        '{"type": "subscribe", "payload": {"query": "{ __typename }"}}',
        '{"type": "subscribe", "id": ["1"], "payload": {"query": "{ __typename }"}}',
        '{"type": "subscribe", "id": "1", "payload": "{ __typename }"}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 1}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "variables": []}}',
        '{"type": "complete", "id": {}}',
        '{"type": "shutdown"}',
        b"\xff\x00",
        "[" * 50_000,
    ],
    ids=str,
)
async def test_a_message_that_is_none_closes_the_connection(live: Serving, message: str | bytes) -> None:
    async with live() as service, service.socket() as socket:
        await socket.send(message)
        code, _ = await closed(socket)
    assert code == 4400


async def test_a_message_that_is_too_large_closes_the_connection(live: Serving) -> None:
    async with live(max_body=2_000) as service, service.socket() as socket:
        await subscribe(socket, READ + "#" * 2_000)
        code, _ = await closed(socket)
    assert code == 1009


async def test_the_older_protocol_is_not_spoken(live: Serving) -> None:
    async with live() as service:
        url = f"ws://{service.host}/graphql"
        async with connect(url, subprotocols=[Subprotocol("graphql-ws")], proxy=None) as socket:
            assert (await closed(socket))[0] == 4406


# -- who is let in -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Authorization", "authorization"])
async def test_a_key_in_the_first_message_opens(live: Serving, keys: KeyFile, name: str) -> None:
    key = keys.add("analyst", (Scope.READ,))
    async with live(anonymous_read=False) as service, service.socket({name: f"Bearer {key}"}) as socket:
        await subscribe(socket, READ)
        assert (await heard(socket))["payload"]["data"]


async def test_a_key_in_the_headers_opens(live: Serving, keys: KeyFile) -> None:
    bearing = {"X-API-Key": keys.add("analyst", (Scope.READ,))}
    async with live(anonymous_read=False) as service, service.socket(additional_headers=bearing) as socket:
        await subscribe(socket, READ)
        assert (await heard(socket))["payload"]["data"]


@pytest.mark.parametrize("payload", [{}, {"Authorization": "Bearer go_1_2"}, {"Authorization": "Bearer "}])
async def test_who_has_no_good_key_is_told_so(live: Serving, payload: dict[str, str]) -> None:
    async with live(anonymous_read=False) as service:
        with pytest.raises(ConnectionClosed) as refused:
            async with service.socket(payload):
                pass
    assert refused.value.rcvd
    assert refused.value.rcvd.code == 4403
    assert refused.value.rcvd.reason.startswith("UNAUTHENTICATED")


async def test_who_does_not_say_who_they_are_may_ask_nothing(live: Serving) -> None:
    async with live() as service:
        url = f"ws://{service.host}/graphql"
        async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], proxy=None) as socket:
            await subscribe(socket, READ)
            assert (await closed(socket))[0] == 4401


async def test_a_key_that_is_revoked_ends_what_it_follows(
    live: Serving, keys: KeyFile, graph: Database
) -> None:
    payload = {"Authorization": f"Bearer {keys.add('analyst', (Scope.READ,))}"}
    async with live(anonymous_read=False) as service, service.socket(payload) as socket:
        await subscribe(socket)
        await following(service.app)
        keys.revoke("analyst")
        await load_strike(graph)
        (error,) = (await heard(socket))["payload"]["errors"]
        assert (await heard(socket))["type"] == "complete"
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_key_that_is_revoked_asks_nothing_more(live: Serving, keys: KeyFile) -> None:
    payload = {"Authorization": f"Bearer {keys.add('analyst', (Scope.READ,))}"}
    async with live() as service, service.socket(payload) as socket:
        keys.revoke("analyst")
        await subscribe(socket, READ)
        code, reason = await closed(socket)
    assert (code, reason.split(":")[0]) == (4403, "UNAUTHENTICATED")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Authorization": "Bearer go_1_2"}, 401),
    ],
)
async def test_whoever_is_refused_over_http_gets_no_websocket(
    live: Serving, headers: dict[str, str], status: int
) -> None:
    async with live() as service:
        with pytest.raises(InvalidStatus) as refused:
            async with service.socket(additional_headers=headers):
                pass
    assert refused.value.response.status_code == status
    assert refused.value.response.headers["X-Request-ID"]


async def test_a_name_that_was_led_here_gets_no_websocket(live: Serving) -> None:
    async with live(allowed_hosts=("graph.example",)) as service:
        with pytest.raises(InvalidStatus) as refused:
            async with service.socket():
                pass
    assert refused.value.response.status_code == 421


async def test_a_page_that_is_named_may_follow(live: Serving) -> None:
    page = {"Origin": "https://maps.example"}
    async with (
        live(cors_origins=("https://maps.example",)) as service,
        service.socket(additional_headers=page) as socket,
    ):
        await subscribe(socket, READ)
        assert (await heard(socket))["type"] == "next"


async def test_every_message_counts_as_a_request(live: Serving) -> None:
    async with live(rate_per_minute=60) as service, service.socket() as socket:
        for _ in range(10):
            await say(socket, type="ping")
        code, reason = await closed(socket)
    assert (code, reason.split(":")[0]) == (4429, "TOO_MANY_REQUESTS")


async def test_who_follows_too_much_is_refused_and_may_again_when_less(live: Serving) -> None:
    async with live(max_subscriptions_each=2) as service, service.socket() as one, service.socket() as other:
        await subscribe(one, key="1")
        await subscribe(one, key="2")
        await following(service.app, 2)
        await subscribe(other)
        (error,) = (await heard(other))["payload"]["errors"]
        await say(one, type="complete", id="2")
        await following(service.app, 1)
        await subscribe(other, since=0, key="2")
        assert (await heard(other))["type"] == "complete"
        assert (await heard(other))["payload"]["data"]
    assert error["extensions"]["code"] == "TOO_MANY_SUBSCRIPTIONS"


async def test_who_opens_too_many_connections_gets_no_more(live: Serving) -> None:
    async with live(max_subscriptions_each=1) as service, service.socket():
        with pytest.raises(InvalidStatus) as refused:
            async with service.socket():
                pass
    assert refused.value.response.status_code == 429


# -- server-sent events ------------------------------------------------------------------------------


@asynccontextmanager
async def events_of(service: Live, document: str, **headers: str) -> AsyncIterator[AsyncIterator[Any]]:
    """Follow by server-sent events."""
    async with (
        httpx.AsyncClient(trust_env=False, timeout=20) as client,
        aconnect_sse(client, "POST", service.url, json={"query": document}, headers=headers) as source,
    ):
        yield source.aiter_sse()


async def test_server_sent_events_tell_what_comes(live: Serving, graph: Database) -> None:
    async with live() as service, events_of(service, "subscription { events { event { type } } }") as events:
        await following(service.app)
        await load_strike(graph)
        event = await anext(events)
    assert event.event == "next"
    assert event.json()["data"] == {"events": {"event": {"type": "ASSAULT"}}}
    assert event.json()["extensions"]["seq"]


async def test_a_browser_follows_by_an_address(live: Serving, graph: Database) -> None:
    asked = {"query": "subscription { events(since: 0) { event { type } } }"}
    async with (
        live() as service,
        httpx.AsyncClient(trust_env=False) as client,
        aconnect_sse(client, "GET", service.url, params=asked) as source,
    ):
        event = await anext(source.aiter_sse())
    assert event.json()["data"] == {"events": {"event": {"type": "CONSULT"}}}


async def test_who_may_not_read_gets_no_events(live: Serving) -> None:
    async with (
        live(anonymous_read=False) as service,
        events_of(service, "subscription { events { seq } }") as events,
    ):
        found = [
            (event.event, event.data and event.json()["errors"][0]["extensions"]) async for event in events
        ]
    assert found == [("next", {"code": "UNAUTHENTICATED"}), ("complete", "")]


async def test_who_goes_away_gives_the_seat_back(live: Serving) -> None:
    async with live(max_subscriptions_each=1) as service:
        for _ in range(2):
            async with events_of(service, "subscription { events { seq } }"):
                await following(service.app)
            await following(service.app, 0)


async def test_an_idle_stream_is_kept_alive(live: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SSETransport.__init__, "__defaults__", (0.05,))
    async with (
        live() as service,
        httpx.AsyncClient(trust_env=False, timeout=20) as client,
        client.stream(
            "POST",
            service.url,
            json={"query": "subscription { events { seq } }"},
            headers={"Accept": "text/event-stream"},
        ) as response,
    ):
        assert await anext(response.aiter_lines()) == ": ping"


# -- stopping, stalling, watching --------------------------------------------------------------------


async def test_a_service_that_stops_says_from_where_to_go_on(live: Serving) -> None:
    document = "subscription { events { seq } }"
    async with live() as service, service.socket() as socket, events_of(service, document) as events:
        await subscribe(socket)
        await following(service.app, 2)
        await service.app.state.follower.close()
        messages = [await heard(socket), json.loads((await anext(events)).data)]
    errors = [message.get("payload", message)["errors"][0] for message in messages]
    assert {error["extensions"]["code"] for error in errors} == {"SERVICE_STOPPING"}
    assert "subscribe again with `since: " in errors[0]["message"]


async def test_who_takes_nothing_is_dropped(
    live: Serving, graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SEND_SECONDS", 0.3)
    graph.run(
        "UNWIND range(1000001, 1002000) AS seq CREATE (c:Change {sort_key: '00000' + seq, seq: seq, key: $key, "
        "label: 'Event', kind: 'changed', reason: 'rebuild', at: datetime()})",
        key="k" * 4_000,
    )
    graph.run("MATCH (s:Schema) SET s.changes = 1002000")
    body = json.dumps({"query": "subscription { changes(since: 1000000) { key } }"})
    head = (
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    async with live() as service:
        with sockets.socket() as client:
            client.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4_096)
            client.connect(("127.0.0.1", int(service.host.split(":")[1])))
            client.sendall((head + body).encode())
            await following(service.app, 1)
            await following(service.app, 0)
    graph.run("MATCH (c:Change) WHERE c.seq > 1000000 DELETE c")
    graph.run("MATCH (c:Change) WITH max(c.seq) AS last MATCH (s:Schema) SET s.changes = last")


async def test_subscriptions_are_counted_and_logged(
    live: Serving, graph: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with live() as service:
        async with service.socket() as socket:
            await subscribe(socket, "subscription { negotiations(since: 0) { seq } }")
            await heard(socket)
            async with httpx.AsyncClient(trust_env=False) as client:
                metrics = (await client.get(f"http://{service.host}/metrics")).text
        await following(service.app, 0)
    assert "goodoffices_connections 1.0" in metrics
    assert "goodoffices_subscriptions 1.0" in metrics
    assert 'goodoffices_subscription_messages_total{field="negotiations"} 1.0' in metrics
    (line,) = [each.__dict__ for each in caplog.records if each.__dict__.get("method") == "WEBSOCKET"]
    assert (line["status"], line["caller"], line["path"]) == (101, "anonymous", "/graphql")
