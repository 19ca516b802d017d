"""What a notebook user calls."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from storytelling import HELD

from app.exports.flat_values import ExportError
from app.notebook import GraphStore, connect
from graph_schema import apply
from loaders.graph import project, write_reading


@pytest.fixture
def store(db) -> GraphStore:
    apply(db)
    write_reading(db, HELD)
    project(db)
    return GraphStore(db)


def test_connect_reads_the_configured_database(store, database_settings, database):
    with connect(database_settings.model_copy(update=configured(database))) as connected:
        assert len(connected.graph()) == len(store.graph())


def configured(database):
    endpoint = database.endpoint
    return {
        "neo4j_uri": endpoint.uri,
        "neo4j_user": endpoint.user,
        "neo4j_password": endpoint.password,
        "neo4j_database": endpoint.database,
    }


def test_days_may_be_text(store):
    assert len(store.graph(since="2025-06-03")) == 0
    assert len(store.graph(since=date(2025, 6, 2))) > 0


def test_a_moment_counts_as_its_day(store):
    assert len(store.graph(since=datetime(2025, 6, 2, 23, 59, tzinfo=UTC))) > 0


def test_a_name_in_the_place_of_a_list_is_an_error(store):
    with pytest.raises(ExportError, match=r"\['Russia'\]"):
        store.graph(actors="Russia")


def test_as_of_leaves_out_what_was_published_later(store):
    assert len(store.graph(as_of="2025-06-02")) == 0


def test_triples_are_rows_with_the_same_keys(store):
    rows = store.frame()
    assert {(row["actor"], row["relationship"]) for row in rows} == {
        ("Russia", "PARTY_TO"),
        ("Ukraine", "PARTY_TO"),
        ("Turkey", "MEDIATED"),
    }
    assert len({tuple(row) for row in rows}) == 1


def test_events_are_rows_with_their_mediators(store):
    (row,) = store.frame("events", types=["CONSULT"])
    assert (row["mediator"], row["party"], row["place"]) == ("Turkey", "Russia; Ukraine", "Istanbul")


def test_a_text_that_is_no_day_is_an_error(store):
    with pytest.raises(ExportError, match="last May"):
        store.graph(since="last May")


def test_a_table_that_is_not_there_is_an_error(store):
    with pytest.raises(ExportError, match="triples, events"):
        store.frame("roles")
