"""People and the offices they held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.actors.entries import Entry, actor_id
from loaders.actors.names import fold, read_names
from loaders.actors.records import Actor, Sense
from loaders.actors.tables import DataFolder, DataSource, OfficeReader, Row

PEOPLE_FILES = ("people.csv", "officeholders.csv")
"""Files of one shape: name, surname, gender, country, aliases, bare, qid, offices.

``bare`` lists surnames and mononyms that mean this person wherever news uses them alone ("Netanyahu").
"""
_GENDERS = {"m": "male", "f": "female", "": None}


def read_people(folder: DataFolder, ids: Mapping[str, str]) -> Iterator[Entry]:
    """Read the people of every file."""
    offices = OfficeReader(ids, {row["role"]: row["title"] for row in folder.rows("roles.csv")})
    for file in PEOPLE_FILES:
        for row in folder.rows(file):
            yield _person(row, offices, folder.sources[file])


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
