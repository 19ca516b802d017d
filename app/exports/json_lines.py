"""JSON Lines: one line per mention, or one per event, in the form that other programs rely on.

Every key is on every line; what is unknown is ``null`` or an empty list. The shapes are declared in
:mod:`app.exports.line_shapes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.exports.claim_lines import claims_json, event_claims, figure_json, part_sides
from app.exports.corpus import Corpus
from app.exports.flat_values import plain_number
from app.exports.line_shapes import (
    ActorJson,
    AttributionJson,
    ContentJson,
    DateJson,
    EventLine,
    EvidenceJson,
    MentionLine,
    NegotiationJson,
    OriginJson,
    ParticipantJson,
    ParticipationJson,
    PlaceJson,
    QuantityJson,
    SidesJson,
    ToldJson,
)
from loaders.claims import Publication, figures_of, two_sides
from loaders.records import (
    ActorRef,
    Article,
    Attribution,
    Content,
    DateInterval,
    Event,
    Mention,
    Negotiation,
    Participant,
    Participation,
    Place,
    Quantity,
)
from loaders.support import ToldBy


def mention_lines(corpus: Corpus) -> Iterator[MentionLine]:
    """Give one line per mention, in the order of reading."""
    for mention, article in corpus.mentions():
        event = corpus.event_of[mention.id]
        yield mention_line(mention, article, event.id, corpus.negotiation_of.get(event.id))


def event_lines(corpus: Corpus) -> Iterator[EventLine]:
    """Give one line per event."""
    for event in corpus.events:
        yield event_line(event, corpus.told_of(event.mentions), corpus.negotiation_of.get(event.id))


def mention_line(
    mention: Mention, article: Article, event_id: str, negotiation: Negotiation | None
) -> MentionLine:
    """Give the line of one mention: only what its own sentence says, and where that fits in."""
    return {
        "id": mention.id,
        "event_id": event_id,
        "article_id": article.given_id or article.id,
        "type": mention.type,
        "mode": mention.mode,
        "of": _contents(mention.of),
        "contexts": list(mention.contexts),
        "status": mention.status,
        "date": date_json(mention.date),
        "location": _place(mention.place),
        "negotiation": _negotiation(negotiation),
        "attribution": [_attribution(link) for link in mention.attribution],
        "attributed_to": [link.name for link in mention.attribution],
        "participants": [_participant(one) for one in mention.participants],
        "quantities": [_quantity(one) for one in mention.quantities],
        "trigger": {
            "text": mention.trigger.text,
            "start": mention.trigger.start,
            "end": mention.trigger.end,
        },
        "evidence": [_evidence(mention)],
        "confidence": mention.confidence,
        "extractor": {
            "name": mention.extractor.name,
            "version": mention.extractor.version,
            "frame": mention.extractor.frame,
        },
        "article": {
            "id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "genre": article.genre,
            "published": date_json(article.published),
        },
    }


def event_line(
    event: Event, told: Sequence[tuple[Mention, Publication]], negotiation: Negotiation | None
) -> EventLine:
    """Give the line of one event; ``told`` are its own mentions with where they stand, the best evidence first."""
    mentions = [mention for mention, _ in told]
    claims = event_claims(event, told)
    numbers = (
        (quantity, claims[mention.id])
        for mention in mentions
        for quantity in mention.quantities
        if mention.id in claims
    )
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "of": _contents(event.of),
        "contexts": sorted({context for mention in mentions for context in mention.contexts}),
        "status": event.status,
        "date": date_json(event.date),
        "location": _place(event.place),
        "negotiation": _negotiation(negotiation),
        "participants": [
            _participation(one, part_sides(event, one, mentions)) for one in event.participations
        ],
        "quantities": [_quantity(one) for mention in mentions for one in mention.quantities],
        "mentions": list(event.mentions),
        "evidence": [_told(mention) for mention in mentions],
        "genres": list(event.genres),
        "articles": event.articles,
        "origins": event.origins,
        "told_by": [_origin(one) for one in event.told_by],
        "confidence": event.confidence,
        "claims": claims_json(two_sides(claims.values())),
        "figures": [figure_json(one) for one in figures_of(numbers)],
    }


def date_json(date: DateInterval | None) -> DateJson | None:
    """Give a date as the lines hold it; an unknown one is ``None``."""
    if date is None or date.start is date.end is None:
        return None
    return {
        "start": date.start.isoformat() if date.start else None,
        "end": date.end.isoformat() if date.end else None,
        "precision": date.precision,
        "basis": date.basis,
    }


def _contents(of: Iterable[Content]) -> list[ContentJson]:
    return [{"type": content.type, "mode": content.mode} for content in of]


def _place(place: Place | None) -> PlaceJson | None:
    return {"name": place.name, "country": place.country} if place else None


def _negotiation(negotiation: Negotiation | None) -> NegotiationJson | None:
    return {"id": negotiation.id, "name": negotiation.name} if negotiation else None


def _attribution(link: Attribution) -> AttributionJson:
    return {
        "name": link.name,
        "actor_id": link.actor_id,
        "kind": link.kind,
        "verb": link.verb,
        "start": link.start,
        "end": link.end,
    }


def actor_json(actor: ActorRef) -> ActorJson:
    """Give an actor as the lines hold it."""
    return {
        "id": actor.id,
        "name": actor.name,
        "aliases": list(actor.aliases),
        "kind": actor.kind,
        "country": actor.country,
    }


def _participant(one: Participant) -> ParticipantJson:
    return {
        "role": one.role,
        "text": one.span.text,
        "start": one.span.start,
        "end": one.span.end,
        "for": one.acts_for.id if one.acts_for else None,
        "status": one.status,
        "actor": actor_json(one.actor),
    }


def _participation(one: Participation, claims: SidesJson) -> ParticipationJson:
    return {
        "role": one.role,
        "for": one.acts_for.id if one.acts_for else None,
        "status": one.status,
        "actor": actor_json(one.actor),
        "mentions": list(one.mentions),
        "articles": one.articles,
        "origins": one.origins,
        "told_by": list(one.told_by),
        "confidence": one.confidence,
        "claims": claims,
    }


def _origin(one: ToldBy) -> OriginJson:
    return {
        "name": one.name,
        "outlets": list(one.outlets),
        "articles": list(one.articles),
        "why": list(one.why),
    }


def _quantity(one: Quantity) -> QuantityJson:
    low_high = one.value
    return {
        "what": one.what,
        "value": [plain_number(end) for end in low_high]
        if isinstance(low_high, tuple)
        else plain_number(low_high),
        "unit": one.unit,
        "text": one.span.text,
        "start": one.span.start,
        "end": one.span.end,
        "status": one.status,
        "attributed_to": one.attributed_to,
    }


def _evidence(mention: Mention) -> EvidenceJson:
    span = mention.evidence
    return {"sentence": span.text, "start": span.start, "end": span.end, "kind": mention.kind}


def _told(mention: Mention) -> ToldJson:
    return {**_evidence(mention), "mention_id": mention.id, "article_id": mention.article_id}
