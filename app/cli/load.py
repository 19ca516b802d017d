"""``goodoffices load``: pages into the graph."""

from __future__ import annotations

import typer

from app.cli.differences import Differences, comparing
from app.cli.outdated import tell_outdated
from app.cli.plans import counted
from app.cli.progress import slow_progress
from app.cli.sources import ExtractorChoice, Format, Outlet, Published, Sources, Workers, tell_rejections
from database import connect
from loaders.extractors import FRAMES
from loaders.graph.stored_text import read_stored_text
from loaders.load import LoadReport
from loaders.load import load as load_readings
from loaders.pipeline import read
from loaders.resolution.settings import read_pause_days


def load(
    sources: Sources,
    format: Format = "auto",
    published: Published = None,
    outlet: Outlet = None,
    workers: Workers = 1,
    extractor: ExtractorChoice = FRAMES,
    differences: Differences = None,
) -> None:
    """Read pages into the graph: the configured Neo4j, or a local one that is started on demand.

    What cannot be read is recorded with its reason, and the rest goes on. Stopped at any moment and run again,
    it leads to the same graph. The exit code is 1 where nothing could be loaded.
    """
    keep, pause = read_stored_text(), read_pause_days()
    with comparing(extractor, differences) as compare, slow_progress("Starting") as say, connect() as db:
        tell_outdated(db)
        results = read(
            sources,
            format=format,
            published=published,
            outlet=outlet,
            workers=workers,
            extractor=extractor,
            compare=compare,
        )
        report = load_readings(db, results, sources=sources, keep=keep, progress=say, pause_days=pause)
    tell_rejections(report.rejections)
    typer.echo(summary(report))
    if not (report.articles or report.unchanged or report.purged):
        raise typer.Exit(1)


def summary(report: LoadReport) -> str:
    """Say in a line or two what a load did."""
    lines = [
        f"Loaded {counted(report.articles, 'article')} with {counted(report.mentions, 'mention')}: "
        f"{counted(report.events, 'event')} and {counted(report.negotiations, 'negotiation')} put together."
    ]
    if report.unchanged:
        lines.append(f"{counted(report.unchanged, 'article')} had been loaded before: nothing changed.")
    if report.retracted:
        lines.append(
            f"Retracted, and stays so: {counted(report.retracted, 'article')}; what is said there waits until that is "
            "undone (`goodoffices retract --list`)."
        )
    if report.purged:
        lines.append(f"{counted(report.purged, 'article')} stayed out, for what they say was erased.")
    if report.rejections:
        lines.append(
            f"{counted(len(report.rejections), 'item')} rejected; the reasons are in the graph, too."
        )
    return "\n".join(lines)
