"""Names of negotiations, as people would call them: "Russia-Ukraine talks, Istanbul, 2025"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.records import ActorRef
from loaders.resolution.talks import Talk

_NAMED_PARTIES = 3
_NAMED_PLACES = 2


def negotiation_name(parties: Sequence[ActorRef], talks: Sequence[Talk]) -> str:
    """Name a negotiation by its parties, its usual places and its years, as far as they are known."""
    return ", ".join(part for part in (f"{_parties(parties)} talks", _places(talks), _years(talks)) if part)


def _parties(parties: Sequence[ActorRef]) -> str:
    names = sorted(actor.name for actor in parties)
    if len(names) <= _NAMED_PARTIES:
        return "-".join(names)
    return "-".join(names[:2]) + f" and {len(names) - 2} others'"


def _places(talks: Sequence[Talk]) -> str:
    """The places of the sessions, the usual one first; none where they met all over the world."""
    sessions = [talk for talk in talks if talk.session] or talks
    counts = Counter(talk.place for talk in sessions if talk.place)
    ranked = sorted(counts, key=lambda place: (-counts[place], place))
    if len(ranked) <= _NAMED_PLACES or counts[ranked[0]] > counts[ranked[1]]:
        return " and ".join(ranked) if len(ranked) <= _NAMED_PLACES else ranked[0]
    return ""


def _years(talks: Sequence[Talk]) -> str:
    sessions = [talk.dated for talk in talks if talk.opens and talk.dated]
    windows = sessions or [talk.dated for talk in talks if talk.dated]
    if not windows:
        return ""
    first, last = min(days.first.year for days in windows), max(days.last.year for days in windows)
    return str(first) if first == last else f"{first}-{last}"
