"""Questions saved under names: checked when they are saved and asked, by name over GraphQL and as tables."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import Serve

from app.access.key_file import KeyFile
from app.access.keys import Scope
from database import Database
from loaders.graph.rebuilding import rebuild

SAVE = """mutation ($name: String!, $document: String!, $description: String!, $replace: Boolean! = false) {
  saveQuery(name: $name, document: $document, description: $description, replace: $replace) {
    changed query { name document description by } } }"""
DELETE = "mutation ($name: String!) { deleteQuery(name: $name) { name } }"
TURKEY = '{ actor(id: "Q43") { name } }'
GREETED = {"name": "turkey", "document": TURKEY, "description": "Turkey's name."}


@pytest.fixture(autouse=True)
def nothing_saved(story_graph: Database) -> Iterator[None]:
    yield
    story_graph.run("MATCH (q:SavedQuery) DETACH DELETE q")


@pytest.fixture
async def curator(serve: Serve, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client whose key may save queries and read."""
    key = KeyFile(tmp_path / "api_keys.json").add("desk", (Scope.READ, Scope.CURATE))
    async with serve() as client:
        client.headers["X-API-Key"] = key
        yield client


async def asked(client: httpx.AsyncClient, query: str, /, **variables: Any) -> Any:
    return (await client.post("/graphql", json={"query": query, "variables": variables})).json()


async def code_of(client: httpx.AsyncClient, query: str, /, **variables: Any) -> tuple[str, str]:
    (error,) = (await asked(client, query, **variables))["errors"]
    return error["extensions"]["code"], error["message"]


async def test_a_query_is_saved_listed_and_deleted(curator: httpx.AsyncClient) -> None:
    saved = await asked(curator, SAVE, **GREETED)
    assert saved["data"]["saveQuery"] == {"changed": True, "query": {**GREETED, "by": "desk"}}
    listed = await asked(curator, "{ savedQueries { nodes { name description by } } }")
    assert listed["data"]["savedQueries"]["nodes"] == [
        {"name": "turkey", "description": "Turkey's name.", "by": "desk"}
    ]
    assert (await asked(curator, DELETE, name="turkey"))["data"] == {"deleteQuery": {"name": "turkey"}}
    assert (await code_of(curator, DELETE, name="turkey"))[0] == "UNKNOWN_QUERY"


async def test_a_saved_query_is_not_overwritten_unasked(curator: httpx.AsyncClient) -> None:
    await asked(curator, SAVE, **GREETED)
    again = await asked(curator, SAVE, **GREETED)
    other = GREETED | {"document": '{ actor(id: "Q39") { name } }'}
    code, message = await code_of(curator, SAVE, **other)
    replaced = await asked(curator, SAVE, replace=True, **other)
    assert again["data"]["saveQuery"]["changed"] is False
    assert (code, "`replace: true`" in message) == ("QUERY_NOT_SAVED", True)
    assert replaced["data"]["saveQuery"]["query"]["document"] == other["document"]


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"document": "{ actor { nme } }"}, "BAD_DOCUMENT", "Cannot query field 'nme'"),
        ({"document": "{ actor "}, "BAD_DOCUMENT", "Syntax Error"),
        ({"document": "mutation { undo(judgements: []) { changed } }"}, "BAD_DOCUMENT", "no mutation"),
        ({"document": "query A { __typename } query B { __typename }"}, "BAD_DOCUMENT", "one query"),
        ({"document": "{" * 200}, "TOO_COSTLY", "nested 200 deep"),
        (
            {"document": "{ outlets(first: 500) { nodes { articles(first: 500) { nodes { id } } } } }"},
            "TOO_COSTLY",
            "objects",
        ),
        ({"document": f"# Turkey.\n# rows: events\n{TURKEY}"}, "NO_TABLE", "no list `events`"),
        ({"name": "Talks in Doha"}, "QUERY_NOT_SAVED", "lower-case words"),
        ({"name": "mediations"}, "QUERY_NOT_SAVED", "comes with the service"),
        ({"description": " "}, "QUERY_NOT_SAVED", "must say what"),
        ({"description": "Turkey's\nname."}, "QUERY_NOT_SAVED", "in one line"),
    ],
)
async def test_a_query_that_cannot_be_asked_is_not_saved(
    curator: httpx.AsyncClient, changes: dict[str, str], code: str, message: str
) -> None:
    told, why = await code_of(curator, SAVE, **(GREETED | changes))
    assert told == code
    assert message in why
    listed = await asked(curator, "{ savedQueries { nodes { name } } }")
    assert listed["data"]["savedQueries"]["nodes"] == []


async def test_a_saved_query_whose_name_a_release_took_can_be_deleted(
    curator: httpx.AsyncClient, story_graph: Database
) -> None:
    story_graph.run(
        "CREATE (:SavedQuery {name: 'mediations', description: 'Old.', document: $text})", text=TURKEY
    )
    listed = [each["name"] for each in (await curator.get("/tables")).json()["tables"]]
    deleted = await asked(curator, DELETE, name="mediations")
    assert listed.count("mediations") == 1
    assert deleted["data"] == {"deleteQuery": {"name": "mediations"}}
    assert await code_of(curator, DELETE, name="mediations") == (
        "QUERY_NOT_SAVED",
        "'mediations' comes with the service, and cannot be deleted.",
    )


