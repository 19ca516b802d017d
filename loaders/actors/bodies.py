"""Every actor that is not a person: states, organisations, agencies, groups, populations, outlets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.actors.entries import Entry, actor_id, lasting_aliases, name_senses
from loaders.actors.names import ActorDataError, MarkedName, read_date, read_names
from loaders.actors.records import Actor, Sense
from loaders.actors.states import read_former_states, read_ministries, read_states
from loaders.actors.tables import DataFolder, DataSource, Row

BODY_FILES = (
    "organizations.csv",
    "non_governmental.csv",
    "agencies.csv",
    "groups.csv",
    "groups_ucdp.csv",
    "populations.csv",
    "outlets.csv",
)
"""Files of one shape: key, kind, country, name, aliases, part_of, since, until."""
_QID_FILES = ("qids.csv", "qids_organizations.csv")


def read_bodies(folder: DataFolder) -> list[Entry]:
    """Read every actor that is not a person."""
    qids = {row["key"]: row["qid"] for file in _QID_FILES for row in folder.rows(file)}
    states = list(read_states(folder))
    entries = [*states, *read_former_states(folder, qids)]
    ids = {entry.actor.key: entry.actor.id for entry in entries}
    rows = [(folder.sources[file], row) for file in BODY_FILES for row in folder.rows(file)]
    for _, row in rows:
        name = _own_name(row).name
        ids[row["key"]] = actor_id(row["kind"], name, row["country"], qids.get(row["key"]))
    entries += [_body(row, ids, qids, source) for source, row in rows]
    taken = {phrase for entry in entries for phrase, _ in entry.names}
    named = {entry.actor.id: entry.actor for entry in entries}
    ministries = read_ministries(folder, states, taken)
    # A ministry with an entry of its own answers to the names of the pattern too.
    entries += [Entry(named.get(entry.actor.id, entry.actor), entry.names) for entry in ministries]
    return entries


def _body(row: Row, ids: Mapping[str, str], qids: Mapping[str, str], source: DataSource) -> Entry:
    own = _own_name(row)
    names = [("name", own), *(("name", name) for name in read_names(row["aliases"]))]
    actor = Actor(
        id=ids[row["key"]],
        key=row["key"],
        name=own.name,
        kind=row["kind"],
        country=row["country"] or None,
        aliases=lasting_aliases(names, own.name),
        qid=qids.get(row["key"]),
        part_of=tuple(_known(ids, key, row["key"], source) for key in row["part_of"].split(";") if key),
        since=read_date(row["since"]),
        until=read_date(row["until"]),
        verified=source.verified,
        source=source.file,
    )
    return Entry(actor, tuple(name_senses(actor.id, names)))


def _own_name(row: Row) -> MarkedName:
    """Read the name itself, which may be weak as an alias may: "Dawn?" the newspaper."""
    [name] = read_names(row["name"])
    return name


def _known(ids: Mapping[str, str], key: str, user: str, source: DataSource) -> str:
    if key not in ids:
        raise ActorDataError(f"{source.file}: {user} refers to {key!r}, which no file names. Correct it.")
    return ids[key]


def read_seats(folder: DataFolder, bodies: list[Entry]) -> Iterator[Entry]:
    """Read the buildings and streets that stand for a body ("Kremlin", "Foggy Bottom")."""
    actors = {entry.actor.key: entry.actor for entry in bodies}
    for row in folder.rows("seats.csv"):
        actor = actors[row["actor"]]
        yield Entry(
            actor,
            tuple(
                (name.name, Sense(actor.id, row["kind"], name.weak, name.since, name.until))
                for name in read_names(row["name"])
            ),
        )
