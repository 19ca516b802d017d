"""Taking away what was projected, so that it can be projected anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from database import Executor
from loaders.graph.changes import State

_DELETE_EVENTS = "UNWIND $ids AS id MATCH (e:Event {id: id}) DETACH DELETE e"
_DELETE_FORMER_REPORTS = "UNWIND $ids AS id MATCH (:Mention {id: id})-[r:REPORTED]->(:Event) DELETE r"
_DELETE_EMPTY_PLACES = """
UNWIND $ids AS id
MATCH (p:Place {id: id})
WHERE NOT EXISTS { ()-[:AT]->(p) }
DELETE p
"""
_NEGOTIATIONS = """
UNWIND $dyads AS dyad
MATCH (n:Negotiation {dyad: dyad})
RETURN n.id AS id, n.fingerprint AS fingerprint, [(n)<-[:ROUND_OF]-(e:Event) | e.id] AS events
"""
_DELETE_NEGOTIATIONS = "UNWIND $dyads AS dyad MATCH (n:Negotiation {dyad: dyad}) DETACH DELETE n"


@dataclass(frozen=True, slots=True)
class Doomed:
    """Events that are to go, with the parties of their talks and the places they happened at."""

    events: Sequence[str] = ()
    dyads: Sequence[str] = ()
    places: Sequence[str] = ()


def drop_events(db: Executor, doomed: Doomed) -> None:
    """Delete events with all their edges; their places and negotiations stay."""
    if doomed.events:
        db.run(_DELETE_EVENTS, ids=doomed.events)


def drop_former_reports(db: Executor, mention_ids: Sequence[str]) -> None:
    """Delete the edges that lead mentions to events they would report if they stood."""
    if mention_ids:
        db.run(_DELETE_FORMER_REPORTS, ids=mention_ids)


def drop_empty_places(db: Executor, doomed: Doomed) -> None:
    """Delete those of the events' places at which nothing else happened."""
    if doomed.places:
        db.run(_DELETE_EMPTY_PLACES, ids=doomed.places)


def find_negotiations(db: Executor, dyads: Iterable[str]) -> dict[str, State]:
    """Return the negotiations of these parties, with the events they are made of."""
    touched = sorted(dyads)
    rows = db.run(_NEGOTIATIONS, dyads=touched) if touched else []
    return {row["id"]: State(frozenset(row["events"]), row["fingerprint"]) for row in rows}


def drop_negotiations(db: Executor, dyads: Iterable[str]) -> None:
    """Delete all negotiations of these parties."""
    if touched := sorted(dyads):
        db.run(_DELETE_NEGOTIATIONS, dyads=touched)
