"""What resolving one new article's mentions costs in a store of ten thousand events and in one of a million."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from typing import NamedTuple

import neo4j

import graph_schema
from bench.copies import add_crowds, add_years
from bench.figures import figure, say_machine
from bench.news import MENTIONS, generate_news
from database import Database, connect, read_settings
from loaders.graph.neighbours import BY_DAYS, BY_SIDE, searches_by_days, searches_by_side
from loaders.load import load
from loaders.records import Reading
from loaders.resolution.antecedents import resolve_back

LOADED = 2_500
"""Events that are loaded; all others are copies of theirs."""
SMALL, LARGE = 10_000, 1_000_000
WARM_UPS = 40
"""Articles that do not count: Java compiles itself, and caches fill, while they load."""
MEASURED = 100
GROWTHS = {"resolve_growth": add_years, "resolve_growth_crowded": add_crowds}


class Cost(NamedTuple):
    """What one new article costs."""

    seconds: float
    """To load it, in the median."""
    hits: float
    """Records that the searches for what its mentions may be linked to touch, in the mean."""


def main() -> None:
    """Arguments: the events of the large store, and which figures to take."""
    say_machine()
    large = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    for name in sys.argv[2:] or GROWTHS:
        with (
            tempfile.TemporaryDirectory() as home,
            connect(read_settings().local_at(Path(home))) as db,
        ):
            graph_schema.apply(db)
            load(db, generate_news(LOADED // MENTIONS))
            before, after = (_measured(db, name, size) for size in ((0, SMALL), (SMALL, large)))
        figure(name, after.seconds / before.seconds)
        figure(f"{name}_hits", after.hits / before.hits)


def _measured(db: Database, name: str, grown: tuple[int, int]) -> Cost:
    """Let the store grow from one size to another, and measure there."""
    started = perf_counter()
    first, last = (size // LOADED for size in grown)
    GROWTHS[name](db, range(max(first, 1), last), _tell)
    (row,) = db.run("MATCH (e:Event) RETURN count(e) AS events")
    print(f"{row['events']:,} events after {perf_counter() - started:.0f} s", flush=True)
    costs = list(_costs(db, generate_news(WARM_UPS + MEASURED, seed=last + 1)))[WARM_UPS:]
    seconds = [cost.seconds for cost in costs]
    found = Cost(median(seconds), mean(cost.hits for cost in costs))
    print(
        f"  an article: {found.seconds * 1000:.1f} ms in the median, {mean(seconds) * 1000:.1f} in the mean,"
        f" {max(seconds) * 1000:.1f} at most; searches touch {found.hits:.0f} records",
        flush=True,
    )
    return found


def _costs(db: Database, news: Iterator[Reading]) -> Iterator[Cost]:
    """Load articles one by one; what the searches touch is counted before, and not timed."""
    endpoint = db.endpoint
    auth = (endpoint.user, endpoint.password.get_secret_value())
    with neo4j.GraphDatabase.driver(endpoint.uri, auth=auth) as driver, driver.session() as session:
        for reading in news:
            hits = _hits(session, reading)
            started = perf_counter()
            load(db, [reading])
            yield Cost(perf_counter() - started, hits)


def _hits(session: neo4j.Session, reading: Reading) -> int:
    profiles = resolve_back(reading)
    searches = ((BY_DAYS, searches_by_days(profiles)), (BY_SIDE, searches_by_side(profiles)))
    return sum(
        _plan_hits(session.run(f"PROFILE {statement}", searches=list(rows)).consume().profile)
        for statement, rows in searches
    )


def _plan_hits(plan: dict[str, object] | None) -> int:
    """Add up a plan's hits and those of the plans below it."""
    if not plan:
        return 0
    below = plan.get("children", [])
    return int(plan.get("dbHits", 0)) + sum(_plan_hits(child) for child in below)  # type: ignore[attr-defined, call-overload]


def _tell(line: str) -> None:
    print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
