"""The networkx graph of records in memory."""

from __future__ import annotations

import networkx as nx
import pytest

from app.exports.graph import GraphBuilder, date_text
from app.exports.record_graph import build_graph
from graph_schema import schema


@pytest.fixture
def graph(corpus):
    return build_graph(corpus)


def test_nodes_are_actors_events_and_negotiations(graph):
    kinds = nx.get_node_attributes(graph, "kind")
    assert {kind: sum(one == kind for one in kinds.values()) for kind in set(kinds.values())} == {
        "actor": 4,
        "event": 1,
        "negotiation": 1,
    }


def test_a_role_is_an_edge_under_its_relationship_type(graph):
    edge = graph["Q1193118"]["e1"]["MEDIATED"]
    assert (edge["role"], edge["type"], edge["status"], edge["mentions"], edge["for"]) == (
        "mediator",
        "CONSULT",
        "happened",
        2,
        "Q148",
    )


def test_an_edge_holds_its_sentences_the_best_first(graph):
    evidence = graph["Q1193118"]["e1"]["MEDIATED"]["evidence"]
    assert [one["mention"] for one in evidence] == ["m1", "m2"]
    assert evidence[0]["outlet"] == "Gulf Ledger"
    assert evidence[0]["published"] == "2023-03-10"


def test_unknown_is_absent(graph):
    evidence = graph["Q1193118"]["e1"]["MEDIATED"]["evidence"][1]
    assert "outlet" not in evidence
    assert "published" not in evidence


def test_opinion_is_left_out(graph):
    assert "e2" not in graph
    assert "Q20" not in graph


def test_opinion_is_there_for_those_who_ask(corpus):
    graph = build_graph(corpus, genres={"news", "opinion"})
    assert graph["Q20"]["e2"]["MEDIATED"]["status"] == "hypothetical"


def test_a_negotiation_has_its_rounds_and_principals(graph):
    assert graph["e1"]["n1"]["ROUND_OF"]["number"] == 1
    assert {start for start, _, key in graph.in_edges("n1", keys=True) if key == "PRINCIPAL_IN"} == {
        "Q794",
        "Q851",
    }


def test_a_label_says_which_event_it_is(graph):
    assert graph.nodes["e1"]["label"] == "CONSULT negotiate, Beijing, 2023-03-10"


def test_properties_go_by_the_names_of_the_schema(graph):
    declared = {one.name for one in schema().nodes["Event"].properties}
    assert set(graph.nodes["e1"]) - declared == {"kind", "label", "place"}


def test_edges_go_by_the_names_of_the_schema(graph):
    declared = {one.name for one in schema().relationships["MEDIATED"].properties}
    edge = graph["Q1193118"]["e1"]["MEDIATED"]
    assert set(edge) - declared == {"relationship", "role", "evidence"}


def test_the_adjacency_filled_directly_is_what_networkx_would_have_made(graph):
    rebuilt = nx.MultiDiGraph()
    rebuilt.add_nodes_from(graph.nodes(data=True))
    rebuilt.add_edges_from(graph.edges(keys=True, data=True))
    assert nx.utils.graphs_equal(graph, rebuilt)
    assert graph.pred == rebuilt.pred


def test_the_graph_can_be_changed_like_any_other(graph):
    graph.remove_node("e1")
    assert list(graph.predecessors("n1")) == ["Q794", "Q851"]


def test_adding_a_node_again_keeps_its_edges():
    builder = GraphBuilder()
    row = {"id": "Q794", "name": "Iran", "kind": "state"}
    builder.add_actor(row)
    builder.add_negotiation({"id": "n1", "name": "Talks"})
    builder.add_principal("Q794", "n1")
    builder.add_actor(row)
    assert builder.graph.has_edge("Q794", "n1")


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"start": "2022-01-01", "end": "2022-12-31", "precision": "year"}, "2022"),
        ({"start": "2022-05-01", "end": None, "precision": "range"}, "2022-05-01/.."),
        ({}, None),
    ],
)
def test_a_date_is_written_no_more_precisely_than_it_is_known(date, text):
    assert date_text(date) == text
