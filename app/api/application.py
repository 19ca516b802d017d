"""The web service: GraphQL under ``/graphql``, and whether it is alive and ready."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.requests import HTTPConnection
from starlette.middleware.cors import CORSMiddleware
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL

from app.access.key_file import KeyFile
from app.access.rates import Rates
from app.access.seats import Seats
from app.api.admission import Admission, Door
from app.api.bodies import BodyLimit
from app.api.failures import HANDLERS, response_of
from app.api.graphiql import add_editor
from app.api.health import add_health
from app.api.opening import Api, open_api
from app.api.patience import Patience
from app.api.reading import Reopen, ServiceReader
from app.api.requests import GraphQLOverHttp
from app.api.short_way import ShortWay
from app.api.table_routes import add_tables
from app.api.visitors import AdmittedVisitor
from app.api.watching import Watching
from app.observation import Metrics, StatementWatch
from app.settings import RATE_PER_MINUTE, Settings
from database import Database, connect
from database.errors import ReadOnlyError
from graph_schema import apply, check_version


def create_app(settings: Settings, database: Database | None = None, reopen: Reopen | None = None) -> FastAPI:
    """Make the web service.

    Parameters
    ----------
    settings
        Limits, and which database.
    database
        An open database to serve; without it the service opens one when it starts and closes it when it stops.
    reopen
        Gives a local database again that has ended; the service closes it when it stops.

    """
    metrics = Metrics()
    if database is None:
        reopen = partial(connect, settings.database)
    reader = ServiceReader(settings.query_timeout, StatementWatch(metrics, settings.slow_query), reopen)
    door = door_of(settings)
    api = open_api(settings, reader, reader.writer)
    follower = api.answering.follower
    metrics.subscriptions.set_function(lambda: follower.followers)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as resources:
            served = database
            if served is None:
                served = await asyncio.to_thread(connect, settings.database)
                resources.push_async_callback(asyncio.to_thread, served.close)
            await asyncio.to_thread(prepare, served)
            reader.open(served)
            resources.push_async_callback(reader.close)
            resources.push_async_callback(follower.close)
            yield

    app = FastAPI(title="Good Offices", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.follower = follower
    app.include_router(_graphql(api, door, settings, metrics), prefix="/graphql")
    add_editor(app, "/graphql")
    add_tables(app, api, settings, door)
    add_health(app, reader, door.keys, metrics)
    app.add_middleware(ShortWay, api=api, path="/graphql")
    _guard(app, settings, door, metrics)
    for kind in HANDLERS:
        app.add_exception_handler(kind, _tell)
    return app


def _guard(app: FastAPI, settings: Settings, door: Door, metrics: Metrics) -> None:
    """Put the guards before the routes: what is added last is asked first."""
    app.add_middleware(Patience)
    app.add_middleware(BodyLimit, largest=settings.max_body, largest_ingest=settings.max_ingest_body)
    app.add_middleware(Admission, door=door)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "X-API-Key", "X-Request-ID"],
        expose_headers=["Content-Disposition", "Retry-After", "X-Request-ID", "X-Row-Count"],
    )
    app.add_middleware(Watching, metrics=metrics)


def door_of(settings: Settings) -> Door:
    """Give what decides on who is let in."""
    rate = RATE_PER_MINUTE if settings.rate_per_minute is None else settings.rate_per_minute
    return Door(
        KeyFile(settings.key_file),
        settings.anonymous_read,
        Rates(rate) if rate else None,
        settings.rate_per_minute is not None,
        settings.cors_origins,
        settings.allowed_hosts,
        Seats("connections", settings.max_subscriptions_each, settings.max_subscriptions),
        Seats("subscriptions", settings.max_subscriptions_each, settings.max_subscriptions),
    )


def prepare(database: Database) -> None:
    """Create missing indexes; where the user may only read, see at least that the graph is one we know."""
    try:
        apply(database)
    except ReadOnlyError:
        check_version(database)


def _graphql(api: Api, door: Door, settings: Settings, metrics: Metrics) -> GraphQLOverHttp:
    async def context(connection: HTTPConnection) -> dict[str, Any]:
        state = connection.state
        state.visitor, state.largest = AdmittedVisitor(door, connection.scope, metrics), settings.max_body
        answer = getattr(state, "answer", None)  # of the short way
        return {
            "answering": api.answering,
            "caller": state.caller,
            "visitor": state.visitor,
            "answer": answer,
        }

    route = GraphQLOverHttp(
        api.schema,
        context_getter=context,
        subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
        connection_init_wait_timeout=timedelta(seconds=10),
        max_subscriptions_per_connection=settings.max_subscriptions_each,
    )
    route.find_query = api.queries.find_to_ask
    return route


async def _tell(_: Request, error: Exception) -> Response:
    return response_of(error)
