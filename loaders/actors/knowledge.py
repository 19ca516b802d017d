"""Who is who: the one door to everything known about actors before an article is read."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from rapidfuzz.distance import OSA

from graph_schema.errors import GoodOfficesError
from loaders.actors.bodies import read_bodies, read_seats
from loaders.actors.claims import join_claims
from loaders.actors.entries import Entry
from loaders.actors.imports import ImportFolder
from loaders.actors.names import ActorDataError, normalise
from loaders.actors.people import read_people
from loaders.actors.phrases import PhraseTable
from loaders.actors.places import read_places
from loaders.actors.records import Actor, City, NameMatch, Office, Sense, Title, TitleMatch
from loaders.actors.tables import DATA, DataFolder, DataSource
from loaders.actors.titles import read_titles

_LONG_SURNAME = 5
"""Shorter family names that differ in a letter are other families: Wang and Wong, Diaz and Dias."""


class UnknownActorError(GoodOfficesError):
    """An id was looked up that no data file gives."""


class Knowledge:
    """What the data files say of actors; immutable once built.

    Examples
    --------
    >>> known = knowledge()
    >>> [match] = known.match("talks in the Kremlin ended".split())
    >>> known.actor(match.senses[0].actor_id).name
    'Russia'

    """

    def __init__(
        self,
        entries: Iterable[Entry],
        cities: Mapping[str, tuple[City, ...]],
        titles: Mapping[str, Title],
        city_names: Iterable[tuple[str, Sense]],
        silent: Iterable[str],
        sources: Mapping[str, DataSource],
        forms: Mapping[str, frozenset[str]],
    ) -> None:
        self.titles = MappingProxyType(dict(titles))
        """Role nouns in lower case, singular and plural, as they stand in running text."""
        self.sources = MappingProxyType(dict(sources))
        """The data files with origin, licence and last day, by file name (``Actor.source``)."""
        self.forms = MappingProxyType(dict(forms))
        """Which states a noun of government fits, by their codes: "kingdom", "emirate"."""
        self._cities = cities
        capitals = [c for named in cities.values() for c in named if c.capital and c.country]
        self._capitals = {c.country: c for c in sorted(capitals, key=lambda c: c.population or 0)}
        self._actors: dict[str, Actor] = {}
        self._states: dict[str, Actor] = {}
        self._keys: dict[str, Actor] = {}
        self._surnames: dict[str, list[Actor]] = defaultdict(list)
        self._holders: dict[tuple[str, str], list[tuple[Office, Actor]]] = defaultdict(list)
        self._names: PhraseTable[Sense] = PhraseTable()
        self._titles: PhraseTable[Title] = PhraseTable()
        for entry in entries:
            self._learn(entry)
        for name, sense in city_names:
            if name not in self._names or self._is_place(name):  # an actor's name is never only a place
                self._names.add(name, sense)
        for phrase in silent:
            self._names.add(phrase, None)
        self._weaken_namesakes()
        for phrase, title in titles.items():
            self._titles.add(phrase, title)

    def _learn(self, entry: Entry) -> None:
        actor = entry.actor
        known = self._actors.setdefault(actor.id, actor)
        if known != actor:
            raise ActorDataError(
                f"{known.source}: {known.name} and {actor.source}: {actor.name} have one id, {actor.id}. "
                "Give the Wikidata id to the right one, or join their rows."
            )
        if actor.key:
            self._keys[actor.key] = actor
            if actor.kind == "state" and actor.key == actor.country:
                self._states[actor.key] = actor
        for form in _surname_forms(actor):
            self._surnames[form].append(actor)
        for office in actor.offices:
            self._holders[office.role, office.body].append((office, actor))
        for phrase, sense in entry.names:
            self._names.add(phrase, sense)
            if phrase.startswith("the ") and phrase[4].isupper():  # "The Emirates called for restraint"
                self._names.add(f"T{phrase[1:]}", sense)

    def _weaken_namesakes(self) -> None:
        """Make a name that two people bear need support from its context."""
        for phrase, senses in self._names.items():
            if len(senses) == 1:
                continue
            bearers = {s.actor_id for s in senses if self._actors[s.actor_id].kind == "person"}
            if len(bearers) > 1:
                self._names.replace(
                    phrase, [replace(s, weak=s.weak or s.actor_id in bearers) for s in senses]
                )

    def _is_place(self, name: str) -> bool:
        return all(sense.kind in {"city", "territory"} for sense in self._names.get(name))

    # -- names -----------------------------------------------------------------------------------------

    def match(self, words: Sequence[str], *, capitals: bool = False) -> list[NameMatch]:
        """Find the names in a row of words as spaCy cuts them, longest first, from left to right.

        Case counts ("US" is a state, "us" is not), accents and hyphens do not. With ``capitals``, for a
        line written in capitals throughout, it does not count either. Strong senses come first, and of
        those the ones still valid.
        """
        return [
            NameMatch(start, end, tuple(sorted(senses, key=_likelihood)))
            for start, end, senses in self._names.find(words, capitals=capitals)
        ]

    def match_titles(self, words: Sequence[str]) -> list[TitleMatch]:
        """Find role nouns ("special envoy", "Foreign Ministers", "troops") in a row of words."""
        lowered = [word if word.isupper() else word.lower() for word in words]
        return [TitleMatch(start, end, titles[0]) for start, end, titles in self._titles.find(lowered)]

    def senses(self, name: str) -> tuple[Sense, ...]:
        """Give what exactly this name may mean, strong senses first; ``()``: not known."""
        return tuple(sorted(self._names.get(name), key=_likelihood))

    def names(self) -> Iterator[tuple[str, tuple[Sense, ...]]]:
        """Give every phrase known, its words joined by spaces, with what it may mean."""
        return ((phrase, tuple(senses)) for phrase, senses in self._names.items())

    # -- actors ----------------------------------------------------------------------------------------

    def actor(self, actor_id: str) -> Actor:
        """Give an actor by its id."""
        try:
            return self._actors[actor_id]
        except KeyError:
            raise UnknownActorError(
                f"No actor of the data files has the id {actor_id!r}. "
                "Local actors of an article are known only to its mentions."
            ) from None

    def actors(self) -> Iterable[Actor]:
        """Give every actor known."""
        return self._actors.values()

    def state(self, iso3: str) -> Actor | None:
        """Give a state by its ISO 3166-1 alpha-3 code, or a former state by its withdrawn one."""
        return self._states.get(iso3)

    def body(self, key: str) -> Actor | None:
        """Give a state, organisation, agency or group by its key in the data files (``un``, ``hamas``)."""
        return self._keys.get(key)

    def by_surname(self, surname: str) -> tuple[Actor, ...]:
        """Give the people of a surname, however it is accented; "al-Sisi" answers to "Sisi" too."""
        return tuple(self._surnames.get(normalise(surname), ()))

    def namesakes(self, name: str) -> list[Actor]:
        """Give the people whose given and family name begin and end a longer or differently spelled name.

        "Omar Hassan El Bashir" is such a name of Omar al-Bashir, "Laurent Gbago" of Laurent Gbagbo: one letter
        may differ in a family name of five letters or more. Who is meant, title and country have to tell.
        """
        given, *_, family = normalise(name).split() or [""]
        return [
            actor
            for actor in self._given_names.get(given, ())
            if any(_nearly_equal(family, form.rpartition(" ")[2]) for form in _surname_forms(actor))
        ]

    @cached_property
    def _given_names(self) -> dict[str, list[Actor]]:
        people: dict[str, list[Actor]] = defaultdict(list)
        for actor in self._actors.values():
            if actor.kind == "person":
                people[normalise(actor.name).partition(" ")[0]].append(actor)
        return people

    # -- offices ---------------------------------------------------------------------------------------

    def holders(self, role: str, body_id: str, day: date | None) -> tuple[Actor, ...]:
        """Give who held an office on a day, as far as known; ``()``: unknown, past a source's last day too.

        Several are given where an office is held jointly, or where the day falls into the year of a handover
        of which only the year is known. Without a day: everybody known to have held it, in order of time.
        """
        held = self._holders.get((role, body_id), [])
        if day is None:
            dated = sorted(held, key=lambda pair: pair[0].since.start or date.min)
            return _distinct(actor for _, actor in dated)
        certain = _distinct(actor for office, actor in held if office.certain_on(day))
        return certain or _distinct(actor for office, actor in held if office.possible_on(day))

    def offices(self, actor_id: str, day: date | None) -> tuple[Office, ...]:
        """Give the offices an actor held on a day as far as known; without a day, all of them."""
        offices = self.actor(actor_id).offices
        if day is None:
            return offices
        return tuple(office for office in offices if office.possible_on(day))

    # -- places ----------------------------------------------------------------------------------------

    def capital(self, iso3: str) -> City | None:
        """Give a state's capital, the most populous where it has several; ``None``: not known."""
        return self._capitals.get(iso3)

    def city(self, name: str) -> tuple[City, ...]:
        """Give the cities and places of diplomacy of a name, the most populous first; ``()``: not known."""
        return self._cities.get(normalise(name), ())


