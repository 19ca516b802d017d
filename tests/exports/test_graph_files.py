"""Graph files: what is written reads back equal, whatever a scraped page has put into it."""

from __future__ import annotations

import io
import json
from datetime import date

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.exports.flat_values import ExportError, flat
from app.exports.formats import EXPORTERS
from app.exports.gexf import write_gexf
from app.exports.graphml import write_graphml
from app.exports.node_link import write_node_link
from app.exports.record_graph import build_graph

GRAPH_FILES = {"graphml": write_graphml, "gexf": write_gexf, "node-link": write_node_link}


def written(write, graph) -> bytes:
    out = io.BytesIO()
    write(graph, out)
    return out.getvalue()


def read_graphml(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    read = nx.read_graphml(io.BytesIO(written(write_graphml, graph)), force_multigraph=True)
    for _, _, data in read.edges(data=True):
        del data["key"]  # networkx has made it the edge's key, too
    read.graph.clear()
    return read


def read_gexf(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """As networkx reads it, less what it adds: ids and labels of edges, data of its own on the graph."""
    read = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(written(write_gexf, graph))))
    for _, _, data in read.edges(data=True):
        del data["id"], data["label"]
    read.graph.clear()
    return read


def read_node_link(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    return nx.node_link_graph(json.loads(written(write_node_link, graph)), edges="edges")


def flattened(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same graph with lists and dictionaries as the JSON text that XML holds in their place."""
    copy = nx.MultiDiGraph()
    copy.add_nodes_from((node, _flat(data)) for node, data in graph.nodes(data=True))
    copy.add_edges_from((u, v, key, _flat(data)) for u, v, key, data in graph.edges(keys=True, data=True))
    return copy


def _flat(data):
    return {name: flat(value) for name, value in data.items()}


@pytest.fixture
def graph(corpus) -> nx.MultiDiGraph:
    """A graph with a pair of parallel edges, for without one GEXF reads back as a graph without keys."""
    graph = build_graph(corpus, genres={"news", "opinion"})
    hosted = graph["Q1193118"]["e1"]["MEDIATED"] | {"relationship": "HOSTED", "role": "host"}
    graph.add_edge("Q1193118", "e1", "HOSTED", **hosted)
    return graph


def test_node_link_reads_back_equal(graph):
    assert nx.utils.graphs_equal(read_node_link(graph), graph)


def test_graphml_reads_back_equal(graph):
    assert nx.utils.graphs_equal(read_graphml(graph), flattened(graph))


def test_gexf_reads_back_equal(graph):
    assert nx.utils.graphs_equal(read_gexf(graph), flattened(graph))


def test_graphml_of_a_graph_without_parallel_edges_keeps_its_keys(corpus):
    graph = build_graph(corpus)
    assert set(read_graphml(graph).edges(keys=True)) == set(graph.edges(keys=True))


@pytest.mark.parametrize("write", GRAPH_FILES.values(), ids=GRAPH_FILES)
def test_none_is_left_out(write):
    graph = nx.MultiDiGraph()
    graph.add_node("a", country=None, label="A")
    assert b"None" not in written(write, graph)


@pytest.mark.parametrize("read", [read_graphml, read_gexf], ids=["graphml", "gexf"])
def test_lists_and_dates_become_text(read):
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", aliases=["B", "Ç"], since=date(1978, 9, 17))
    assert read(graph).nodes["a"] == {"label": "A", "aliases": '["B","Ç"]', "since": "1978-09-17"}


@pytest.mark.parametrize("write", [write_graphml, write_gexf], ids=["graphml", "gexf"])
def test_a_control_character_does_not_cost_the_file(write):
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A\x00B\x1b\ud800")
    etree.fromstring(written(write, graph))
    assert "A\ufffdB\ufffd\ufffd".encode() in written(write, graph)


@pytest.mark.parametrize("read", [read_graphml, read_gexf], ids=["graphml", "gexf"])
def test_values_of_several_types_are_text(read):
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", number=1)
    graph.add_node("b", label="B", number="two")
    assert [data["number"] for _, data in read(graph).nodes(data=True)] == ["1", "two"]


@pytest.mark.parametrize("read", [read_graphml, read_gexf], ids=["graphml", "gexf"])
def test_numbers_keep_their_type(read):
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", mentions=2, confidence=0.1 + 0.2, local=False, limit=float("inf"))
    data = read(graph).nodes["a"]
    assert data == {
        "label": "A", "mentions": 2, "confidence": 0.1 + 0.2, "local": False, "limit": float("inf"),
    }  # fmt: skip
    assert type(data["local"]) is bool


@pytest.mark.parametrize(
    ("form", "attributes"),
    [("graphml", {"key": 1}), ("gexf", {"id": 1}), ("node-link", {"source": "Reuters"})],
)
def test_an_attribute_that_the_format_would_overwrite_is_refused(form, attributes):
    graph = nx.MultiDiGraph()
    graph.add_edges_from([("a", "b", "MEDIATED", attributes)])
    with pytest.raises(ExportError, match=f"attribute '{next(iter(attributes))}'"):
        written(GRAPH_FILES[form], graph)


@pytest.mark.parametrize("form", GRAPH_FILES)
def test_an_empty_graph_is_a_whole_file(form):
    read = {"graphml": read_graphml, "gexf": read_gexf, "node-link": read_node_link}[form]
    assert len(read(nx.MultiDiGraph())) == 0


@pytest.mark.parametrize("write", [write_graphml, write_gexf], ids=["graphml", "gexf"])
def test_edge_ids_are_unique(write, graph):
    """Gephi drops an edge whose id it has seen."""
    ids = [edge.get("id") for edge in etree.fromstring(written(write, graph)).iter("{*}edge")]
    given_ids = [one for one in ids if one is not None]
    assert len(given_ids) == len(set(given_ids))


@given(st.text(min_size=1))
def test_any_text_reads_back_from_graphml(text):
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", "MEDIATED", sentence=text)
    assert read_graphml(graph)["a"]["b"]["MEDIATED"] == {"sentence": flat(text)}


@given(st.text(min_size=1))
def test_any_text_reads_back_from_gexf(text):
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", sentence=text)
    assert read_gexf(graph).nodes["a"]["sentence"] == flat(text)


def test_every_exporter_writes_the_corpus(corpus):
    empty = []
    for name, exporter in EXPORTERS.items():
        out = io.BytesIO()
        exporter.write(corpus, out)
        if not out.getvalue():
            empty.append(name)
    assert empty == []
