"""A document's variables: what of them shapes its statement, and what is only put in.

Texts, ids, days and fractions are put in: a document is compiled with a :class:`Slot` in the place of each. Which
entries are given, how long lists are, and words, whole numbers and booleans may each make another statement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLInputType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.values import VariableValues, get_variable_values

_PUT_IN = frozenset({"Date", "DateTime", "Float", "ID", "String"})


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value that comes with each request."""

    at: int


@dataclass(frozen=True, slots=True)
class Later:
    """A parameter that is made with each request: of what comes with it, or of what may have changed."""

    value: Any
    """With slots in it, where some of it comes with the request."""
    convert: Callable[[Any], Any] | None

    def of(self, given: Sequence[Any]) -> Any:
        """Make it of the values that are given for the slots."""
        value = filled(self.value, given)
        return self.convert(value) if self.convert else value


@dataclass(frozen=True, slots=True)
class Variables:
    """The variables of one request, taken apart."""

    shape: Hashable
    """Two requests for one document with equal shapes have one statement."""
    given: Sequence[Any]
    """What is put into the slots."""
    opened: VariableValues
    """The variables with slots in the places of these."""


def read_variables(
    schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Variables | None:
    """Take the variables of a request apart; ``None`` where they do not fit, as the executor tells in detail."""
    values = get_variable_values(schema, operation.variable_definitions or (), dict(variables))
    if not isinstance(values, VariableValues):
        return None
    given: list[Any] = []
    opened = {
        name: _opened(values.sources[name].signature.type, value, given)
        for name, value in values.coerced.items()
    }
    shape = tuple((name, each) for name, (each, _) in opened.items())
    coerced = {name: value for name, (_, value) in opened.items()}
    return Variables(shape, given, values._replace(coerced=coerced))


def has_slots(value: Any) -> bool:
    """Tell whether a value is known only with a request."""
    match value:
        case Slot():
            return True
        case list():
            return any(map(has_slots, value))
        case dict():
            return any(map(has_slots, value.values()))
    return False


def filled(value: Any, given: Sequence[Any]) -> Any:
    """Put what is given into the slots of a value."""
    match value:
        case Slot():
            return given[value.at]
        case list():
            return [filled(item, given) for item in value]
        case dict():
            return {name: filled(item, given) for name, item in value.items()}
    return value


def _opened(kind: GraphQLInputType, value: Any, given: list[Any]) -> tuple[Hashable, Any]:
    """Give the shape of a value, and the value with slots; what is taken out of it comes to ``given``."""
    if value is None:
        return None, None
    if is_non_null_type(kind):
        return _opened(kind.of_type, value, given)
    if is_list_type(kind):
        items = [_opened(kind.of_type, item, given) for item in value]
        return tuple(shape for shape, _ in items), [item for _, item in items]
    if is_input_object_type(kind):
        entries = {name: _opened(kind.fields[name].type, item, given) for name, item in value.items()}
        shape = tuple((name, each) for name, (each, _) in entries.items())
        return shape, {name: item for name, (_, item) in entries.items()}
    if get_named_type(kind).name in _PUT_IN:
        given.append(value)
        return Slot, Slot(len(given) - 1)
    return value, value
