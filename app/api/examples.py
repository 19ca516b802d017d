"""Examples beside the descriptions of fields, arguments and entries: nobody has to guess what they look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from graphql import (
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_leaf_type,
    is_list_type,
    is_object_type,
    is_required_argument,
)

from app.api.remedies import VALUES, some_fields

_FILE = Path(__file__).with_name("examples.yaml")
_TEXT = r'".*"'
_LITERALS = {
    "Int": r"\d+",
    "Float": r"[\d.]+",
    "Boolean": "true|false",
    "Date": r'"[\d-]{10}"',
    "DateTime": r'"[\d-]{10}T.*"',
}
"""How values of a scalar look: an example of the same name that is of another one is not taken."""
_DEEPEST = 2
"""Filters within filters that an example shows."""


def tell_examples(schema: GraphQLSchema) -> None:
    """Add an example to each description of a field, an argument and an entry of an input."""
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        if is_object_type(kind):
            for name, field in kind.fields.items():
                for given, argument in field.args.items():
                    _tell(argument, f"{given}: {_input(argument.type, given, name)}")
                _tell(field, _field(kind.name, name, field))
        elif is_input_object_type(kind):
            for name, entry in kind.fields.items():
                _tell(entry, f"{name}: {_input(entry.type, name, kind.name)}")


def _tell(declared: Any, example: str) -> None:
    declared.description = f"{declared.description or ''} Example: `{example}`.".strip()


def _field(owner: str, name: str, field: Any) -> str:
    """Give what a leaf holds, or how any other field is asked for."""
    kind = get_named_type(field.type)
    if is_leaf_type(kind):
        return _value(field.type, "fields", name, owner)
    needed = [
        f"{given}: {_input(argument.type, given, name)}"
        for given, argument in field.args.items()
        if is_required_argument(argument)
    ]
    arguments = f"({', '.join(needed)})" if needed else ""
    return f"{name}{arguments} {{ {some_fields(kind)} }}"


def _input(kind: Any, name: str, owner: str, depth: int = _DEEPEST) -> str:
    """Give a value of an argument or an entry."""
    named = get_named_type(kind)
    if not is_input_object_type(named):
        return _value(kind, "inputs", name, owner)
    required = [given for given, entry in named.fields.items() if is_required_argument(entry)]
    plain = [given for given, entry in named.fields.items() if is_leaf_type(get_named_type(entry.type))]
    entries = required or plain[:1] if depth else []
    told = ", ".join(
        f"{entry}: {_input(named.fields[entry].type, entry, named.name, depth - 1)}" for entry in entries
    )
    return _listed(kind, f"{{{told}}}")


def _value(kind: Any, section: str, name: str, owner: str) -> str:
    named, examples = get_named_type(kind), _examples()[section]
    if is_enum_type(named):
        return _listed(kind, _examples()["words"].get(named.name, next(iter(named.values))))
    found = examples.get(f"{owner}.{name}", examples.get(name, ""))
    fits = re.fullmatch(_LITERALS.get(named.name, _TEXT), found)
    return _listed(kind, found if fits else VALUES.get(named.name, '"..."'))


def _listed(kind: Any, value: str) -> str:
    return f"[{value}]" if is_list_type(get_nullable_type(kind)) else value


@cache
def _examples() -> Mapping[str, Mapping[str, str]]:
    """Read the file; YAML's own numbers and truth values are written as GraphQL writes them."""
    sections = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        section: {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in told.items()
        }
        for section, told in sections.items()
    }
