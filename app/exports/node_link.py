"""Node-link JSON, for D3 and ``networkx.node_link_graph(data, edges="edges")``: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any, BinaryIO

from app.exports.flat_values import refuse_names, to_json
from app.exports.graph import Graph
from app.exports.graphml import BATCH


def write_node_link(graph: Graph, out: BinaryIO) -> None:
    """Write a graph as node-link JSON, a line for each node and edge."""
    _refuse_reserved(graph)
    nodes = (node_item(graph, node) for node in graph.nodes)
    edges = (edge_item(*edge) for edge in graph.edges(keys=True, data=True))
    write_items(graph.graph, nodes, edges, out)


def node_item(graph: Graph, node: str) -> dict[str, Any]:
    """Return a node as it is written."""
    return {**graph.nodes[node], "id": node}


def edge_item(source: str, target: str, key: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an edge as it is written."""
    return {**data, "source": source, "target": target, "key": key}


def write_items(
    attributes: Mapping[str, Any],
    nodes: Iterable[Mapping[str, Any]],
    edges: Iterable[Mapping[str, Any]],
    out: BinaryIO,
) -> None:
    """Write nodes and edges, and the graph's own attributes, as node-link JSON."""
    out.write(b'{"directed":true,"multigraph":true,"graph":' + to_json(attributes) + b',"nodes":')
    _write_list(nodes, out)
    out.write(b',"edges":')
    _write_list(edges, out)
    out.write(b"}\n")


def _refuse_reserved(graph: Graph) -> None:
    for _, node in graph.nodes(data=True):
        refuse_names(node, {"id"}, "node", "Node-link JSON")
    for _, _, edge in graph.edges(data=True):
        refuse_names(edge, {"source", "target", "key"}, "edge", "Node-link JSON")


def _write_list(items: Iterable[Mapping[str, Any]], out: BinaryIO) -> None:
    before = b"[\n"
    for batch in batched(items, BATCH):
        out.write(before + b",\n".join(map(to_json, batch)))
        before = b",\n"
    out.write(b"[]" if before == b"[\n" else b"\n]")
