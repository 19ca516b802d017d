"""Tracks: parallel series of talks of the same parties, each with mediators of its own (contract, section 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from loaders.resolution.talks import Talk


def number_tracks(talks: Sequence[Talk]) -> Mapping[str, int]:
    """Number the tracks by date, under their events' ids; ``talks`` are those of one negotiation, by date.

    Talks that share a mediator are of one track, and so are all whose mediators once mediated together. Talks for
    which no mediator is reported go with the track of their place; where there is one track only, all belong to it.
    """
    groups = _joined(set(talk.mediators) for talk in talks if talk.mediators)
    if len(groups) < 2:
        return {talk.event_id: 1 for talk in talks}
    group_of = {mediator: index for index, group in enumerate(groups) for mediator in group}
    places = _places_of_tracks(talks, group_of)
    told = {talk.event_id: track for talk in talks if (track := _track(talk, group_of, places)) is not None}
    numbers = {track: number for number, track in enumerate(dict.fromkeys(told.values()), start=1)}
    return {event: numbers[track] for event, track in told.items()}


def _track(talk: Talk, group_of: Mapping[str, int], places: Mapping[str, set[int]]) -> int | None:
    if talk.mediators:
        return group_of[talk.mediators[0]]
    found = {track for place in talk.places for track in places.get(place, ())}
    return found.pop() if talk.session and len(found) == 1 else None


def _places_of_tracks(talks: Iterable[Talk], group_of: Mapping[str, int]) -> Mapping[str, set[int]]:
    places: defaultdict[str, set[int]] = defaultdict(set)
    for talk in talks:
        if talk.mediators and talk.session:
            for place in talk.places:
                places[place].add(group_of[talk.mediators[0]])
    return places


def _joined(groups: Iterable[set[str]]) -> list[set[str]]:
    """Join sets that have a member in common."""
    joined: list[set[str]] = []
    for group in groups:
        near = [each for each in joined if each & group]
        joined = [each for each in joined if not each & group]
        joined.append(group.union(*near))
    return joined
