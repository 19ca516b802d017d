"""What was: versions, retractions, and what an extractor read before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from asking import Ask
from storytelling import EXTRACTOR, QATAR, RUSSIA, TURKEY, UKRAINE, Told, article, told

import graph_schema
from app.api.opening import open_api
from app.settings import Settings
from database import AsyncDatabase, Database, DatabaseSettings
from loaders.graph.retraction import restore, retract
from loaders.load import load
from loaders.resolution.events import event_id

SIDES = [UKRAINE, RUSSIA]


def talks(text: str = "They held talks", version: str = "1", **facts: object) -> Told:
    given = {"mode": "negotiate", "party": SIDES, "when": "2025-06-02", **facts}
    event = told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]
    return replace(event, extractor=replace(EXTRACTOR, version=version))


JUNE = article("June", talks(mediator=[TURKEY]), published="2025-06-03", outlet="The Daily")
CORRECTED = article("June", talks("They held talks again"), published="2025-06-04", outlet="The Daily")
REREAD = article("Swap", talks("They met for talks", "2", mediator=[QATAR]), published="2025-06-05")
FALSE = article("False", talks("No talks, no talks"), published="2025-06-06")


@pytest.fixture
async def asking(database: Database, database_settings: DatabaseSettings) -> AsyncIterator[Ask]:
    """An API on articles that were corrected, read anew, retracted and restored."""
    database.run("MATCH (n) DETACH DELETE n")
    graph_schema.apply(database)
    load(
        database,
        [
            JUNE,
            article("Swap", talks("They met for talks", mediator=[TURKEY]), published="2025-06-05"),
            FALSE,
        ],
    )
    load(database, [CORRECTED, REREAD])
    retract(database, [REREAD.article.id], reason="A doubt.", by="Ada")
    restore(database, [REREAD.article.id], by="Bo")
    retract(database, [FALSE.article.id], reason="It was made up.", by="Ada")
    async with AsyncDatabase(database.endpoint) as reader:
        api = open_api(Settings(database=database_settings, query_timeout=120), reader)

        async def ask(document: str, **variables: object) -> object:
            result = await api.execute(document, variables)
            assert result.errors is None, result.errors
            return result.data

        yield ask


ARTICLE = """query ($id: ID!) { article(id: $id) { current retraction { reason by until }
  retractions { reason undoneBy } versions { current text published { start }
  mentions { nodes { sentence active formerly { arguments { role actor { name } } } stood { since until } } } } } }"""


async def test_a_corrected_article_shows_both_versions(asking: Ask) -> None:
    versions = (await asking(ARTICLE, id=JUNE.article.id))["article"]["versions"]
    found = [(each["current"], each["text"], each["published"]["start"]) for each in versions]
    assert found == [
        (False, "They held talks", "2025-06-03"),
        (True, "They held talks again", "2025-06-04"),
    ]


async def test_what_a_superseded_version_said_is_shown_as_withdrawn(asking: Ask) -> None:
    first, second = (await asking(ARTICLE, id=JUNE.article.id))["article"]["versions"]
    shown = [[(m["sentence"], m["active"]) for m in each["mentions"]["nodes"]] for each in (first, second)]
    assert shown == [[("They held talks", False)], [("They held talks again", True)]]


async def test_an_article_in_force_is_current(asking: Ask) -> None:
    found = (await asking(ARTICLE, id=JUNE.article.id))["article"]
    assert (found["current"], found["retraction"], found["retractions"]) == (True, None, [])


async def test_a_retracted_article_says_why(asking: Ask) -> None:
    found = (await asking(ARTICLE, id=FALSE.article.id))["article"]
    assert (found["current"], found["retraction"]) == (
        False,
        {"reason": "It was made up.", "by": "Ada", "until": None},
    )


async def test_a_retraction_that_was_undone_is_remembered(asking: Ask) -> None:
    found = (await asking(ARTICLE, id=REREAD.article.id))["article"]
    assert (found["retraction"], found["retractions"]) == (None, [{"reason": "A doubt.", "undoneBy": "Bo"}])


async def test_a_mention_tells_when_it_stood(asking: Ask) -> None:
    (version,) = (await asking(ARTICLE, id=REREAD.article.id))["article"]["versions"]
    first, second = version["mentions"]["nodes"][0]["stood"]
    assert first["since"] < first["until"] <= second["since"]
    assert second["until"] is None


async def test_a_mention_tells_what_it_said_before(asking: Ask) -> None:
    (version,) = (await asking(ARTICLE, id=REREAD.article.id))["article"]["versions"]
    (former,) = version["mentions"]["nodes"][0]["formerly"]
    roles = {(each["role"], each["actor"]["name"]) for each in former["arguments"]}
    assert ("mediator", "Turkey") in roles


@pytest.mark.parametrize(
    "document",
    [
        "{ articles { nodes { title } } }",
        '{ search(text: "False") { article { title } } }',
        '{ search(text: "no talks") { sentence { text } } }',
        "{ events { nodes { mentions { nodes { sentence } } } } }",
        "{ triples { nodes { evidence { sentence } } } }",
    ],
)
async def test_what_is_retracted_is_in_no_default_answer(asking: Ask, document: str) -> None:
    answer = str(await asking(document))
    assert ("No talks" in answer, "'False'" in answer) == (False, False)


async def test_an_old_link_to_an_event_of_a_superseded_version_leads_to_the_event(asking: Ask) -> None:
    old = await asking(
        "query ($id: ID!) { article(id: $id) { versions { mentions { nodes { id } } } } }", id=JUNE.article.id
    )
    mention = old["article"]["versions"][0]["mentions"]["nodes"][0]["id"]
    found = await asking("query ($id: ID!) { event(id: $id) { type } }", id=event_id([mention]))
    assert found["event"] == {"type": "CONSULT"}


async def test_all_retractions_are_listed_the_last_first(asking: Ask) -> None:
    answer = await asking("{ retractions { nodes { reason undoneBy article { title } } } }")
    assert answer["retractions"]["nodes"] == [
        {"reason": "It was made up.", "undoneBy": None, "article": {"title": "False"}},
        {"reason": "A doubt.", "undoneBy": "Bo", "article": {"title": "Swap"}},
    ]
