"""Writing to the graph without losing a row, and without two writers in each other's way."""

from __future__ import annotations

from collections.abc import Sequence

from database import Executor
from graph_schema import create_relationships, create_role_edges
from graph_schema.errors import ItemError
from loaders.graph.rows import Row

# The first SET only takes the node's lock, which the transaction holds to its end: nothing is read before it.
_TURN = """
MATCH (s:Schema)
SET s.id = s.id
WITH s SET s.turn = coalesce(s.turn, 0) + 1
RETURN s.turn AS turn
"""


class LostRowsError(ItemError):
    """Relationships would not be written, for one of their ends is not in the graph."""

    def __init__(self, kind: str, lost: int, of: int) -> None:
        super().__init__(
            kind,
            f"{lost} of {of} relationships have an end that is not in the graph; nothing was written.",
            "Load the article again; if that does not help, please report it.",
        )


def take_turn(transaction: Executor) -> int | None:
    """Wait until no other transaction writes, and return the number of this one.

    Numbers that do not follow each other tell that somebody else has written in between. ``None``: the database
    was not prepared by :func:`graph_schema.apply`, and nobody takes turns.
    """
    return next((int(row["turn"]) for row in transaction.run(_TURN)), None)


def write_relationships(db: Executor, kind: str, rows: Sequence[Row]) -> None:
    """Write relationships of a type; those that are there already must have been removed.

    Raises
    ------
    LostRowsError
        An end is not in the graph.

    """
    if rows:
        _write_all(db, create_relationships(kind), rows, kind)


def write_role_edges(db: Executor, rows: Sequence[Row]) -> None:
    """Write role edges, of whatever roles; otherwise as :func:`write_relationships`."""
    if rows:
        _write_all(db, create_role_edges(), rows, "role edges")


def _write_all(db: Executor, statement: str, rows: Sequence[Row], kind: str) -> None:
    (done,) = db.run(statement, rows=rows)
    if done["written"] != len(rows):
        raise LostRowsError(kind, len(rows) - done["written"], len(rows))
