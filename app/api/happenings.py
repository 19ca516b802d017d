"""GraphQL types of what the evidence adds up to: actors, events, triples, mediations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.api import past_parts as past
from app.api.arguments import AFTER, FIRST, FIRST_OF_EVIDENCE, ON, ROLE, filtered_by, ordered_by
from app.api.claims import Claims, Figure, claims_of_event, claims_of_part, figures_of_event
from app.api.counts import PART_GROUPS, EventCount, numbers_of
from app.api.dyads import fellows_of
from app.api.evidence import Content, DateInterval, Mention, read_contents
from app.api.evidence_filters import MentionFilter
from app.api.filters import EventFilter, PartFilter
from app.api.orders import EVENT_ORDERS, MENTION_ORDERS, PART_ORDERS
from app.api.pages import Connection
from app.api.parts import (
    ARGUES,
    ROUND_NUMBER,
    in_role,
    statuses,
)
from app.api.places import Place
from app.api.plans import (
    Count,
    Inline,
    Link,
    Variant,
    column,
    graph_type,
    interval,
    planned,
    records,
    value,
)
from app.api.support import ConfidenceReason, Origin, origins_of, reasons_of
from app.api.words import ActorKind, Day, EventType, Genre, Mode, Role, Status

if TYPE_CHECKING:
    from app.api.dyads import Dyad
    from app.api.negotiations import Negotiation

_dyads = strawberry.lazy("app.api.dyads")  # that module imports this one
_negotiations = strawberry.lazy("app.api.negotiations")  # the same


@graph_type("word", "mention")
class StatusReport:
    """A status, and what first reported it."""

    status: Status = value("@word", "Whether it happened, by this report.")
    since: Day | None = value(
        "toString(@mention.published_start)", "The day on which it was first reported so; null where unknown."
    )
    mention: Mention = planned(Inline(), "What reported it: whose words, in which article.")


@graph_type("office", "actor")
class Office:
    """An office that a person held from a day to a day."""

    title: str = value("@office.title", "The office, such as `foreign minister`.")
    since: Day | None = value("toString(@office.since)", "First day in office.")
    until: Day | None = value("toString(@office.until)", "Last day in office.")
    of: Actor = planned(Inline(), "The state or body.")


@graph_type("actor")
class Actor:
    """A person, state, body or group that acts."""

    id: strawberry.ID = column("Actor.id")
    name: str = column("Actor.name")
    kind: ActorKind = column("Actor.kind")
    country: str | None = column("Actor.country")
    aliases: list[str] = column("Actor.aliases", "coalesce(@actor.aliases, [])")
    local: bool = column("Actor.local", "coalesce(@actor.local, false)")
    same_as: list[Actor] = planned(
        Link(
            "MATCH (@actor)-[:SAME_AS]-{0,2}(@other:Actor) WHERE @other <> @actor WITH DISTINCT @other",
            bindings={"actor": "@other"},
            order="@other.sort_key",
        ),
        "Who is judged to be the same actor, by a rule or a person: one of all of them stands for the others in "
        "events and negotiations.",
    )
    stands_for_itself: bool = value(
        "NOT EXISTS { (@actor)-[:SAME_AS]->() }",
        "False where another one of `sameAs` takes its place in events and negotiations.",
    )
    offices: list[Office] = planned(
        Link(
            "MATCH (@actor)-[@office:HELD_OFFICE]->(@other:Actor)",
            where=(
                "($on IS NULL OR coalesce(@office.since <= $on, true) AND coalesce(@office.until >= $on, true))",
            ),
            bindings={"actor": "@other"},
            order="@office.since, @office.title",
        ),
        'Offices held, earliest first: `offices(on: "2025-06-02")` are those of that day.',
        (ON,),
    )
    part_of: list[Actor] = planned(
        Link(
            "MATCH (@actor)-[:PART_OF]->(@other:Actor)", bindings={"actor": "@other"}, order="@other.sort_key"
        ),
        "What it belongs to.",
    )
    events: Connection[Event] = planned(
        Link(
            "MATCH (@actor)-[@edge:@edges]->(@event:Event) WHERE @seen(edge) WITH DISTINCT @event",
            as_of=f"{past.EDGES_OF_ACTOR} WITH * WHERE @seen(edge) WITH DISTINCT @event",
            kind="page",
            key=EVENT_ORDERS,
            own_role=True,
            runs=("event",),
        ),
        "Events it takes part in, newest first; `role` is its own, `filter.role` that of `filter.actor`.",
        (FIRST, AFTER, ROLE, filtered_by(EventFilter), ordered_by(EVENT_ORDERS)),
    )
    triples: Connection[Triple] = planned(
        Link(
            "MATCH (@actor)-[@edge:@edges]->(@event:Event)",
            as_of=past.EDGES_OF_ACTOR,
            where=("@seen(edge)",),
            kind="page",
            key=PART_ORDERS,
            runs=("edge", "event"),
        ),
        "Its parts in events, newest first.",
        (FIRST, AFTER, filtered_by(PartFilter), ordered_by(PART_ORDERS)),
    )
    counts: Connection[EventCount] = numbers_of(
        PART_GROUPS,
        PartFilter,
        "Numbers of the events it takes part in: `counts(by: [role, year]) { nodes { role year number } }`.",
        "MATCH (@actor)-[@edge:@edges]->(@event:Event)",
        as_of=past.EDGES_OF_ACTOR,
        where=("@seen(edge)",),
    )
    part_count: int = planned(
        Variant(
            Count("MATCH (@actor)-[:@edges]->()"),
            as_of=Count(past.EDGES_OF_ACTOR),
        ),
        "How many parts it has in events, of any confidence and genre, known without going through them: "
        "`partCount(role: [mediator])`.",
        (ROLE,),
    )
    counterparts: Connection[Annotated[Dyad, _dyads]] = fellows_of(
        "Whom it meets in events, those of most events first: `counterparts(filter: {role: [party]}, "
        "who: {kind: [state]})`. It counts too where others act for it, or for the other."
    )
    co_mediators: Connection[Annotated[Dyad, _dyads]] = fellows_of(
        "Who mediated together with it, those of most events first.",
        "@role(edge) = 'mediator' AND @role(part) = 'mediator'",
        "@edge.status IN $held AND @part.status IN $held AND @event.status IN $held",
    )


@graph_type("event")
class Event:
    """What mentions from any article agree to be one happening."""

    id: strawberry.ID = column("Event.id")
    type: EventType = column("Event.type")
    mode: Mode | None = column("Event.mode")
    of: list[Content] = records("Event.of", read_contents)
    status: Status = column("Event.status", "@event.status")
    held: bool = value("@event.status IN $held", "True for what happened or goes on: planned is not held.")
    date: DateInterval | None = planned(interval("@event."), "When it happened.")
    place: Place | None = planned(
        Link("MATCH (@event)-[:AT]->(@place:Place)", as_of=past.PLACE_OF_EVENT, kind="one"),
        "Where it happened.",
    )
    genres: list[Genre] = column("Event.genres", "coalesce(@event.genres, [])")
    articles: int = column("Event.articles")
    origins: int = column("Event.origins")
    confidence: float = column("Event.confidence")
    told_by: list[Origin] = origins_of()
    confidence_reasons: list[ConfidenceReason] = reasons_of()
    claims: Claims = claims_of_event()
    figures: list[Figure] = figures_of_event()
    triples: list[Triple] = planned(
        Link(
            "MATCH (@event)<-[@edge:@edges]-(@actor:Actor)",
            as_of=past.EDGES_OF_EVENT,
            where=("@seen(edge)",),
            order="@role(edge), @actor.id",
        ),
        "Who took which part.",
        (ROLE,),
    )
    sources: list[Actor] = planned(in_role("source"), "Who did it.")
    targets: list[Actor] = planned(in_role("target"), "To whom it was done.")
    parties: list[Actor] = planned(in_role("party"), "The equals in a symmetric act.")
    mediators: list[Actor] = planned(in_role("mediator"), "Who mediated, and is not said not to have.")
    hosts: list[Actor] = planned(in_role("host"), "Who is said to have hosted it.")
    mentions: Connection[Mention] = planned(
        Link(
            "MATCH (@event)<-[:REPORTS]-(@mention:Mention)",
            as_of=past.MENTIONS_OF_EVENT,
            where=("@seen(mention)",),
            kind="page",
            key=MENTION_ORDERS,
        ),
        "What reports it.",
        (FIRST, AFTER, filtered_by(MentionFilter), ordered_by(MENTION_ORDERS)),
    )
    status_history: list[StatusReport] = planned(
        statuses("MATCH (@event)<-[:REPORTS]-(@mention:Mention)", past.MENTIONS_OF_EVENT, "@mention.status"),
        "Each status that it was reported with, first reported first: a round planned, then held.",
    )
    negotiation: Annotated[Negotiation, _negotiations] | None = planned(
        Link(
            "MATCH (@event)-[:ROUND_OF]->(@negotiation:Negotiation)",
            as_of=past.NEGOTIATION_OF_EVENT,
            where=("@seen(negotiation)",),
            kind="one",
        ),
        "The negotiation it belongs to.",
    )
    round: int | None = value(
        "COLLECT { MATCH (@event)-[@round:ROUND_OF]->() RETURN @round.number LIMIT 1 }[0]",
        "Its number among the negotiation's rounds; null for what is no session of its own.",
        as_of=ROUND_NUMBER,
    )


@graph_type("actor", "edge", "event")
class Participation:
    """An actor's part in an event, over all mentions."""

    acts_for: Actor | None = planned(
        Link("MATCH (@other:Actor {id: @edge.for})", kind="one", bindings={"actor": "@other"}),
        "The state or body that a person acts for.",
    )
    status: Status = column("edge.status")
    event: Event = planned(Inline(), "The event.")
    evidence: list[Mention] = planned(
        Link(
            "MATCH (@event)<-[:REPORTS]-(@mention:Mention)-[@argument:ARGUMENT {role: @role(edge)}]->(@named:Actor) "
            "WHERE @argument.rejected IS NULL AND (@named = @actor OR EXISTS { (@named)-[:SAME_AS]->(@actor) }) "
            "WITH DISTINCT @event, @actor, @mention",
            as_of=past.EVIDENCE,
            where=("@seen(mention)",),
            # A headline is evidence of a weaker kind.
            order="@mention.kind = 'headline', @mention.confidence DESC, @mention.id",
        ),
        "The sentences that say so, the surest first; `mentions` tells how many there are.",
        (FIRST_OF_EVIDENCE,),
    )
    mentions: int = column("edge.mentions")
    articles: int = column("edge.articles")
    origins: int = column("edge.origins")
    confidence: float = column("edge.confidence")
    status_history: list[StatusReport] = planned(
        statuses(
            f"MATCH (@event)<-[:REPORTS]-(@mention:Mention){ARGUES}",
            f"{past.EVIDENCE}\nMATCH (@mention){ARGUES}",
            "coalesce(@argument.status, @mention.status)",
        ),
        "Each status that this part was reported with, first reported first.",
    )
    told_by: list[Origin] = origins_of("@role(edge)", "@actor.id")
    confidence_reasons: list[ConfidenceReason] = reasons_of("@role(edge)", "@actor.id")
    claims: Claims = claims_of_part()


