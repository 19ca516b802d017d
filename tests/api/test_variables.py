"""What of a document's variables makes another statement, and what is only put in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from graphql import GraphQLError, OperationDefinitionNode, parse

from app.api.opening import open_api
from app.api.pages import write_cursor
from app.api.schema import api_schema
from app.api.variables import Slot, Variables, read_variables
from app.settings import Settings

SCHEMA = api_schema()._schema
DOCUMENT = """query ($filter: EventFilter, $first: Int! = 10, $after: String, $asOf: AsOf, $ids: Boolean!) {
  events(filter: $filter, first: $first, after: $after, asOf: $asOf) { nodes { id @include(if: $ids) status } }
}"""


def read(variables: Mapping[str, Any]) -> Variables:
    (operation,) = parse(DOCUMENT).definitions
    assert isinstance(operation, OperationDefinitionNode)
    found = read_variables(SCHEMA, operation, {"ids": True, **variables})
    assert found
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"filter": {"actor": "Q43"}}, {"filter": {"actor": "Turkey"}}),
        ({"filter": {"since": "2025-06-02"}}, {"filter": {"since": "2024-01-01"}}),
        ({"filter": {"or": [{"place": "Oslo"}]}}, {"filter": {"or": [{"place": "Rome"}]}}),
        ({"filter": {"confidence": 0.1}}, {"filter": {"confidence": 1}}),
        ({"after": "x"}, {"after": "y"}),
        ({"asOf": {"published": "2025-06-02"}}, {"asOf": {"published": "2024-01-01"}}),
        ({}, {"first": 10}),
    ],
)
def test_values_that_are_put_in_share_a_statement(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert read(one).shape == read(other).shape


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"filter": {"actor": "Q43"}}, {"filter": {"place": "Q43"}}),
        ({"filter": {"actor": "Q43"}}, {"filter": {"actor": None}}),
        ({"filter": {"or": [{"place": "Oslo"}]}}, {"filter": {"or": [{"place": "Oslo"}, {"place": "Rome"}]}}),
        ({"filter": {"role": ["host"]}}, {"filter": {"role": ["party"]}}),
        ({"filter": {"held": True}}, {"filter": {"held": False}}),
        ({"filter": {}}, {}),
        ({"after": "x"}, {"after": None}),
        ({"asOf": {"published": "2025-06-02"}}, {"asOf": {"ingested": "2025-06-02T12:00:00Z"}}),
        ({"first": 10}, {"first": 20}),
        ({"ids": True}, {"ids": False}),
    ],
)
def test_what_shapes_the_statement_tells_them_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert read(one).shape != read(other).shape


def test_what_is_put_in_leaves_a_slot() -> None:
    found = read({"filter": {"actor": "Q43", "held": True}})
    assert found.given == ["Q43"]
    assert found.opened.coerced["filter"] == {"actor": Slot(0), "held": True}


def test_a_value_that_does_not_fit_is_refused_when_it_is_put_in() -> None:
    answering = open_api(Settings(), None).answering  # type: ignore[arg-type]  # nothing is asked of the graph
    document, fine = parse(DOCUMENT), {"ids": True, "after": write_cursor("Event", ["2025-06-02 e1", ""])}
    assert answering.question(document, variables=fine)
    with pytest.raises(GraphQLError, match="'nonsense' is no cursor of this list"):
        answering.question(document, variables=fine | {"after": "nonsense"})
