"""``goodoffices query``: ask the graph in GraphQL, without a server."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from strawberry.types import ExecutionResult

from app.api import open_api
from app.api.application import prepare
from app.api.named_queries import named_queries, named_query
from app.api.rows import rows_of
from app.cli.clocks import Ingested, Published, read_clocks
from app.cli.outputs import output, shown
from app.exports.tables import write_csv
from app.settings import Settings, read_service_settings
from database import AsyncDatabase, connect
from graph_schema import GoodOfficesError
from loaders.graph.past import AsOf

PLAIN_WIDTH = 160
"""Characters a line where the output is no terminal."""


class QueryError(GoodOfficesError):
    """The document cannot be answered."""


class Format(StrEnum):
    """How to write the answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def query(
    text: Annotated[
        str | None, typer.Argument(help="A GraphQL document; `-` reads it from the input.")
    ] = None,
    named: Annotated[str | None, typer.Option(help=f"One of {', '.join(named_queries())}.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write the answer.")] = Format.TABLE,
    variables: Annotated[str | None, typer.Option(metavar="JSON", help="The document's variables.")] = None,
    as_of: Published = None,
    as_ingested: Ingested = None,
) -> None:
    """Ask the graph a question: a GraphQL document, or one of the named queries."""
    if (text is None) == (named is None):
        raise typer.BadParameter("Give either a GraphQL document or --named NAME.")
    asked = named_query(named) if named else None
    document = asked.document if asked else sys.stdin.read() if text == "-" else str(text)
    clocks = read_clocks(as_of, as_ingested)
    data = _ask(read_service_settings(), document, _read_variables(variables), clocks)
    _write(data, form, asked.rows if asked else ())


def _read_variables(text: str | None) -> dict[str, Any]:
    try:
        variables = orjson.loads(text) if text else {}
    except orjson.JSONDecodeError as error:
        raise typer.BadParameter(f"--variables is not JSON: {error}.") from None
    if not isinstance(variables, dict):
        raise typer.BadParameter('--variables must be an object, such as {"first": 10}.')
    return variables


def _ask(settings: Settings, document: str, variables: dict[str, Any], as_of: AsOf) -> dict[str, Any]:
    with connect(settings.database) as database:
        prepare(database)

        async def answered() -> ExecutionResult:
            async with AsyncDatabase(database.endpoint) as reader:
                return await open_api(settings, reader, lambda: database).execute(
                    document, variables, as_of=as_of
                )

        result = asyncio.run(answered())
    if result.errors:
        raise QueryError("\n".join(_complaint(error) for error in result.errors))
    return result.data or {}


def _complaint(error: Any) -> str:
    places = ", ".join(f"line {place.line}, column {place.column}" for place in error.locations or ())
    return f"{error.message} ({places})" if places else str(error.message)


def _write(data: dict[str, Any], form: Format, unfold: Sequence[str]) -> None:
    if form is Format.JSON:
        typer.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
        return
    columns, rows = rows_of(data, unfold)
    if form is Format.CSV:
        with output(None) as file:
            write_csv(columns, rows, file)
        return
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    table = Table(*columns, show_lines=True)
    for row in rows:
        # As text, for news is full of brackets, which Rich would take for markup.
        table.add_row(*(Text("" if row.get(name) is None else shown(str(row[name]))) for name in columns))
    console.print(table if rows else "Nothing answers this.")
