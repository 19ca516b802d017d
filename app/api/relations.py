"""The questions that the API answers on how actors are related: numbers, pairs, paths, neighbourhoods."""

from __future__ import annotations

from app.api.arguments import AS_OF, GENRE
from app.api.counts import EVENT_GROUPS, EventCount, numbers_of
from app.api.dyads import MEETING, MEETING_AS_OF, Dyad, number
from app.api.filter_parts import NAMED, named
from app.api.filters import EventFilter
from app.api.pages import Connection
from app.api.past_parts import EVENTS
from app.api.plans import Link, argument, graph_type, planned

_NAME = "The id, a name or another name, in any case of letters."


def _somebody(variable: str, parameter: str) -> str:
    return NAMED.replace("@somebody", f"@{variable}").replace("$value", f"${parameter}")


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
            _somebody("actor", "of") + _somebody("other", "with"),
            where=("@seen(actor)", "@actor <> @other"),
            bindings={"met": number(MEETING)},
            bindings_as_of={"met": number(MEETING_AS_OF)},
            kind="one",
            genres="default",
            order="@actor.local, @other.local, @actor.id, @other.id",
        ),
        'Two actors: `dyad(of: "Russia", with: "Ukraine") { number counts(by: [month]) { nodes { month number } } }`.',
        (
            argument("of", str, f"The first. {_NAME}", convert=named),
            argument("with", str, f"The second. {_NAME}", convert=named),
            GENRE,
            AS_OF,
        ),
    )
