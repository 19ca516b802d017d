"""Loading readings into the graph: evidence first, then what it adds up to, and a record of the run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from database import Database
from graph_schema import apply, merge_nodes, stops_the_run
from loaders.graph import EvidenceWriter, Projected, Revision, Written, project
from loaders.graph.rows import storable
from loaders.graph.stored_text import StoredText
from loaders.graph.writing import write_relationships
from loaders.identity import digest
from loaders.records import Reading, Rejection
from loaders.resolution.negotiations import PAUSE_DAYS

ARTICLES_AT_ONCE = 50
"""Articles written in one transaction: a commit costs as much as the rows of several articles."""
BATCHES_BETWEEN_PROJECTIONS = 20
"""Often enough that what was written is still in memory, seldom enough that few mentions are gone over twice."""
MENTIONS_AT_ONCE = 2_000
"""No more mentions than these share a transaction, however few articles hold them."""

log = logging.getLogger(__name__)

type Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did."""

    load_id: str
    articles: int
    """Articles written: new ones, new versions, and those that another extractor read."""
    mentions: int
    unchanged: int
    """Articles that were in the graph already."""
    rejections: tuple[Rejection, ...]
    events: int
    """Events made anew, those included that were there and may have changed."""
    negotiations: int
    retracted: int = 0
    """Articles among those that came in that stay retracted."""
    purged: int = 0
    """Articles that stay out, for they were erased."""


def load(
    db: Database,
    items: Iterable[Reading | Rejection],
    *,
    sources: Iterable[str] = (),
    progress: Tell = lambda text: None,
    pause_days: int = PAUSE_DAYS,
    anew: bool = False,
    keep: StoredText = StoredText.FULL,
    revised: Callable[[Revision], None] = lambda revision: None,
) -> LoadReport:
    """Load readings into the graph and project what they add up to.

    Stopped at any moment and run again, it leads to the same graph. What cannot be written is recorded as a
    rejection, like what could not be read, and the rest goes on.

    Parameters
    ----------
    db
        The database; loads that run at the same time take turns.
    items
        What :func:`loaders.pipeline.read` gives; consumed as it comes.
    sources
        What the user named, for the record of the run.
    progress
        Called now and then with a line that says how far the load is.
    pause_days
        The longest pause between two rounds of one negotiation.
    anew
        Whether what an extractor reads takes the place of what the same version of it read before.
    keep
        How much of the texts is stored.
    revised
        Called with what became of each mention of an article that was read anew, once it is written.

    Raises
    ------
    DatabaseError
        The database is down or cannot be written; what was written until then stays.

    """
    apply(db)
    load_id = uuid4().hex
    writer = EvidenceWriter(db, load_id, anew=anew, keep=keep, revised=revised)
    run = _Run(db, load_id, sources, writer)
    for number, batch in enumerate(_batches(items), start=1):
        run.write(batch)
        progress(f"{run.written.articles + run.written.unchanged} articles written")
        if number % BATCHES_BETWEEN_PROJECTIONS == 0:
            run.project(pause_days, progress)
    run.project(pause_days, progress)
    return run.finish()


def _batches(items: Iterable[Reading | Rejection]) -> Iterator[list[Reading | Rejection]]:
    """Cut the stream where a batch is full, or where an article comes a second time."""
    batch: list[Reading | Rejection] = []
    articles: set[str] = set()
    mentions = 0
    for item in items:
        again = isinstance(item, Reading) and item.article.id in articles
        if again or len(batch) == ARTICLES_AT_ONCE or mentions >= MENTIONS_AT_ONCE:
            yield batch
            batch, articles, mentions = [], set(), 0
        batch.append(item)
        if isinstance(item, Reading):
            articles.add(item.article.id)
            mentions += len(item.mentions)
    if batch:
        yield batch


class _Run:
    """One run of the loader and the record it leaves."""

    def __init__(self, db: Database, load_id: str, sources: Iterable[str], writer: EvidenceWriter) -> None:
        self.id = load_id
        self.written = Written()
        self.rejections: list[Rejection] = []
        self._db = db
        self._started = datetime.now(UTC)
        self._sources = [storable(source) for source in sources]
        self._record(finished=None)
        self._writer = writer
        self._projected = Projected()

    def write(self, batch: Iterable[Reading | Rejection]) -> None:
        """Write a batch; where that fails, one by one, so that only the bad article is rejected."""
        items = list(batch)
        readings = [item for item in items if isinstance(item, Reading)]
        self._reject(item for item in items if isinstance(item, Rejection))
        try:
            self.written += self._writer.write(readings) if readings else Written()
        except Exception as error:
            if stops_the_run(error):
                raise
            log.debug(
                "Writing %d articles at once failed; writing them one by one.", len(readings), exc_info=True
            )
            for reading in readings:
                self._write_alone(reading)

    def _write_alone(self, reading: Reading) -> None:
        try:
            self.written += self._writer.write([reading])
        except Exception as error:
            if stops_the_run(error):
                raise
            log.debug("Writing %s failed.", reading.article.source, exc_info=True)
            self._reject([_rejection(reading, error)])

    def project(self, pause_days: int, progress: Tell) -> None:
        """Put together what was written since the last time."""
        self._projected += project(
            self._db,
            recollection=self._writer.recollection,
            progress=lambda done, of: progress(f"{done} of {of} articles put together"),
            pause_days=pause_days,
        )

    def finish(self) -> LoadReport:
        """Record that the run ended, and what it did."""
        self._record(finished=datetime.now(UTC))
        return LoadReport(
            load_id=self.id,
            articles=self.written.articles,
            mentions=self.written.mentions,
            unchanged=self.written.unchanged,
            rejections=tuple(self.rejections),
            events=self._projected.events,
            negotiations=self._projected.negotiations,
            retracted=self.written.retracted,
            purged=self.written.purged,
        )

    def _reject(self, rejections: Iterable[Rejection]) -> None:
        now = datetime.now(UTC)
        found = [replace(rejection, at=rejection.at or now) for rejection in rejections]
        rows = {row["id"]: row for row in map(_rejection_row, found)}
        if rows:
            self._db.run(merge_nodes("Rejection"), rows=list(rows.values()))
            write_relationships(self._db, "REJECTED_BY", [{"from": each, "to": self.id} for each in rows])
        self.rejections.extend(found)

    def _record(self, finished: datetime | None) -> None:
        row = {
            "id": self.id,
            "started": self._started,
            "finished": finished,
            "sources": self._sources,
            "articles": self.written.articles,
            "mentions": self.written.mentions,
            "unchanged": self.written.unchanged,
            "rejections": len(self.rejections),
        }
        self._db.run(merge_nodes("Load"), rows=[row])


def _rejection(reading: Reading, error: Exception) -> Rejection:
    article = reading.article
    return Rejection(
        where=f"{article.source}, article {article.position + 1} ({article.title or article.id})",
        reason=f"The database does not take it: {type(error).__name__}: {error}.",
        remedy="Look at the article's text for broken characters; if it is sound, please report it.",
        stage="write",
    )


def _rejection_row(rejection: Rejection) -> dict[str, object]:
    return {
        "id": digest("rejection", rejection.where, rejection.reason),
        "where": storable(rejection.where),
        "stage": rejection.stage,
        "reason": storable(rejection.reason),
        "remedy": storable(rejection.remedy),
        "at": rejection.at,
    }
