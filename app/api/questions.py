"""The questions that the API answers: the fields of ``Query``."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

import strawberry
from graphql import GraphQLError

from app.api.arguments import AFTER, AS_OF, FIRST, GENRE, ID, filtered_by, ordered_by
from app.api.changes import Change, ChangeFilter
from app.api.evidence import Article, Sentence
from app.api.evidence_filters import ArticleFilter
from app.api.filter_parts import NAMED, named
from app.api.filtering import plain
from app.api.filters import (
    ActorFilter,
    EventFilter,
    MediationFilter,
    NegotiationFilter,
    TripleFilter,
)
from app.api.happenings import Actor, Event, Mediation, Triple
from app.api.history import Retraction
from app.api.judgements import Judgement, JudgementFilter
from app.api.negotiations import Negotiation
from app.api.orders import (
    ACTOR_ORDERS,
    ARTICLE_ORDERS,
    EVENT_ORDERS,
    MEDIATION_ORDERS,
    NEGOTIATION_ORDERS,
    PART_ORDERS,
    latest_first,
)
from app.api.pages import Connection
from app.api.past_parts import EDGES, EVENT_BY_ID, EVENTS, NEGOTIATION_BY_ID, NEGOTIATIONS
from app.api.plans import Inline, Key, Link, Orders, argument, graph_type, planned, value
from app.api.registers import Registers
from app.api.relations import Relations
from loaders.graph.changes import sort_key

MOST_WORDS = 50
"""More words to look for make the full-text index slow, and past 1,024 it refuses them."""


def plain_words(text: str) -> str:
    """Take from a text what the full-text index would read as its query language.

    Examples
    --------
    >>> plain_words("peace AND (talks OR -war)*")
    'peace and talks or war'

    """
    words = re.findall(r"\w+", text)
    if not words:
        raise GraphQLError(f"`text`: {text!r} holds no word to look for.")
    if len(words) > MOST_WORDS:
        raise GraphQLError(f"`text` holds {len(words):,} words, and may hold at most {MOST_WORDS} words.")
    return " ".join(words).lower()


_PAGED = (FIRST, AFTER)
_STANDS = "NOT EXISTS { (@actor)-[:SAME_AS]->() }"
_ID_OR_NAME = argument(
    "id", strawberry.ID, "The id, a name or another name, in any case of letters.", convert=named
)
_SINCE = argument(
    "since", int, "Only changes with a larger number: the last `seq` that was read.", 0, convert=sort_key
)
_TEXT = argument("text", str, "Words to look for; the best matches come first.", convert=plain_words)


class Findable(Enum):
    """What a search finds."""

    actor = strawberry.enum_value("actor", description="Actors, by any of their names.")
    negotiation = strawberry.enum_value("negotiation", description="Negotiations, by name.")
    article = strawberry.enum_value("article", description="Articles, by title.")
    sentence = strawberry.enum_value("sentence", description="Sentences, by their words.")


strawberry.enum(
    Findable,
    description="What a search finds.",
)
_AMONG = argument(
    "among",
    list[Findable],
    "Look among these only.",
    list(Findable),
    convert=lambda kinds: plain(list(kinds)),
)


def _columns(found: str, node: str) -> str:
    """Give a hit's columns, with nulls for what the others find."""
    kinds = ("actor", "negotiation", "article", "sentence")
    return ", ".join(f"{node if kind == found else 'null'} AS @{kind}" for kind in kinds)


def _hits(index: str, found: str, where: str) -> str:
    # Some hits do not count (another genre, a superseded version): ask for more than are given.
    return (
        f"UNWIND CASE WHEN '{found}' IN $among THEN [1] ELSE [] END AS asked "
        f"CALL db.index.fulltext.queryNodes('{index}', $text, {{limit: 4 * $first}}) YIELD node, score "
        f"WITH node AS @{found}, score WHERE {where} "
        f"RETURN score AS @score, {_columns(found, f'@{found}')}"
    )


