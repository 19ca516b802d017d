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
    out.write(b'{"directed":true,"multigraph":true,"graph":' + to_json(graph.graph) + b',"nodes":')
    _write_list(({**data, "id": node} for node, data in graph.nodes(data=True)), out)
    out.write(b',"edges":')
    edges = graph.edges(keys=True, data=True)
    _write_list(({**data, "source": s, "target": t, "key": key} for s, t, key, data in edges), out)
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
