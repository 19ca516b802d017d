"""What tests of commands share: the environment of somebody who runs them on the test run's Neo4j."""

from __future__ import annotations

import pytest

from database import Database


@pytest.fixture
def configured(db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The test run's Neo4j, empty, as the one that commands are told to use."""
    assert db.endpoint.password is not None
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", db.endpoint.uri)
    monkeypatch.setenv("GOODOFFICES_NEO4J_USER", db.endpoint.user)
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", db.endpoint.password.get_secret_value())
    return db
