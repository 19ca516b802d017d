"""Getting at the database: the Neo4j the user named, else the local one, started where none runs."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack

from database.connection import AsyncDatabase, Database
from database.endpoint import Endpoint, configured_endpoint
from database.local import local_server
from database.settings import DatabaseSettings, read_settings


def connect(settings: DatabaseSettings | None = None) -> Database:
    """Open the database; closing it also ends a local Neo4j that was started for it.

    Parameters
    ----------
    settings
        Which Neo4j; read from the environment where not given.

    Raises
    ------
    DatabaseError
        The database cannot be had; the message says why and what to do.
    """
    resources = ExitStack()
    with ExitStack() as on_failure:
        on_failure.callback(resources.close)
        database = Database(_endpoint(settings, resources), on_close=resources.close)
        on_failure.callback(database.close)
        database.check()
        on_failure.pop_all()
    return database


async def connect_async(settings: DatabaseSettings | None = None) -> AsyncDatabase:
    """Open the database for asynchronous reading; see :func:`connect`."""
    resources = ExitStack()
    async with AsyncExitStack() as on_failure:
        on_failure.callback(resources.close)
        endpoint = await asyncio.to_thread(_endpoint, settings, resources)
        database = AsyncDatabase(endpoint, on_close=resources.close)
        on_failure.push_async_callback(database.close)
        await database.check()
        on_failure.pop_all()
    return database


def _endpoint(settings: DatabaseSettings | None, resources: ExitStack) -> Endpoint:
    settings = read_settings() if settings is None else settings
    return configured_endpoint(settings) or resources.enter_context(local_server(settings))
