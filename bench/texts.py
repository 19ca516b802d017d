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
_SYLLABLES = (
    "ba",
    "ke",
    "ri",
    "to",
    "mu",
    "sha",
    "lin",
    "dor",
    "vek",
    "yan",
    "pol",
    "gri",
    "nus",
    "tel",
    "ova",
)


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
            out.write(_line(number, text))
            written += len(text.split())


def write_short_articles(file: Path, articles: int, seed: int = 7) -> None:
    """Write so many articles of two sentences as JSON Lines, each with half a dozen words that none had before."""
    random = Random(seed)  # noqa: S311 - a fixed seed, so that two runs measure the same text
    known = [paragraph for article in sample_articles() for paragraph in paragraphs(article)]
    with file.open("w", encoding="utf-8") as out:
        for number in range(articles):
            envoy, rival, town, theme = (_invented(random) for _ in range(4))
            news = (
                f"Envoy {envoy.title()} {_invented(random).title()} met the {rival.title()} Front in {town.title()} "
                f"on Monday over the {theme} case of {random.randint(1_000, 999_999)} people."
            )
            out.write(_line(number, f"{news} {_first_sentence(random.choice(known))}"))


def _line(number: int, text: str) -> str:
    day = _FIRST_DAY + timedelta(days=number)
    line = {"id": f"generated-{number}", "text": text, "outlet": "Bench Daily"}
    return json.dumps(line | {"published_at": day.isoformat()}) + "\n"


def _invented(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(4))


def _first_sentence(paragraph: str) -> str:
    return paragraph.partition(". ")[0].rstrip(".") + "."


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
