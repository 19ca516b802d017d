"""``goodoffices extract``: what pages say, as a file or on standard output, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from app.cli.differences import Differences, comparing
from app.cli.outputs import Out, output
from app.cli.progress import slow_progress
from app.cli.sources import ExtractorChoice, Format, Outlet, Published, Sources, Workers, tell_rejections
from app.exports.corpus import Corpus
from app.exports.formats import EXPORTERS, Exporter
from loaders.extractors import FRAMES
from loaders.judgements import judge_readings
from loaders.pipeline import current, read
from loaders.records import Reading, Rejection
from loaders.resolution import resolve


def _exporter(name: str) -> Exporter:
    if name not in EXPORTERS:
        raise typer.BadParameter(f"'{name}' is none of {', '.join(EXPORTERS)}.")
    return EXPORTERS[name]


def extract(
    sources: Sources,
    to: Annotated[
        Exporter, typer.Option(parser=_exporter, metavar="|".join(EXPORTERS), help="What to write.")
    ] = "jsonl",  # type: ignore[assignment]  # Typer parses the default like what is typed
    out: Out = None,
    format: Format = "auto",
    published: Published = None,
    outlet: Outlet = None,
    workers: Workers = 1,
    extractor: ExtractorChoice = FRAMES,
    differences: Differences = None,
) -> None:
    """Read pages and write what they say, without a database.

    All sources of one run are resolved together: one happening is one event, whoever tells of it.
    The exit code is 1 where nothing could be read.
    """
    with comparing(extractor, differences) as compare:
        results = read(
            sources,
            format=format,
            published=published,
            outlet=outlet,
            workers=workers,
            extractor=extractor,
            compare=compare,
        )
        readings, rejections = _sort(results)
    tell_rejections(rejections)
    if rejections and not readings:
        raise typer.Exit(1)
    corpus = _resolve(judge_readings(current(readings)))
    with output(out) as file:
        to.write(corpus, file)


def _sort(results: Iterable[Reading | Rejection]) -> tuple[list[Reading], list[Rejection]]:
    readings: list[Reading] = []
    rejections: list[Rejection] = []
    with slow_progress("Reading") as say:
        for result in results:
            if isinstance(result, Reading):
                readings.append(result)
            else:
                rejections.append(result)
            say(f"Reading: {len(readings)} articles")
    return readings, rejections


def _resolve(readings: tuple[Reading, ...]) -> Corpus:
    # Imported where it is used: settings take 0.2 s, and asking for help needs none.
    from loaders.resolution.settings import read_pause_days  # noqa: PLC0415

    resolution = resolve(readings, read_pause_days())
    return Corpus(readings, resolution.events, resolution.negotiations)
