"""The graph of coded events, row by row, for stores that are filled in bulk: each mention is an event of its own.

The rows are those that :mod:`loaders.graph` writes, made by the same functions; only the clustering is left out, for
coders have told their events apart already, and the same number of events on both sides is what a comparison needs.
Beside each event stands the same one in the plain model that the peer reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from graph_schema import schema
from loaders.graph.finding import finding_row
from loaders.graph.projected_rows import event_row, role_rows
from loaders.graph.rows import (
    Row,
    actor_row,
    argument_rows,
    article_row,
    mention_row,
    sentence_id,
    sentence_row,
)
from loaders.graph.stored_text import StoredText
from loaders.judgements.judgements import fullest, named
from loaders.records import ActorRef, Mention, Reading
from loaders.resolution.events import event_id
from loaders.resolution.profiles import Profile, profile_mentions
from loaders.resolution.resolving import resolve_cluster

type Entry = tuple[str, Row]
"""A label or relationship type, and a row of it."""

PEER_NODES = {
    "PeerActor": {"id": "string", "name": "string", "country": "string"},
    "PeerEvent": {"id": "string", "type": "string", "date": "date"},
}
"""The peer's labels, with the types of their properties."""
PEER_EDGES = {
    "PEER_INITIATED": ("PeerActor", "PeerEvent"),
    "PEER_MEDIATED": ("PeerActor", "PeerEvent"),
    "PEER_TARGETED": ("PeerEvent", "PeerActor"),
}
_PEER_ROLES = {"source": "PEER_INITIATED", "mediator": "PEER_MEDIATED"}
_SHARED = frozenset({"Actor", "PeerActor"})
"""Labels whose nodes all copies share."""


def actor_entries(readings: Sequence[Reading]) -> Iterator[Entry]:
    """Give the actors that readings name, each once, for both models."""
    actors: dict[str, ActorRef] = {}
    for reading in readings:
        actors |= fullest(named(reading))
    for actor in actors.values():
        row = actor_row(actor)
        yield "Actor", row | {"sort_key": f"{actor.name.lower()} {actor.id}"}
        yield "PeerActor", {"id": actor.id, "name": actor.name, "country": actor.country}


def evidence_entries(reading: Reading) -> Iterator[Entry]:
    """Give a reading's article, sentences and mentions."""
    now = datetime.now(UTC)
    article = reading.article
    row = article_row(article, [article.version], reading.readers)
    derived = {
        "ingested": now,
        "sort_key": f"{article.published.start} {article.id}",
        "dirty": None,
        "because": None,
    }
    yield "Article", StoredText.SENTENCES.article_row(row) | derived
    for sentence in reading.sentences:
        found = sentence_row(sentence)
        yield "Sentence", found
        yield "OF", {"from": found["id"], "to": article.id}
    for profile in profile_mentions(reading):
        yield from _mention_entries(reading, profile, now)


def event_entries(reading: Reading) -> list[list[Entry]]:
    """Give what each mention of a reading adds up to, for both models."""
    return [
        [*_projected_entries(profile), *_peer_entries(event_id([profile.id]), profile.mention)]
        for profile in profile_mentions(reading)
    ]


def _mention_entries(reading: Reading, profile: Profile, now: datetime) -> Iterator[Entry]:
    mention = profile.mention
    times = {"ingested": now, "active_since": [now]}
    yield "Mention", mention_row(mention, reading.article.published) | finding_row(profile) | times
    stated_in = sentence_id(mention.article_id, mention.article_version, mention.sentence_index)
    yield "IN", {"from": mention.id, "to": stated_in}
    yield "REPORTS", {"from": mention.id, "to": event_id([mention.id])}
    for row in argument_rows(mention):
        yield "ARGUMENT", row


def _projected_entries(profile: Profile) -> Iterator[Entry]:
    resolved = resolve_cluster([profile])
    event = event_row(resolved)
    sort_key = f"{event['start']} {event['id']}"
    yield "Event", event | {"sort_key": sort_key}
    for row in role_rows(resolved):
        yield row["kind"], row | {"actor": row["from"], "sort_key": sort_key}


def _peer_entries(event_id: str, mention: Mention) -> Iterator[Entry]:
    day = mention.date.start if mention.date else None
    yield "PeerEvent", {"id": event_id, "type": mention.trigger.text, "date": day}
    for one in mention.participants:
        kind = _PEER_ROLES.get(one.role)
        ends = (one.actor.id, event_id) if kind else (event_id, one.actor.id)
        yield kind or "PEER_TARGETED", {"from": ends[0], "to": ends[1]}


def copied(entries: Iterable[Entry], copy: int, back: timedelta) -> Iterator[Entry]:
    """Give what events add up to as it would be, had the same been done so much earlier by the same actors."""
    for kind, row in entries:
        yield kind, _copied(kind, row, f"~{copy}", back)


def _copied(kind: str, row: Row, suffix: str, back: timedelta) -> Row:
    made: dict[str, Any] = {name: _earlier(value, back) for name, value in row.items()}
    keys = zip(("from", "to"), ends, strict=True) if (ends := ends_of(kind)) else [("id", kind)]
    for name, label in keys:
        if label not in _SHARED:
            made[name] += suffix
    if "sort_key" in row:
        made["sort_key"] = f"{made['start']} {made.get('id') or made['to']}"
    return made


def _earlier(value: Any, back: timedelta) -> Any:
    return value - back if isinstance(value, date) and not isinstance(value, datetime) else value


@cache
def ends_of(kind: str) -> tuple[str, str] | None:
    """Give the labels that a relationship type joins; ``None`` for a label."""
    if kind in PEER_EDGES:
        return PEER_EDGES[kind]
    declared = schema().relationships.get(kind)
    return declared.ends[0] if declared else None
