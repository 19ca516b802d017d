"""Emptying a database that this program does not own the files of."""

from __future__ import annotations

from database.connection import Database

ROWS_AT_ONCE = 10_000
"""Nodes deleted in one transaction: a few hundred thousand at once would not fit the heap."""


def empty_database(database: Database) -> None:
    """Delete all nodes, relationships, constraints and indexes; Neo4j's two lookup indexes stay."""
    database.run(
        "MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF $rows ROWS", rows=ROWS_AT_ONCE
    )
    for constraint in database.run("SHOW CONSTRAINTS YIELD name"):
        database.run(f"DROP CONSTRAINT {quoted_name(constraint['name'])}")
    for index in database.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
        database.run(f"DROP INDEX {quoted_name(index['name'])}")


def quoted_name(name: str) -> str:
    """Quote a name the database itself gave; schema commands take it from no parameter.

    >>> quoted_name("actor`s")
    '`actor``s`'
    """
    return f"`{name.replace('`', '``')}`"
