"""Saying that what is stored was put together by other rules than this service's."""

from __future__ import annotations

import typer

from database import Executor
from loaders.graph.rules import why_outdated
from loaders.resolution.settings import read_pause_days


def tell_outdated(db: Executor) -> None:
    """Say on standard error why a store needs `goodoffices rebuild`, if it does."""
    if why := why_outdated(db, read_pause_days()):
        typer.echo(why, err=True)
