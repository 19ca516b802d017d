"""What resolving one new article's mentions costs in a small store and in one a hundred times as large."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import mean, median
from time import perf_counter

import graph_schema
from bench.copies import add_crowds, add_years
from bench.figures import figure, say_machine
from bench.news import MENTIONS, generate_news
from database import Database, connect, read_settings
from loaders.load import load

EVENTS = 10_000
COPIES = 99
WARM_UPS = 60
"""Articles that do not count: Java compiles itself, and caches fill, while they load."""
MEASURED = 150
GROWTHS = {"resolve_growth": add_years, "resolve_growth_crowded": add_crowds}


def main() -> None:
    say_machine()
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    chosen = sys.argv[2:] or list(GROWTHS)
    for name in chosen:
        with (
            tempfile.TemporaryDirectory() as home,
            connect(read_settings().local_at(Path(home))) as db,
        ):
            graph_schema.apply(db)
            load(db, generate_news(EVENTS // MENTIONS))
            small = _cost(db, seed=2)
            started = perf_counter()
            GROWTHS[name](db, copies, lambda line: print(f"  {line}", flush=True))
            print(f"  built in {perf_counter() - started:.0f} s", flush=True)
            large = _cost(db, seed=3)
        figure(name, large / small)


def _cost(db: Database, seed: int) -> float:
    """Load articles one by one, and give the median seconds of one."""
    (row,) = db.run("MATCH (e:Event) RETURN count(e) AS events")
    costs = []
    for number, reading in enumerate(generate_news(WARM_UPS + MEASURED, seed)):
        started = perf_counter()
        load(db, [reading])
        if number >= WARM_UPS:
            costs.append(perf_counter() - started)
    print(
        f"{row['events']:9,} events: {median(costs) * 1000:6.1f} ms an article in the median,"
        f" {mean(costs) * 1000:6.1f} in the mean, {max(costs) * 1000:6.1f} at most",
        flush=True,
    )
    return median(costs)


if __name__ == "__main__":
    main()
