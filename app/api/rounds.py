"""GraphQL types of what a negotiation is made of: its events with what they are in it, rounds, tracks, delegations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from app.api import past_parts as past
from app.api.evidence import DateInterval, read_json
from app.api.parts import held_in_role, in_role
from app.api.plans import Inline, Link, column, graph_type, planned, record_type, records, said, value
from app.api.words import MediatorReport, Membership, Outcome, Stage, ThreadPart

if TYPE_CHECKING:
    from app.api.happenings import Actor, Event, Mediation

_happenings = strawberry.lazy("app.api.happenings")  # that module imports this one

_MENTIONS = "MATCH (@event)<-[:REPORTS]-(@mention:Mention)"
_MEDIATES = (
    "{mentions} MATCH (@mention)-[@argument:ARGUMENT {role: 'mediator'}]->() "
    "WHERE @seen(mention) AND @argument.rejected IS NULL"
)
_DAYS = (
    "{mentions} WITH @mention WHERE @seen(mention) AND @mention.date_start IS NOT NULL "
    "WITH DISTINCT @mention.date_start AS @first, @mention.date_end AS @last, "
    "@mention.date_precision AS @exact, @mention.date_basis AS @ground"
)


def _mediator_report(mentions: str) -> str:
    told = _MEDIATES.replace("{mentions}", mentions)
    return (
        f"CASE WHEN EXISTS {{ {told} AND coalesce(@argument.status, @mention.status) <> 'denied' RETURN 1 }} "
        f"THEN 'named' WHEN EXISTS {{ {told} RETURN 1 }} THEN 'denied' ELSE 'none' END"
    )


def _report_of_mediators() -> Any:
    """Give the field of whether a mediator is named."""
    return value(
        _mediator_report(_MENTIONS),
        "Whether its reports name a mediator, only deny one, or name none.",
        as_of=_mediator_report(past.MENTIONS_OF_EVENT),
    )


def _mediations() -> Any:
    """Give the field of all that is reported of an event's mediators."""
    return planned(
        Link(
            "MATCH (@event)<-[@edge:@edges]-(@actor:Actor)",
            as_of=past.EDGES_OF_EVENT,
            where=("@seen(edge)",),
            order="@edge.mentions DESC, @actor.id",
            roles=("mediator",),
        ),
        "All that is reported of its mediators, denials too: whom they act for, on whose word, in which sentences.",
    )


@record_type
class Delegation:
    """One side's people at talks, as far as reports name or count them."""

    side: str = said("The side that sent it.")
    side_id: strawberry.ID = said("The side's actor.")
    heads: list[str] = said("Who is said to have led it.")
    head_ids: list[strawberry.ID] = said("Their actors.")
    members: list[str] = said("Further members that are named.")
    member_ids: list[strawberry.ID] = said("Their actors.")
    sizes: list[int] = said("The numbers of members that reports give, from the smallest: they may differ.")


@graph_type("round", "event")
class Step:
    """An event as a part of its negotiation: a session, an effort to mediate, a proposal, an agreement, a breakdown."""

    number: int | None = value(
        "@round.number", "The round's number, by date; null for what is no session of its own."
    )
    part: ThreadPart | None = column("round.part")
    outcome: Outcome | None = column("round.outcome")
    stage: Stage | None = column("round.stage")
    track: int | None = column("round.track")
    because: list[Membership] = column("round.because", "coalesce(@round.because, [])")
    event: Annotated[Event, _happenings] = planned(Inline(), "The event.")
    mediator_report: MediatorReport = _report_of_mediators()
    mediations: list[Annotated[Mediation, _happenings]] = _mediations()


@graph_type("round", "event")
class Round:
    """A round of a negotiation, held or planned."""

    number: int = value("@round.number", "Its number, by date.")
    told_numbers: list[int] = column("round.told", "coalesce(@round.told, [])")
    numbers_disagree: bool = value(
        "size(coalesce(@round.told, [])) > 0 AND NOT @round.number IN @round.told",
        "True where texts count it otherwise than its date does: rounds may be unreported, or counted anew.",
    )
    held: bool = value("@event.status IN $held", "True for what happened or goes on: planned is not held.")
    outcome: Outcome | None = column("round.outcome")
    track: int | None = column("round.track")
    because: list[Membership] = column("round.because", "coalesce(@round.because, [])")
    event: Annotated[Event, _happenings] = planned(Inline(), "The event.")
    sessions: list[DateInterval] = planned(
        Link(
            _DAYS.replace("{mentions}", _MENTIONS),
            as_of=_DAYS.replace("{mentions}", past.MENTIONS_OF_EVENT),
            bindings={"start": "@first", "end": "@last", "precision": "@exact", "basis": "@ground"},
            order="@first, @last, @exact, @ground",
        ),
        "The days on which its reports place it: a round of several sittings has several.",
    )
    mediator_report: MediatorReport = _report_of_mediators()
    mediators: list[Annotated[Actor, _happenings]] = planned(
        in_role("mediator"), "Who mediated it, and is not said not to have."
    )
    mediations: list[Annotated[Mediation, _happenings]] = _mediations()
    hosts: list[Annotated[Actor, _happenings]] = planned(in_role("host"), "Who is said to have hosted it.")
    guarantors: list[Annotated[Actor, _happenings]] = planned(
        in_role("guarantor"), "Who guarantees what comes of it."
    )
    observers: list[Annotated[Actor, _happenings]] = planned(in_role("observer"), "Who looked on.")
    delegations: list[Delegation] = records("Event.delegations", read_json)


@graph_type("track", "negotiation")
class Track:
    """One of the parallel series of a negotiation's talks: those with the same mediators."""

    number: int = value("@track", "Its number, by the date of its first event.")
    mediators: list[Annotated[Actor, _happenings]] = planned(
        held_in_role("mediator", where="@round.track = @track AND "),
        "Who mediated in it; empty: none is reported.",
    )
    rounds: list[Round] = planned(
        Link(
            "MATCH (@negotiation)<-[@round:ROUND_OF]-(@event:Event)",
            as_of=past.EVENTS_OF_NEGOTIATION,
            where=("@round.track = @track", "@round.number IS NOT NULL", "@seen(event)"),
            order="@round.number, @event.id",
        ),
        "Its rounds, by their numbers in the negotiation.",
    )
