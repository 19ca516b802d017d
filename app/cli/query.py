"""``goodoffices query``: ask the graph in GraphQL, without a server."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Annotated, Any, BinaryIO

import orjson
import typer
from graphql import GraphQLError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.api import Api
from app.api.named_queries import NamedQuery, named_queries, rows_of_table
from app.api.rows import rows_of
from app.api.stored_documents import told_with_place
from app.api.whole_tables import WholeTables, read_table
from app.cli.asking import with_api
from app.cli.clocks import Ingested, Published, read_clocks
from app.cli.outputs import Out, output, shown
from app.exports.table_files import TABLE_FORMATS, TableFormat
from app.settings import Settings
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
    JSONL = "jsonl"
    PARQUET = "parquet"


_FILES = {form: TABLE_FORMATS[form] for form in (Format.CSV, Format.JSONL, Format.PARQUET)}
"""Formats of whole tables; the others write what one statement answers."""


def query(
    text: Annotated[
        str | None, typer.Argument(help="A GraphQL document; `-` reads it from the input.")
    ] = None,
    named: Annotated[
        str | None,
        typer.Option(help=f"The name of a saved query, or one of {', '.join(named_queries())}."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", "--to", help="How to write the answer; files hold the whole list.")
    ] = Format.TABLE,
    out: Out = None,
    variables: Annotated[str | None, typer.Option(metavar="JSON", help="The document's variables.")] = None,
    as_of: Published = None,
    as_ingested: Ingested = None,
) -> None:
    """Ask the graph a question: a GraphQL document, or one of the named or saved queries."""
    if (text is None) == (named is None):
        raise typer.BadParameter("Give either a GraphQL document or --named NAME.")
    if form is Format.PARQUET and out is None and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is not for terminals. Name a file with --out.")
    given = sys.stdin.read() if text == "-" else text
    asked = _Asked(given, named, _read_variables(variables), read_clocks(as_of, as_ingested))
    if form in _FILES:
        _write_file(asked, _FILES[form], out)
        return
    found = with_api(asked.answer)
    with output(out) as file:
        file.write(_as_json(found) if form is Format.JSON else _as_table(found, terminal=out is None))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for."""

    text: str | None
    name: str | None
    variables: dict[str, Any]
    as_of: AsOf

    async def answer(self, api: Api, _: Settings) -> _Answer:
        """Answer it by one statement."""
        query = await self._query(api)
        result = await api.execute(query.document, self.variables, as_of=self.as_of)
        if result.errors:
            raise QueryError("\n".join(map(told_with_place, result.errors)))
        return _Answer(result.data or {}, query.rows)

    async def write_table(self, api: Api, settings: Settings, form: TableFormat, file: BinaryIO) -> None:
        """Write all pages of it as a table."""
        query = await self._query(api)
        document = api.queries.document(query) if self.name else api.queries.read(query.document)
        table = read_table(api.answering, document, self.variables, query.rows)
        tables = WholeTables(api.answering, settings.max_table_rows, settings.table_timeout)
        await tables.write(table, form, file, self.as_of)

    async def _query(self, api: Api) -> NamedQuery:
        if self.name:
            return await api.queries.find_to_ask(self.name, self.variables)
        text = str(self.text)
        return NamedQuery("", "", text, rows_of_table(text))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one statement answers."""

    data: dict[str, Any]
    rows: Sequence[str]
    """The lists within lists whose entries are rows."""


def _write_file(asked: _Asked, form: TableFormat, out: Path | None) -> None:
    """Write a table once it is whole."""
    with TemporaryFile() as made:
        try:
            with_api(lambda api, settings: asked.write_table(api, settings, form, made))
        except GraphQLError as error:
            raise QueryError(told_with_place(error)) from None
        made.seek(0)
        with output(out) as file:
            copyfileobj(made, file)


def _read_variables(text: str | None) -> dict[str, Any]:
    try:
        variables = orjson.loads(text) if text else {}
    except orjson.JSONDecodeError as error:
        raise typer.BadParameter(f"--variables is not JSON: {error}.") from None
    if not isinstance(variables, dict):
        raise typer.BadParameter('--variables must be an object, such as {"first": 10}.')
    return variables


def _as_json(found: _Answer) -> bytes:
    return orjson.dumps(found.data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _as_table(found: _Answer, *, terminal: bool) -> bytes:
    """Draw a table, as wide as the terminal where it is shown on one."""
    columns, rows = rows_of(found.data, found.rows)
    console = Console()
    if not (terminal and console.is_terminal):
        console = Console(width=PLAIN_WIDTH, color_system=None)
    table = Table(*columns, show_lines=True)
    for row in rows:
        # As text, for news is full of brackets, which Rich would take for markup.
        table.add_row(*(Text("" if row.get(name) is None else shown(str(row[name]))) for name in columns))
    with console.capture() as drawn:
        console.print(table if rows else "Nothing answers this.")
    return drawn.get().encode()
