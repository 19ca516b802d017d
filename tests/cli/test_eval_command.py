"""``goodoffices eval``, from the command line to the report and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app

TEXT = "Qatar threatened to expel the ambassador of Chad."
GOLD = {
    "id": "expulsion",
    "text": TEXT,
    "published_at": "2025-06-02",
    "events": [
        {
            "type": "THREATEN",
            "status": "happened",
            "participants": [
                {
                    "role": "source",
                    "text": "Qatar",
                    "actor": {"name": "Qatar", "kind": "state", "country": "QAT"},
                },
                {
                    "role": "mediator",
                    "text": "Oman",
                    "actor": {"name": "Oman", "kind": "state", "country": "OMN"},
                },
            ],
            "trigger": {"text": "threatened"},
        }
    ],
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["eval", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "open.jsonl"
    file.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return file


def test_the_terminal_shows_scores_with_their_counts(gold: Path) -> None:
    result = run(gold)
    assert result.exit_code == 0, result.stderr
    assert "mediator" in result.stdout


def test_a_report_is_written_for_people_and_for_programs(gold: Path, tmp_path: Path) -> None:
    run(gold, "--out", tmp_path / "report")
    written = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
    assert written["types"]["THREATEN"]["recall"]["n"] == 1
    assert TEXT in (tmp_path / "report" / "report.md").read_text(encoding="utf-8")


def test_figures_only_show_no_text(gold: Path, tmp_path: Path) -> None:
    run(gold, "--out", tmp_path / "report", "--figures-only")
    written = [
        (tmp_path / "report" / name).read_text(encoding="utf-8") for name in ("report.md", "report.json")
    ]
    assert [text for text in written if "Chad" in text or "expulsion" in text] == []


def test_a_fallen_score_ends_with_code_one(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.yaml"
    floors.write_text(f"{tmp_path.name}/open: {{mediator.recall: 0.9}}\n", encoding="utf-8")
    result = run(gold, "--floors", floors)
    assert (result.exit_code, "mediator.recall is 0.0000" in result.stderr) == (1, True)


def test_update_floors_pins_what_was_scored(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.yaml"
    assert run(gold, "--floors", floors, "--update-floors").exit_code == 0
    assert run(gold, "--floors", floors).exit_code == 0


def test_floors_to_change_must_be_named(gold: Path) -> None:
    assert run(gold, "--update-floors").exit_code == 2


def test_gold_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "nothing.jsonl")
    assert (result.exit_code, "no such file" in result.stderr) == (1, True)
