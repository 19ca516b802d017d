"""The people of all sources, each once, under one name: the hand-written one, or the latest printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from loaders.actors.names import fold, normalise, read_names
from tools.build_actors.printed_names import PrintedName
from tools.build_actors.same_person import alike, same_person
from tools.build_actors.spellings import other_spellings
from tools.build_actors.tables import Row, read_rows, write_rows
from tools.build_actors.tenures import Tenure

_HAND_WRITTEN = ("people.csv", "tenures.csv")
# Two of one name this far apart in time are father and son, or namesakes.
_YEARS_APART = 30
_DAYS_TO_SUCCESSOR = 60
_SEAT = re.compile(r"(\w+):([A-Z]{3})\b[^@;]*@?(\d{4})?")
_ONE_AT_A_TIME = frozenset({"head_of_state", "head_of_government", "supreme_leader", "foreign_minister"})
_PATRONYMIC = re.compile(r" (?:\w+(?:ovich|evich|yevich|ovych|evych|ovna|evna|ivna)|[A-Z]\.)(?= )")
_SLAVIC_OR_AMERICAN = re.compile(r"^\S+(?: (?:\w+(?:vich|vych|vna)|[A-Z]\.))+ \S")


@dataclass(slots=True)
class Person:
    """One person with what each source says, by the file it goes to."""

    country: str
    name: PrintedName
    known_forms: frozenset[str] = frozenset()
    """The normalised forms that the hand-written file has."""
    seats: frozenset[tuple[str, str, str]] = frozenset()
    """The offices that the hand-written file knows: role, body and the year in which they began."""
    tenures: dict[str, list[Tenure]] = field(default_factory=lambda: defaultdict(list))

    def is_one_with(self, tenure: Tenure) -> bool:
        """Whether a tenure is this person's."""
        post = tenure.post.role
        if post in _ONE_AT_A_TIME and (post, tenure.country, tenure.since[:4]) in self.seats:
            return alike(self.name, tenure.person)
        if not same_person(self.name, tenure.person):
            return False
        held = [t for of_file in self.tenures.values() for t in of_file if t.first_year]
        gaps = [max(t.first_year - tenure.last_year, tenure.first_year - t.last_year) for t in held]
        return not gaps or min(gaps) <= _YEARS_APART

    def add(self, file: str, tenure: Tenure) -> None:
        """Take a tenure, and its spellings of the name."""
        forms = (*self.name.others, *tenure.person.forms)
        others = tuple(dict.fromkeys(form for form in forms if form != self.name.name and " " in form))
        self.name = replace(self.name, others=others)
        self.tenures[file].append(tenure)


def build_people(data: Path, tenures: dict[str, Iterable[Tenure]]) -> None:
    """Write a file of office-holders for every source: ``tenures`` by file name, the best names first."""
    people = _hand_written(data)
    abroad = _with_offices_abroad(people)
    for file, held in tenures.items():
        for tenure in sorted(held, key=_least_certain_last):
            _find(people[tenure.country], abroad[tenure.country], tenure).add(file, tenure)
    everybody = [person for of_country in people.values() for person in of_country if person.tenures]
    shared = _shared_forms(everybody)
    for file in tenures:
        rows = [_row(person, file, shared) for person in everybody if file in person.tenures]
        write_rows(data / file, rows, "country", "name")


def _least_certain_last(tenure: Tenure) -> bool:
    """Put those first who are known by their office and day too: the spellings they bring help with the rest."""
    return not (tenure.since and tenure.post.role in _ONE_AT_A_TIME)


def _hand_written(data: Path) -> dict[str, list[Person]]:
    found: dict[tuple[str, str], Person] = {}
    for row in (row for file in _HAND_WRITTEN for row in read_rows(data / file)):
        aliases = tuple(alias.name for alias in read_names(row["aliases"]))
        name = PrintedName(row["name"], row["surname"] or row["name"].split()[-1], aliases)
        known = frozenset(normalise(form) for form in name.forms)
        seats = frozenset(_SEAT.findall(row["offices"]))
        one = found.setdefault((row["country"], row["name"]), Person(row["country"], name, known, seats))
        one.known_forms |= known
        one.seats |= seats
    people: dict[str, list[Person]] = defaultdict(list)
    for person in found.values():
        people[person.country].append(person)
    return people


def _with_offices_abroad(people: dict[str, list[Person]]) -> dict[str, list[Person]]:
    """Give those who held an office in a country not their own: in a former state, an occupied one."""
    abroad: dict[str, list[Person]] = defaultdict(list)
    for country, held in people.items():
        for person in held:
            for body in sorted({body for _, body, _ in person.seats} - {country}):
                abroad[body].append(person)
    return abroad


