"""The database of a running service: each statement bounded in time, and a lost one come back to."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import neo4j

from app.observation import StatementWatch
from database import AsyncDatabase, Database, Row
from database.errors import DatabaseDownError, DatabaseError

logger = logging.getLogger(__name__)

GRACE_SECONDS = 5.0
"""How much later than Neo4j should have given up a statement the service does: then Neo4j is out of reach."""
REOPEN_SECONDS = 5.0
"""Between two attempts to have the local Neo4j again."""

type Reopen = Callable[[], Database]
"""Gives the local Neo4j again, started where it has ended; its address may be another one."""


class ServiceReader:
    """Reads for the service, from when it starts to when it stops.

    The driver finds a Neo4j again that comes back at its address. A local one comes back at another, and somebody
    must start it: that is what ``reopen`` is for.
    """

    def __init__(self, timeout: float, watch: StatementWatch, reopen: Reopen | None = None) -> None:
        self._timeout = timeout
        self._watch = watch
        self._reopen = reopen
        self._reading: AsyncDatabase | None = None
        self._writing: Database | None = None
        self._reopened: Database | None = None
        self._reopening: asyncio.Task[None] | None = None
        self._tried = -REOPEN_SECONDS

    def open(self, database: Database) -> None:
        """Begin to read from a database, which whoever opened it closes."""
        self._reading = AsyncDatabase(database.endpoint)
        self._writing = database

    def writer(self) -> Database:
        """Give the database that mutations write to."""
        if self._writing is None:
            raise RuntimeError("The service has not been started: run its lifespan.")
        return self._writing

    async def close(self) -> None:
        """Stop reading."""
        if self._reopening:
            await asyncio.wait([self._reopening])
        await self._watch.close()
        if self._reading:
            await self._reading.close()
        if self._reopened:
            await asyncio.to_thread(self._reopened.close)

    async def one(self, statement: str | neo4j.Query, /, **parameters: Any) -> Row | None:
        """Run a statement that gives one record."""
        query = self._bounded(statement)
        return await self._run(query, parameters, lambda db: db.one(query, **parameters))

    async def run(self, statement: str | neo4j.Query, /, **parameters: Any) -> list[Row]:
        """Run a statement and give its rows."""
        query = self._bounded(statement)
        return await self._run(query, parameters, lambda db: db.run(query, **parameters))

    # -- one statement -------------------------------------------------------------------------------

    def _bounded(self, statement: str | neo4j.Query) -> neo4j.Query:
        """Have Neo4j cancel the statement when its time is up."""
        if isinstance(statement, neo4j.Query):
            return statement
        return neo4j.Query(statement, timeout=self._timeout)

    async def _run[Found](
        self,
        query: neo4j.Query,
        parameters: Mapping[str, Any],
        ask: Callable[[AsyncDatabase], Awaitable[Found]],
    ) -> Found:
        database = self._reading
        if database is None:
            raise RuntimeError("The service has not been started: run its lifespan.")
        try:
            with self._watch.watch(query.text, parameters, database.explain):
                return await self._within(query.timeout or self._timeout, database, ask)
        except DatabaseDownError:
            self._come_back(database)
            raise

    @staticmethod
    async def _within[Found](
        seconds: float, database: AsyncDatabase, ask: Callable[[AsyncDatabase], Awaitable[Found]]
    ) -> Found:
        try:
            async with asyncio.timeout(seconds + GRACE_SECONDS):
                return await ask(database)
        except TimeoutError:
            where = database.endpoint.where
            raise DatabaseDownError(where, "it is silent", "Look at its load and at the network.") from None

    # -- coming back ---------------------------------------------------------------------------------

    def _come_back(self, lost: AsyncDatabase) -> None:
        """Have the local Neo4j again, once at a time, while requests go on to be told that it is away."""
        busy = self._reopening is not None and not self._reopening.done()
        early = time.monotonic() - self._tried < REOPEN_SECONDS
        if self._reopen is None or not lost.endpoint.local or busy or early or lost is not self._reading:
            return
        self._tried = time.monotonic()
        self._reopening = asyncio.get_running_loop().create_task(self._open_again(self._reopen, lost))

    async def _open_again(self, reopen: Reopen, lost: AsyncDatabase) -> None:
        try:
            database = await asyncio.to_thread(reopen)
        except DatabaseError as error:
            logger.error("%s", error)
            return
        self._reading, before = AsyncDatabase(database.endpoint), self._reopened
        self._reopened = self._writing = database
        logger.info("Neo4j answers again at %s", database.endpoint.where)
        await lost.close()
        if before:
            await asyncio.to_thread(before.close)
