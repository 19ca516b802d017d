"""How fast a load is beside a bare UNWIND of the graph it leaves.

The load's time holds all it does: rows from records, evidence with one transaction an article, clustering,
threading, projection. The baseline is given the finished rows and only writes them, in large transactions.

The two are timed in turn; the figure is the median of the rounds' ratios, which a busy minute of the machine
moves least.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import graph_schema
from bench.figures import figure, say_machine, timed_in_turn
from bench.readings import generate_readings
from bench.unwind import Rows, read_rows, write_rows
from database import Database, connect, read_settings
from database.emptying import empty_database
from loaders.load import load
from loaders.records import Reading

ARTICLES = 600
WARM_UPS = 4
"""Rounds that do not count: Neo4j's Java spends 7 CPU seconds on compiling itself in the first load of 600
articles, 2 in the fourth and under 1 from the fifth on (measured thread by thread)."""
ROUNDS = 5


def main() -> None:
    say_machine()
    readings = generate_readings(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
    with (
        tempfile.TemporaryDirectory() as home,
        connect(read_settings().local_at(Path(home))) as db,
    ):
        _empty(db)
        load(db, readings)
        rows = read_rows(db)
        mentions = sum(len(reading.mentions) for reading in readings)
        print(f"{len(readings)} articles, {mentions} mentions, {len(rows)} nodes and relationships")
        ratios = _compare(db, readings, rows)
    figure("load_vs_unwind", median(ratios))


def _compare(db: Database, readings: Sequence[Reading], rows: Rows) -> list[float]:
    """Load and write in turn; give the share of the bare speed that the load reaches, of rounds that count."""
    rounds = timed_in_turn(
        WARM_UPS + ROUNDS,
        lambda: load(db, readings),
        lambda: write_rows(db, rows),
        before=lambda: _empty(db),
    )
    ratios = []
    for number, (ours, bare) in enumerate(rounds, start=1):
        what = "warm-up" if number <= WARM_UPS else "round"
        print(
            f"{what:8} our load {ours:6.2f} s {len(rows) / ours:7.0f} rows/s"
            f"   bare UNWIND {bare:6.2f} s {len(rows) / bare:7.0f} rows/s   {bare / ours:.2f}",
            flush=True,
        )
        ratios.append(bare / ours)
    return ratios[WARM_UPS:]


def _empty(db: Database) -> None:
    """Start from nothing but the constraints and indexes, which cost both sides alike."""
    empty_database(db)
    graph_schema.apply(db)


if __name__ == "__main__":
    main()
