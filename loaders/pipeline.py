"""The whole way from what the user names to readings, in one place: source -> Page -> Article -> Reading.

What cannot be read comes out as a :class:`Rejection` between the readings, so that nothing is lost and
the rest goes on. What happens to readings then is :mod:`loaders.load` (into Neo4j) or
:mod:`loaders.resolution` (events and negotiations in memory).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph_schema.errors import ItemError
from loaders.pages import read_pages, split_articles
from loaders.reading import read_articles
from loaders.records import UNKNOWN_DATE, Article, DateInterval, Page, Reading, Rejection


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the sources: their format, and what the first article of each page lacks."""

    format: str = "auto"
    published: DateInterval = UNKNOWN_DATE
    outlet: str | None = None


def read(
    sources: Sequence[str], given: Given = Given(), *, workers: int = 1
) -> Iterator[Reading | Rejection]:
    """Read sources (files, folders, ``-`` for standard input) into one reading an article, in their order."""
    return read_articles(articles(pages(sources, given)), workers=workers)


def pages(sources: Sequence[str], given: Given = Given()) -> Iterator[Page | Rejection]:
    """Read the pages of all sources."""
    return chain.from_iterable(
        read_pages(source, format=given.format, published=given.published, outlet=given.outlet)
        for source in sources
    )


def articles(pages: Iterable[Page | Rejection]) -> Iterator[Article | Rejection]:
    """Split pages into articles; a page without one becomes a rejection."""
    for page in pages:
        if isinstance(page, Rejection):
            yield page
            continue
        try:
            yield from split_articles(page)
        except ItemError as error:
            yield Rejection(where=error.where, reason=error.reason, remedy=error.remedy)


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
