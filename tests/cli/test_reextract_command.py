"""``goodoffices reextract``, on what an older extractor has left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from database import Database
from loaders.graph import snapshot

PAGE = '{"id": "a1", "text": "Qatar mediated between Chad and Sudan in Doha on May 3, 2010. Iran praised Oman."}\n'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def stored(configured: Database, tmp_path: Path) -> Database:
    file = tmp_path / "page.jsonl"
    file.write_text(PAGE, encoding="utf-8")
    assert run("load", file).exit_code == 0
    return configured


@pytest.fixture
def aged(stored: Database) -> Database:
    """The page as an older extractor would have read it: one mention otherwise, one not at all."""
    stored.run("MATCH (a:Article) SET a.extractors = ['frames 0']")
    stored.run("MATCH (m:Mention {type: 'CONSULT'}) SET m.status = 'planned', m.extractor_version = '0'")
    stored.run("MATCH (m:Mention {type: 'SUPPORT'}) DETACH DELETE m")
    assert run("rebuild").exit_code == 0
    return stored


def test_what_was_read_by_this_version_is_not_read_again(stored: Database) -> None:
    before = snapshot(stored)
    result = run("reextract")
    assert (result.exit_code, "nothing to do" in result.stdout) == (0, True), result.stderr
    assert snapshot(stored) == before


def test_reading_anew_changes_nothing_where_nothing_differs(stored: Database) -> None:
    before = snapshot(stored)
    result = run("reextract", "--anew")
    assert (result.exit_code, "1 article read anew" in result.stdout) == (0, True), result.stderr
    assert snapshot(stored) == before


def test_a_newer_extractor_takes_the_place_of_the_older(aged: Database) -> None:
    assert run("reextract").exit_code == 0
    rows = aged.run(
        "MATCH (m:Mention {active: true}) RETURN m.type AS type, m.status AS status ORDER BY type"
    )
    assert rows == [{"type": "CONSULT", "status": "happened"}, {"type": "SUPPORT", "status": "happened"}]


@pytest.mark.usefixtures("aged")
def test_the_difference_is_counted_and_written(tmp_path: Path) -> None:
    file = tmp_path / "differences.jsonl"
    result = run("reextract", "--differences", file)
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert "differs in status" in result.stdout
    assert sorted((line["change"], line["differs"], line["after"]["trigger"]) for line in lines) == [
        ("changed", ["status"], "mediated"),
        ("new", [], "praised"),
    ]


def test_what_holds_no_text_cannot_be_read_anew_and_stays(aged: Database) -> None:
    aged.run("MATCH (a:Article) REMOVE a.text")
    before = snapshot(aged)
    result = run("reextract")
    assert (result.exit_code, "the text is not stored" in result.stdout) == (1, True)
    assert snapshot(aged) == before
