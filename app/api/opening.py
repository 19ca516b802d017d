"""The API without HTTP: what the web service, ``goodoffices query`` and notebooks ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry.types import ExecutionResult

from app.access import LOCAL
from app.api.answering import Answering
from app.api.costs import Limits
from app.api.past import Pasts, Reader
from app.api.schema import api_schema
from app.api.tables import read_tables
from app.settings import Settings
from loaders.graph.past import TODAY, AsOf


@dataclass(frozen=True, slots=True)
class Api:
    """A schema and what answers it."""

    schema: strawberry.Schema
    answering: Answering

    async def execute(
        self,
        document: str,
        variables: dict[str, Any] | None = None,
        operation_name: str | None = None,
        as_of: AsOf = TODAY,
    ) -> ExecutionResult:
        """Answer a document; what is wrong with it stands in ``errors``.

        Where the document names no time itself, it is answered ``as_of`` one.
        """
        return await self.schema.execute(
            document,
            variable_values=variables,
            operation_name=operation_name,
            context_value={"answering": self.answering, "as_of": as_of, "caller": LOCAL},
        )


def open_api(settings: Settings, reader: Reader) -> Api:
    """Give the API on a database."""
    limits = Limits(settings.max_depth, settings.max_aliases, settings.max_tokens, settings.max_fields)
    schema = api_schema(limits)
    core = schema._schema
    limits_of_answers = settings.query_timeout, settings.least_confidence
    answering = Answering(core, read_tables(core), reader, *limits_of_answers, Pasts(reader))
    return Api(schema, answering)
