"""Subscriptions as server-sent events, and how streams end: a real server, real clients."""

from __future__ import annotations

import json
import logging
import socket as sockets

import httpx
import pytest
from asking import following
from httpx_sse import aconnect_sse
from live_service import Serving, events_of, heard, load_strike, subscribe
from strawberry.http.streaming import SSETransport

from app.api import patience
from database import Database


async def test_server_sent_events_tell_what_comes(live: Serving, followed_graph: Database) -> None:
    async with live() as service, events_of(service, "subscription { events { event { type } } }") as events:
        await following(service.app)
        await load_strike(followed_graph)
        event = await anext(events)
    assert event.event == "next"
    assert event.json()["data"] == {"events": {"event": {"type": "ASSAULT"}}}
    assert event.json()["extensions"]["seq"]


async def test_a_browser_follows_by_an_address(live: Serving, followed_graph: Database) -> None:
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
    live: Serving, followed_graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SEND_SECONDS", 0.3)
    followed_graph.run(
        "UNWIND range(1000001, 1002000) AS seq CREATE (c:Change {sort_key: '00000' + seq, seq: seq, key: $key, "
        "label: 'Event', kind: 'changed', reason: 'rebuild', at: datetime()})",
        key="k" * 4_000,
    )
    followed_graph.run("MATCH (s:Schema) SET s.changes = 1002000")
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
    followed_graph.run("MATCH (c:Change) WHERE c.seq > 1000000 DELETE c")
    followed_graph.run("MATCH (c:Change) WITH max(c.seq) AS last MATCH (s:Schema) SET s.changes = last")


async def test_subscriptions_are_counted_and_logged(
    live: Serving, followed_graph: Database, caplog: pytest.LogCaptureFixture
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
