"""Flat tables out of the graph: triples with their evidence, and events with a column for each role.

Cells of text that a spreadsheet would take for a formula get an apostrophe before them (see
``docs/decisions/0008-exports.md``); :func:`original_text` takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any, BinaryIO

from app.exports.flat_values import flat
from app.exports.graph import Graph
from app.exports.graphml import BATCH
from graph_schema import schema

type Row = dict[str, Any]

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")  # the wide signs too: spreadsheets narrow them

_EVENT = ("type", "mode", "of", "status", "start", "end", "precision", "place", "country")
_SUPPORT = ("mentions", "articles", "origins", "told_by", "confidence")
_BEST = ("sentence", "title", "outlet", "published", "genre", "article", "mention")

TRIPLE_COLUMNS: Sequence[str] = (
    "actor_id",
    "actor",
    "actor_kind",
    "actor_country",
    "relationship",
    "role",
    "for_id",
    "for",
    "status",
    "event_id",
    *(f"event_{name}" for name in _EVENT),
    "negotiation_id",
    "negotiation",
    "round",
    *_SUPPORT,
    *(f"evidence_{name}" for name in _BEST),
    "other_evidence",
)


def event_columns() -> Sequence[str]:
    """Give the columns of the table of events: its own, one for each role, its best evidence."""
    roles = (role.name for role in schema().roles.values())
    evidence = (f"evidence_{name}" for name in _BEST)
    return ("event_id", *_EVENT, *roles, "negotiation", "round", *_SUPPORT, *evidence)


def write_triples(graph: Graph, out: BinaryIO) -> None:
    """Write one row for each role of an actor in an event, with the sentence that proves it best."""
    write_csv(TRIPLE_COLUMNS, triples(graph), out)


def write_events(graph: Graph, out: BinaryIO) -> None:
    """Write one row for each event; who took a role is a list of names with semicolons between."""
    write_csv(event_columns(), event_rows(graph), out)


def triples(graph: Graph) -> Iterator[Row]:
    """Give (actor, relationship, event) with evidence, one row for each role of an actor in an event."""
    for actor_id, event_id, relationship, edge in graph.edges(keys=True, data=True):
        if "role" in edge:
            yield _triple(graph, actor_id, event_id, relationship, edge)


def event_rows(graph: Graph) -> Iterator[Row]:
    """Give one row for each event, with the names of the actors in each role."""
    for event_id, event in graph.nodes(data=True):
        if event["kind"] == "event":
            yield _event_row(graph, event_id, event)


def _triple(graph: Graph, actor_id: str, event_id: str, relationship: str, edge: Mapping[str, Any]) -> Row:
    actor, event = graph.nodes[actor_id], graph.nodes[event_id]
    evidence = edge.get("evidence", [])
    acts_for = edge.get("for", "")
    return {
        "actor_id": actor_id,
        "actor": actor["label"],
        "actor_kind": actor["actor_kind"],
        "actor_country": actor.get("country"),
        "relationship": relationship,
        "role": edge["role"],
        "for_id": acts_for or None,
        "for": graph.nodes[acts_for]["label"] if acts_for in graph else None,
        "status": edge["status"],
        "event_id": event_id,
        **{f"event_{name}": event.get(name) for name in _EVENT},
        **_negotiation(graph, event_id),
        **{name: edge.get(name) for name in _SUPPORT},
        **_best(evidence),
        "other_evidence": evidence[1:] or None,
    }


def _event_row(graph: Graph, event_id: str, event: Mapping[str, Any]) -> Row:
    roles: dict[str, list[str]] = {}
    evidence: dict[str, Mapping[str, Any]] = {}
    for actor_id, _, edge in graph.in_edges(event_id, data=True):
        roles.setdefault(edge["role"], []).append(graph.nodes[actor_id]["label"])
        evidence |= {one["mention"]: one for one in edge.get("evidence", [])}
    return {
        "event_id": event_id,
        **{name: event.get(name) for name in (*_EVENT, *_SUPPORT)},
        **{role: "; ".join(names) for role, names in roles.items()},
        **_negotiation(graph, event_id),
        **_best([*evidence.values()]),
    }


def _negotiation(graph: Graph, event_id: str) -> Row:
    for _, negotiation_id, edge in graph.out_edges(event_id, data=True):
        name = graph.nodes[negotiation_id]["label"]
        return {"negotiation_id": negotiation_id, "negotiation": name, "round": edge.get("number")}
    return {}


def _best(evidence: Sequence[Mapping[str, Any]]) -> Row:
    return {f"evidence_{name}": evidence[0].get(name) for name in _BEST} if evidence else {}


TABLES: Mapping[str, tuple[Callable[[], Sequence[str]], Callable[[Graph], Iterator[Row]]]] = {
    "triples": (lambda: TRIPLE_COLUMNS, triples),
    "events": (event_columns, event_rows),
}
"""Tables by name: their columns, and their rows out of a graph."""


class CsvTable:
    """A table that is being written as CSV: UTF-8, comma, quotes where needed; unknown is an empty cell.

    Lists and dictionaries are JSON: no sign between entries could be told from one within a sentence.
    """

    def __init__(self, columns: Sequence[str], out: BinaryIO) -> None:
        self._columns = columns
        self._out = out
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow(columns)

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write some rows."""
        self._writer.writerows([_cell(row.get(name)) for name in self._columns] for row in rows)
        self._flush()

    def close(self) -> None:
        """Write what is left, which is the line of names where there are no rows."""
        self._flush()

    def _flush(self) -> None:
        self._out.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: BinaryIO) -> None:
    """Write a whole table as CSV (see :class:`CsvTable`)."""
    table = CsvTable(columns, out)
    for batch in batched(rows, BATCH):
        table.write(batch)
    table.close()


def _cell(value: Any) -> Any:
    if value is None or type(value) in {int, float}:
        return value
    return shown_text(str(flat(value)))


def shown_text(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula.

    Examples
    --------
    >>> shown_text("=HYPERLINK(...)"), shown_text("- Newsweek"), shown_text("Oslo")
    ("'=HYPERLINK(...)", "'- Newsweek", 'Oslo')

    """
    return f"'{text}" if _FORMULA.match(text) else text


def original_text(cell: str) -> str:
    """Undo :func:`shown_text`.

    Examples
    --------
    >>> original_text("'- Newsweek")
    '- Newsweek'

    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
