"""The whole way from gold to a report, in one place: its articles are read as any others, then compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from evaluation.annotated import score_annotated
from evaluation.coded import score_coded
from evaluation.gold import Coded, Gold, Stories
from evaluation.reports import Report
from evaluation.story_scores import score_stories
from loaders.reading import readings_of
from loaders.records import Article, Mention, Reading, Rejection
from loaders.resolution import cluster_mentions

type Reader = Callable[[Iterable[Article]], Iterator[Reading | Rejection]]
"""Reads articles, in their order."""


def evaluate(gold: Gold, read: Reader | None = None, *, workers: int = 1) -> Report:
    """Score a reader, by default the one the service uses, against gold.

    Parameters
    ----------
    gold
        As :func:`evaluation.read_gold` gives it.
    read
        What is to be scored; only the articles of stories are resolved together.
    workers
        Processes that read, where no reader is given.

    """
    read = read or partial(readings_of, workers=workers)
    if isinstance(gold, Stories):
        return score_stories(gold, read)
    readings = _by_place(read([text.article for text in gold.texts if text.article is not None]))
    told: dict[str, tuple[Mention, ...]] = {}
    for text in gold.texts:
        reading = readings.get(_place(text.article)) if text.article is not None else None
        told[text.id] = reading.mentions if reading is not None else ()
    if isinstance(gold, Coded):
        return score_coded(gold, told)
    events = [event for reading in readings.values() for event in cluster_mentions([reading])]
    return score_annotated(gold, told, {mention: event.id for event in events for mention in event.mentions})


def _by_place(results: Iterable[Reading | Rejection]) -> dict[tuple[str, int], Reading]:
    return {_place(one.article): one for one in results if isinstance(one, Reading)}


def _place(article: Article) -> tuple[str, int]:
    return article.source, article.position
