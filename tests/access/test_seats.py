"""Seats: how many stay at once."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from app.access.errors import NoSeatError
from app.access.seats import Seats


def test_each_caller_has_so_many_seats() -> None:
    seats = Seats("subscriptions", 1, 10)
    with (
        seats.take("one"),
        seats.take("other"),
        pytest.raises(NoSeatError, match="1 open subscriptions of yours"),
    ):
        seats.take("one").__enter__()


def test_all_together_have_so_many_seats() -> None:
    seats = Seats("connections", 5, 2)
    with ExitStack() as stay:
        for caller in ("one", "other"):
            stay.enter_context(seats.take(caller))
        with pytest.raises(NoSeatError, match="2 open connections of all callers"):
            stay.enter_context(seats.take("third"))


def test_a_seat_is_given_back_however_it_is_left() -> None:
    seats = Seats("subscriptions", 1, 1)
    with pytest.raises(ZeroDivisionError), seats.take("one"):
        raise ZeroDivisionError
    with seats.take("one"):
        assert seats.taken == 1
    assert seats.taken == 0
