"""What a user's own dictionary claims of an actor, and how it joins what the data files know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from loaders.actors.entries import Entry, actor_id, name_senses
from loaders.actors.names import MarkedName, normalise
from loaders.actors.records import Actor, Office, Sense
from loaders.records import UNKNOWN_DATE, DateInterval


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office a claim gives a person: in a state or body, from a day to a day."""

    role: str
    title: str
    body: str
    """A key of the data files ("FRA", "un"), or the name of a state, organisation or group."""
    since: DateInterval = UNKNOWN_DATE
    until: DateInterval = UNKNOWN_DATE


@dataclass(frozen=True, slots=True)
class Claim:
    """One actor as a user's dictionary has it."""

    where: str
    """File and line, for messages."""
    kind: str
    """A kind of actor; ``state`` where the names are further names of a state."""
    names: tuple[str, ...]
    """The full name first."""
    country: str | None = None
    since: DateInterval = UNKNOWN_DATE
    until: DateInterval = UNKNOWN_DATE
    """From when and until when the names stand for the actor; for a person: nothing, offices have days."""
    tenures: tuple[Tenure, ...] = ()
    part_of: tuple[str, ...] = ()


@dataclass(slots=True)
class Directory:
    """The actors known so far, by id, key and name: what claims are joined to."""

    entries: dict[str, Entry] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Directory:
        """Index what the data files give; of an actor that several rows name, the first row's facts stand."""
        directory = cls()
        for entry in entries:
            directory.add(entry)
        return directory

    def add(self, entry: Entry) -> None:
        """Take note of an actor and the phrases that mean it."""
        actor = entry.actor
        self.entries.setdefault(actor.id, entry)
        if actor.key:
            self.keys.setdefault(actor.key, actor.id)
        for phrase, sense in entry.names:
            if not sense.weak and sense.kind in ("name", "acronym"):
                self.named.setdefault(normalise(phrase), []).append(actor.id)

    def body(self, name: str) -> str | None:
        """Give the id of the one state, organisation or group of a key or name."""
        if name in self.keys:
            return self.keys[name]
        found = {i for i in self.named.get(normalise(name), ()) if self.entries[i].actor.kind != "person"}
        return found.pop() if len(found) == 1 else None

    def same(self, claim: Claim) -> str | None:
        """Give the id of the one actor of the claim's kind and country that bears its full name."""
        if claim.kind == "state" and claim.country:
            return self.keys.get(claim.country)
        found = {
            i
            for i in self.named.get(normalise(claim.names[0]), ())
            if self.entries[i].actor.kind == claim.kind
            and claim.country in (None, self.entries[i].actor.country)
        }
        return found.pop() if len(found) == 1 else None


def join_claims(entries: Iterable[Entry], claims: Iterable[tuple[Claim, str, date]]) -> Iterator[Entry]:
    """Join claims, each with its file and the day it was imported, to the entries of the data files.

    A claim of an actor that is known adds names and offices to it; another makes an actor of its own. What is
    claimed comes first, so that a name means first what the user says it means.
    """
    given, made = list(entries), list(claims)
    if not made:
        yield from given
        return
    known = Directory.of(given)
    changed: dict[str, Entry] = {}
    for claim, source, imported in made:
        identifier = known.same(claim)
        bare = known.entries[identifier] if identifier else Entry(_new_actor(claim, source), ())
        entry = _joined(changed.get(bare.actor.id, Entry(bare.actor, ())), claim, source, imported, known)
        changed[entry.actor.id] = entry
        if identifier is None:
            known.add(entry)
    yield from changed.values()
    actors: Mapping[str, Actor] = {i: entry.actor for i, entry in changed.items()}
    for entry in given:
        yield Entry(actors.get(entry.actor.id, entry.actor), entry.names)


def _new_actor(claim: Claim, source: str) -> Actor:
    name = claim.names[0]
    return Actor(
        id=actor_id(claim.kind, name, claim.country),
        key="",
        name=name,
        kind=claim.kind,
        country=claim.country,
        surname=name.rsplit(maxsplit=1)[-1] if claim.kind == "person" else None,
        since=UNKNOWN_DATE if claim.kind == "person" else claim.since,
        until=UNKNOWN_DATE if claim.kind == "person" else claim.until,
        verified=False,
        source=source,
    )


def _joined(entry: Entry, claim: Claim, source: str, imported: date, known: Directory) -> Entry:
    actor = entry.actor
    offices = [_office(tenure, source, imported, known) for tenure in claim.tenures]
    parts = [known.body(name) for name in claim.part_of]
    actor = replace(
        actor,
        aliases=tuple(dict.fromkeys((*actor.aliases, *(n for n in claim.names if n != actor.name)))),
        offices=(*actor.offices, *(office for office in offices if office is not None)),
        part_of=tuple(dict.fromkeys((*actor.part_of, *(part for part in parts if part is not None)))),
    )
    return Entry(actor, tuple(dict.fromkeys((*entry.names, *_senses(actor, claim)))))


def _senses(actor: Actor, claim: Claim) -> Iterator[tuple[str, Sense]]:
    if claim.kind == "person":
        marked = [MarkedName(name) for name in claim.names]
    else:
        marked = [MarkedName(name, False, claim.since, claim.until) for name in claim.names]
    for name, sense in name_senses(actor.id, (("name", name) for name in marked)):
        alone = claim.kind == "person" and " " not in name
        yield name, replace(sense, kind="surname") if alone else sense


def _office(tenure: Tenure, source: str, imported: date, known: Directory) -> Office | None:
    body = known.body(tenure.body)
    if body is None:
        return None
    since = tenure.since.end
    seen = (since, imported) if since and not tenure.until.end and since <= imported else None
    return Office(tenure.title, tenure.role, body, tenure.since, tenure.until, seen, source)
