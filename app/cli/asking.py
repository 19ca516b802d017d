"""What commands share that ask the API without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from app.api import Api, open_api
from app.api.application import prepare
from app.settings import Settings, read_service_settings
from database import AsyncDatabase, connect


def with_api[Found](ask: Callable[[Api, Settings], Awaitable[Found]]) -> Found:
    """Ask the API on the configured database, or on the local one, which is started where none runs."""
    settings = read_service_settings()
    with connect(settings.database) as database:
        prepare(database)

        async def asked() -> Found:
            async with AsyncDatabase(database.endpoint) as reader:
                return await ask(open_api(settings, reader, lambda: database), settings)

        return asyncio.run(asked())
