"""What a negotiation is made of, what came of it, and how far it has come."""

from __future__ import annotations

import pytest
from negotiating import SIDES, each_alone, negotiations, talks
from storytelling import (
    RUSSIA,
    TURKEY,
    UKRAINE,
    article,
    told,
)

from loaders.resolution import Resolution, resolve


def parts(resolution: Resolution) -> dict[str, tuple[str, str | None]]:
    """What each event is, and what came of it, by its type and mode."""
    (negotiation,) = resolution.negotiations
    kinds = {event.id: "/".join(filter(None, (event.type, event.mode))) for event in resolution.events}
    return {kinds[each.event_id]: (each.part, each.outcome) for each in negotiation.rounds}


def test_what_a_negotiation_is_made_of_is_told_apart() -> None:
    effort = talks("2025-05-20", mode="mediate", mediator=[TURKEY])
    deal = told("They agreed", "agreed", "AGREE", party=SIDES, when="2025-05-17", of=["RETREAT/exchange"])
    walk_out = told(
        "Russia left the talks",
        "left",
        "REJECT",
        mode="walk_out",
        source=[RUSSIA],
        target=[UKRAINE],
        of=["CONSULT"],
        when="2025-05-22",
    )
    assert parts(resolve(each_alone(talks("2025-05-16"), effort, deal, walk_out))) == {
        "CONSULT/negotiate": ("session", None),
        "CONSULT/mediate": ("mediation", None),
        "AGREE": ("agreement", "agreed"),
        "REJECT/walk_out": ("breakdown", "broke_down"),
    }


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Their talks broke down on Friday", "broke_down"),
        ("The collapse of the talks came on Friday", "broke_down"),
        ("The talks, mediated by Oman, were suspended on Friday", "suspended"),
        ("The talks ended on Friday", "unknown"),
        ("The talks failed to end the siege on Friday", "unknown"),
        ("The talks were held; the market collapsed on Friday", "unknown"),
    ],
)
def test_the_words_around_talks_say_what_came_of_them(text: str, outcome: str) -> None:
    (found,) = negotiations(talks("2025-05-16", text))
    assert found.outcome == outcome


def test_a_planned_round_that_is_called_off_is_no_round_and_suspends_the_talks() -> None:
    planned = talks("2025-06-15", "They will hold talks", status="planned")
    off = talks("2025-06-15", "The talks that were planned will not take place", status="denied")
    readings = [
        article("A", planned, published="2025-06-12"),
        article("B", off, published="2025-06-14"),
        article("C", talks("2025-05-16"), published="2025-05-17"),
    ]
    (found,) = resolve(readings).negotiations
    assert [(each.number, each.outcome) for each in found.rounds] == [(1, None), (None, "called_off")]
    assert found.outcome == "suspended"


def test_what_came_last_is_the_outcome_and_names_its_event() -> None:
    deal = told("They agreed", "agreed", "AGREE", party=SIDES, when="2025-05-20", of=["RETREAT/exchange"])
    resolution = resolve(each_alone(talks("2025-05-16", "The talks broke down"), deal))
    (found,) = resolution.negotiations
    (agreement,) = (event.id for event in resolution.events if event.type == "AGREE")
    assert (found.outcome, found.outcome_event) == ("agreed", agreement)


def test_a_session_came_to_what_was_agreed_on_its_days() -> None:
    deal = told("They agreed", "agreed", "AGREE", party=SIDES, when="2025-05-16", of=["RETREAT/exchange"])
    assert parts(resolve(each_alone(talks("2025-05-16"), deal)))["CONSULT/negotiate"] == ("session", "agreed")


def test_to_agree_on_further_talks_is_to_go_on() -> None:
    deal = told(
        "They agreed to meet again", "agreed", "AGREE", party=SIDES, when="2025-05-16", of=["CONSULT/meet"]
    )
    (found,) = negotiations(talks("2025-05-16"), deal)
    assert (found.outcome, found.stage) == ("ongoing", None)


def test_to_agree_on_talks_that_are_still_to_come_is_talks_about_talks() -> None:
    deal = told("They agreed to meet", "agreed", "AGREE", party=SIDES, when="2025-05-10", of=["CONSULT/meet"])
    (found,) = negotiations(talks("2025-05-16", status="planned"), deal)
    assert found.stage == "pre_negotiation"


@pytest.mark.parametrize(
    ("text", "trigger", "stage"),
    [
        ("They signed a peace accord", "signed", "comprehensive"),
        ("They signed a truce", "signed", "ceasefire"),
        ("They signed a protocol on implementing it", "signed", "implementation"),
        ("They signed a declaration of principles", "signed", "partial"),
    ],
)
def test_an_agreement_goes_as_far_as_its_words(text: str, trigger: str, stage: str) -> None:
    deal = told(text, trigger, "AGREE", mode="sign", party=SIDES, when="2025-05-16")
    (found,) = negotiations(talks("2025-05-16"), deal)
    assert found.stage == stage


def test_a_road_map_for_talks_to_come_is_talks_about_talks() -> None:
    text = "They signed a road map for talks"
    deal = told(text, "signed", "AGREE", mode="sign", party=SIDES, when="2025-05-10")
    (found,) = negotiations(talks("2025-05-16", status="planned"), deal)
    assert found.stage == "pre_negotiation"


def test_efforts_alone_are_talks_about_talks() -> None:
    (found,) = negotiations(talks(None, mode="mediate", mediator=[TURKEY]))
    assert found.stage == "pre_negotiation"
