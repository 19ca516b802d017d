"""What was known at a time, as the parameter ``$then`` of a compiled statement.

The maps in it have the properties that the projection would have written then, by the same functions, so that
whatever is projected is answered as of a time too. :mod:`app.api.past_parts` says how statements read them.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import neo4j

from database import Row
from database.values import plain
from graph_schema import schema
from loaders.graph.past import AsOf, Past, recall_difference, recall_past
from loaders.graph.projected_rows import event_row, negotiation_row, place_row, role_rows
from loaders.negotiation_facts import round_facts
from loaders.resolution.resolving import ResolvedEvent

PASTS_KEPT = 4
"""Times whose state is held in memory, about 5 kB an event: who asks about a time asks again."""

_TURN = "MATCH (s:Schema) RETURN s.turn AS turn"
_ACTED_FOR = """
MATCH (m:Mention)-[r:ARGUMENT]->(:Actor)
WHERE r.for IS NOT NULL AND ($day IS NULL OR coalesce(m.published_end, date(m.ingested)) <= $day)
  AND ($at IS NULL OR m.ingested <= $at)
RETURN collect(DISTINCT r.for) AS ids
"""

type Then = Mapping[str, Any]


class Reader(Protocol):
    """Runs statements that read."""

    async def run(self, statement: str | neo4j.Query, /, **parameters: Any) -> list[Row]:
        """Run a statement and give its rows."""
        ...

    async def one(self, statement: str | neo4j.Query, /, **parameters: Any) -> Row | None:
        """Run a statement that gives one record."""
        ...


class Pasts:
    """The states that are asked for, each added up once as long as nobody writes."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: OrderedDict[tuple[AsOf, Any], asyncio.Task[Then]] = OrderedDict()

    async def at(self, as_of: AsOf) -> Then:
        """Give what was known at a time."""
        key = as_of, await turn_of(self._reader)
        if key not in self._kept:
            self._kept[key] = asyncio.ensure_future(self._recall(as_of))
            while len(self._kept) > PASTS_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        task = self._kept[key]
        try:
            return await asyncio.shield(task)
        except Exception:
            self._kept.pop(key, None)
            raise

    async def _recall(self, as_of: AsOf) -> Then:
        beside = _Beside(self._reader, asyncio.get_running_loop())
        return await asyncio.to_thread(recall_then, beside, as_of)


async def turn_of(reader: Reader) -> int | None:
    """Give the number of the last transaction that wrote: as long as it is the same, nobody has written."""
    turn = await reader.one(_TURN)
    return turn["turn"] if turn else None


class _Beside:
    """Runs statements of a thread in the loop that the reader belongs to."""

    def __init__(self, reader: Reader, loop: asyncio.AbstractEventLoop) -> None:
        self._reader = reader
        self._loop = loop

    def run(self, statement: str, /, **parameters: Any) -> list[Row]:
        found = asyncio.run_coroutine_threadsafe(self._reader.run(statement, **parameters), self._loop)
        return [plain(row) for row in found.result()]


def recall_then(db: _Beside, as_of: AsOf) -> Then:
    """Add up what was known at a time: all of it by the clock of loading, else what was known in part."""
    if as_of.published is not None and as_of.ingested is None:
        past = recall_difference(db, as_of.published)
    else:
        past = recall_past(db, as_of)
    (acted_for,) = db.run(_ACTED_FOR, day=as_of.published, at=as_of.ingested)
    return then_of(past) | {"acted_for": acted_for["ids"]}


def then_of(past: Past) -> dict[str, Any]:
    """Write a state of the past as maps."""
    events = [_event(each) for each in past.events]
    edges = [edge for each in past.events for edge in _edges(each, past.nodes)]
    negotiations = [
        {
            **_sorted_by(negotiation_row(each, past.talks), "end"),
            "principals": sorted(party.id for party in each.parties),
            "preceded_by": each.preceded_by,
            "words": re.findall(r"\w+", each.name.lower()),
        }
        for each in past.negotiations
    ]
    rounds = [
        {"negotiation": each.id, "event": one.event_id, **round_facts(one)}
        for each in past.negotiations
        for one in each.rounds
    ]
    reports = {
        each.event.id: [past.nodes.get(key, key) for key in each.event.mentions] for each in past.events
    }
    return {
        "events": events,
        "event": {row["id"]: row for row in events},
        "edges_of": _grouped(edges, "event"),
        "parts_of": _grouped(edges, "actor"),
        "reports": reports,
        "event_of": {key: event for event, keys in reports.items() for key in keys},
        "negotiations": negotiations,
        "negotiation": {row["id"]: row for row in negotiations},
        "round_of": {row["event"]: row for row in rounds},
        "rounds_of": _grouped(rounds, "negotiation"),
        "followed_by": {row["preceded_by"]: row["id"] for row in negotiations if row["preceded_by"]},
    }


def _event(resolved: ResolvedEvent) -> Row:
    row = _sorted_by(event_row(resolved), "start")
    del row["talk"]
    return row | {"place": place_row(resolved.event.place) if resolved.event.place else None}


def _edges(resolved: ResolvedEvent, nodes: Mapping[str, str]) -> Iterator[Row]:
    role_of = {role.relationship: role.name for role in schema().roles.values()}
    parts = {(part.role, part.actor.id): part for part in resolved.event.participations}
    for row in role_rows(resolved):
        role = role_of[row["kind"]]
        yield {
            **_sorted_by(row | {"id": row["to"]}, "start"),
            "role": role,
            "actor": row["from"],
            "event": row["to"],
            "told_in": [nodes.get(key, key) for key in parts[role, row["from"]].mentions],
        }


def _sorted_by(row: Row, day: str) -> Row:
    """Add the sort key as the schema derives it."""
    first = row.get(day) or row.get("start")
    return row | {"sort_key": f"{first or '0000-00-00'} {row['id']}"}


def _grouped(rows: list[Row], name: str) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return dict(found)
