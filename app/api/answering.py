"""Answering a document: its selections compiled to one statement, run once, and shaped.

This is the one seam between GraphQL and the graph. The executor of graphql-core only walks the finished answer
(:func:`app.api.schema.api_schema`); whoever wants to write it as JSON at once replaces that walk and nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import neo4j
from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, get_operation_ast
from starlette.responses import Response
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from app.access import Scope
from app.access.callers import caller_of
from app.api.compiler import Statement, compile_selections
from app.api.failures import failure_of
from app.api.past import Pasts, Reader
from app.api.selection import selections
from app.api.tables import Tables
from loaders.graph.past import TODAY, AsOf


@dataclass(frozen=True, slots=True)
class Answering:
    """What it takes to answer documents; the context of every request."""

    schema: GraphQLSchema
    tables: Tables
    reader: Reader
    timeout: float
    """Seconds after which the database gives a statement up."""
    least_confidence: float
    """Below which nothing is in an answer that does not ask for it."""
    pasts: Pasts
    """What was known at the times that are asked about."""

    def compile(
        self,
        document: DocumentNode,
        operation_name: str | None = None,
        variables: dict[str, Any] | None = None,
        as_of: AsOf = TODAY,
    ) -> Statement | None:
        """Compile a valid document; ``None`` where it asks for nothing in the graph.

        Raises
        ------
        GraphQLError
            Where an argument does not fit.

        """
        operation = get_operation_ast(document, operation_name)
        if operation is None:
            return None
        asked = selections(self.schema, document, operation, variables or {})
        return compile_selections(self.tables, asked, self.least_confidence, as_of) if asked else None

    async def answer(
        self,
        document: DocumentNode,
        operation_name: str | None = None,
        variables: dict[str, Any] | None = None,
        as_of: AsOf = TODAY,
    ) -> dict[str, Any]:
        """Give what a valid document asks for, by answer keys; ``as_of`` counts where it names no time itself."""
        statement = self.compile(document, operation_name, variables, as_of)
        if statement is None:
            return {}
        known = {name: await self.pasts.at(time) for name, time in statement.pasts.items()}
        query = neo4j.Query(statement.text, timeout=self.timeout)
        record = await self.reader.one(query, **{**statement.parameters, **known})
        return statement.answer(record or {})


class OneStatement(SchemaExtension):
    """Answers a document before the executor walks it.

    The request's context holds ``answering`` and, under HTTP, the ``response`` whose status tells of failures.
    """

    async def on_execute(self) -> AsyncIterator[None]:
        """Put the answer where the executor starts."""
        execution = self.execution_context
        context: dict[str, Any] = execution.context
        answering: Answering = context["answering"]
        response: Response | None = context.get("response")
        # Mutations are answered by their resolvers, each of which requires a scope of its own.
        if execution.graphql_document is not None and execution.operation_type is OperationType.QUERY:
            try:
                caller_of(context).require(Scope.READ)
                execution.root_value = await answering.answer(
                    execution.graphql_document,
                    execution.operation_name,
                    execution.variables,
                    context.get("as_of", TODAY),
                )
            except GraphQLError as error:
                execution.result = ExecutionResult(data=None, errors=[error])
            except Exception as error:  # noqa: BLE001  # told to the client by the table of failures
                execution.result = ExecutionResult(data=None, errors=[_told(error, response)])
        yield
        if execution.result and execution.result.errors:
            execution.result.errors = [
                _told_by_resolver(error, response) for error in execution.result.errors
            ]


def _told(error: Exception, response: Response | None) -> GraphQLError:
    failure = failure_of(error)
    if response is not None:
        response.status_code = failure.status
        response.headers.update(failure.headers)
    return failure.error()


def _told_by_resolver(error: GraphQLError, response: Response | None) -> GraphQLError:
    """Tell what a resolver raised, by its place, as the table of failures words it."""
    cause = error.original_error
    if error.path is None or cause is None or isinstance(cause, GraphQLError):
        return error
    told = _told(cause, response)
    return GraphQLError(told.message, error.nodes, path=error.path, extensions=told.extensions)
