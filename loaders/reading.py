"""Readings from articles, on one core or several; a bad article takes none of its neighbours along."""

from __future__ import annotations

import logging
import multiprocessing
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import batched
from pathlib import Path

from graph_schema.errors import GoodOfficesError, ItemError, stops_the_run
from loaders.extractors import BOTH, FRAMES, OPENAI, extractor_named
from loaders.records import Article, Mention, Reading, Rejection

# Enough sentences (about 300) to fill the parser's batches, few enough to hold in memory.
CHUNK = 16

log = logging.getLogger(__name__)

type Results = list[Reading | Rejection]
type Compare = Callable[[Reading, Reading], None]


class WorkerError(GoodOfficesError):
    """A worker process died."""


def readings_of(
    articles: Iterable[Article | Rejection],
    *,
    workers: int = 1,
    extractor: str = FRAMES,
    compare: Compare | None = None,
) -> Iterator[Reading | Rejection]:
    """Read articles into readings, in their order; rejections pass through, somewhat early.

    Parameters
    ----------
    articles
        Consumed in this process, a few chunks ahead of what is yielded.
    workers
        Processes that read by frames; each holds a language model of its own (about 0.6 GB). A remote model is
        asked from this process alone, which keeps its pace and its budget.
    extractor
        A name of :data:`loaders.extractors.CHOICES`.
    compare
        With ``both``, called with the two readings of each article that both have read.

    """
    if extractor == BOTH:
        yield from _read_beside(readings_of(articles, workers=workers), OPENAI, compare)
        return
    chunks = batched(articles, CHUNK)
    if workers == 1 or extractor != FRAMES:
        for chunk in chunks:
            yield from read_chunk(chunk, extractor)
    else:
        yield from _read_in_processes(chunks, workers)


def _read_beside(
    results: Iterable[Reading | Rejection], extractor: str, compare: Compare | None
) -> Iterator[Reading | Rejection]:
    """Add to each reading the mentions that another extractor finds in the same article."""
    for chunk in batched(results, CHUNK):
        readings = [one for one in chunk if isinstance(one, Reading)]
        yield from (one for one in chunk if isinstance(one, Rejection))
        found: dict[int, Reading] = {}
        for other in read_chunk([reading.article for reading in readings], extractor):
            if isinstance(other, Reading):
                found[id(other.article)] = other  # not by the article's id: one article may come twice
            else:
                yield other
        for reading in readings:
            beside = found.get(id(reading.article))
            if beside is None:
                yield reading
                continue
            if compare is not None:
                compare(reading, beside)
            mentions = sorted((*reading.mentions, *beside.mentions), key=_place_in_text)
            read_by = (*reading.extractors, *beside.extractors)
            yield replace(reading, mentions=tuple(mentions), extractors=read_by)


def _place_in_text(mention: Mention) -> tuple[int, int]:
    return mention.sentence_index, mention.trigger.start


def read_chunk(chunk: Iterable[Article | Rejection], extractor: str = FRAMES) -> Results:
    """Read some articles at once; where that fails, one by one, so that only the bad one is rejected."""
    items = tuple(chunk)
    articles = [item for item in items if isinstance(item, Article)]
    rejections = [item for item in items if isinstance(item, Rejection)]
    try:
        return [*rejections, *extractor_named(extractor).read(articles)]
    except Exception as error:
        if stops_the_run(error):
            raise
        log.debug(
            "Reading %d articles at once failed; reading them one by one.", len(articles), exc_info=True
        )
    return [*rejections, *(result for article in articles for result in _read_alone(article, extractor))]


def _read_alone(article: Article, extractor: str) -> Results:
    try:
        return list(extractor_named(extractor).read([article]))
    except ItemError as error:
        return [Rejection(error.where, error.reason, error.remedy, stage="extract")]
    except Exception as error:
        if stops_the_run(error):
            raise
        log.debug("Reading %s failed.", article.source, exc_info=True)
        place = traceback.extract_tb(error.__traceback__)[-1]
        return [
            Rejection(
                where=f"{article.source}, article {article.position + 1} ({article.title or article.id})",
                reason=(
                    f"The extractor failed on it: {type(error).__name__}: {error}"
                    f" ({Path(place.filename).name}, line {place.lineno})."
                ),
                remedy="This is a fault of the extractor: please report it with the article.",
                stage="extract",
            )
        ]


def _read_in_processes(
    chunks: Iterable[tuple[Article | Rejection, ...]], workers: int
) -> Iterator[Reading | Rejection]:
    # Spawned, not forked: a forked worker would hold the pipe by which Neo4j notices its parent's end.
    context = multiprocessing.get_context("spawn")
    pending: deque[Future[Results]] = deque()
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            for chunk in chunks:
                pending.append(pool.submit(read_chunk, chunk))
                if len(pending) > 2 * workers:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerError(
            f"One of the {workers} worker processes was killed, most likely for want of memory "
            "(each takes about 0.6 GB). Run again with fewer --workers; what was loaded stays loaded."
        ) from error
