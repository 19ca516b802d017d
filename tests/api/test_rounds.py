"""What a negotiation is made of: rounds with those who took part, tracks, steps, and what came of it."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Ask

ASKED = """
    name stage outcome outcomeEvent { type mentions { nodes { sentence } } }
    period { start end precision } unreportedRounds
    tracks { number mediators { name } rounds { number } }
    timeline { number part outcome stage track because event { type status } }
    rounds {
      number toldNumbers numbersDisagree held outcome mediatorReport
      mediators { name } mediations { mediator { name } status evidence { sentence } }
      hosts { name } guarantors { name } observers { name }
      delegations { side heads members sizes } sessions { start end } }"""


@pytest.fixture
async def negotiation(ask: Ask) -> Any:
    """All that is asked of the story's negotiation here."""
    answer = await ask(f"{{ negotiations {{ nodes {{ {ASKED} }} }} }}")
    (found,) = answer["negotiations"]["nodes"]
    return found


async def test_as_of_a_later_day_it_is_the_same(ask: Ask, negotiation: Any) -> None:
    answer = await ask(f'{{ negotiations(asOf: {{published: "2030-01-01"}}) {{ nodes {{ {ASKED} }} }} }}')
    assert answer["negotiations"]["nodes"] == [negotiation]


async def test_as_of_an_earlier_day_nothing_later_shows(ask: Ask) -> None:
    answer = await ask(f'{{ negotiations(asOf: {{published: "2025-05-20"}}) {{ nodes {{ {ASKED} }} }} }}')
    (found,) = answer["negotiations"]["nodes"]
    assert [each["number"] for each in found["rounds"]] == [1]
    assert (found["outcome"], [each["mediators"] for each in found["tracks"]]) == ("agreed", [[]])


async def test_it_came_to_what_was_agreed_and_shows_the_sentence(negotiation: Any) -> None:
    assert (negotiation["outcome"], negotiation["stage"]) == ("ongoing", "partial")
    assert negotiation["outcomeEvent"]["mentions"]["nodes"] == [
        {"sentence": "Another round of talks between Ukraine and Russia is due in Istanbul on June 20."}
    ]


async def test_rounds_say_whether_a_mediator_is_reported(negotiation: Any) -> None:
    told = [(each["number"], each["mediatorReport"], each["mediators"]) for each in negotiation["rounds"]]
    assert told == [(1, "none", []), (2, "named", [{"name": "Turkey"}]), (3, "none", [])]


async def test_a_rounds_mediation_has_its_sentence(negotiation: Any) -> None:
    (mediation,) = negotiation["rounds"][1]["mediations"]
    assert mediation["mediator"] == {"name": "Turkey"}
    assert [each["sentence"] for each in mediation["evidence"]] == [
        "Ukraine and Russia held talks in Istanbul on June 2, mediated by Turkey."
    ]


async def test_a_round_has_the_heads_of_its_delegations(negotiation: Any) -> None:
    sides = {each["side"]: each["heads"] for each in negotiation["rounds"][1]["delegations"]}
    assert sides["Ukraine"] == ["Rustem Umerov"]


async def test_a_round_has_the_days_of_its_sittings(negotiation: Any) -> None:
    assert negotiation["rounds"][1]["sessions"] == [{"start": "2025-06-02", "end": "2025-06-02"}]


async def test_a_round_on_whose_day_something_was_agreed_came_to_that(negotiation: Any) -> None:
    assert [each["outcome"] for each in negotiation["rounds"]] == ["agreed", None, "ongoing"]


async def test_the_timeline_tells_what_each_event_is_and_why_it_is_there(negotiation: Any) -> None:
    parts = [
        (each["part"], each["event"]["type"], each["event"]["status"]) for each in negotiation["timeline"]
    ]
    assert parts == [
        ("session", "CONSULT", "happened"),
        ("agreement", "AGREE", "happened"),
        ("session", "CONSULT", "happened"),
        ("mediation", "CONSULT", "denied"),
        ("session", "CONSULT", "planned"),
    ]
    assert all("parties_named" in each["because"] for each in negotiation["timeline"])


async def test_one_series_of_talks_is_one_track(negotiation: Any) -> None:
    (track,) = negotiation["tracks"]
    assert (track["number"], track["mediators"]) == (1, [{"name": "Turkey"}])
    assert [each["number"] for each in track["rounds"]] == [1, 2, 3]


async def test_its_period_keeps_its_precision(negotiation: Any) -> None:
    assert negotiation["period"] == {"start": "2025-05-16", "end": "2025-06-20", "precision": "range"}