def _search(*negotiations: str) -> str:
    return "CALL () {{\n{}\n}}".format(
        "\nUNION ALL\n".join(
            (
                _hits("actor_names", "actor", f"{_STANDS} AND @seen(actor)"),
                *negotiations,
                _hits("article_titles", "article", "@seen(article)"),
                _hits("sentence_texts", "sentence", "@seen(sentence)"),
            )
        )
    )


_NOW = _search(_hits("negotiation_names", "negotiation", "@seen(negotiation)"))
# What was known otherwise has the name it had then, whatever it is called now, or if it is there at all.
_THEN = _search(
    _hits("negotiation_names", "negotiation", "@negotiation_kept(negotiation) AND @seen(negotiation)"),
    "UNWIND CASE WHEN 'negotiation' IN $among THEN $then.negotiations ELSE [] END AS @negotiation "
    "WITH @negotiation, "
    "toFloat(size([word IN split($text, ' ') WHERE word IN @negotiation.words])) AS score "
    "WHERE score > 0 AND @seen(negotiation) "
    f"RETURN score AS @score, {_columns('negotiation', '@negotiation')}",
)


@graph_type("score", "actor", "negotiation", "article", "sentence")
class SearchHit:
    """What matches a search: one of `actor`, `negotiation`, `article`, `sentence` is given."""

    score: float = value("@score", "How well it matches.")
    actor: Actor | None = planned(Inline(when="@actor IS NOT NULL"), "An actor, by name.")
    negotiation: Negotiation | None = planned(
        Inline(when="@negotiation IS NOT NULL"), "A negotiation, by name."
    )
    article: Article | None = planned(Inline(when="@article IS NOT NULL"), "An article, by title.")
    sentence: Sentence | None = planned(Inline(when="@sentence IS NOT NULL"), "A sentence, by its words.")


_RETRACTIONS = latest_first("RetractionOrder", "toString(@retraction.since)", tie="@retraction.id")
_JUDGEMENTS = latest_first("JudgementOrder", "toString(@judgement.valid_since[-1]) + ' ' + @judgement.id")
_CHANGES = Orders(
    "ChangeOrder",
    {
        "earliest": Key(
            "@change.sort_key", descending=False, description="In the order in which they were made."
        ),
        "latest": Key("@change.sort_key", description="The last made first."),
    },
)


def _page(match: str, key: Orders, **options: Any) -> Link:
    return Link(match, kind="page", key=key, genres="default", **options)


