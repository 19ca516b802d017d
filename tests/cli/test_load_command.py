"""``goodoffices load``, into a real Neo4j."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from database import Database
from loaders.graph import snapshot

PAGE = """{"id": "a1", "text": "Qatar mediated between Chad and Sudan in Doha on May 3, 2010."}
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.jsonl"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def configured(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test run's Neo4j is the one that the command is told to use."""
    assert db.endpoint.password is not None
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", db.endpoint.uri)
    monkeypatch.setenv("GOODOFFICES_NEO4J_USER", db.endpoint.user)
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", db.endpoint.password.get_secret_value())


def load(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["load", *map(str, arguments)])


def test_a_page_is_loaded_and_counted(page: Path) -> None:
    result = load(page)
    assert (result.exit_code, "Loaded 1 article with" in result.stdout) == (0, True), result.stderr


def test_a_page_loaded_twice_changes_nothing(page: Path, db: Database) -> None:
    load(page)
    before = snapshot(db)
    assert "1 article had been loaded before" in load(page).stdout
    assert snapshot(db) == before


def test_a_bad_item_is_recorded_and_the_rest_goes_on(page: Path, tmp_path: Path, db: Database) -> None:
    result = load(tmp_path / "missing.txt", page)
    assert (result.exit_code, "missing.txt" in result.stderr) == (0, True)
    [recorded] = db.run("MATCH (r:Rejection) RETURN r.where AS where")
    assert recorded["where"].endswith("missing.txt")


def test_a_file_name_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    result = load(tmp_path / "\x1b]0;owned\x07\nLoaded 9 articles.txt")
    assert ("\x1b" in result.output, result.stderr.count("\n")) == (False, 1)


def test_nothing_loaded_is_a_failure(tmp_path: Path) -> None:
    assert load(tmp_path / "missing.txt").exit_code == 1


def test_a_database_that_is_down_is_one_clear_sentence(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", "bolt://127.0.0.1:1")
    result = load(page)
    assert (result.exit_code, "127.0.0.1:1" in result.stderr) == (1, True)
