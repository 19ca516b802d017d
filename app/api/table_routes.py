"""Tables over HTTP: ``GET /tables/who-mediated.csv?negotiation=Istanbul``, and what tables there are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack
from os import SEEK_END
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from fastapi import FastAPI, Request, Response
from graphql import DocumentNode
from starlette.responses import JSONResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.access import Caller
from app.access import Scope as AccessScope
from app.access.errors import NoSeatError
from app.api.admission import Door, address_of
from app.api.named_queries import NamedQuery
from app.api.opening import Api
from app.api.question_errors import TablesBusyError, UnknownFormatError
from app.api.url_variables import declared_variables, described, is_required, read_variables
from app.api.whole_tables import WholeTables, read_table
from app.exports.table_files import TABLE_FORMATS
from app.observation import note
from app.settings import Settings

_CHUNK = 1 << 16


def add_tables(app: FastAPI, api: Api, settings: Settings, door: Door) -> None:
    """Add the routes."""
    tables = WholeTables(api.answering, settings.max_table_rows, settings.table_timeout)
    service = _TableService(api, tables, door)
    app.add_api_route("/tables", service.list_all, methods=["GET"])
    app.add_api_route("/tables/{file}", service.give, methods=["GET"])


class _TableService:
    def __init__(self, api: Api, tables: WholeTables, door: Door) -> None:
        self._api = api
        self._tables = tables
        self._door = door

    async def list_all(self, request: Request) -> Response:
        """Tell which tables there are, with their variables."""
        _caller(request).require(AccessScope.READ)
        queries = await self._api.queries.all()
        found = [_summary(query) | {"url": f"/tables/{query.name}.csv"} for query in queries]
        return JSONResponse({"formats": sorted(TABLE_FORMATS), "tables": found})

    async def give(self, request: Request, file: str) -> Response:
        """Give a table as the file that the address names, or, where it names no format, what it consists of."""
        _caller(request).require(AccessScope.READ)
        name, _, ending = file.partition(".")
        if ending and ending not in TABLE_FORMATS:
            raise UnknownFormatError(ending, TABLE_FORMATS)
        query = await self._api.queries.find(name)
        if ending:
            return await self._file(request, query, ending)
        return JSONResponse(self._description(query, request))

    def _description(self, query: NamedQuery, request: Request) -> Mapping[str, Any]:
        document = self._api.queries.document(query)
        given = read_variables(self._api.answering.schema, document, request.query_params.multi_items())
        variables = {**query.example, **given}
        declared = declared_variables(document)
        missing = [
            each for each in declared if is_required(each) and each.variable.name.value not in variables
        ]
        return _summary(query) | {
            "variables": [described(each) for each in declared],
            # What a document includes may hang on a variable, and so may its columns.
            "columns": None if missing else self._columns(query, document, variables),
            "document": query.document,
        }

    def _columns(
        self, query: NamedQuery, document: DocumentNode, variables: dict[str, Any]
    ) -> list[dict[str, str]]:
        table = read_table(self._api.answering, document, variables, query.rows)
        return [
            {"name": each.name, "type": each.type, "description": each.description} for each in table.columns
        ]

    async def _file(self, request: Request, query: NamedQuery, ending: str) -> Response:
        document = self._api.queries.document(query)
        given = request.query_params.multi_items()
        variables = read_variables(self._api.answering.schema, document, given)
        table = read_table(self._api.answering, document, variables, query.rows)
        form = TABLE_FORMATS[ending]
        with ExitStack() as held:
            self._take_seat(request, held)
            file = held.enter_context(TemporaryFile())
            rows = await self._tables.write(table, form, file, gone=request.is_disconnected)
            until_sent = held.pop_all()
        note(rows=rows)
        return _WholeFile(file, form.media_type, f"{query.name}.{ending}", rows, until_sent)

    def _take_seat(self, request: Request, held: ExitStack) -> None:
        try:
            caller = self._door.name(_caller(request), address_of(request.scope))
            held.enter_context(self._door.tables.take(caller))
        except NoSeatError as error:
            raise TablesBusyError(error) from None


class _WholeFile(StreamingResponse):
    """A file that is sent; its length is told first, so that a client can tell half of it.

    ``held`` is given back when nothing more is sent: the file, and the seat among the tables.
    """

    def __init__(self, file: BinaryIO, media_type: str, name: str, rows: int, held: ExitStack) -> None:
        self._file = file
        self._held = held
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(file.seek(0, SEEK_END)),
            "X-Content-Type-Options": "nosniff",
            "X-Row-Count": str(rows),
        }
        super().__init__(self._chunks(), headers=headers, media_type=media_type)

    async def _chunks(self) -> AsyncIterator[bytes]:
        self._file.seek(0)
        while chunk := self._file.read(_CHUNK):
            yield chunk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, and give back what is held whether or not somebody takes it."""
        with self._held:
            await super().__call__(scope, receive, send)


def _caller(request: Request) -> Caller:
    caller: Caller = request.state.caller
    return caller


def _summary(query: NamedQuery) -> dict[str, Any]:
    return {"name": query.name, "description": query.description}
