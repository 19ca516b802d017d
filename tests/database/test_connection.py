"""Talking to a real Neo4j."""

from __future__ import annotations

from database import Database


def test_run_gives_rows(db: Database) -> None:
    assert db.run("UNWIND $names AS name RETURN name", names=["Oslo", "Doha"]) == [
        {"name": "Oslo"},
        {"name": "Doha"},
    ]
