"""What is wrong with a document, told by its place and with what to write instead.

The rules are those of graphql-core; each adds to what its rule says. Suggestions that a rule makes itself stay alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from graphql import (
    SKIP,
    ArgumentNode,
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSyntaxError,
    ValueNode,
    VariableDefinitionNode,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_leaf_type,
    is_list_type,
    is_object_type,
    is_required_argument,
    parse,
    validate_input_literal,
)
from graphql.pyutils import did_you_mean, suggestion_list
from graphql.validation import (
    FieldsOnCorrectTypeRule,
    KnownArgumentNamesRule,
    KnownDirectivesRule,
    KnownFragmentNamesRule,
    ProvidedRequiredArgumentsRule,
    ScalarLeafsRule,
    ValuesOfCorrectTypeRule,
)

VALUES: Final = {
    "Int": "20",
    "Float": "0.5",
    "Boolean": "true",
    "String": '"Turkey"',
    "ID": '"Q43"',
    "Date": '"2025-06-02"',
    "DateTime": '"2025-06-02T12:00:00Z"',
}
"""How a value of each scalar is written."""

_MOST_NAMES: Final = 40
_PAGE: Final = frozenset({"nodes", "edges", "pageInfo", "totalCount"})


def parse_document(text: str, most_tokens: int) -> DocumentNode:
    """Parse a document.

    Raises
    ------
    GraphQLError
        It cannot be parsed: where, and what a document looks like.

    """
    try:
        return parse(text, max_tokens=most_tokens)
    except GraphQLSyntaxError as error:
        at = error.locations[0] if error.locations else None
        place = f" (line {at.line}, column {at.column})" if at else ""
        message = f"{error.message.rstrip('.')}{place}. {_remedy_of_syntax(error)}".strip()
        raise GraphQLError(message, source=error.source, positions=error.positions) from None


def with_remedies(rules: Iterable[type[ASTValidationRule]]) -> tuple[type[ASTValidationRule], ...]:
    """Give rules of validation, those in the place of graphql-core's that say what to do."""
    return tuple(_RULES.get(rule, rule) for rule in rules)


class _PlacedValues(ValuesOfCorrectTypeRule):
    """Names the argument, and the entry within it, that holds a wrong value."""

    _within = ""

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> None:
        self._within = f"${node.variable.name.value}"

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        self._within = node.name.value

    def is_valid_value_node(self, node: ValueNode, input_type: Any) -> Any:
        def tell(error: GraphQLError, path: list[str | int]) -> None:
            place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
            message = _with(error.message, _remedy_of_value(_at(input_type, path)))
            nodes = [each for each in error.nodes or () if each.loc] or [node]
            self.report_error(GraphQLError(f"`{self._within}{place}`: {message}", nodes))

        if input_type:
            validate_input_literal(node, input_type, tell, None, None, self.context.hide_suggestions)
        return SKIP


class _KnownArguments(KnownArgumentNamesRule):
    """Names the arguments that there are, where none sounds like the one that is not."""

    def enter_argument(self, arg_node: ArgumentNode, *args: Any) -> None:
        field, parent = self.context.get_field_def(), self.context.get_parent_type()
        if self.context.get_argument() or self.context.get_directive() or not (field and parent):
            super().enter_argument(arg_node, *args)
            return
        name = arg_node.name.value
        near = did_you_mean(suggestion_list(name, list(field.args)))
        remedy = near or (f" {_names('It takes', field.args)}" if field.args else " It takes none.")
        asked = f"{parent.name}.{args[3][-1].name.value}"
        self.report_error(GraphQLError(f"Unknown argument '{name}' on field '{asked}'.{remedy}", arg_node))


def _remedied(rule: type[ASTValidationRule], remedy: Callable[[Any, Any], str]) -> type[ASTValidationRule]:
    """Make a rule that adds a remedy, found by what the visit is at and by the first node of the error."""

    def report_error(self: Any, error: GraphQLError) -> None:
        node = error.nodes[0] if error.nodes else None
        told = _with(error.message, remedy(self.context, node))
        rule.report_error(self, GraphQLError(told, error.nodes))

    return type(f"Remedied{rule.__name__}", (rule,), {"report_error": report_error})


def _with(message: str, remedy: str) -> str:
    """Add a remedy to a message that has none, or the dots that graphql-core puts where fields are missing."""
    message = re.sub(r" Did you mean '\w+ \{ \.\.\. \}'\?$", "", message)
    if not remedy or "Did you mean" in message or "write it as" in message:
        return message
    return f"{message.rstrip('.')}. {remedy}"


# -- remedies ----------------------------------------------------------------------------------------


def _remedy_of_syntax(error: GraphQLError) -> str:
    if "tokens" in error.message:
        return "Split it into several."
    if "<EOF>" in error.message:
        return "The document ends too early: close what is open, such as a `{`."
    if (
        error.positions == [len(error.source.body) - len(error.source.body.lstrip())]
        if error.source
        else False
    ):
        return (
            "A document begins with `{`, `query`, `mutation` or `fragment`: `{ actors { nodes { name } } }`."
        )
    return ""


