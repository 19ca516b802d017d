"""The plans of all fields, read once from the declared GraphQL types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLSchema, get_named_type, is_object_type
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from app.api.conditions import Entry
from app.api.plans import PLAN, Plan

type Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class FilterEntry:
    """What the compiler knows of an entry of a filter."""

    plan: Entry
    of: str
    """The type of its value."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the compiler knows of the GraphQL schema."""

    plans: Mapping[tuple[str, str], Plan]
    """By type and field."""
    variables: Mapping[str, tuple[str, ...]]
    """What a type is read from."""
    filters: Mapping[tuple[str, str, str], str]
    """The types of a field's filters, by the argument."""
    entries: Mapping[str, Mapping[str, FilterEntry]]
    """The entries of a type of filters."""
    values: Mapping[tuple[str, str], Mapping[str, Convert]]
    """The arguments of a field that its plan reads as parameters, and what makes these of them."""


def read_tables(schema: GraphQLSchema) -> Tables:
    """Read the tables from a schema that Strawberry made."""
    plans: dict[tuple[str, str], Plan] = {}
    variables: dict[str, tuple[str, ...]] = {}
    filters: dict[tuple[str, str, str], str] = {}
    entries: dict[str, Mapping[str, FilterEntry]] = {}
    values: dict[tuple[str, str], Mapping[str, Convert]] = {}
    for name, kind in schema.type_map.items():
        definition = kind.extensions.get("strawberry-definition")
        if isinstance(kind, GraphQLInputObjectType) and definition is not None:
            entries[name] = _entries(kind, definition)
        if not is_object_type(kind) or definition is None:
            continue
        variables[name] = getattr(definition.origin, "graph_variables", ())
        for graphql_name, field in _fields(definition):
            if PLAN in field.metadata:
                plans[name, graphql_name] = field.metadata[PLAN]
            for given, argument in kind.fields[graphql_name].args.items():
                if isinstance(of := get_named_type(argument.type), GraphQLInputObjectType):
                    filters[name, graphql_name, given] = of.name
            values[name, graphql_name] = {
                to_camel_case(argument.python_name): argument.metadata[PLAN]
                for argument in field.arguments
                if PLAN in argument.metadata
            }
    return Tables(plans, variables, filters, entries, values)


def _fields(definition: StrawberryObjectDefinition) -> Iterator[tuple[str, StrawberryField]]:
    return ((field.graphql_name or to_camel_case(field.python_name), field) for field in definition.fields)


def _entries(
    kind: GraphQLInputObjectType, definition: StrawberryObjectDefinition
) -> Mapping[str, FilterEntry]:
    return {
        name: FilterEntry(entry.metadata[PLAN], get_named_type(kind.fields[name].type).name)
        for name, entry in _fields(definition)
        if PLAN in entry.metadata
    }