def _find(known: list[Person], abroad: list[Person], tenure: Tenure) -> Person:
    """Find whose tenure it is, or add a new person to those known of the country."""
    found = [person for person in (*known, *abroad) if person.is_one_with(tenure)]
    if len(found) == 1:
        return found[0]
    forms = {normalise(form) for form in tenure.person.forms}
    exact = [p for p in found if normalise(p.name.name) in forms] or [p for p in found if p.known_forms]
    if exact:
        return exact[0]
    person = Person(tenure.country, _news_name(tenure.person))
    known.append(person)
    return person


def _news_name(printed: PrintedName) -> PrintedName:
    """Leave out patronymics and initials: they become another way to write the name."""
    if not _SLAVIC_OR_AMERICAN.match(printed.name):
        return printed
    name = _PATRONYMIC.sub("", printed.name)
    return PrintedName(name, printed.surname, (printed.name, *printed.others))


def _shared_forms(people: list[Person]) -> set[str]:
    """Give the normalised forms that are more than one person's."""
    owners: dict[str, set[int]] = defaultdict(set)
    for number, person in enumerate(people):
        for form in _forms(person):
            owners[normalise(form)].add(number)
    return {form for form, owning in owners.items() if len(owning) > 1}


def _forms(person: Person) -> Iterator[str]:
    """Give every form of a name: as printed, with one given name, and in other spellings."""
    name, surname = person.name.name, person.name.surname
    yield from person.name.forms
    given = name.removesuffix(surname).split() if name.endswith(surname) else []
    if len(given) > 1 and given[0].lower() not in ("abd", "abdul", "abdel", "al"):
        yield f"{given[0]} {surname}"
    for form in (name, *([f"{given[0]} {surname}"] if len(given) > 1 else [])):
        yield from other_spellings(form, surname, person.country)


def _row(person: Person, file: str, shared: set[str]) -> Row:
    first = next(iter(person.tenures)) == file
    own = {normalise(person.name.name), *person.known_forms}
    aliases: dict[str, str] = {}
    for form in _forms(person) if first else ():
        key = normalise(form)
        # A word alone ("Naruhito" aside) is nobody's alias; news writes in ASCII what is looked up folded.
        if key not in own and key not in shared and " " in form and fold(form).isascii():
            aliases.setdefault(f"{key}{form.count('-')}", form)
    return {
        "name": person.name.name,
        "surname": person.name.surname,
        "gender": "",
        "country": person.country,
        "aliases": ";".join(dict.fromkeys(aliases.values())),
        "bare": "",
        "qid": "",
        "offices": ";".join(tenure.written() for tenure in _merged(person.tenures[file])),
    }


def _merged(tenures: list[Tenure]) -> list[Tenure]:
    """Join what two sources in one file say of one term: a known beginning, and a later day on which it was seen."""
    merged: list[Tenure] = []
    for tenure in sorted(
        dict.fromkeys(tenures), key=lambda t: (t.post.role, t.since or (t.seen or ("",))[0], t.until)
    ):
        before = merged[-1] if merged else None
        if before and before.post.role == tenure.post.role and _covers(before, tenure):
            continue
        merged.append(tenure)
    return merged


def _covers(term: Tenure, sighting: Tenure) -> bool:
    if sighting.since or sighting.seen is None or not term.since:
        return False
    last = term.until or (term.seen or ("", ""))[1]
    return term.since <= sighting.seen[0] and sighting.seen[1] <= last


def with_sightings(terms: Iterable[Tenure], sightings: Iterable[Tenure]) -> list[Tenure]:
    """Lengthen terms of one source by the days on which another saw them, and end them where the next begins.

    Whoever was in an office at two times with nobody else known between held it throughout.
    """
    seats: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in terms:
        seats[tenure.country, tenure.post.role].append(tenure)
    seen_later: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in sightings:
        seen_later[tenure.country, tenure.post.role].append(tenure)
    return [_lengthened(tenure, held, seen_later[seat]) for seat, held in seats.items() for tenure in held]


def _lengthened(tenure: Tenure, others: list[Tenure], sightings: list[Tenure]) -> Tenure:
    if tenure.until or tenure.seen is None:
        return tenure
    first, last = tenure.seen
    following = sorted(t.since for t in others if len(t.since) == 10 and t.since > (tenure.since or first))
    successor = following[0] if following else None
    for sighting in sightings:
        day = sighting.seen[0] if sighting.seen else ""
        if (
            day > last
            and (successor is None or day < successor)
            and same_person(tenure.person, sighting.person)
        ):
            last = day
    if successor and 0 <= _days(last, successor) <= _DAYS_TO_SUCCESSOR and last > tenure.seen[1]:
        return replace(tenure, until=successor, seen=None)
    return replace(tenure, seen=(first, last))


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
