"""The schema as clients see it: a change shows in the diff of ``docs/schema.graphql``."""

from __future__ import annotations

from pathlib import Path

from graphql import is_enum_type, is_input_object_type, is_object_type

from app.api.schema import api_schema, sdl
from graph_schema import schema

SNAPSHOT = Path(__file__).parents[2] / "docs" / "schema.graphql"
CORE = api_schema()._schema
OWN = [kind for kind in CORE.type_map.values() if not kind.name.startswith("__")]


def test_the_snapshot_is_up_to_date() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == sdl(), (
        "Look at the difference; if it is meant, run `goodoffices schema sdl --out docs/schema.graphql`."
    )


def test_every_type_field_and_argument_is_described() -> None:
    bare = [
        kind.name for kind in OWN if (is_object_type(kind) or is_enum_type(kind)) and not kind.description
    ]
    for kind in OWN:
        if is_object_type(kind) or is_input_object_type(kind):
            bare += [f"{kind.name}.{name}" for name, field in kind.fields.items() if not field.description]
        if is_object_type(kind):
            bare += [
                f"{kind.name}.{name}({given})"
                for name, field in kind.fields.items()
                for given, argument in field.args.items()
                if not argument.description
            ]
    assert bare == []


def test_enums_say_the_declared_words() -> None:
    status = CORE.type_map["Status"]
    assert is_enum_type(status)
    assert tuple(status.values) == schema().words("status")
