"""``goodoffices purge``: what it shows, asks, refuses and leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from storytelling import RUSSIA, TURKEY, UKRAINE, article, told
from typer.testing import CliRunner, Result

from app.cli import app
from database import Database
from loaders.actors import knowledge
from loaders.erasure.key import FILE
from loaders.graph import snapshot
from loaders.load import load
from loaders.records import ActorRef

LUKASHENKO = knowledge().actor(knowledge().senses("Alexander Lukashenko")[0].actor_id).reference()
ADA = ActorRef("ada", "Ada Obi", "person", "RUS", local=True)
TALKS = article(
    "Talks in town",
    told(
        "They held talks", "talks", "CONSULT", party=[UKRAINE, RUSSIA], mediator=[TURKEY], when="2025-06-02"
    ),
    told("Russia arrested Ada Obi", "arrested", "COERCE", source=[RUSSIA], target=[ADA], when="2025-06-02"),
    told("Lukashenko praised Russia", "praised", "SUPPORT", source=[LUKASHENKO], target=[RUSSIA]),
    published="2025-06-03",
    outlet="The Daily",
)


@pytest.fixture
def stored(configured: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Database:
    monkeypatch.setenv("GOODOFFICES_HOME", str(tmp_path))
    load(configured, [TALKS])
    return configured


def purge(*arguments: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(app, ["purge", *arguments], input=answer)


def test_a_plan_changes_nothing(stored: Database) -> None:
    before = snapshot(stored)
    result = purge(TALKS.article.id, "--dry-run")
    assert (result.exit_code, "3 events known from nothing else" in result.stdout) == (0, True), result.stderr
    assert snapshot(stored) == before


def test_nothing_is_erased_unless_it_is_meant(stored: Database) -> None:
    before = snapshot(stored)
    assert purge(TALKS.article.id, answer="n\n").exit_code == 1
    assert snapshot(stored) == before


def test_an_article_is_erased_and_stays_out(stored: Database) -> None:
    result = purge(TALKS.article.id, "--yes", "--by", "Bo")
    assert (result.exit_code, "Erased 1 article." in result.stdout) == (0, True), result.stderr
    assert load(stored, [TALKS]).purged == 1
    assert (
        stored.run("MATCH (n) WHERE NOT n:Schema AND NOT n:Purge AND NOT n:Load AND NOT n:Change RETURN n")
        == []
    )


def test_the_key_is_nobody_else_s_to_read(stored: Database, tmp_path: Path) -> None:
    purge(TALKS.article.id, "--yes")
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_a_person_is_erased_by_name(stored: Database) -> None:
    result = purge("--person", "Ada Obi", "--yes")
    assert (result.exit_code, "data from 1 article" in result.stdout) == (0, True), result.stderr
    rows = stored.run("MATCH (m:Mention {type: 'COERCE'}) RETURN m.evidence AS evidence")
    assert rows == [{"evidence": "Russia arrested ███████"}]


@pytest.mark.usefixtures("stored")
def test_an_office_holder_is_not_erased_without_force() -> None:
    result = purge("--person", LUKASHENKO.id, "--yes")
    assert (result.exit_code, "public office" in result.stderr) == (1, True)
    assert purge("--person", LUKASHENKO.id, "--yes", "--force").exit_code == 0


def test_what_was_erased_is_allowed_again(stored: Database) -> None:
    purge(TALKS.article.id, "--yes")
    assert purge("--allow", TALKS.article.id).exit_code == 0
    assert load(stored, [TALKS]).articles == 1


@pytest.mark.usefixtures("stored")
def test_what_was_not_erased_cannot_be_allowed() -> None:
    result = purge("--allow", "anything")
    assert (result.exit_code, "nothing was changed" in result.stdout) == (1, True)


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("arguments", [[], ["a", "--person", "b"]])
def test_what_to_erase_is_said_in_one_way(arguments: list[str]) -> None:
    assert purge(*arguments).exit_code == 2
