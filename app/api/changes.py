"""GraphQL type of the change feed: what became of events, negotiations and actors."""

from __future__ import annotations

from app.api.conditions import condition, filter_type
from app.api.happenings import Actor, Event
from app.api.negotiations import Negotiation
from app.api.past_parts import EVENT_BY_ID, NEGOTIATION_BY_ID
from app.api.plans import Link, column, graph_type, planned
from app.api.words import ChangeKind, ChangeReason, Moment


def _of_change(step: str) -> str:
    return step.replace("CALL ()", "CALL (@change)").replace("$id", "@change.key")


@graph_type("change")
class OfFeed:
    """What the feed keeps of every change."""

    seq: int = column("Change.seq")
    at: Moment = column("Change.at", "toString(@change.at)")
    kind: ChangeKind = column("Change.kind")
    key: str = column("Change.key")
    others: list[str] = column("Change.others", "coalesce(@change.others, [])")
    reason: ChangeReason = column("Change.reason")


@graph_type("change")
class Change(OfFeed):
    """What became of one object; `event`, `negotiation` or `actor` is that object as it is now."""

    label: str = column("Change.label")
    event: Event | None = planned(
        Link("MATCH (@event:Event {id: @change.key})", as_of=_of_change(EVENT_BY_ID), kind="one"),
        "The event as it is now; null where it is gone, or where this is of something else.",
    )
    negotiation: Negotiation | None = planned(
        Link(
            "MATCH (@negotiation:Negotiation {id: @change.key})",
            as_of=_of_change(NEGOTIATION_BY_ID),
            kind="one",
        ),
        "The negotiation as it is now; null where it is gone, or where this is of something else.",
    )
    actor: Actor | None = planned(
        Link("MATCH (@actor:Actor {id: @change.key})", kind="one"),
        "The actor as it is now; null where this is of something else.",
    )


@filter_type
class ChangeFilter:
    """Changes that meet all entries given."""

    after: Moment | None = condition("Made after this moment.", "@change.at > $value")
    kind: list[ChangeKind] | None = condition("Of one of these kinds.", "@change.kind IN $value")
    reason: list[ChangeReason] | None = condition("For one of these reasons.", "@change.reason IN $value")
    label: str | None = condition("Of an `Event`, a `Negotiation` or an `Actor`.", "@change.label = $value")
    key: str | None = condition("Of this object, by id: its history.", "@change.key = $value")
