"""Answering a document: its selections compiled to one statement, run once, and shaped.

This is the one seam between GraphQL and the graph. The executor of graphql-core only walks the finished answer
(:func:`app.api.schema.api_schema`); whoever wants to write it as JSON at once replaces that walk and nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import neo4j
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationType,
    get_operation_ast,
)
from graphql.execution.values import VariableValues, get_variable_values
from starlette.responses import Response
from strawberry.extensions import SchemaExtension

from app.access import Scope
from app.access.callers import Caller, caller_of
from app.api.compiler import UNPLANNED, compile_selections
from app.api.documents import LONGEST_KEPT
from app.api.failures import failure_of
from app.api.follower import Follower
from app.api.past import Pasts, Reader
from app.api.plans import Act, Column
from app.api.recent import Recent
from app.api.selection import TYPENAME, Selected, selections
from app.api.shaping import OddValueError
from app.api.statements import Statement
from app.api.tables import Tables
from app.api.variables import read_variables
from app.api.writing import Writing
from loaders.graph.past import TODAY, AsOf

STATEMENTS_KEPT = 500
"""About 50 kB each, besides the document's text."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a request asks of the graph."""

    statement: Statement
    parameters: Mapping[str, Any]
    pasts: Mapping[str, AsOf]
    """The parameters that must be given what was known at a time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the graph says."""

    data: dict[str, Any]
    final: bool
    """False where the executor has still to walk through it."""


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
    follower: Follower
    """What it takes to follow the changes of the graph."""
    writing: Writing = field(default_factory=Writing)
    """What it takes to change the graph."""
    statements: Recent[Hashable, Statement] = field(default_factory=lambda: Recent(STATEMENTS_KEPT))
    """Of the documents asked lately: to compile one takes 1 to 5 ms."""

    def question(
        self,
        document: DocumentNode,
        operation_name: str | None = None,
        variables: dict[str, Any] | None = None,
        as_of: AsOf = TODAY,
    ) -> Question | None:
        """Give what a valid document asks of the graph; ``None`` where that is nothing, or its variables do not fit.

        ``as_of`` counts where the document names no time itself.

        Raises
        ------
        GraphQLError
            Where an argument does not fit.

        """
        operation = get_operation_ast(document, operation_name)
        if operation is None or operation.operation is not OperationType.QUERY:
            return None
        given = read_variables(self.schema, operation, variables or {})
        if given is None:
            return None
        text = document.loc.source.body if document.loc else None
        known = text, operation_name, as_of, given.shape
        statement = self.statements.get(known)
        if statement is None:
            asked = selections(self.schema, document, operation, given.opened)
            if all(selected.name in UNPLANNED for selected in asked):
                return None
            statement = self.compile_selected(asked, as_of)
            if text is not None and len(text) <= LONGEST_KEPT:
                self.statements.keep(known, statement)
        return Question(statement, statement.bound(given.given), statement.pasts_for(given.given))

    async def answer(self, question: Question) -> Answer:
        """Ask the graph, and give the answer by the keys of the document."""
        statement = question.statement
        record = await self.record(question)
        if not statement.introspects:
            try:
                return Answer(statement.shaper.exact(record), final=True)
            except OddValueError:
                pass  # the executor tells what is wrong with it
        return Answer(statement.shaper.unchecked(record), final=False)

    async def record(self, question: Question) -> list[Any]:
        """Ask the graph, and give the one record that says all."""
        pasts = {name: await self.pasts.at(time) for name, time in question.pasts.items()}
        return await self.run(question.statement, {**question.parameters, **pasts})

    def compile_selected(self, asked: Sequence[Selected], as_of: AsOf = TODAY) -> Statement:
        """Compile some fields of ``Query``."""
        return compile_selections(self.tables, asked, self.least_confidence, as_of)

    async def answer_selected(self, asked: Sequence[Selected], as_of: AsOf = TODAY) -> dict[str, Any]:
        """Give what some fields of ``Query`` ask for, by answer keys."""
        statement = self.compile_selected(asked, as_of)
        record = await self.record(Question(statement, statement.bound(()), statement.pasts_for(())))
        data: dict[str, Any] = statement.shaper.unchecked(record)
        return data

    async def act(self, selected: Selected, caller: Caller) -> Any:
        """Change the graph, and give what the document asks of what was done.

        What is asked is compiled first: a document that cannot be answered changes nothing.
        """
        plan = self.tables.plans[selected.parent, selected.name]
        if not isinstance(plan, Act):
            raise TypeError(f"{selected.name} changes nothing: give it the plan of an Act.")
        caller.require(plan.scope)
        if self._reads(selected):
            caller.require(Scope.READ)
        statement = compile_selections(self.tables, [selected], self.least_confidence)
        made = await plan.run(self.writing, selected.arguments, caller)
        self.follower.wake()
        record = await self.run(statement, {**statement.bound(()), "made": made})
        return statement.shaper.unchecked(record)[selected.key]

    def _reads(self, act: Selected) -> bool:
        """Tell whether more is asked than the numbers that a change gives, which may lead anywhere in the graph."""
        return any(
            not isinstance(self.tables.plans[child.parent, child.name], Column)
            for child in act.children
            if child.name != TYPENAME
        )

    async def run(self, statement: Statement, parameters: Mapping[str, Any]) -> list[Any]:
        """Run a compiled statement, and give its one record."""
        query = neo4j.Query(statement.text, timeout=self.timeout)
        record = await self.reader.one(query, **parameters)
        return list((record or {}).values())

    def asked(
        self, document: DocumentNode, operation_name: str | None, variables: dict[str, Any] | None
    ) -> dict[str, Selected]:
        """Give the mutations or the subscription that a document asks for, by answer keys."""
        operation = get_operation_ast(document, operation_name)
        if operation is None or operation.operation is OperationType.QUERY:
            return {}
        values = get_variable_values(self.schema, operation.variable_definitions or (), variables or {})
        if not isinstance(values, VariableValues):
            return {}
        asked = selections(self.schema, document, operation, values)
        return {each.key: each for each in asked if each.name not in UNPLANNED}


