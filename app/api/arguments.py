"""The arguments that fields share, with their bounds."""

from __future__ import annotations

from datetime import date

import strawberry
from strawberry.types.arguments import StrawberryArgument

from app.api.plans import Groups, Orders, argument
from app.api.words import Day, Genre, Moment, Role

PAGE_SIZE = 50
LARGEST_PAGE = 500
"""A larger page is refused: cost grows with the product of all pages of a document."""

EVIDENCE_SIZE = 10

LARGEST_STATEMENT = 40_000
"""Characters of Cypher; Neo4j plans about 30 kB a second the first time it sees a statement, and remembers it."""

LARGEST_ANSWER = 50_000
"""More objects than these, by the product of page sizes, are refused before the database is asked."""


MOST_TOLD = 25
"""Messages of a subscription that are made at once; whoever follows reads on when they have been taken."""

LARGEST_FILTER = 100
DEEPEST_FILTER = 8
"""Entries of a filter, and levels of filters within filters: each is a part of the statement."""


MOST_KEYS = 4
"""What entries can be counted by at once."""


@strawberry.input(name="AsOf", description="Answers as they were, or would have been, known at a time.")
class Clocks:
    """The two clocks of the contract."""

    published: Day | None = strawberry.field(
        default=strawberry.UNSET,
        description="Only what was published up to this day, inclusive; an undated article counts from its loading.",
    )
    ingested: Moment | None = strawberry.field(
        default=strawberry.UNSET,
        description="As the graph answered at this moment: what stood in it then, in the events that it made up.",
    )


def plain_day(day: date | None) -> date | None:
    """Take a day as it is."""
    return day


_SIZE = f"At most {LARGEST_PAGE}."

FIRST = argument("first", int, f"How many to give. {_SIZE}", PAGE_SIZE, convert=int)
FIRST_OF_EVIDENCE = argument("first", int, f"How many to give. {_SIZE}", EVIDENCE_SIZE, convert=int)
AFTER = argument("after", str | None, "The cursor after which to go on, from `pageInfo.endCursor`.")
AS_OF = argument("as_of", Clocks | None, "As known at a time; today where not given.")
ROLE = argument("role", list[Role] | None, "Only these roles.")
GENRE = argument(
    "genre", list[Genre] | None, "Count what passages of these genres say. Opinion must be asked for."
)
ON = argument("on", Day | None, "Only those of this day, as far as dates are known.", None, convert=plain_day)
SINCE = argument("since", Day | None, "Only events not over before this day.", None, convert=plain_day)
UNTIL = argument("until", Day | None, "Only events begun by this day.", None, convert=plain_day)
ROUND = argument("round", int | None, "Only the round of this number.", None, convert=lambda number: number)
MEDIATED = argument(
    "mediated",
    bool,
    "Only rounds, and other events of which somebody is said, or denied, to have mediated them.",
    False,
    convert=bool,
)
ID = argument("id", strawberry.ID, "The id.", convert=str)


def ordered_by(orders: Orders) -> StrawberryArgument:
    """Declare the argument ``order`` of a list."""
    return argument("order", orders.words, "In which order.", orders.words(orders.usual))


def filtered_by(filters: type) -> StrawberryArgument:
    """Declare the argument ``filter`` of a list."""
    return argument("filter", filters | None, "Only what meets all entries given.")


def counted_by(groups: Groups) -> StrawberryArgument:
    """Declare the argument ``by`` of groups."""
    return argument("by", list[groups.words], f"What to count by, at most {MOST_KEYS} keys.")  # type: ignore[name-defined]  # made at run time
