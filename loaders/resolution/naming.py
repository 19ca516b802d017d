"""Names of negotiations, as people would call them: "Russia-Ukraine talks, Istanbul, 2025"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from loaders.records import ActorRef
from loaders.resolution.talks import Talk
from loaders.resolution.words import normalise

_NAMED_PARTIES = 3
_SHORT_NAME = re.compile(r"[A-Z]{2,6}")
_LONG_NAME = 3
"""Words from which on a group goes by its initials, as the FARC and the PLO do."""


def negotiation_name(parties: Sequence[ActorRef], talks: Sequence[Talk]) -> str:
    """Name a negotiation by its parties, its usual places and its years, as far as they are known."""
    return ", ".join(part for part in (f"{_parties(parties)} talks", _places(talks), _years(talks)) if part)


def _parties(parties: Sequence[ActorRef]) -> str:
    """States come before groups: "Colombia-FARC"."""
    ordered = sorted(parties, key=lambda actor: (actor.kind != "state", actor.name))
    names = [_short_name(actor) for actor in ordered]
    if len(names) <= _NAMED_PARTIES:
        return "-".join(names)
    return "-".join(names[:2]) + f" and {len(names) - 2} others'"


def _short_name(actor: ActorRef) -> str:
    if actor.kind in ("state", "person") or len(actor.name.split()) < _LONG_NAME:
        return actor.name
    return next((alias for alias in actor.aliases if _SHORT_NAME.fullmatch(alias)), actor.name)


def _places(talks: Sequence[Talk]) -> str:
    """One or two places where all sessions were; else the usual one; none where they met all over the world.

    Sessions in two palaces of one city were in that city, where reports name it.
    """
    held = [talk for talk in talks if talk.session] or list(talks)
    known = {normalise(place): place for talk in talks for place in talk.places}
    told = [places for talk in held if (places := _places_of(talk, known))]
    first = _usual(told)
    if first is None:
        return ""
    elsewhere = [places for places in told if first not in places]
    second = _usual(elsewhere)
    if second is None:
        return first
    if all(second in places for places in elsewhere):
        return " and ".join(sorted((first, second), key=lambda place: (-_sessions(told, place), place)))
    others = {place for places in elsewhere for place in places}
    return first if all(_sessions(told, first) > _sessions(told, other) for other in others) else ""


def _places_of(talk: Talk, known: Mapping[str, str]) -> tuple[str, ...]:
    """Where a session is placed, and the cities named for it that are places of the negotiation."""
    if not talk.places:
        return ()
    return tuple(dict.fromkeys((*talk.places, *(known[name] for name in talk.near if name in known))))


def _usual(told: Sequence[tuple[str, ...]]) -> str | None:
    """The place of most sessions; of equal ones, the one that their reports name most."""
    counts = Counter(place for places in told for place in places)
    ranks = {place: sum(places.index(place) for places in told if place in places) for place in counts}
    return min(counts, key=lambda place: (-counts[place], ranks[place], place), default=None)


def _sessions(told: Iterable[tuple[str, ...]], place: str) -> int:
    return sum(place in places for places in told)


def _years(talks: Sequence[Talk]) -> str:
    sessions = [talk.dated for talk in talks if talk.opens and talk.dated]
    windows = sessions or [talk.dated for talk in talks if talk.dated]
    if not windows:
        return ""
    first, last = min(days.first.year for days in windows), max(days.last.year for days in windows)
    return str(first) if first == last else f"{first}-{last}"
