"""The plans of all fields, read once from the declared GraphQL types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, GraphQLInputObjectType, GraphQLSchema, get_named_type, is_object_type
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from app.api.plans import PLAN, Condition, Plan

type Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the compiler knows of the GraphQL schema."""

    plans: Mapping[tuple[str, str], Plan]
    """By type and field."""
    variables: Mapping[str, tuple[str, ...]]
    """What a type is read from."""
    conditions: Mapping[tuple[str, str], Mapping[str, Condition]]
    """The entries of a field's filter."""
    values: Mapping[tuple[str, str], Mapping[str, Convert]]
    """The arguments of a field that its plan reads as parameters, and what makes these of them."""


def read_tables(schema: GraphQLSchema) -> Tables:
    """Read the tables from a schema that Strawberry made."""
    plans: dict[tuple[str, str], Plan] = {}
    variables: dict[str, tuple[str, ...]] = {}
    conditions: dict[tuple[str, str], Mapping[str, Condition]] = {}
    values: dict[tuple[str, str], Mapping[str, Convert]] = {}
    for name, kind in schema.type_map.items():
        definition = kind.extensions.get("strawberry-definition")
        if not is_object_type(kind) or definition is None:
            continue
        variables[name] = getattr(definition.origin, "graph_variables", ())
        for graphql_name, field in _fields(definition):
            if PLAN in field.metadata:
                plans[name, graphql_name] = field.metadata[PLAN]
            conditions[name, graphql_name] = _conditions(kind.fields[graphql_name])
            values[name, graphql_name] = {
                to_camel_case(argument.python_name): argument.metadata[PLAN]
                for argument in field.arguments
                if PLAN in argument.metadata
            }
    return Tables(plans, variables, conditions, values)


def _fields(definition: StrawberryObjectDefinition) -> Iterator[tuple[str, StrawberryField]]:
    return ((field.graphql_name or to_camel_case(field.python_name), field) for field in definition.fields)


def _conditions(field: GraphQLField) -> Mapping[str, Condition]:
    argument = field.args.get("filter")
    kind = get_named_type(argument.type) if argument else None
    if not isinstance(kind, GraphQLInputObjectType):
        return {}
    definition = kind.extensions["strawberry-definition"]
    return {name: entry.metadata[PLAN] for name, entry in _fields(definition)}
