"""The graph of records in memory; :mod:`app.exports.stored_graph` builds the same one from Neo4j."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from app.exports.corpus import Corpus
from app.exports.graph import Evidence, Graph, GraphBuilder, date_text, present
from graph_schema import schema
from loaders.negotiation_facts import negotiation_facts, round_facts
from loaders.records import ActorRef, Article, DateInterval, Event, Mention, Negotiation, Participation

type Row = dict[str, Any]


def build_graph(corpus: Corpus, *, genres: Collection[str] | None = None, evidence: bool = True) -> Graph:
    """Build the graph of what was read.

    Parameters
    ----------
    corpus
        What was read.
    genres
        Keep what a passage of one of these genres reports; all that is not opinion where not given.
    evidence
        Whether role edges bring the sentences that prove them.

    """
    wanted = frozenset(schema().vocabularies["genre"].marked("default") if genres is None else genres)
    events = [event for event in corpus.events if wanted.intersection(event.genres)]
    builder = GraphBuilder()
    for actor in _actors(corpus, events):
        builder.add_actor(_actor_row(actor))
    for event in events:
        builder.add_event(_event_row(event))
        _add_roles(builder, event, corpus, wanted, evidence)
    _add_negotiations(builder, corpus)
    return builder.graph


def _actors(corpus: Corpus, events: list[Event]) -> Iterator[ActorRef]:
    """Each actor once, the fullest description of it."""
    fullest: dict[str, ActorRef] = {}
    for actor in _named(corpus, events):
        known = fullest.setdefault(actor.id, actor)
        if len(actor.aliases) > len(known.aliases):
            fullest[actor.id] = actor
    yield from (fullest[actor_id] for actor_id in sorted(fullest))


def _named(corpus: Corpus, events: list[Event]) -> Iterator[ActorRef]:
    for event in events:
        for one in event.participations:
            yield one.actor
            if one.acts_for:
                yield one.acts_for
    kept = {event.id for event in events}
    for negotiation in corpus.negotiations:
        if any(one.event_id in kept for one in negotiation.rounds):
            yield from negotiation.parties


def _add_roles(
    builder: GraphBuilder, event: Event, corpus: Corpus, genres: frozenset[str], evidence: bool
) -> None:
    for one in event.participations:
        told = corpus.told_of(one.mentions)
        found = {mention.genre for mention, _ in told}
        if genres.isdisjoint(found):
            continue
        row = _role_row(event, one, sorted(found))
        if evidence:
            row["evidence"] = [_evidence(*pair) for pair in told if pair[0].genre in genres]
        builder.add_role(one.actor.id, event.id, present(row))


def _add_negotiations(builder: GraphBuilder, corpus: Corpus) -> None:
    kept = [
        negotiation
        for negotiation in corpus.negotiations
        if any(one.event_id in builder for one in negotiation.rounds)
    ]
    for negotiation in kept:
        builder.add_negotiation(_negotiation_row(negotiation, corpus))
        for party in negotiation.parties:
            builder.add_principal(party.id, negotiation.id)
        for one in negotiation.rounds:
            if one.event_id in builder:
                builder.add_round(one.event_id, negotiation.id, round_facts(one))
    for negotiation in kept:
        if negotiation.preceded_by and negotiation.preceded_by in builder:
            builder.add_predecessor(negotiation.id, negotiation.preceded_by)


def _actor_row(actor: ActorRef) -> Row:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "aliases": list(actor.aliases),
        "local": actor.local,
    }


def _event_row(event: Event) -> Row:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "of": [content.type + (f"/{content.mode}" if content.mode else "") for content in event.of],
        "status": event.status,
        **_date_row(event.date),
        "place": event.place and event.place.name,
        "country": event.place and event.place.country,
        "genres": list(event.genres),
        "mentions": len(event.mentions),
        "articles": event.articles,
        "origins": event.origins,
        "told_by": [each.name for each in event.told_by],
        "confidence": event.confidence,
    }


def _negotiation_row(negotiation: Negotiation, corpus: Corpus) -> Row:
    events = corpus.events_by_id
    genres = {
        genre for one in negotiation.rounds if one.event_id in events for genre in events[one.event_id].genres
    }
    facts = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in negotiation_facts(negotiation).items()
    }
    return {**facts, "genres": sorted(genres)}


def _role_row(event: Event, one: Participation, genres: list[str]) -> Row:
    return {
        "relationship": schema().roles[one.role].relationship,
        "role": one.role,
        "type": event.type,
        "start": _date_row(event.date)["start"],
        "for": one.acts_for and one.acts_for.id,
        "status": one.status,
        "genres": genres,
        "mentions": len(one.mentions),
        "articles": one.articles,
        "origins": one.origins,
        "told_by": list(one.told_by),
        "confidence": one.confidence,
    }


def _date_row(when: DateInterval | None) -> Row:
    """The four properties of a date; an unknown one has none, nor a precision."""
    if when is None or when.start is when.end is None:
        return dict.fromkeys(("start", "end", "precision", "basis"))
    return {
        "start": when.start and when.start.isoformat(),
        "end": when.end and when.end.isoformat(),
        "precision": when.precision,
        "basis": when.basis,
    }


def _evidence(mention: Mention, article: Article) -> Evidence:
    return present(
        {
            "sentence": mention.evidence.text,
            "mention": mention.id,
            "article": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "published": date_text(_date_row(article.published)),
            "genre": mention.genre,
        }
    )
