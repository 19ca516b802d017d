"""The whole way from mentions to events and negotiations, in one place.

Reading -> judged reading -> Profile (what counts for comparing, what points back) -> links -> components -> clusters
-> Event -> Talk -> Negotiation. All of it is a function of the set of mentions and of the judgements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.judgements import NO_JUDGEMENTS, Judgements, judge_readings
from loaders.records import Event, Negotiation, Reading
from loaders.resolution.antecedents import resolve_back
from loaders.resolution.clusters import cluster_profiles
from loaders.resolution.events import build_event
from loaders.resolution.merging import Cluster, Links
from loaders.resolution.negotiations import PAUSE_DAYS, thread_talks
from loaders.resolution.profiles import Profile
from loaders.resolution.talks import Talk, build_talk


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a set of readings adds up to."""

    events: tuple[Event, ...]
    negotiations: tuple[Negotiation, ...]


class ResolvedEvent(NamedTuple):
    """An event with the mentions it was made of, and its part in a negotiation if it has one."""

    event: Event
    cluster: Cluster
    talk: Talk | None


def resolve(
    readings: Iterable[Reading], pause_days: int = PAUSE_DAYS, judgements: Judgements = NO_JUDGEMENTS
) -> Resolution:
    """Resolve the mentions of readings, one for each article, into events and negotiations.

    Parameters
    ----------
    readings
        The current reading of every article, in any order.
    pause_days
        The longest pause between two rounds of one negotiation.
    judgements
        What was judged of actors, mentions and arguments.

    """
    resolved = resolve_readings(readings, judgements)
    talks = [each.talk for each in resolved if each.talk]
    return Resolution(tuple(each.event for each in resolved), thread_talks(talks, pause_days))


def cluster_mentions(readings: Iterable[Reading]) -> tuple[Event, ...]:
    """Return the events that the readings' mentions report, in the order of ids."""
    return tuple(each.event for each in resolve_readings(readings))


def thread_events(
    events: Iterable[Event], readings: Iterable[Reading], pause_days: int = PAUSE_DAYS
) -> tuple[Negotiation, ...]:
    """Return the negotiations that the events belong to; ``readings`` are those the events were made of."""
    profiles = {profile.id: profile for profile in _profiles(readings)}
    talks = (build_talk(event, [profiles[key] for key in event.mentions]) for event in events)
    return thread_talks([talk for talk in talks if talk], pause_days)


def resolve_readings(
    readings: Iterable[Reading], judgements: Judgements = NO_JUDGEMENTS
) -> list[ResolvedEvent]:
    """Return the events that the readings' mentions report, with what they were made of, in the order of ids."""
    return resolve_profiles(_profiles(readings, judgements))


def resolve_profiles(profiles: Sequence[Profile], links: Links | None = None) -> list[ResolvedEvent]:
    """Cluster profiled mentions and add each cluster up; ``links`` as in ``cluster_profiles``."""
    resolved = (resolve_cluster(cluster) for cluster in cluster_profiles(profiles, links))
    return sorted(resolved, key=lambda each: each.event.id)


def resolve_cluster(cluster: Cluster) -> ResolvedEvent:
    """Add a cluster up to its event, and to its part in a negotiation if it has one."""
    event = build_event(cluster)
    return ResolvedEvent(event, cluster, build_talk(event, cluster))


def _profiles(readings: Iterable[Reading], judgements: Judgements = NO_JUDGEMENTS) -> list[Profile]:
    return [
        profile
        for reading in judge_readings(readings, judgements)
        for profile in resolve_back(reading, judgements.ties(reading.mentions))
    ]
