"""Answers as flat tables, and the named queries that give them."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Ask

from app.api.named_queries import named_queries, named_query
from app.api.question_errors import UnknownQueryError
from app.api.rows import rows_of


def only_row(node: Any) -> dict[str, Any]:
    _, (row,) = rows_of({"field": {"nodes": [node]}})
    return row


def test_objects_become_columns() -> None:
    assert only_row({"place": {"name": "Oslo", "in": {"code": "NOR"}}}) == {
        "place.name": "Oslo",
        "place.in.code": "NOR",
    }


def test_a_list_is_one_cell() -> None:
    assert only_row(
        {"said": [{"text": "Talks began.", "by": {"outlet": "A"}}, {"text": "B", "by": None}]}
    ) == {"said": "Talks began., A; B"}


def test_a_page_within_a_row_is_one_cell() -> None:
    assert only_row({"events": {"nodes": [{"id": "1"}, {"id": "2"}]}}) == {"events": "1; 2"}


def test_an_object_that_is_null_keeps_the_columns_of_the_others() -> None:
    columns, rows = rows_of({"f": {"nodes": [{"place": None}, {"place": {"name": "Oslo"}}]}})
    assert columns == ["place.name"]
    assert [row.get("place.name") for row in rows] == [None, "Oslo"]


def test_a_single_object_is_one_row() -> None:
    assert rows_of({"actor": {"name": "Oman"}}) == (["name"], [{"name": "Oman"}])


def test_nothing_is_no_row() -> None:
    assert rows_of({"actor": None}) == ([], [])


async def test_the_named_query_answers_who_mediated_which_negotiation(ask: Ask) -> None:
    columns, (row,) = rows_of(await ask(named_query("mediations").document))
    assert columns[:3] == ["mediator.name", "negotiation.name", "parties"]
    assert row["mediator.name"] == "Turkey"
    assert row["evidence"] == (
        "Ukraine and Russia held talks in Istanbul on June 2, mediated by Turkey., Daily Ledger, 2025-06-03"
    )


@pytest.mark.parametrize("name", named_queries())
async def test_every_named_query_is_answered(ask: Ask, name: str) -> None:
    query = named_query(name)
    (field,) = await ask(query.document, **query.example)
    assert field


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_every_named_query_says_what_it_asks(query: Any) -> None:
    assert query.description.endswith(".")


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownQueryError, match="There are: agreements, changes-since"):
        named_query("meditations")