async def test_only_some_names_are_told_where_there_is_none(
    curator: httpx.AsyncClient, story_graph: Database
) -> None:
    story_graph.run(
        "UNWIND range(100, 300) AS n CREATE (:SavedQuery {name: 'q' + n, description: 'A.', document: $text})",
        text=TURKEY,
    )
    told = (await curator.get("/tables/nothing.csv")).json()["message"]
    assert "q100, " in told
    assert "q200" not in told
    assert told.endswith("and more, which `/tables` and `goodoffices queries list` tell.")


async def test_only_curators_save(serve: Serve) -> None:
    async with serve() as client:
        codes = [
            (await code_of(client, SAVE, **GREETED))[0],
            (await code_of(client, DELETE, name="turkey"))[0],
        ]
    assert codes == ["UNAUTHENTICATED"] * 2


async def test_a_saved_query_is_asked_by_its_name(curator: httpx.AsyncClient) -> None:
    await asked(curator, SAVE, **GREETED)
    posted = await curator.post("/graphql", json={"documentId": "turkey"})
    got = await curator.get("/graphql", params={"documentId": "turkey"})
    assert posted.json() == got.json() == {"data": {"actor": {"name": "Turkey"}}}


async def test_a_query_of_the_service_is_asked_by_its_name_with_variables(serve: Serve) -> None:
    body = {"documentId": "who-mediated", "variables": {"negotiation": "Istanbul", "round": 2}}
    async with serve() as client:
        answer = (await client.post("/graphql", json=body)).json()
    (talks,) = answer["data"]["negotiations"]["nodes"]
    assert talks["timeline"][0]["mediations"][0]["mediator"] == {"name": "Turkey"}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"documentId": "nothing"}, 404, "UNKNOWN_QUERY"),
        ({"documentId": 7}, 400, "BAD_REQUEST"),
        ({"documentId": None}, 400, "BAD_REQUEST"),
    ],
)
async def test_a_name_that_nothing_has_is_told(
    serve: Serve, body: dict[str, Any], status: int, code: str
) -> None:
    async with serve() as client:
        answer = await client.post("/graphql", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_variable_that_the_query_has_not_is_refused_with_the_nearest(
    serve: Serve, method: str
) -> None:
    body = {"documentId": "who-mediated", "variables": {"negotation": "Istanbul"}}
    params = {**body, "variables": json.dumps(body["variables"])}
    async with serve() as client:
        sent = {"json": body} if method == "POST" else {"params": params}
        answer = await client.request(method, "/graphql", **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (400, "BAD_VARIABLE")
    assert "There is no variable 'negotation'. Did you mean 'negotiation'?" in answer.json()["message"]


@pytest.mark.parametrize("name", ["mediations", "nothing"])
async def test_who_may_not_read_learns_nothing_of_names(serve: Serve, name: str) -> None:
    async with serve(anonymous_read=False) as client:
        posted = await client.post("/graphql", json={"documentId": name})
        got = await client.get("/graphql", params={"documentId": name})
    assert [(each.status_code, each.json()["code"]) for each in (posted, got)] == [
        (401, "UNAUTHENTICATED")
    ] * 2


async def test_pages_of_other_sites_ask_by_no_name(serve: Serve) -> None:
    async with serve() as client:
        answer = await client.get("/graphql?documentId=mediations", headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.json()["code"]) == (403, "FOREIGN_ORIGIN")


async def test_a_saved_query_is_a_table(curator: httpx.AsyncClient) -> None:
    document = """# Who took part.
# rows: triples
query ($type: [EventType!]) { events(filter: {type: $type}) { nodes { type triples { role actor { name } } } } }"""
    await asked(curator, SAVE, name="who-took-part", document=document, description="Who took part.")
    answer = await curator.get("/tables/who-took-part.jsonl?type=AGREE")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [(row["type"], row["role"], row["actor.name"]) for row in rows] == [
        ("AGREE", "party", "Russia"),
        ("AGREE", "party", "Ukraine"),
    ]
    listed = (await curator.get("/tables")).json()["tables"]
    assert "who-took-part" in {each["name"] for each in listed}


async def test_a_rebuild_keeps_what_was_saved(curator: httpx.AsyncClient, story_graph: Database) -> None:
    await asked(curator, SAVE, **GREETED)
    rebuild(story_graph)
    listed = await asked(curator, "{ savedQueries { nodes { name } } }")
    assert listed["data"]["savedQueries"]["nodes"] == [{"name": "turkey"}]


async def test_a_saved_query_that_fits_the_schema_no_more_says_so(
    curator: httpx.AsyncClient, story_graph: Database
) -> None:
    story_graph.run(
        "CREATE (:SavedQuery {name: 'old', description: 'Old.', document: '{ actor(id: \"Q43\") { colour } }'})"
    )
    for answer in (
        await curator.post("/graphql", json={"documentId": "old"}),
        await curator.get("/tables/old.csv"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "OUTDATED_QUERY")
        assert "Cannot query field 'colour'" in answer.json()["message"]
