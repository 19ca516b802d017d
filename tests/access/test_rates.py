"""How often each caller may ask."""

from __future__ import annotations

import pytest

from app.access.errors import TooManyRequestsError
from app.access.rates import CALLERS_KEPT, Rates


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def used_up(rates: Rates, caller: str) -> float:
    """Ask until it is too often; gives the seconds to wait."""
    with pytest.raises(TooManyRequestsError) as caught:
        for _ in range(1_000):
            rates.take(caller)
    return caught.value.seconds


def test_what_may_come_in_ten_seconds_may_come_at_once(clock: Clock) -> None:
    rates = Rates(60, clock)
    for _ in range(10):
        rates.take("one")
    assert used_up(rates, "one") == 1.0


def test_who_waits_as_long_as_told_may_ask_again(clock: Clock) -> None:
    rates = Rates(60, clock)
    clock.now += used_up(rates, "one")
    rates.take("one")


def test_one_caller_does_not_use_up_what_another_may(clock: Clock) -> None:
    rates = Rates(60, clock)
    used_up(rates, "one")
    rates.take("other")


def test_a_rate_below_one_in_ten_seconds_lets_the_first_pass(clock: Clock) -> None:
    Rates(1, clock).take("one")


def test_of_very_many_callers_only_some_are_remembered(clock: Clock) -> None:
    rates = Rates(60, clock)
    for number in range(CALLERS_KEPT + 5):
        rates.take(str(number))
    assert len(rates._buckets) == CALLERS_KEPT
