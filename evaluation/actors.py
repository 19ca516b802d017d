"""Whether two ways of naming an actor mean the same one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from evaluation.gold import GoldActor, GoldParticipant
from loaders.actors import knowledge
from loaders.actors.names import normalise, split_words
from loaders.records import ActorRef, Participant

_STATES = frozenset({"state", "government"})
_BODIES = frozenset({"agency", "armed_group", "company", "intergovernmental_organization", "outlet", "party"})
_SPELLINGS = {"defence": "defense", "Defence": "defense", "affairs": "", "Affairs": ""}
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


def is_alike(one: str, other: str) -> bool:
    """Compare what a body is called by its words: "Japan's defence ministry", "Japanese Ministry of Defense".

    Examples
    --------
    >>> is_alike("Norway's Foreign Ministry", "Norwegian Ministry of Foreign Affairs")
    True
    >>> is_alike("Norway", "Norwegian Foreign Ministry")
    False

    """
    words, others = _meanings(one), _meanings(other)
    return min(len(words), len(others)) > 1 and _is_part(words, others)


def _is_same_phrase(gold: GoldParticipant, told: Participant) -> bool:
    """Compare by the words of the text, for who is in no data, or has another name or spelling there.

    A person whom the gold names is not found by words that leave the person unnamed.
    """
    if gold.actor.country and told.actor.country and gold.actor.country != told.actor.country:
        return False
    said, named, called = _words([gold.text]), _words([gold.actor.name]), _words([told.actor.name])
    same_words = _is_part(_words([told.span.text]), said)
    if gold.actor.kind == "person" or told.actor.kind == "person":
        same_name = bool(named & said) and (told.actor.local or gold.actor.name.split()[-1].lower() in called)
        return gold.actor.kind == told.actor.kind and same_name and (same_words or _is_part(called, named))
    if told.actor.local:
        return same_words or _is_part(called, said | named) or is_alike(gold.actor.name, told.actor.name)
    return {gold.actor.kind, told.actor.kind} <= _BODIES and same_words


def _is_part(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in normalise(text).split()) - _LITTLE


def _meanings(name: str) -> frozenset[str]:
    """Give a name's words, those for a state and for what is its own as the state's code."""
    return frozenset(_SPELLINGS.get(word, _state_of(word)) for word in split_words(name)) - _LITTLE - {""}


@cache
def _state_of(word: str) -> str:
    states = [knowledge().actor(sense.actor_id) for sense in knowledge().senses(word) if not sense.weak]
    return next((one.key for one in states if one.kind == "state"), word.lower())


def _plain(name: str) -> str:
    return normalise(name).removeprefix("the ")
