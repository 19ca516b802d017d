"""Tables over HTTP: whole or refused, in three formats, behind the same door as GraphQL."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import logging
from pathlib import Path
from typing import Any, cast

import httpx
import pyarrow.parquet as pq
import pytest
from asking import Ask, Serve
from starlette.types import Message

from app.access.key_file import KeyFile
from app.access.keys import Scope
from app.api import admission, open_api, patience, whole_tables
from app.api.question_errors import AbandonedTableError
from app.api.reading import ServiceReader
from app.api.whole_tables import WholeTables, read_table
from app.exports.table_files import TABLE_FORMATS
from app.settings import Settings
from database import AsyncDatabase, Database, Row
from database.errors import DatabaseDownError
from loaders.graph.writing import take_turn

MEDIATED = "Ukraine and Russia held talks in Istanbul on June 2, mediated by Turkey."


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


async def test_a_named_query_is_a_csv_file_with_a_row_for_each_edge_and_its_quote(serve: Serve) -> None:
    async with serve() as client:
        answer = await client.get("/tables/mediations.csv")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'attachment; filename="mediations.csv"'
    (row,) = csv_rows(answer.text)
    assert (row["mediator.name"], row["parties.name"]) == ("Turkey", '["Russia","Ukraine"]')
    assert (json.loads(row["evidence.sentence"]), json.loads(row["evidence.article.outlet"])) == (
        [MEDIATED],
        ["Daily Ledger"],
    )


async def test_the_three_formats_hold_the_same(serve: Serve) -> None:
    async with serve() as client:
        found = {form: await client.get(f"/tables/triples.{form}") for form in ("csv", "jsonl", "parquet")}
    lines = [json.loads(line) for line in found["jsonl"].text.splitlines()]
    table = pq.read_table(io.BytesIO(found["parquet"].content))
    named = [row["actor.name"] for row in lines]
    assert len(named) > 10
    assert [row["actor.name"] for row in csv_rows(found["csv"].text)] == named
    assert table.column("actor.name").to_pylist() == named
    assert {answer.headers["x-row-count"] for answer in found.values()} == {str(len(named))}


async def test_cursors_are_followed_to_the_end(
    serve: Serve, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_tables, "PAGE_SIZES", (3,))
    every = await ask("{ triples { nodes { actor { name } role event { date { start } } } } }")
    async with serve() as client:
        answer = await client.get("/tables/triples.jsonl")
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [(row["actor.name"], row["role"], row["event.date.start"]) for row in found] == [
        (each["actor"]["name"], each["role"], each["event"]["date"]["start"])
        for each in every["triples"]["nodes"]
    ]


@pytest.mark.parametrize(
    "address", ["counterparts.csv?actor=Ukraine", "dyad-by-month.csv?of=Ukraine&with=Russia"]
)
async def test_cursors_of_the_list_of_one_object_are_followed(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    async with serve() as client:
        at_once = await client.get(f"/tables/{address}")
        monkeypatch.setattr(whole_tables, "PAGE_SIZES", (1,))
        one_by_one = await client.get(f"/tables/{address}")
    assert len(csv_rows(at_once.text)) > 1
    assert one_by_one.text == at_once.text


async def test_variables_stand_in_the_address(serve: Serve) -> None:
    async with serve() as client:
        denied = await client.get(
            "/tables/triples.jsonl", params={"filter": '{"role": ["mediator"], "status": ["denied"]}'}
        )
        first = await client.get("/tables/triples.csv?first=2&after=")
        then = await client.get("/tables/mediations.csv", params={"asOf": '{"published": "2025-06-01"}'})
    assert [json.loads(line)["actor.name"] for line in denied.text.splitlines()] == ["Switzerland"]
    assert len(csv_rows(first.text)) == 2
    assert csv_rows(then.text) == []


async def test_the_rows_of_a_query_may_be_entries_of_lists_within(serve: Serve) -> None:
    async with serve() as client:
        answer = await client.get("/tables/who-mediated.jsonl?negotiation=Istanbul&round=2")
    (row,) = [json.loads(line) for line in answer.text.splitlines()]
    assert (row["round"], row["mediator.name"], row["toldBy.name"]) == (2, "Turkey", ["Interfax"])


@pytest.mark.parametrize(
    ("address", "status", "code", "message"),
    [
        ("/tables/meditations.csv", 404, "UNKNOWN_QUERY", "no query named 'meditations'. There are: "),
        ("/tables/mediations.xlsx", 404, "UNKNOWN_FORMAT", "Ask for one of .csv"),
        ("/tables/mediations.csv?frist=3", 400, "BAD_VARIABLE", "There are: `$first: Int! = 100`"),
        ("/tables/mediations.csv?first=three", 400, "BAD_VARIABLE", "must be Int, such as 100"),
        ("/tables/mediations.csv?first=1&first=2", 400, "BAD_VARIABLE", "`first` is given 2 times"),
        ("/tables/mediations.csv?filter=mediator", 400, "BAD_VARIABLE", "`filter` is not JSON"),
        ("/tables/mediations.csv?first=0", 400, "BAD_DOCUMENT", "at least 1"),
        ('/tables/mediations.csv?filter={"mediatr":"Oman"}', 400, "BAD_DOCUMENT", "mediatr"),
        ("/tables/mediations.csv?after=here", 400, "BAD_DOCUMENT", "no cursor of this list"),
    ],
)
async def test_what_is_wrong_with_an_address_is_said(
    serve: Serve, address: str, status: int, code: str, message: str
) -> None:
    async with serve() as client:
        answer = await client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert message in answer.json()["message"]


async def test_a_table_that_is_too_large_is_no_table(serve: Serve) -> None:
    async with serve(max_table_rows=3) as client:
        answer = await client.get("/tables/triples.csv")
    assert (answer.status_code, answer.json()["code"]) == (422, "TABLE_TOO_LARGE")
    assert "more than 3 rows" in answer.json()["message"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
async def test_where_the_database_goes_away_between_two_pages_there_is_no_half_table(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(whole_tables, "PAGE_SIZES", (3,))
    really = ServiceReader.one
    pages = 0

    async def once(self: ServiceReader, statement: Any, /, **parameters: Any) -> Row | None:
        nonlocal pages
        pages += "Schema" not in str(statement)
        if pages > 1:
            raise DatabaseDownError("bolt://db", "refused", "Start it.")
        return await really(self, statement, **parameters)

    monkeypatch.setattr(ServiceReader, "one", once)
    async with serve() as client:
        answer = await client.get(f"/tables/triples.{form}")
    assert (answer.status_code, answer.json()["code"], pages) == (503, "DATABASE_UNAVAILABLE", 2)


def writing(monkeypatch: pytest.MonkeyPatch, db: Database, times: int) -> None:
    """Have somebody write after each of the first pages that are read."""
    monkeypatch.setattr(whole_tables, "PAGE_SIZES", (3,))
    really = ServiceReader.one
    left = times

    async def read(self: ServiceReader, statement: Any, /, **parameters: Any) -> Row | None:
        nonlocal left
        row = await really(self, statement, **parameters)
        if left and "Schema" not in str(statement):
            left -= 1
            await asyncio.to_thread(db.write, take_turn)
        return row

    monkeypatch.setattr(ServiceReader, "one", read)


async def test_where_somebody_writes_meanwhile_the_table_is_begun_again(
    serve: Serve, story_graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serve() as client:
        calm = await client.get("/tables/triples.csv")
        writing(monkeypatch, story_graph, times=2)
        again = await client.get("/tables/triples.csv")
    assert (again.status_code, again.text) == (200, calm.text)


async def test_where_somebody_writes_all_the_time_there_is_no_table(
    serve: Serve, story_graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing(monkeypatch, story_graph, times=1_000)
    async with serve() as client:
        answer = await client.get("/tables/triples.csv")
    assert (answer.status_code, answer.json()["code"]) == (503, "GRAPH_CHANGING")
    assert answer.headers["retry-after"]


async def test_a_table_that_takes_too_long_is_given_up(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_tables, "PAGE_SIZES", (3,))
    async with serve(table_timeout=0.001) as client:
        answer = await client.get("/tables/triples.csv")
    assert (answer.status_code, answer.json()["code"]) == (504, "TABLE_TIMEOUT")


async def test_a_table_that_nobody_waits_for_is_made_no_further(
    story_graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_tables, "PAGE_SIZES", (3,))
    async with AsyncDatabase(story_graph.endpoint) as reader:
        api = open_api(Settings(), reader)
        query = await api.queries.find("triples")
        table = read_table(api.answering, api.queries.document(query), {})
        out = io.BytesIO()
        with pytest.raises(AbandonedTableError):
            await WholeTables(api.answering, 100, 60).write(table, TABLE_FORMATS["csv"], out, gone=gone)
    assert len(csv_rows(out.getvalue().decode())) == 3


async def gone() -> bool:
    return True


async def test_a_table_stands_in_the_log_with_its_rows(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with serve() as client:
        await client.get("/tables/triples.csv?first=2")
    (record,) = [each for each in caplog.records if each.message == "request"]
    assert (record.__dict__["rows"], record.__dict__["status"]) == (2, 200)


async def test_tables_are_for_who_may_read(serve: Serve, tmp_path: Path) -> None:
    key = KeyFile(tmp_path / "api_keys.json").add("sheets", (Scope.READ,))
    feeder = KeyFile(tmp_path / "api_keys.json").add("feeder", (Scope.INGEST,))
    async with serve(anonymous_read=False) as client:
        refused = [
            (await client.get(path)).status_code
            for path in ("/tables", "/tables/rounds", "/tables/rounds.csv")
        ]
        wrong = await client.get("/tables/rounds.csv", headers={"X-API-Key": feeder})
        allowed = await client.get("/tables/rounds.csv", headers={"X-API-Key": key})
    assert (refused, wrong.status_code, allowed.status_code) == ([401] * 3, 403, 200)


async def test_pages_of_other_sites_get_no_tables(serve: Serve) -> None:
    async with serve() as client:
        answer = await client.get("/tables/rounds.csv", headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.json()["code"]) == (403, "FOREIGN_ORIGIN")


async def test_more_tables_of_one_caller_than_may_be_made_at_once_are_refused(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "TABLES_EACH", 1)
    async with serve() as client:
        answers = await asyncio.gather(*(client.get("/tables/triples.csv") for _ in range(3)))
        later = await client.get("/tables/triples.csv")
    assert sorted(answer.status_code for answer in answers) == [200, 503, 503]
    refused = max(answers, key=lambda answer: answer.status_code)
    assert refused.json()["code"] == "TABLES_BUSY"
    assert "No more than 1 tables of yours" in refused.json()["message"]
    assert later.status_code == 200


async def test_one_caller_leaves_tables_to_others(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "TABLES_EACH", 1)
    key = KeyFile(tmp_path / "api_keys.json").add("sheets", (Scope.READ,))
    async with serve() as client:
        answers = await asyncio.gather(
            *(client.get("/tables/triples.csv") for _ in range(3)),
            client.get("/tables/triples.csv", headers={"X-API-Key": key}),
        )
    assert [answer.status_code for answer in answers[:3]].count(503) == 2
    assert answers[3].status_code == 200


async def test_a_table_that_nobody_takes_holds_its_seat_until_it_is_dropped(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "TABLES_EACH", 1)
    monkeypatch.setattr(patience, "SEND_SECONDS", 0.5)
    began = asyncio.Event()

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            began.set()
            await asyncio.Event().wait()

    async with serve() as client:
        transport = cast(httpx.ASGITransport, client._transport)
        request = {
            "type": "http",
            "method": "GET",
            "path": "/tables/triples.csv",
            "query_string": b"",
            "headers": [(b"host", b"test")],
            "client": transport.client,
        }
        stalled = asyncio.create_task(transport.app(request, receive, send))  # type: ignore[arg-type]  # of ASGI
        await began.wait()
        meanwhile = await client.get("/tables/triples.csv")
        await asyncio.wait_for(stalled, 10)
        later = await client.get("/tables/triples.csv")
    assert (meanwhile.status_code, later.status_code) == (503, 200)


async def test_the_list_of_tables_tells_what_each_asks(serve: Serve) -> None:
    async with serve() as client:
        answer = (await client.get("/tables")).json()
        table = (await client.get("/tables/mediations")).json()
    assert answer["formats"] == ["csv", "jsonl", "parquet"]
    assert "mediations" in {each["name"] for each in answer["tables"]}
    assert table["variables"][0] == "$first: Int! = 100"
    assert table["columns"][0]["name"] == "mediator.name"
    assert all(column["description"] for column in table["columns"])


async def test_a_query_that_must_be_given_variables_is_described_without_them(
    serve: Serve, story_graph: Database
) -> None:
    document = "query ($id: ID!) { actor(id: $id) { name } }"
    story_graph.run(
        "CREATE (:SavedQuery {name: 'somebody', description: 'A name.', document: $text})", text=document
    )
    async with serve() as client:
        own = (await client.get("/tables/timeline")).json()
        saved = (await client.get("/tables/somebody")).json()
        given = (await client.get("/tables/somebody?id=Q43")).json()
    story_graph.run("MATCH (q:SavedQuery) DELETE q")
    assert own["columns"][0]["name"] == "event.date.start"
    assert (saved["variables"], saved["columns"]) == (["$id: ID!"], None)
    assert [column["name"] for column in given["columns"]] == ["name"]
