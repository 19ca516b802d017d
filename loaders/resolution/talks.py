"""Talks: what of an event counts for the negotiation it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph_schema import schema
from loaders.records import ActorRef, Event
from loaders.resolution.outcomes import agreed_stage, held_statuses, outcome_of, part_of_thread
from loaders.resolution.profiles import Profile
from loaders.resolution.sides import dyad, principal_key
from loaders.resolution.spells import Window
from loaders.resolution.words import normalise

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
    """Whether it is a round, held, under way or planned: one that opinion pieces alone tell of is none."""
    opens: bool
    """Whether a negotiation may begin with it: a session, a mediation effort, a mediated agreement."""
    dated: Window | None
    """The days of its own date."""
    reported: date | None
    """The first day on which it was reported."""
    precision: str = "unknown"
    """Of its own date."""
    told: tuple[int, ...] = ()
    """The numbers that texts give it, the most told first."""
    places: tuple[str, ...] = ()
    """Where its mentions place it, the place that most of them name first."""
    near: tuple[str, ...] = ()
    """Cities that its sentences name for its place, in lower case: "the Ciragan Palace in Istanbul"."""
    genres: tuple[str, ...] = ()
    part: str = "session"
    outcome: str | None = None
    stage: str | None = None
    """How far what was agreed goes."""
    ongoing: bool = False
    """Whether it goes on or is still to come."""
    mediators: tuple[str, ...] = ()
    """Keys of those who mediate, or are to, and of those for whom they do."""
    named: bool = True
    """Whether its own reports name the parties."""
    held: bool = False
    """Whether it is a round that took place or is under way."""

    @property
    def ordinal(self) -> int | None:
        """The number that most texts give it."""
        return self.told[0] if self.told else None

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
    parties, named = _parties(cluster)
    key = dyad(parties)
    if key is None or not (_opens(event) or _hangs_on(event)):
        return None
    counts = not _default_genres().isdisjoint(event.genres)
    outcome = outcome_of(event, cluster) if counts else None
    session = counts and _session(event) and outcome != "called_off"
    return Talk(
        event_id=event.id,
        key=min(event.mentions),
        dyad=key,
        parties=tuple(parties[each] for each in sorted(parties)),
        session=session,
        held=session and event.status in held_statuses(),
        opens=_opens(event),
        dated=_window(event),
        reported=min((day for p in cluster if (day := p.origin.published.end)), default=None),
        precision=event.date.precision if event.date else "unknown",
        told=_most_told_first(p.mention.ordinal for p in cluster),
        places=_most_told_first(p.mention.place.name if p.mention.place else None for p in cluster),
        near=tuple(sorted({city for p in cluster for city in _cities(p)})),
        genres=event.genres,
        part=part_of_thread(event),
        outcome=outcome,
        stage=agreed_stage(event, cluster) if counts else None,
        ongoing=counts and event.status in ("ongoing", "planned") and outcome is None,
        mediators=_mediators(event),
        named=named,
    )


def _cities(profile: Profile) -> Iterator[str]:
    """Give what the sentence names right after the place: "at the Ciragan Palace in Istanbul"."""
    if place := profile.mention.place:
        name = normalise(place.name)
        yield from (city for city in profile.places if f"{name} in {city}" in profile.words)


def _default_genres() -> frozenset[str]:
    return frozenset(schema().vocabularies["genre"].marked("default"))


def _parties(cluster: Sequence[Profile]) -> tuple[dict[str, ActorRef], bool]:
    """The principals of all mentions; where these are fewer than two, those of the talks it stands with.

    Tells, too, whether the event's own reports name them.
    """
    mediators = frozenset(key for profile in cluster for key in profile.mediators)
    parties = best_named(profile.parties for profile in cluster)
    parties = {key: actor for key, actor in parties.items() if key not in mediators}
    if len(parties) > 1:
        return parties, True
    series = [profile.series for profile in cluster if profile.series]
    chosen = min(series, key=lambda actors: [actor.id for actor in actors], default=())
    return {principal_key(actor): actor for actor in chosen if principal_key(actor) not in mediators}, False


def best_named(told: Iterable[dict[str, ActorRef]]) -> dict[str, ActorRef]:
    """Return for each key the actor that names it best: a state before its army, the known before the local."""
    best: dict[str, ActorRef] = {}
    for actors in told:
        for key, actor in actors.items():
            best[key] = min(best.get(key, actor), actor, key=_naming_rank)
    return best


def _naming_rank(actor: ActorRef) -> tuple[bool, bool, bool, str]:
    return actor.kind != "state", actor.local, actor.kind == "person", actor.id


def _mediators(event: Event) -> tuple[str, ...]:
    counting = held_statuses() | {"planned"}
    return tuple(
        sorted(
            {
                principal_key(actor)
                for part in event.participations
                if part.role == "mediator" and part.status in counting
                for actor in (part.actor, part.acts_for)
                if actor
            }
        )
    )


def _mediated(event: Event) -> bool:
    return any(part.role == "mediator" and part.status != "denied" for part in event.participations)


def _session(event: Event) -> bool:
    """A round of talks: an effort to mediate is none, a meeting is where somebody mediated."""
    counting = held_statuses() | {"planned"}
    if event.type != "CONSULT" or event.status not in counting or event.mode == "mediate":
        return False
    return event.mode == "negotiate" or _mediated(event)


def _opens(event: Event) -> bool:
    held = held_statuses()
    if event.type == "CONSULT":
        return _session(event) or (event.mode == "mediate" and event.status in held | {"planned"})
    return (event.type == "AGREE" or _is_truce(event)) and event.status in held and _mediated(event)


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
        or event.mode in ("walk_out", "boycott")
        or any(content.type in ("CONSULT", "AGREE") for content in event.of)
    )


def _window(event: Event) -> Window | None:
    day = event.date
    return Window(day.start, day.end) if day and day.start and day.end else None


def _most_told_first[T: (int, str)](told: Iterable[T | None]) -> tuple[T, ...]:
    counts = Counter(each for each in told if each)
    return tuple(sorted(counts, key=lambda each: (-counts[each], each)))
