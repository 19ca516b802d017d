"""GraphQL types of actors joined by events: the paths between two, and the neighbourhood of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry
from graphql import GraphQLError

from app.api.arguments import AS_OF, FIRST, GENRE, SINCE, UNTIL
from app.api.dyads import IN_TIME, MEETING_AS_OF, MEETING_OF_TWO, Dyad, fellows, number
from app.api.filter_parts import NAMED, named
from app.api.past_parts import renamed
from app.api.plans import Inline, Link, argument, graph_type, planned, value

if TYPE_CHECKING:
    from app.api.happenings import Actor

_happenings = strawberry.lazy("app.api.happenings")  # that module imports this one

LONGEST_PATH = 3
"""Steps; each more multiplies the cost by the number of whom an actor meets."""
_ENDS = 200
"""Of whom the two ends meet, those of most events are looked at."""
_BETWEEN = 30
"""The same of those from whom a path of three steps goes on."""
LARGEST_NEIGHBOURHOOD = 100
"""Actors: more cannot be drawn, and each costs a step."""

_NAME = "The id, a name or another name, in any case of letters."


def somebody(variable: str, parameter: str) -> str:
    """Give the step that finds an actor by a parameter."""
    return NAMED.replace("@somebody", f"@{variable}").replace("$value", f"${parameter}")


def _met_by(as_of: bool, of: str, found: str, most: str) -> str:
    """Give the step that collects whom an actor meets, as ``[actor, number]``, those of most events first."""
    return (
        f"CALL (@{of}) {{ {fellows(as_of, of, 'near', 'weight')} "
        f"WITH @near, @weight ORDER BY @weight DESC, @near.id LIMIT {most} "
        f"RETURN collect([@near, @weight]) AS @{found} }}\n"
    )


def _paths(as_of: bool) -> str:
    return (
        somebody("from", "from")
        + somebody("to", "to")
        + "WITH * WHERE @from <> @to\n"
        + _met_by(as_of, "from", "starts", str(_ENDS))
        + _met_by(as_of, "to", "ends", str(_ENDS))
        + f"""CALL (@from, @to, @starts, @ends) {{
  UNWIND @starts + [pair IN @ends WHERE pair[0] = @from | [@to, pair[1]]] AS @one
  WITH * WHERE @one[0] = @to
  RETURN DISTINCT [@from, @to] AS @chain, @one[1] AS @strength
  UNION
  UNWIND @starts AS @one UNWIND @ends AS @two
  WITH * WHERE $longest >= 2 AND @one[0] = @two[0]
  RETURN [@from, @one[0], @to] AS @chain, CASE WHEN @one[1] < @two[1] THEN @one[1] ELSE @two[1] END AS @strength
  UNION
  WITH @starts, [pair IN @ends | pair[0]] AS @near
  WITH @starts, $longest >= 3 AND NOT @to IN [one IN @starts | one[0]] AND NOT @from IN @near
    AND none(one IN @starts WHERE one[0] IN @near) AS @farther
  UNWIND CASE WHEN @farther THEN @starts[..{_BETWEEN}] ELSE [] END AS @one
  WITH @one, @one[0] AS @via
  CALL (@via) {{ {fellows(as_of, "via", "beyond", "weight")} RETURN @beyond, @weight }}
  UNWIND @ends AS @two
  WITH * WHERE @two[0] = @beyond
  RETURN [@from, @via, @beyond, @to] AS @chain, reduce(
    least = @weight, other IN [@one[1], @two[1]] | CASE WHEN other < least THEN other ELSE least END
  ) AS @strength
}}
"""
    )


def _neighbourhood(as_of: bool) -> str:
    return somebody("centre", "of") + _met_by(as_of, "centre", "near", "$size")


def _links(as_of: bool) -> str:
    return f"""CALL (@centre, @near) {{
  UNWIND @near AS @pair RETURN @centre AS @first, @pair[0] AS @second, @pair[1] AS @weight
  UNION ALL
  UNWIND @near AS @pair
  WITH @near, @pair[0] AS @first
  CALL (@first) {{ {fellows(as_of, "first", "second", "weight")} RETURN @second, @weight }}
  WITH * WHERE @first.id < @second.id AND any(other IN @near WHERE other[0] = @second)
  RETURN @first, @second, @weight
}}
"""


def _later(text: str) -> str:
    """Give a step within what was found between two days with the same days."""
    return (
        renamed(text, actor="first", other="second").replace("$since", "@since").replace("$until", "@until")
    )


_DAYS = {"since": "$since", "until": "$until"}


def _checked(limit: int, name: str, at: int) -> int:
    if not 1 <= at <= limit:
        raise GraphQLError(f"`{name}` must be from 1 to {limit}, not {at}.")
    return at


@graph_type("chain", "strength", "since", "until")
class Path:
    """Actors each of whom meets the next in events."""

    length: int = value("size(@chain) - 1", "The number of steps.")
    strength: int = value(
        "@strength",
        "How many events join the two of its weakest step: of two paths the stronger one comes first.",
    )
    actors: list[Annotated[Actor, _happenings]] = planned(
        Link("UNWIND @chain AS @one", bindings={"actor": "@one"}), "Who is on it, from end to end."
    )
    hops: list[Dyad] = planned(
        Link(
            "UNWIND range(0, size(@chain) - 2) AS @at WITH @chain[@at] AS @first, @chain[@at + 1] AS @second",
            bindings={
                "actor": "@first",
                "other": "@second",
                "met": _later(number(MEETING_OF_TWO, *IN_TIME)),
            },
            bindings_as_of={"met": _later(number(MEETING_AS_OF, *IN_TIME))},
        ),
        "Its steps: `hops { actor { name } other { name } encounters(first: 2) { nodes { event { id } part { "
        "evidence { sentence } } } } }`.",
    )


@graph_type("centre", "near", "since", "until")
class Neighbourhood:
    """Whom an actor meets, and who of them meet each other: what it takes to draw it."""

    centre: Annotated[Actor, _happenings] = planned(Inline({"actor": "@centre"}), "The actor in the middle.")
    actors: list[Annotated[Actor, _happenings]] = planned(
        Link(
            "UNWIND range(0, size(@near) - 1) AS @at WITH @at, @near[@at][0] AS @one",
            bindings={"actor": "@one"},
            order="@at",
        ),
        "Whom it meets, those of most events first.",
    )
    links: list[Dyad] = planned(
        Link(
            _later(_links(as_of=False)),
            as_of=_later(_links(as_of=True)),
            bindings={"actor": "@first", "other": "@second", "met": "@weight"},
            order="@weight DESC, @first.id, @second.id",
        ),
        "Who meets whom, of the centre and these, with the number of events: `links { actor { id } other { id } "
        "number }`.",
    )


PATHS = planned(
    Link(
        _paths(as_of=False),
        as_of=_paths(as_of=True),
        bindings=_DAYS,
        order="size(@chain), @strength DESC, reduce(key = '', one IN @chain | key + one.id + ' ')",
        genres="default",
    ),
    "How two actors are joined by events, the shortest paths first: "
    '`paths(from: "Qatar", to: "Taliban", longest: 2) { actors { name } strength }`. '
    f"Of whom the two ends meet, the {_ENDS} of most events are looked at. Paths of {LONGEST_PATH} steps are "
    f"looked for where there are no shorter ones, by way of the first {_BETWEEN} of these.",
    (
        argument("from", str, f"Where paths begin. {_NAME}", convert=named),
        argument("to", str, f"Where they end. {_NAME}", convert=named),
        argument(
            "longest",
            int,
            f"How many steps they may have, at most {LONGEST_PATH}.",
            2,
            convert=lambda steps: _checked(LONGEST_PATH, "longest", steps),
        ),
        FIRST,
        SINCE,
        UNTIL,
        GENRE,
        AS_OF,
    ),
)
NEIGHBOURHOOD = planned(
    Link(
        _neighbourhood(as_of=False),
        as_of=_neighbourhood(as_of=True),
        kind="one",
        bindings=_DAYS,
        order="@centre.local, @centre.id",
        genres="default",
    ),
    'Whom an actor meets, and who of them meet each other: `neighbourhood(of: "Oman", size: 20) { actors { name } '
    "links { actor { name } other { name } number } }`.",
    (
        argument("of", str, f"The actor. {_NAME}", convert=named),
        argument(
            "size",
            int,
            f"How many actors around it, those of most events first, at most {LARGEST_NEIGHBOURHOOD}.",
            25,
            convert=lambda size: _checked(LARGEST_NEIGHBOURHOOD, "size", size),
        ),
        SINCE,
        UNTIL,
        GENRE,
        AS_OF,
    ),
)
