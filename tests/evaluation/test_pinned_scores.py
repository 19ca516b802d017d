"""The extractor scores no worse than it did: `annotated/floors.yaml` says how well it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import evaluate, read_gold
from evaluation.floors import check_floors, read_floors

ROOT = Path(__file__).parents[2]
FLOORS = ROOT / "annotated" / "floors.yaml"
SETS = {
    "annotated": ROOT / "annotated",
    "annotated/stories": ROOT / "annotated" / "stories",
    "gsr/dev": ROOT.parent / "shared" / "data" / "gsr" / "dev.jsonl",
}


def test_every_pinned_set_is_scored() -> None:
    assert set(read_floors(FLOORS)) <= set(SETS)


@pytest.mark.parametrize("name", SETS)
def test_no_score_falls_below_its_floor(name: str) -> None:
    if not SETS[name].exists():
        pytest.skip(f"{SETS[name]} is not there")
    floors = read_floors(FLOORS)
    assert name in floors, (
        f"{name} has no floors: goodoffices eval {SETS[name]} --floors {FLOORS} --update-floors"
    )
    check_floors(evaluate(read_gold(SETS[name])), floors, FLOORS)