@dataclass(slots=True)
class Asked:
    """The mutations or the subscription of a document, by answer keys."""

    fields: Mapping[str, Selected]
    seq: int | None = None
    """The change that a subscription told last."""


class OneStatement(SchemaExtension):
    """Answers a document before the executor walks it.

    The request's context holds ``answering`` and, under HTTP, the ``response`` whose status tells of failures, and the
    ``answer`` where the short way has asked the graph already.
    """

    _asked: Asked | None = None

    async def on_execute(self) -> AsyncIterator[None]:
        """Put the answer where the executor starts."""
        execution = self.execution_context
        context: dict[str, Any] = execution.context
        answering: Answering = context["answering"]
        response: Response | None = context.get("response")
        if execution.graphql_document is not None:
            asked = execution.graphql_document, execution.operation_name, execution.variables
            try:
                if execution.operation_type.value == OperationType.QUERY.value:
                    caller_of(context).require(Scope.READ)
                    answer = context.get("answer")
                    if answer is None:
                        question = answering.question(*asked, context.get("as_of", TODAY))
                        answer = await answering.answer(question) if question else Answer({}, final=False)
                    if answer.final:
                        execution.result = ExecutionResult(data=answer.data, errors=None)
                    execution.root_value = answer.data
                else:
                    # Others are answered field by field, and each requires a scope of its own.
                    execution.root_value = self._asked = Asked(answering.asked(*asked))
            except GraphQLError as error:
                execution.result = ExecutionResult(data=None, errors=[error])
            except Exception as error:  # noqa: BLE001  # told to the client by the table of failures
                execution.result = ExecutionResult(data=None, errors=[_told(error, response)])
        yield
        if execution.result and execution.result.errors:
            execution.result.errors = [
                _told_by_resolver(error, response) for error in execution.result.errors
            ]

    async def on_stream_result(self, result: Any) -> AsyncIterator[None]:
        """Put the number of the change that a message tells beside it, and failures in the words of their table."""
        if self._asked and self._asked.seq is not None:
            result.extensions = {**(result.extensions or {}), "seq": self._asked.seq}
        if result.errors:
            result.errors = [_told_by_resolver(error, None) for error in result.errors]
        yield


async def act(source: Asked, info: GraphQLResolveInfo[Any], /, **_: Any) -> Any:
    """Resolve a field of ``Mutation``: one after the other, as GraphQL asks."""
    context: dict[str, Any] = info.context
    answering: Answering = context["answering"]
    return await answering.act(source.fields[str(info.path.key)], caller_of(context))


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
