"""The whole graph as a sorted, comparable value: two graphs are the same if their snapshots are equal.

What tells of the loading and not of the news is left out: loads, rejections, changes, retractions (what they retract
is told by articles and mentions), judgements (their effects are in the rest), moments, and marks.
"""

from __future__ import annotations

from typing import NamedTuple

from database import Executor
from graph_schema import schema

_LEFT_OUT = frozenset({"Change", "Judgement", "Load", "Purge", "Rejection", "Retraction", "Schema"})
_MOMENTS = frozenset({"datetime", "datetime[]"})
_MARKS = frozenset({"dirty", "because"})

type Properties = tuple[tuple[str, str], ...]


class Node(NamedTuple):
    """A node by its label and key, with what it carries."""

    label: str
    key: str
    properties: Properties


class Edge(NamedTuple):
    """A relationship between two nodes, with what it carries."""

    start: str
    type: str
    end: str
    properties: Properties


class Snapshot(NamedTuple):
    """All nodes and relationships, in order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def snapshot(db: Executor) -> Snapshot:
    """Read the whole graph, as far as it tells of the news."""
    return Snapshot(tuple(sorted(_nodes(db))), tuple(sorted(_edges(db))))


def _nodes(db: Executor) -> list[Node]:
    nodes = []
    for label, declared in schema().nodes.items():
        if label in _LEFT_OUT:
            continue
        moments = {item.name for item in declared.properties if item.type in _MOMENTS} | _MARKS
        rows = db.run(f"MATCH (n:{label}) RETURN labels(n) AS labels, properties(n) AS properties")
        for row in rows:
            own = row["properties"] | {"labels": sorted(row["labels"])}
            nodes.append(Node(label, str(own[declared.key]), _told(own, moments)))
    return nodes


def _edges(db: Executor) -> list[Edge]:
    rows = db.run(
        """
        MATCH (a)-[r]->(b)
        WHERE NOT any(label IN labels(a) + labels(b) WHERE label IN $left_out)
        RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties
        """,
        left_out=sorted(_LEFT_OUT),
    )
    return [Edge(row["start"], row["type"], row["end"], _told(row["properties"], _MARKS)) for row in rows]


def _told(properties: dict[str, object], left_out: frozenset[str] | set[str]) -> Properties:
    return tuple(sorted((name, repr(value)) for name, value in properties.items() if name not in left_out))
