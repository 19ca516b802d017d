"""What is known of an actor: names in several senses, offices with dates, and what it is part of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loaders.records import UNKNOWN_DATE, ActorRef, DateInterval


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody held, as far as its source knows.

    ``since`` and ``until`` are unknown where the source does not give them. ``seen`` is the first and the
    last day on which a source says the office was held: beyond ``seen``, an open-ended office is unknown.
    """

    title: str
    role: str
    """A role of ``data/roles.csv``: ``head_of_state``, ``foreign_minister``, ``envoy`` ..."""
    body: str
    """The id of the state, organisation or group it is held in."""
    since: DateInterval = UNKNOWN_DATE
    until: DateInterval = UNKNOWN_DATE
    seen: tuple[date, date] | None = None
    source: str = ""

    def certain_on(self, day: date) -> bool:
        """Whether the source says, beyond the precision of its dates, that the office was held on a day."""
        first = self.since.end or (self.seen[0] if self.seen else None)
        last = self.until.start or (self.seen[1] if self.seen else None)
        return first is not None and last is not None and first <= day <= last

    def possible_on(self, day: date) -> bool:
        """Whether a day lies in the interval with its boundary years or months taken in full."""
        first = self.since.start or (self.seen[0] if self.seen else None)
        last = self.until.end or (self.seen[1] if self.seen else None)
        return first is not None and last is not None and first <= day <= last


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state, body, group, outlet or population, with where its facts come from."""

    id: str
    key: str
    """What the data files call it: ``RUS``, ``un-security-council``; empty for people."""
    name: str
    kind: str
    country: str | None = None
    """ISO 3166-1 alpha-3, or the withdrawn code of a former state (ISO 3166-3)."""
    aliases: tuple[str, ...] = ()
    qid: str | None = None
    part_of: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: str | None = None
    """``male`` or ``female`` where a file states it; ``None``: unknown."""
    surname: str | None = None
    since: DateInterval = UNKNOWN_DATE
    until: DateInterval = UNKNOWN_DATE
    verified: bool = True
    """False for what was written down from memory: its dates are years at best."""
    source: str = ""

    def reference(self) -> ActorRef:
        """Give the short form that mentions carry."""
        return ActorRef(self.id, self.name, self.kind, self.country, self.aliases)


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a name may mean.

    ``kind`` is ``name``, ``acronym``, ``adjective``, ``demonym``, ``capital``, ``seat``, ``surname``,
    ``several`` (one of all that bear a name in the plural: "Koreas"), ``combining`` (before a hyphen and
    another people: "Sino-Indian"), ``city`` or ``territory``; the last two
    stand for a place in the state whose id they carry, not for the
    state. A ``weak`` sense needs support from its context: "Georgia", "Jordan", "Congo", "CAR".
    """

    actor_id: str
    kind: str
    weak: bool = False
    since: DateInterval = UNKNOWN_DATE
    until: DateInterval = UNKNOWN_DATE

    def valid_on(self, day: date | None) -> bool:
        """Whether the name had this sense on a day; without a day, whether it has it still."""
        if day is None:
            return self.until.end is None
        after = self.since.start is None or self.since.start <= day
        return after and (self.until.end is None or day <= self.until.end)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in a row of words: ``words[start:end]``, and what it may mean, best first."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A noun that names a role: "foreign minister", "negotiators", "troops"."""

    name: str
    """The singular."""
    kind: str
    """``office``, ``spokesperson``, ``envoy``, ``collective_state``, ``military``, ``rebels`` ..."""
    role: str | None
    plural: bool
    state: str | None = None
    """The one state that has it, by its code: only the Holy See has a pontiff."""


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title found in a row of words: ``words[start:end]``."""

    start: int
    end: int
    title: Title


@dataclass(frozen=True, slots=True)
class City:
    """A city, a place of diplomacy or a territory: where things happen, not who does them."""

    name: str
    country: str | None
    """ISO 3166-1 alpha-3; ``None`` for a territory that belongs to no state undisputed."""
    capital: bool = False
    population: int | None = None
