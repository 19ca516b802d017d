"""Rows for the graph from the records of one reading: one function a label or relationship type.

Rows are what the write statements of :mod:`graph_schema` take: maps from property names to values, with ``from``
and ``to`` for the ends of a relationship. Unknown is absent or ``None``, which Neo4j does not store. The moment
of the write is in no row: the driver takes 0.1 ms for each moment it sends, a third of a mention's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import orjson

from graph_schema import schema
from loaders.identity import digest
from loaders.records import (
    ActorRef,
    Article,
    Attribution,
    Content,
    DateInterval,
    Mention,
    Passage,
    Place,
    Quantity,
    Reading,
    Sentence,
)
from loaders.resolution.events import event_id
from loaders.resolution.sketches import sketch_of

type Row = dict[str, Any]


def article_row(
    article: Article, versions: Sequence[str], extractors: Sequence[str], because: str = "new_article"
) -> Row:
    """Return the article in its current version, marked as not projected yet, and why."""
    return {
        "id": article.id,
        "version": article.version,
        "versions": list(versions),
        "extractors": list(extractors),
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "credits": _some(article.credits),
        "genre": article.genre,
        "language": article.language,
        "url": article.url,
        **_dated("published_", article.published),
        "text": article.text,
        "sketch": article.sketch or sketch_of(article.text),
        "passages": _json([_passage(passage) for passage in article.passages]),
        "removed": _json([{"text": piece.text, "rule": piece.rule} for piece in article.removed]),
        "position": article.position,
        "current": True,
        "dirty": True,
        "because": because,
    }


def _passage(passage: Passage) -> Row:
    fields = {
        "kind": passage.kind,
        "start": passage.start,
        "end": passage.end,
        "genre": passage.genre,
        "published": _known(_dated("", passage.published)) or None,
        "speaker": passage.speaker,
    }
    return _known(fields)


def page_row(article: Article) -> Row:
    """Return the page that the article was read from."""
    return {"id": page_id(article), "source": storable(article.source)}


def storable(text: str) -> str:
    r"""Return text as a database takes it: file names may hold bytes that are no characters.

    Examples
    --------
    >>> storable("caf\udce9.txt")
    'caf\\udce9.txt'

    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def page_id(article: Article) -> str:
    """Return the id of the article's page: the hash of the name it was read under."""
    return digest("page", article.source)


def sentence_row(sentence: Sentence) -> Row:
    """Return a sentence of an article version."""
    return {
        "id": sentence_id(sentence.article_id, sentence.article_version, sentence.index),
        "article_id": sentence.article_id,
        "version": sentence.article_version,
        "index": sentence.index,
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "kind": sentence.kind,
        "genre": sentence.genre,
    }


def sentence_id(article_id: str, version: str, index: int) -> str:
    """Return a sentence's id: the hash of article version and index."""
    return digest("sentence", article_id, version, str(index))


WITHHELD: Row = {"active": False, "active_since": [], "retracted": True}
"""What makes of a mention's row that of one which waits for its article's retraction to be undone."""


def published_days(reading: Reading) -> Mapping[int, DateInterval]:
    """Return the day of publication of each sentence: a live blog's posts have days of their own."""
    article = reading.article
    return {sentence.index: sentence.published or article.published for sentence in reading.sentences}


def mention_row(mention: Mention, published: DateInterval) -> Row:
    """Return a mention, active from the moment of its writing."""
    return {
        "id": mention.id,
        "event_key": event_id([mention.id]),
        "article_id": mention.article_id,
        "version": mention.article_version,
        "sentence_index": mention.sentence_index,
        "type": mention.type,
        "mode": mention.mode,
        "status": mention.status,
        "of": _some(contents_text(mention.of)),
        "contexts": _some(mention.contexts),
        **_dated("date_", mention.date),
        "place_name": mention.place.name if mention.place else None,
        "place_country": mention.place.country if mention.place else None,
        "trigger": mention.trigger.text,
        "trigger_start": mention.trigger.start,
        "trigger_end": mention.trigger.end,
        "evidence": mention.evidence.text,
        "evidence_start": mention.evidence.start,
        "evidence_end": mention.evidence.end,
        "kind": mention.kind,
        "genre": mention.genre,
        "ordinal": mention.ordinal,
        "definite": mention.definite,
        "confidence": mention.confidence,
        "extractor": mention.extractor.name,
        "extractor_version": mention.extractor.version,
        "frame": mention.extractor.frame,
        "attribution": _json([_attribution(link) for link in mention.attribution]),
        "attributed_to": _some(link.name for link in mention.attribution),
        "quantities": _json([_quantity(quantity) for quantity in mention.quantities]),
        "published_start": published.start,
        "published_end": published.end,
        "active": True,
        "active_until": [],
    }


def argument_rows(mention: Mention) -> Iterator[Row]:
    """Return the mention's arguments; an actor named twice in one role by the same words is one."""
    rows = {
        (participant.role, participant.span.start, participant.actor.id): {
            "from": mention.id,
            "to": participant.actor.id,
            "role": participant.role,
            "text": participant.span.text,
            "start": participant.span.start,
            "end": participant.span.end,
            "for": participant.acts_for.id if participant.acts_for else None,
            "status": participant.status,
            "because": participant.because or None,
        }
        for participant in mention.participants
    }
    return iter(rows.values())


def actor_row(actor: ActorRef, article_id: str | None = None) -> Row:
    """Return an actor, with the second label of its kind; a local one with its article."""
    return {
        "label": _actor_labels()[actor.kind],
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "aliases": _some(actor.aliases),
        "local": actor.local,
        "article_id": article_id,
    }


@cache
def _actor_labels() -> dict[str, str | None]:
    return {word.name: word.label for word in schema().vocabularies["actor_kind"].words}


def place_id(place: Place) -> str:
    """Return the id of a place: the hash of its name and country."""
    return digest("place", place.name, place.country or "")


def contents_text(contents: Iterable[Content]) -> list[str]:
    """Write contents as ``TYPE`` or ``TYPE/mode``, as the graph holds them."""
    return [f"{content.type}/{content.mode}" if content.mode else content.type for content in contents]


def _dated(prefix: str, interval: DateInterval | None) -> Row:
    if interval is None or interval.start is None:
        return {f"{prefix}{part}": None for part in ("start", "end", "precision", "basis")}
    return {
        f"{prefix}start": interval.start,
        f"{prefix}end": interval.end,
        f"{prefix}precision": interval.precision,
        f"{prefix}basis": interval.basis,
    }


def _attribution(link: Attribution) -> Row:
    fields = {
        "name": link.name,
        "kind": link.kind,
        "actor_id": link.actor_id,
        "verb": link.verb,
        "start": link.start,
        "end": link.end,
    }
    return _known(fields)


def _quantity(quantity: Quantity) -> Row:
    fields = {
        "what": quantity.what,
        "value": quantity.value,
        "unit": quantity.unit,
        "text": quantity.span.text,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "status": quantity.status,
        "attributed_to": quantity.attributed_to,
    }
    return _known(fields)


def _known(fields: Row) -> Row:
    return {name: value for name, value in fields.items() if value is not None}


def _some(values: Iterable[str]) -> list[str] | None:
    """An empty list is not stored."""
    return list(values) or None


def _json(records: Sequence[Row]) -> str | None:
    return orjson.dumps(records).decode() if records else None
