"""Events from clusters of mentions: the union of what they say, with how well each part is supported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from graph_schema import schema
from loaders.claims import denies_only_mediation
from loaders.identity import digest
from loaders.records import ActorRef, Content, DateInterval, Event, Mention, Participant, Participation, Place
from loaders.resolution.confidence import weigh
from loaders.resolution.merging import Cluster
from loaders.resolution.origins import Origins, find_origins
from loaders.resolution.profiles import Profile

_PRECISIONS = ("day", "range", "month", "year", "unknown")
_BASES = ("stated", "relative", "inferred")
_TALKS = ("negotiate", "mediate", "meet", "visit")
"""Of talks that mentions call by different modes, the event has the first of these."""

type _Part = tuple[Profile, Participant]


def event_id(mention_ids: Iterable[str]) -> str:
    """Return the id of the event that these mentions report: the hash of the smallest mention key."""
    return digest("event", min(mention_ids))


def build_event(cluster: Cluster) -> Event:
    """Add the mentions of one happening up to an event."""
    origins = find_origins(cluster)
    mentions = [profile.mention for profile in cluster]
    mode = _mode(mentions)
    of_talks = frozenset(
        mention.id for mention in mentions if not denies_only_mediation(mention.mode, mention.status, mode)
    )
    sure = weigh([(profile, None) for profile in cluster if profile.id in of_talks], origins.of)
    return Event(
        id=event_id(mention.id for mention in mentions),
        type=mentions[0].type,
        mode=mode,
        of=_contents(cluster),
        status=first_status(mention.status for mention in mentions),
        date=_best_date(mention.date for mention in mentions),
        place=_best_place(mention.place for mention in mentions),
        participations=_participations(cluster, origins, of_talks),
        mentions=tuple(mention.id for mention in mentions),
        genres=tuple(sorted({mention.genre for mention in mentions})),
        articles=len({profile.origin.article_id for profile in cluster}),
        origins=len(origins.told_by),
        confidence=sure.figure,
        told_by=origins.told_by,
        grounds=sure.grounds,
    )


def first_status(statuses: Iterable[str]) -> str:
    """Return the status that comes first in the schema's order of precedence."""
    return min(statuses, key=schema().words("status").index)


def _mode(mentions: Sequence[Mention]) -> str | None:
    """The mode that is told; one that is only denied where nothing else is."""
    told = [mention for mention in mentions if mention.status != "denied"] or mentions
    counts = Counter(mention.mode for mention in told if mention.mode)
    ranks = {mode: rank for rank, mode in enumerate(_TALKS)}
    return min(counts, key=lambda mode: (ranks.get(mode, len(ranks)), -counts[mode], mode), default=None)


def _contents(cluster: Cluster) -> tuple[Content, ...]:
    """All that the act is said to be about; a content without a mode gives way to one of its type with."""
    contents = {content for profile in cluster for content in profile.mention.of}
    specific = {content.type for content in contents if content.mode}
    kept = (content for content in contents if content.mode or content.type not in specific)
    return tuple(sorted(kept, key=lambda content: (content.type, content.mode or "")))


def _best_date(dates: Iterable[DateInterval | None]) -> DateInterval | None:
    """The most precise date; among these the best founded, then the most often told, then the earliest."""
    counts = Counter(date for date in dates if date and date.start)
    return min(
        counts,
        key=lambda date: (
            _PRECISIONS.index(date.precision),
            _BASES.index(date.basis),
            -counts[date],
            str(date.start),
            str(date.end),
        ),
        default=None,
    )


def _best_place(places: Iterable[Place | None]) -> Place | None:
    counts = Counter(place for place in places if place)
    return min(counts, key=lambda place: (-counts[place], not place.country, place.name), default=None)


def _participations(
    cluster: Cluster, origins: Origins, of_talks: Collection[str]
) -> tuple[Participation, ...]:
    parts: defaultdict[tuple[str, str], list[_Part]] = defaultdict(list)
    for profile in cluster:
        for participant in profile.mention.participants:
            parts[participant.role, participant.actor.id].append((profile, participant))
    order = schema().words("role").index
    keys = sorted(parts, key=lambda key: (order(key[0]), key[1]))
    return tuple(_participation(key[0], parts[key], origins, of_talks) for key in keys)


def _participation(
    role: str, told: Sequence[_Part], origins: Origins, of_talks: Collection[str]
) -> Participation:
    of_role = [pair for pair in told if role == "mediator" or pair[0].id in of_talks]
    sure = weigh(of_role or told, origins.of)
    told_by = sorted({origins.of[profile.id] for profile, _ in told})
    profiles = list({profile.id: profile for profile, _ in told}.values())
    return Participation(
        role=role,
        actor=told[0][1].actor,
        acts_for=_most_told(participant.acts_for for _, participant in told),
        status=first_status(participant.status or profile.mention.status for profile, participant in told),
        mentions=tuple(profile.id for profile in profiles),
        articles=len({profile.origin.article_id for profile in profiles}),
        origins=len(told_by),
        confidence=sure.figure,
        told_by=tuple(told_by),
        grounds=sure.grounds,
    )


def _most_told(actors: Iterable[ActorRef | None]) -> ActorRef | None:
    counts = Counter(actor for actor in actors if actor)
    return min(counts, key=lambda actor: (-counts[actor], actor.id), default=None)
