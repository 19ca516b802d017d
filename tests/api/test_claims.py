"""Who says it and who denies it, side by side, of events, of roles and of numbers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from storytelling import ISTANBUL, RUSSIA, TURKEY, UKRAINE, article, told

from app.api import Api, open_api
from app.settings import Settings
from database import AsyncDatabase, Database, DatabaseSettings
from graph_schema import apply
from loaders.graph import judge, project, write_reading
from loaders.graph.retraction import restore, retract
from loaders.judgements import Judgement
from loaders.judgements.records import address_of, argument_address
from loaders.records import Attribution, Reading

MEDIATION = {"mode": "negotiate", "place": ISTANBUL, "party": [RUSSIA, UKRAINE], "when": "2025-06-02"}
LAVROV = Attribution("Sergei Lavrov", "speaker", "d8e63de71afa849056e5", "say")


def said_by(reading: Reading, *links: Attribution) -> Reading:
    """Attribute all that an article says."""
    return replace(reading, mentions=tuple(replace(each, attribution=links) for each in reading.mentions))


ASSERTED = article(
    "Mediated",
    told(
        "Turkey mediated the talks of Russia and Ukraine in Istanbul on June 2.",
        "talks",
        "CONSULT",
        mediator=[TURKEY],
        **MEDIATION,
    ),
    published="2025-06-03",
    outlet="Daily Ledger",
)
DENIED = said_by(
    article(
        "Not mediated",
        told(
            "Turkey did not mediate the talks of Russia and Ukraine on June 2, Lavrov told Interfax.",
            "talks",
            "CONSULT",
            mediator=[TURKEY],
            denied=["mediator"],
            **MEDIATION,
        ),
        published="2025-06-05",
        outlet="Evening Post",
    ),
    LAVROV,
    Attribution("Interfax", "outlet"),
)

ROLE = """query ($asOf: AsOf) { events(asOf: $asOf) { nodes { mediators { id } triples(role: mediator) {
  status claims { contested asserted { by } denied { by } } } } } }"""


@pytest.fixture
async def api(db: Database, database_settings: DatabaseSettings) -> AsyncIterator[Api]:
    apply(db)
    async with AsyncDatabase(db.endpoint) as reader:
        yield open_api(Settings(database=database_settings, query_timeout=120, least_confidence=0), reader)


async def answer(api: Api, document: str, **variables: Any) -> Any:
    result = await api.execute(document, variables)
    assert result.errors is None, result.errors
    return result.data


def load(db: Database, *readings: Reading) -> str:
    """Load, and return the moment after."""
    for reading in readings:
        write_reading(db, reading)
    project(db)
    return datetime.now(UTC).isoformat()


async def mediator_claims(api: Api, **as_of: str) -> list[tuple[list[str], list[str]]]:
    """Give who asserts and who denies that Turkey mediated, event by event."""
    data = await answer(api, ROLE, asOf=as_of or None)
    return [
        tuple([claim["by"] for claim in part["claims"][side]] for side in ("asserted", "denied"))
        for event in data["events"]["nodes"]
        for part in event["triples"]
    ]


CONTESTED = [(["Daily Ledger"], ["Sergei Lavrov"])]


@pytest.mark.parametrize(
    "order", [(ASSERTED, DENIED), (DENIED, ASSERTED)], ids=["asserted first", "denied first"]
)
async def test_a_mediation_and_its_denial_stand_side_by_side(
    db: Database, api: Api, order: tuple[Reading, Reading]
) -> None:
    for reading in order:
        load(db, reading)
    assert await mediator_claims(api) == CONTESTED


async def test_a_claim_tells_who_said_it_in_which_office_through_whom_and_when(
    db: Database, api: Api
) -> None:
    load(db, ASSERTED, DENIED)
    data = await answer(
        api,
        """{ events { nodes { triples(role: mediator) { claims { denied { status by speaker { name kind verb }
          capacity { title of } chain outlet published sentence origin } } } } } }""",
    )
    [claim] = data["events"]["nodes"][0]["triples"][0]["claims"]["denied"]
    assert claim == {
        "status": "denied",
        "by": "Sergei Lavrov",
        "speaker": {"name": "Sergei Lavrov", "kind": "speaker", "verb": "say"},
        "capacity": [{"title": "Foreign Minister", "of": "Russia"}],
        "chain": ["Sergei Lavrov", "Interfax", "Evening Post"],
        "outlet": "Evening Post",
        "published": "2025-06-05",
        "sentence": "Turkey did not mediate the talks of Russia and Ukraine on June 2, Lavrov told Interfax.",
        "origin": "Interfax",
    }


async def test_the_talks_themselves_are_not_denied_with_their_mediator(db: Database, api: Api) -> None:
    load(db, ASSERTED, DENIED)
    data = await answer(api, "{ events { nodes { claims { contested asserted { by } denied { by } } } } }")
    assert data["events"]["nodes"] == [
        {
            "claims": {
                "contested": False,
                "asserted": [{"by": "Daily Ledger"}, {"by": "Sergei Lavrov"}],
                "denied": [],
            }
        }
    ]


@pytest.mark.parametrize("status", ["denied", "alleged"])
async def test_whose_mediation_is_only_denied_or_alleged_is_no_mediator(
    db: Database, api: Api, status: str
) -> None:
    talks = told(
        "Talk of talks that Turkey mediated",
        "talks",
        "CONSULT",
        mediator=[TURKEY],
        status=status,
        **MEDIATION,
    )
    load(db, article("Talk", talks, published="2025-06-03", outlet="Daily Ledger"))
    data = await answer(api, ROLE)
    assert data["events"]["nodes"][0]["mediators"] == []
    assert data["events"]["nodes"][0]["triples"][0]["status"] == status


async def test_before_the_denial_was_published_nobody_denied_it(db: Database, api: Api) -> None:
    load(db, ASSERTED, DENIED)
    assert await mediator_claims(api, published="2025-06-04") == [(["Daily Ledger"], [])]
    assert await mediator_claims(api, published="2025-06-05") == CONTESTED


async def test_before_the_denial_was_loaded_nobody_denied_it(db: Database, api: Api) -> None:
    before = load(db, ASSERTED)
    after = load(db, DENIED)
    assert await mediator_claims(api, ingested=before) == [(["Daily Ledger"], [])]
    assert await mediator_claims(api, ingested=after) == CONTESTED


async def test_a_retracted_article_denies_nothing_any_more(db: Database, api: Api) -> None:
    contested = load(db, ASSERTED, DENIED)
    retract(db, [DENIED.article.id], reason="The quote was made up.")
    assert await mediator_claims(api) == [(["Daily Ledger"], [])]
    assert await mediator_claims(api, ingested=contested) == CONTESTED
    restore(db, [DENIED.article.id])
    assert await mediator_claims(api) == CONTESTED


async def test_a_rejected_mention_denies_nothing_any_more(db: Database, api: Api) -> None:
    contested = load(db, ASSERTED, DENIED)
    judge(db, [Judgement("reject", "mention", (str(address_of(DENIED.mentions[0])),), "anna")])
    assert await mediator_claims(api) == [(["Daily Ledger"], [])]
    assert await mediator_claims(api, ingested=contested) == CONTESTED


async def test_a_rejected_argument_denies_nothing_any_more(db: Database, api: Api) -> None:
    contested = load(db, ASSERTED, DENIED)
    mention = DENIED.mentions[0]
    part = next(each for each in mention.participants if each.role == "mediator")
    judge(db, [Judgement("reject", "argument", (str(argument_address(address_of(mention), part)),), "anna")])
    assert await mediator_claims(api) == [(["Daily Ledger"], [])]
    assert await mediator_claims(api, ingested=contested) == CONTESTED


def raid(name: str, hit: float, published: str, speaker: str) -> Reading:
    strike = told(
        f"Ukraine hit {hit:g} bombers at Belaya in Russia on June 1, {speaker} said.",
        "hit",
        "ASSAULT",
        source=[UKRAINE],
        target=[RUSSIA],
        when="2025-06-01",
        quantities={"hit": hit},
    )
    return said_by(article(name, strike, published=published, outlet=name), Attribution(speaker, "speaker"))


async def test_numbers_that_differ_stand_by_value_with_who_gives_them(db: Database, api: Api) -> None:
    load(
        db,
        raid("One", 41, "2025-06-02", "Kyiv"),
        raid("Two", 7, "2025-06-03", "Moscow"),
        raid("Three", 41, "2025-06-04", "Kyiv"),
    )
    data = await answer(
        api,
        "{ events { nodes { figures { what contested values { low high claims { asserted { by outlet } } } } } } }",
    )
    assert data["events"]["nodes"] == [
        {
            "figures": [
                {
                    "what": "hit",
                    "contested": True,
                    "values": [
                        {"low": 7, "high": 7, "claims": {"asserted": [{"by": "Moscow", "outlet": "Two"}]}},
                        {
                            "low": 41,
                            "high": 41,
                            "claims": {
                                "asserted": [
                                    {"by": "Kyiv", "outlet": "One"},
                                    {"by": "Kyiv", "outlet": "Three"},
                                ]
                            },
                        },
                    ],
                }
            ]
        }
    ]


async def test_the_numbers_of_a_day_are_those_published_by_then(db: Database, api: Api) -> None:
    load(db, raid("One", 41, "2025-06-02", "Kyiv"), raid("Two", 7, "2025-06-03", "Moscow"))
    data = await answer(
        api,
        """{ events(asOf: {published: "2025-06-02"}) { nodes { figures { contested values { low } } } } }""",
    )
    assert data["events"]["nodes"] == [{"figures": [{"contested": False, "values": [{"low": 41}]}]}]
