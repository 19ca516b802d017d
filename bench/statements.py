"""The statements that the service runs for a document, to time the database's share of an answer by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import neo4j

from app.api import open_api
from app.settings import Settings
from database import AsyncDatabase, Row
from database.endpoint import Endpoint


class _Recorder:
    """Reads for the API, and keeps what it is asked."""

    def __init__(self, db: AsyncDatabase) -> None:
        self._db = db
        self.asked: list[tuple[str, dict[str, Any]]] = []

    async def one(self, statement: str | neo4j.Query, /, **parameters: Any) -> Row | None:
        self.asked.append((_text(statement), parameters))
        return await self._db.one(statement, **parameters)

    async def run(self, statement: str | neo4j.Query, /, **parameters: Any) -> list[Row]:
        self.asked.append((_text(statement), parameters))
        return await self._db.run(statement, **parameters)


def statements_of(
    endpoint: Endpoint, document: str, variables: Sequence[Mapping[str, Any]]
) -> list[tuple[str, dict[str, Any]]]:
    """Give the statement and its parameters that a document is answered by, for each set of variables."""
    return asyncio.run(_asked(endpoint, document, variables))


async def _asked(
    endpoint: Endpoint, document: str, variables: Sequence[Mapping[str, Any]]
) -> list[tuple[str, dict[str, Any]]]:
    async with AsyncDatabase(endpoint) as db:
        recorder = _Recorder(db)
        api = open_api(Settings(), recorder)
        for each in variables:
            answer = await api.execute(document, dict(each))
            if answer.errors:
                raise SystemExit(f"{document}\n{answer.errors[0].message}")
    return recorder.asked


def _text(statement: str | neo4j.Query) -> str:
    return statement.text if isinstance(statement, neo4j.Query) else statement
