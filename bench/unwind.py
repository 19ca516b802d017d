"""The bare baseline of a load: the same graph, as rows that are already known, by plain UNWIND."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from database import Database
from graph_schema import schema

BATCH = 5_000


@dataclass
class Rows:
    """A whole graph: nodes by their labels, relationships by their type and the labels they join."""

    nodes: dict[tuple[str, ...], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    relationships: dict[tuple[str, str, str], list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __len__(self) -> int:
        groups = (*self.nodes.values(), *self.relationships.values())
        return sum(len(group) for group in groups)


def read_rows(db: Database) -> Rows:
    """Read all that a database holds; the key of every label is ``id``."""
    rows = Rows()
    for node in db.stream("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"):
        rows.nodes[_first_declared(node["labels"])].append(node["properties"])
    statement = (
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS start, labels(b) AS end,"
        " a.id AS from, b.id AS to, properties(r) AS properties"
    )
    for one in db.stream(statement):
        kind = one["type"], _first_declared(one["start"])[0], _first_declared(one["end"])[0]
        rows.relationships[kind].append({name: one[name] for name in ("from", "to", "properties")})
    return rows


def _first_declared(labels: list[str]) -> tuple[str, ...]:
    """Put the label that has the key before its second labels."""
    return tuple(sorted(labels, key=lambda label: label not in schema().nodes))


def write_rows(db: Database, rows: Rows) -> None:
    """Write a graph the way one does by hand: MERGE nodes by their key, CREATE relationships."""
    for labels, nodes in rows.nodes.items():
        others = f", n:{':'.join(labels[1:])}" if labels[1:] else ""
        statement = f"UNWIND $rows AS row MERGE (n:{labels[0]} {{id: row.id}}) SET n = row{others}"
        _write(db, statement, nodes)
    for (kind, start, end), relationships in rows.relationships.items():
        statement = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.from}}) MATCH (b:{end} {{id: row.to}})"
            f" CREATE (a)-[r:{kind}]->(b) SET r = row.properties"
        )
        _write(db, statement, relationships)


def _write(db: Database, statement: str, rows: list[dict[str, Any]]) -> None:
    for batch in batched(rows, BATCH):
        db.run(statement, rows=list(batch))
