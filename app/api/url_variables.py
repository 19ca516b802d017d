"""A document's variables in an address: ``?actor=Norway&since=2025-01-01&role=host&role=mediator``.

Each is read by its declared type: an input object as JSON, a list as JSON or as a variable that is given several
times, everything else as it is written. One that is given without a value is as good as not given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    NonNullTypeNode,
    VariableDefinitionNode,
    get_operation_ast,
    print_ast,
    type_from_ast,
)
from graphql.pyutils import did_you_mean, suggestion_list

from app.api.question_errors import VariableError


def declared_variables(document: DocumentNode) -> Sequence[VariableDefinitionNode]:
    """Give the variables of a document of one operation."""
    operation = get_operation_ast(document)
    return operation.variable_definitions or () if operation else ()


def is_required(variable: VariableDefinitionNode) -> bool:
    """Tell whether a document cannot be asked without a variable."""
    return isinstance(variable.type, NonNullTypeNode) and variable.default_value is None


def described(variable: VariableDefinitionNode) -> str:
    """Write a variable as its document declares it, such as ``$first: Int! = 100``."""
    return print_ast(variable)


def check_names(document: DocumentNode, given: Iterable[str]) -> None:
    """See that a document has all variables that are given: GraphQL leaves the others out, misspelt ones too.

    Raises
    ------
    VariableError
        It has none of such a name.

    """
    declared = {each.variable.name.value: described(each) for each in declared_variables(document)}
    for name in given:
        if name not in declared:
            meant = did_you_mean(suggestion_list(name, list(declared))[:1])
            there = ", ".join(f"`{each}`" for each in declared.values()) or "none"
            raise VariableError(f"There is no variable '{name}'.{meant} There are: {there}.")


def read_variables(
    schema: GraphQLSchema, document: DocumentNode, given: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """Read the values of a document's variables from an address.

    Raises
    ------
    VariableError
        The document has no such variable, or the text is no value of its type.

    """
    given = list(given)
    check_names(document, (name for name, _ in given))
    declared = {each.variable.name.value: each for each in declared_variables(document)}
    texts: dict[str, list[str]] = {}
    for name, text in given:
        if text:
            texts.setdefault(name, []).append(text)
    return {
        name: _value(name, type_from_ast(schema, declared[name].type), several)
        for name, several in texts.items()
    }


def _value(name: str, kind: Any, texts: Sequence[str]) -> Any:
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    if isinstance(kind, GraphQLList):
        if len(texts) == 1 and texts[0].startswith("["):
            return _json(name, texts[0])
        return [_value(name, kind.of_type, [text]) for text in texts]
    if len(texts) > 1:
        raise VariableError(f"`{name}` is given {len(texts)} times, and is no list. Give it once.")
    if isinstance(kind, GraphQLInputObjectType):
        return _json(name, texts[0])
    read, example = _SCALARS.get(kind.name, (str, ""))
    try:
        return read(texts[0])
    except (KeyError, ValueError):
        raise VariableError(
            f"`{name}` is {texts[0]!r}, and must be {kind.name}, such as {example}."
        ) from None


_SCALARS: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "Int": (int, "100"),
    "Float": (float, "0.5"),
    "Boolean": ({"true": True, "false": False}.__getitem__, "true"),
}


def _json(name: str, text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise VariableError(f"`{name}` is not JSON: {error}.") from None
