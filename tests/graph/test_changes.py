"""The change feed: what became of events, negotiations and actors, and why."""

from __future__ import annotations

from dataclasses import replace

from storytelling import ISTANBUL, RUSSIA, TURKEY, UKRAINE, Told, article, talks, told

from database import Database
from loaders.graph import project, rebuild, write_reading
from loaders.records import Reading


def strike(text: str) -> Told:
    return told(text, "struck", "ASSAULT", source=[RUSSIA], target=[UKRAINE], when="2025-06-05")


FIRST = article("June", talks(place=ISTANBUL), published="2025-06-03", outlet="One")
SECOND = article("Again", talks(place=ISTANBUL, mediator=[TURKEY]), published="2025-06-04", outlet="Two")


def load(graph: Database, *readings: Reading) -> None:
    for reading in readings:
        write_reading(graph, reading)
    project(graph)


def changes(graph: Database, since: int = 0) -> list[tuple[str, str, str]]:
    rows = graph.run(
        "MATCH (c:Change) WHERE c.seq > $since RETURN c.kind AS kind, c.label AS label, c.reason AS reason "
        "ORDER BY c.sort_key",
        since=since,
    )
    return [(row["kind"], row["label"], row["reason"]) for row in rows]


def last(graph: Database) -> int:
    (row,) = graph.run("MATCH (s:Schema) RETURN coalesce(s.changes, 0) AS seq")
    return int(row["seq"])


def test_what_is_new_is_added(graph: Database) -> None:
    start = last(graph)
    load(graph, FIRST)
    assert changes(graph, start) == [
        ("added", "Event", "new_article"),
        ("added", "Negotiation", "new_article"),
    ]


def test_a_second_report_changes_the_event_and_not_its_negotiation(graph: Database) -> None:
    load(graph, FIRST)
    start = last(graph)
    load(graph, SECOND)
    assert changes(graph, start) == [("changed", "Event", "new_article")]


def test_what_is_loaded_again_changes_nothing(graph: Database) -> None:
    load(graph, FIRST, SECOND)
    start = last(graph)
    load(graph, SECOND, FIRST)
    assert last(graph) == start


def test_a_rebuild_that_gives_the_same_changes_nothing(graph: Database) -> None:
    load(graph, FIRST, SECOND, article("Sky", strike("Russia struck Kyiv"), published="2025-06-06"))
    start = last(graph)
    rebuild(graph)
    assert changes(graph, start) == []


def test_what_a_correction_leaves_out_is_withdrawn(graph: Database) -> None:
    load(graph, article("Sky", strike("Russia struck Kyiv"), talks(), published="2025-06-06"))
    start = last(graph)
    load(graph, article("Sky", strike("Russia struck Kyiv"), published="2025-06-06", version="2"))
    assert sorted(changes(graph, start)) == [
        ("added", "Event", "corrected"),
        ("merged", "Event", "corrected"),
        ("withdrawn", "Event", "corrected"),
        ("withdrawn", "Negotiation", "corrected"),
    ]


def test_an_actor_that_gets_another_name_is_changed(graph: Database) -> None:
    load(graph, FIRST)
    start = last(graph)
    turkiye = replace(TURKEY, name="Türkiye")
    load(graph, SECOND)
    load(graph, article("More", talks("The talks in May", "2025-05-16", mediator=[turkiye])))
    assert ("changed", "Actor", "new_article") in changes(graph, start)


def test_numbers_follow_each_other_without_gaps(graph: Database) -> None:
    start = last(graph)
    load(graph, FIRST)
    load(graph, SECOND)
    numbers = [row["seq"] for row in graph.run("MATCH (c:Change) RETURN c.seq AS seq ORDER BY c.sort_key")]
    assert numbers == list(range(start + 1, last(graph) + 1))
