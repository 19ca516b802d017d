"""Rows for what is projected: events, places, role edges, negotiations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import orjson

from graph_schema import schema
from loaders.graph.rows import Row, contents_text, place_id
from loaders.graph.support import write_support
from loaders.identity import digest
from loaders.negotiation_facts import negotiation_facts, round_facts
from loaders.records import ActorRef, Negotiation, Place
from loaders.resolution.delegations import delegations
from loaders.resolution.profiles import Profile
from loaders.resolution.resolving import ResolvedEvent
from loaders.resolution.sides import dyad, principal_key
from loaders.resolution.spells import Window
from loaders.resolution.talks import Talk


def event_row(resolved: ResolvedEvent) -> Row:
    """Return an event as a node."""
    event, talk = resolved.event, resolved.talk
    told = _event_facts(resolved) | {"delegations": _delegations_json(resolved)}
    return {
        **told,
        "dyad": talk.dyad if talk else None,
        "talk": talk_json(talk) if talk else None,
        "fingerprint": _fingerprint(
            told,
            list(role_rows(resolved)),
            [part.mentions for part in event.participations],
            event.place and place_row(event.place),
            [_claim_facts(profile) for profile in resolved.cluster],
        ),
    }


def _claim_facts(profile: Profile) -> tuple[object, ...]:
    """What of a mention its event's claims are made of: who says what, where and when."""
    mention, published = profile.mention, profile.origin.published
    said = [(link.name, link.kind) for link in mention.attribution]
    parts = [(one.role, one.actor.id, one.status) for one in mention.participants if one.status]
    numbers = [(one.what, one.value, one.unit, one.status, one.attributed_to) for one in mention.quantities]
    where = profile.origin.outlet, published.start, published.end
    return profile.id, *where, mention.mode, mention.status, said, parts, numbers


def _event_facts(resolved: ResolvedEvent) -> Row:
    event = resolved.event
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "of": contents_text(event.of) or None,
        "status": event.status,
        "start": event.date.start if event.date else None,
        "end": event.date.end if event.date else None,
        "precision": event.date.precision if event.date else None,
        "basis": event.date.basis if event.date else None,
        "country": event.place.country if event.place else None,
        "genres": list(event.genres),
        "mentions": len(event.mentions),
        "articles": event.articles,
        "origins": event.origins,
        "told_by": [each.name for each in event.told_by],
        "confidence": event.confidence,
        "support": write_support(event, resolved.cluster),
    }


def _delegations_json(resolved: ResolvedEvent) -> str | None:
    told = [
        {
            "side": each.side.name,
            "side_id": each.side.id,
            "heads": [actor.name for actor in each.heads],
            "head_ids": [actor.id for actor in each.heads],
            "members": [actor.name for actor in each.members],
            "member_ids": [actor.id for actor in each.members],
            "sizes": list(each.sizes),
        }
        for each in delegations(resolved.event, resolved.cluster)
    ]
    return orjson.dumps(told).decode() if told else None


def _fingerprint(*parts: object) -> str:
    return digest(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS).decode())


def place_row(place: Place) -> Row:
    """Return a place as a node."""
    return {"id": place_id(place), "name": place.name, "country": place.country}


def role_rows(resolved: ResolvedEvent) -> Iterator[Row]:
    """Return the event's participations as role edges, each with its relationship type as ``kind``."""
    event = resolved.event
    genres = {profile.id: profile.mention.genre for profile in resolved.cluster}
    for part in event.participations:
        yield {
            "kind": schema().roles[part.role].relationship,
            "from": part.actor.id,
            "to": event.id,
            "type": event.type,
            "start": event.date.start if event.date else None,
            "for": part.acts_for.id if part.acts_for else None,
            "status": part.status,
            "genres": sorted({genres[key] for key in part.mentions}),
            "mentions": len(part.mentions),
            "articles": part.articles,
            "origins": part.origins,
            "told_by": list(part.told_by),
            "confidence": part.confidence,
        }


def negotiation_row(negotiation: Negotiation, talks: Mapping[str, Talk]) -> Row:
    """Return a negotiation as a node; ``talks`` holds those of its events, by event id."""
    own = [talks[each.event_id] for each in negotiation.rounds]
    told = {
        **negotiation_facts(negotiation),
        "genres": sorted({genre for talk in own for genre in talk.genres}),
        "dyad": dyad(principal_key(actor) for actor in negotiation.parties),
    }
    parties = [actor.id for actor in negotiation.parties]
    rounds = [(each.event_id, round_facts(each)) for each in negotiation.rounds]
    return told | {"fingerprint": _fingerprint(told, parties, rounds, negotiation.preceded_by)}


_LISTS = ("told", "places", "near", "genres", "mediators")


def talk_json(talk: Talk) -> str:
    """Write a talk as the JSON that its event keeps."""
    return orjson.dumps(asdict(talk)).decode()


def recall_talk(text: str) -> Talk:
    """Read a talk back from the JSON that its event keeps."""
    told: dict[str, Any] = orjson.loads(text)
    fields = {name: told[name] for name in Talk.__dataclass_fields__ if name in told}
    days = fields.pop("dated")
    reported = fields.pop("reported")
    return Talk(
        **{
            **fields,
            "parties": tuple(_actor(actor) for actor in fields["parties"]),
            "dated": Window(_day(days["first"]), _day(days["last"])) if days else None,
            "reported": _day(reported) if reported else None,
            **{name: tuple(fields.get(name, ())) for name in _LISTS},
        }
    )


def _actor(fields: dict[str, Any]) -> ActorRef:
    return ActorRef(**{**fields, "aliases": tuple(fields["aliases"])})


def _day(text: str) -> date:
    return date.fromisoformat(text)
