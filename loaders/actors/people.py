"""People and the offices they held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from loaders.actors.entries import Entry, actor_id
from loaders.actors.names import fold, read_names
from loaders.actors.records import Actor, Office, Sense
from loaders.actors.tables import DataFolder, DataSource, OfficeReader, Row

PEOPLE_FILES = (
    "people.csv",
    "tenures.csv",
    "officeholders.csv",
    "officeholders_uk.csv",
    "officeholders_phoenix.csv",
)
"""Files of one shape: name, surname, gender, country, aliases, bare, qid, offices.

``bare`` lists surnames and mononyms that mean this person wherever news uses them alone ("Netanyahu").
Rows of one name and country are one person: each file tells what its source knows.
"""
_HEADS = frozenset({"head_of_state", "head_of_government", "supreme_leader", "leader"})
_GENDERS = {"m": "male", "f": "female", "": None}


def read_people(folder: DataFolder, ids: Mapping[str, str]) -> Iterator[Entry]:
    """Read the people of every file, each person once."""
    offices = OfficeReader(ids, {row["role"]: row["title"] for row in folder.rows("roles.csv")})
    people: dict[str, Entry] = {}
    for file in PEOPLE_FILES:
        source = folder.sources[file]
        for row in folder.rows(file):
            entry = _person(row, offices, source)
            known = people.get(entry.actor.id)
            people[entry.actor.id] = entry if known is None else _merged(known, entry)
    yield from people.values()


def _merged(known: Entry, more: Entry) -> Entry:
    """Add what another file says of a person; the first file's name and surname stand."""
    actor, other = known.actor, more.actor
    merged = replace(
        actor,
        aliases=tuple(dict.fromkeys((*actor.aliases, *other.aliases))),
        qid=actor.qid or other.qid,
        offices=_best_told(actor.offices, other.offices),
        gender=actor.gender or other.gender,
        verified=actor.verified or other.verified,
    )
    return Entry(merged, tuple(dict.fromkeys((*known.names, *more.names))))


def _best_told(known: tuple[Office, ...], more: tuple[Office, ...]) -> tuple[Office, ...]:
    """Prefer days to years: where another file has the days of a term, they take the place of its years.

    A file may know the days but not the office (``leader``: of the state or the government); it lends them.
    """
    lent = [other for other in more if other.role == "leader"]
    dated = [next((_with_days(office, o) for o in lent if _one_term(office, o)), office) for office in known]
    used = [o for o in lent if any(_one_term(office, o) for office in known)]
    kept = [office for office in dated if not any(_tells_better(other, office) for other in more)]
    return (*kept, *(other for other in more if other not in used))


def _with_days(office: Office, other: Office) -> Office:
    if office.since.precision != "year":
        return office
    until = other.until if other.until.start else office.until
    return replace(
        office, since=other.since, until=until, seen=other.seen or office.seen, source=other.source
    )


def _one_term(office: Office, other: Office) -> bool:
    same_end = (
        not other.until.start or not office.until.start or other.until.start.year == office.until.start.year
    )
    return office.role in _HEADS and _same_beginning(office, other) and same_end


def _tells_better(other: Office, office: Office) -> bool:
    ends_known = other.until.start is not None or office.until.start is None
    same_role = other.role == office.role and _same_beginning(office, other)
    return same_role and office.since.precision == "year" and ends_known


def _same_beginning(one: Office, other: Office) -> bool:
    if one.body != other.body or not (one.since.start and other.since.start):
        return False
    return one.since.start.year == other.since.start.year


def _person(row: Row, offices: OfficeReader, source: DataSource) -> Entry:
    country = row["country"] or None
    aliases = read_names(row["aliases"])
    actor = Actor(
        id=actor_id("person", row["name"], country, row["qid"]),
        key="",
        name=row["name"],
        kind="person",
        country=country,
        aliases=tuple(alias.name for alias in aliases if not alias.weak),
        qid=row["qid"] or None,
        offices=offices.read(row["offices"], source),
        gender=_GENDERS[row["gender"]],
        surname=row["surname"] or None,
        verified=source.verified,
        source=source.file,
    )
    names = [(form, Sense(actor.id, "name")) for form in full_names(row["name"], row["surname"])]
    names += [(alias.name, Sense(actor.id, "name", alias.weak)) for alias in aliases]
    names += [(name.name, Sense(actor.id, "surname", name.weak)) for name in read_names(row["bare"])]
    return Entry(actor, tuple(names))


def full_names(name: str, surname: str) -> list[str]:
    """Give the forms of a full name that news uses: as it stands, and without middle names.

    >>> full_names("Barack H. Obama", "Obama"), full_names("Xi Jinping", "Xi")
    (['Barack H. Obama', 'Barack Obama'], ['Xi Jinping'])
    """
    words = name.split()
    if len(words) > 2 and surname and fold(name).endswith(fold(surname)):
        given = name[: -len(surname)].split()
        short = f"{given[0]} {surname}" if given else name
        if len(given) > 1 and all(len(word.rstrip(".")) == 1 for word in given[1:]):
            return [name, short]
    return [name]
