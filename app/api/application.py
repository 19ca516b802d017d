"""The web service: GraphQL under ``/graphql``, and whether it is alive and ready."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import neo4j
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.middleware.cors import CORSMiddleware

from app.access.key_file import KeyFile
from app.access.rates import Rates
from app.api.admission import Admission, Door
from app.api.bodies import BodyLimit
from app.api.failures import HANDLERS, response_of
from app.api.opening import Api, open_api
from app.api.requests import GraphQLOverHttp
from app.settings import RATE_PER_MINUTE, Settings
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
    _guard(app, settings)
    for kind in HANDLERS:
        app.add_exception_handler(kind, _tell)
    return app


def _guard(app: FastAPI, settings: Settings) -> None:
    """Put the guards before the routes: what is added last is asked first."""
    app.add_middleware(BodyLimit, largest=settings.max_body)
    app.add_middleware(Admission, door=_door(settings))
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "X-API-Key"],
        expose_headers=["Retry-After"],
    )


def _door(settings: Settings) -> Door:
    rate = RATE_PER_MINUTE if settings.rate_per_minute is None else settings.rate_per_minute
    return Door(
        KeyFile(settings.key_file),
        settings.anonymous_read,
        Rates(rate) if rate else None,
        settings.rate_per_minute is not None,
        settings.cors_origins,
        settings.allowed_hosts,
    )


def prepare(database: Database) -> None:
    """Create missing indexes; where the user may only read, see at least that the graph is one we know."""
    try:
        apply(database)
    except ReadOnlyError:
        stored_version(database)


def _graphql(api: Api) -> GraphQLOverHttp:
    async def context(request: Request) -> dict[str, Any]:
        return {"answering": api.answering, "caller": request.state.caller}

    return GraphQLOverHttp(api.schema, context_getter=context, subscription_protocols=())


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
    return response_of(error)
