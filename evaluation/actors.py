"""Whether two ways of naming an actor mean the same one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from evaluation.gold import GoldActor, GoldParticipant
from loaders.actors import knowledge
from loaders.actors.names import normalise
from loaders.records import ActorRef, Participant

_STATES = frozenset({"state", "government"})
_LITTLE = frozenset({"the", "a", "an", "of", "and", "its", "his", "her", "their", "'s", "'"})


def is_same_part(gold: GoldParticipant, told: Participant) -> bool:
    """Tell whether a told participant is the gold's actor, whatever its role."""
    return is_same_actor(gold.actor, told.actor) or _is_same_phrase(gold, told)


def is_same_actor(gold: GoldActor, told: ActorRef) -> bool:
    """Compare by id or any name; a state or its government by country and kind too."""
    if gold.kind in _STATES and told.kind in _STATES and gold.country is not None:
        return gold.country == told.country
    return is_named(gold.name, told)


def is_named(name: str, told: ActorRef) -> bool:
    """Tell whether a name is one of an actor's, or means the actor in the actor data."""
    plain = _plain(name)
    return plain in {_plain(one) for one in (told.name, *told.aliases)} or told.id in _ids(plain)


@cache
def _ids(plain: str) -> frozenset[str]:
    """Give the actors of the data files that are known by a name and by no lesser claim to it."""
    return _index().get(plain, frozenset())


@cache
def _index() -> dict[str, frozenset[str]]:
    named: dict[str, set[str]] = {}
    for actor in knowledge().actors():
        for name in (actor.name, *actor.aliases):
            named.setdefault(_plain(name), set()).add(actor.id)
    return {name: frozenset(ids) for name, ids in named.items()}


def _is_same_phrase(gold: GoldParticipant, told: Participant) -> bool:
    """Compare by the words of the text, where an actor is in no data: "protesters", "an Omani envoy".

    A person whom the gold names is not found by words that leave the person unnamed.
    """
    if not told.actor.local or (gold.actor.kind == "person") != (told.actor.kind == "person"):
        return False
    if gold.actor.country and told.actor.country and gold.actor.country != told.actor.country:
        return False
    said, named = _words([gold.text]), _words([gold.actor.name])
    if gold.actor.kind == "person" and not said & named:
        return False
    return _is_part(_words([told.span.text]), said) or _is_part(_words([told.actor.name]), said | named)


def _is_part(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in normalise(text).split()) - _LITTLE


def _plain(name: str) -> str:
    return normalise(name).removeprefix("the ")
