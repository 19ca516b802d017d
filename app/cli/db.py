"""``goodoffices db``: start, stop and look after the database."""

from __future__ import annotations

from typing import Annotated

import typer

from database import Database, DatabaseSettings, LocalServer, connect, read_settings
from database.emptying import empty_database
from database.endpoint import mask_password
from database.errors import NoSuchServerError
from database.instance import instance_of
from database.local import discard_data, stop_detached

app = typer.Typer(no_args_is_help=True, help="Start, stop and look after the local Neo4j.")


@app.command()
def start() -> None:
    """Start the local Neo4j and leave it running until `db stop`."""
    settings = read_settings()
    _refuse_configured(settings, "started")
    running = instance_of(settings).running()
    if running is not None:
        typer.echo(f"Neo4j runs already at {running.uri} ({running.mode}, process {running.pid}).")
        return
    server = LocalServer(settings)
    endpoint = server.start_detached()
    typer.echo(
        f"Neo4j runs at {endpoint.uri}, user {endpoint.user}; "
        f"the password is in {server.instance.password_file}."
    )


@app.command()
def stop() -> None:
    """Stop the local Neo4j that `db start` left running."""
    settings = read_settings()
    _refuse_configured(settings, "stopped")
    try:
        stopped = stop_detached(settings)
    except NoSuchServerError:
        typer.echo("No local Neo4j is running.")
        return
    typer.echo(f"Neo4j at {stopped.uri} has stopped.")


@app.command()
def status() -> None:
    """Tell which Neo4j is used and whether it answers; the exit code is 1 where none does."""
    settings = read_settings()
    if settings.neo4j_uri is not None:
        with connect(settings) as database:
            typer.echo(f"The configured Neo4j at {database.endpoint.where} answers. {_contents(database)}")
        return
    instance = instance_of(settings)
    running = instance.running()
    if running is None:
        state = "is being started" if instance.is_starting() else "is not running"
        typer.echo(f"The local Neo4j in {instance.folder} {state}.")
        raise typer.Exit(1)
    with Database(instance.endpoint(running)) as database:
        database.check()
        typer.echo(
            f"The local Neo4j in {instance.folder} answers at {running.uri} "
            f"({running.mode}, process {running.pid}). {_contents(database)}"
        )


@app.command()
def reset(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; needed for a configured Neo4j.")] = False,
) -> None:
    """Delete everything in the database: the local one's folder, or all a configured one holds."""
    settings = read_settings()
    if settings.neo4j_uri is not None:
        _reset_configured(settings, yes)
    else:
        _reset_local(settings, yes)


def _reset_configured(settings: DatabaseSettings, yes: bool) -> None:
    where = mask_password(str(settings.neo4j_uri))
    if not yes:
        raise typer.BadParameter(
            f"everything in the configured Neo4j at {where} would be deleted; give --yes if you mean it.",
            param_hint="reset",
        )
    with connect(settings) as database:
        empty_database(database)
    typer.echo(f"The Neo4j at {where} is empty.")


def _reset_local(settings: DatabaseSettings, yes: bool) -> None:
    folder = instance_of(settings).folder
    if not yes:
        typer.confirm(f"Delete all data of the local Neo4j in {folder}?", abort=True)
    discard_data(settings)
    typer.echo(f"The local Neo4j in {folder} is empty.")


def _refuse_configured(settings: DatabaseSettings, verb: str) -> None:
    if settings.neo4j_uri is not None:
        where = mask_password(settings.neo4j_uri)
        raise typer.BadParameter(
            f"GOODOFFICES_NEO4J_URI names the Neo4j at {where}, which is not ours to be {verb}; "
            "unset it to use the local one.",
            param_hint="GOODOFFICES_NEO4J_URI",
        )


def _contents(database: Database) -> str:
    (row,) = database.run("MATCH (n) RETURN count(n) AS nodes")
    return f"It holds {row['nodes']} nodes."
