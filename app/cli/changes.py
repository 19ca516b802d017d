"""``goodoffices changes``: what changed since, as a file, and earlier exports brought up to date with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli.clocks import read_moment
from app.cli.export import Confidence, Opinion, read_selection
from app.cli.outputs import Out, output
from app.cli.progress import slow_progress
from app.exports.feed import last_change, read_feed
from app.exports.flat_values import to_json
from app.exports.replaying import replay
from database import connect

app = typer.Typer(help="What changed since, as a file; and earlier exports brought up to date with it.")


def _since(text: str) -> int | datetime:
    return int(text) if text.isdecimal() else read_moment(text)


@app.callback(invoke_without_command=True)
def changes(
    context: typer.Context,
    since: Annotated[
        object,
        typer.Option(parser=_since, metavar="SEQ|MOMENT", help="The last change that is known, or a moment."),
    ] = "0",
    last: Annotated[bool, typer.Option("--last", help="Print the number of the last change only.")] = False,
    out: Out = None,
    confidence: Confidence = None,
    opinion: Opinion = False,
) -> None:
    """Write what changed since as JSON Lines, with what the changed objects are now.

    Give --confidence and --opinion as for the export that the feed is to be put into.
    """
    if context.invoked_subcommand is not None:
        return
    selection = read_selection(confidence, opinion)
    with slow_progress("Reading the changes"), connect() as db:
        if last:
            typer.echo(last_change(db))
            return
        known = since if isinstance(since, int | datetime) else 0
        feed = read_feed(db, known, selection)
    with output(out) as file:
        file.writelines(to_json(line) + b"\n" for line in feed)


@app.command("apply")
def apply_feed(
    export: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An export of earlier.")],
    feed: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The changes since then.")],
    out: Out = None,
) -> None:
    """Bring an earlier export of events or of node-link JSON up to date: it becomes what an export gives now."""
    with output(out) as file:
        replay(export.read_bytes(), feed.read_bytes().splitlines(), file)
