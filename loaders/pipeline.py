"""The whole way from what the user names to readings, in one place: source -> Page -> Article -> Reading.

What cannot be read comes out as a :class:`Rejection` between the readings, so that nothing is lost and
the rest goes on. What happens to readings then is :mod:`loaders.load` (into Neo4j) or
:mod:`loaders.resolution` (events and negotiations in memory).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loaders.extractors import FRAMES
from loaders.pages import read_articles
from loaders.reading import Compare, readings_of
from loaders.records import Article, DateInterval, Reading, Rejection


def read(
    sources: Sequence[str],
    *,
    format: str = "auto",
    published: DateInterval | None = None,
    outlet: str | None = None,
    workers: int = 1,
    extractor: str = FRAMES,
    compare: Compare | None = None,
) -> Iterator[Reading | Rejection]:
    """Read sources into one reading an article, in their order.

    Parameters
    ----------
    sources
        Files, folders, or ``"-"`` for standard input.
    format
        What they hold: a key of :data:`loaders.pages.READERS`.
    published, outlet
        What a file lacks, for its first article.
    workers
        Processes that read.
    extractor
        What reads the articles: one of :data:`loaders.extractors.CHOICES`.
    compare
        With ``both``, called with the two readings of each article that both have read.

    """
    articles = articles_of(sources, format=format, published=published, outlet=outlet)
    return readings_of(articles, workers=workers, extractor=extractor, compare=compare)


def articles_of(
    sources: Iterable[str],
    *,
    format: str = "auto",
    published: DateInterval | None = None,
    outlet: str | None = None,
) -> Iterator[Article | Rejection]:
    """Read sources into articles; parameters as for :func:`read`."""
    for source in sources:
        yield from read_articles(source, format=format, published=published, outlet=outlet)


def current(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Keep one reading per article: its newest version, as a load of the same readings in order would.

    A version that was read before changes nothing, even where another version came between.
    """
    newest: dict[str, Reading] = {}
    seen: set[tuple[str, str]] = set()
    for reading in readings:
        version = (reading.article.id, reading.article.version)
        if version not in seen:
            seen.add(version)
            newest[reading.article.id] = reading
    return tuple(newest.values())
