"""Readings from articles, on one core or several; a bad article takes none of its neighbours along."""

from __future__ import annotations

import logging
import multiprocessing
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import batched
from pathlib import Path

from graph_schema.errors import GoodOfficesError, ItemError, stops_the_run
from loaders.extraction import Extractor
from loaders.records import Article, Reading, Rejection

# Enough sentences (about 300) to fill the parser's batches, few enough to hold in memory.
CHUNK = 16

log = logging.getLogger(__name__)

type Results = list[Reading | Rejection]


class WorkerError(GoodOfficesError):
    """A worker process died."""


def readings_of(
    articles: Iterable[Article | Rejection], *, workers: int = 1
) -> Iterator[Reading | Rejection]:
    """Read articles into readings, in their order; rejections pass through, somewhat early.

    Parameters
    ----------
    articles
        Consumed in this process, a few chunks ahead of what is yielded.
    workers
        Processes that read; each holds a language model of its own (about 0.4 GB).

    """
    chunks = batched(articles, CHUNK)
    if workers == 1:
        for chunk in chunks:
            yield from read_chunk(chunk)
    else:
        yield from _read_in_processes(chunks, workers)


def read_chunk(chunk: Iterable[Article | Rejection]) -> Results:
    """Read some articles at once; where that fails, one by one, so that only the bad one is rejected."""
    items = tuple(chunk)
    articles = [item for item in items if isinstance(item, Article)]
    rejections = [item for item in items if isinstance(item, Rejection)]
    try:
        return [*rejections, *_extractor().read(articles)]
    except Exception as error:
        if stops_the_run(error):
            raise
        log.debug(
            "Reading %d articles at once failed; reading them one by one.", len(articles), exc_info=True
        )
    return [*rejections, *(result for article in articles for result in _read_alone(article))]


def _read_alone(article: Article) -> Results:
    try:
        return list(_extractor().read([article]))
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
            "(each takes about 0.5 GB). Run again with fewer --workers; what was loaded stays loaded."
        ) from error


@cache
def _extractor() -> Extractor:
    return Extractor()
