"""``goodoffices export``: the stored graph as a file or on standard output."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from app.cli.outputs import Out, output
from app.cli.progress import slow_progress
from app.exports.as_of import read_graph_as_of
from app.exports.formats import EXPORTERS, STORE_FORMATS, GraphWriter
from app.exports.selection import Selection
from app.exports.stored_graph import read_graph
from app.settings import read_service_settings
from database import connect
from graph_schema import schema


def _graph_writer(name: str) -> GraphWriter:
    writer = EXPORTERS[name].write_graph if name in STORE_FORMATS else None
    if writer is None:
        raise typer.BadParameter(f"'{name}' is none of {', '.join(STORE_FORMATS)}.")
    return writer


def export(
    to: Annotated[
        GraphWriter,
        typer.Option(parser=_graph_writer, metavar="|".join(STORE_FORMATS), help="What to write."),
    ],
    out: Out = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only what had been published by this day."),
    ] = None,
    confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Only what is at least so sure; else GOODOFFICES_LEAST_CONFIDENCE."),
    ] = None,
    opinion: Annotated[bool, typer.Option("--opinion", help="Also what columns and editorials say.")] = False,
) -> None:
    """Write the graph to a file: actors, events and negotiations, every role with its sentences.

    The file is either whole or what it was before.
    """
    selection = Selection(
        genres=schema().words("genre") if opinion else (),
        confidence=read_service_settings().least_confidence if confidence is None else confidence,
    )
    with slow_progress("Reading the graph"), connect() as db:
        graph = read_graph_as_of(db, as_of.date(), selection) if as_of else read_graph(db, selection)
    with output(out) as file:
        to(graph, file)
