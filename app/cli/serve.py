"""``goodoffices serve``: the GraphQL API over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.api.serving import listen
from app.api.serving import serve as serve_api
from app.cli.outdated import tell_outdated
from app.observation import set_up_logs
from app.settings import read_service_settings
from database import connect


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port to listen on.")] = None,
) -> None:
    """Serve the GraphQL API until Ctrl-C."""
    given: dict[str, Any] = {"host": host, "port": port}
    settings = read_service_settings().model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )
    set_up_logs(settings.log_format, settings.log_level)
    # The port first: to start a Neo4j takes seconds.
    with listen(settings.host, settings.port) as listening, connect(settings.database) as database:
        tell_outdated(database)
        typer.echo(f"GraphQL: http://{settings.host}:{settings.port}/graphql (Ctrl-C stops)", err=True)
        serve_api(settings, database, listening)
