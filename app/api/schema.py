"""The GraphQL schema: the declared types, answered from one record a document."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLResolveInfo, GraphQLSchema, is_object_type
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import PreExecutionError

from app.api.answering import Asked, OneStatement, act
from app.api.costs import Limits
from app.api.documents import KnownDocuments, LimitedDocuments
from app.api.errors import RequestError
from app.api.examples import tell_examples
from app.api.following import follow
from app.api.mutations import Mutation
from app.api.questions import Query
from app.api.subscriptions import Subscription
from app.api.words import SCALARS


def api_schema(limits: Limits | None = None, known: KnownDocuments | None = None) -> strawberry.Schema:
    """Give the API's schema; every field takes its value from the answer compiled for the document."""
    made = _QuietSchema(
        Query,
        Mutation,
        Subscription,
        config=StrawberryConfig(scalar_map=dict(SCALARS)),
        extensions=_extensions(limits or Limits(), known or KnownDocuments()),
    )
    _resolve_by_answer_key(made._schema)
    tell_examples(made._schema)
    return made


class _QuietSchema(strawberry.Schema):
    """A schema that logs no mistakes of clients: what is the service's own fault is logged where it is told."""

    def process_errors(self, errors: Any, execution_context: Any = None) -> None:
        """Log nothing."""

    async def stream(self, *asked: Any, **options: Any) -> Any:
        """Answer a document over a connection that stays; what refuses it beforehand is told there, too."""
        return _with_refusals(await super().stream(*asked, **options))


async def _with_refusals(results: Any) -> AsyncIterator[Any]:
    # Strawberry tells what an extension raises before execution as a result over HTTP alone.
    try:
        async with aclosing(results):
            async for result in results:
                yield result
    except GraphQLError as error:
        yield PreExecutionError(data=None, errors=[error])


def sdl() -> str:
    """Give the schema in GraphQL's definition language."""
    return api_schema().as_str() + "\n"


def _extensions(limits: Limits, known: KnownDocuments) -> Sequence[Callable[[], SchemaExtension]]:
    return [
        lambda: LimitedDocuments(limits, known),
        OneStatement,
    ]


def _resolve_by_answer_key(schema: GraphQLSchema) -> None:
    for kind in schema.type_map.values():
        if is_object_type(kind) and not kind.name.startswith("__"):
            for field in kind.fields.values():
                field.resolve = act if kind is schema.mutation_type else _by_answer_key
                if kind is schema.subscription_type:
                    field.subscribe = follow
                    field.resolve = _by_message


def _by_answer_key(source: dict[str, Any], info: GraphQLResolveInfo[Any], /, **_: Any) -> Any:
    return source[str(info.path.key)]


def _by_message(source: Asked | dict[str, Any], info: GraphQLResolveInfo[Any], /, **_: Any) -> Any:
    if isinstance(source, Asked):  # it was executed as if one answer could tell all
        raise RequestError(
            "A subscription is told message by message. Send it with the header `Accept: text/event-stream`, or "
            "over WebSocket (graphql-transport-ws).",
            406,
            "NOT_ACCEPTABLE",
        )
    return _by_answer_key(source, info)
