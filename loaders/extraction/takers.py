"""Who takes which role in an event, while it is being read, and how each came into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.extraction.cast import Resolved
from loaders.extraction.parses import Word

THIRD_PARTIES = frozenset({"mediator", "host", "guarantor", "observer"})
"""Roles of those who help others to an event and are no party to it."""


class Way(NamedTuple):
    """How an actor came into a role: the slot it fills of a word; without a word, the rule that put it there."""

    name: str
    of: Word | None = None


@dataclass(slots=True)
class Roles:
    """Role -> who takes it; each actor once in a role."""

    taken: dict[str, list[Resolved]] = field(default_factory=dict)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    """(role, actor id) -> the participation's own status."""
    ways: dict[tuple[str, str], Way] = field(default_factory=dict)
    """(role, actor id) -> how the actor came into it."""
    dropped: list[tuple[str, Resolved, str]] = field(default_factory=list)
    """Who was taken out of a role again, and why."""

    def copy(self) -> Roles:
        """Return the roles for a mention to change."""
        taken = {role: list(who) for role, who in self.taken.items()}
        return Roles(taken, dict(self.statuses), dict(self.ways), list(self.dropped))

    def add(
        self, role: str, who: Iterable[Resolved], status: str | None = None, *, way: Way | None = None
    ) -> None:
        """Add actors to a role."""
        there = self.taken.setdefault(role, [])
        for one in who:
            if all(one.actor.id != other.actor.id for other in there):
                there.append(one)
                if status is not None:
                    self.statuses[role, one.actor.id] = status
                if way is not None:
                    self.ways[role, one.actor.id] = way

    def get(self, role: str) -> list[Resolved]:
        """Return who takes a role."""
        return self.taken.get(role, [])

    def drop(self, role: str, actor_id: str, because: str) -> None:
        """Take an actor out of a role."""
        there = self.get(role)
        self.dropped += [(role, one, because) for one in there if one.actor.id == actor_id]
        self.taken[role] = [one for one in there if one.actor.id != actor_id]

    def way_of(self, role: str, actor_id: str) -> tuple[str, Way] | None:
        """Return how an actor came into a role, and into which: it may have moved from another since."""
        if (role, actor_id) in self.ways:
            return role, self.ways[role, actor_id]
        return next(((at, way) for (at, one), way in self.ways.items() if one == actor_id), None)

    def ids(self, *roles: str) -> set[str]:
        """Return the ids of the actors, and of those they act for, in some roles."""
        found = set()
        for role in roles:
            for one in self.get(role):
                found.add(one.actor.id)
                if one.acts_for is not None:
                    found.add(one.acts_for.id)
        return found

    def __bool__(self) -> bool:
        return any(self.taken.values())
