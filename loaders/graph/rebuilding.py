"""Computing all that is projected anew, from mentions and judgements alone.

What comes out as it was stays as it is: questions asked meanwhile see a whole graph, and the change feed tells
only what is different, such as the work of another version of this service.
"""

from __future__ import annotations

from functools import partial

from database import Database, Executor
from loaders.graph.changes import Change, write_changes
from loaders.graph.projection import Progress, Projected, index_mentions, project
from loaders.graph.rules import note_rules
from loaders.graph.writing import take_turn
from loaders.resolution.negotiations import PAUSE_DAYS

ROWS_AT_ONCE = 5_000
"""Articles marked in one transaction, so that a large graph fits a small heap."""
ARTICLES_AT_ONCE = 500
"""Articles whose mentions are indexed in one transaction."""

# First of all, so that a rebuild that was stopped goes on with the next projection.
_MARK = """
MATCH (a:Article)
CALL (a) { SET a.dirty = true, a.because = coalesce(a.because, 'rebuild') } IN TRANSACTIONS OF $rows ROWS
"""
_NEXT = "MATCH (a:Article) WHERE a.id > $after RETURN a.id AS id ORDER BY a.id LIMIT $rows"
# A store that an earlier version of this service wrote may lack it.
_GIVE_HOMES = """
MATCH (a:Actor)<-[:ARGUMENT]-(m:Mention)
WHERE a.local AND a.article_id IS NULL
CALL (a, m) { SET a.article_id = m.article_id } IN TRANSACTIONS OF $rows ROWS
"""
_LEFTOVERS = (
    ("Event", "MATCH (n:Event) WHERE NOT EXISTS { (:Mention)-[:REPORTS]->(n) }"),
    ("Negotiation", "MATCH (n:Negotiation) WHERE NOT EXISTS { (:Event)-[:ROUND_OF]->(n) }"),
    ("Place", "MATCH (n:Place) WHERE NOT EXISTS { (:Event)-[:AT]->(n) }"),
)


def rebuild(
    db: Database, *, progress: Progress = lambda done, of: None, pause_days: int = PAUSE_DAYS
) -> Projected:
    """Project all mentions anew.

    The result is what loading the same articles one by one gives. Loads that run beside it take turns with its
    steps.
    """
    db.run(_MARK, rows=ROWS_AT_ONCE)
    db.run(_GIVE_HOMES, rows=ROWS_AT_ONCE)
    # All of them before the first is projected: what finds mentions may be of another version of this service.
    after: str | None = ""
    while after is not None:
        after = db.write(partial(_index, after=after))
    made = project(db, progress=progress, pause_days=pause_days)
    db.write(_drop_leftovers)
    note_rules(db, pause_days, anew=True)
    return made


def _index(db: Executor, after: str) -> str | None:
    """Index the mentions of some articles; return the last of these, ``None`` where none is left."""
    take_turn(db)
    ids = [row["id"] for row in db.run(_NEXT, after=after, rows=ARTICLES_AT_ONCE)]
    index_mentions(db, ids)
    return ids[-1] if ids else None


def _drop_leftovers(db: Executor) -> None:
    """Drop what no mention holds: another version of this service, or a hand, may have left it."""
    take_turn(db)
    changes = []
    for label, match in _LEFTOVERS:
        ids = [row["id"] for row in db.run(f"{match} RETURN n.id AS id ORDER BY id")]
        db.run(f"MATCH (n:{label}) WHERE n.id IN $ids DETACH DELETE n", ids=ids)
        changes += [Change("withdrawn", label, key, (), "rebuild") for key in ids if label != "Place"]
    write_changes(db, changes)
