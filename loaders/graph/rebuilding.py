"""Computing all that is projected anew, from mentions and judgements alone."""

from __future__ import annotations

from functools import partial

from database import Database, Executor
from loaders.graph.dropping import drop_empty_places, drop_events, find_doomed
from loaders.graph.projection import Progress, Projected, project, replace_negotiations
from loaders.graph.writing import take_turn
from loaders.resolution.negotiations import PAUSE_DAYS

ROWS_AT_ONCE = 5_000
"""Articles marked in one transaction, so that a large graph fits a small heap."""
ARTICLES_AT_ONCE = 500
"""Articles whose events are dropped in one transaction."""

# First of all, so that a rebuild that was stopped goes on with the next projection.
_MARK = """
MATCH (a:Article)
CALL (a) { SET a.dirty = true } IN TRANSACTIONS OF $rows ROWS
"""
_FORGET = """
MATCH (a:Article)
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $rows
SET a.dirty = true
WITH collect(a.id) AS articles
UNWIND articles AS id
OPTIONAL MATCH (m:Mention {article_id: id})
SET m.block = null, m.since = null, m.until = null, m.principals = null, m.anchor = null
RETURN max(id) AS last, collect(m.id) AS mentions
"""
# Of an event told in several articles, those that another writer has projected meanwhile wait again.
_MARK_ALL_THAT_TELL = """
UNWIND $events AS id
MATCH (:Event {id: id})<-[:REPORTS|REPORTED]-(m:Mention)
WITH DISTINCT m.article_id AS article
MATCH (a:Article {id: article})
SET a.dirty = true
"""
_LEFTOVERS = (
    "MATCH (e:Event) WHERE NOT EXISTS { (:Mention)-[:REPORTS]->(e) } DETACH DELETE e",
    "MATCH (n:Negotiation) WHERE NOT EXISTS { (:Event)-[:ROUND_OF]->(n) } DETACH DELETE n",
    "MATCH (p:Place) WHERE NOT EXISTS { (:Event)-[:AT]->(p) } DETACH DELETE p",
)


def rebuild(
    db: Database, *, progress: Progress = lambda done, of: None, pause_days: int = PAUSE_DAYS
) -> Projected:
    """Drop events, negotiations and places, and project all mentions anew.

    The result is what loading the same articles one by one gives. Loads that run beside it take turns with its
    steps, each of which marks the articles whose events it drops. Questions asked meanwhile see a part.
    """
    db.run(_MARK, rows=ROWS_AT_ONCE)
    after: str | None = ""
    while after is not None:
        after = db.write(partial(_drop, after=after, pause_days=pause_days))
    db.write(_drop_leftovers)
    return project(db, progress=progress, pause_days=pause_days)


def _drop(db: Executor, after: str, pause_days: int) -> str | None:
    """Drop the events that some articles tell of; return the last of them, ``None`` where none is left."""
    take_turn(db)
    (found,) = db.run(_FORGET, after=after, rows=ARTICLES_AT_ONCE)
    doomed = find_doomed(db, found["mentions"])
    db.run(_MARK_ALL_THAT_TELL, events=doomed.events)
    drop_events(db, doomed)
    replace_negotiations(db, doomed.dyads, pause_days)
    drop_empty_places(db, doomed)
    last: str | None = found["last"]
    return last


def _drop_leftovers(db: Executor) -> None:
    """Drop what no mention holds: another version of this service, or a hand, may have left it."""
    take_turn(db)
    for statement in _LEFTOVERS:
        db.run(statement)
