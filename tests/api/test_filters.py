"""Filters, each on the story; unknown ones are errors."""

from __future__ import annotations

import pytest
from asking import Ask

EVENTS = [
    ('actor: "Turkey"', 1),
    ('actor: "Turkey", role: [mediator]', 1),
    ('actor: "Turkey", role: [party, host]', 0),
    ("role: [delegation_lead]", 1),
    ('actor: "nobody of this name"', 0),
    ('actor: "!?"', 0),
    ('country: "TUR"', 1),
    ('placeCountry: "TUR"', 3),
    ('place: "istanbul"', 3),
    ("type: [AGREE]", 1),
    ("type: [AGREE, CONSULT]", 5),
    ("mode: [mediate]", 1),
    ("status: [planned, denied]", 2),
    ('since: "2025-06-03"', 2),
    ('until: "2025-05-16"', 2),
    ("genre: [opinion]", 1),
    ("genre: [news, opinion]", 6),
    ("origins: 2", 1),
    ("confidence: 0.99", 0),
    ('type: [CONSULT], status: [happened], since: "2025-06-01"', 1),
]


@pytest.mark.parametrize(("filters", "count"), EVENTS)
async def test_events_are_filtered(ask: Ask, filters: str, count: int) -> None:
    answer = await ask(f"{{ events(filter: {{{filters}}}) {{ totalCount nodes {{ id }} }} }}")
    assert answer["events"]["totalCount"] == len(answer["events"]["nodes"]) == count


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ('mediator: "Ankara"', 1),
        ('mediator: "Russia"', 0),
        ('party: "Kyiv"', 1),
        ('party: "Turkey"', 0),
        ('mediator: "Turkey", party: "Ukraine"', 1),
        ('country: "TUR"', 1),
        ('negotiation: "none"', 0),
        ("status: [happened, denied]", 2),
    ],
)
async def test_mediations_are_filtered(ask: Ask, filters: str, count: int) -> None:
    answer = await ask(f"{{ mediations(filter: {{{filters}}}) {{ totalCount }} }}")
    assert answer["mediations"]["totalCount"] == count


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ('actor: "Ukraine"', 1),
        ('actor: "Turkey", role: [mediator]', 1),
        ('actor: "Turkey", role: [party]', 0),
        ('country: "RUS"', 1),
        ('since: "2025-07-01"', 0),
        ('until: "2025-05-31"', 1),
        ("role: [guarantor]", 0),
    ],
)
async def test_negotiations_are_filtered(ask: Ask, filters: str, count: int) -> None:
    answer = await ask(f"{{ negotiations(filter: {{{filters}}}) {{ totalCount }} }}")
    assert answer["negotiations"]["totalCount"] == count


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ('name: "moscow"', ["Russia"]),
        ("kind: [person]", ["Rustem Umerov"]),
        ('country: "UKR"', ["Rustem Umerov", "Ukraine"]),
        ("role: [mediator]", ["Switzerland", "Turkey"]),
        ("kind: [state], local: true", []),
    ],
)
async def test_actors_are_filtered(ask: Ask, filters: str, found: list[str]) -> None:
    answer = await ask(f"{{ actors(filter: {{{filters}}}) {{ nodes {{ name }} }} }}")
    assert [actor["name"] for actor in answer["actors"]["nodes"]] == found


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ('outlet: "Daily Ledger"', 2),
        ("genre: [opinion]", 1),
        ('since: "2025-06-04"', 1),
        ('until: "2025-06-03"', 2),
        ('language: "de"', 0),
    ],
)
async def test_articles_are_filtered(ask: Ask, filters: str, count: int) -> None:
    answer = await ask(f"{{ articles(filter: {{{filters}}}) {{ totalCount }} }}")
    assert answer["articles"]["totalCount"] == count


async def test_an_actors_events_are_filtered_by_the_others_in_them(ask: Ask) -> None:
    answer = await ask(
        """{ actor(id: "Ukraine") { events(filter: {actor: "Turkey", role: [mediator]}) { totalCount } } }"""
    )
    assert answer["actor"]["events"]["totalCount"] == 1


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{ events(filter: {kind: [AGREE]}) { totalCount } }", "unknown field 'kind'"),
        ("{ events(filter: {type: [PARTY]}) { totalCount } }", "Value 'PARTY' does not exist in 'EventType'"),
        ('{ events(filter: {since: "soon"}) { totalCount } }', "'soon' is not a date"),
        ("{ events(sort: newest) { totalCount } }", "Unknown argument 'sort'"),
    ],
)
async def test_what_cannot_be_asked_is_an_error(complain: Ask, document: str, message: str) -> None:
    assert message in (await complain(document))[0]
