"""A story of which articles and persons are erased."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from storytelling import ISTANBUL, QATAR, RUSSIA, TURKEY, Told, article, talks, told

from database import Database
from loaders.erasure import PurgeKey
from loaders.graph.purging_persons import (
    plan_person,
    purge_person,
)
from loaders.identity import digest
from loaders.records import ActorRef, Reading

SECRET = "a test's own"  # noqa: S105  # of no use elsewhere
KEY = PurgeKey(SECRET)
ADA = "Ada Obi-Lind"


def person(name: str, where: str, *aliases: str) -> ActorRef:
    """A person whom the data does not know, local to an article."""
    return ActorRef(digest("actor", name, where), name, "person", "RUS", aliases, local=True)


def arrest(
    where: str, text: str = f"Russia arrested {ADA} in Moscow", name: str = ADA, **facts: object
) -> Told:
    given = {"source": [RUSSIA], "target": [person(name, where)], "when": "2025-06-02", **facts}
    return told(text, "arrested", "COERCE", mode="arrest", **given)  # type: ignore[arg-type]


def corrected(name: str, *events: Told, **facts: object) -> Reading:
    return article(name, *events, version="2", **facts)  # type: ignore[arg-type]


STORY = [
    article(
        "May",
        talks("The talks of May 16", "2025-05-16", place=ISTANBUL),
        published="2025-05-17",
        outlet="One",
    ),
    article(
        "June", talks(place=ISTANBUL, mediator=[TURKEY]), arrest("June"), published="2025-06-03", outlet="Two"
    ),
    article(
        "Doha", talks("In Doha they held talks", mediator=[QATAR]), published="2025-06-04", outlet="Three"
    ),
    article("Vague", talks("The sides ended talks", None), published="2025-06-04", outlet="Four"),
    article("Arrest", arrest("Arrest"), published="2025-06-03", outlet="Five"),
    article("Undated", talks("The talks in Istanbul", None, place=ISTANBUL, mediator=[TURKEY])),
    corrected("May", talks("The talks of May 17", "2025-05-17"), published="2025-05-18", outlet="One"),
]


def ids(*readings: Reading) -> list[str]:
    return [reading.article.id for reading in readings]


def empty(graph: Database) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")


def words_of(graph: Database) -> Iterator[str]:
    """Everything that is written anywhere in the graph."""
    for pattern in ("MATCH (x)", "MATCH ()-[x]->()"):
        for row in graph.run(f"{pattern} RETURN properties(x) AS told"):
            yield str(row["told"])


def erase_person(graph: Database, name: str = ADA, **options: Any) -> int:
    return purge_person(graph, plan_person(graph, name, **options), KEY)
