"""What the declarations do to a real Neo4j."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import graph_schema
from database import Database
from graph_schema import (
    NewerSchemaError,
    OlderSchemaError,
    constraints,
    indexes,
    merge_nodes,
    merge_relationships,
    schema,
)


def names(db: Database) -> set[str]:
    return {row["name"] for row in db.run("SHOW INDEXES YIELD name")}


def test_all_constraints_and_indexes_are_created(db: Database) -> None:
    graph_schema.apply(db)
    assert {definition.name for definition in (*constraints(), *indexes())} <= names(db)


def test_applying_again_changes_nothing(db: Database) -> None:
    graph_schema.apply(db)
    before = names(db)
    graph_schema.apply(db)
    assert names(db) == before


def test_a_dropped_index_is_created_again(db: Database) -> None:
    graph_schema.apply(db)
    db.run("DROP INDEX place_name")
    graph_schema.apply(db)
    assert "place_name" in names(db)


def test_the_version_is_stored(db: Database) -> None:
    graph_schema.apply(db)
    assert graph_schema.stored_version(db) == schema().version


def test_a_fresh_database_has_no_version(db: Database) -> None:
    assert graph_schema.stored_version(db) is None


def test_a_newer_database_is_refused(db: Database) -> None:
    graph_schema.apply(db)
    db.run("MATCH (s:Schema) SET s.version = 999")
    with pytest.raises(NewerSchemaError, match="schema version 999"):
        graph_schema.apply(db)


def test_an_older_graph_is_brought_to_the_version(db: Database) -> None:
    graph_schema.apply(db)
    db.run("MATCH (s:Schema) SET s.version = 2")
    db.run("CREATE (:Actor {id: 'Q1'})-[:PARTY_TO]->(:Event {id: 'e1'})")
    graph_schema.apply(db)
    assert db.run("MATCH ()-[r:PARTY_TO]->() RETURN r.actor AS actor") == [{"actor": "Q1"}]
    assert graph_schema.stored_version(db) == schema().version


def test_an_older_graph_is_not_read_as_it_is(db: Database) -> None:
    graph_schema.apply(db)
    graph_schema.check_version(db)
    db.run("MATCH (s:Schema) SET s.version = 2")
    with pytest.raises(OlderSchemaError, match="as a user who may write"):
        graph_schema.check_version(db)


@pytest.mark.parametrize("label", schema().nodes)
def test_every_node_statement_is_valid_cypher(db: Database, label: str) -> None:
    db.run("EXPLAIN " + merge_nodes(label), rows=[])


@pytest.mark.parametrize("kind", schema().relationships)
def test_every_relationship_statement_is_valid_cypher(db: Database, kind: str) -> None:
    start, end = schema().relationships[kind].ends[-1]
    db.run("EXPLAIN " + merge_relationships(kind, start, end), rows=[])


def test_writing_a_row_twice_gives_one_node(db: Database) -> None:
    row = {"id": "p1", "name": "Geneva", "country": "CHE"}
    assert db.run(merge_nodes("Place"), rows=[row, row]) == [{"written": 2}]
    assert db.run("MATCH (p:Place) RETURN p.name AS name") == [{"name": "Geneva"}]


def test_overwriting_removes_what_a_row_lacks(db: Database) -> None:
    db.run(merge_nodes("Place"), rows=[{"id": "p1", "name": "Geneva", "country": "CHE"}])
    db.run(merge_nodes("Place"), rows=[{"id": "p1", "name": "Geneva"}])
    assert db.run("MATCH (p:Place) RETURN p.country AS country") == [{"country": None}]


def test_what_is_written_once_stays(db: Database) -> None:
    db.run(merge_nodes("Sentence"), rows=[{"id": "s1", "text": "Talks began."}])
    db.run(merge_nodes("Sentence"), rows=[{"id": "s1", "text": "Talks ended."}])
    assert db.run("MATCH (s:Sentence) RETURN s.text AS text") == [{"text": "Talks began."}]


def test_a_derived_property_is_computed(db: Database) -> None:
    db.run(merge_nodes("Event"), rows=[{"id": "e1", "start": date(2025, 6, 2)}, {"id": "e2"}])
    keys = db.run("MATCH (e:Event) RETURN e.sort_key AS key ORDER BY key")
    assert [row["key"] for row in keys] == ["0000-00-00 e2", "2025-06-02 e1"]


def test_what_a_row_does_not_give_has_its_default(db: Database) -> None:
    now, before = datetime(2025, 6, 3, tzinfo=UTC), datetime(2025, 6, 2, tzinfo=UTC)
    db.run(merge_nodes("Article"), rows=[{"id": "a1"}, {"id": "a2", "ingested": before}], now=now)
    rows = db.run("MATCH (a:Article) RETURN a.ingested AS ingested ORDER BY a.id")
    assert [row["ingested"] for row in rows] == [now, before]


def test_an_actor_has_one_second_label(db: Database) -> None:
    for label in ("Party", "ArmedGroup"):
        db.run(merge_nodes("Actor"), rows=[{"id": "a1", "name": "Alpha", "label": label}])
    assert db.run("MATCH (a:Actor) RETURN labels(a) AS labels") == [{"labels": ["Actor", "ArmedGroup"]}]


def test_a_missing_end_shows_in_the_count(db: Database) -> None:
    db.run(merge_nodes("Place"), rows=[{"id": "p1", "name": "Geneva"}])
    rows = [{"from": "nobody", "to": "p1"}]
    assert db.run(merge_relationships("AT"), rows=rows) == [{"written": 0}]


def test_aliases_are_searched(db: Database) -> None:
    graph_schema.apply(db)
    rows = [
        {"id": "a1", "name": "Russia", "label": "State", "aliases": ["Russian Federation", "Moscow"]},
    ]
    db.run(merge_nodes("Actor"), rows=rows)
    db.run("CALL db.awaitIndexes(30)")
    found = db.run(
        "CALL db.index.fulltext.queryNodes('actor_names', 'moscow') YIELD node RETURN node.id AS id"
    )
    assert found == [{"id": "a1"}]
