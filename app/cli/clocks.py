"""The options ``--as-of`` and ``--as-ingested``, and moments as users write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from loaders.graph.past import AsOf


def read_moment(text: str) -> datetime:
    """Read a moment such as ``2025-06-03T12:00``; without an offset it is UTC.

    Examples
    --------
    >>> read_moment("2025-06-03T14:00+02:00").isoformat()
    '2025-06-03T14:00:00+02:00'

    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no moment: write it as 2025-06-03T12:00:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


Published = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="Only what had been published by this day."
    ),
]
Ingested = Annotated[
    datetime | None,
    typer.Option(
        "--as-ingested",
        parser=read_moment,
        metavar="MOMENT",
        help="As the graph stood at this moment, such as 2025-06-03T12:00Z.",
    ),
]


def read_clocks(published: datetime | None, ingested: datetime | None) -> AsOf:
    """Return the two clocks as the options set them."""
    return AsOf(published.date() if published else None, ingested)
