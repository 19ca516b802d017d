"""The API without HTTP: what the web service, ``goodoffices query`` and notebooks ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import strawberry
from strawberry.types import ExecutionResult

from app.access import LOCAL
from app.api.answering import Answering, Question
from app.api.costs import Limits, check_variables
from app.api.documents import KnownDocuments
from app.api.follower import Follower
from app.api.past import Pasts, Reader
from app.api.saved_queries import Queries
from app.api.schema import api_schema
from app.api.stored_documents import DocumentCheck
from app.api.tables import read_tables
from app.api.whole_tables import check_query
from app.api.writing import Writing
from app.settings import Settings
from database import Database
from loaders.graph.past import TODAY, AsOf
from loaders.graph.stored_text import read_stored_text
from loaders.ingesting import Keeping
from loaders.resolution.settings import read_pause_days


@dataclass(frozen=True, slots=True)
class Api:
    """A schema and what answers it."""

    schema: strawberry.Schema
    answering: Answering
    queries: Queries
    known: KnownDocuments = field(default_factory=KnownDocuments)
    """Documents that were asked lately."""

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

    def known_question(
        self, text: str, variables: dict[str, Any] | None = None, operation_name: str | None = None
    ) -> Question | None:
        """Give what a document that was asked lately asks of the graph; ``None`` where it was not, or asks for nothing.

        Raises
        ------
        GraphQLError
            Where a variable or an argument does not fit.

        """
        document = self.known.get(text)
        if document is None:
            return None
        check_variables(variables or {})
        return self.answering.question(document, operation_name, variables)


def open_api(settings: Settings, reader: Reader, writer: Callable[[], Database] | None = None) -> Api:
    """Give the API on a database; without a ``writer`` it changes nothing."""
    limits = Limits(settings.max_depth, settings.max_aliases, settings.max_tokens, settings.max_fields)
    known = KnownDocuments()
    schema = api_schema(limits, known)
    core = schema._schema
    limits_of_answers = settings.query_timeout, settings.least_confidence
    keeping = Keeping(read_stored_text(), read_pause_days())
    documents = DocumentCheck(core, limits, known)
    writing = Writing(writer, keeping, check_query=lambda query: check_query(answering, documents, query))
    follower = Follower(reader, settings.poll_changes)
    answering = Answering(
        core, read_tables(core), reader, *limits_of_answers, Pasts(reader), follower, writing
    )
    return Api(schema, answering, Queries(reader, documents), known)
