"""The GraphQL schema: the declared types, answered from one record a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLResolveInfo, GraphQLSchema, is_object_type
from strawberry.extensions import (
    MaxAliasesLimiter,
    MaxTokensLimiter,
    QueryDepthLimiter,
    SchemaExtension,
)
from strawberry.schema.config import StrawberryConfig

from app.api.answering import OneStatement
from app.api.questions import Query
from app.api.words import SCALARS


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be; what it may ask for is bounded by the compiler."""

    depth: int = 14
    aliases: int = 30
    tokens: int = 2_000


def api_schema(limits: Limits | None = None) -> strawberry.Schema:
    """Give the API's schema; every field takes its value from the answer compiled for the document."""
    made = strawberry.Schema(
        Query,
        config=StrawberryConfig(scalar_map=dict(SCALARS)),
        extensions=_extensions(limits or Limits()),
    )
    _resolve_by_answer_key(made._schema)
    return made


def sdl() -> str:
    """Give the schema in GraphQL's definition language."""
    return api_schema().as_str() + "\n"


def _extensions(limits: Limits) -> Sequence[Callable[[], SchemaExtension]]:
    return [
        lambda: MaxTokensLimiter(max_token_count=limits.tokens),
        lambda: QueryDepthLimiter(max_depth=limits.depth),
        lambda: MaxAliasesLimiter(max_alias_count=limits.aliases),
        OneStatement,
    ]


def _resolve_by_answer_key(schema: GraphQLSchema) -> None:
    for kind in schema.type_map.values():
        if is_object_type(kind) and not kind.name.startswith("__"):
            for field in kind.fields.values():
                field.resolve = _by_answer_key


def _by_answer_key(source: dict[str, Any], info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    return source[str(info.path.key)]
