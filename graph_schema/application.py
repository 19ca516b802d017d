"""Preparing a database: constraints, indexes, and the version of the declarations they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from graph_schema.cypher import constraints, indexes, merge_nodes
from graph_schema.errors import GoodOfficesError
from graph_schema.model import GraphSchema
from graph_schema.reading import schema

_ID = "goodoffices"
# Building the indexes of a store of 955,000 events takes a few minutes at most.
_INDEX_SECONDS = 600


_UPGRADES = {
    3: """
    MATCH (a:Actor)-[r]->(:Event)
    WHERE r.actor IS NULL
    CALL (a, r) { SET r.actor = a.id } IN TRANSACTIONS OF 10000 ROWS
    """,
}
"""What brings a store of an earlier version to a version; each may be run again."""


class Executor(Protocol):
    """Runs one statement with its parameters and gives all its records."""

    def run(self, statement: str, /, **parameters: Any) -> Sequence[Mapping[str, Any]]:
        """Run one statement."""
        ...


class NewerSchemaError(GoodOfficesError):
    """The database was prepared by a newer version of this service."""

    def __init__(self, stored: int, known: int) -> None:
        super().__init__(
            f"The database holds a graph of schema version {stored}; this service knows those up to {known}. "
            "Upgrade the service, or use another database."
        )


class OlderSchemaError(GoodOfficesError):
    """The database was prepared by an older version of this service, and nobody who may write has used it since."""

    def __init__(self, stored: int, known: int) -> None:
        super().__init__(
            f"The database holds a graph of schema version {stored}; this service reads version {known}. Run "
            "`goodoffices serve` or any load once as a user who may write: it brings the graph to that version."
        )


def apply(executor: Executor) -> None:
    """Create the constraints and indexes that are missing, bring the graph to the schema's version; safe to repeat."""
    declared = schema()
    stored = stored_version(executor)
    for version, statement in _UPGRADES.items():
        if stored is not None and stored < version:
            executor.run(statement)
    present = {record["name"] for record in executor.run("SHOW INDEXES YIELD name")}
    definitions = (*constraints(declared), *indexes(declared))
    missing = [definition for definition in definitions if definition.name not in present]
    for definition in missing:
        executor.run(definition.statement)
    if missing:
        executor.run("CALL db.awaitIndexes($seconds)", seconds=_INDEX_SECONDS)
    executor.run(merge_nodes("Schema"), rows=[_row(declared)])


def stored_version(executor: Executor) -> int | None:
    """Give the schema version a database was prepared for, ``None`` for a fresh one.

    Raises
    ------
    NewerSchemaError
        Where the database was prepared by a newer version of this service.

    """
    records = executor.run("MATCH (s:Schema {id: $id}) RETURN s.version AS version", id=_ID)
    if not records:
        return None
    version = int(records[0]["version"])
    if version > schema().version:
        raise NewerSchemaError(version, schema().version)
    return version


def check_version(executor: Executor) -> None:
    """See that what a database holds can be read as it is.

    Raises
    ------
    NewerSchemaError, OlderSchemaError
        Where the database was prepared by a version of this service that wrote another graph.

    """
    stored, known = stored_version(executor), schema().version
    if stored is not None and stored < known:
        raise OlderSchemaError(stored, known)


def _row(declared: GraphSchema) -> dict[str, Any]:
    return {
        "id": _ID,
        "version": declared.version,
        "fingerprint": declared.fingerprint,
        "applied": datetime.now(UTC),
    }
