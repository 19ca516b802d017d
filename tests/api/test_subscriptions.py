"""Subscriptions: the change feed as it grows, each message a change, resumed without loss."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from itertools import islice
from typing import Any

import pytest
from asking import all_fields
from graphql import get_named_type
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import DOHA, ISTANBUL, QATAR, RUSSIA, TURKEY, UKRAINE, Told, article, told
from structlog.contextvars import bound_contextvars, get_contextvars

from app.access import LOCAL, NOBODY, Caller
from app.access.errors import UnknownKeyError
from app.api import Api, compiler, follower, following, open_api
from app.api.errors import StoppingError
from app.api.schema import api_schema
from app.api.visitors import Visitor
from app.settings import Settings
from database import AsyncDatabase, Database, DatabaseSettings
from database.errors import DatabaseDownError
from graph_schema import apply
from loaders.graph import project, write_reading
from loaders.graph.changes import sort_key
from loaders.graph.retraction import retract
from loaders.records import Reading

EVENTS = """subscription ($since: Int, $filter: EventFilter) {
  events(since: $since, filter: $filter) { seq kind key event { type } } }"""
CORE: Any = api_schema()._schema
CHANGES = "subscription ($since: Int) { changes(since: $since) { seq kind label key } }"


def talks(text: str, **facts: Any) -> Told:
    given = {"mode": "negotiate", "party": [UKRAINE, RUSSIA], **facts}
    return told(text, "talks", "CONSULT", **given)


MAY = article(
    "May", talks("The talks in May", when="2025-05-16", place=ISTANBUL), published="2025-05-17", outlet="One"
)
JUNE = article(
    "June",
    talks("The talks in June", when="2025-06-02", place=ISTANBUL, mediator=[TURKEY]),
    published="2025-06-03",
    outlet="One",
)
JUNE_AGAIN = article(
    "June again",
    talks("Once more: talks on June 2", when="2025-06-02", place=ISTANBUL, mediator=[QATAR]),
    published="2025-06-04",
    outlet="Two",
)
STRIKE = article(
    "Strike",
    told("Russia struck Kyiv", "struck", "ASSAULT", source=[RUSSIA], target=[UKRAINE], when="2025-06-05"),
    published="2025-06-06",
)
OPINION = article(
    "Farce",
    talks("A columnist's talks", when="2025-07-04", place=DOHA, genre="opinion"),
    published="2025-07-05",
    genre="opinion",
)


def load(db: Database, *readings: Reading) -> None:
    for reading in readings:
        write_reading(db, reading)
    project(db)


@pytest.fixture(scope="module")
def prepared(database: Database) -> Database:
    """A database with our indexes."""
    database.run("MATCH (n) DETACH DELETE n")
    apply(database)
    return database


@pytest.fixture
def graph(prepared: Database) -> Database:
    """An empty graph of ours."""
    empty(prepared)
    return prepared


def empty(graph: Database) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    graph.run("MATCH (s:Schema) SET s.changes = 0")


@pytest.fixture
async def api(graph: Database, database_settings: DatabaseSettings) -> AsyncIterator[Api]:
    """The API on it, which looks for changes often."""
    async with AsyncDatabase(graph.endpoint) as reader:
        given_ = Settings(database=database_settings, query_timeout=120, poll_changes=0.02)
        api = open_api(given_, reader, lambda: graph)
        yield api
        await api.answering.follower.close()


@asynccontextmanager
async def listening(
    api: Api, document: str, caller: Caller = LOCAL, visitor: Visitor | None = None, **variables: Any
) -> AsyncIterator[AsyncIterator[Any]]:
    """Subscribe; gives the results as they come."""
    context = {"answering": api.answering, "caller": caller, "visitor": visitor}
    results: Any = await api.schema.subscribe(document, variables, context_value=context)
    async with aclosing(results):
        first = asyncio.ensure_future(anext(results))
        while not first.done() and not api.answering.follower.followers:
            await asyncio.sleep(0.01)
        try:
            yield _after(first, results)
        finally:
            first.cancel()
            await asyncio.wait([first])


async def _after(first: asyncio.Future[Any], others: AsyncIterator[Any]) -> AsyncIterator[Any]:
    yield await first
    async for each in others:
        yield each


async def result(results: AsyncIterator[Any]) -> Any:
    async with asyncio.timeout(20):
        return await anext(results)


async def message(results: AsyncIterator[Any]) -> Any:
    """Take the next message, which must be one."""
    found = await result(results)
    assert found.errors is None, found.errors
    (told_,) = found.data.values()
    assert found.extensions["seq"] == told_["seq"]
    return told_


async def told_up_to(results: AsyncIterator[Any], seq: int) -> list[int]:
    """Take the numbers of all messages up to one."""
    seqs: list[int] = []
    while not seqs or seqs[-1] < seq:
        seqs.append((await message(results))["seq"])
    return seqs


def feed(graph: Database, where: str = "true") -> list[int]:
    return [
        row["seq"] for row in graph.run(f"MATCH (c:Change) WHERE {where} RETURN c.seq AS seq ORDER BY c.seq")
    ]


def write_change(graph: Database, seq: int) -> None:
    graph.run(
        "MERGE (c:Change {sort_key: $sort_key}) SET c.seq = $seq, c.kind = 'changed', c.label = 'Event', "
        "c.key = 'e', c.reason = 'rebuild', c.at = datetime()",
        seq=seq,
        sort_key=sort_key(seq),
    )


# -- what is told ------------------------------------------------------------------------------------


async def test_a_new_event_is_told(api: Api, graph: Database) -> None:
    async with listening(api, EVENTS) as results:
        load(graph, MAY)
        new = await message(results)
    assert (new["kind"], new["event"]) == ("added", {"type": "CONSULT"})


async def test_who_begins_without_a_position_is_told_what_comes_from_now_on(
    api: Api, graph: Database
) -> None:
    load(graph, MAY)
    async with listening(api, EVENTS) as results:
        load(graph, STRIKE)
        assert (await message(results))["event"] == {"type": "ASSAULT"}


async def test_a_new_event_that_does_not_meet_the_filter_is_not_told(api: Api, graph: Database) -> None:
    async with listening(api, EVENTS, filter={"type": ["ASSAULT"], "actor": "Ukraine"}) as results:
        load(graph, MAY)
        load(graph, STRIKE)
        assert (await message(results))["event"] == {"type": "ASSAULT"}


async def test_opinion_must_be_asked_for(api: Api, graph: Database) -> None:
    load(graph, OPINION, STRIKE)
    async with listening(api, EVENTS, since=0) as results:
        assert (await message(results))["event"] == {"type": "ASSAULT"}
    async with listening(api, EVENTS, since=0, filter={"genre": ["opinion"]}) as results:
        assert (await message(results))["event"] == {"type": "CONSULT"}


async def test_what_is_taken_back_is_told_to_whoever_follows(api: Api, graph: Database) -> None:
    load(graph, MAY)
    async with listening(api, EVENTS, filter={"type": ["ASSAULT"]}) as results:
        retract(graph, [MAY.article.id], reason="a hoax")
        gone = await message(results)
    assert (gone["kind"], gone["event"]) == ("withdrawn", None)


async def test_an_event_that_a_second_article_tells_of_is_told_with_the_new_sentence(
    api: Api, graph: Database
) -> None:
    load(graph, JUNE)
    document = "subscription { events { kind seq event { mediators { name } } mentions { sentence } } }"
    async with listening(api, document) as results:
        load(graph, JUNE_AGAIN)
        changed = await message(results)
    assert changed["kind"] == "changed"
    assert {each["name"] for each in changed["event"]["mediators"]} == {"Turkey", "Qatar"}
    assert changed["mentions"] == [{"sentence": "Once more: talks on June 2"}]


async def test_a_new_round_is_told_with_its_negotiation(api: Api, graph: Database) -> None:
    load(graph, MAY)
    document = """subscription { negotiations(filter: {actor: "Turkey"}) {
      seq kind negotiation { name rounds { number } } rounds { number event { mediators { name } } } } }"""
    async with listening(api, document) as results:
        load(graph, JUNE)
        told_ = await message(results)
    assert [each["number"] for each in told_["negotiation"]["rounds"]] == [1, 2]
    assert told_["rounds"] == [{"number": 2, "event": {"mediators": [{"name": "Turkey"}]}}]


async def test_a_new_mention_of_an_actor_is_told_and_its_withdrawal(api: Api, graph: Database) -> None:
    load(graph, JUNE)
    document = """subscription { mentions(filter: {actor: "Qatar"}) {
      seq mentions { sentence } withdrawn { sentence } event { type } } }"""
    sentence = [{"sentence": "Once more: talks on June 2"}]
    async with listening(api, document) as results:
        load(graph, STRIKE, JUNE_AGAIN)
        came = await message(results)
        retract(graph, [JUNE_AGAIN.article.id], reason="a hoax")
        went = await message(results)
    assert (came["mentions"], came["withdrawn"], came["event"]) == (sentence, [], {"type": "CONSULT"})
    assert (went["mentions"], went["withdrawn"]) == ([], sentence)


async def test_only_the_new_is_told_to_who_asks_for_it(api: Api, graph: Database) -> None:
    document = "subscription { events(since: 0, kind: [added]) { seq kind } }"
    load(graph, MAY)
    retract(graph, [MAY.article.id], reason="a hoax")
    load(graph, STRIKE)
    added = feed(graph, "c.label = 'Event' AND c.kind = 'added'")
    async with listening(api, document) as results:
        assert await told_up_to(results, added[-1]) == added[-1:]


async def test_all_changes_are_told_in_order(api: Api, graph: Database) -> None:
    load(graph, MAY, JUNE, STRIKE)
    retract(graph, [MAY.article.id], reason="a hoax")
    async with listening(api, CHANGES, since=0) as results:
        assert await told_up_to(results, feed(graph)[-1]) == feed(graph)


async def test_a_mutation_is_told_at_once(api: Api, graph: Database) -> None:
    load(graph, MAY)
    api.answering.follower._seconds = 3_600
    async with listening(api, EVENTS) as results:
        waiting = asyncio.ensure_future(message(results))
        await asyncio.sleep(0.1)
        document = 'mutation ($id: String!) { retract(articles: [$id], reason: "a hoax") { events } }'
        assert (await api.execute(document, {"id": MAY.article.id})).errors is None
        assert (await waiting)["kind"] == "withdrawn"


async def test_what_is_read_beside_its_position_is_followed_without_a_gap(api: Api, graph: Database) -> None:
    load(graph, MAY)
    read = await api.execute("{ statistics { changes } events { nodes { id } } }")
    load(graph, STRIKE)
    async with listening(api, EVENTS, since=read.data["statistics"]["changes"]) as results:
        assert (await message(results))["event"] == {"type": "ASSAULT"}


async def test_a_position_stays_before_a_change_that_cannot_be_read_yet(api: Api, graph: Database) -> None:
    load(graph, MAY)
    last = feed(graph)[-1]
    write_change(graph, last + 2)
    assert (await api.execute("{ statistics { changes } }")).data["statistics"]["changes"] == last
    write_change(graph, last + 1)
    assert (await api.execute("{ statistics { changes } }")).data["statistics"]["changes"] == last + 2


@pytest.mark.parametrize("field", ["events", "negotiations", "mentions", "changes"])
async def test_every_field_of_a_message_is_told(api: Api, graph: Database, field: str) -> None:
    load(graph, MAY, JUNE)
    kind = get_named_type(CORE.subscription_type.fields[field].type)
    async with listening(api, f"subscription {{ {field}(since: 0) {{ {all_fields(kind)} }} }}") as results:
        assert await message(results)


# -- what is not told --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "code", "words"),
    [
        ("subscription { events(since: 5) { seq } }", "UNKNOWN_POSITION", "the last one is 0"),
        ("subscription { events(since: -1) { seq } }", "UNKNOWN_POSITION", "no change"),
        (
            "subscription { events { event { mentions(first: 500) { nodes { arguments { role } } } } } }",
            "TOO_COSTLY",
            "smaller pages",
        ),
        ("subscription { events { seq } changes { seq } }", None, "must select only one top level field"),
    ],
)
async def test_what_cannot_be_followed_is_refused(
    api: Api, document: str, code: str | None, words: str
) -> None:
    async with listening(api, document) as results:
        refused = await result(results)
    (error,) = refused.errors
    assert words in error.message
    assert (error.extensions or {}).get("code") == code


async def test_who_may_not_read_may_not_follow(api: Api) -> None:
    async with listening(api, EVENTS, NOBODY) as results:
        (error,) = (await result(results)).errors
    assert error.extensions["code"] == "UNAUTHENTICATED"


async def test_a_key_that_is_revoked_is_told_nothing_more(api: Api, graph: Database) -> None:
    class Revoked(Visitor):
        def check(self) -> None:
            raise UnknownKeyError

    async with listening(api, EVENTS, visitor=Revoked()) as results:
        load(graph, MAY)
        (error,) = (await result(results)).errors
        with pytest.raises(StopAsyncIteration):
            await result(results)
    assert error.extensions == {"code": "UNAUTHENTICATED", "seq": 0}


async def test_a_graph_that_is_emptied_ends_what_followed_it(api: Api, graph: Database) -> None:
    load(graph, MAY)
    async with listening(api, EVENTS) as results:
        graph.run("MATCH (s:Schema) SET s.changes = 0")
        (error,) = (await result(results)).errors
    assert error.extensions["code"] == "UNKNOWN_POSITION"


# -- dropped, slow, away -----------------------------------------------------------------------------


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drops=st.lists(st.integers(0, 4), min_size=1, max_size=6),
    loads=st.permutations([MAY, JUNE, JUNE_AGAIN, STRIKE]),
)
def test_nothing_is_lost_or_told_twice_however_often_the_connection_drops(
    graph: Database, database_settings: DatabaseSettings, drops: list[int], loads: list[Reading]
) -> None:
    async def followed() -> list[int]:
        seqs: list[int] = []
        pending = iter(loads)
        async with AsyncDatabase(graph.endpoint) as reader:
            api = open_api(Settings(database=database_settings, query_timeout=120, poll_changes=0.01), reader)
            for take in drops:
                async with listening(api, CHANGES, since=seqs[-1] if seqs else 0) as results:
                    for reading in islice(pending, 1):
                        await asyncio.to_thread(load, graph, reading)
                    for _ in range(min(take, feed(graph)[-1] - len(seqs))):
                        seqs.append((await message(results))["seq"])
            async with listening(api, CHANGES, since=seqs[-1] if seqs else 0) as results:
                await asyncio.to_thread(load, graph, *pending)
                if len(seqs) < feed(graph)[-1]:
                    seqs += await told_up_to(results, feed(graph)[-1])
            await api.answering.follower.close()
        await asyncio.sleep(0.05)  # connections of statements that were dropped are closed
        return seqs

    empty(graph)
    assert asyncio.run(followed()) == feed(graph)


async def test_who_reads_slowly_is_told_all_the_same(
    api: Api, graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for told_by in (compiler, following):  # the statement's limit, and what tells that it was reached
        monkeypatch.setattr(told_by, "MOST_TOLD", 1)
    async with listening(api, CHANGES) as results:
        for reading in (MAY, JUNE, STRIKE):
            await asyncio.to_thread(load, graph, reading)
            await asyncio.sleep(0.05)
        assert await told_up_to(results, feed(graph)[-1]) == feed(graph)


async def test_while_the_database_is_away_a_subscription_waits(
    api: Api, graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = AsyncDatabase.one

    async def down(*_: object, **__: object) -> None:
        raise DatabaseDownError("bolt://db:7687", "refused", "Start it.")

    monkeypatch.setattr(follower, "AWAY_SECONDS", 0.02)
    async with listening(api, EVENTS) as results:
        waiting = asyncio.ensure_future(message(results))
        await asyncio.sleep(0.05)
        monkeypatch.setattr(AsyncDatabase, "one", down)
        await asyncio.to_thread(load, graph, MAY)
        await asyncio.sleep(0.1)
        assert not waiting.done()
        monkeypatch.setattr(AsyncDatabase, "one", reads)
        assert (await waiting)["kind"] == "added"


async def test_a_service_that_stops_says_from_where_to_go_on(api: Api, graph: Database) -> None:
    load(graph, MAY)
    async with listening(api, EVENTS) as results:
        waiting = asyncio.ensure_future(result(results))
        await asyncio.sleep(0.05)
        await api.answering.follower.close()
        (error,) = (await waiting).errors
    assert error.extensions == {"code": "SERVICE_STOPPING", "seq": feed(graph)[-1]}


async def test_who_waits_for_the_database_ends_when_the_service_stops(api: Api) -> None:
    await api.answering.follower.close()
    async with asyncio.timeout(1):
        with pytest.raises(StoppingError):
            await api.answering.follower.back()


async def test_the_one_task_that_looks_logs_without_the_id_of_whose_request_began_it(api: Api) -> None:
    with bound_contextvars(request_id="first"):
        async with listening(api, EVENTS):
            watching = api.answering.follower._watching
            assert watching
            assert "request_id" not in watching.get_context().run(get_contextvars)


async def test_a_change_that_is_numbered_but_not_to_be_read_yet_is_waited_for(
    api: Api, graph: Database
) -> None:
    load(graph, MAY)
    last = feed(graph)[-1]
    async with listening(api, CHANGES) as results:
        graph.run("MATCH (s:Schema) SET s.changes = s.changes + 2")
        write_change(graph, last + 2)
        await asyncio.sleep(0.2)
        write_change(graph, last + 1)
        assert await told_up_to(results, last + 2) == [last + 1, last + 2]
