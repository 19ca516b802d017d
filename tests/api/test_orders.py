"""Orders: each list in each of its orders, whole in pages of any size, with cursors of its own."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Ask
from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type

from app.api.schema import api_schema

QUERY = api_schema()._schema.type_map["Query"]
assert isinstance(QUERY, GraphQLObjectType)
ORDERS = [
    (field, order)
    for field, declared in QUERY.fields.items()
    if "order" in declared.args and "by" not in declared.args
    for kind in [get_named_type(declared.args["order"].type)]
    if isinstance(kind, GraphQLEnumType)
    for order in kind.values
]
KEYS = {
    "triples": "role actor { id } event { id }",
    "mediations": "mediator { id } event { id }",
    "changes": "seq",
    "savedQueries": "name",
}


async def page(ask: Ask, field: str, order: str, **given: Any) -> Any:
    node = KEYS.get(field, "id")
    document = f"""query ($first: Int!, $after: String) {{ {field}(order: {order}, first: $first, after: $after) {{
      nodes {{ {node} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    return (await ask(document, **{"first": 500} | given))[field]


@pytest.mark.parametrize(("field", "order"), ORDERS)
async def test_a_list_in_pages_is_the_list(ask: Ask, field: str, order: str) -> None:
    whole = (await page(ask, field, order))["nodes"]
    found, after = [], None
    while True:
        part = await page(ask, field, order, first=3, after=after)
        found += part["nodes"]
        after = part["pageInfo"]["endCursor"]
        if not part["pageInfo"]["hasNextPage"]:
            break
    assert found == whole
    assert len({str(node) for node in whole}) == len(whole)


async def test_oldest_is_newest_the_other_way_round(ask: Ask) -> None:
    newest = (await page(ask, "events", "newest"))["nodes"]
    assert (await page(ask, "events", "oldest"))["nodes"] == newest[::-1]


async def test_what_most_origins_tell_comes_first(ask: Ask) -> None:
    answer = await ask("{ events(order: origins, first: 1) { nodes { origins } } }")
    assert answer["events"]["nodes"] == [{"origins": 2}]


async def test_the_cursor_of_one_order_is_none_of_another(ask: Ask, complain: Ask) -> None:
    cursor = (await page(ask, "events", "newest", first=1))["pageInfo"]["endCursor"]
    (message,) = await complain(
        "query ($after: String) { events(order: confidence, after: $after) { totalCount } }", after=cursor
    )
    assert "is no cursor of this list" in message


async def test_an_unknown_order_is_an_error(complain: Ask) -> None:
    (message,) = await complain("{ events(order: loudest) { totalCount } }")
    assert "Value 'loudest' does not exist in 'EventOrder' enum" in message
