"""How fast extraction is beside spaCy's bare pipeline, what a second worker brings, and what memory it takes."""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import batched, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figures import best_of, figure, peak_rss_mb, rss_bytes, say_machine
from bench.texts import write_articles, write_short_articles
from loaders.pipeline import articles_of, read
from loaders.reading import CHUNK, readings_of
from loaders.records import Article, Reading, Rejection

WORDS = 20_000
ROUNDS = 3
SHORT_ARTICLES = 5_000
_KNOWN = 500
"""Articles after which the model has met the words it keeps, some 5 MB."""
_WARM = 0.3
"""A share of the articles by which each worker has loaded what it needs."""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "--memory" in sys.argv:
            _measure_memory(folder / "generated.jsonl")
        elif "--growth" in sys.argv:
            _measure_growth(folder / "short.jsonl")
        else:
            say_machine()
            _measure_speed(folder / "generated.jsonl")
            _measure_workers(folder / "generated.jsonl")
            # Each in a process of its own, which never ran the bare pipeline.
            subprocess.run([sys.executable, "-m", "bench.bench_extract", "--memory"], check=True)
            subprocess.run([sys.executable, "-m", "bench.bench_extract", "--growth"], check=True)


def _measure_speed(file: Path) -> None:
    # Imported here: the process that has workers read needs no model of its own.
    import spacy  # noqa: PLC0415

    from loaders.extraction.language_model import load_model  # noqa: PLC0415

    write_articles(file, WORDS)
    texts = [reading.article.text for reading in _sound(read([str(file)]))]  # loads what either run needs
    words = sum(len(text.split()) for text in texts)
    model = spacy.load(load_model().path)  # as spaCy loads it, without what we set in ours

    spacy_seconds = our_seconds = 0.0
    for _ in range(ROUNDS):
        readings = read([str(file)])
        for some in batched(texts, CHUNK):  # in turn, so that a slow second of the machine hits both alike
            bare = partial(_consume, model.pipe(some))
            ours = partial(_consume, islice(readings, len(some)))
            spacy_chunk, our_chunk = best_of(1, bare, ours)
            spacy_seconds += spacy_chunk
            our_seconds += our_chunk

    print(f"{len(texts)} articles, {words} words, {ROUNDS} times")
    print(f"spaCy's nlp.pipe     {ROUNDS * words / spacy_seconds:8.0f} words/s")
    print(f"pages to mentions    {ROUNDS * words / our_seconds:8.0f} words/s")
    figure("extract_vs_spacy", spacy_seconds / our_seconds)


def _measure_workers(file: Path) -> None:
    write_articles(file, 3 * WORDS)
    articles = [item for item in articles_of([str(file)]) if isinstance(item, Article)]
    pairs = [(_warm_speed(articles, 1), _warm_speed(articles, 2)) for _ in range(ROUNDS)]
    for one, two in pairs:
        print(f"one worker           {one:8.1f} articles/s, two {two:8.1f}")
    figure("extract_two_workers", median(two / one for one, two in pairs))


def _warm_speed(articles: list[Article], workers: int) -> float:
    """Give the articles read per second once every worker is at work."""
    arrivals = [perf_counter() for _ in _sound(readings_of(articles, workers=workers))]
    # At the ends of chunks, for a chunk's readings arrive together.
    begin = round(_WARM * len(arrivals) / CHUNK) * CHUNK
    return (len(arrivals) - begin) / (arrivals[-1] - arrivals[begin - 1])


def _measure_memory(file: Path) -> None:
    write_articles(file, WORDS)
    _consume(_sound(read([str(file)])))
    figure("extract_rss_mb", peak_rss_mb())


def _measure_growth(file: Path) -> None:
    """Measure what each of many articles leaves behind once the frequent words are known: each brings new ones."""
    write_short_articles(file, SHORT_ARTICLES + _KNOWN)
    readings = _sound(read([str(file)]))
    _consume(islice(readings, _KNOWN))
    before = _settled_rss()
    _consume(readings)
    figure("extract_growth_bytes", (_settled_rss() - before) / SHORT_ARTICLES)


def _settled_rss() -> int:
    gc.collect()
    return rss_bytes()


def _sound(results: Iterable[Reading | Rejection]) -> Iterator[Reading]:
    for result in results:
        if not isinstance(result, Reading):
            sys.exit(f"The bench's own text was rejected: {result}")
        yield result


def _consume(items: Iterable[object]) -> None:
    for _ in items:
        pass


if __name__ == "__main__":
    main()
