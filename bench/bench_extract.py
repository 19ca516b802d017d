"""How fast extraction is beside spaCy's bare pipeline on the same text, and what memory it takes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench.figures import best_of, figure, peak_rss_mb, say_machine
from bench.texts import write_articles
from loaders.extraction.language_model import load_model
from loaders.pipeline import read
from loaders.records import Reading

WORDS = 20_000
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "generated.jsonl")
        write_articles(file, WORDS)
        if "--memory" in sys.argv:
            _measure_memory(file)
        else:
            _measure_speed(file)


def _measure_speed(file: Path) -> None:
    say_machine()
    model = load_model()
    texts = [reading.article.text for reading in _readings(file)]  # loads what either run needs
    words = sum(len(text.split()) for text in texts)

    spacy_seconds, our_seconds = best_of(
        ROUNDS, lambda: _consume(model.pipe(texts)), lambda: _consume(_readings(file))
    )

    print(f"{len(texts)} articles, {words} words, best of {ROUNDS}")
    print(f"spaCy's nlp.pipe     {words / spacy_seconds:8.0f} words/s")
    print(f"pages to mentions    {words / our_seconds:8.0f} words/s")
    figure("extract_vs_spacy", spacy_seconds / our_seconds)
    # A process of its own, which never ran the bare pipeline.
    subprocess.run([sys.executable, "-m", "bench.bench_extract", "--memory"], check=True)


def _measure_memory(file: Path) -> None:
    _consume(_readings(file))
    figure("extract_rss_mb", peak_rss_mb())


def _readings(file: Path) -> list[Reading]:
    results = list(read([str(file)]))
    rejected = [result for result in results if not isinstance(result, Reading)]
    if rejected:
        sys.exit(f"The bench's own text was rejected: {rejected[0]}")
    return [result for result in results if isinstance(result, Reading)]


def _consume(items: Iterable[object]) -> None:
    for _ in items:
        pass


if __name__ == "__main__":
    main()
