"""How well the places of two mentions agree: signals of :mod:`loaders.resolution.agreement`."""

from __future__ import annotations

from functools import cache

from loaders.actors.names import read_names
from loaders.actors.tables import DataFolder
from loaders.records import Place
from loaders.resolution.contests import UNLIKELY
from loaders.resolution.profiles import Profile
from loaders.resolution.timing import CONFLICT, same_article
from loaders.resolution.words import normalise

_SOMEWHERE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID"})
"""Types of which several happen between the same two on one day, each at its place."""
_ELSEWHERE = -1.5
_WITHIN = 0.5


def place(one: Profile, other: Profile) -> float:
    """One place, or one within the other, speaks for one event; two countries are of two."""
    here, there = one.mention.place, other.mention.place
    if here is None or there is None:
        return _named_places(one, other)
    if here.name.casefold() == there.name.casefold():
        return 1.0
    if here.country and there.country and here.country != there.country:
        return CONFLICT
    if normalise(here.name) in other.places or normalise(there.name) in one.places:
        # "at the Dolmabahce Palace in Istanbul" names both.
        return 1.0
    return _within_one_country(here, there)


def _within_one_country(here: Place, there: Place) -> float:
    """A city and its country agree a little; two cities of one country may also be a city and its palace."""
    if not here.country:
        return UNLIKELY
    return _WITHIN if _is_country(here) != _is_country(there) else -1.0


def _is_country(place: Place) -> bool:
    return (place.country, normalise(place.name)) in _countries()


@cache
def _countries() -> frozenset[tuple[str | None, str]]:
    rows = DataFolder().rows("state_words.csv")
    return frozenset((row["iso3"], normalise(each.name)) for row in rows for each in read_names(row["names"]))


def _named_places(one: Profile, other: Profile) -> float:
    """Deeds without a place of their own: what is hit and the towns that their sentences name tell them apart."""
    if one.mention.type not in _SOMEWHERE or same_article(one, other):
        return 0.0
    if one.objects & other.objects:
        return 1.0
    if not one.places or not other.places:
        return 0.0
    return 1.0 if one.places & other.places else _ELSEWHERE
