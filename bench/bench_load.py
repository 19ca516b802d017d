"""How fast a load is beside a bare UNWIND of the graph it leaves.

The load's time holds all it does: rows from records, evidence with one transaction an article, clustering,
threading, projection. The baseline is given the finished rows and only writes them, in large transactions.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import graph_schema
from bench.figures import best_of, figure, say_machine
from bench.readings import generate_readings
from bench.unwind import read_rows, write_rows
from database import Database, connect, read_settings
from database.emptying import empty_database
from loaders.load import load

ARTICLES = 600
ROUNDS = 2


def main() -> None:
    say_machine()
    readings = generate_readings(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
    with (
        tempfile.TemporaryDirectory() as home,
        connect(read_settings().local_at(Path(home))) as db,
    ):
        _empty(db)
        load(db, readings)  # warms the server up, and leaves the rows to compare with
        rows = read_rows(db)
        ours, bare = best_of(
            ROUNDS, lambda: load(db, readings), lambda: write_rows(db, rows), before=lambda: _empty(db)
        )
    mentions = sum(len(reading.mentions) for reading in readings)
    print(f"{len(readings)} articles, {mentions} mentions, {len(rows)} nodes and relationships")
    print(f"bare UNWIND   {len(rows) / bare:8.0f} rows/s  {bare:6.1f} s")
    print(f"our load      {len(rows) / ours:8.0f} rows/s  {ours:6.1f} s")
    figure("load_vs_unwind", bare / ours)


def _empty(db: Database) -> None:
    """Start from nothing but the constraints and indexes, which cost both sides alike."""
    empty_database(db)
    graph_schema.apply(db)


if __name__ == "__main__":
    main()
