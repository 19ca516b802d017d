"""Generated articles: paragraphs of our own sample pages, recombined with a fixed seed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from random import Random

from app.samples import sample_pages
from loaders.pipeline import articles_of
from loaders.records import Article

_FIRST_DAY = date(2019, 1, 1)


def write_articles(file: Path, words: int, seed: int = 7) -> None:
    """Write about so many words as JSON Lines, one article a line, each with an id and a day of its own."""
    random = Random(seed)  # noqa: S311 - a fixed seed, so that two runs measure the same text
    bodies = [paragraphs(article) for article in sample_articles()]
    written = 0
    with file.open("w", encoding="utf-8") as out:
        for number in count():
            if written >= words:
                return
            text = _recombine(random, bodies)
            day = _FIRST_DAY + timedelta(days=number)
            line = {"id": f"generated-{number}", "text": text, "outlet": "Bench Daily"}
            out.write(json.dumps(line | {"published_at": day.isoformat()}) + "\n")
            written += len(text.split())


def sample_articles() -> list[Article]:
    """Read the articles of ``samples/``."""
    return [item for item in articles_of(sample_pages()) if isinstance(item, Article)]


def paragraphs(article: Article) -> list[str]:
    """Give the paragraphs of an article's body."""
    bodies = (article.text[p.start : p.end] for p in article.passages if p.kind == "body")
    return [line.strip() for body in bodies for line in body.split("\n") if line.strip()]


def _recombine(random: Random, bodies: list[list[str]]) -> str:
    """Take most paragraphs of one article, in their order, and the end of another."""
    first, second = random.sample(bodies, 2)
    kept = [paragraph for paragraph in first if random.random() < 0.8] or first
    return "\n\n".join([*kept, *second[-2:]])
