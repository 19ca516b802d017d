"""The questions that the API answers on how actors are related: numbers, pairs, paths, neighbourhoods."""

from __future__ import annotations

from app.api.arguments import AS_OF, GENRE
from app.api.counts import EVENT_GROUPS, EventCount, numbers_of
from app.api.dyads import MEETING_AS_OF, MEETING_OF_TWO, Dyad, number
from app.api.filter_parts import named
from app.api.filters import EventFilter
from app.api.pages import Connection
from app.api.past_parts import EVENTS
from app.api.paths import NEIGHBOURHOOD, PATHS, Neighbourhood, Path, somebody
from app.api.plans import Link, argument, graph_type, planned


@graph_type()
class Relations:
    """How actors are related."""

    counts: Connection[EventCount] = numbers_of(
        EVENT_GROUPS,
        EventFilter,
        "Numbers of events: `counts(by: [actor], filter: {role: [mediator], held: true}, order: number)` tells who "
        "mediated most.",
        "MATCH (@event:Event)",
        as_of=EVENTS,
        where=("@seen(event)",),
        genres="default",
        arguments=(AS_OF,),
    )
    dyad: Dyad | None = planned(
        Link(
            somebody("actor", "of") + somebody("other", "with"),
            where=("@seen(actor)", "@actor <> @other"),
            bindings={"met": number(MEETING_OF_TWO)},
            bindings_as_of={"met": number(MEETING_AS_OF)},
            kind="one",
            genres="default",
            order="@actor.local, @other.local, @actor.id, @other.id",
        ),
        'Two actors: `dyad(of: "Russia", with: "Ukraine") { number counts(by: [month]) { nodes { month number } } }`.',
        (
            argument("of", str, "The first, by id or any name.", convert=named),
            argument("with", str, "The second, by id or any name.", convert=named),
            GENRE,
            AS_OF,
        ),
    )
    paths: list[Path] = PATHS
    neighbourhood: Neighbourhood | None = NEIGHBOURHOOD
