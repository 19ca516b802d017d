"""What resolving one new article's mentions costs in a store of ten thousand events and in one of a million."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
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
    """What one new article costs in one store."""

    seconds: float
    """To load it."""
    hits: float
    """Records that the searches for what its mentions may be linked to touch."""


def main() -> None:
    """Arguments: the events of the large store, and which figures to take."""
    say_machine()
    large = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    for name in sys.argv[2:] or GROWTHS:
        with ExitStack() as stores:
            small, grown = (_store(stores, name, size) for size in (SMALL, large))
            costs = list(_costs(small, grown))[WARM_UPS:]
        before, after = zip(*costs, strict=True)
        _tell_costs("small", before)
        _tell_costs("large", after)
        figure(name, median(c.seconds for c in after) / median(c.seconds for c in before))
        figure(f"{name}_hits", mean(c.hits for c in after) / mean(c.hits for c in before))


def _store(stores: ExitStack, name: str, events: int) -> Database:
    """Start a Neo4j and let its store grow to so many events."""
    home = stores.enter_context(tempfile.TemporaryDirectory())
    db = stores.enter_context(connect(read_settings().local_at(Path(home))))
    started = perf_counter()
    graph_schema.apply(db)
    load(db, generate_news(LOADED // MENTIONS))
    GROWTHS[name](db, range(1, events // LOADED), _tell)
    (row,) = db.run("MATCH (e:Event) RETURN count(e) AS events")
    _tell(f"{row['events']:,} events after {perf_counter() - started:.0f} s")
    return db


def _costs(*stores: Database) -> Iterator[tuple[Cost, ...]]:
    """Load articles one by one, each into all stores in turn: what else the machine does slows all alike."""
    with ExitStack() as sessions:
        asked = [_session(sessions, db) for db in stores]
        for reading in generate_news(WARM_UPS + MEASURED, seed=2):
            yield tuple(_cost(db, session, reading) for db, session in zip(stores, asked, strict=True))


def _session(sessions: ExitStack, db: Database) -> neo4j.Session:
    endpoint = db.endpoint
    auth = (endpoint.user, endpoint.password.get_secret_value())
    driver = sessions.enter_context(neo4j.GraphDatabase.driver(endpoint.uri, auth=auth))
    return sessions.enter_context(driver.session())


def _cost(db: Database, session: neo4j.Session, reading: Reading) -> Cost:
    """Load one article; what the searches touch is counted before, and not timed."""
    hits = _hits(session, reading)
    started = perf_counter()
    load(db, [reading])
    return Cost(perf_counter() - started, hits)


def _tell_costs(store: str, costs: Sequence[Cost]) -> None:
    seconds = [cost.seconds for cost in costs]
    _tell(
        f"{store}: an article {median(seconds) * 1000:.1f} ms in the median, {mean(seconds) * 1000:.1f} in the"
        f" mean, {max(seconds) * 1000:.1f} at most; searches touch {mean(c.hits for c in costs):.0f} records"
    )


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
