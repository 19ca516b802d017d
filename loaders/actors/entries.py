"""An actor together with the phrases that may mean it: what every reader of data files makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.actors.names import MarkedName, is_acronym, normalise
from loaders.actors.records import Actor, Sense
from loaders.identity import digest


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with the phrases that may mean it."""

    actor: Actor
    names: tuple[tuple[str, Sense], ...]


def actor_id(kind: str, name: str, country: str | None, qid: str | None = None) -> str:
    """Give an actor's id: its Wikidata id, else a hash of kind, full name and country."""
    return qid or digest("actor", kind, normalise(name), country or "")


def name_senses(identifier: str, names: Iterable[tuple[str, MarkedName]]) -> Iterator[tuple[str, Sense]]:
    """Give marked names, each with its kind, as phrases with their sense."""
    for kind, name in names:
        written = "acronym" if kind == "name" and is_acronym(name.name) else kind
        yield name.name, Sense(identifier, written, name.weak, name.since, name.until)


def lasting_aliases(names: Iterable[tuple[str, MarkedName]], own: str) -> tuple[str, ...]:
    """Give the names proper but its own, without what is weak or was a name for a time only."""
    strong = (n.name for kind, n in names if kind == "name" and not n.weak and n.until.end is None)
    return tuple(dict.fromkeys(name for name in strong if name != own))
