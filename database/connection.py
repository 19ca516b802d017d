"""Talking to Neo4j: statements in, plain rows out.

Loaders and queries take an :class:`Executor`, which both a :class:`Database` and one transaction of it are:
they do not know whether they run alone or together with others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Protocol, Self

import neo4j

from database.driver import explained, open_async_driver, open_driver
from database.endpoint import Endpoint
from database.values import plain

Row = dict[str, Any]

FETCH_SIZE = 1000
"""Rows a stream takes from the server at a time."""


class Executor(Protocol):
    """Whatever runs a statement and gives its rows."""

    def run(self, statement: str, /, **parameters: Any) -> list[Row]:
        """Run one statement with its parameters."""
        ...


class Transaction:
    """An open transaction; :meth:`Database.write` gives it to the work it runs."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, statement: str, /, **parameters: Any) -> list[Row]:
        """Run one statement within the transaction."""
        return [_row(record) for record in self._transaction.run(statement, parameters)]


class Database:
    """A connection to Neo4j for loaders, the command line and notebooks; close it, or use ``with``.

    Examples
    --------
    >>> from database import connect
    >>> with connect() as db:                                                      # doctest: +SKIP
    ...     db.run("MATCH (a:Actor {id: $id}) RETURN a.name AS name", id="Q159")
    [{'name': 'Russia'}]
    """

    def __init__(self, endpoint: Endpoint, on_close: Callable[[], None] | None = None) -> None:
        """Open a driver for ``endpoint``; ``on_close`` runs after the driver is closed."""
        self.endpoint = endpoint
        self._driver = open_driver(endpoint)
        self._on_close = on_close

    def check(self) -> None:
        """Raise what is wrong if the database cannot be talked to."""
        self.run("RETURN 1")

    def run(self, statement: str, /, **parameters: Any) -> list[Row]:
        """Run one statement in a transaction of its own and return all rows."""
        with explained(self.endpoint), self._session() as session:
            return [_row(record) for record in session.run(statement, parameters)]

    def stream(self, statement: str, /, **parameters: Any) -> Iterator[Row]:
        """Run one statement and give its rows as they come, for results larger than memory."""
        with explained(self.endpoint), self._session(fetch_size=FETCH_SIZE) as session:
            for record in session.run(statement, parameters):
                yield _row(record)

    def write[Result](self, work: Callable[[Transaction], Result]) -> Result:
        """Run ``work`` in one transaction, again from its start where another one got in its way.

        ``work`` may run several times, so it must do nothing but talk to the transaction it is given.
        """
        with explained(self.endpoint), self._session() as session:
            return session.execute_write(lambda transaction: work(Transaction(transaction)))

    def close(self) -> None:
        """Close the connection, and end the local Neo4j if it was started for it."""
        try:
            self._driver.close()
        finally:
            if self._on_close is not None:
                self._on_close()
                self._on_close = None

    def _session(self, **options: Any) -> neo4j.Session:
        return self._driver.session(database=self.endpoint.database, **options)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncDatabase:
    """A connection to Neo4j for the API: it only reads, and each statement is one round trip.

    Rows hold what the driver gives: to look through them for Neo4j's own types would double the time of a
    large answer (2,000 nested maps: 5.4 ms as they come, 10.9 ms looked through). So return maps, lists and
    texts from a statement, ``toString(event.start)`` rather than a date, ``node{.*}`` rather than a node.
    """

    def __init__(self, endpoint: Endpoint, on_close: Callable[[], None] | None = None) -> None:
        """Open a driver for ``endpoint``; ``on_close`` runs after the driver is closed."""
        self.endpoint = endpoint
        self._driver = open_async_driver(endpoint)
        self._on_close = on_close

    async def check(self) -> None:
        """Raise what is wrong if the database cannot be talked to."""
        await self.one("RETURN 1")

    async def run(self, statement: str | neo4j.Query, /, **parameters: Any) -> list[Row]:
        """Run one statement, as a query with a time limit if need be, and return all rows."""
        with explained(self.endpoint):
            async with self._session() as session:
                result = await session.run(statement, parameters)
                return [_raw_row(record) async for record in result]

    async def one(self, statement: str | neo4j.Query, /, **parameters: Any) -> Row | None:
        """Run one statement and return its first row; None where there is none."""
        with explained(self.endpoint):
            async with self._session() as session:
                result = await session.run(statement, parameters)
                records = await result.fetch(1)
                return _raw_row(records[0]) if records else None

    async def explain(self, statement: str, parameters: Mapping[str, Any]) -> str:
        """Give the plan by which Neo4j would run a statement, as its shell prints it, without running it."""
        with explained(self.endpoint):
            async with self._session() as session:
                # EXPLAIN goes before the text of a statement that ran already.
                result = await session.run(f"EXPLAIN {statement}", parameters)  # type: ignore[arg-type]
                plan = (await result.consume()).plan or {}
        return str(plan.get("args", {}).get("string-representation", plan))

    async def close(self) -> None:
        """Close the connection, and end the local Neo4j if it was started for it."""
        try:
            await self._driver.close()
        finally:
            if self._on_close is not None:
                await asyncio.to_thread(self._on_close)
                self._on_close = None

    def _session(self) -> neo4j.AsyncSession:
        return self._driver.session(database=self.endpoint.database, default_access_mode=neo4j.READ_ACCESS)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def _raw_row(record: neo4j.Record) -> Row:
    return dict(zip(record.keys(), record.values(), strict=True))


def _row(record: neo4j.Record) -> Row:
    return dict(zip(record.keys(), map(plain, record.values()), strict=True))
