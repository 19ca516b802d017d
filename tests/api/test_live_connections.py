"""Subscriptions over WebSocket, and who is let in: a real server, real clients."""

from __future__ import annotations

from typing import Any

import pytest
from asking import following
from live_service import EVENTS, READ, Serving, closed, heard, load_strike, say, subscribe
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from app.access.key_file import KeyFile
from app.access.keys import Scope
from database import Database


async def test_a_websocket_tells_what_comes(live: Serving, followed_graph: Database) -> None:
    async with live() as service, service.socket() as socket:
        await subscribe(socket)
        await following(service.app)
        await load_strike(followed_graph)
        message = await heard(socket)
    seq = message["payload"]["data"]["events"].pop("seq")
    assert message == {
        "id": "1",
        "type": "next",
        "payload": {"data": {"events": {"event": {"type": "ASSAULT"}}}, "extensions": {"seq": seq}},
    }


async def test_a_dropped_websocket_goes_on_where_it_was(live: Serving, followed_graph: Database) -> None:
    async with live() as service:
        async with service.socket() as socket:
            await subscribe(socket)
            await following(service.app)
            await load_strike(followed_graph)
            last = (await heard(socket))["payload"]["extensions"]["seq"]
            socket.transport.abort()
        await load_strike(followed_graph)
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
    live: Serving, keys: KeyFile, followed_graph: Database
) -> None:
    payload = {"Authorization": f"Bearer {keys.add('analyst', (Scope.READ,))}"}
    async with live(anonymous_read=False) as service, service.socket(payload) as socket:
        await subscribe(socket)
        await following(service.app)
        keys.revoke("analyst")
        await load_strike(followed_graph)
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
