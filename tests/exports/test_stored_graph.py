"""The graph of what Neo4j holds is the graph of the records that were loaded into it."""

from __future__ import annotations

from datetime import date

import networkx as nx
import pytest

from app.exports.corpus import Corpus
from app.exports.flat_values import ExportError
from app.exports.record_graph import build_graph
from app.exports.selection import Selection
from app.exports.stored_graph import read_graph
from graph_schema import apply
from loaders.graph import project, write_reading
from loaders.resolution import resolve


@pytest.fixture
def stored(db, corpus) -> Corpus:
    """The corpus as it is resolved by itself, loaded into the database."""
    apply(db)
    for reading in corpus.readings:
        write_reading(db, reading)
    project(db)
    resolution = resolve(corpus.readings)
    return Corpus(corpus.readings, resolution.events, resolution.negotiations)


def told(graph: nx.MultiDiGraph) -> list[tuple]:
    """All nodes and edges; the stage of a negotiation aside, which only the database knows."""
    nodes = [(node, {k: v for k, v in data.items() if k != "stage"}) for node, data in graph.nodes(data=True)]
    return sorted(nodes + list(graph.edges(keys=True, data=True)), key=lambda item: item[:-1])


def types_of(graph: nx.MultiDiGraph) -> set[str]:
    return {data["type"] for _, data in graph.nodes(data=True) if data["kind"] == "event"}


def test_both_sides_build_the_same_graph(db, stored):
    assert told(read_graph(db)) == told(build_graph(stored))


def test_both_sides_build_the_same_graph_with_opinion(db, stored):
    genres = ["news", "opinion"]
    from_store = read_graph(db, Selection(genres=genres))
    assert told(from_store) == told(build_graph(stored, genres=genres))


def test_the_graph_read_holds_the_talks_with_their_mediator(db, stored):
    graph = read_graph(db)
    edges = graph.edges(keys=True, data=True)
    mediated = {actor: data for actor, _, key, data in edges if key == "MEDIATED"}
    assert [graph.nodes[actor]["label"] for actor in mediated] == ["Wang Yi"]


def test_what_is_less_sure_than_asked_for_is_left_out(db, stored):
    sure = nx.get_node_attributes(read_graph(db, Selection(confidence=0.93)), "confidence")
    everything = nx.get_node_attributes(read_graph(db), "confidence")
    assert 0 < len(sure) < len(everything)
    assert min(sure.values()) >= 0.93


def test_evidence_can_be_left_behind(db, stored):
    graph = read_graph(db, Selection(evidence=False))
    assert not any("evidence" in data for _, _, data in graph.edges(data=True))


def test_the_adjacency_filled_directly_is_what_networkx_would_have_made(db, stored):
    graph = read_graph(db)
    rebuilt = nx.MultiDiGraph()
    rebuilt.add_nodes_from(graph.nodes(data=True))
    rebuilt.add_edges_from(graph.edges(keys=True, data=True))
    assert nx.utils.graphs_equal(graph, rebuilt)
    assert graph.pred == rebuilt.pred


@pytest.mark.parametrize(
    ("selection", "events"),
    [
        (Selection(actors=["Wang Yi"]), ["CONSULT"]),
        (Selection(actors=["PRC"]), []),
        (Selection(actors=["Q794"]), ["CONSULT"]),
        (Selection(types=["AGREE"]), []),
        (Selection(statuses=["happened"]), ["CONSULT"]),
        (Selection(since=date(2023, 3, 10)), ["CONSULT"]),
        (Selection(since=date(2023, 3, 11)), []),
        (Selection(until=date(2023, 3, 9)), []),
        (Selection(genres=["opinion"]), ["CONSULT"]),
    ],
    ids=str,
)
def test_a_selection_keeps_the_events_that_meet_it(db, stored, selection, events):
    assert types_of(read_graph(db, selection)) == set(events)


def test_an_actor_that_nobody_knows_is_an_error(db, stored):
    with pytest.raises(ExportError, match="Wang Li"):
        read_graph(db, Selection(actors=["Wang Yi", "Wang Li"]))


@pytest.mark.parametrize("words", [{"types": ["TALK"]}, {"statuses": ["done"]}, {"genres": ["gossip"]}])
def test_a_word_that_the_schema_does_not_know_is_an_error(words):
    with pytest.raises(ExportError, match="Choose from"):
        Selection(**words)


def test_a_word_in_place_of_a_list_is_an_error():
    with pytest.raises(ExportError, match="list"):
        Selection(types="CONSULT")


def test_an_empty_database_is_an_empty_graph(db):
    apply(db)
    assert len(read_graph(db)) == 0
