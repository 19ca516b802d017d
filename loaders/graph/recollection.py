"""Reading mentions back from the graph, as the records they were written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

import orjson

from database import Executor
from loaders.graph.known_links import KnownLinks
from loaders.judgements.judgements import Judgements, put_canonical
from loaders.judgements.store import read_judgements
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

ARTICLES_KEPT = 5_000
"""Articles whose mentions are held in memory, about 20 kB each."""

_ARTICLES = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a {.id, .version, .outlet, .credits, .sketch, .published_start, .published_end, .published_precision,
          .published_basis} AS article
"""
# Moments are left out: turning them into Python's takes longer than all the rest.
_MENTIONS = """
UNWIND $ids AS id
MATCH (m:Mention {article_id: id})
RETURN m {.id, .article_id, .version, .sentence_index, .type, .mode, .status, .of, .contexts, .date_start,
          .date_end, .date_precision, .date_basis, .place_name, .place_country, .trigger, .trigger_start,
          .trigger_end, .evidence, .evidence_start, .evidence_end, .kind, .genre, .ordinal, .definite,
          .confidence, .extractor, .extractor_version, .frame, .attribution, .quantities, .active,
          .retracted} AS mention,
       [(m)-[r:ARGUMENT]->(a:Actor) | r {.*, actor: a.id}] AS arguments
"""
_ACTORS = """
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a {.id, .name, .kind, .country, .aliases, .local} AS actor,
       [(a)-[:SAME_AS]->(c:Actor) | c {.id, .name, .kind, .country, .aliases, .local}][0] AS canonical
"""
STOOD = """any(i IN range(0, size(m.active_since) - 1)
          WHERE m.active_since[i] <= $at AND coalesce(m.active_until[i] > $at, true))"""
"""Whether a mention ``m`` was active at the moment ``$at``."""
# What an extractor has read otherwise since stands apart, with the id of the mention it was.
_MENTIONS_AT = _MENTIONS.replace("{article_id: id})", "{article_id: id})\nWHERE " + STOOD).replace(
    "m {.id,", "m {id: coalesce(m.former_of, m.id),"
)
_ARTICLES_AT = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
OPTIONAL MATCH (a)-[:SUPERSEDES]->(v:ArticleVersion) WHERE v.ingested <= $at AND v.superseded > $at
WITH id, coalesce(v, a) AS s
RETURN s {.version, .title, .genre, .outlet, .credits, .sketch, .published_start, .published_end, .published_precision,
          .published_basis, id: id} AS article
