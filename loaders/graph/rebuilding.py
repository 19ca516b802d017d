"""Computing all that is projected anew, from mentions and judgements alone."""

from __future__ import annotations

from database import Database
from graph_schema import schema
from loaders.graph.projection import Progress, Projected, project
from loaders.resolution.negotiations import PAUSE_DAYS

ROWS_AT_ONCE = 5_000
"""Nodes changed in one transaction, so that a large graph fits a small heap."""

# First of all, so that a rebuild that was stopped goes on with the next projection.
_MARK = """
MATCH (a:Article)
CALL (a) { SET a.dirty = true } IN TRANSACTIONS OF $rows ROWS
"""
_FORGET = """
MATCH (m:Mention)
CALL (m) { SET m.block = null, m.since = null, m.until = null, m.principals = null, m.anchor = null }
IN TRANSACTIONS OF $rows ROWS
"""


def rebuild(
    db: Database, *, progress: Progress = lambda done, of: None, pause_days: int = PAUSE_DAYS
) -> Projected:
    """Drop events, negotiations and places, and project all mentions anew.

    The result is what loading the same articles one by one gives. Questions asked meanwhile see a part.
    """
    db.run(_MARK, rows=ROWS_AT_ONCE)
    for label in (node.label for node in schema().nodes.values() if node.projected):
        db.run(
            f"MATCH (n:{label}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF $rows ROWS",
            rows=ROWS_AT_ONCE,
        )
    db.run(_FORGET, rows=ROWS_AT_ONCE)
    return project(db, progress=progress, pause_days=pause_days)
