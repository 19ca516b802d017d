"""``goodoffices queries``: the questions that can be asked by name, and those that people save."""

from __future__ import annotations

from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer
from graphql import GraphQLError

from app.access import Caller, Scope
from app.api import Api
from app.api.named_queries import NamedQuery, described_in, named_queries
from app.api.stored_documents import told_with_place
from app.cli.asking import with_api
from app.cli.outputs import Out, output, shown
from app.cli.plans import ByWhom
from app.settings import Settings
from graph_schema import GoodOfficesError
from graph_schema.whole_files import put_in_place

app = typer.Typer(no_args_is_help=True, help="List, save and delete the questions that can be asked by name.")

Name = Annotated[str, typer.Argument(help="The query's name.")]


class QueryFileError(GoodOfficesError):
    """A file cannot be saved as a query."""


@app.command(name="list")
def list_() -> None:
    """List the questions that can be asked with `query --named`, or as `/tables/NAME.csv` of a service."""
    for query in with_api(lambda api, _: api.queries.all()):
        kind = "" if query.name in named_queries() else " (saved)"
        typer.echo(shown(f"{query.name}{kind}: {query.description}"))


@app.command()
def show(name: Name, out: Out = None) -> None:
    """Write a query's document; `save` takes the file back."""
    query = with_api(lambda api, _: api.queries.find(name))
    with output(out) as file:
        file.write(_as_file(query))


@app.command()
def save(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="NAME.graphql...",
            exists=True,
            dir_okay=False,
            help="Documents: each file has the name of its query, and says in its first line, a comment, what it asks.",
        ),
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite saved queries of these names.")
    ] = False,
    by: ByWhom = None,
) -> None:
    """Save queries in the graph, each checked first."""
    read = [_read(file) for file in files]
    caller = Caller(by or getuser(), frozenset(Scope))

    async def saved(api: Api, _: Settings) -> None:
        for query in read:
            given = {"name": query.name, "document": query.document, "description": query.description}
            try:
                done = await api.answering.writing.save_query({**given, "replace": replace}, caller)
            except GraphQLError as error:
                raise QueryFileError(f"{query.name}: {told_with_place(error)}") from None
            typer.echo(f"{query.name}: {'saved' if done['changed'] else 'saved so already'}.")

    with_api(saved)


@app.command()
def delete(name: Name) -> None:
    """Delete a saved query."""
    caller = Caller(getuser(), frozenset(Scope))
    with_api(lambda api, _: api.answering.writing.delete_query({"name": name}, caller))
    typer.echo(f"{name}: deleted.")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Where to write the files.")],
) -> None:
    """Write all saved queries to files, which `save` reads into another database."""
    saved = with_api(lambda api, _: api.queries.saved())
    for query in saved:
        with put_in_place(folder / f"{query.name}.graphql") as file:
            file.write(_as_file(query))
    typer.echo(f"Wrote {len(saved)} {'query' if len(saved) == 1 else 'queries'} to {folder}.")


def _read(file: Path) -> NamedQuery:
    try:
        document = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryFileError(f"{file} cannot be read as UTF-8 ({error}). Mend it, or name another.") from None
    return NamedQuery(file.stem, described_in(document), document)


def _as_file(query: NamedQuery) -> bytes:
    told = described_in(query.document) == query.description
    return (query.document if told else f"# {query.description}\n{query.document}").encode().rstrip() + b"\n"
