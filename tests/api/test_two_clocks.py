"""As of a moment the API answers what it answered then; as of a day, what had been published by then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from storytelling import (
    DOHA,
    EGYPT,
    HAMAS,
    ISRAEL,
    ISTANBUL,
    QATAR,
    RUSSIA,
    TURKEY,
    UKRAINE,
    Told,
    article,
    told,
)

from app.api import Api, open_api
from app.settings import Settings
from database import AsyncDatabase, Database, DatabaseSettings
from graph_schema import apply
from loaders.graph import project, write_reading
from loaders.graph.retraction import retract
from loaders.records import Reading

QUESTIONS = [
    """mediations(%s) { totalCount nodes { mediator { id } negotiation { id name } round type mode held status
       parties { id } hosts { id } place { name country } date { start end precision basis } actsFor { id }
       mentions articles origins confidence evidence { id sentence article { title version } }
       statusHistory { status since mention { id } } event { id } } }""",
    """negotiations(%s) { totalCount nodes { id name stage start end parties { id } mediators { id }
       hosts { id } roundsHeld roundsPlanned rounds { number held event { id status } }
       events { totalCount nodes { id round } } precededBy { id } followedBy { id } } }""",
    """events(%s) { totalCount nodes { id type mode of { type mode } status held date { start end }
       place { name } genres articles origins confidence triples { actor { id } role status confidence }
       sources { id } targets { id } parties { id } mediators { id } hosts { id } } }""",
    """events(%s) { nodes { mentions { totalCount nodes { id event { id } } } negotiation { id } round
       statusHistory { status since mention { id } } } }""",
    """events(%s) { nodes { claims { contested asserted { mention status chain published origin } denied { mention } }
       figures { what values { low claims { asserted { mention } } } }
       triples { claims { asserted { mention status } denied { mention chain } } } } }""",
    """negotiations(%s) { nodes { timeline(mediated: true) {
       part mediatorReport mediations { mediator { id } status } } } }""",
    """triples(%s) { totalCount nodes { actor { id } role event { id } status mentions articles origins
       confidence evidence { id } } }""",
    "actors(%s) { totalCount nodes { id events { nodes { id } } triples { nodes { role event { id } } } } }",
    """articles(%s) { totalCount nodes { id title version text
       mentions { nodes { id event { id } } } sentences { nodes { id text } } } }""",
    'search(text: "talks" %s) { negotiation { id name } article { id } sentence { id } actor { id } }',
    'events(filter: {actor: "Ukraine", role: [party]} %s) { totalCount nodes { id } }',
    'events(filter: {country: "TUR", place: "Istanbul"} %s) { totalCount nodes { id } }',
    "events(filter: {confidence: 0.9, origins: 2} %s) { totalCount nodes { id } }",
    'events(filter: {status: [happened], since: "2025-06-01"} %s) { totalCount nodes { id } }',
    'mediations(filter: {mediator: "Turkey", party: "Russia"} %s) { nodes { event { id } } }',
    'triples(filter: {actor: "Turkey", status: [happened]} %s) { nodes { event { id } } }',
    'negotiations(filter: {actor: "Turkey", role: [mediator]} %s) { nodes { id } }',
    'negotiations(filter: {country: "RUS", stage: [ceasefire]} %s) { nodes { id } }',
    "actors(filter: {role: [mediator]} %s) { nodes { id } }",
    'actor(id: "Turkey" %s) { id triples { totalCount } }',
]


def talks(text: str, when: str | None, **facts: object) -> Told:
    given = {"mode": "negotiate", "party": [RUSSIA, UKRAINE], "place": ISTANBUL, "when": when, **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


MAY = article("May", talks("The talks of May 16", "2025-05-16"), published="2025-05-17", outlet="One")
PLANNED = article(
    "Set", talks("Russia and Ukraine will hold talks", "2025-06-02", status="planned"), published="2025-06-01"
)
HELD = article(
    "Held",
    talks("Russia and Ukraine held talks that Turkey mediated", "2025-06-02", mediator=[TURKEY]),
    talks("No talks were mediated by Egypt", "2025-06-02", mediator=[EGYPT], status="denied"),
    published="2025-06-03",
    outlet="Two",
)
AGREED = article(
    "Agreed",
    told(
        "Russia and Ukraine agreed on June 2 to a ceasefire",
        "agreed",
        "AGREE",
        of=["RETREAT/ceasefire"],
        party=[RUSSIA, UKRAINE],
        when="2025-06-02",
    ),
    published="2025-06-04",
    outlet="Three",
)
GAZA = article(
    "Gaza",
    talks(
        "Talks in Doha: the talks go on", "2025-06-03", party=[ISRAEL, HAMAS], mediator=[QATAR], place=DOHA
    ),
)
CORRECTED = article(
    "Held",
    talks("Russia and Ukraine held talks", "2025-06-02"),
    published="2025-06-03",
    outlet="Two",
    version="2",
)
STEPS: list[list[Reading]] = [[MAY, PLANNED], [HELD], [AGREED, GAZA], [CORRECTED]]


@pytest.fixture
async def api(db: Database, database_settings: DatabaseSettings) -> AsyncIterator[Api]:
    apply(db)
    async with AsyncDatabase(db.endpoint) as reader:
        yield open_api(Settings(database=database_settings, query_timeout=120), reader)


async def answer(api: Api, document: str, **variables: Any) -> Any:
    result = await api.execute(document, variables)
    assert result.errors is None, result.errors
    return result.data


def load(db: Database, readings: list[Reading]) -> str:
    """Load, and return the moment after."""
    for reading in readings:
        write_reading(db, reading)
    project(db)
    return datetime.now(UTC).isoformat()


async def answers(api: Api, **as_of: str) -> list[Any]:
    """Answer all questions, now or as of a time."""
    declared, given = ("query ($asOf: AsOf) ", "asOf: $asOf") if as_of else ("", "first: 50")
    found = []
    for question in QUESTIONS:
        takes_first = not question.startswith("actor(")
        here = given if as_of or takes_first else ""
        found.append(await answer(api, f"{declared}{{ {question % here} }}", asOf=as_of or None))
        if hits := found[-1].get("search"):  # scores count the words of all that is in the index now
            hits.sort(key=str)
    return found


async def test_as_of_each_moment_every_answer_is_what_it_was(db: Database, api: Api) -> None:
    remembered = []
    for step in STEPS:
        moment = load(db, step)
        remembered.append((moment, await answers(api)))
    for moment, then in remembered:
        for found, was in zip(await answers(api, ingested=moment), then, strict=True):
            assert found == was


async def test_as_of_a_later_day_every_answer_is_todays(db: Database, api: Api) -> None:
    for step in STEPS:
        load(db, step)
    assert await answers(api, published="2100-01-01") == await answers(api)


async def test_by_both_clocks_a_day_and_a_moment_count(db: Database, api: Api) -> None:
    load(db, [MAY, PLANNED])
    moment = load(db, [HELD])
    load(db, [CORRECTED])
    document = """query ($asOf: AsOf) { mediations(asOf: $asOf) { totalCount }
      events(asOf: $asOf) { nodes { status origins } } }"""
    early = await answer(api, document, asOf={"ingested": moment, "published": "2025-06-02"})
    late = await answer(api, document, asOf={"ingested": moment, "published": "2025-06-03"})
    assert (early["mediations"]["totalCount"], late["mediations"]["totalCount"]) == (0, 1)
    assert [event["status"] for event in early["events"]["nodes"]] == ["planned", "happened"]


async def test_origins_confidence_stage_and_rounds_are_those_of_the_day(db: Database, api: Api) -> None:
    for step in STEPS[:3]:
        load(db, step)
    document = """query ($day: Date) { negotiations(filter: {actor: "Ukraine"}, asOf: {published: $day}) {
      nodes { stage end rounds { number event { status articles origins confidence } } } } }"""
    found = {}
    for day in ("2025-05-17", "2025-06-01", "2025-06-03", "2025-06-04"):
        (one,) = (await answer(api, document, day=day))["negotiations"]["nodes"]
        last = one["rounds"][-1]["event"]
        found[day] = (one["stage"], one["end"], len(one["rounds"]), last["status"], last["origins"])
    assert found == {
        "2025-05-17": (None, "2025-05-16", 1, "happened", 1),
        "2025-06-01": (None, "2025-06-02", 2, "planned", 1),
        "2025-06-03": (None, "2025-06-02", 2, "happened", 2),
        "2025-06-04": ("ceasefire", "2025-06-02", 2, "happened", 2),
    }


async def test_no_mediator_and_no_report_are_different_answers(db: Database, api: Api) -> None:
    load(db, [MAY])
    document = (
        """query ($day: Date) { negotiations(asOf: {published: $day}) { nodes { mediators { id } } } }"""
    )
    assert (await answer(api, document, day="2025-05-16"))["negotiations"]["nodes"] == []
    assert (await answer(api, document, day="2025-05-17"))["negotiations"]["nodes"] == [{"mediators": []}]


async def test_a_round_planned_and_then_held_has_a_history(db: Database, api: Api) -> None:
    load(db, [PLANNED, HELD])
    document = """{ events(filter: {status: [happened]}) { nodes {
      statusHistory { status since mention { article { title } } } } } }"""
    (event,) = (await answer(api, document))["events"]["nodes"]
    assert [
        (each["status"], each["since"], each["mention"]["article"]["title"])
        for each in event["statusHistory"]
    ][:2] == [("planned", "2025-06-01", "Set"), ("happened", "2025-06-03", "Held")]


async def test_a_search_as_of_a_moment_finds_what_is_gone(db: Database, api: Api) -> None:
    moment = load(db, [GAZA, HELD])
    retract(db, [GAZA.article.id], reason="A hoax.", by="anna")
    document = """query ($asOf: AsOf) { search(text: "Hamas talks", asOf: $asOf) { negotiation { name } } }"""
    found = await answer(api, document, asOf={"ingested": moment})
    names = [hit["negotiation"]["name"] for hit in found["search"] if hit["negotiation"]]
    assert names == ["Israel-Hamas talks, Doha, 2025", "Russia-Ukraine talks, Istanbul, 2025"]
