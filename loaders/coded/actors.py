"""Who the names in coded data stand for."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from loaders.actors import knowledge
from loaders.coded.data import sector_kinds
from loaders.identity import digest
from loaders.records import ActorRef

_SECTOR = re.compile(r"(?P<sector>.+) \((?P<of>[^()]+)\)")
_ACTING_FOR_A_STATE = frozenset({"agency", "government"})


@cache
def actor_named(name: str, day: date) -> ActorRef:
    """Return the actor that a coder's name stands for on a day.

    It is an actor of our own data where that knows the name surely, and else one of the coder's: "Police (India)" is a
    body of India's.

    Examples
    --------
    >>> actor_named("Police (India)", date(2018, 9, 1)).country
    'IND'

    """
    known = _known(name, day)
    if known:
        return known
    state = state_of(name, day)
    kind = next(
        (kind for kind, words in sector_kinds() if words.search(name)), "agency" if state else "person"
    )
    country = state.country if state else None
    return ActorRef(digest("coded actor", kind, name.casefold(), country or ""), name, kind, country)


def state_for(actor: ActorRef, name: str, day: date) -> ActorRef | None:
    """Return the state that a sector acts for: its police and ministries do, its citizens and companies do not."""
    return state_of(name, day) if actor.kind in _ACTING_FOR_A_STATE else None


@cache
def state_of(name: str, day: date) -> ActorRef | None:
    """Return the state whose sector this is: India for "Police (India)"; ``None`` for other names."""
    told = _SECTOR.fullmatch(name)
    actor = _known(told["of"], day) if told else None
    return actor if actor and actor.kind == "state" else None


def _known(name: str, day: date) -> ActorRef | None:
    """Return the only actor of our data whose name this is."""
    known = knowledge()
    senses = [sense for sense in known.senses(name) if sense.kind == "name" and sense.valid_on(day)]
    ids = {sense.actor_id for sense in senses}
    return known.actor(ids.pop()).reference() if len(ids) == 1 else None
