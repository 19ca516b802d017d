"""Reading mentions back from the graph, as the records they were written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import orjson

from database import Executor
from loaders.records import (
    UNKNOWN_DATE,
    ActorRef,
    Article,
    Attribution,
    Content,
    DateInterval,
    Extractor,
    Mention,
    Participant,
    Place,
    Quantity,
    Reading,
    Span,
)
from loaders.resolution.antecedents import resolve_back
from loaders.resolution.profiles import Profile

type Row = dict[str, Any]

_ARTICLES = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a {.id, .version, .outlet, .credits, .published_start, .published_end, .published_precision,
          .published_basis} AS article
"""
_MENTIONS = """
UNWIND $ids AS id
MATCH (m:Mention {article_id: id})
RETURN m {.*} AS mention, [(m)-[r:ARGUMENT]->(a:Actor) | r {.*, actor: a.id}] AS arguments
"""
_ACTORS = "UNWIND $ids AS id MATCH (a:Actor {id: id}) RETURN a {.*} AS actor"


def recall_profiles(db: Executor, article_ids: Sequence[str]) -> Iterator[tuple[Profile, bool]]:
    """Read back articles' mentions as resolution compares them, each with whether it stands.

    Texts and sentences stay where they are. What was withdrawn is profiled by article version, what stands
    together.
    """
    articles = {row["article"]["id"]: _article(row["article"]) for row in db.run(_ARTICLES, ids=article_ids)}
    groups: defaultdict[tuple[str, str, bool], list[Mention]] = defaultdict(list)
    for mention, active in recall_mentions(db, article_ids):
        groups[mention.article_id, mention.article_version, active].append(mention)
    for (article_id, _, active), mentions in groups.items():
        for profile in resolve_back(Reading(articles[article_id], (), tuple(mentions))):
            yield profile, active


def recall_mentions(db: Executor, article_ids: Sequence[str]) -> Iterator[tuple[Mention, bool]]:
    """Read back articles' mentions, each with whether it stands."""
    rows = db.run(_MENTIONS, ids=article_ids) if article_ids else []
    actors = _actors(db, rows)
    for row in rows:
        yield _mention(row["mention"], row["arguments"], actors), row["mention"]["active"]


def recall_actors(db: Executor, ids: Iterable[str]) -> dict[str, ActorRef]:
    """Read back actors by their ids."""
    return {row["actor"]["id"]: _actor(row["actor"]) for row in db.run(_ACTORS, ids=sorted(set(ids)))}


def _actors(db: Executor, rows: Sequence[Row]) -> dict[str, ActorRef]:
    arguments = [argument for row in rows for argument in row["arguments"]]
    named = {argument["actor"] for argument in arguments}
    return recall_actors(db, named | {argument["for"] for argument in arguments if "for" in argument})


def _actor(row: Row) -> ActorRef:
    return ActorRef(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row.get("country"),
        aliases=tuple(row.get("aliases", ())),
        local=row.get("local", False),
    )


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        version=row["version"],
        text="",
        passages=(),
        outlet=row["outlet"],
        published=_interval(row, "published_") or UNKNOWN_DATE,
        credits=tuple(row["credits"] or ()),
    )


def _mention(row: Row, arguments: Sequence[Row], actors: dict[str, ActorRef]) -> Mention:
    return Mention(
        id=row["id"],
        article_id=row["article_id"],
        article_version=row["version"],
        sentence_index=row["sentence_index"],
        type=row["type"],
        status=row["status"],
        trigger=Span(row["trigger"], row["trigger_start"], row["trigger_end"]),
        evidence=Span(row["evidence"], row["evidence_start"], row["evidence_end"]),
        extractor=Extractor(row["extractor"], row["extractor_version"], row.get("frame")),
        mode=row.get("mode"),
        of=tuple(Content(*content.split("/", 1)) for content in row.get("of", ())),
        contexts=tuple(row.get("contexts", ())),
        date=_interval(row, "date_"),
        place=Place(row["place_name"], row.get("place_country")) if "place_name" in row else None,
        participants=tuple(
            _participant(argument, actors) for argument in sorted(arguments, key=_argument_order)
        ),
        quantities=tuple(_quantity(fields) for fields in _list(row.get("quantities"))),
        attribution=tuple(Attribution(**fields) for fields in _list(row.get("attribution"))),
        kind=row["kind"],
        genre=row["genre"],
        ordinal=row.get("ordinal"),
        definite=row["definite"],
        confidence=row["confidence"],
    )


def _argument_order(argument: Row) -> tuple[int, str, str]:
    return argument["start"], argument["role"], argument["actor"]


def _participant(argument: Row, actors: dict[str, ActorRef]) -> Participant:
    return Participant(
        role=argument["role"],
        span=Span(argument["text"], argument["start"], argument["end"]),
        actor=actors[argument["actor"]],
        acts_for=actors[argument["for"]] if "for" in argument else None,
        status=argument.get("status"),
        because=argument.get("because", ""),
    )


def _quantity(fields: Row) -> Quantity:
    value = fields["value"]
    return Quantity(
        what=fields["what"],
        value=tuple(value) if isinstance(value, list) else value,
        span=Span(fields["text"], fields["start"], fields["end"]),
        unit=fields.get("unit"),
        status=fields.get("status"),
        attributed_to=fields.get("attributed_to"),
    )


def _interval(row: Row, prefix: str) -> DateInterval | None:
    start: date | None = row.get(f"{prefix}start")
    if start is None:
        return None
    return DateInterval(start, row[f"{prefix}end"], row[f"{prefix}precision"], row[f"{prefix}basis"])


def _list(text: str | None) -> list[Row]:
    return list(orjson.loads(text)) if text else []
