"""The command ``queries``: saved questions as files, there and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from database import Database

DOCUMENT = '# Switzerland\'s name.\n{ actor(id: "Q39") { name } }\n'


@pytest.fixture(autouse=True)
def configured(story_graph: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The environment of somebody who runs the commands on the story, where nothing is saved."""
    endpoint = story_graph.endpoint
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", endpoint.uri)
    monkeypatch.setenv("GOODOFFICES_NEO4J_USER", endpoint.user)
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", endpoint.password.get_secret_value())
    yield
    story_graph.run("MATCH (q:SavedQuery) DETACH DELETE q")


@pytest.fixture
def swiss(tmp_path: Path) -> Path:
    file = tmp_path / "swiss.graphql"
    file.write_text(DOCUMENT)
    return file


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["queries", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_a_file_is_saved_listed_and_written_back(swiss: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run("save", swiss, "--by", "desk") == (0, "swiss: saved.\n", "")
    assert run("save", swiss) == (0, "swiss: saved so already.\n", "")
    assert "swiss (saved): Switzerland's name.\n" in run("list")[1]
    assert run("show", "swiss") == (0, DOCUMENT, "")
    assert run("export", tmp_path / "out")[1].startswith("Wrote 1 query")
    assert (tmp_path / "out" / "swiss.graphql").read_text() == DOCUMENT


def test_what_is_exported_is_all_that_is_saved(story_graph: Database, tmp_path: Path) -> None:
    story_graph.run(
        "CREATE (:SavedQuery {name: 'mediations', description: 'Before it came with the service.', document: $text})",
        text=DOCUMENT,
    )
    assert run("export", tmp_path)[1].startswith("Wrote 1 query")
    assert DOCUMENT in (tmp_path / "mediations.graphql").read_text()


def test_a_saved_query_is_overwritten_only_where_that_is_said(swiss: Path) -> None:
    run("save", swiss)
    swiss.write_text(DOCUMENT.replace("name }", "id }"))
    code, _, said = run("save", swiss)
    assert (code, "`replace: true`" in " ".join(said.split())) == (1, True)
    assert run("save", swiss, "--replace")[:2] == (0, "swiss: saved.\n")


def test_a_query_is_deleted(swiss: Path) -> None:
    run("save", swiss)
    assert run("delete", "swiss") == (0, "swiss: deleted.\n", "")
    code, _, said = run("delete", "swiss")
    assert (code, "no query named 'swiss'" in said) == (1, True)


def test_a_file_that_costs_too_much_is_not_saved(swiss: Path) -> None:
    swiss.write_text(
        "# Too much.\n{ outlets(first: 500) { nodes { articles(first: 500) { nodes { id } } } } }"
    )
    code, _, said = run("save", swiss)
    assert (code, "may have 50,000" in " ".join(said.split())) == (1, True)


def test_a_file_that_says_nothing_of_what_it_asks_is_not_saved(swiss: Path) -> None:
    swiss.write_text('{ actor(id: "Q39") { name } }')
    code, _, said = run("save", swiss)
    assert (code, "must say what the query asks" in " ".join(said.split())) == (1, True)
