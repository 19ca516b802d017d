"""Answers as flat tables: the columns follow from the document, the rows from the answer."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import parse

from app.api import Api
from app.api.flat_rows import FlatRows
from app.api.opening import open_api
from app.api.question_errors import TableError
from app.api.whole_tables import Table, read_table
from app.settings import Settings
from database import Row


class NoDatabase:
    """A reader that is not asked."""

    async def run(self, statement: Any, /, **parameters: Any) -> list[Row]:
        raise AssertionError(statement)

    async def one(self, statement: Any, /, **parameters: Any) -> Row | None:
        raise AssertionError(statement)


@pytest.fixture(scope="module")
def api() -> Api:
    return open_api(Settings(), NoDatabase())


def table(api: Api, document: str, *unfold: str, **variables: Any) -> Table:
    return read_table(api.answering, parse(document), variables, unfold)


def flat(api: Api, document: str, *unfold: str) -> FlatRows:
    return table(api, document, *unfold).rows


def columns(rows: FlatRows) -> list[tuple[str, str]]:
    return [(column.name, column.type) for column in rows.columns]


def whole(*nodes: Any, more: bool = False) -> dict[str, Any]:
    return {"nodes": list(nodes), "whole?": {"hasNextPage": more, "endCursor": "x"}}


def test_columns_are_paths_with_the_types_of_their_values(api: Api) -> None:
    found = flat(api, "{ events { nodes { id place { name } date { start } origins confidence } } }")
    assert columns(found) == [
        ("id", "text"),
        ("place.name", "text"),
        ("date.start", "day"),
        ("origins", "integer"),
        ("confidence", "number"),
    ]


def test_a_column_is_described_by_its_path_with_an_example_of_its_value(api: Api) -> None:
    found = flat(api, "{ events { nodes { place { name } } } }")
    assert [column.description for column in found.columns] == [
        'Where it happened. The place\'s name. Example: `"Turkey"`.'
    ]


def test_an_object_that_is_null_is_an_empty_cell(api: Api) -> None:
    found = flat(api, "{ events { nodes { place { name } } } }")
    answer = {"events": whole({"place": None}, {"place": {"name": "Oslo"}})}
    assert list(found.rows(answer)) == [{"place.name": None}, {"place.name": "Oslo"}]


def test_entries_of_lists_stay_side_by_side(api: Api) -> None:
    found = flat(api, "{ mediations { nodes { evidence { sentence article { outlet } } } } }")
    told = [
        {"sentence": "A spoke.", "article": {"outlet": None}},
        {"sentence": "B spoke.", "article": {"outlet": "Post"}},
    ]
    (row,) = found.rows({"mediations": whole({"evidence": told})})
    assert row == {"evidence.sentence": ["A spoke.", "B spoke."], "evidence.article.outlet": [None, "Post"]}
    assert {column.many for column in found.columns} == {True}


def test_a_list_within_a_list_is_text(api: Api) -> None:
    found = flat(api, "{ negotiations { nodes { rounds { number mediators { name } } } } }")
    rounds = [
        {"number": 1, "mediators": [{"name": "Oman"}, {"name": "Qatar"}]},
        {"number": 2, "mediators": []},
    ]
    (row,) = found.rows({"negotiations": whole({"rounds": rounds})})
    assert row == {"rounds.number": [1, 2], "rounds.mediators.name": ["Oman, Qatar", ""]}


def test_pages_and_edges_are_no_part_of_a_name(api: Api) -> None:
    document = "{ outlets { edges { cursor node { name articles(first: 2) { totalCount nodes { id } } } } } }"
    assert columns(flat(api, document)) == [
        ("name", "text"),
        ("articles.totalCount", "integer"),
        ("articles.id", "list of text"),
    ]


def test_rows_can_be_entries_of_a_list_within(api: Api) -> None:
    found = flat(
        api, "{ negotiations { nodes { name rounds { number mediators { id: name } } } } }", "rounds"
    )
    talks = {
        "name": "Oslo",
        "rounds": [{"number": 1, "mediators": [{"id": "Norway"}]}, {"number": 2, "mediators": []}],
    }
    assert list(found.rows({"negotiations": whole(talks, {"name": "Doha", "rounds": []})})) == [
        {"name": "Oslo", "number": 1, "mediators.id": ["Norway"]},
        {"name": "Oslo", "number": 2, "mediators.id": []},
        {"name": "Doha", "number": None, "mediators.id": None},
    ]


def test_the_page_of_a_single_object_is_followed(api: Api) -> None:
    document = '{ actor(id: "Q43") { name counterparts(first: 2) { nodes { other { name } } } } }'
    found = table(api, document, "counterparts")
    assert found.page
    assert (found.page.key, found.limit) == ("counterparts", 2)
    page = whole({"other": {"name": "Russia"}}, more=True)
    answer = {"actor": {"name": "Turkey", "counterparts": page}}
    assert list(found.rows.rows(answer)) == [{"name": "Turkey", "other.name": "Russia"}]
    assert (found.goes_on_after(answer), found.goes_on_after({"actor": None})) == ("x", None)
    (asked,) = [child for child in found.asking(7, "x").children if child.key == "counterparts"]
    assert (asked.arguments["first"], asked.arguments["after"]) == (7, "x")


def test_rows_of_a_page_within_that_goes_on_are_refused(api: Api) -> None:
    found = flat(api, "{ outlets { nodes { name articles(first: 1) { nodes { id } } } } }", "articles")
    answer = {"outlets": whole({"name": "Post", "articles": whole({"id": "a"}, more=True)})}
    with pytest.raises(TableError, match="Raise the `first` of `articles`"):
        list(found.rows(answer))


@pytest.mark.parametrize(
    ("document", "unfold", "message"),
    [
        (
            "{ events { nodes { id } } actors { nodes { id } } }",
            (),
            "asks for `events`, `actors`. Ask for one.",
        ),
        ("{ __typename }", (), "asks for nothing of the graph"),
        (
            "{ negotiations { nodes { name rounds { name: number } } } }",
            ("rounds",),
            "columns are called 'name'",
        ),
        ("{ negotiations { nodes { name } } }", ("rounds",), "asks for no list `rounds` there"),
    ],
)
def test_what_makes_no_table_says_why(api: Api, document: str, unfold: tuple[str, ...], message: str) -> None:
    with pytest.raises(TableError, match=message):
        table(api, document, *unfold)


@pytest.mark.parametrize(
    ("document", "variables", "limit"),
    [
        ("{ events { nodes { id } } }", {}, None),
        ("{ events(first: 3) { nodes { id } } }", {}, 3),
        ("query ($first: Int! = 100) { events(first: $first) { nodes { id } } }", {}, None),
        ("query ($first: Int! = 100) { events(first: $first) { nodes { id } } }", {"first": 700}, 700),
    ],
)
def test_a_stated_number_bounds_a_table_and_a_default_does_not(
    api: Api, document: str, variables: dict[str, Any], limit: int | None
) -> None:
    assert table(api, document, **variables).limit == limit
