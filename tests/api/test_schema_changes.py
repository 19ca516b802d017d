"""What clients were promised stays, or goes after it was deprecated and in the version that was told."""

from __future__ import annotations

import pytest
from graphql import build_schema

from app.api.plans import deprecated, value
from app.api.schema import api_schema
from tools.check_schema import PROMISED, REMOVED_IN, breaking_changes, deprecations, without_descriptions

BEFORE = """
type Query {
  actors(first: Int, kind: String @deprecated(reason: "Give `filter`. Removed in 0.4.0.")): [Actor]
}
type Actor {
  name: String
  parts: Int
  title: String @deprecated(reason: "Ask for `offices`. Removed in 0.3.0.")
}
enum Order { newest oldest }
input Filter { name: String }
"""


def broken(before: str, after: str, version: str = "0.2.0") -> list[str]:
    changes = breaking_changes(build_schema(BEFORE), build_schema(BEFORE.replace(before, after)), version)
    return [change.description for change in changes]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("name: String\n  parts", "parts", "Field Actor.name was removed."),
        ("first: Int, ", "", "Argument Query.actors(first:) was removed."),
        ("newest oldest", "newest", "Enum value Order.oldest was removed."),
        ("Filter { name: String", "Filter { name: Int", "Field Filter.name changed type from String to Int."),
        ("first: Int", "first: Int!", "Argument Query.actors(first:) has changed type from Int to Int!."),
    ],
)
def test_what_is_taken_from_clients_is_told(before: str, after: str, told: str) -> None:
    assert broken(before, after) == [told]


def test_what_is_added_takes_nothing() -> None:
    assert broken("enum Order { newest", "enum Order { surest newest") == []


TITLE = '  title: String @deprecated(reason: "Ask for `offices`. Removed in 0.3.0.")\n'


@pytest.mark.parametrize(("version", "fields"), [("0.2.9", 1), ("0.3.0", 0), ("0.10.0", 0)])
def test_a_deprecated_field_goes_in_the_version_that_was_told(version: str, fields: int) -> None:
    assert len(broken(TITLE, "", version)) == fields


def test_a_deprecated_field_that_changes_its_type_breaks_clients_in_any_version() -> None:
    assert len(broken("title: String", "title: Int", "0.9.0")) == 1


def test_what_is_deprecated_says_what_to_ask_for_and_until_when() -> None:
    field = deprecated(value("@actor.title", "Its title."), "Ask for `offices`.", removed_in="0.3.0")
    assert field.deprecation_reason == "Ask for `offices`. Removed in 0.3.0."
    assert REMOVED_IN.search(field.deprecation_reason)


def test_all_that_is_deprecated_says_so() -> None:
    found = [*deprecations(build_schema(BEFORE)), *deprecations(api_schema()._schema)]
    assert len(found) >= 2
    assert [place for place, reason in found if not REMOVED_IN.search(reason)] == []


def test_the_api_takes_nothing_from_its_clients() -> None:
    promised = build_schema(PROMISED.read_text(encoding="utf-8"))
    changes = breaking_changes(promised, api_schema()._schema, "0.0.0")
    assert [change.description for change in changes] == [], "See docs/changing-the-api.md."


def test_the_promise_holds_no_descriptions() -> None:
    schema = build_schema('"What is asked." type Query {\n"A\\nname." name: String }')
    assert without_descriptions(schema) == "type Query {\n  name: String\n}\n"
