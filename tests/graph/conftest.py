"""A prepared, empty graph: the schema stays between tests, for building its indexes takes seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
from erasing import SECRET, STORY

from database import Database
from graph_schema import apply
from loaders.load import load


@pytest.fixture
def graph(database: Database) -> Database:
    """A database with constraints and indexes, and nothing in it."""
    database.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    apply(database)
    return database


@pytest.fixture
def purge_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The key that erasing needs, and a home where its register is kept."""
    monkeypatch.setenv("GOODOFFICES_PURGE_KEY", SECRET)
    monkeypatch.setenv("GOODOFFICES_HOME", str(tmp_path))


@pytest.fixture
def story(graph: Database) -> Database:
    """A graph with the story of which articles and persons are erased."""
    load(graph, STORY)
    return graph
