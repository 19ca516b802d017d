"""``goodoffices schema``: what the graph and the API are made of, as text."""

from __future__ import annotations

from pathlib import Path

import typer

from app.cli.outputs import Out, output
from graph_schema import constraints, indexes
from graph_schema.markdown import document

app = typer.Typer(no_args_is_help=True, help="Show what the graph is made of.")


@app.command()
def cypher(out: Out = None) -> None:
    """The statements that create constraints and indexes."""
    _write("".join(f"{item.statement};\n" for item in (*constraints(), *indexes())), out)


@app.command()
def sdl(out: Out = None) -> None:
    """The GraphQL schema in its definition language."""
    from app.api.schema import sdl as definition  # noqa: PLC0415  # Strawberry takes a second to import

    _write(definition(), out)


@app.command()
def docs(out: Out = None) -> None:
    """The page docs/schema.md."""
    _write(document(), out)


def _write(text: str, out: Path | None) -> None:
    with output(out) as file:
        file.write(text.encode())
