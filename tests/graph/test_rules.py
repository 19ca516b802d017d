"""A store that was put together by other rules says so until it is rebuilt, and is asked by its own."""

from __future__ import annotations

from datetime import UTC, datetime

from storytelling import RUSSIA, UKRAINE, article, told

from database import Database
from loaders.graph import project, rebuild, write_reading
from loaders.graph.past import AsOf, recall_past
from loaders.graph.rules import RULES, why_outdated
from loaders.records import Reading


def talks(name: str, when: str) -> Reading:
    held = told("They held talks", "talks", "CONSULT", mode="negotiate", party=[UKRAINE, RUSSIA], when=when)
    return article(name, held, published=when)


def load(graph: Database, pause_days: int = 180) -> None:
    for reading in (talks("May", "2024-05-16"), talks("Again", "2025-04-16")):
        write_reading(graph, reading)
    project(graph, pause_days=pause_days)


def test_a_store_of_these_rules_needs_no_rebuild(graph: Database) -> None:
    load(graph)
    assert why_outdated(graph, 180) is None


def test_an_empty_store_needs_none_whatever_it_was(graph: Database) -> None:
    graph.run("MATCH (s:Schema) SET s.rules = 0")
    assert why_outdated(graph, 180) is None


def test_a_store_of_older_rules_says_so_until_it_is_rebuilt(graph: Database) -> None:
    load(graph)
    graph.run("MATCH (s:Schema) REMOVE s.rules")
    assert "older rules (number 1)" in str(why_outdated(graph, 180))
    rebuild(graph)
    assert why_outdated(graph, 180) is None


def test_loading_more_does_not_hide_that_a_store_is_of_older_rules(graph: Database) -> None:
    load(graph)
    graph.run("MATCH (s:Schema) REMOVE s.rules")
    write_reading(graph, talks("More", "2025-04-20"))
    project(graph)
    assert "goodoffices rebuild" in str(why_outdated(graph, 180))


def test_newer_rules_ask_for_another_service(graph: Database) -> None:
    load(graph)
    graph.run("MATCH (s:Schema) SET s.rules = $newer", newer=RULES + 1)
    assert "Upgrade the service" in str(why_outdated(graph, 180))


def test_another_pause_than_that_of_the_store_is_told(graph: Database) -> None:
    load(graph)
    assert "GOODOFFICES_PAUSE_DAYS is 400" in str(why_outdated(graph, 400))


def test_the_past_is_told_apart_by_the_pause_of_the_store(graph: Database) -> None:
    load(graph, pause_days=400)
    past = recall_past(graph, AsOf(ingested=datetime.now(UTC)))
    assert len(past.negotiations) == 1
