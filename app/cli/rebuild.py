"""``goodoffices rebuild``: events and negotiations anew from the mentions."""

from __future__ import annotations

import typer

from app.cli.progress import slow_progress
from database import connect
from graph_schema import apply
from loaders.graph import rebuild as rebuild_graph
from loaders.resolution.settings import read_pause_days


def rebuild() -> None:
    """Compute events and negotiations anew from the mentions.

    Loading keeps them up to date by itself; this is for after an upgrade, a change of
    GOODOFFICES_PAUSE_DAYS, or when in doubt. If it is stopped,
    run it again.
    """
    pause = read_pause_days()
    with connect() as db, slow_progress("Putting events together") as tell:
        apply(db)
        made = rebuild_graph(
            db,
            progress=lambda done, of: tell(f"{done} of {of} articles put together"),
            pause_days=pause,
        )
    typer.echo(
        f"{made.events} events and {made.negotiations} negotiations from the mentions of {made.articles} articles."
    )
