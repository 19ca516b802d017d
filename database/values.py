"""Neo4j's values as plain Python: what a row holds is a number, text, date, list or dict."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


def plain(value: Any) -> Any:
    """Return a value without Neo4j's own types: nodes and relationships become their properties."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [item if type(item) in _PLAIN else plain(item) for item in value]
    if kind is dict:
        return {key: item if type(item) in _PLAIN else plain(item) for key, item in value.items()}
    if isinstance(value, DateTime) and value.tzinfo is not None:
        # In Python's own UTC, which is written back as it was read.
        return value.to_native().astimezone(UTC)
    if isinstance(value, Date | DateTime | Time):
        return value.to_native()
    if isinstance(value, Node | Relationship):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Path):
        return [plain(node) for node in value.nodes]
    if isinstance(value, Duration):
        return value.iso_format()
    return value
