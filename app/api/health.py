"""Whether the service is alive and ready, and its metrics."""

from __future__ import annotations

import asyncio

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from app.access import Scope
from app.access.key_file import KeyFile
from app.api.failures import GraphMissingError
from app.api.reading import ServiceReader
from app.observation import Metrics
from app.observation.metrics import CONTENT_TYPE
from database.errors import DatabaseDownError
from graph_schema import schema
from graph_schema.application import NewerSchemaError

READY_SECONDS = 2.0
"""Who asks whether the service is ready wants to know it now."""


def add_health(app: FastAPI, reader: ServiceReader, keys: KeyFile, metrics: Metrics) -> None:
    """Add the routes that machines look after the service by."""

    @app.get("/", include_in_schema=False)
    async def start() -> RedirectResponse:
        return RedirectResponse("/graphql")

    @app.get("/healthz")
    async def alive() -> dict[str, str]:
        """Tell that the process answers; it asks nothing of the database."""
        return {"status": "ok"}

    @app.get("/readyz")
    async def ready() -> dict[str, str]:
        """Tell whether a query could be answered now: Neo4j answers, holds our graph, and keys can be read."""
        keys.all()
        await _check_graph(reader)
        return {"status": "ready"}

    @app.get("/metrics")
    async def show_metrics(request: Request) -> Response:
        """Give the metrics to Prometheus."""
        request.state.caller.require(Scope.READ)
        return Response(metrics.render(), media_type=CONTENT_TYPE)


async def _check_graph(reader: ServiceReader) -> None:
    try:
        async with asyncio.timeout(READY_SECONDS):
            row = await reader.one("MATCH (s:Schema) RETURN s.version AS version")
    except TimeoutError:
        raise DatabaseDownError("its address", "it is silent", "Look at its load.") from None
    if row is None:
        raise GraphMissingError
    if row["version"] > schema().version:
        raise NewerSchemaError(row["version"], schema().version)
