"""Articles of one plain text, for tests of what is read from them."""

from __future__ import annotations

from datetime import date

from loaders.identity import digest
from loaders.records import UNKNOWN_DATE, Article, DateInterval, Passage

PUBLISHED = "2025-06-02"
"""A Monday: the day on which the articles of these tests are published, unless they say otherwise."""


def article_of(text: str, published: str | None = PUBLISHED, name: str = "an article") -> Article:
    """Make an article of clean text."""
    day = date.fromisoformat(published) if published else None
    return Article(
        id=digest("article", name),
        version=digest("version", text),
        text=text,
        passages=(Passage("body", 0, len(text)),),
        published=DateInterval(day, day, "day") if day else UNKNOWN_DATE,
    )
