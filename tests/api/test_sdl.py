"""The schema as clients see it: a change shows in the diff of ``docs/schema.graphql``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphql import (
    get_named_type,
    is_enum_type,
    is_input_object_type,
    is_leaf_type,
    is_object_type,
    parse,
    parse_value,
    validate,
    validate_input_literal,
)
from graphql.validation import (
    FieldsOnCorrectTypeRule,
    KnownArgumentNamesRule,
    ProvidedRequiredArgumentsRule,
    ScalarLeafsRule,
    ValuesOfCorrectTypeRule,
)

from app.api.schema import api_schema, sdl
from graph_schema import schema

SNAPSHOT = Path(__file__).parents[2] / "docs" / "schema.graphql"
CORE = api_schema()._schema
ASKED = (
    FieldsOnCorrectTypeRule,
    KnownArgumentNamesRule,
    ProvidedRequiredArgumentsRule,
    ScalarLeafsRule,
    ValuesOfCorrectTypeRule,
)
OWN = [kind for kind in CORE.type_map.values() if not kind.name.startswith("__")]


def test_the_snapshot_is_up_to_date() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == sdl(), (
        "Look at the difference; if it is meant, run `goodoffices schema sdl --out docs/schema.graphql`."
    )


def described() -> Iterator[tuple[str, Any]]:
    """Give all that a client reads, by its place."""
    for kind in OWN:
        yield kind.name, kind
        if is_enum_type(kind):
            yield from ((f"{kind.name}.{name}", value) for name, value in kind.values.items())
        if is_object_type(kind) or is_input_object_type(kind):
            yield from ((f"{kind.name}.{name}", field) for name, field in kind.fields.items())
        if is_object_type(kind):
            for name, field in kind.fields.items():
                yield from ((f"{kind.name}.{name}({given})", each) for given, each in field.args.items())


def test_everything_is_described() -> None:
    assert [place for place, each in described() if not each.description] == []


def example(description: str | None) -> str:
    found = re.search(r"Example: `(.+)`\.$", description or "")
    return found[1] if found else ""


def test_every_example_of_a_field_can_be_asked_for_or_is_a_value_of_it() -> None:
    wrong = []
    for kind in filter(is_object_type, OWN):
        for name, field in kind.fields.items():
            told = example(field.description)
            if is_leaf_type(get_named_type(field.type)):
                wrong += [f"{kind.name}.{name}: {error}" for error in misfits(told, field.type)]
            else:
                document = parse(f"fragment f on {kind.name} {{ {told} }}")
                wrong += [f"{kind.name}.{name}: {error}" for error in validate(CORE, document, ASKED)]
    assert wrong == []


def test_every_example_of_an_argument_or_an_entry_fits_it() -> None:
    given = [
        (f"{kind.name}.{name}", given, argument)
        for kind in filter(is_object_type, OWN)
        for name, field in kind.fields.items()
        for given, argument in field.args.items()
    ] + [
        (kind.name, name, entry)
        for kind in filter(is_input_object_type, OWN)
        for name, entry in kind.fields.items()
    ]
    wrong = []
    for owner, name, declared in given:
        key, _, told = example(declared.description).partition(": ")
        assert key == name, (owner, name)
        wrong += [f"{owner}.{name}: {error}" for error in misfits(told, declared.type)]
    assert wrong == []


def misfits(literal: str, kind: Any) -> list[str]:
    found: list[str] = []
    validate_input_literal(parse_value(literal), kind, lambda error, _path: found.append(error.message))
    return found


def test_enums_say_the_declared_words() -> None:
    status = CORE.type_map["Status"]
    assert is_enum_type(status)
    assert tuple(status.values) == schema().words("status")
