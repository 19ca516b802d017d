"""Writing an article anew without those who were erased: blanks for their names, and no part for them in events."""

from __future__ import annotations

from database import Executor
from loaders.erasure import Register
from loaders.graph.rows import Row, argument_rows, article_row, mention_row, sentence_id
from loaders.graph.writing import write_relationships
from loaders.records import Mention, Reading

_ARTICLE = """
MATCH (a:Article {id: $row.id})
SET a.purging = 'mentions'
WITH a WHERE a.version = $row.version
SET a += $row
"""
_VERSION = "MATCH (v:ArticleVersion {id: $id}) SET v += $row"
_SENTENCES = "UNWIND $rows AS row MATCH (s:Sentence {id: row.id}) SET s.text = row.text"
_MENTIONS = """
UNWIND $rows AS row
MATCH (m:Mention {id: row.id})
SET m += row
WITH m
MATCH (m)-[r:ARGUMENT]->() DELETE r
"""
_EMPTY = """
UNWIND $ids AS id
MATCH (m:Mention {id: id})
SET m.purging = true, m.active = false, m.retracted = null
WITH m
MATCH (m)-[r:ARGUMENT]->() DELETE r
"""
_OF_ARTICLE = ("id", "version", "title", "byline", "text", "removed", "passages", "url")
_OF_VERSION = ("title", "byline", "text")
_OF_MENTION = ("id", "trigger", "evidence", "attribution", "attributed_to", "quantities")


def write_blanked(db: Executor, reading: Reading, register: Register) -> list[Row]:
    """Write what the graph holds of one version of an article as it may be; return the sentences that change."""
    blanked = register.without_erased(reading)
    if blanked is reading:
        return []
    _write_article(db, blanked)
    texts = [
        {"id": sentence_id(one.article_id, one.article_version, one.index), "text": other.text}
        for one, other in zip(reading.sentences, blanked.sentences, strict=True)
        if one.text != other.text
    ]
    db.run(_SENTENCES, rows=texts)
    _write_mentions(db, reading, blanked)
    return [
        {
            "article_id": each.article_id,
            "version": each.article_version,
            "index": each.index,
            "kind": each.kind,
            "text": each.text,
        }
        for each in reading.sentences
    ]


def _write_article(db: Executor, blanked: Reading) -> None:
    """Write the article, or the version that it was."""
    article = blanked.article
    row = article_row(article, (), ()) | {"text": article.text or None}
    db.run(_ARTICLE, row={name: row[name] for name in _OF_ARTICLE})
    old = {name: row[name] for name in _OF_VERSION}
    db.run(_VERSION, id=f"{article.id}@{article.version}", row=old)


def _write_mentions(db: Executor, reading: Reading, blanked: Reading) -> None:
    """Write what mentions tell of others; those that tell of nobody else lose their say, and are deleted later."""
    kept = {mention.id for mention in blanked.mentions}
    db.run(_EMPTY, ids=[mention.id for mention in reading.mentions if mention.id not in kept])
    db.run(_MENTIONS, rows=[_row(mention, blanked) for mention in blanked.mentions])
    arguments = [row for mention in blanked.mentions for row in argument_rows(mention)]
    write_relationships(db, "ARGUMENT", arguments)


def _row(mention: Mention, blanked: Reading) -> Row:
    row = mention_row(mention, blanked.article.published)
    return {name: row[name] for name in _OF_MENTION}
