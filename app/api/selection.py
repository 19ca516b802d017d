"""What a GraphQL document asks for: its fields with their arguments, fragments and directives resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLIncludeDirective,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLSkipDirective,
    GraphQLString,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    is_object_type,
)
from graphql.execution.values import (
    VariableValues,
    get_argument_values,
    get_directive_values,
)

TYPENAME = "__typename"
INTROSPECTION = frozenset({"__schema", "__type"})
"""Fields that tell of the schema: the executor answers them."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A field that is asked for."""

    key: str
    """The name it has in the answer: its alias or own name."""
    name: str
    parent: str
    """The type it is a field of."""
    arguments: Mapping[str, Any]
    node: FieldNode
    type: str
    """The name of the type that it gives, lists and non-nulls taken off."""
    gives: GraphQLOutputType
    """The type itself, with these."""
    children: tuple[Selected, ...]

    def child(self, name: str) -> Selected | None:
        """Give the first selection of a field, if it is asked for."""
        return next(self.named(name), None)

    def named(self, name: str) -> Iterator[Selected]:
        """Give the selections of a field, which may go by several keys."""
        return (child for child in self.children if child.name == name)


def selections(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    values: VariableValues,
) -> tuple[Selected, ...]:
    """Give the fields that an operation asks for; the document must be valid."""
    root = schema.get_root_type(operation.operation)
    if root is None:
        return ()
    fragments = {
        definition.name.value: definition
        for definition in document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }
    return _Collector(schema, fragments, values).collect(root, (operation.selection_set,))


_TEXT = GraphQLNonNull(GraphQLString)


class _Collector:
    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], values: VariableValues
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._values = values

    def collect(self, parent: GraphQLObjectType, sets: Iterable[SelectionSetNode]) -> tuple[Selected, ...]:
        """Give the fields of some selection sets; nodes with one answer key are merged, as GraphQL asks."""
        nodes: dict[str, list[FieldNode]] = {}
        for selection_set in sets:
            for node in self._fields(selection_set):
                nodes.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
        return tuple(self._selected(parent, key, found) for key, found in nodes.items())

    def _selected(self, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> Selected:
        name = nodes[0].name.value
        if name.startswith("__"):
            return Selected(key, name, parent.name, {}, nodes[0], "String", _TEXT, ())
        field = parent.fields[name]
        kind = get_named_type(field.type)
        sets = [node.selection_set for node in nodes if node.selection_set]
        children = self.collect(kind, sets) if is_object_type(kind) else ()
        arguments = get_argument_values(field, nodes[0], self._values)
        return Selected(key, name, parent.name, arguments, nodes[0], kind.name, field.type, children)

    def _fields(self, selection_set: SelectionSetNode) -> Iterator[FieldNode]:
        for node in selection_set.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                yield from self._fields(node.selection_set)
            else:
                yield from self._fields(self._fragments[node.name.value].selection_set)  # type: ignore[attr-defined]  # a spread

    def _included(self, node: SelectionNode) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self._values)
        include = get_directive_values(GraphQLIncludeDirective, node, self._values)
        return not (skip and skip["if"]) and not (include and not include["if"])
