"""Random documents that are valid, with values that are meant to break something, made from the schema."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)

from bench.hostile import HARMLESS

_VALUES: dict[str, tuple[str, ...]] = {
    "Int": ("1", "2", "20", "500"),
    "Float": ("0", "0.5", "1", "-1e308", "1e308"),
    "Boolean": ("true", "false"),
    "Date": ('"2025-06-02"', '"0001-01-01"', '"9999-12-31"'),
    "DateTime": ('"2025-06-02T12:00:00Z"', '"0001-01-01T12:00:00Z"', '"9999-12-31T12:00:00+01:00"'),
}
_REFUSED = {"Int": ("0", "-1", "501", "2147483647"), "Date": ('"2025-02-30"', '""'), "DateTime": ('"now"',)}
_WORDS = ("Q43", "Turkey", "Istanbul", "TUR", "talks", "Daily Ledger", *HARMLESS)
_DEEPEST = 4


class Fuzz:
    """Makes documents; the same seed makes the same ones."""

    def __init__(self, schema: GraphQLSchema, seed: int) -> None:
        self._schema = schema
        self._random = Random(seed)  # noqa: S311  # no secrets

    def document(self) -> str:
        """Make a document."""
        query = self._schema.query_type
        assert query
        return self._selections(query, _DEEPEST)

    def _selections(self, kind: GraphQLObjectType, depth: int) -> str:
        fields = self._random.sample(
            list(kind.fields.items()), min(len(kind.fields), self._random.randint(1, 3))
        )
        found = [self._field(name, field, depth) for name, field in fields]
        return "{ " + " ".join(each for each in found if each) + " __typename }"

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        given = self._arguments(field)
        kind = get_named_type(field.type)
        if not is_object_type(kind):
            return name + given
        return f"{name}{given} {self._selections(kind, depth - 1)}" if depth else ""

    def _arguments(self, field: GraphQLField) -> str:
        given = [
            f"{name}: {self._value(argument.type, 3)}"
            for name, argument in field.args.items()
            if is_non_null_type(argument.type) or self._random.random() < (0.05 if name == "after" else 0.4)
        ]
        return f"({', '.join(given)})" if given else ""

    def _value(self, kind: Any, depth: int) -> str:
        if is_non_null_type(kind):
            return self._given(kind.of_type, depth)
        return "null" if self._random.random() < 0.03 else self._given(kind, depth)

    def _given(self, kind: Any, depth: int) -> str:
        if is_list_type(kind):
            return (
                f"[{', '.join(self._value(kind.of_type, depth) for _ in range(self._random.randint(0, 3)))}]"
            )
        if isinstance(kind, GraphQLEnumType):
            return self._random.choice(list(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            return self._object(kind.fields, depth)
        refused = _REFUSED.get(kind.name, ()) if self._random.random() < 0.05 else ()
        return self._random.choice(refused or _VALUES.get(kind.name) or tuple(map(json.dumps, _WORDS)))

    def _object(self, fields: dict[str, GraphQLInputField], depth: int) -> str:
        if not depth:
            return "{}"
        chosen = self._random.sample(list(fields.items()), self._random.randint(0, min(2, len(fields))))
        return (
            "{" + ", ".join(f"{name}: {self._value(field.type, depth - 1)}" for name, field in chosen) + "}"
        )
