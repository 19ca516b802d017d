"""Articles read back from the graph, as an extractor reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

import orjson

from database import Executor
from loaders.graph.recollection import interval_of
from loaders.records import UNKNOWN_DATE, Article, DateInterval, Furniture, Passage

ARTICLES_AT_ONCE = 50
"""Articles whose texts are held in memory, about 10 kB each."""

_UNREAD = """
MATCH (a:Article)
WHERE ($since IS NULL OR coalesce(a.published_end, date(a.ingested)) >= $since)
  AND ($anew OR any(reader IN $readers WHERE NOT reader IN coalesce(a.extractors, [])))
WITH a ORDER BY a.published_start, a.id
WITH a.id AS id, a.text IS NOT NULL AND a.passages IS NOT NULL AS whole
RETURN collect(CASE WHEN whole THEN id END) AS ids, count(CASE WHEN NOT whole THEN 1 END) AS without_text
"""
_ARTICLES = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a {.id, .version, .text, .passages, .title, .outlet, .byline, .published_start, .published_end,
          .published_precision, .published_basis, .genre, .language, .url, .credits, .removed, .position} AS article,
       head([(a)-[:ON_PAGE]->(p:Page) | p.source]) AS source
"""


@dataclass(frozen=True, slots=True)
class Unread:
    """Articles that some extractors have not read in their present versions."""

    ids: Sequence[str]
    without_text: int
    """How many more there are whose text is not stored."""


def find_unread(db: Executor, readers: Sequence[str], since: date | None, *, anew: bool = False) -> Unread:
    """Find the articles that some of these extractors have not read, those published first at the head.

    Parameters
    ----------
    db, readers
        Where, and the extractors' names and versions.
    since
        Only what was published on or after this day; undated articles count from their loading.
    anew
        Also what they have read.

    """
    (found,) = db.run(_UNREAD, readers=list(readers), since=since, anew=anew)
    return Unread(found["ids"], found["without_text"])


def recall_articles(db: Executor, ids: Iterable[str]) -> Iterator[Article]:
    """Read articles with their texts back, some at a time; those that are gone by then are left out."""
    for some in batched(ids, ARTICLES_AT_ONCE):
        for row in db.run(_ARTICLES, ids=list(some)):
            yield _article(row["article"], row["source"])


def _article(row: dict[str, Any], source: str | None) -> Article:
    return Article(
        id=row["id"],
        version=row["version"],
        text=row["text"],
        passages=read_passages(row["passages"]),
        title=row["title"],
        outlet=row["outlet"],
        byline=row["byline"],
        published=interval_of(row, "published_") or UNKNOWN_DATE,
        genre=row["genre"],
        language=row["language"],
        url=row["url"],
        credits=tuple(row["credits"] or ()),
        removed=tuple(Furniture(**piece) for piece in orjson.loads(row["removed"] or "[]")),
        source=source or "",
        position=row["position"],
    )


def read_passages(text: str | None) -> tuple[Passage, ...]:
    """Read an article's passages from the JSON that the graph holds."""
    return tuple(_passage(fields) for fields in orjson.loads(text or "[]"))


def _passage(fields: dict[str, Any]) -> Passage:
    day = fields.pop("published", None)
    return Passage(**fields, published=_interval(day) if day else None)


def _interval(fields: dict[str, str]) -> DateInterval:
    start, end = (date.fromisoformat(fields[name]) if fields.get(name) else None for name in ("start", "end"))
    return DateInterval(start, end, fields["precision"], fields["basis"])
