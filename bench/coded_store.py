"""A store of as many coded events as asked for, in our own graph and in the plain model beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain
from pathlib import Path

import graph_schema
from bench.coded_rows import Entry, actor_entries, copied, event_entries, evidence_entries
from bench.importing import BulkFiles, import_files
from database import Database, connect
from database.settings import DatabaseSettings
from loaders.coded import read_icews18
from loaders.graph.rules import note_rules
from loaders.records import Reading
from loaders.resolution.negotiations import PAUSE_DAYS

_PEER_SCHEMA = (
    "CREATE CONSTRAINT peer_actor_id FOR (a:PeerActor) REQUIRE a.id IS UNIQUE",
    "CREATE CONSTRAINT peer_event_id FOR (e:PeerEvent) REQUIRE e.id IS UNIQUE",
    "CREATE INDEX peer_event_date FOR (e:PeerEvent) ON (e.date)",
    "CREATE INDEX peer_event_type FOR (e:PeerEvent) ON (e.type)",
    "CREATE INDEX peer_actor_name FOR (a:PeerActor) ON (a.name)",
    "CREATE INDEX peer_actor_country FOR (a:PeerActor) ON (a.country)",
    "CREATE FULLTEXT INDEX peer_actor_names FOR (a:PeerActor) ON EACH [a.name]",
    "CALL db.awaitIndexes(600)",
)


def fill_store(
    settings: DatabaseSettings, folder: Path, events: int, tell: Callable[[str], None]
) -> Database:
    """Fill a new local Neo4j and open it.

    Parameters
    ----------
    settings
        Of a home without data.
    folder
        Where ICEWS18 lies.
    events
        How many; copies of the same days at earlier times make up what the data has not.
    tell
        Called with how far it is.

    """
    readings = [item for item in read_icews18(folder) if isinstance(item, Reading)]
    with tempfile.TemporaryDirectory() as files_folder, BulkFiles(Path(files_folder)) as files:
        for entries in _entries(readings, events):
            files.write(entries)
        files.close()
        tell(f"{events:,} events written to files")
        import_files(settings, files)
    tell("imported")
    db = connect(settings)
    graph_schema.apply(db)
    note_rules(db, PAUSE_DAYS, anew=True)
    for statement in _PEER_SCHEMA:
        db.run(statement)
    tell("indexed")
    return db


def _entries(readings: Sequence[Reading], events: int) -> Iterator[Iterable[Entry]]:
    """Give the rows of the readings, then copies of what they add up to until there are enough events.

    Copies have no sentences and mentions of their own: these are two thirds of a store, and the queries of the
    comparison do not read them.
    """
    whole, left = divmod(events, sum(len(reading.mentions) for reading in readings))
    if not whole:
        raise SystemExit(f"{events:,} events are fewer than ICEWS18 has: ask for more.")
    days = [reading.article.published.start for reading in readings if reading.article.published.start]
    span = max(days) - min(days) + timedelta(days=1)
    yield actor_entries(readings)
    for reading in readings:
        own = event_entries(reading)
        yield evidence_entries(reading)
        yield chain.from_iterable(own)
        for copy in range(1, whole):
            yield copied(chain.from_iterable(own), copy, copy * span)
        yield copied(chain.from_iterable(own[:left]), whole, whole * span)
        left -= min(left, len(own))
