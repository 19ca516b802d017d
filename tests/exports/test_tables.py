"""CSV tables: one row a triple, one row an event."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.record_graph import build_graph
from app.exports.tables import (
    TRIPLE_COLUMNS,
    event_columns,
    original_text,
    shown_text,
    write_csv,
    write_events,
    write_triples,
)


def rows(write, graph) -> list[dict[str, str]]:
    out = io.BytesIO()
    write(graph, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


@pytest.fixture
def graph(corpus):
    return build_graph(corpus)


@pytest.fixture
def mediated(graph) -> dict[str, str]:
    (row,) = (row for row in rows(write_triples, graph) if row["relationship"] == "MEDIATED")
    return row


def test_there_is_a_row_for_each_role(graph):
    found = sorted((row["actor"], row["relationship"], row["event_id"]) for row in rows(write_triples, graph))
    assert found == [
        ("Iran", "PARTY_TO", "e1"),
        ("Saudi Arabia", "PARTY_TO", "e1"),
        ("Wang Yi", "MEDIATED", "e1"),
    ]


def test_a_triple_has_its_evidence(mediated):
    assert mediated["evidence_sentence"].startswith("Wang Yi of China mediated talks")
    assert (mediated["evidence_outlet"], mediated["evidence_published"]) == ("Gulf Ledger", "2023-03-10")


def test_further_evidence_is_not_lost(mediated):
    assert [one["mention"] for one in json.loads(mediated["other_evidence"])] == ["m2"]


def test_a_triple_says_whom_the_actor_acts_for(mediated):
    assert (mediated["for_id"], mediated["for"]) == ("Q148", "China")


def test_a_triple_says_which_negotiation_its_event_belongs_to(mediated):
    assert (mediated["negotiation"], mediated["round"]) == ("Iran-Saudi Arabia talks, Beijing, 2023", "1")


def test_a_participation_keeps_its_own_status(graph):
    (row,) = (row for row in rows(write_triples, graph) if row["actor"] == "Saudi Arabia")
    assert (row["status"], row["event_status"]) == ("planned", "happened")


def test_lists_of_words_are_json(mediated):
    assert json.loads(mediated["event_of"]) == ["AGREE", "CONSULT/meet"]


def test_an_event_has_a_column_for_each_role(graph):
    (row,) = rows(write_events, graph)
    assert (row["mediator"], row["party"], row["host"]) == ("Wang Yi", "Iran; Saudi Arabia", "")


@pytest.mark.parametrize("columns", [TRIPLE_COLUMNS, event_columns()], ids=["triples", "events"])
def test_columns_are_named_once(columns):
    assert len(columns) == len(set(columns))


@pytest.mark.parametrize("write", [write_triples, write_events])
def test_no_value_falls_outside_the_columns(write, graph, monkeypatch):
    unknown = []

    def checked(columns, found, out):
        unknown.extend(name for row in found for name in row if name not in {*columns, "negotiation_id"})

    monkeypatch.setattr("app.exports.tables.write_csv", checked)
    write(graph, io.BytesIO())
    assert unknown == []


@given(st.text())
def test_no_cell_is_a_formula(text):
    assert not shown_text(text).startswith(tuple("=+-@＝＋－＠\t\r\n"))


@given(st.text())
def test_the_apostrophe_comes_off_again(text):
    assert original_text(shown_text(text)) == text


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_text_reads_back(text):
    out = io.BytesIO()
    write_csv(["sentence"], [{"sentence": text}, {"sentence": "."}], out)
    (_, (cell,), _) = [row or [""] for row in csv.reader(io.StringIO(out.getvalue().decode(), newline=""))]
    assert original_text(cell) == text
