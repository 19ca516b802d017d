"""GraphQL types of two actors: in which events they meet, how often and in which roles, in which negotiations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from app.api import past_parts as past
from app.api.arguments import AFTER, FIRST, filtered_by, ordered_by
from app.api.conditions import both, condition, either, filter_type, neither, related
from app.api.counts import DYAD_GROUPS, EventCount, numbers_of
from app.api.filter_parts import GENRE, since, until
from app.api.filters import ActorFilter, EventFilter
from app.api.orders import ENCOUNTER_ORDERS, NEGOTIATION_ORDERS
from app.api.pages import Connection
from app.api.plans import Inline, Key, Link, Orders, argument, graph_type, planned, value
from app.api.templates import where
from app.api.words import Day, EventType, Genre, Role, Status

if TYPE_CHECKING:
    from app.api.happenings import Actor, Event, Triple
    from app.api.negotiations import Negotiation

_happenings = strawberry.lazy("app.api.happenings")  # that module imports this one
_negotiations = strawberry.lazy("app.api.negotiations")  # the same

# The parts of an actor, and of those who act for it: the state meets whom its minister meets.
_SIDE = """CALL (@actor) {
  MATCH (@actor)-[@r:@edges]->(@found:Event) RETURN @actor AS @side, @r AS @edge, @found AS @event
  UNION
  MATCH (@side:Actor)-[@r:@edges {for: @actor.id}]->(@found:Event) RETURN @side, @r AS @edge, @found AS @event
}
"""
MEETING = _SIDE + "MATCH (@event)<-[@part:@edges]-(@fellow:Actor)"
MEETING_AS_OF = f"{past.PARTS_OF_SIDE}\n{past.renamed(past.EDGES_OF_EVENT, actor='fellow', edge='part')}"
_BRANCH = "MATCH ({side})-[@r:@edges{acts}]->(@found:Event)<-[@q:@edges{fellow_acts}]-({fellow}) "
_FOUND = "RETURN {side} AS @side, @r AS @edge, @found AS @event, @q AS @part, {fellow} AS @fellow"


def _branch(acts: bool, fellow_acts: bool) -> str:
    return (_BRANCH + _FOUND).format(
        side="@who" if acts else "@actor",
        acts=" {for: @actor.id}" if acts else "",
        fellow="@whom" if fellow_acts else "@other",
        fellow_acts=" {for: @other.id}" if fellow_acts else "",
    )


# Each branch has an end to begin with: of two actors the planner takes the one of fewer events.
MEETING_OF_TWO = "CALL (@actor, @other) {{\n{}\n}}".format(
    "\nUNION\n".join(_branch(acts, fellow_acts) for acts in (False, True) for fellow_acts in (False, True))
)
MET = (
    "@seen(edge)",
    "@seen(part)",
    "(@fellow <> @side OR @role(part) <> @role(edge))",
    "@fellow <> @actor",
    "coalesce(@part.for <> @actor.id, true)",
)
OF_TWO = (*MET, "(@fellow = @other OR @part.for = @other.id)", "coalesce(@edge.for <> @other.id, true)")
IN_TIME = ("($since IS NULL OR @event.end >= $since)", "($until IS NULL OR @event.start <= $until)")
# Whom an actor meets: who takes part, and for whom.
FELLOWS = (
    "UNWIND CASE WHEN @part.for IS NULL THEN [@fellow.id] ELSE [@fellow.id, @part.for] END AS @key "
    "WITH @edge, @event, @key WHERE @key <> @actor.id AND coalesce(@key <> @edge.for, true) "
    "WITH @key, count(DISTINCT @event.id) AS @met MATCH (@other:Actor {id: @key})"
)
_FELLOW_ORDERS = Orders(
    "CounterpartOrder",
    {
        "number": Key("@met", tie="@other.id", description="Those of most events first."),
        "name": Key("@other.sort_key", descending=False, description="By name."),
    },
)


@filter_type
class EncounterFilter:
    """Events in which two actors meet that meet all entries given."""

    and_: list[EncounterFilter] | None = both()
    or_: list[EncounterFilter] | None = either()
    not_: EncounterFilter | None = neither()
    role: list[Role] | None = condition("The first has one of these roles.", "@role(edge) IN $value")
    other_role: list[Role] | None = condition("The second has one of these roles.", "@role(part) IN $value")
    type: list[EventType] | None = condition("What was done.", "@event.type IN $value")
    status: list[Status] | None = condition("Whether it happened.", "@event.status IN $value")
    genre: list[Genre] | None = condition(GENRE)
    since: Day | None = since()
    until: Day | None = until()
    confidence: float | None = condition(
        "Both take part with at least this confidence; where not given, the service's own least.",
        "@edge.confidence >= $value AND @part.confidence >= $value",
    )
    event: EventFilter | None = related("The event meets these.", takes={"event": "@event"})


@graph_type("side", "edge", "event", "fellow", "part")
class Encounter:
    """An event in which two actors take part, with the part of each: the sentences that say so are its evidence."""

    event: Annotated[Event, _happenings] = planned(Inline(), "The event.")
    role: Role = value("@role(edge)", "The role of the first.")
    other_role: Role = value("@role(part)", "The role of the second.")
    part: Annotated[Triple, _happenings] = planned(
        Inline({"actor": "@side"}), "The part of the first, or of who acts for it."
    )
    other_part: Annotated[Triple, _happenings] = planned(
        Inline({"actor": "@fellow", "edge": "@part"}), "The part of the second, or of who acts for it."
    )


@graph_type("actor", "other", "met")
class Dyad:
    """Two actors: where they meet, themselves or by those who act for them."""

    actor: Annotated[Actor, _happenings] = planned(Inline(), "The first.")
    other: Annotated[Actor, _happenings] = planned(Inline({"actor": "@other"}), "The second.")
    number: int = value("@met", "In how many events they meet, of those that the list counts.")
    encounters: Connection[Encounter] = planned(
        Link(
            MEETING_OF_TWO,
            as_of=MEETING_AS_OF,
            where=OF_TWO,
            kind="page",
            key=ENCOUNTER_ORDERS,
            own_role=True,
        ),
        "The events in which they meet, newest first, with the part of each.",
        (FIRST, AFTER, filtered_by(EncounterFilter), ordered_by(ENCOUNTER_ORDERS)),
    )
    counts: Connection[EventCount] = numbers_of(
        DYAD_GROUPS,
        EncounterFilter,
        "Numbers of these events: `counts(by: [month, type]) { nodes { month type number } }`.",
        MEETING_OF_TWO,
        as_of=MEETING_AS_OF,
        where=OF_TWO,
        own_role=True,
    )
    negotiations: Connection[Annotated[Negotiation, _negotiations]] = planned(
        Link(
            "MATCH (@actor)-[:PRINCIPAL_IN]->(@negotiation:Negotiation)<-[:PRINCIPAL_IN]-(@other)",
            as_of=past.NEGOTIATIONS_OF_TWO,
            where=("@seen(negotiation)",),
            kind="page",
            key=NEGOTIATION_ORDERS,
        ),
        "Negotiations in which both are principal parties.",
        (FIRST, AFTER, ordered_by(NEGOTIATION_ORDERS)),
    )


def fellows(as_of: bool, of: str, found: str, number: str) -> str:
    """Give the step from an actor to whom it meets, in how many events."""
    step = where(MEETING_AS_OF if as_of else MEETING, (*MET, *IN_TIME))
    return past.renamed(f"{step} {FELLOWS}", actor=of, other=found, met=number)


def number(meeting: str, *also: str) -> str:
    """Give in how many events two actors meet."""
    return f"size(COLLECT {{ {meeting} WITH * WHERE {' AND '.join((*OF_TWO, *also))} RETURN DISTINCT @event.id }})"


def fellows_of(description: str, *where: str) -> Any:
    """Give the field of those whom an actor meets, where their parts are such."""
    return planned(
        Link(
            MEETING,
            as_of=MEETING_AS_OF,
            where=(*MET, *where),
            then=f"{FELLOWS} RETURN @other, @met",
            kind="page",
            key=_FELLOW_ORDERS,
            own_role=True,
        ),
        description,
        (
            FIRST,
            AFTER,
            filtered_by(EncounterFilter),
            argument("who", ActorFilter | None, "Only those who meet all entries given."),
            ordered_by(_FELLOW_ORDERS),
        ),
    )
