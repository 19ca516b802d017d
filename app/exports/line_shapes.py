"""The shapes of the JSON Lines: the type checker holds the code to them, a JSON Schema derives from them."""

from __future__ import annotations

from typing import TypedDict


class ContentJson(TypedDict):
    """What an act is about."""

    type: str
    mode: str | None


class DateJson(TypedDict):
    """A date with its precision; days are ISO 8601."""

    start: str | None
    end: str | None
    precision: str
    basis: str


class PlaceJson(TypedDict):
    """Where it happened."""

    name: str
    country: str | None


class NegotiationJson(TypedDict):
    """The negotiation that the event belongs to."""

    id: str
    name: str


class AttributionJson(TypedDict):
    """One link of the chain of who says so, nearest first."""

    name: str
    actor_id: str | None
    kind: str
    verb: str | None
    start: int | None
    end: int | None


class ActorJson(TypedDict):
    """Who a participant is."""

    id: str
    name: str
    aliases: list[str]
    kind: str
    country: str | None


ParticipantJson = TypedDict(
    "ParticipantJson",
    {
        "role": str,
        "text": str,
        "start": int,
        "end": int,
        "for": str | None,
        "status": str | None,
        "actor": ActorJson,
    },
)
"""An actor in a role of a mention, with the words that name it."""


class QuantityJson(TypedDict):
    """A number with what it counts."""

    what: str
    value: float | list[float]
    unit: str | None
    text: str
    start: int
    end: int
    status: str | None
    attributed_to: str | None


class SpanJson(TypedDict):
    """A stretch of the article's text."""

    text: str
    start: int
    end: int


class EvidenceJson(TypedDict):
    """The sentence that proves it."""

    sentence: str
    start: int
    end: int
    kind: str


class ToldJson(EvidenceJson):
    """A sentence that proves an event, with where it stands."""

    mention_id: str
    article_id: str


class ExtractorJson(TypedDict):
    """Which extractor, and which of its frames, read it."""

    name: str
    version: str
    frame: str | None


class ArticleJson(TypedDict):
    """The article that states it."""

    id: str
    title: str | None
    outlet: str | None
    genre: str
    published: DateJson | None


class MentionLine(TypedDict):
    """One sentence's report of one event."""

    id: str
    event_id: str
    article_id: str
    type: str
    mode: str | None
    of: list[ContentJson]
    contexts: list[str]
    status: str
    date: DateJson | None
    location: PlaceJson | None
    negotiation: NegotiationJson | None
    attribution: list[AttributionJson]
    attributed_to: list[str]
    participants: list[ParticipantJson]
    quantities: list[QuantityJson]
    trigger: SpanJson
    evidence: list[EvidenceJson]
    confidence: float
    extractor: ExtractorJson
    article: ArticleJson


class ClaimJson(TypedDict):
    """What one mention says, and on whose word; its sentence stands in `evidence`."""

    mention_id: str
    status: str
    by: str | None
    chain: list[str]
    published: str | None
    origin: str | None


class ClaimsJson(TypedDict):
    """Who says that it happened, and who denies it."""

    asserted: list[ClaimJson]
    denied: list[ClaimJson]


class SidesJson(TypedDict):
    """Ids of the mentions that say that an actor took a part, and of those that deny it."""

    asserted: list[str]
    denied: list[str]


class FigureValueJson(TypedDict):
    """One value that a number is given, and by whom."""

    low: float
    high: float
    claims: ClaimsJson


class FigureJson(TypedDict):
    """A number that reports of one event give, with all values they give it."""

    what: str
    unit: str | None
    contested: bool
    values: list[FigureValueJson]


ParticipationJson = TypedDict(
    "ParticipationJson",
    {
        "role": str,
        "for": str | None,
        "status": str,
        "actor": ActorJson,
        "mentions": list[str],
        "articles": int,
        "origins": int,
        "told_by": list[str],
        "confidence": float,
        "claims": SidesJson,
    },
)
"""An actor's role in an event, over all its mentions."""


class OriginJson(TypedDict):
    """An independent origin of an event, and why its articles count as one."""

    name: str
    outlets: list[str]
    articles: list[str]
    why: list[str]


class EventLine(TypedDict):
    """What all mentions of one happening add up to."""

    id: str
    type: str
    mode: str | None
    of: list[ContentJson]
    contexts: list[str]
    status: str
    date: DateJson | None
    location: PlaceJson | None
    negotiation: NegotiationJson | None
    participants: list[ParticipationJson]
    quantities: list[QuantityJson]
    mentions: list[str]
    evidence: list[ToldJson]
    genres: list[str]
    articles: int
    origins: int
    told_by: list[OriginJson]
    confidence: float
    claims: ClaimsJson
    figures: list[FigureJson]
