"""Floors: they hold, rise when asked, and fall only when asked by another name."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.figures import Score
from evaluation.floors import FloorError, check_floors, lowered, raised, read_floors, write_floors
from evaluation.reports import Report

FILE = Path("floors.yaml")
REPORT = Report("a set", 10, {"type": Score(8, 10, 10), "triple": Score(3, 10, 10)})


def test_scores_at_their_floors_pass() -> None:
    check_floors(REPORT, {"a set": {"type.f1": 0.8}}, FILE)


def test_a_fall_names_the_figure_and_what_to_do() -> None:
    with pytest.raises(FloorError, match=r"(?s)type\.f1 is 0\.8000, its floor 0\.85.*--lower-floors"):
        check_floors(REPORT, {"a set": {"type.f1": 0.85, "triple.f1": 0.3}}, FILE)


def test_a_figure_that_is_gone_has_fallen() -> None:
    with pytest.raises(FloorError, match=r"mediator\.recall is 0"):
        check_floors(REPORT, {"a set": {"mediator.recall": 0.5}}, FILE)


def test_raising_raises_and_never_lowers() -> None:
    floors = raised(REPORT, {"a set": {"type.f1": 0.9, "triple.f1": 0.1}})
    assert floors == {"a set": {"type.f1": 0.9, "triple.f1": 0.3}}


def test_lowering_lowers() -> None:
    assert lowered(REPORT, {"a set": {"type.f1": 0.9}})["a set"]["type.f1"] == 0.8


def test_a_floor_is_rounded_down() -> None:
    report = Report("a set", 3, {"type": Score(2, 3, 3)})
    check_floors(report, raised(report, {}), FILE)


def test_other_sets_keep_their_floors() -> None:
    assert raised(REPORT, {"another": {"type.f1": 0.9}})["another"] == {"type.f1": 0.9}


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "floors.yaml"
    write_floors(file, {"a set": {"type.f1": 0.9}})
    assert read_floors(file) == {"a set": {"type.f1": 0.9}}


def test_a_file_that_holds_no_floors_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "floors.yaml"
    file.write_text("a set: high\n", encoding="utf-8")
    with pytest.raises(FloorError, match="cannot be read"):
        read_floors(file)
