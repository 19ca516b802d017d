"""Which part of the stored graph is wanted: checked words, and the Cypher condition they amount to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.exports.flat_values import ExportError
from app.settings import LEAST_CONFIDENCE
from database import Executor
from graph_schema import schema


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of the graph: the events that meet all conditions, and whoever has a role in them."""

    actors: Collection[str] = ()
    """Ids, names or other names; events in which at least one of them has a role."""
    types: Collection[str] = ()
    statuses: Collection[str] = ()
    genres: Collection[str] = ()
    """Events that a passage of one of these genres reports; all but opinion where none is given."""
    confidence: float = LEAST_CONFIDENCE
    """Events and roles that are at least so sure."""
    since: date | None = None
    """Events that may have happened on this day or later; those without a date are left out."""
    until: date | None = None
    events: Collection[str] | None = None
    """Events of these ids alone."""
    evidence: bool = True
    """Whether role edges bring the sentences that prove them."""

    def __post_init__(self) -> None:
        _refuse_single_word(self.actors)
        for vocabulary, words in (
            ("event_type", self.types),
            ("status", self.statuses),
            ("genre", self.genres),
        ):
            _check_words(vocabulary, words)

    def wanted_genres(self) -> list[str]:
        """Give the genres that count: those given, else those that default answers hold."""
        return sorted(self.genres or schema().vocabularies["genre"].marked("default"))


def condition(selection: Selection, db: Executor) -> tuple[str, dict[str, Any]]:
    """Give the Cypher condition on an event ``e``, and its parameters."""
    parts = ["any(genre IN e.genres WHERE genre IN $genres)", "e.confidence >= $confidence"]
    values: dict[str, Any] = {"genres": selection.wanted_genres(), "confidence": selection.confidence}
    if selection.events is not None:
        parts.append("e.id IN $events")
        values["events"] = list(selection.events)
    if selection.types:
        parts.append("e.type IN $types")
        values["types"] = list(selection.types)
    if selection.statuses:
        parts.append("e.status IN $statuses")
        values["statuses"] = list(selection.statuses)
    if selection.since:
        parts.append("e.end >= $since")
        values["since"] = selection.since
    if selection.until:
        parts.append("e.start <= $until")
        values["until"] = selection.until
    if selection.actors:
        parts.append("EXISTS { (chosen:Actor)-->(e) WHERE chosen.id IN $actors }")
        values["actors"] = find_actors(selection.actors, db)
    return " AND ".join(parts), values


FIND_ACTORS = """
UNWIND $names AS name
OPTIONAL MATCH (a:Actor) WHERE a.id = name OR a.name = name OR name IN a.aliases
OPTIONAL MATCH (a)-[:SAME_AS]->(known:Actor)
RETURN name, collect(DISTINCT coalesce(known.id, a.id)) AS ids
"""


def find_actors(names: Iterable[str], db: Executor) -> list[str]:
    """Give the ids of the actors that go by these names or ids; a name may stand for several.

    Raises
    ------
    ExportError
        Nobody in the graph goes by one of them.

    """
    found = db.run(FIND_ACTORS, names=list(names))
    if unknown := [row["name"] for row in found if not row["ids"]]:
        raise ExportError(
            f"Nobody in the graph is called '{unknown[0]}'. "
            "Give a name as the graph has it, another of its names, or an id."
        )
    return sorted({one for row in found for one in row["ids"]})


def _check_words(vocabulary: str, words: Collection[str]) -> None:
    _refuse_single_word(words)
    known = schema().words(vocabulary)
    if unknown := [word for word in words if word not in known]:
        name = vocabulary.replace("_", " ")
        raise ExportError(f"'{unknown[0]}' is no {name}. Choose from {', '.join(known)}.")


def _refuse_single_word(words: Collection[str]) -> None:
    if isinstance(words, str):
        raise ExportError(f"Give a list of words where '{words}' stands alone: ['{words}'].")
