"""The outlet of an article as an actor: news agencies and papers act and are cited like others."""

from __future__ import annotations

from functools import cache

from loaders.actors import knowledge
from loaders.identity import digest
from loaders.records import ActorRef
from loaders.resolution.words import normalise


@cache
def outlet_actor(name: str) -> ActorRef:
    """Return the outlet that the actor data knows by this name, else a new one named so."""
    known = knowledge()
    for sense in known.senses(name):
        actor = known.actor(sense.actor_id)
        if actor.kind == "outlet":
            return actor.reference()
    return ActorRef(digest("actor", "outlet", normalise(name), ""), name, "outlet")
