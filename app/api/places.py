"""GraphQL type of places, and what lists of them can be filtered and ordered by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.api import past_parts as past
from app.api.arguments import AFTER, FIRST, filtered_by, ordered_by
from app.api.conditions import both, condition, either, filter_type, neither, related
from app.api.filter_parts import COUNTRY, holds
from app.api.filters import EventFilter
from app.api.orders import EVENT_ORDERS
from app.api.pages import Connection
from app.api.plans import Key, Link, Orders, column, graph_type, planned

if TYPE_CHECKING:
    from app.api.happenings import Event

_happenings = strawberry.lazy("app.api.happenings")  # that module imports this one

_EVENTS = "MATCH (@place)<-[:AT]-(@event:Event)"


@graph_type("place")
class Place:
    """Where something happened."""

    id: strawberry.ID = column("Place.id")
    name: str = column("Place.name")
    country: str | None = column("Place.country")
    events: Connection[Annotated[Event, _happenings]] = planned(
        Link(
            _EVENTS,
            as_of=past.EVENTS_AT,
            where=("@seen(event)",),
            kind="page",
            key=EVENT_ORDERS,
        ),
        "What happened there, newest first.",
        (FIRST, AFTER, filtered_by(EventFilter), ordered_by(EVENT_ORDERS)),
    )


PLACE_ORDERS = Orders(
    "PlaceOrder",
    {
        "name": Key("toLower(@place.name)", descending=False, tie="@place.id", description="By name."),
        "events": Key(
            "COUNT { (@place)<-[:AT]-() }",
            tie="@place.id",
            as_of=f"COUNT {{ {past.EVENTS_AT} }}",
            description="Those of most events first.",
        ),
    },
)


@filter_type
class PlaceFilter:
    """Places that meet all entries given."""

    and_: list[PlaceFilter] | None = both()
    or_: list[PlaceFilter] | None = either()
    not_: PlaceFilter | None = neither()
    name: str | None = condition(
        "Of this name, in any case of letters.", "toLower(@place.name) = toLower($value)"
    )
    text: str | None = holds("The name holds these words.", "@place.name")
    country: str | None = condition(f"In this country. {COUNTRY}", "@place.country = $value")
    event: EventFilter | None = related(
        'Such an event happened there: `{type: [CONSULT], since: "2025-01-01"}`.',
        _EVENTS,
        as_of=past.EVENTS_AT,
        where=("@seen(event)",),
        takes={"place": "@place"},
    )
