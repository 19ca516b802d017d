"""``goodoffices demo``: the sample pages, loaded into a Neo4j of their own, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.answers import Answer, Mediator, Said, mediated_negotiations
from app.api.serving import listen, serve
from app.cli.progress import slow_progress
from app.cli.sources import tell_rejections
from app.samples import sample_pages
from app.settings import read_service_settings
from database import Database, connect
from database.local import discard_data
from graph_schema.errors import GoodOfficesError
from loaders.load import load
from loaders.pipeline import read
from loaders.resolution.settings import read_pause_days

FOLDER = "demo"
"""Where the demo's home is, within the service's."""
PLAIN_WIDTH = 140
"""Characters a line where the output is no terminal."""


class DemoError(GoodOfficesError):
    """The demo has nothing to show."""


def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Print the answer and end.")] = False,
) -> None:
    """Load the sample pages, show who mediated which negotiation, and serve the answers.

    The demo has a home and a Neo4j of its own, emptied at each start; a configured database is not touched.
    """
    settings = read_service_settings()
    own = settings.database.local_at(settings.database.home / FOLDER)
    # The port first: to find it taken after half a minute of loading would be a pity.
    with nullcontext() if no_serve else listen(settings.host, settings.port) as listening:
        discard_data(own)
        with connect(own) as db:
            _load_samples(db)
            _print_answer(mediated_negotiations(db, least_confidence=settings.least_confidence))
            if listening is not None:
                typer.echo(
                    f"GraphQL: http://{settings.host}:{settings.port}/graphql (Ctrl-C stops)", err=True
                )
                serve(settings.model_copy(update={"database": own}), db, listening)


def _load_samples(db: Database) -> None:
    with slow_progress("Reading the sample pages") as say:
        report = load(db, read(sample_pages()), progress=say, pause_days=read_pause_days())
    tell_rejections(report.rejections)
    if not report.negotiations:
        raise DemoError(
            "The sample pages were read, but no negotiation came of them. "
            "Run `make clean test` to see what is broken."
        )


def _print_answer(answers: Iterable[Answer]) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    console.print(table_of(answers))


def table_of(answers: Iterable[Answer]) -> Table:
    """Lay out answers as a table, one negotiation a row."""
    table = Table(title="Who mediated which negotiation", title_justify="left", show_lines=True, expand=True)
    table.add_column("negotiation", ratio=3)
    table.add_column("mediated by", ratio=3)
    table.add_column("host, place", ratio=2)
    table.add_column("rounds", ratio=1)
    table.add_column("on whose word", ratio=5)
    table.add_column("denied by", ratio=3)
    for answer in answers:
        table.add_row(
            _negotiation(answer),
            _mediators(answer.mediators),
            _where(answer),
            _rounds(answer),
            _evidence(answer),
            _denials(answer.mediators),
        )
    return table


def _negotiation(answer: Answer) -> Text:
    text = Text(answer.name, style="bold")
    text.append(f"\n{' - '.join(answer.parties)}", style="not bold")
    outcome = None if answer.outcome == "unknown" else answer.outcome
    if come := ", ".join(word.replace("_", " ") for word in (outcome, answer.stage) if word):
        text.append(f"\n{come}", style="not bold dim")
    return text


def _mediators(mediators: Iterable[Mediator]) -> Text:
    """Name those who mediated; those who only offered to, or are said not to have, with that word."""
    text = Text("\n").join(map(_mediator, mediators))
    return text or Text("none reported", style="dim")


def _mediator(one: Mediator) -> Text:
    rounds = (
        f"round{'s' if len(one.rounds) > 1 else ''} {', '.join(map(str, one.rounds))}" if one.rounds else ""
    )
    told = ", ".join(filter(None, (rounds, "" if one.held else one.status)))
    text = Text(f"{one.name} ({told})" if told else one.name)
    if len(one.told_by) > 1:
        text.append(f", {len(one.told_by)} origins", style="dim")
    return text


def _where(answer: Answer) -> str:
    hosts = [f"hosted by {host}" for host in answer.hosts]
    return "\n".join([*hosts, *answer.places])


def _rounds(answer: Answer) -> str:
    parts = [f"{answer.held} held"] if answer.held else []
    parts += [f"{answer.planned} planned"] if answer.planned else []
    parts += [f"no report of round {number}" for number in answer.unreported]
    return "\n".join(parts)


def _evidence(answer: Answer) -> Text:
    if not answer.reports:
        return Text()
    text = _said(answer.reports[0])
    if others := [outlet for outlet in answer.outlets if outlet != answer.reports[0].outlet]:
        text.append(f"; also {', '.join(others)}", style="dim")
    return text


def _denials(mediators: Iterable[Mediator]) -> Text:
    """Quote who denies that somebody mediated, where another says so or not."""
    denials = dict.fromkeys(said for one in mediators for said in one.denied)
    return Text("\n").join(map(_said, denials))


def _said(said: Said) -> Text:
    text = Text(f"“{said.sentence}”" if said.sentence else "")
    by = said.by if said.by != said.outlet else None
    return text.append(f"\n{', '.join(filter(None, (by, said.where)))}", style="dim")
