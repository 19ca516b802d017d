"""``goodoffices keys``: who may ask the service for what."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

import typer

from app.access.key_file import KeyFile
from app.access.keys import ApiKey, Scope, utc_now
from app.cli.outputs import shown
from app.settings import read_service_settings

app = typer.Typer(no_args_is_help=True, help="Make, list and revoke API keys.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is no day; write 2027-03-31.") from None


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Whom or what it is for; it stands in the service's log.")],
    scope: Annotated[
        list[Scope] | None,
        typer.Option(
            help="What it is good for; may be given several times, admin is all. Read alone if not given."
        ),
    ] = None,
    expires: Annotated[
        date | None, typer.Option(parser=_day, metavar="DATE", help="The last day on which it is good.")
    ] = None,
) -> None:
    """Make a key and print it, the only time: the service keeps a hash of it.

    Send it as `Authorization: Bearer KEY`.
    """
    if not name.strip():
        raise typer.BadParameter("Give the key a name.")
    end = datetime.combine(expires, time.max, UTC) if expires else None
    if end and end < utc_now():
        raise typer.BadParameter(f"{expires} is past.", param_hint="--expires")
    scopes = tuple(dict.fromkeys(scope or [Scope.READ]))
    file = _key_file()
    typer.echo(file.add(name.strip(), scopes, end))
    typer.echo(
        f"This is the key '{shown(name.strip())}' ({', '.join(scopes)}). It is not kept and cannot be shown again; "
        f"its hash is in {file.file}.",
        err=True,
    )


@app.command(name="list")
def list_(
    all: Annotated[bool, typer.Option("--all", help="Also those that were revoked or have expired.")] = False,
) -> None:
    """List the keys, without the keys themselves."""
    now = utc_now()
    keys = [key for key in _key_file().all() if all or key.counts(now)]
    for key in keys:
        typer.echo(shown(_line(key, now)))
    if not keys:
        typer.echo("There is no key. `goodoffices keys add NAME` makes one.")


@app.command()
def revoke(name: Annotated[str, typer.Argument(help="A name or id that `keys list` gives.")]) -> None:
    """Revoke a key: from the next request on, a running service refuses it."""
    key = _key_file().revoke(name)
    typer.echo(f"Revoked the key '{shown(key.name)}' ({key.id}).")


def _key_file() -> KeyFile:
    return KeyFile(read_service_settings().key_file)


def _line(key: ApiKey, now: datetime) -> str:
    return f"{key.id}  {key.name}  {', '.join(key.scopes)}  made on {key.made:%Y-%m-%d}, {key.state(now)}"
