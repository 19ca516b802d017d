"""States, former and unrecognised ones too, with their adjectives, demonyms, capitals and ministries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.actors.entries import Entry, actor_id, lasting_aliases, name_senses
from loaders.actors.names import MarkedName, read_date, read_names
from loaders.actors.records import Actor, Sense
from loaders.actors.tables import DataFolder, Row

_COLUMNS = {"names": "name", "adjectives": "adjective", "demonyms": "demonym", "capitals": "capital"}
# A territory ("Donbas") is a place and no actor; loaders.actors.places reads it.
_STATUS_KIND = {"former": "state", "de_facto": "state", "autonomous": "government"}


def read_states(folder: DataFolder) -> Iterator[Entry]:
    """Read the states that exist, each with its ISO 3166-1 code as key."""
    facts = {row["iso3"]: row for row in folder.rows("states.csv")}
    for row in folder.rows("state_words.csv"):
        fact = facts[row["iso3"]]
        names = [
            *_state_names(row),
            ("name", MarkedName(fact["official"] or fact["name"], not fact["official"])),
        ]
        actor = Actor(
            id=actor_id("state", fact["name"], row["iso3"], fact["qid"]),
            key=row["iso3"],
            name=fact["name"],
            kind="state",
            country=row["iso3"],
            aliases=lasting_aliases(names, fact["name"]),
            qid=fact["qid"] or None,
            source="states.csv",
        )
        yield Entry(actor, tuple(name_senses(actor.id, names)))


def read_former_states(folder: DataFolder, qids: Mapping[str, str]) -> Iterator[Entry]:
    """Read the states that have gone, those few recognise, and autonomous regions."""
    for row in folder.rows("states_former.csv"):
        if row["status"] not in _STATUS_KIND:
            continue
        kind = _STATUS_KIND[row["status"]]
        names = _state_names(row)
        name, qid = names[0][1].name, qids.get(row["key"])
        actor = Actor(
            id=actor_id(kind, name, row["country"], qid),
            key=row["key"],
            name=name,
            kind=kind,
            country=row["country"],
            aliases=lasting_aliases(names, name),
            qid=qid,
            since=read_date(row["since"]),
            until=read_date(row["until"]),
            verified=folder.sources["states_former.csv"].verified,
            source="states_former.csv",
        )
        yield Entry(actor, tuple(name_senses(actor.id, names)))


def _state_names(row: Row) -> list[tuple[str, MarkedName]]:
    return [(kind, name) for column, kind in _COLUMNS.items() for name in read_names(row[column])]


def read_ministries(folder: DataFolder, states: list[Entry], taken: set[str]) -> Iterator[Entry]:
    """Make each state's ministries from patterns: "Norwegian Foreign Ministry", "Ministry of Defence of Peru".

    A phrase in ``taken`` belongs to a ministry with an entry of its own and is left to it.
    """
    patterns = list(folder.rows("ministries.csv"))
    for state in states:
        for row in patterns:
            yield _ministry(state, row, taken)


def _ministry(state: Entry, row: Row, taken: set[str]) -> Entry:
    name = f"{row['name']} of {state.actor.name}"
    actor = Actor(
        id=actor_id("agency", name, state.actor.country),
        key=f"{state.actor.key.lower()}-{row['key']}",
        name=name,
        kind="agency",
        country=state.actor.country,
        part_of=(state.actor.id,),
        verified=False,
        source="ministries.csv",
    )
    phrases = dict.fromkeys(_ministry_phrases(state, row["forms"].split(";")))
    return Entry(actor, tuple((p, Sense(actor.id, "name", weak)) for p, weak in phrases if p not in taken))


def _ministry_phrases(state: Entry, forms: list[str]) -> Iterator[tuple[str, bool]]:
    for word, sense in state.names:
        if sense.until.end is not None:
            continue
        if sense.kind == "adjective":
            yield from ((f"{word} {form}", sense.weak) for form in forms)
        elif sense.kind == "name" and not sense.weak:
            yield from ((f"{form} of {word}", False) for form in forms if form[0].isupper())
            if " " in word:
                yield from ((f"{form} of the {word}", False) for form in forms if form[0].isupper())
