"""Stories to be judged, what is judged of them, and what the graph says then."""

from __future__ import annotations

from datetime import UTC, datetime

from storytelling import TURKEY, Told, told

from database import Database
from loaders.graph import Snapshot, project, write_reading
from loaders.identity import digest
from loaders.judgements import Judgement
from loaders.judgements.records import address_of, argument_address
from loaders.records import ActorRef, Mention, Reading

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def local(name: str, home: str, country: str | None = "COL", kind: str = "person") -> ActorRef:
    """An actor whom the data does not know, as an article names it."""
    return ActorRef(digest("actor", digest("article", home), kind, name), name, kind, country, local=True)


def meets(home: str, name: str = "Juan Pablo Mora", when: str | None = "2025-06-02", **facts: object) -> Told:
    guest = local(name, home)
    text = f"{name} met Turkey's minister for talks"
    plain = {"mode": "meet", "party": [guest, TURKEY], "when": when, **facts}
    return told(text, "talks", "CONSULT", **plain)  # type: ignore[arg-type]


def load(graph: Database, *readings: Reading) -> None:
    for reading in readings:
        write_reading(graph, reading)
    project(graph)


def difference(one: Snapshot, other: Snapshot) -> set[object]:
    """What only one of two graphs holds: a few lines, where the graphs are hundreds."""
    return {*one.nodes, *one.edges} ^ {*other.nodes, *other.edges}


def empty(graph: Database) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")


def verdict(word: str, about: str, *subjects: object, by: str = "anna", **facts: object) -> Judgement:
    return Judgement(word, about, tuple(str(each) for each in subjects), by, **facts)  # type: ignore[arg-type]


def place_of(reading: Reading, number: int = 0) -> str:
    return str(address_of(reading.mentions[number]))


def argument_of(mention: Mention, role: str) -> str:
    participant = next(each for each in mention.participants if each.role == role)
    return str(argument_address(address_of(mention), participant))


def events(graph: Database) -> list[str]:
    return [row["id"] for row in graph.run("MATCH (e:Event) RETURN e.id AS id ORDER BY id")]


def mediators(graph: Database) -> set[str]:
    return {row["name"] for row in graph.run("MATCH (a:Actor)-[:MEDIATED]->() RETURN a.name AS name")}
