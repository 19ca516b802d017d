"""Reading stored articles anew: an extractor that has improved takes the place of what it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from database import Database
from graph_schema import apply
from loaders.extractors import FRAMES, readers_named
from loaders.graph import Revision
from loaders.graph.recalled_articles import find_unread, recall_articles
from loaders.load import LoadReport, Tell, load
from loaders.reading import readings_of
from loaders.resolution.negotiations import PAUSE_DAYS


@dataclass(frozen=True, slots=True)
class Reextraction:
    """What reading articles anew did."""

    load: LoadReport
    """The run that wrote it."""
    without_text: int
    """Articles that cannot be read anew, since their text is not stored; their mentions stay."""


def reextract(
    db: Database,
    *,
    extractor: str = FRAMES,
    since: date | None = None,
    workers: int = 1,
    anew: bool = False,
    revised: Callable[[Revision], None] = lambda revision: None,
    progress: Tell = lambda text: None,
    pause_days: int = PAUSE_DAYS,
) -> Reextraction:
    """Read the stored articles that an extractor has not read in its present version, and replace its mentions.

    Other extractors' mentions stay. Stopped at any moment and run again, it goes on with what is left.

    Parameters
    ----------
    db
        The database; loads that run at the same time take turns with this.
    extractor, workers
        What reads, and in how many processes; as for :func:`loaders.pipeline.read`.
    since
        Only articles published on or after this day; undated ones count from their loading.
    anew
        Also what the extractor's present version has read: for new actors or another language model.
    revised
        Called with what became of each mention, once it is written.

    """
    apply(db)
    unread = find_unread(db, readers_named(extractor), since, anew=anew)
    progress(f"{len(unread.ids)} articles to read")
    readings = readings_of(recall_articles(db, unread.ids), workers=workers, extractor=extractor)
    report = load(
        db,
        readings,
        sources=[f"stored articles, read by {extractor}"],
        progress=progress,
        pause_days=pause_days,
        anew=anew,
        revised=revised,
    )
    return Reextraction(report, unread.without_text)
