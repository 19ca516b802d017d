"""GraphQL type of numbers of events: by type, role, month, origin and what else they can be counted by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from app.api import past_parts as past
from app.api.arguments import AFTER, FIRST, counted_by, filtered_by, ordered_by
from app.api.plans import GroupKey, Groups, Inline, Key, Link, Orders, graph_type, planned, value
from app.api.words import EventType, Mode, Role, Status

if TYPE_CHECKING:
    from app.api.happenings import Actor

_happenings = strawberry.lazy("app.api.happenings")  # that module imports this one


def _by_day(length: int) -> str:
    """Give the year, month or day of an event, where its whole date lies in one."""
    first, last = (f"left(toString(@event.{name}), {length})" for name in ("start", "end"))
    return f"CASE WHEN {first} = {last} THEN {first} END"


_OF_EVENT = {
    "type": GroupKey("@event.type", "What was done."),
    "mode": GroupKey("@event.mode", "How it was done."),
    "status": GroupKey("@event.status", "Whether it happened."),
    "year": GroupKey(_by_day(4), "The year; unknown for what may lie in two."),
    "month": GroupKey(_by_day(7), "The month, such as `2025-06`; unknown for what may lie in two."),
    "day": GroupKey(_by_day(10), "The day."),
    "country": GroupKey("@event.country", "The country where it happened."),
    "origin": GroupKey("@origin", "Each of its independent origins.", "UNWIND @event.told_by AS @origin"),
    "outlet": GroupKey(
        "@mention_article.outlet",
        "Each outlet that reports it.",
        "MATCH (@event)<-[:REPORTS]-(@mention:Mention) WHERE @seen(mention) "
        "MATCH (@mention_article:Article {id: @mention.article_id})",
        f"{past.MENTIONS_OF_EVENT} WITH * WHERE @seen(mention) "
        "MATCH (@mention_article:Article {id: @mention.article_id})",
    ),
}
_PARTS = (
    "MATCH (@event)<-[@edge:@edges]-(@actor:Actor) WHERE @seen(edge)",
    f"{past.EDGES_OF_EVENT} WITH * WHERE @seen(edge)",
)
EVENT_GROUPS = Groups(
    "EventKey",
    _OF_EVENT
    | {
        "role": GroupKey("@role(edge)", "Each role that somebody has.", *_PARTS),
        "actor": GroupKey("@actor", "Each who takes part, in the filter's `role` where it has one.", *_PARTS),
    },
    counted="@event.id",
)
PART_GROUPS = Groups(
    "PartKey", _OF_EVENT | {"role": GroupKey("@role(edge)", "The role.")}, counted="@event.id"
)
DYAD_GROUPS = Groups(
    "DyadKey",
    _OF_EVENT
    | {
        "role": GroupKey("@role(edge)", "The role of the first."),
        "other_role": GroupKey("@role(part)", "The role of the second."),
    },
    counted="@event.id",
)
COUNT_ORDERS = Orders(
    "CountOrder",
    {
        "keys": Key(
            "@group", descending=False, description="By the keys, in the order in which they are asked for."
        ),
        "number": Key("@number", tie="@group", description="The largest numbers first."),
    },
)


@graph_type(*EVENT_GROUPS.keys, "other_role", "number")
class EventCount:
    """How many events there are of one kind; keys that were not asked for, and unknown ones, are null."""

    type: EventType | None = value("@type", "What was done.")
    mode: Mode | None = value("@mode", "How it was done.")
    status: Status | None = value("@status", "Whether it happened.")
    role: Role | None = value("@role", "The role.")
    other_role: Role | None = value("@other_role", "The role of the second of a dyad.")
    year: str | None = value("@year", "The year, such as `2025`.")
    month: str | None = value("@month", "The month, such as `2025-06`.")
    day: str | None = value("@day", "The day, such as `2025-06-02`.")
    country: str | None = value("@country", "The country where it happened (ISO 3166-1 alpha-3).")
    origin: str | None = value("@origin", "The origin that tells of it.")
    outlet: str | None = value("@outlet", "The outlet that reports it.")
    actor: Annotated[Actor, _happenings] | None = planned(
        Inline(when="@actor IS NOT NULL"), "Who takes part."
    )
    number: int = value("@number", "How many events; one with two origins counts for each of them.")


def numbers_of(groups: Groups, filters: type, description: str, match: str, **options: Any) -> Any:
    """Give a field with numbers of events."""
    rest = options.pop("arguments", ())
    plan = Link(match, kind="page", key=COUNT_ORDERS, then=groups, **options)
    given = (counted_by(groups), FIRST, AFTER, filtered_by(filters), ordered_by(COUNT_ORDERS), *rest)
    return planned(plan, description, given)
