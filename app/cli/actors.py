"""``goodoffices actors``: who is who, what is wrong with it, and a user's own dictionaries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.sources import tell_rejections
from loaders.actors import Actor, Knowledge, Office
from loaders.actors.imports import ImportFolder
from loaders.actors.knowledge import read_knowledge
from loaders.actors.lint import Finding, lint
from loaders.actors.tables import DataFolder
from loaders.records import DateInterval

app = typer.Typer(no_args_is_help=True, help="Look up, check and add to who is who.")

ImportFormat = Annotated[
    Literal["auto", "phoenix", "csv"],
    typer.Option(
        help="What the file is; auto: a table where its name ends in .csv, else a Phoenix dictionary."
    ),
]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no day; write 2011-03-17.") from None


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A dictionary of actors.")], format: ImportFormat = "auto"
) -> None:
    """Add a dictionary of your own; what is extracted from then on uses it.

    A file imported before under the same name is replaced. Lines that cannot be read are told one by one, the
    others are kept.
    """
    kind = ("csv" if file.suffix.lower() == ".csv" else "phoenix") if format == "auto" else format
    report = ImportFolder().add(file, kind, datetime.now(UTC).date())
    tell_rejections(report.rejections)
    verb = "Replaced" if report.replaced else "Imported"
    typer.echo(
        f"{verb} {report.entry.name}: {len(report.claims)} actors, {len(report.rejections)} lines rejected. "
        f"`goodoffices actors remove {report.entry.name}` undoes it."
    )


@app.command(name="list")
def list_() -> None:
    """List the dictionaries that were imported."""
    imports = ImportFolder().imports()
    for entry in imports:
        typer.echo(f"{entry.name}  {entry.format}, imported on {entry.imported} from {entry.origin}")
    if not imports:
        typer.echo("No dictionary was imported.")


@app.command()
def remove(name: Annotated[str, typer.Argument(help="A name that `actors list` gives.")]) -> None:
    """Take an imported dictionary out again."""
    entry = ImportFolder().remove(name)
    typer.echo(f"Removed {entry.name}. What was read with it stays as it was read.")


@app.command(name="lint")
def lint_(
    all: Annotated[bool, typer.Option("--all", help="Also gaps and overlaps of the sources.")] = False,
) -> None:
    """Find impossible dates, clashing names and offices held twice; the exit code is 1 where there are mistakes."""
    findings = lint(read_knowledge(imported=ImportFolder()), DataFolder())
    severe = [finding for finding in findings if finding.severe]
    limits = [finding for finding in findings if not finding.severe]
    for finding in [*severe, *(limits if all else [])]:
        typer.echo(_told(finding))
    hidden = "" if all or not limits else " --all shows them."
    typer.echo(f"{len(severe)} mistakes; {len(limits)} gaps and overlaps in what the sources tell.{hidden}")
    if severe:
        raise typer.Exit(1)


def _told(finding: Finding) -> str:
    return f"{finding.rule}: {finding.where}: {finding.message}"


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A name, a surname, or an id.")],
    on: Annotated[
        date | None, typer.Option(parser=_day, metavar="DATE", help="Only what held on this day.")
    ] = None,
) -> None:
    """Show whom a name may mean, the likeliest first; the exit code is 1 where nobody is known."""
    known = read_knowledge(imported=ImportFolder())
    found = list(_meant(known, name, on))
    for actor, as_what in found:
        typer.echo("\n".join(_card(known, actor, as_what, on)))
    if not found:
        day = f" on {on}" if on else ""
        typer.echo(f"Nobody is known as '{name}'{day}. Case counts: 'US' is a state, 'us' is not.", err=True)
        raise typer.Exit(1)


def _meant(known: Knowledge, name: str, on: date | None) -> Iterator[tuple[Actor, str]]:
    told = set()
    for sense in known.senses(name):
        if on is None or sense.valid_on(on):
            told.add(sense.actor_id)
            weak = ", where the context supports it" if sense.weak else ""
            yield known.actor(sense.actor_id), f"{sense.kind}{weak}"
    for actor in (*known.by_surname(name), *(a for a in known.actors() if a.id == name)):
        if actor.id not in told:
            told.add(actor.id)
            yield actor, "surname, with a title or in office" if actor.id != name else "id"


def _card(known: Knowledge, actor: Actor, as_what: str, on: date | None) -> Iterator[str]:
    source = known.sources.get(actor.source)
    yield f"{actor.name} ({actor.kind}{', ' + actor.country if actor.country else ''})  as {as_what}"
    yield f"  id        {actor.id}"
    if actor.aliases:
        yield f"  also      {'; '.join(actor.aliases)}"
    for body in actor.part_of:
        yield f"  part of   {known.actor(body).name}"
    if actor.since.start or actor.until.end:
        yield f"  existed   {_interval(actor.since, actor.until)}"
    for office in known.offices(actor.id, on):
        yield f"  office    {_office(known, office)}"
    if source is not None:
        checked = "" if actor.verified else "; written from memory or claimed, not verified"
        yield f"  source    {source.title} ({source.file}; {source.licence}{checked})"
    yield ""


def _office(known: Knowledge, office: Office) -> str:
    days = _interval(office.since, office.until)
    seen = f", seen until {office.seen[1]}" if office.seen and not office.until.end else ""
    return f"{office.title}, {known.actor(office.body).name}: {days}{seen} ({office.source})"


def _interval(since: DateInterval, until: DateInterval) -> str:
    return f"{_written(since) or '?'} to {_written(until) or '?'}"


def _written(day: DateInterval) -> str:
    if day.start is None:
        return ""
    return {"year": f"{day.start:%Y}", "month": f"{day.start:%Y-%m}"}.get(day.precision, f"{day.start}")
