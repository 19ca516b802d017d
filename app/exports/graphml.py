"""GraphML, for Gephi, yEd, igraph and networkx.

Written by hand: networkx's own writer stops at lists, dates, ``None`` and control characters, and gives edges
of different pairs the same id, which Gephi takes for duplicates. An edge's key is written as its attribute
``key``, which networkx reads back as the key (``networkx.read_graphml(path, force_multigraph=True)``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import batched
from typing import Any, BinaryIO

from app.exports.flat_values import column_types, escape, refuse_names, value_writer
from app.exports.graph import Graph

_OPENING = """<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_CLOSING = "</graph>\n</graphml>\n"

BATCH = 2000
"""Elements joined, encoded and written at once."""

type Writers = Mapping[str, tuple[str, Callable[[Any], str]]]
"""By attribute name: the opening tag of its values, and the function that writes one."""


def write_graphml(graph: Graph, out: BinaryIO) -> None:
    """Write a graph as GraphML."""
    for batch in batched(_elements(graph), BATCH):
        out.write("".join(batch).encode())


def _elements(graph: Graph) -> Iterator[str]:
    node_types = column_types(data for _, data in graph.nodes(data=True))
    edge_types = column_types(data for _, _, data in graph.edges(data=True))
    refuse_names(edge_types, {"key"}, "edge", "GraphML")
    yield _OPENING
    yield from _declarations("node", node_types)
    yield from _declarations("edge", {"key": "string", **edge_types})
    yield '<graph edgedefault="directed">\n'
    yield from _nodes(graph, _writers("node", node_types))
    yield from _edges(graph, _writers("edge", edge_types))
    yield _CLOSING


def _declarations(domain: str, types: Mapping[str, str]) -> Iterator[str]:
    for name, column_type in types.items():
        what = f'id="{_key(domain, name)}" for="{domain}" attr.name="{escape(name)}"'
        yield f'<key {what} attr.type="{column_type}"/>\n'


def _key(domain: str, name: str) -> str:
    return escape(f"{domain}.{name}")


def _writers(domain: str, types: Mapping[str, str]) -> Writers:
    return {name: (f'<data key="{_key(domain, name)}">', value_writer(kind)) for name, kind in types.items()}


def _nodes(graph: Graph, writers: Writers) -> Iterator[str]:
    for node, data in graph.nodes(data=True):
        yield f'<node id="{escape(str(node))}">{_values(data, writers)}</node>\n'


def _edges(graph: Graph, writers: Writers) -> Iterator[str]:
    for start, end, key, data in graph.edges(keys=True, data=True):
        yield (
            f'<edge source="{escape(str(start))}" target="{escape(str(end))}">'
            f'<data key="edge.key">{escape(str(key))}</data>{_values(data, writers)}</edge>\n'
        )


def _values(data: Mapping[str, Any], writers: Writers) -> str:
    parts = []
    for name, value in data.items():
        if value is not None:
            opening, write = writers[name]
            parts.append(f"{opening}{write(value)}</data>")
    return "".join(parts)
