"""The change feed: what became of events, negotiations and actors, and why."""

from __future__ import annotations

from dataclasses import replace

from storytelling import ISTANBUL, RUSSIA, TURKEY, UKRAINE, Told, article, talks, told

from database import Database
from loaders.graph import judge, project, rebuild, write_reading
from loaders.graph.retraction import restore, retract
from loaders.graph.subjects import find_subjects
from loaders.judgements.records import Judgement
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


def members(graph: Database, since: int, label: str) -> list[tuple[int, int]]:
    """How many each change gained and lost."""
    rows = graph.run(
        "MATCH (c:Change {label: $label}) WHERE c.seq > $since "
        "RETURN size(coalesce(c.gained, [])) AS gained, size(coalesce(c.lost, [])) AS lost ORDER BY c.sort_key",
        label=label,
        since=since,
    )
    return [(row["gained"], row["lost"]) for row in rows]


def test_a_change_names_the_mentions_that_came_with_it(graph: Database) -> None:
    start = last(graph)
    load(graph, FIRST)
    load(graph, SECOND)
    (mention,) = SECOND.mentions
    rows = graph.run("MATCH (c:Change {label: 'Event'}) RETURN c.gained AS gained ORDER BY c.sort_key")
    assert rows[-1]["gained"] == [mention.id]
    assert members(graph, start, "Negotiation") == [(1, 0)]


def test_a_change_names_the_mentions_that_went_with_it(graph: Database) -> None:
    load(graph, FIRST, SECOND)
    start = last(graph)
    retract(graph, [SECOND.article.id], reason="withdrawn")
    assert members(graph, start, "Event") == [(0, 1)]
    restore(graph, [SECOND.article.id])
    assert members(graph, start, "Event") == [(0, 1), (1, 0)]


def test_what_moves_from_one_event_to_another_is_neither_gained_nor_lost(graph: Database) -> None:
    load(graph, FIRST, article("Vague", talks("Their talks in June", "2025-06"), published="2025-06-05"))
    start = last(graph)
    (mention,) = FIRST.mentions
    (other,) = graph.run("MATCH (m:Mention) WHERE m.id <> $id RETURN m.id AS id", id=mention.id)
    meant = find_subjects(graph, [mention.id, other["id"]], "different")
    judge(graph, [Judgement("different", meant.about, meant.subjects, "me")])
    assert [kind for kind, label, _ in changes(graph, start) if label == "Event"]
    assert set(members(graph, start, "Event")) == {(0, 0)}