def _distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple({actor.id: actor for actor in actors}.values())


def _likelihood(sense: Sense) -> tuple[bool, bool]:
    return sense.weak, sense.until.end is not None


def _nearly_equal(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    return one == other or (shortest >= _LONG_SURNAME and OSA.distance(one, other, score_cutoff=1) <= 1)


def _surname_forms(actor: Actor) -> set[str]:
    """Give a person's surname as the name and the aliases spell it, with and without its article."""
    if not actor.surname:
        return set()
    plain = normalise(actor.surname)
    forms = {plain, plain.removeprefix("al ").removeprefix("el ")}
    if " " not in actor.surname and actor.name.endswith(actor.surname):
        forms.update(normalise(alias.rpartition(" ")[2]) for alias in actor.aliases if " " in alias)
    return forms


def read_knowledge(path: Path = DATA, imported: ImportFolder | None = None) -> Knowledge:
    """Read a folder of data files (``data/README.md``), and what a user imported."""
    folder = DataFolder(path)
    with _without_collection():
        bodies = read_bodies(folder)
        ids = {entry.actor.key: entry.actor.id for entry in bodies}
        cities, city_names = read_places(folder, ids)
        entries = [*bodies, *read_seats(folder, bodies), *read_people(folder, ids)]
        if imported is not None:
            entries = list(join_claims(entries, imported.claims()))
        return Knowledge(
            entries,
            cities,
            read_titles(folder),
            city_names,
            (row["phrase"] for row in folder.rows("not_actors.csv")),
            {**folder.sources, **(imported.sources() if imported is not None else {})},
            {row["form"]: frozenset(row["states"].split(";")) for row in folder.rows("forms_of_state.csv")},
        )


@contextmanager
def _without_collection() -> Iterator[None]:
    """Pause the garbage collector: of some 400,000 new objects all stay, and looking takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """Give the shipped data with what the user imported, read once."""
    return read_knowledge(imported=ImportFolder())
