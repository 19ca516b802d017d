"""``goodoffices export``: the stored graph as a file or on standard output."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.clocks import Ingested, Published, read_clocks
from app.cli.outdated import tell_outdated
from app.cli.outputs import Out, output
from app.cli.progress import slow_progress
from app.exports.formats import EXPORTERS, Exporter
from app.exports.selection import Selection
from app.exports.store import read_for
from app.settings import read_service_settings
from database import connect
from graph_schema import schema


def _exporter(name: str) -> Exporter:
    if name not in EXPORTERS:
        raise typer.BadParameter(f"'{name}' is none of {', '.join(EXPORTERS)}.")
    return EXPORTERS[name]


Confidence = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Only what is at least so sure; else GOODOFFICES_LEAST_CONFIDENCE."),
]
Opinion = Annotated[bool, typer.Option("--opinion", help="Also what columns and editorials say.")]


def read_selection(confidence: float | None, opinion: bool) -> Selection:
    """Return which part of the graph the options choose."""
    return Selection(
        genres=schema().words("genre") if opinion else (),
        confidence=read_service_settings().least_confidence if confidence is None else confidence,
    )


def export(
    to: Annotated[
        Exporter,
        typer.Option(parser=_exporter, metavar="|".join(EXPORTERS), help="What to write."),
    ],
    out: Out = None,
    as_of: Published = None,
    as_ingested: Ingested = None,
    confidence: Confidence = None,
    opinion: Opinion = False,
) -> None:
    """Write the graph to a file: actors, events and negotiations, every role with its sentences.

    The file is either whole or what it was before.
    """
    selection = read_selection(confidence, opinion)
    with slow_progress("Reading the graph"), connect() as db:
        tell_outdated(db)
        write = read_for(to, db, read_clocks(as_of, as_ingested), selection)
    with output(out) as file:
        write(file)