@graph_type("actor", "edge", "event")
class Triple(Participation):
    """An actor, its role, and the event: the edge of the graph."""

    actor: Actor = planned(Inline(), "Who.")
    role: Role = value("@role(edge)", "In which role.")


@graph_type("actor", "edge", "event")
class Mediation(Participation):
    """Who mediated which negotiation: one row for each mediator and event."""

    mediator: Actor = planned(Inline(), "Who mediated.")
    negotiation: Annotated[Negotiation, _negotiations] | None = planned(
        Link(
            "MATCH (@event)-[:ROUND_OF]->(@negotiation:Negotiation)",
            as_of=past.NEGOTIATION_OF_EVENT,
            kind="one",
        ),
        "The negotiation that the event belongs to.",
    )
    round: int | None = value(
        "COLLECT { MATCH (@event)-[@round:ROUND_OF]->() RETURN @round.number LIMIT 1 }[0]",
        "The round's number; null for what is no session of its own.",
        as_of=ROUND_NUMBER,
    )
    type: EventType = value("@event.type", "What was mediated: talks, an agreement, a release.")
    mode: Mode | None = value("@event.mode", "How it was done.")
    held: bool = value(
        "@edge.status IN $held AND @event.status IN $held", "True for what happened or goes on."
    )
    parties: list[Actor] = planned(in_role("party"), "Between whom.")
    hosts: list[Actor] = planned(in_role("host"), "Who is said to have hosted it.")
    place: Place | None = planned(
        Link("MATCH (@event)-[:AT]->(@place:Place)", as_of=past.PLACE_OF_EVENT, kind="one"), "Where."
    )
    date: DateInterval | None = planned(interval("@event."), "When.")
