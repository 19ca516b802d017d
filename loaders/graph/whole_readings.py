"""Everything the graph holds of an article, version by version, read back to be written anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import orjson

from database import Executor
from loaders.graph.recalled_articles import read_passages
from loaders.graph.recollection import recall_mentions
from loaders.graph.rows import Row
from loaders.records import Article, Furniture, Mention, Reading, Sentence

_ARTICLES = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a {.id, .version, .title, .byline, .text, .removed, .passages, .url} AS article,
       [(a)-[:SUPERSEDES]->(v:ArticleVersion) | v {.version, .title, .byline, .text}] AS versions,
       COLLECT { MATCH (s:Sentence)-[:OF]->(a) RETURN s {.version, .index, .text, .start, .end, .kind} } AS sentences
"""


def recall_readings(db: Executor, ids: Sequence[str]) -> Iterator[Reading]:
    """Yield a reading for each version of some articles, with all that was ever read in it, as far as it is stored."""
    mentions: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in recall_mentions(db, ids):
        mentions[mention.article_id, mention.article_version].append(mention)
    for row in db.run(_ARTICLES, ids=ids):
        own = row["article"]
        for facts in (own, *({"id": own["id"], **version} for version in row["versions"])):
            yield Reading(
                _article(facts),
                tuple(
                    _sentence(own["id"], each)
                    for each in row["sentences"]
                    if each["version"] == facts["version"]
                ),
                tuple(mentions[own["id"], facts["version"]]),
            )


def _article(facts: Row) -> Article:
    return Article(
        id=facts["id"],
        version=facts["version"],
        text=facts["text"] or "",
        passages=read_passages(facts.get("passages")),
        title=facts["title"],
        byline=facts["byline"],
        url=facts.get("url"),
        removed=tuple(Furniture(**piece) for piece in orjson.loads(facts.get("removed") or "[]")),
    )


def _sentence(article_id: str, row: Row) -> Sentence:
    return Sentence(
        article_id, row["version"], row["index"], row["text"], row["start"], row["end"], row["kind"]
    )
