"""Taking an article back, and undoing that.

A retracted article stays in the graph with all it says, but none of it has a say; its mentions wait, and stand again
when the retraction is undone. Each retraction is recorded with who, why, and from when to when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import batched

from database import Database, Executor
from graph_schema import merge_nodes
from loaders.graph.projection import Projected, project
from loaders.graph.rows import Row
from loaders.graph.writing import take_turn, write_relationships
from loaders.identity import digest
from loaders.resolution.negotiations import PAUSE_DAYS

ARTICLES_AT_ONCE = 500
"""Articles retracted in one transaction."""

_STANDING = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
WHERE coalesce(a.current, true)
RETURN a.id AS id, COUNT { (:Retraction)-[:RETRACTS]->(a) } AS before
"""
_WITHHOLD = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
SET a.current = false, a.dirty = true, a.because = 'retracted'
WITH a
MATCH (m:Mention {article_id: a.id})
WHERE m.active
SET m.active = false, m.retracted = true, m.active_until = coalesce(m.active_until, []) + $now
"""
_UNDO = """
UNWIND $ids AS id
MATCH (r:Retraction)-[:RETRACTS]->(a:Article {id: id})
WHERE r.until IS NULL
SET a.current = true, a.dirty = true, a.because = 'retracted',
    r.until = $now, r.undone_by = $by, r.undone_because = $reason
WITH DISTINCT a
CALL (a) {
  MATCH (m:Mention {article_id: a.id})
  WHERE m.retracted
  SET m.active = true, m.active_since = m.active_since + $now, m.retracted = null
}
RETURN count(*) AS articles
"""

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Retracted:
    """What a retraction, or its undoing, changed."""

    articles: int
    """Articles retracted or restored; those that were so before are not counted."""
    events: int
    """Events put together anew."""
    negotiations: int


def retract(
    db: Database,
    article_ids: Iterable[str],
    *,
    reason: str,
    by: str | None = None,
    progress: Progress = lambda done, of: None,
    pause_days: int = PAUSE_DAYS,
) -> Retracted:
    """Take articles back: what they alone support is no event any more.

    Articles that are retracted already stay as they are, with the reason that was given then. Stopped at any moment
    and run again, it leads to the same graph.
    """
    work = partial(_retract, reason=reason, by=by)
    return _in_steps(db, article_ids, work, progress, pause_days)


def restore(
    db: Database,
    article_ids: Iterable[str],
    *,
    reason: str | None = None,
    by: str | None = None,
    progress: Progress = lambda done, of: None,
    pause_days: int = PAUSE_DAYS,
) -> Retracted:
    """Undo the retraction of articles: their current versions count as if nothing had been."""
    work = partial(_restore, reason=reason, by=by)
    return _in_steps(db, article_ids, work, progress, pause_days)


def _in_steps(
    db: Database,
    article_ids: Iterable[str],
    work: Callable[..., int],
    progress: Progress,
    pause_days: int,
) -> Retracted:
    now = datetime.now(UTC)
    done = 0
    for ids in batched(sorted(set(article_ids)), ARTICLES_AT_ONCE):
        done += db.write(partial(work, ids=list(ids), now=now))
    projected: Projected = project(db, progress=progress, pause_days=pause_days)
    return Retracted(done, projected.events, projected.negotiations)


def _retract(db: Executor, *, ids: Sequence[str], now: datetime, reason: str, by: str | None) -> int:
    take_turn(db)
    standing = db.run(_STANDING, ids=ids)
    rows: list[Row] = [
        {
            "id": retraction_id(row["id"], row["before"]),
            "reason": reason,
            "by": by,
            "since": now,
            "of": row["id"],
        }
        for row in standing
    ]
    db.run(merge_nodes("Retraction"), rows=rows)
    write_relationships(db, "RETRACTS", [{"from": row["id"], "to": row["of"]} for row in rows])
    db.run(_WITHHOLD, ids=[row["of"] for row in rows], now=now)
    return len(rows)


def _restore(db: Executor, *, ids: Sequence[str], now: datetime, reason: str | None, by: str | None) -> int:
    take_turn(db)
    (done,) = db.run(_UNDO, ids=ids, now=now, by=by, reason=reason)
    restored: int = done["articles"]
    return restored


def retraction_id(article_id: str, number: int) -> str:
    """Return the id of an article's retraction; ``number`` is 0 for its first."""
    return digest("retraction", article_id, str(number))
