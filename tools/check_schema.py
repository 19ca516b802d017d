"""What a change of the API takes away from its clients, beside the schema that they were last promised.

``docs/schema.promised.graphql`` is that schema, without descriptions. What is deprecated may go once the version is the
one that its deprecation names (``Removed in 0.3.0.``). ``--accept`` promises the schema as it is now.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from graphql import (
    BreakingChange,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    is_enum_type,
    is_input_object_type,
    is_object_type,
    print_schema,
)

from app.api.schema import sdl

PROMISED = Path(__file__).parents[1] / "docs" / "schema.promised.graphql"
REMOVED_IN = re.compile(r"Removed in (\d+\.\d+\.\d+)\.$")
"""How the reason of a deprecation ends."""

_DESCRIPTION = re.compile(r'^ *"""(?:.|\n)*?"""\n', re.MULTILINE)
_PLACE = re.compile(r"\b\w+\.\w+(?:\(\w+:\))?")


def main(arguments: list[str]) -> int:
    """Check, or accept; give the exit code."""
    current = build_schema(sdl())
    if arguments == ["--accept"]:
        PROMISED.write_text(without_descriptions(current), encoding="utf-8")
        return 0
    promised = build_schema(PROMISED.read_text(encoding="utf-8"))
    for change in find_dangerous_changes(promised, current):
        sys.stdout.write(f"look twice: {change.description}\n")
    broken = list(breaking_changes(promised, current, version("goodoffices")))
    for change in broken:
        sys.stderr.write(f"breaks clients: {change.description}\n")
    if broken:
        sys.stderr.write(
            "Deprecate it first (docs/changing-the-api.md); or run `make accept-schema` and say in CHANGELOG.md what "
            "clients are to do.\n"
        )
    return 1 if broken else 0


def breaking_changes(promised: GraphQLSchema, current: GraphQLSchema, now: str) -> Iterator[BreakingChange]:
    """Give what takes something from clients, but for what was to go in the version ``now`` or before."""
    over = {
        place
        for place, reason in deprecations(promised)
        if (removed := REMOVED_IN.search(reason)) and _numbers(removed[1]) <= _numbers(now)
    }
    for change in find_breaking_changes(promised, current):
        named = _PLACE.search(change.description)
        if not (named and named[0] in over and "removed" in change.description):
            yield change


def deprecations(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Give the place and the reason of all that is deprecated."""
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        if is_object_type(kind):
            for name, field in kind.fields.items():
                yield from _reason(f"{kind.name}.{name}", field)
                for given, argument in field.args.items():
                    yield from _reason(f"{kind.name}.{name}({given}:)", argument)
        elif is_input_object_type(kind):
            for name, entry in kind.fields.items():
                yield from _reason(f"{kind.name}.{name}", entry)
        elif is_enum_type(kind):
            for name, value in kind.values.items():
                yield from _reason(f"{kind.name}.{name}", value)


def without_descriptions(schema: GraphQLSchema) -> str:
    """Give a schema as clients rely on it: names, types, defaults and deprecations."""
    bare = _DESCRIPTION.sub("", print_schema(schema))
    return re.sub(r"\n\n(?= )", "\n", bare) + "\n"


def _reason(place: str, declared: object) -> Iterator[tuple[str, str]]:
    if (reason := getattr(declared, "deprecation_reason", None)) is not None:
        yield place, reason


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", release)[:3]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