def _remedy_of_value(kind: Any) -> str:
    named = get_named_type(kind)
    if is_enum_type(named):
        return _names("It is one of", named.values)
    if is_input_object_type(named):
        return _names("Write it as `{...}`, of", named.fields)
    example = VALUES.get(named.name, "") if named else ""
    return (
        f"Write it like {f'[{example}]' if is_list_type(get_nullable_type(kind)) else example}."
        if example
        else ""
    )


def _remedy_of_field(context: Any, node: Any) -> str:
    kind, name = context.get_parent_type(), node.name.value
    if not is_object_type(kind):
        return ""
    entries = kind.fields.get("nodes")
    if entries and name in getattr(get_named_type(entries.type), "fields", {}):
        return f"This is a page of a list: ask for `nodes {{ {name} }}`."
    if name in _PAGE and not entries:
        return f"This is no page of a list: ask for `{some_fields(kind)}`."
    return _names(f"`{kind.name}` has", kind.fields)


def _remedy_of_leaf(context: Any, node: Any) -> str:
    kind = get_named_type(context.get_type())
    if not is_object_type(kind):
        return "Leave out what stands in its braces."
    return f"Ask for some: `{node.name.value} {{ {some_fields(kind)} }}`."


def _remedy_of_missing_argument(context: Any, node: Any) -> str:
    field = context.get_field_def()
    if not field or not hasattr(node, "selection_set"):
        return ""
    needed = [
        f"{name}: {_example(argument.type)}"
        for name, argument in field.args.items()
        if is_required_argument(argument)
    ]
    return f"Write `{node.name.value}({', '.join(needed)})`."


def _remedy_of_directive(_: Any, __: Any) -> str:
    return "There are `@include(if:)` and `@skip(if:)`."


def _remedy_of_fragment(context: Any, node: Any) -> str:
    kind = context.get_parent_type()
    return f"Define it: `fragment {node.value} on {kind.name} {{ ... }}`." if kind else ""


_REMEDIES: Mapping[type[ASTValidationRule], Callable[[Any, Any], str]] = {
    FieldsOnCorrectTypeRule: _remedy_of_field,
    KnownDirectivesRule: _remedy_of_directive,
    KnownFragmentNamesRule: _remedy_of_fragment,
    ProvidedRequiredArgumentsRule: _remedy_of_missing_argument,
    ScalarLeafsRule: _remedy_of_leaf,
}
_RULES: Mapping[type[ASTValidationRule], type[ASTValidationRule]] = {
    KnownArgumentNamesRule: _KnownArguments,
    ValuesOfCorrectTypeRule: _PlacedValues,
    **{rule: _remedied(rule, remedy) for rule, remedy in _REMEDIES.items()},
}


# -- their words -------------------------------------------------------------------------------------


def _names(begin: str, names: Iterable[str]) -> str:
    told = [f"`{name}`" for name in names]
    more = f" and {len(told) - _MOST_NAMES} more" if len(told) > _MOST_NAMES else ""
    return f"{begin} {', '.join(told[:_MOST_NAMES])}{more}."


def some_fields(kind: GraphQLObjectType, most: int = 2) -> str:
    """Give fields of a type that can be asked for without arguments."""
    if nodes := kind.fields.get("nodes"):
        return f"nodes {{ {some_fields(_object(nodes.type))} }}"
    free = {
        name: field
        for name, field in kind.fields.items()
        if not any(map(is_required_argument, field.args.values()))
    }
    leaves = [name for name, field in free.items() if is_leaf_type(get_named_type(field.type))]
    if leaves:
        return " ".join(leaves[:most])
    name, field = next(iter(free.items()))
    return f"{name} {{ {some_fields(_object(field.type))} }}"


def _object(kind: Any) -> GraphQLObjectType:
    named = get_named_type(kind)
    if not is_object_type(named):
        raise TypeError(f"{named} has no fields.")
    return named


def _at(kind: Any, path: Iterable[str | int]) -> Any:
    """Give the type of a value within a value; where there is no such entry, what should have it."""
    for step in path:
        inner = get_nullable_type(kind)
        if isinstance(step, int) and is_list_type(inner):
            kind = inner.of_type
        elif is_input_object_type(named := get_named_type(inner)) and step in named.fields:
            kind = named.fields[step].type
    return kind


def _example(kind: Any) -> str:
    named, listed = get_named_type(kind), is_list_type(get_nullable_type(kind))
    if is_enum_type(named):
        example = next(iter(named.values))
    elif is_input_object_type(named):
        example = "{...}"
    else:
        example = VALUES.get(named.name, "...")
    return f"[{example}]" if listed else example
