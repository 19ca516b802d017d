"""``goodoffices export``."""

from __future__ import annotations

import json

import pytest
from storytelling import HELD
from typer.testing import CliRunner

from app.cli import app
from app.exports.formats import EXPORTERS
from graph_schema import apply
from loaders.graph import project, write_reading


@pytest.fixture
def export(db, monkeypatch):
    """Run the command on a database with one article."""
    apply(db)
    write_reading(db, HELD)
    project(db)
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", db.endpoint.uri)
    monkeypatch.setenv("GOODOFFICES_NEO4J_USER", db.endpoint.user)
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", db.endpoint.password.get_secret_value())
    return lambda *arguments: CliRunner().invoke(app, ["export", *arguments])


def test_the_graph_goes_to_standard_output(export):
    result = export("--to", "node-link")
    assert result.exit_code == 0
    assert {node["label"] for node in json.loads(result.stdout)["nodes"]} >= {"Russia", "Ukraine", "Turkey"}


def test_the_graph_goes_to_a_file(export, tmp_path):
    for name in EXPORTERS:
        assert export("--to", name, "--out", str(tmp_path / name)).exit_code == 0
    assert {path.name for path in tmp_path.iterdir() if path.stat().st_size} == set(EXPORTERS)


def test_as_of_leaves_out_what_was_published_later(export):
    result = export("--to", "node-link", "--as-of", "2025-06-02")
    assert json.loads(result.stdout)["nodes"] == []


def test_a_format_that_is_not_there_is_wrong_usage(export):
    result = export("--to", "shapefile")
    assert result.exit_code == 2
    assert "graphml" in result.output


def test_a_day_that_is_none_is_wrong_usage(export):
    assert export("--to", "graphml", "--as-of", "yesterday").exit_code == 2
