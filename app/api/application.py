"""The web service: GraphQL under ``/graphql``, and whether it is alive and ready."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import neo4j
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from strawberry.fastapi import GraphQLRouter

from app.api.bodies import BodyLimit
from app.api.failures import HANDLERS, Failure, failure_of
from app.api.opening import Api, open_api
from app.settings import Settings
from database import AsyncDatabase, Database, Row, connect
from database.errors import ReadOnlyError
from graph_schema import apply, stored_version


class ServiceReader:
    """The database of a running service, opened when the service starts."""

    def __init__(self) -> None:
        self.database: AsyncDatabase | None = None

    async def one(self, statement: str | neo4j.Query, /, **parameters: Any) -> Row | None:
        """Run a statement that gives one record."""
        return await self._opened().one(statement, **parameters)

    async def run(self, statement: str | neo4j.Query, /, **parameters: Any) -> list[Row]:
        """Run a statement and give its rows."""
        return await self._opened().run(statement, **parameters)

    def _opened(self) -> AsyncDatabase:
        if self.database is None:
            raise RuntimeError("The service has not been started: run its lifespan.")
        return self.database


def create_app(settings: Settings, database: Database | None = None) -> FastAPI:
    """Make the web service.

    Parameters
    ----------
    settings
        Limits, and which database.
    database
        An open database to serve; without it the service opens one when it starts and closes it when it stops.

    """
    reader = ServiceReader()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as resources:
            served = database
            if served is None:
                served = await asyncio.to_thread(connect, settings.database)
                resources.push_async_callback(asyncio.to_thread, served.close)
            await asyncio.to_thread(prepare, served)
            reader.database = await resources.enter_async_context(AsyncDatabase(served.endpoint))
            yield

    app = FastAPI(title="Good Offices", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(_graphql(open_api(settings, reader)), prefix="/graphql")
    _add_health(app, reader)
    app.add_middleware(BodyLimit, largest=settings.max_body)
    for kind in HANDLERS:
        app.add_exception_handler(kind, _tell)
    return app


def prepare(database: Database) -> None:
    """Create missing indexes; where the user may only read, see at least that the graph is one we know."""
    try:
        apply(database)
    except ReadOnlyError:
        stored_version(database)


def _graphql(api: Api) -> GraphQLRouter[dict[str, Any], None]:
    async def context() -> dict[str, Any]:
        return {"answering": api.answering}

    return GraphQLRouter(api.schema, context_getter=context)


def _add_health(app: FastAPI, reader: ServiceReader) -> None:
    @app.get("/", include_in_schema=False)
    async def start() -> RedirectResponse:
        return RedirectResponse("/graphql")

    @app.get("/healthz")
    async def alive() -> dict[str, str]:
        """Tell that the process answers."""
        return {"status": "ok"}

    @app.get("/readyz")
    async def ready() -> dict[str, str]:
        """Tell whether the database answers."""
        await reader.one("RETURN 1 AS one")
        return {"status": "ready"}


async def _tell(_: Request, error: Exception) -> Response:
    failure: Failure = failure_of(error)
    content = {"code": failure.code, "message": failure.message}
    return JSONResponse(content, failure.status, dict(failure.headers))
