"""Where nameless groups are at home: "prisoners" who riot in Dili are of Timor-Leste, as far as the article tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from loaders.extraction.words import word_class
from loaders.records import ActorRef, Mention, Participant

_GROUPS = frozenset({"population", "armed_group", "party", "agency", "government"})
_LAWFUL = frozenset({"agency", "government", "state"})
_DOMESTIC = frozenset({"PROTEST", "COERCE", "ASSAULT", "CONCEDE"})
"""What the nameless do and suffer where they live; at talks and on missions people are often abroad."""


def at_home(mentions: Sequence[Mention]) -> list[Mention]:
    """Give the nameless groups of one article the one country in which it shows them.

    A group that is shown in two countries, or that its own words call foreign, keeps none.
    """
    seen: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        country = mention.place.country if mention.place is not None else _policing(mention)
        if country is not None and mention.type in _DOMESTIC:
            for one in _nameless(mention.participants):
                seen[one.actor.id].add(country)
    homes = {actor_id: min(countries) for actor_id, countries in seen.items() if len(countries) == 1}
    return [_settled(mention, homes) for mention in mentions]


def _policing(mention: Mention) -> str | None:
    """Return the country whose police or government acts by force of law: on its own people, as a rule."""
    if mention.type != "COERCE":
        return None
    acting = [p.actor for p in mention.participants if p.role == "source"]
    countries = {actor.country for actor in acting if actor.kind in _LAWFUL}
    return countries.pop() if len(countries) == 1 == len(acting) else None


def _nameless(participants: Iterable[Participant]) -> list[Participant]:
    return [p for p in participants if p.role in ("source", "target") and _may_be_at_home(p.actor)]


def _may_be_at_home(actor: ActorRef) -> bool:
    words = set(actor.name.lower().split())
    return (
        actor.local
        and actor.country is None
        and actor.kind in _GROUPS
        and actor.name[1:].islower()
        and not words & word_class("from_elsewhere")
    )


def _settled(mention: Mention, homes: Mapping[str, str]) -> Mention:
    if not any(p.actor.id in homes for p in mention.participants):
        return mention
    participants = tuple(
        replace(p, actor=replace(p.actor, country=homes[p.actor.id])) if p.actor.id in homes else p
        for p in mention.participants
    )
    return replace(mention, participants=participants)
