"""GraphQL type of a negotiation: its parties, rounds, tracks and timeline."""

from __future__ import annotations

import strawberry

from app.api import past_parts as past
from app.api.arguments import AFTER, FIRST, MEDIATED, ROUND, filtered_by, ordered_by
from app.api.evidence import DateInterval
from app.api.filters import EventFilter
from app.api.happenings import Actor, Event
from app.api.orders import EVENT_ORDERS
from app.api.pages import Connection
from app.api.parts import events_in_order, held_in_role
from app.api.plans import Count, Link, Variant, column, graph_type, interval, planned
from app.api.rounds import Round, Step, Track
from app.api.words import Day, Outcome, Stage


def _rounds(status: str) -> Variant:
    met = ("@round.number IS NOT NULL", "@seen(event)", status)
    return Variant(
        Count("MATCH (@negotiation)<-[@round:ROUND_OF]-(@event:Event)", where=met),
        Count(past.EVENTS_OF_NEGOTIATION, where=met),
    )


@graph_type("negotiation")
class Negotiation:
    """A series of talks between the same principal parties over one dispute."""

    id: strawberry.ID = column("Negotiation.id")
    name: str = column("Negotiation.name")
    stage: Stage | None = column("Negotiation.stage")
    outcome: Outcome | None = column("Negotiation.outcome")
    outcome_event: Event | None = planned(
        Link(
            "MATCH (@event:Event {id: @negotiation.outcome_event})",
            as_of=past.EVENTS_OF_NEGOTIATION,
            where=("@seen(event)", "@event.id = @negotiation.outcome_event"),
            kind="one",
        ),
        "The event that shows the outcome; its mentions are the evidence.",
    )
    period: DateInterval | None = planned(
        interval("@negotiation.period_", basis="null"),
        "When it was, also where only the year or the month is known.",
    )
    start: Day | None = column("Negotiation.start", "toString(@negotiation.start)")
    end: Day | None = column("Negotiation.end", "toString(@negotiation.end)")
    parties: list[Actor] = planned(
        Link(
            "MATCH (@negotiation)<-[:PRINCIPAL_IN]-(@actor:Actor)",
            as_of=past.PRINCIPALS,
            order="@actor.sort_key",
        ),
        "The principal parties.",
    )
    mediators: list[Actor] = planned(
        held_in_role("mediator"),
        "All who mediated a round or another event that was held; empty: none is reported.",
    )
    hosts: list[Actor] = planned(held_in_role("host"), "All who are said to have hosted what was held.")
    guarantors: list[Actor] = planned(held_in_role("guarantor"), "All who guarantee what was held or agreed.")
    observers: list[Actor] = planned(held_in_role("observer"), "All who looked on.")
    rounds: list[Round] = planned(
        Link(
            "MATCH (@negotiation)<-[@round:ROUND_OF]-(@event:Event)",
            as_of=past.EVENTS_OF_NEGOTIATION,
            where=("@round.number IS NOT NULL", "@seen(event)"),
            order="@round.number, @event.id",
        ),
        "Its rounds, planned ones too.",
    )
    unreported_rounds: list[int] = column("Negotiation.unreported", "coalesce(@negotiation.unreported, [])")
    tracks: list[Track] = planned(
        Link(
            "MATCH (@negotiation)<-[@round:ROUND_OF]-(@event:Event) "
            "WHERE @round.track IS NOT NULL AND @seen(event) WITH DISTINCT @negotiation, @round.track AS @track",
            as_of=f"{past.EVENTS_OF_NEGOTIATION} WITH @negotiation, @round, @event "
            "WHERE @round.track IS NOT NULL AND @seen(event) WITH DISTINCT @negotiation, @round.track AS @track",
            order="@track",
        ),
        "Parallel series of its talks, each with mediators of its own.",
    )
    timeline: list[Step] = planned(
        events_in_order(),
        "All its events, the earliest first and undated ones last, each with what it is in it and why.",
        (ROUND, MEDIATED),
    )
    rounds_held: int = planned(_rounds("@event.status IN $held"), "Number of rounds that were held.")
    rounds_planned: int = planned(_rounds("@event.status = 'planned'"), "Number of rounds that are planned.")
    events: Connection[Event] = planned(
        Link(
            "MATCH (@negotiation)<-[:ROUND_OF]-(@event:Event)",
            as_of=past.EVENTS_OF_NEGOTIATION,
            where=("@seen(event)",),
            kind="page",
            key=EVENT_ORDERS,
        ),
        "All events of it, newest first: rounds, mediation efforts, proposals, agreements, breakdowns.",
        (FIRST, AFTER, filtered_by(EventFilter), ordered_by(EVENT_ORDERS)),
    )
    preceded_by: Negotiation | None = planned(
        Link(
            "MATCH (@negotiation)-[:PRECEDED_BY]->(@other:Negotiation)",
            as_of=past.EARLIER,
            kind="one",
            bindings={"negotiation": "@other"},
        ),
        "The earlier negotiation of the same parties.",
    )
    followed_by: Negotiation | None = planned(
        Link(
            "MATCH (@negotiation)<-[:PRECEDED_BY]-(@other:Negotiation)",
            as_of=past.LATER,
            kind="one",
            bindings={"negotiation": "@other"},
        ),
        "The next negotiation of the same parties.",
    )
