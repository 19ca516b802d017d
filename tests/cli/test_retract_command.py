"""``goodoffices retract``: what it shows, does, refuses and undoes."""

from __future__ import annotations

import pytest
from storytelling import RUSSIA, TURKEY, UKRAINE, article, told
from typer.testing import CliRunner, Result

from app.cli import app
from database import Database
from loaders.graph import snapshot
from loaders.load import load

TALKS = article(
    "Talks in town",
    told(
        "They held talks", "talks", "CONSULT", party=[UKRAINE, RUSSIA], mediator=[TURKEY], when="2025-06-02"
    ),
    published="2025-06-03",
    outlet="The Daily",
)


@pytest.fixture
def stored(configured: Database) -> Database:
    load(configured, [TALKS])
    return configured


def retract(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["retract", *arguments])


def events(db: Database) -> int:
    (row,) = db.run("MATCH (e:Event) RETURN count(e) AS events")
    return int(row["events"])


def test_a_plan_changes_nothing(stored: Database) -> None:
    before = snapshot(stored)
    result = retract("Talks in town.txt", "--dry-run")
    assert (result.exit_code, "1 event known from nothing else" in result.stdout) == (0, True), result.stderr
    assert snapshot(stored) == before


def test_an_article_is_taken_back_and_the_way_back_is_told(stored: Database) -> None:
    result = retract(TALKS.article.id, "--reason", "It was made up.", "--by", "Ada")
    assert (result.exit_code, events(stored)) == (0, 0), result.stderr
    assert f"goodoffices retract --undo {TALKS.article.id}" in result.stdout


def test_undo_brings_it_back(stored: Database) -> None:
    before = snapshot(stored)
    retract(TALKS.article.id, "--reason", "It was made up.")
    result = retract("--undo", TALKS.article.id)
    assert (result.exit_code, snapshot(stored)) == (0, before), result.stderr


def test_what_is_retracted_is_listed(stored: Database) -> None:
    retract(TALKS.article.id, "--reason", "It was made up.", "--by", "Ada")
    (line,) = retract("--list").stdout.splitlines()
    assert "Talks in town (The Daily, 2025-06-03, 1 mention); retracted on" in line
    assert line.endswith("by Ada: It was made up.")


@pytest.mark.usefixtures("stored")
def test_a_reason_is_asked_for() -> None:
    result = retract(TALKS.article.id)
    assert (result.exit_code, "Say why" in result.stderr) == (2, True)


@pytest.mark.usefixtures("stored")
def test_an_unknown_article_is_an_error_that_says_what_to_give() -> None:
    result = retract("nowhere", "--reason", "It was made up.")
    assert (result.exit_code, "known by 'nowhere'; nothing was done" in result.stderr) == (1, True)
