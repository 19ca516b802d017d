"""Talks: what of an event counts for the negotiation it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from loaders.records import ActorRef, Event
from loaders.resolution.profiles import Profile
from loaders.resolution.sides import dyad, principal_key
from loaders.resolution.spells import Window

_HELD = frozenset({"happened", "ongoing"})
_SESSION = _HELD | {"planned"}
_LAST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Talk:
    """An event between principal parties, as a thread sees it."""

    event_id: str
    key: str
    """The smallest of its mentions' ids."""
    dyad: str
    parties: tuple[ActorRef, ...]
    session: bool
    """Whether it is a round, held, under way or planned."""
    opens: bool
    """Whether a negotiation may begin with it: a session, a mediation effort, a mediated agreement."""
    dated: Window | None
    """The days of its own date."""
    reported: date | None
    """The first day on which it was reported."""
    ordinal: int | None = None
    place: str | None = None
    genres: tuple[str, ...] = ()
    agreed: str | None = None
    """What was agreed on: ``ceasefire``, or ``partial`` for anything else."""

    @property
    def days(self) -> Window | None:
        """The days it lies in; without a date of its own, the day on which it was first reported."""
        if self.dated or self.reported is None:
            return self.dated
        return Window(self.reported, self.reported)

    @property
    def order(self) -> tuple[str, str, int, str]:
        """By day, then by the number that the texts give it, then by key; undated talks come last."""
        days = self.days
        first, last = (str(days.first), str(days.last)) if days else (_LAST, _LAST)
        return first, last, self.ordinal or 0, self.key


def build_talk(event: Event, cluster: Sequence[Profile]) -> Talk | None:
    """Return the event as a talk; ``None`` where it is none, or has fewer than two principal parties."""
    if event.type not in ("CONSULT", "AGREE", "REJECT") and not _is_truce(event):
        return None
    parties = _parties(cluster)
    key = dyad(parties)
    if key is None or not (_opens(event) or _hangs_on(event)):
        return None
    return Talk(
        event_id=event.id,
        key=min(event.mentions),
        dyad=key,
        parties=tuple(parties[each] for each in sorted(parties)),
        session=_session(event),
        opens=_opens(event),
        dated=_window(event),
        reported=min((day for p in cluster if (day := p.origin.published.end)), default=None),
        ordinal=_most_told(p.mention.ordinal for p in cluster),
        place=event.place.name if event.place else None,
        genres=event.genres,
        agreed=_agreed(event),
    )


def _parties(cluster: Sequence[Profile]) -> dict[str, ActorRef]:
    """The principals of all mentions; where these are fewer than two, those of the talks it stands with."""
    mediators = frozenset(key for profile in cluster for key in profile.mediators)
    keyed = {key: actor for profile in cluster for key, actor in profile.parties.items()}
    parties = {key: actor for key, actor in keyed.items() if key not in mediators}
    if len(parties) > 1:
        return parties
    series = [profile.series for profile in cluster if profile.series]
    chosen = min(series, key=lambda actors: [actor.id for actor in actors], default=())
    return {principal_key(actor): actor for actor in chosen if principal_key(actor) not in mediators}


def _mediated(event: Event) -> bool:
    return any(part.role == "mediator" and part.status != "denied" for part in event.participations)


def _session(event: Event) -> bool:
    """A round of talks: an effort to mediate is none, a meeting is where somebody mediated."""
    if event.type != "CONSULT" or event.status not in _SESSION or event.mode == "mediate":
        return False
    return event.mode == "negotiate" or _mediated(event)


def _opens(event: Event) -> bool:
    if event.type == "CONSULT":
        return _session(event) or (event.mode == "mediate" and event.status in _SESSION)
    return (event.type == "AGREE" or _is_truce(event)) and event.status in _HELD and _mediated(event)


def _is_truce(event: Event) -> bool:
    """A truce or an exchange, which two sides must have agreed upon for it to hold."""
    return event.type == "RETREAT" and event.mode in ("ceasefire", "exchange")


def _hangs_on(event: Event) -> bool:
    """Whether it belongs in the thread of its parties, where there is one."""
    if event.type == "CONSULT":
        return event.mode in ("negotiate", "mediate") or _mediated(event)
    return (
        event.type == "AGREE"
        or _is_truce(event)
        or any(content.type in ("CONSULT", "AGREE") for content in event.of)
    )


def _agreed(event: Event) -> str | None:
    if event.status not in _HELD:
        return None
    if _is_truce(event):
        return event.mode if event.mode == "ceasefire" else "partial"
    if event.type != "AGREE":
        return None
    return "ceasefire" if any(content.mode == "ceasefire" for content in event.of) else "partial"


def _window(event: Event) -> Window | None:
    day = event.date
    return Window(day.start, day.end) if day and day.start and day.end else None


def _most_told(ordinals: Iterable[int | None]) -> int | None:
    counts = Counter(ordinal for ordinal in ordinals if ordinal)
    return min(counts, key=lambda ordinal: (-counts[ordinal], ordinal), default=None)
