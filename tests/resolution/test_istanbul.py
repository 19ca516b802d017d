"""The talks of 2025 in Istanbul, as a page tells them that mixes three rounds, a plan and a background.

The sentences are ours; what they state, and what they leave out, is what such a page states and leaves out.
"""

from __future__ import annotations

import pytest
from storytelling import ISTANBUL, KELLOGG, MEDINSKY, RUSSIA, UKRAINE, UMEROV, USA, Told, article, told

from loaders.records import Event, Negotiation, Reading
from loaders.resolution import Resolution, resolve

SIDES = [UKRAINE, RUSSIA]


def talks(text: str, trigger: str, **facts: object) -> Told:
    return told(text, trigger, "CONSULT", **{"mode": "negotiate", **facts})  # type: ignore[arg-type]


BACKGROUND = "Medinsky spoke for Moscow at fruitless talks in Istanbul in 2022 and at those of this May"

PAGE = (
    talks(
        "Kyiv's team lands for another round of talks",
        "talks",
        status="planned",
        party=SIDES,
        kind="headline",
    ),
    talks(
        "Ukraine's team is in Istanbul for talks with Russia due on June 2",
        "talks",
        status="planned",
        when="2025-06-02",
        place=ISTANBUL,
        party=SIDES,
    ),
    talks(
        "The negotiations follow a round that ended on May 16",
        "negotiations",
        status="planned",
        definite=True,
    ),
    talks(
        "The negotiations follow a round that ended on May 16",
        "round",
        when="2025-05-16",
        place=ISTANBUL,
        ordinal=1,
    ),
    told(
        "It brought an accord on a prisoner swap",
        "accord",
        "AGREE",
        when="2025-05-16",
        of=["RETREAT/exchange"],
    ),
    talks(
        "Zelensky spoke before the June 2 talks", "talks", status="planned", when="2025-06-02", definite=True
    ),
    talks(
        "Umerov is at the head of 14 Ukrainians",
        "head",
        status="ongoing",
        party=[UKRAINE],
        delegation_lead=[(UMEROV, UKRAINE)],
    ),
    talks("Some of them missed the May 16 negotiations", "negotiations", when="2025-05-16", definite=True),
    talks(
        "Medinsky is to head the Russians",
        "head",
        status="planned",
        party=[RUSSIA],
        delegation_lead=[(MEDINSKY, RUSSIA)],
    ),
    talks(
        BACKGROUND,
        "talks",
        when="2022",
        place=ISTANBUL,
        party=[RUSSIA],
        delegation_lead=[(MEDINSKY, RUSSIA)],
    ),
    talks(BACKGROUND, "those", when="2025-05", party=[RUSSIA], delegation_lead=[(MEDINSKY, RUSSIA)]),
    talks("American advisers want to attend", "attend", status="planned", observer=[(KELLOGG, USA)]),
    talks("The talks come a day after a drone raid", "talks", status="ongoing", definite=True),
)


@pytest.fixture(params=["2025-06-02", None], ids=["published", "undated"])
def page(request: pytest.FixtureRequest) -> Reading:
    return article("Istanbul", *PAGE, published=request.param, outlet="The Daily")


@pytest.fixture
def resolution(page: Reading) -> Resolution:
    return resolve([page])


def event_on(resolution: Resolution, day: str) -> Event:
    (event,) = (e for e in resolution.events if e.type == "CONSULT" and e.date and str(e.date.start) == day)
    return event


def negotiation_of(resolution: Resolution, event: Event) -> Negotiation:
    return next(each for each in resolution.negotiations if event.id in {r.event_id for r in each.rounds})


def leads(event: Event) -> set[str]:
    return {part.actor.name for part in event.participations if part.role == "delegation_lead"}


def test_all_talks_of_the_page_are_three_events(resolution: Resolution) -> None:
    days = {str(event.date and event.date.start) for event in resolution.events if event.type == "CONSULT"}
    assert days == {"2025-06-02", "2025-05-16", "2022-01-01"}


def test_both_leaders_lead_on_june_2(resolution: Resolution) -> None:
    assert leads(event_on(resolution, "2025-06-02")) == {"Rustem Umerov", "Vladimir Medinsky"}


def test_medinsky_led_in_may_and_in_2022(resolution: Resolution) -> None:
    assert leads(event_on(resolution, "2025-05-16")) == {"Vladimir Medinsky"}
    assert leads(event_on(resolution, "2022-01-01")) == {"Vladimir Medinsky"}


def test_the_round_of_june_2_is_not_held_yet_but_under_way(resolution: Resolution) -> None:
    assert event_on(resolution, "2025-06-02").status == "ongoing"


def test_the_rounds_of_2025_are_one_negotiation(resolution: Resolution) -> None:
    negotiation = negotiation_of(resolution, event_on(resolution, "2025-06-02"))
    numbers = {each.event_id: each.number for each in negotiation.rounds}
    assert numbers[event_on(resolution, "2025-05-16").id] == 1
    assert numbers[event_on(resolution, "2025-06-02").id] == 2


def test_the_accord_of_may_16_is_in_their_thread(resolution: Resolution) -> None:
    (accord,) = (event for event in resolution.events if event.type == "AGREE")
    negotiation = negotiation_of(resolution, event_on(resolution, "2025-06-02"))
    assert {each.event_id: each.number for each in negotiation.rounds}[accord.id] is None


def test_the_talks_of_2022_precede_them(resolution: Resolution) -> None:
    later = negotiation_of(resolution, event_on(resolution, "2025-06-02"))
    assert later.preceded_by == negotiation_of(resolution, event_on(resolution, "2022-01-01")).id


def test_the_negotiation_is_named_as_people_name_it(resolution: Resolution) -> None:
    names = {negotiation.name for negotiation in resolution.negotiations}
    assert names == {"Russia-Ukraine talks, Istanbul, 2025", "Russia-Ukraine talks, Istanbul, 2022"}


def test_nobody_mediated(resolution: Resolution) -> None:
    assert not [
        part for event in resolution.events for part in event.participations if part.role == "mediator"
    ]
