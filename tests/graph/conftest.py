"""A prepared, empty graph: the schema stays between tests, for building its indexes takes seconds."""

from __future__ import annotations

import pytest

from database import Database
from graph_schema import apply


@pytest.fixture
def graph(database: Database) -> Database:
    """A database with constraints and indexes, and nothing in it."""
    database.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    apply(database)
    return database
