"""``goodoffices reextract``: stored articles read anew, and what that changes."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from app.cli.outputs import output, writable
from app.cli.plans import counted
from app.cli.progress import slow_progress
from app.cli.revisions import RevisionCounts, revision_line
from app.cli.sources import ExtractorChoice, Workers, tell_rejections
from database import connect
from loaders.extractors import FRAMES
from loaders.graph import Revision
from loaders.reextraction import Reextraction
from loaders.reextraction import reextract as reextract_articles
from loaders.resolution.settings import read_pause_days


def reextract(
    extractor: ExtractorChoice = FRAMES,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Only articles published on or after this day; undated ones count from their loading.",
        ),
    ] = None,
    workers: Workers = 1,
    anew: Annotated[
        bool,
        typer.Option(
            "--anew", help="Also what this version of the extractor has read: after `actors import`."
        ),
    ] = False,
    differences: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            callback=writable,
            help="Write each mention that is new, gone or changed, before and after, as JSON Lines.",
        ),
    ] = None,
) -> None:
    """Read the stored articles that the extractor has not read in its present version, and say what that changes.

    Its own mentions are replaced; those of other extractors stay, and so does what was said before, as history.
    If it is stopped, run it again: it goes on with what is left.
    """
    counts = RevisionCounts()
    with output(differences) if differences is not None else nullcontext() as file:

        def note(revision: Revision) -> None:
            counts.count(revision)
            if file is not None and revision.kind != "kept":
                file.write(orjson.dumps(revision_line(revision)) + b"\n")

        with slow_progress("Reading anew") as say, connect() as db:
            done = reextract_articles(
                db,
                extractor=extractor,
                since=since.date() if since else None,
                workers=workers,
                anew=anew,
                revised=note,
                progress=say,
                pause_days=read_pause_days(),
            )
    tell_rejections(done.load.rejections)
    if counts:
        Console().print(counts.table())
    for line in _summary(done):
        typer.echo(line)
    if not done.load.articles and (done.without_text or done.load.rejections):
        raise typer.Exit(1)


def _summary(done: Reextraction) -> list[str]:
    lines = [
        f"{counted(done.load.articles, 'article')} read anew: {counted(done.load.events, 'event')} and "
        f"{counted(done.load.negotiations, 'negotiation')} put together."
        if done.load.articles or done.without_text or done.load.rejections
        else "Every stored article has been read by this version of the extractor: nothing to do."
    ]
    if done.without_text:
        lines.append(
            f"{counted(done.without_text, 'article')} cannot be read anew, for the text is not stored "
            "(GOODOFFICES_STORE_TEXT); the mentions stay. Load them again from their sources."
        )
    return lines
