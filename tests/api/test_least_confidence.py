"""What is told too unsurely is in answers only where it is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.api import Api, open_api
from app.settings import Settings
from database import AsyncDatabase, Database

AS_OF = '(asOf: {published: "2025-12-31"})'


@pytest.fixture
async def wary(story_graph: Database) -> AsyncIterator[Api]:
    """The API on the story, in which no mention is surer than 0.8, asking for more than that."""
    async with AsyncDatabase(story_graph.endpoint) as reader:
        yield open_api(Settings(least_confidence=0.9), reader)


async def count(api: Api, field: str) -> int:
    result = await api.execute(f"{{ {field} {{ totalCount }} }}")
    assert result.errors is None, result.errors
    assert result.data is not None
    return int(next(iter(result.data.values()))["totalCount"])


async def test_an_event_is_surer_the_more_tell_of_it(wary: Api) -> None:
    assert await count(wary, "events") == 1


async def test_roles_are_left_out_too(wary: Api, api: Api) -> None:
    assert await count(wary, "triples") < await count(api, "triples")


async def test_who_asks_for_less_gets_it(wary: Api, api: Api) -> None:
    assert await count(wary, "events(filter: {confidence: 0})") == await count(api, "events")


@pytest.mark.parametrize(
    ("filters", "lifted"),
    [
        ("and: [{confidence: 0}, {origins: 1}]", True),
        ("or: [{confidence: 0}, {confidence: 0, origins: 2}]", True),
        ("or: [{confidence: 0}, {origins: 1}]", False),
        ("not: {confidence: 2}", False),
    ],
)
async def test_only_who_asks_it_of_the_whole_list_gets_less(
    wary: Api, api: Api, filters: str, lifted: bool
) -> None:
    expected = await count(api, "events") if lifted else 1
    assert await count(wary, f"events(filter: {{{filters}}})") == expected


async def test_as_of_a_day_what_was_told_then_makes_it_sure(wary: Api) -> None:
    assert await count(wary, f"events{AS_OF}") == 1
    assert await count(wary, 'events(asOf: {published: "2025-06-03"})') == 0
