"""Mutations: what commands do, over GraphQL, with scopes; each told by the one engine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import Ask
from storytelling import RUSSIA, TURKEY, UKRAINE, article, told

from app.access.callers import ANONYMOUS_READER, Caller
from app.access.keys import Scope
from app.api import Api, open_api
from app.api.writing import NoWriterError, Writing
from app.settings import Settings
from database import AsyncDatabase, Database, DatabaseSettings
from graph_schema import apply
from loaders.fetching import Fetcher
from loaders.graph import project, write_reading

TEXT = (
    "Oman mediated talks between Iran and the United States in Muscat on April 12, 2025. "
    "The two delegations left after four hours, and a second round is planned."
)
INGEST = """mutation ($article: ArticleInput!) { ingestArticle(article: $article) {
  articles mentions unchanged load { articles written { nodes { title } } rejections { nodes { reason } } } } }"""


def html(title: str) -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{TEXT}</p></body></html>"


def one_address(host: str, port: int) -> list[str]:
    return ["93.184.216.34"]


@pytest.fixture
async def api(db: Database, database_settings: DatabaseSettings) -> AsyncIterator[Api]:
    """The API, which may write, on one retractable article of a round."""
    apply(db)
    round_ = told(
        "Ukraine and Russia held talks on June 2, mediated by Turkey.",
        "talks",
        "CONSULT",
        mode="negotiate",
        when="2025-06-02",
        party=[UKRAINE, RUSSIA],
        mediator=[TURKEY],
    )
    write_reading(db, article("A round", round_, published="2025-06-03"))
    project(db)
    async with AsyncDatabase(db.endpoint) as reader:
        yield open_api(Settings(database=database_settings, query_timeout=120), reader, lambda: db)


@pytest.fixture
def ask(api: Api) -> Ask:
    """Ask a document, which must be answered without errors; gives the data."""

    async def answered(document: str, **variables: Any) -> Any:
        result = await api.execute(document, variables)
        assert result.errors is None, result.errors
        return result.data

    return answered


async def asked_by(api: Api, caller: Caller, document: str) -> Any:
    context = {"answering": api.answering, "caller": caller}
    return await api.schema.execute(document, context_value=context)


async def mediators(ask: Ask) -> list[str]:
    rows = (await ask("{ mediations { nodes { mediator { name } } } }"))["mediations"]["nodes"]
    return sorted(row["mediator"]["name"] for row in rows)


async def test_an_article_is_ingested_once(ask: Ask) -> None:
    given = {"text": TEXT, "title": "Talks in Muscat", "outlet": "Gulf Morning", "publishedAt": "2025-04-13"}
    first = (await ask(INGEST, article=given))["ingestArticle"]
    again = (await ask(INGEST, article=given))["ingestArticle"]
    assert (first["articles"], first["load"]["articles"], again["articles"], again["unchanged"]) == (
        1,
        1,
        0,
        1,
    )
    assert first["load"]["written"]["nodes"] == [{"title": "Talks in Muscat"}]
    assert await mediators(ask) == ["Oman", "Turkey"]


@pytest.mark.parametrize("day", ["yesterday", "03/04/2026", "2025-13-01"])
async def test_an_article_with_a_date_that_cannot_be_read_is_refused(api: Api, ask: Ask, day: str) -> None:
    result = await api.execute(INGEST, {"article": {"text": TEXT, "publishedAt": day}})
    (error,) = result.errors or ()
    assert error.extensions == {"code": "UNREADABLE"}
    assert f"`publishedAt`: '{day}' is not a date such as 2025-06-02" in error.message
    assert await mediators(ask) == ["Turkey"]


async def test_a_document_that_cannot_be_answered_changes_nothing(api: Api, ask: Ask) -> None:
    result = await api.execute(
        "mutation ($article: ArticleInput!) { ingestArticle(article: $article) {"
        "  load { written(first: 9999) { nodes { id } } } } }",
        {"article": {"text": TEXT, "publishedAt": "2025-04-13"}},
    )
    assert result.errors
    assert "`first`" in result.errors[0].message
    assert await mediators(ask) == ["Turkey"]


async def test_a_page_is_ingested_with_its_rejections(ask: Ask) -> None:
    answer = await ask("""mutation { ingestPage(content: "<html></html>", source: "an empty page") {
      articles load { rejections { nodes { where reason } } } } }""")
    assert answer["ingestPage"]["articles"] == 0
    (rejection,) = answer["ingestPage"]["load"]["rejections"]["nodes"]
    assert rejection["where"] == "an empty page"


@pytest.mark.parametrize(
    ("kind", "content", "title"),
    [
        ("text/html; charset=utf-8", html("Talks in Muscat").encode(), "Talks in Muscat"),
        (
            "text/html; charset=windows-1254",
            html("Erdoğan in Iğdır").encode("windows-1254"),
            "Erdoğan in Iğdır",
        ),
        ("text/html; charset=undefined", html("Perú in Muscat").encode("windows-1252"), "Perú in Muscat"),
        ("text/markdown", f"# Talks in *Muscat*\n\n{TEXT}\n".encode(), "Talks in Muscat"),
    ],
)
async def test_a_page_is_fetched(api: Api, ask: Ask, kind: str, content: bytes, title: str) -> None:
    answer = httpx.Response(200, content=content, headers={"content-type": kind})
    fetcher = lambda: Fetcher(resolve=one_address, transport=httpx.MockTransport(lambda _: answer))  # noqa: E731  # one line
    object.__setattr__(api.answering, "writing", Writing(api.answering.writing.database, fetcher=fetcher))
    done = await ask("""mutation { ingestUrl(url: "https://example.org/muscat", published: "2025-04-13") {
      articles load { written { nodes { title url published { start } } } } } }""")
    (found,) = done["ingestUrl"]["load"]["written"]["nodes"]
    assert found == {
        "title": title,
        "url": "https://example.org/muscat",
        "published": {"start": "2025-04-13"},
    }


async def test_a_fetched_document_that_is_no_text_is_refused(api: Api) -> None:
    answer = httpx.Response(200, content=b"%PDF-1.7 ...", headers={"content-type": "text/html"})
    fetcher = lambda: Fetcher(resolve=one_address, transport=httpx.MockTransport(lambda _: answer))  # noqa: E731  # one line
    object.__setattr__(api.answering, "writing", Writing(api.answering.writing.database, fetcher=fetcher))
    result = await api.execute('mutation { ingestUrl(url: "https://example.org/muscat") { articles } }')
    assert result.errors
    assert "a PDF document" in result.errors[0].message
    assert result.errors[0].extensions == {"code": "UNREADABLE"}


async def test_an_article_is_retracted_and_restored(ask: Ask) -> None:
    (found,) = (await ask("{ articles { nodes { id } } }"))["articles"]["nodes"]
    done = await ask(
        """mutation ($id: String!) { retract(articles: [$id], reason: "a hoax") { articles events
          of { id current retraction { reason by } } } }""",
        id=found["id"],
    )
    assert done["retract"] == {
        "articles": 1,
        "events": 0,
        "of": [{"id": found["id"], "current": False, "retraction": {"reason": "a hoax", "by": "local"}}],
    }
    assert await mediators(ask) == []
    await ask("mutation ($id: String!) { restore(articles: [$id]) { articles } }", id=found["id"])
    assert await mediators(ask) == ["Turkey"]


async def test_a_role_is_judged_and_that_undone(ask: Ask) -> None:
    (mention,) = (await ask("{ mentions { nodes { id } } }"))["mentions"]["nodes"]
    done = await ask(
        """mutation ($id: String!) { judge(verdict: reject, subjects: [$id], role: mediator, reason: "host only") {
          changed judgements { id verdict by reason inForce } } }""",
        id=mention["id"],
    )
    (judgement,) = done["judge"]["judgements"]
    assert done["judge"]["changed"]
    assert judgement | {"id": ""} == {
        "id": "",
        "verdict": "reject",
        "by": "local",
        "reason": "host only",
        "inForce": True,
    }
    assert await mediators(ask) == []
    undone = await ask(
        "mutation ($id: String!) { undo(judgements: [$id]) { judgements { inForce } } }", id=judgement["id"]
    )
    assert undone["undo"]["judgements"] == [{"inForce": False}]
    assert await mediators(ask) == ["Turkey"]


async def test_how_reliable_an_outlet_is_held_to_be_is_set_and_taken_back(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "outlets.csv"
    own.write_text("outlet,owner\nReuters,Thomson\n")
    monkeypatch.setenv("GOODOFFICES_OUTLETS", str(own))
    document = """mutation ($letter: Reliability) { setOutletReliability(outlet: "Gulf Morning", reliability: $letter) {
      name reliability by outlet { name reliability saidBy } } }"""
    await ask(INGEST, article={"text": TEXT, "outlet": "Gulf Morning", "publishedAt": "2025-04-13"})
    said = (await ask(document, letter="B"))["setOutletReliability"]
    assert said == {
        "name": "Gulf Morning",
        "reliability": "B",
        "by": "local",
        "outlet": {"name": "Gulf Morning", "reliability": "B", "saidBy": "local"},
    }
    taken_back = (await ask(document, letter=None))["setOutletReliability"]
    assert taken_back["outlet"] == {"name": "Gulf Morning", "reliability": None, "saidBy": None}
    assert own.read_text() == "outlet,owner,reliability,by,at\nReuters,Thomson,,,\n"


@pytest.mark.parametrize("listed", ["articles", "outlets"])
async def test_a_question_asked_again_is_answered_by_what_is_said_of_outlets_now(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: str
) -> None:
    monkeypatch.setenv("GOODOFFICES_OUTLETS", str(tmp_path / "outlets.csv"))
    (tmp_path / "outlets.csv").write_text("outlet,owner\nReuters,Thomson\n")
    document = f"{{ {listed}(filter: {{reliability: [B]}}) {{ totalCount }} }}"
    say = """mutation ($letter: Reliability) {
      setOutletReliability(outlet: "Gulf Morning", reliability: $letter) { by } }"""
    await ask(INGEST, article={"text": TEXT, "outlet": "Gulf Morning", "publishedAt": "2025-04-13"})
    numbers = []
    for letter in (None, "B", "C"):
        await ask(say, letter=letter)
        numbers.append((await ask(document))[listed]["totalCount"])
    assert numbers == [0, 1, 0]


async def test_a_query_is_checked_where_the_known_documents_are_kept() -> None:
    checked = list[threading.Thread]()
    writing = Writing(check_query=lambda _: checked.append(threading.current_thread()))
    given = {"name": "x", "description": "x", "document": "{ x }", "replace": False}
    with pytest.raises(NoWriterError):
        await writing.save_query(given, Caller("desk", frozenset()))
    assert checked == [threading.current_thread()]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            'mutation { retract(articles: ["none"], reason: "x") { articles } }',
            "No article, page or load is known",
        ),
        ('mutation { undo(judgements: ["none"]) { articles } }', "No judgement has an id"),
        ('mutation { judge(verdict: reject, subjects: ["none"]) { articles } }', "none"),
        ('mutation { ingestUrl(url: "http://127.0.0.1/") { articles } }', "127.0.0.1"),
        ('mutation { setOutletReliability(outlet: " ", reliability: B) { by } }', "The outlet has no name"),
    ],
)
async def test_what_cannot_be_done_says_why(api: Api, document: str, message: str) -> None:
    result = await api.execute(document)
    assert result.errors
    assert message in result.errors[0].message
    assert result.errors[0].path


@pytest.mark.parametrize(
    ("caller", "document", "code"),
    [
        (ANONYMOUS_READER, 'mutation { undo(judgements: ["x"]) { articles } }', "UNAUTHENTICATED"),
        (
            ANONYMOUS_READER,
            'mutation { ingestUrl(url: "https://example.org/") { articles } }',
            "UNAUTHENTICATED",
        ),
        (
            Caller("feeder", frozenset({Scope.INGEST}), "k1"),
            'mutation { retract(articles: ["x"], reason: "y") { articles } }',
            "FORBIDDEN",
        ),
        (
            Caller("curator", frozenset({Scope.CURATE}), "k2"),
            'mutation { ingestPage(content: "x") { articles } }',
            "FORBIDDEN",
        ),
        (
            ANONYMOUS_READER,
            'mutation { setOutletReliability(outlet: "Reuters", reliability: B) { by } }',
            "UNAUTHENTICATED",
        ),
    ],
)
async def test_only_who_has_the_scope_may(api: Api, caller: Caller, document: str, code: str) -> None:
    result = await asked_by(api, caller, document)
    assert result.errors[0].extensions["code"] == code


async def test_who_may_not_read_gets_numbers_only(api: Api, ask: Ask) -> None:
    feeder = Caller("feeder", frozenset({Scope.INGEST}), "k1")
    told = await asked_by(api, feeder, 'mutation { ingestPage(content: "x") { __typename articles } }')
    document = f'mutation {{ ingestArticle(article: {{text: "{TEXT}"}}) {{ load {{ articles }} }} }}'
    refused = await asked_by(api, feeder, document)
    assert told.data == {"ingestPage": {"__typename": "IngestResult", "articles": 0}}
    assert refused.errors[0].extensions["code"] == "FORBIDDEN"
    assert await mediators(ask) == ["Turkey"]


async def test_an_api_without_a_writer_changes_nothing(
    db: Database, database_settings: DatabaseSettings
) -> None:
    async with AsyncDatabase(db.endpoint) as reader:
        api = open_api(Settings(database=database_settings), reader)
        result = await api.execute('mutation { undo(judgements: ["x"]) { articles } }')
    assert result.errors
    assert "only reads its database" in result.errors[0].message


async def test_mutations_are_done_one_after_the_other(ask: Ask) -> None:
    (found,) = (await ask("{ articles { nodes { id } } }"))["articles"]["nodes"]
    done = await ask(
        """mutation ($id: String!) { first: retract(articles: [$id], reason: "x") { articles }
          second: retract(articles: [$id], reason: "x") { articles } third: restore(articles: [$id]) { articles } }""",
        id=found["id"],
    )
    assert done == {"first": {"articles": 1}, "second": {"articles": 0}, "third": {"articles": 1}}


async def test_a_change_that_nobody_waits_for_any_more_keeps_its_turn() -> None:
    writing, done, going_on = Writing(), list[str](), threading.Event()

    def first() -> dict[str, str]:
        going_on.wait(20)
        done.append("first")
        return {}

    def second() -> dict[str, str]:
        done.append("second")
        return {}

    left = asyncio.ensure_future(writing._beside(first))
    await asyncio.sleep(0.05)
    left.cancel()
    next_one = asyncio.ensure_future(writing._beside(second))
    await asyncio.sleep(0.05)
    going_on.set()
    await next_one
    assert done == ["first", "second"]
