"""What an event's sentence says besides who took part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from golden_events import event, score
from storytelling import DOHA, EGYPT, ISTANBUL, QATAR, article, on, told

from evaluation.figures import Score
from evaluation.gold import GoldQuantity

MET = "Qatar met Egypt in Doha on June 2."


def test_a_date_is_right_by_its_days_whatever_they_are_computed_from() -> None:
    reading = article("a", told(MET, "met", "CONSULT", when="2025-06-02", party=[QATAR, EGYPT]))
    gold = replace(event("CONSULT", "met", party=[QATAR, EGYPT]), date=on("2025-06-02", "relative"))
    assert score(reading, gold).scores["date"] == Score(1, 1, 1)


def test_a_place_elsewhere_is_wrong() -> None:
    reading = article("a", told(MET, "met", "CONSULT", place=ISTANBUL, party=[QATAR, EGYPT]))
    gold = replace(event("CONSULT", "met", party=[QATAR, EGYPT]), place=DOHA)
    assert score(reading, gold).scores["place"] == Score(0, 1, 1)


def test_what_a_missed_event_says_is_missed() -> None:
    gold = replace(event("CONSULT", "met", party=[QATAR, EGYPT]), place=DOHA)
    reading = article("a", told("It rained.", "rained", "AID", kind="headline"))
    assert score(reading, gold).scores["place"] == Score(0, 0, 1)


@pytest.mark.parametrize(
    ("quantities", "expected"), [({"killed": 3}, Score(1, 1, 1)), ({"killed": 3, "other": 6}, Score(1, 1, 1))]
)
def test_numbers_of_no_kind_of_their_own_are_not_held_against_it(
    quantities: dict[str, float], expected: Score
) -> None:
    reading = article("a", told("Three died.", "died", "ASSAULT", quantities=quantities))
    gold = replace(event("ASSAULT", "died"), quantities=(GoldQuantity("killed", 3, 3, "Three"),))
    assert score(reading, gold).scores["quantity"] == expected


def test_who_says_so_is_found_by_part_of_the_name() -> None:
    reading = article("a", told(MET, "met", "CONSULT", cites="Reuters", party=[QATAR, EGYPT]))
    gold = replace(event("CONSULT", "met", party=[QATAR, EGYPT]), attributed_to=("Reuters news agency",))
    assert score(reading, gold).scores["attribution"] == Score(1, 1, 1)
