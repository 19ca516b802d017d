"""Pages: every entry once, whatever the page size, also while data comes in."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Ask

from app.api.pages import CursorError, read_cursor, write_cursor
from database import Database
from graph_schema import merge_nodes


async def all_pages(ask: Ask, field: str, node: str, size: int) -> list[Any]:
    found, after = [], None
    while True:
        answer = await ask(
            f"query ($after: String) {{ {field}(first: {size}, after: $after) "
            f"{{ nodes {{ {node} }} pageInfo {{ hasNextPage endCursor }} }} }}",
            after=after,
        )
        found += answer[field]["nodes"]
        after = answer[field]["pageInfo"]["endCursor"]
        if not answer[field]["pageInfo"]["hasNextPage"]:
            return found


@pytest.mark.parametrize("size", [1, 2, 500])
@pytest.mark.parametrize(
    ("field", "node"),
    [
        ("events", "id"),
        ("triples", "role actor { id } event { id }"),
        ("actors", "id"),
        ("articles", "id"),
    ],
)
async def test_pages_hold_every_entry_once(ask: Ask, field: str, node: str, size: int) -> None:
    total = (await ask(f"{{ {field} {{ totalCount }} }}"))[field]["totalCount"]
    found = await all_pages(ask, field, node, size)
    assert len(found) == len({str(entry) for entry in found}) == total


async def test_events_come_newest_first(ask: Ask) -> None:
    answer = await ask("{ events { nodes { date { start } } } }")
    days = [event["date"]["start"] for event in answer["events"]["nodes"]]
    assert days == sorted(days, reverse=True)


async def test_undated_events_come_last(ask: Ask, story_graph: Database) -> None:
    undated = {"id": "undated", "type": "AID", "status": "happened", "genres": ["news"], "confidence": 0.8}
    story_graph.run(merge_nodes("Event"), rows=[undated])
    try:
        answer = await ask("{ events { nodes { id date { start } } } }")
    finally:
        story_graph.run("MATCH (e:Event {id: 'undated'}) DELETE e")
    assert answer["events"]["nodes"][-1] == {"id": "undated", "date": None}


async def test_a_cursor_stays_right_while_events_come_in(ask: Ask, story_graph: Database) -> None:
    before = (await ask("{ events { nodes { id } } }"))["events"]["nodes"]
    page = await ask("{ events(first: 2) { pageInfo { endCursor } } }")
    story_graph.run("CREATE (:Event {id: 'new', sort_key: '2099-01-01 new', genres: ['news']})")
    try:
        rest = await ask(
            "query ($after: String) { events(after: $after) { nodes { id } } }",
            after=page["events"]["pageInfo"]["endCursor"],
        )
    finally:
        story_graph.run("MATCH (e:Event {id: 'new'}) DELETE e")
    assert rest["events"]["nodes"] == before[2:]


async def test_edges_carry_the_cursor_of_their_node(ask: Ask) -> None:
    first = (await ask("{ events(first: 2) { edges { cursor node { id } } } }"))["events"]["edges"]
    second = await ask(
        "query ($after: String) { events(first: 1, after: $after) { nodes { id } } }",
        after=first[0]["cursor"],
    )
    assert second["events"]["nodes"] == [first[1]["node"]]


async def test_an_empty_page_has_no_end(ask: Ask) -> None:
    answer = await ask(
        "{ events(filter: {type: [AID]}) { nodes { id } pageInfo { hasNextPage endCursor } } }"
    )
    assert answer["events"] == {"nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}


@pytest.mark.parametrize("cursor", ["", "%%%", "WzFd", write_cursor("Actor", ["a", ""])])
async def test_a_foreign_cursor_is_refused(complain: Ask, cursor: str) -> None:
    (message,) = await complain("query ($c: String) { events(after: $c) { totalCount } }", c=cursor)
    assert "is no cursor of this list" in message


def test_a_cursor_gives_its_key_back() -> None:
    assert read_cursor("Event", write_cursor("Event", ["2025-06-02 é", ""])) == ["2025-06-02 é", ""]


def test_a_cursor_of_another_list_is_an_error() -> None:
    with pytest.raises(CursorError):
        read_cursor("Event", write_cursor("Actor", ["x", ""]))
