"""The change feed as JSON Lines: what changed since, in order, with what the changed objects are now.

A line holds a change as the graph keeps it. The last line of each object has its ``state`` too: what an export of
the same selection holds of it now, ``null`` where that is nothing. :mod:`app.exports.replaying` puts the states into
an earlier export, which then is today's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.exports.as_of import meets, sure
from app.exports.corpus import evidence_rank
from app.exports.graph import Graph, GraphBuilder
from app.exports.json_lines import actor_json, event_line
from app.exports.node_link import edge_item, node_item
from app.exports.selection import Selection
from app.exports.stored_graph import read_actors, read_graph, read_negotiations
from database import Executor, Row
from loaders.graph.changes import sort_key
from loaders.graph.past import recall_events
from loaders.graph.recollection import recall_actors
from loaders.resolution.resolving import ResolvedEvent

type Line = dict[str, Any]
type State = dict[str, Any]

_CHANGES = """
MATCH (c:Change)
WHERE c.sort_key > $since AND ($after IS NULL OR c.at > $after)
RETURN c.seq AS seq, toString(c.at) AS at, c.kind AS kind, c.label AS label, c.key AS key,
       coalesce(c.others, []) AS others, c.reason AS reason
ORDER BY c.sort_key
"""
_THREADS = (
    "UNWIND $events AS id MATCH (:Event {id: id})-[:ROUND_OF]->(n:Negotiation) RETURN id AS event, n.id AS id"
)
_LAST = "MATCH (s:Schema) RETURN coalesce(s.changes, 0) AS seq"
_TURN = "MATCH (s:Schema) RETURN s.turn AS turn"
ATTEMPTS = 5
"""How often the feed is read again because somebody wrote meanwhile."""


def last_change(db: Executor) -> int:
    """Return the number of the last change; 0 where there is none."""
    return next((int(row["seq"]) for row in db.run(_LAST)), 0)


def read_feed(db: Executor, since: int | datetime = 0, selection: Selection | None = None) -> list[Line]:
    """Read the changes after a number or a moment, with what the changed objects are now.

    Parameters
    ----------
    db
        The database.
    since
        The number of the last change that is known, or a moment.
    selection
        Which part of the graph the states are told of: that of the exports they are to be put into.

    """
    for _ in range(ATTEMPTS):
        turn = db.run(_TURN)
        feed = _read_feed(db, since, selection or Selection())
        if db.run(_TURN) == turn:
            break
    return feed


def _read_feed(db: Executor, since: int | datetime, selection: Selection) -> list[Line]:
    number, moment = (since, None) if isinstance(since, int) else (0, since)
    lines: list[Line] = db.run(_CHANGES, since=sort_key(number), after=moment)
    last = {(line["label"], line["key"]): line for line in lines}
    keys = {label: [key for of, key in last if of == label] for label in ("Event", "Negotiation", "Actor")}
    states = {
        "Event": _event_states(db, keys["Event"], selection),
        "Negotiation": _negotiation_states(db, keys["Negotiation"]),
        "Actor": _actor_states(db, keys["Actor"]),
    }
    for (label, key), line in last.items():
        line["state"] = states[label].get(key)
    return lines


def _event_states(db: Executor, ids: Sequence[str], selection: Selection) -> Mapping[str, State]:
    """Return what exports hold of events: their line, their node and role edges, and their negotiation."""
    graph = read_graph(db, replace(selection, events=ids)) if ids else GraphBuilder().graph
    lines = dict(_event_lines(recall_events(db, ids), selection))
    thread_of = {row["event"]: row["id"] for row in db.run(_THREADS, events=ids)}
    threads = _negotiation_states(db, sorted(set(thread_of.values())))
    return {
        event: {
            "line": lines.get(event),
            "graph": _event_in_graph(graph, event),
            "negotiation": threads.get(thread_of.get(event, "")),
        }
        for event in ids
        if event in lines or event in graph
    }


def _event_lines(events: Iterable[ResolvedEvent], selection: Selection) -> Iterator[tuple[str, Any]]:
    for resolved in events:
        if meets(resolved.event, selection):
            told = sorted(
                ((profile.mention, profile.origin) for profile in resolved.cluster),
                key=lambda pair: evidence_rank(pair[0].kind, pair[0].confidence, pair[0].id),
            )
            yield resolved.event.id, event_line(sure(resolved.event, selection), told, None)


def _event_in_graph(graph: Graph, event: str) -> State | None:
    if event not in graph:
        return None
    roles = [edge_item(*edge) for edge in graph.in_edges(event, keys=True, data=True)]
    named = {role["source"] for role in roles} | {role["for"] for role in roles if "for" in role}
    return {
        "node": node_item(graph, event),
        "roles": roles,
        "actors": [node_item(graph, actor) for actor in sorted(named)],
    }


def _negotiation_states(db: Executor, ids: Sequence[str]) -> Mapping[str, State]:
    """Return negotiations with all that hangs on them; which of it an export holds depends on its events."""
    rows = read_negotiations(db, ids)
    actors = _actor_nodes(db, {party for row in rows for party in row["principals"]})
    states = {}
    for row in rows:
        builder = GraphBuilder()
        builder.add_negotiation(row["properties"])
        states[row["properties"]["id"]] = {
            "node": node_item(builder.graph, row["properties"]["id"]),
            "principals": sorted(row["principals"]),
            "actors": [actors[party] for party in sorted(row["principals"])],
            "rounds": row["rounds"],
            "earlier": sorted(row["earlier"]),
            "later": sorted(row["later"]),
        }
    return states


def _actor_states(db: Executor, ids: Sequence[str]) -> Mapping[str, State]:
    nodes = _actor_nodes(db, ids)
    return {
        key: {"node": nodes[key], "actor": actor_json(actor)} for key, actor in recall_actors(db, ids).items()
    }


def _actor_nodes(db: Executor, ids: Iterable[str]) -> dict[str, Row]:
    builder = GraphBuilder()
    for row in read_actors(db, ids):
        builder.add_actor(row)
    return {actor: node_item(builder.graph, actor) for actor in builder.graph}