"""


class Remembered(NamedTuple):
    """A mention as resolution compares it, and whether it stands or was withdrawn."""

    profile: Profile
    stands: bool
    fresh: bool = False
    """Whether it was just written, with what it is found by, and was in no event yet."""


class Recollection:
    """The mentions of articles, read back from the graph once, or kept from when they were written."""

    def __init__(self) -> None:
        self.links = KnownLinks()
        self._articles: dict[str, tuple[Remembered, ...]] = {}
        self._turn: int | None = None
        self._judgements: Judgements | None = None

    def follows(self, turn: int | None) -> bool:
        """Whether nobody else has written between the last turn and this one."""
        return self._turn is not None and turn == self._turn + 1

    def catch_up(self, turn: int | None) -> None:
        """Forget everything if somebody else has written since the last turn."""
        if self._turn is not None and turn != self._turn + 1:
            self._articles.clear()
            self.links.clear()
            self._judgements = None
        self._turn = turn

    def judgements(self, db: Executor) -> Judgements:
        """Return the judgements in force, read from the graph once."""
        if self._judgements is None:
            self._judgements = read_judgements(db)
        return self._judgements

    def remember(self, article_id: str, profiles: Sequence[Profile]) -> None:
        """Keep the mentions of an article that was written for the first time."""
        self._keep(article_id, [Remembered(profile, stands=True, fresh=True) for profile in profiles])

    def forget(self, article_id: str) -> None:
        """Read an article again when it is asked for: its mentions in the graph have changed."""
        self.links.forget(mention.profile.id for mention in self._articles.pop(article_id, ()))

    def settle(self, article_ids: Iterable[str]) -> None:
        """Note that articles are projected: their mentions may be in events from now on."""
        for article_id in set(article_ids):
            kept = self._articles.get(article_id, ())
            if any(mention.fresh for mention in kept):
                self._articles[article_id] = tuple(mention._replace(fresh=False) for mention in kept)

    def of(self, db: Executor, article_ids: Sequence[str]) -> dict[str, tuple[Remembered, ...]]:
        """Return the mentions of articles, those that stand and those that were withdrawn."""
        missing = [article_id for article_id in article_ids if article_id not in self._articles]
        found = {key: self._articles[key] for key in article_ids if key in self._articles}
        for article_id, mentions in _recall(db, missing, self.judgements(db)).items():
            found[article_id] = self._keep(article_id, mentions)
        return found

    def _keep(self, article_id: str, mentions: Sequence[Remembered]) -> tuple[Remembered, ...]:
        while len(self._articles) >= ARTICLES_KEPT:
            del self._articles[next(iter(self._articles))]
        self._articles[article_id] = tuple(mentions)
        return self._articles[article_id]


def _recall(db: Executor, article_ids: Sequence[str], judgements: Judgements) -> dict[str, list[Remembered]]:
    """Read articles' mentions back; what stands is profiled together, so is what was retracted together.

    What is rejected was withdrawn, and actors are those that stand for them.

    Texts and sentences stay where they are: resolution does not need them.
    """
    if not article_ids:
        return {}
    articles = {row["article"]["id"]: _article(row["article"]) for row in db.run(_ARTICLES, ids=article_ids)}
    rows = db.run(_MENTIONS, ids=article_ids)
    actors, canonical = _actors(db, rows)
    groups: defaultdict[tuple[str, str, bool, bool], list[Mention]] = defaultdict(list)
    for row in rows:
        mention = _mention(row["mention"], row["arguments"], actors)
        stands = row["mention"]["active"] and not judgements.rejects(mention)
        retracted = bool(row["mention"]["retracted"])
        groups[mention.article_id, mention.article_version, stands, retracted].append(mention)
    found: dict[str, list[Remembered]] = {article_id: [] for article_id in article_ids}
    for (article_id, _, stands, _), mentions in groups.items():
        reading = Reading(articles[article_id], (), tuple(mentions))
        judged = judgements.judge(reading, canonical) if stands else put_canonical(reading, canonical)
        profiles = resolve_back(judged, judgements.ties(mentions))
        found[article_id].extend(Remembered(profile, stands) for profile in profiles)
    return found


def recall_mentions(db: Executor, article_ids: Sequence[str]) -> list[Mention]:
    """Read back all mentions of articles, withdrawn ones too, as they were written."""
    rows = db.run(_MENTIONS, ids=article_ids)
    arguments = [argument for row in rows for argument in row["arguments"]]
    named = {argument["actor"] for argument in arguments} | {a["for"] for a in arguments if "for" in a}
    actors = recall_actors(db, named)
    return [_mention(row["mention"], row["arguments"], actors) for row in rows]


def recall_readings(db: Executor, article_ids: Sequence[str], at: datetime) -> Iterator[Reading]:
    """Read articles back as they stood at a moment, with the mentions that were active then."""
    articles = {
        row["article"]["id"]: replace(_article(row["article"]), title=row["article"]["title"])
        for row in db.run(_ARTICLES_AT, ids=article_ids, at=at)
    }
    rows = db.run(_MENTIONS_AT, ids=article_ids, at=at)
    actors, _ = _actors(db, rows)
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for row in rows:
        mentions[row["mention"]["article_id"]].append(_mention(row["mention"], row["arguments"], actors))
    for article_id, told in mentions.items():
        yield Reading(articles[article_id], (), tuple(told))


def recall_actors(db: Executor, ids: Iterable[str]) -> dict[str, ActorRef]:
    """Read back actors by their ids."""
    return {row["actor"]["id"]: _actor(row["actor"]) for row in db.run(_ACTORS, ids=sorted(set(ids)))}


def _actors(db: Executor, rows: Sequence[Row]) -> tuple[dict[str, ActorRef], dict[str, ActorRef]]:
    """Read the actors that mentions name, and those that stand for some of them."""
    arguments = [argument for row in rows for argument in row["arguments"]]
    named = {argument["actor"] for argument in arguments}
    named |= {argument["for"] for argument in arguments if "for" in argument}
    found = db.run(_ACTORS, ids=sorted(named))
    canonical = {row["actor"]["id"]: _actor(row["canonical"]) for row in found if row["canonical"]}
    return {row["actor"]["id"]: _actor(row["actor"]) for row in found}, canonical


def _actor(row: Row) -> ActorRef:
    return ActorRef(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        aliases=tuple(row["aliases"] or ()),
        local=row["local"],
    )


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        version=row["version"],
        text="",
        passages=(),
        outlet=row["outlet"],
        published=interval_of(row, "published_") or UNKNOWN_DATE,
        credits=tuple(row["credits"] or ()),
        sketch=row.get("sketch"),
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
        extractor=Extractor(row["extractor"], row["extractor_version"], row["frame"]),
        mode=row["mode"],
        of=tuple(Content(*content.split("/", 1)) for content in row["of"] or ()),
        contexts=tuple(row["contexts"] or ()),
        date=interval_of(row, "date_"),
        place=Place(row["place_name"], row["place_country"]) if row["place_name"] else None,
        participants=tuple(
            _participant(argument, actors) for argument in sorted(arguments, key=_argument_order)
        ),
        quantities=tuple(read_quantity(fields) for fields in _list(row["quantities"])),
        attribution=tuple(Attribution(**fields) for fields in _list(row["attribution"])),
        kind=row["kind"],
        genre=row["genre"],
        ordinal=row["ordinal"],
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


def read_quantity(fields: Row) -> Quantity:
    """Read a quantity back from the JSON that its mention keeps."""
    value = fields["value"]
    return Quantity(
        what=fields["what"],
        value=tuple(value) if isinstance(value, list) else value,
        span=Span(fields["text"], fields["start"], fields["end"]),
        unit=fields.get("unit"),
        status=fields.get("status"),
        attributed_to=fields.get("attributed_to"),
    )


def interval_of(row: Row, prefix: str) -> DateInterval | None:
    """Return the dates whose four properties share a prefix."""
    start: date | None = row.get(f"{prefix}start")
    if start is None:
        return None
    return DateInterval(start, row[f"{prefix}end"], row[f"{prefix}precision"], row[f"{prefix}basis"])


def _list(text: str | None) -> list[Row]:
    return list(orjson.loads(text)) if text else []
