"""``goodoffices outlets``: what is known of outlets, and how far their reader relies on them."""

from __future__ import annotations

from getpass import getuser
from typing import Annotated

import typer

from app.cli.plans import ByWhom
from loaders.outlets import RELIABILITY, outlets, say_of_outlet, user_file

app = typer.Typer(
    no_args_is_help=True, help="Say who owns an outlet, and how reliable you hold it to be (A to F)."
)

Name = Annotated[str, typer.Argument(help="The outlet, by any of its names.")]


@app.command()
def show(name: Name) -> None:
    """Show an outlet's one name, its owner and its reliability."""
    known = outlets()
    letter = known.reliability(name)
    typer.echo(known.name(name))
    typer.echo(f"  owner        {known.owner(name) or 'not known'}")
    typer.echo(f"  reliability  {f'{letter}: {RELIABILITY[letter]}' if letter else 'you have not said'}")
    if (line := known.line(name)) and line.by:
        typer.echo(f"  said by      {line.by}, {line.at[:10]}")


@app.command(name="list")
def list_() -> None:
    """List what you have said of outlets."""
    lines = list(outlets().lines())
    for line in lines:
        typer.echo(f"{line.reliability or '-'}  {line.outlet}{f' ({line.owner})' if line.owner else ''}")
    if not lines:
        typer.echo(f"Nothing yet in {user_file()}. `goodoffices outlets reliability Reuters B` adds a line.")


@app.command()
def reliability(
    name: Name,
    letter: Annotated[str, typer.Argument(help="A to F on the Admiralty scale; - takes it back.")],
    by: ByWhom = None,
) -> None:
    """Say how reliable you hold an outlet to be.

    It is shown beside what the outlet tells, and has no part in any confidence.
    """
    wanted = letter.upper().strip("-")
    if wanted and wanted not in RELIABILITY:
        scale = "\n".join(f"  {key}  {meaning}" for key, meaning in RELIABILITY.items())
        raise typer.BadParameter(f"'{letter}' is none. Write one of these letters, or -:\n{scale}")
    said = say_of_outlet(name, by=by or getuser(), reliability=wanted)
    typer.echo(f"{said.outlet}: {RELIABILITY.get(wanted, 'no longer said')} Written to {user_file()}.")


@app.command()
def owner(
    name: Name,
    owner: Annotated[str, typer.Argument(help="Who owns it; - takes it back.")],
    by: ByWhom = None,
) -> None:
    """Say who owns an outlet: reports of one owner's outlets count as one origin."""
    say_of_outlet(name, by=by or getuser(), owner=owner.strip("-").strip())
    typer.echo(
        f"Written to {user_file()}. `goodoffices rebuild` counts the origins of what is stored already anew."
    )
