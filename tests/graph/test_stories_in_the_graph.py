"""The story set in the real Neo4j: whatever the order, the batches and the steps of loading, one graph comes out."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from database import Database
from evaluation import read_gold
from evaluation.gold import Stories
from loaders.graph import rebuild, snapshot
from loaders.graph.snapshot import Snapshot
from loaders.load import load
from loaders.reading import readings_of
from loaders.records import Reading
from loaders.resolution import resolve

STORIES = Path(__file__).parents[2] / "annotated" / "stories"


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """The readings of all articles; of one that comes in two versions both, in their order."""
    gold = read_gold(STORIES)
    assert isinstance(gold, Stories)
    articles = [told.article for story in gold.stories for told in story.articles]
    return [result for result in readings_of(articles) if isinstance(result, Reading)]


def first_versions(readings: Iterable[Reading]) -> list[Reading]:
    return list({reading.article.id: reading for reading in reversed(list(readings))}.values())


def cleared(graph: Database) -> Database:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    return graph


def loaded(graph: Database, *batches: Sequence[Reading]) -> Snapshot:
    for batch in batches:
        load(cleared(graph) if batch is batches[0] else graph, batch)
    return snapshot(graph)


def test_the_graph_holds_what_resolving_in_memory_gives(graph: Database, readings: list[Reading]) -> None:
    load(graph, readings)
    expected = resolve({reading.article.id: reading for reading in readings}.values())
    stored = {
        row["id"]: row["mentions"]
        for row in graph.run(
            "MATCH (m:Mention)-[:REPORTS]->(e:Event) RETURN e.id AS id, collect(m.id) AS mentions"
        )
    }
    assert {key: sorted(mentions) for key, mentions in stored.items()} == {
        event.id: sorted(event.mentions) for event in expected.events
    }
    negotiations = graph.run("MATCH (n:Negotiation) RETURN n.id AS id ORDER BY id")
    assert [row["id"] for row in negotiations] == sorted(each.id for each in expected.negotiations)


def test_rebuilding_the_stories_changes_nothing(graph: Database, readings: list[Reading]) -> None:
    before = loaded(graph, readings)
    rebuild(graph)
    assert snapshot(graph) == before


def test_loading_the_stories_again_changes_nothing(graph: Database, readings: list[Reading]) -> None:
    before = loaded(graph, readings)
    load(graph, readings)
    assert snapshot(graph) == before


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10_000), size=st.sampled_from([1, 7, 30]))
def test_any_order_and_any_batches_give_one_graph(
    graph: Database, readings: list[Reading], seed: int, size: int
) -> None:
    articles = first_versions(readings)[:30]
    at_once = loaded(graph, articles)
    shuffled = random.Random(seed).sample(articles, len(articles))  # noqa: S311  # any order
    batches = [shuffled[start : start + size] for start in range(0, len(shuffled), size)]
    assert loaded(graph, *batches) == at_once


THOROUGH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(seed=st.integers(0, 10_000))
def test_any_order_gives_one_resolution_in_memory(readings: list[Reading], seed: int) -> None:
    articles = first_versions(readings)
    shuffled = random.Random(seed).sample(articles, len(articles))  # noqa: S311  # any order
    assert resolve(shuffled) == resolve(articles)
