"""GEXF 1.2, Gephi's own format.

Written by hand for the reasons given in :mod:`app.exports.graphml`, and because networkx's writer takes the
attributes ``type``, ``start`` and ``end`` for something else. ``networkx.read_gexf`` reads it back, edge keys
included as long as some pair has parallel edges (without any it gives a ``DiGraph``); it adds ``id`` and
``label`` to the edges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import batched
from typing import Any, BinaryIO

from app.exports.flat_values import column_types, escape, refuse_names, value_writer
from app.exports.graph import Graph
from app.exports.graphml import BATCH

_OPENING = """<?xml version="1.0" encoding="utf-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph mode="static" defaultedgetype="directed">
"""
_CLOSING = "</graph>\n</gexf>\n"
_KEY = "networkx_key"
"""The attribute under which networkx keeps the key of an edge."""

type Writers = Mapping[str, tuple[str, Callable[[Any], str]]]
"""By attribute name: the number it is declared under, and the function that writes a value."""


def write_gexf(graph: Graph, out: BinaryIO) -> None:
    """Write a graph as GEXF."""
    for batch in batched(_elements(graph), BATCH):
        out.write("".join(batch).encode())


def _elements(graph: Graph) -> Iterator[str]:
    node_types = column_types(data for _, data in graph.nodes(data=True))
    edge_types = column_types(data for _, _, data in graph.edges(data=True))
    refuse_names(node_types, {"id", "pid"}, "node", "GEXF")
    refuse_names(edge_types, {"id", _KEY}, "edge", "GEXF")
    edge_types[_KEY] = "string"
    yield _OPENING
    yield from _declarations("node", node_types)
    yield from _declarations("edge", edge_types)
    yield "<nodes>\n"
    yield from _nodes(graph, _writers(node_types))
    yield "</nodes>\n<edges>\n"
    yield from _edges(graph, _writers(edge_types))
    yield "</edges>\n"
    yield _CLOSING


def _declarations(domain: str, types: Mapping[str, str]) -> Iterator[str]:
    """Declare all attributes but ``label``, which elements hold as an attribute of XML."""
    yield f'<attributes class="{domain}" mode="static">\n'
    for number, (name, column_type) in enumerate(types.items()):
        if name != "label":
            yield f'<attribute id="{number}" title="{escape(name)}" type="{column_type}"/>\n'
    yield "</attributes>\n"


def _writers(types: Mapping[str, str]) -> Writers:
    return {name: (str(number), value_writer(kind)) for number, (name, kind) in enumerate(types.items())}


def _nodes(graph: Graph, writers: Writers) -> Iterator[str]:
    for node, data in graph.nodes(data=True):
        label = escape(str(data.get("label", node)))
        yield f'<node id="{escape(str(node))}" label="{label}">{_values(data, writers)}</node>\n'


def _edges(graph: Graph, writers: Writers) -> Iterator[str]:
    for number, (start, end, key, data) in enumerate(graph.edges(keys=True, data=True)):
        label = escape(str(data.get("label", key)))
        yield (
            f'<edge id="{number}" source="{escape(str(start))}" target="{escape(str(end))}" label="{label}">'
            f"{_values({**data, _KEY: key}, writers)}</edge>\n"
        )


def _values(data: Mapping[str, Any], writers: Writers) -> str:
    parts = []
    for name, value in data.items():
        if value is not None and name != "label":
            number, write = writers[name]
            parts.append(f'<attvalue for="{number}" value="{write(value)}"/>')
    return f"<attvalues>{''.join(parts)}</attvalues>"
