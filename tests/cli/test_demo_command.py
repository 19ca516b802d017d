"""The demo: its answer from a real Neo4j, laid out as a table."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from app.answers import Answer, Mediator, Said, mediated_negotiations
from app.cli import app
from app.cli.demo import table_of
from database import Database, DatabaseSettings
from loaders.load import load
from loaders.pipeline import read

PAGE = """Norway tells how it brokered talks

Fjord Review, September 13, 1993

Norway had mediated between Israel and the Palestine Liberation Organization for eight months.
"""


def answer(**changes: object) -> Answer:
    known = {
        "name": "Northland-Southland talks, 1999",
        "stage": None,
        "parties": ("Northland", "Southland"),
        "mediators": (),
        "hosts": (),
        "places": (),
        "held": 0,
        "planned": 0,
        "outcome": "unknown",
        "unreported": (),
        "reports": (),
    }
    return Answer(**(known | changes))  # type: ignore[arg-type]  # a test's shorthand


def printed(*answers: Answer) -> str:
    console = Console(file=StringIO(), width=200)
    console.print(table_of(answers))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


@pytest.fixture
def answers(db: Database, page: Path) -> list[Answer]:
    load(db, read([str(page)]))
    return mediated_negotiations(db)


def test_the_mediator_is_named_with_the_parties(answers: list[Answer]) -> None:
    [found] = answers
    assert [one.name for one in found.mediators] == ["Norway"]
    assert found.parties == ("Israel", "Palestine Liberation Organization")


def test_the_sentence_that_proves_it_is_quoted(answers: list[Answer]) -> None:
    assert answers[0].reports[0].sentence in PAGE


def test_no_mediator_is_an_answer_of_its_own() -> None:
    assert "none reported" in printed(answer())


def test_who_only_offered_to_mediate_is_marked() -> None:
    assert "Oman (proposed)" in printed(
        answer(mediators=(Mediator("Oman", "proposed", held=False, rounds=()),))
    )


def test_who_denies_a_mediation_is_quoted_with_the_day() -> None:
    denial = Said("Southland", "Fjord Review", "1999-05-02", "Southland denied that Oman had mediated.")
    table = printed(
        answer(mediators=(Mediator("Oman", "happened", held=True, rounds=(1,), denied=(denial,)),))
    )
    assert "Oman (round 1)" in table
    assert "Southland, Fjord Review" in table


def test_planned_rounds_are_not_counted_as_held() -> None:
    table = printed(answer(held=2, planned=1))
    assert ("2 held" in table, "1 planned" in table) == (True, True)


def test_the_demo_has_a_neo4j_of_its_own_and_leaves_a_configured_one_alone(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("app.cli.demo.sample_pages", lambda: [str(page)])
    monkeypatch.setenv("GOODOFFICES_JARS", str(DatabaseSettings().jar_folder))
    monkeypatch.setenv("GOODOFFICES_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", "bolt://127.0.0.1:1")
    result = CliRunner().invoke(app, ["demo", "--no-serve"])
    assert (result.exit_code, "Norway" in result.stdout) == (0, True), result.stderr