@graph_type()
class Query(Relations, Registers):
    """Who mediated which negotiation, who did what to whom, when, according to whom."""

    mediations: Connection[Mediation] = planned(
        _page(
            "MATCH (@actor:Actor)-[@edge:@edges]->(@event:Event)",
            MEDIATION_ORDERS,
            as_of=EDGES,
            where=("@seen(edge)",),
            roles=("mediator",),
            unasked={"status": "@edge.status IN $held AND @event.status IN $held"},
        ),
        "Who mediated which negotiation, newest first: a row for each mediator and event, with its sentences.",
        (*_PAGED, filtered_by(MediationFilter), ordered_by(MEDIATION_ORDERS), AS_OF),
    )
    negotiations: Connection[Negotiation] = planned(
        _page(
            "MATCH (@negotiation:Negotiation)",
            NEGOTIATION_ORDERS,
            as_of=NEGOTIATIONS,
            where=("@seen(negotiation)",),
        ),
        "Negotiations, the latest first.",
        (*_PAGED, filtered_by(NegotiationFilter), ordered_by(NEGOTIATION_ORDERS), AS_OF),
    )
    negotiation: Negotiation | None = planned(
        Link(
            "MATCH (@negotiation:Negotiation {id: $id})",
            as_of=NEGOTIATION_BY_ID,
            kind="one",
            genres="default",
        ),
        "One negotiation.",
        (ID, GENRE, AS_OF),
    )
    events: Connection[Event] = planned(
        _page("MATCH (@event:Event)", EVENT_ORDERS, as_of=EVENTS, where=("@seen(event)",)),
        "Events, newest first.",
        (*_PAGED, filtered_by(EventFilter), ordered_by(EVENT_ORDERS), AS_OF),
    )
    event: Event | None = planned(
        Link(
            "CALL () { MATCH (found:Event {id: $id}) RETURN found AS @event "
            "UNION MATCH (:Mention {event_key: $id})-[:REPORTS|REPORTED]->(found:Event) RETURN found AS @event }",
            as_of=EVENT_BY_ID,
            kind="one",
            genres="all",
        ),
        "One event. An id that it had before its mentions were joined with others leads to it too.",
        (ID, GENRE, AS_OF),
    )
    triples: Connection[Triple] = planned(
        _page(
            "MATCH (@actor:Actor)-[@edge:@edges]->(@event:Event)",
            PART_ORDERS,
            as_of=EDGES,
            where=("@seen(edge)",),
        ),
        "Actor, role and event, newest first: the edges of the graph with their sentences.",
        (*_PAGED, filtered_by(TripleFilter), ordered_by(PART_ORDERS), AS_OF),
    )
    actors: Connection[Actor] = planned(
        _page(
            "MATCH (@actor:Actor)",
            ACTOR_ORDERS,
            where=(_STANDS, "@seen(actor)"),
        ),
        "Actors, by name; of those who are judged to be one, the one that stands for them.",
        (*_PAGED, filtered_by(ActorFilter), ordered_by(ACTOR_ORDERS), AS_OF),
    )
    actor: Actor | None = planned(
        Link(
            NAMED.replace("@somebody", "@actor").replace("$value", "$id"),
            where=("@seen(actor)",),
            kind="one",
            genres="default",
            order="@actor.local, @actor.id",
        ),
        "One actor, by id or any name, its own or of one that is judged to be the same.",
        (_ID_OR_NAME, GENRE, AS_OF),
    )
    articles: Connection[Article] = planned(
        _page("MATCH (@article:Article)", ARTICLE_ORDERS, where=("@seen(article)",)),
        "Articles, newest first.",
        (*_PAGED, filtered_by(ArticleFilter), ordered_by(ARTICLE_ORDERS), AS_OF),
    )
    article: Article | None = planned(
        Link(
            "MATCH (@article:Article {id: $id})",
            as_of="MATCH (@article:Article {id: $id}) WHERE @seen(article)",
            kind="one",
            genres="all",
        ),
        "One article.",
        (ID, GENRE, AS_OF),
    )
    retractions: Connection[Retraction] = planned(
        Link(
            "MATCH (@retraction:Retraction)",
            kind="page",
            key=_RETRACTIONS,
        ),
        "What was retracted, the last first, with what was restored: `until` tells when.",
        (*_PAGED, ordered_by(_RETRACTIONS)),
    )
    judgements: Connection[Judgement] = planned(
        _page("MATCH (@judgement:Judgement)", _JUDGEMENTS),
        "What was judged, the latest first, such as "
        "`judgements(filter: {about: [actor], inForce: true}) { nodes { verdict by reason actors { name } } }`.",
        (*_PAGED, filtered_by(JudgementFilter), ordered_by(_JUDGEMENTS)),
    )
    changes: Connection[Change] = planned(
        _page(
            "MATCH (@change:Change)",
            _CHANGES,
            where=("@change.sort_key > $since", "@seen(change)"),
        ),
        "What became of events, negotiations and actors, in order: `changes(since: 120, first: 100)`.",
        (_SINCE, *_PAGED, filtered_by(ChangeFilter), ordered_by(_CHANGES), AS_OF),
    )
    search: list[SearchHit] = planned(
        Link(
            _NOW,
            as_of=_THEN,
            order="@score DESC, coalesce(@actor, @negotiation, @article, @sentence).id",
            genres="default",
        ),
        'What matches some words, the best first: `search(text: "foreign minister", among: [actor])`.',
        (_TEXT, _AMONG, FIRST, GENRE, AS_OF),
    )
