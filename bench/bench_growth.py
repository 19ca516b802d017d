"""How much dearer a new article becomes as the graph grows: the same stories go on, step after step."""

from __future__ import annotations

import sys
import tempfile
from itertools import batched
from pathlib import Path
from statistics import mean
from time import perf_counter

import graph_schema
from bench.figures import figure, say_machine
from bench.readings import generate_readings
from database import connect, read_settings
from database.emptying import empty_database
from loaders.load import load

ARTICLES = 3_000
STEP = 500
WARM_UPS = 3
"""Loads of a first step that do not count: Java compiles itself while they run."""


def main() -> None:
    say_machine()
    readings = generate_readings(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
    steps = list(batched(readings, STEP))
    with (
        tempfile.TemporaryDirectory() as home,
        connect(read_settings().local_at(Path(home))) as db,
    ):
        for _ in range(WARM_UPS):
            graph_schema.apply(db)
            load(db, steps[0])
            empty_database(db)
        costs = []
        for number, step in enumerate(steps, start=1):
            started = perf_counter()
            load(db, step)
            costs.append((perf_counter() - started) / len(step))
            print(f"{number * STEP:7} articles  {costs[-1] * 1000:6.1f} ms an article", flush=True)
    quarter = max(1, len(costs) // 4)
    figure("cost_growth", mean(costs[-quarter:]) / mean(costs[:quarter]))


if __name__ == "__main__":
    main()
