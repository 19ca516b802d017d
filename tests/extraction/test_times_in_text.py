"""Dates as sentences give them: what is found, to which days it leads, how precisely, on what ground."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.extraction.clock import Clock, shifted
from loaders.extraction.dates import resolve_time
from loaders.extraction.times import find_times
from loaders.records import DateInterval

MONDAY = Clock(date(2025, 6, 2))
UNDATED = Clock(None)


def resolved(text: str, clock: Clock = MONDAY, *, future: bool = False) -> DateInterval | None:
    found = find_times(text)
    assert len(found) == 1, found
    return resolve_time(found[0], clock, future=future)


def days(text: str, clock: Clock = MONDAY, *, future: bool = False) -> str | None:
    interval = resolved(text, clock, future=future)
    if interval is None:
        return None
    assert interval.start is not None
    assert interval.end is not None
    return (
        interval.start.isoformat() if interval.start == interval.end else f"{interval.start}/{interval.end}"
    )


@pytest.mark.parametrize(
    ("text", "expected", "precision", "basis"),
    [
        ("They met on May 16, 2025.", "2025-05-16", "day", "stated"),
        ("They met on 16 May 2025.", "2025-05-16", "day", "stated"),
        ("They met on the 3rd of March 1994.", "1994-03-03", "day", "stated"),
        ("They met on Dec. 11, 1941.", "1941-12-11", "day", "stated"),
        ("They met on 2025-05-16.", "2025-05-16", "day", "stated"),
        ("They met on May 16.", "2025-05-16", "day", "relative"),
        ("They met on December 20.", "2024-12-20", "day", "relative"),
        ("They met in July 2023.", "2023-07-01/2023-07-31", "month", "stated"),
        ("They met in May this year.", "2025-05-01/2025-05-31", "month", "relative"),
        ("They met in May last year.", "2024-05-01/2024-05-31", "month", "relative"),
        ("They met in November.", "2024-11-01/2024-11-30", "month", "relative"),
        ("They met in May.", "2025-05-01/2025-05-31", "month", "relative"),
        ("They met in 2022.", "2022-01-01/2022-12-31", "year", "stated"),
        ("They met on May 12-15, 2024.", "2024-05-12/2024-05-15", "range", "stated"),
        ("They met May 12 to 15.", "2025-05-12/2025-05-15", "range", "relative"),
        ("They met between March and May 2024.", "2024-03-01/2024-05-31", "range", "stated"),
        ("They met from November to February 2024.", "2023-11-01/2024-02-29", "range", "stated"),
        ("They met yesterday.", "2025-06-01", "day", "relative"),
        ("They met today.", "2025-06-02", "day", "relative"),
        ("They met three days ago.", "2025-05-30", "day", "relative"),
        ("They met five hours ago.", "2025-06-02", "day", "relative"),
        ("They met two weeks ago.", "2025-05-16/2025-05-22", "range", "relative"),
        ("They met four months ago.", "2025-02-01/2025-02-28", "month", "relative"),
        ("They met ten years ago.", "2015-01-01/2015-12-31", "year", "relative"),
        ("They met last week.", "2025-05-26/2025-06-01", "range", "relative"),
        ("They met last month.", "2025-05-01/2025-05-31", "month", "relative"),
        ("They met last year.", "2024-01-01/2024-12-31", "year", "relative"),
        ("They met last autumn.", "2024-09-01/2024-11-30", "range", "relative"),
        ("They met last Friday.", "2025-05-30", "day", "relative"),
        ("They met on Saturday.", "2025-05-31", "day", "relative"),
        ("They met on Monday.", "2025-06-02", "day", "relative"),
        ("They met last Monday.", "2025-05-26", "day", "relative"),
        ("They met on Tuesday last week.", "2025-05-27", "day", "relative"),
        ("They met earlier this month.", "2025-06-01/2025-06-30", "month", "relative"),
        ("They met last May.", "2025-05-01/2025-05-31", "month", "relative"),
        ("They met last June.", "2024-06-01/2024-06-30", "month", "relative"),
        ("They met last night.", "2025-06-01", "day", "relative"),
        ("They met overnight.", "2025-06-01/2025-06-02", "range", "relative"),
        ("They met over the weekend.", "2025-05-31/2025-06-01", "range", "relative"),
        ("They met in the past two weeks.", "2025-05-19/2025-06-02", "range", "relative"),
        ("Ten days ago they met.", "2025-05-23", "day", "relative"),
        ("They met in the early 1990s.", "1990-01-01/1999-12-31", "range", "stated"),
        ("They met in the summer of 2006.", "2006-06-01/2006-08-31", "range", "stated"),
        ("They met from 3 to 5 June 2008.", "2008-06-03/2008-06-05", "range", "stated"),
        ("They met June 28 - July 2, 2024.", "2024-06-28/2024-07-02", "range", "stated"),
        ("They met between 2011 and 2014.", "2011-01-01/2014-12-31", "range", "stated"),
        ("They met in 2011-14.", "2011-01-01/2014-12-31", "range", "stated"),
        ("They met on Christmas Day.", "2024-12-25", "day", "relative"),
        ("They have met since May 12.", "2025-05-12/2025-06-02", "range", "relative"),
    ],
)
def test_a_past_date(text: str, expected: str, precision: str, basis: str) -> None:
    interval = resolved(text)
    assert interval is not None
    assert (days(text), interval.precision, interval.basis) == (expected, precision, basis)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will meet on Friday.", "2025-06-06"),
        ("They will meet on Monday.", "2025-06-02"),
        ("They will meet next Monday.", "2025-06-09"),
        ("They will meet tomorrow.", "2025-06-03"),
        ("They will meet on June 7.", "2025-06-07"),
        ("They will meet on January 12.", "2026-01-12"),
        ("They will meet in September.", "2025-09-01/2025-09-30"),
        ("They will meet in February.", "2026-02-01/2026-02-28"),
        ("They will meet next month.", "2025-07-01/2025-07-31"),
        ("They will meet next year.", "2026-01-01/2026-12-31"),
        ("They will meet next May.", "2026-05-01/2026-05-31"),
        ("They will meet by the end of the week.", "2025-06-02/2025-06-08"),
        ("They will meet by Friday.", "2025-06-02/2025-06-06"),
        ("They will meet in two days.", "2025-06-04"),
        ("They will meet within a week.", "2025-06-02/2025-06-09"),
        ("They were to meet on May 20.", "2025-05-20"),
    ],
)
def test_a_planned_date_lies_ahead(text: str, expected: str) -> None:
    assert days(text, future=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They met on May 16.",
        "They met in May this year.",
        "They met on Friday.",
        "They met yesterday.",
        "They met three weeks ago.",
        "They met last month.",
        "They met last autumn.",
        "They met in November.",
    ],
)
def test_without_a_published_date_nothing_is_guessed(text: str) -> None:
    assert resolved(text, UNDATED) is None


def test_a_stated_year_needs_no_published_date() -> None:
    assert days("They met on May 16, 2025.", UNDATED) == "2025-05-16"


def test_a_bare_year_is_a_year_and_no_day() -> None:
    interval = resolved("They met in 2022.", UNDATED)
    assert interval == DateInterval(date(2022, 1, 1), date(2022, 12, 31), "year", "stated")


def test_the_one_year_that_fits_is_inferred() -> None:
    clock = Clock(None, lambda month, day: (2025,))
    interval = resolved("They met on May 16.", clock)
    assert interval == DateInterval(date(2025, 5, 16), date(2025, 5, 16), "day", "inferred")


def test_two_years_that_fit_are_none() -> None:
    clock = Clock(None, lambda month, day: (2024, 2025))
    assert resolved("They met on May 16.", clock) is None


@pytest.mark.parametrize(
    "text",
    [
        "They may meet.",
        "May they succeed.",
        "Thousands march through Tbilisi.",
        "The march was peaceful.",
        "Some 2,025 soldiers left.",
        "The loan was $2024.",
        "They hold talks on Fridays.",
        "About 30 percent agreed.",
        "The 14-member delegation left.",
        "Room 1945B is closed.",
        "They hold their first direct talks in three years.",
        "It is the deadliest attack in two decades.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "They met before June 1.",
        "They met until Friday.",
        "They met after May 16.",
        "They met in two days.",
        "They met several days ago.",
        "They met two days later.",
    ],
)
def test_what_tells_no_date_of_a_past_act(text: str) -> None:
    assert resolved(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met two days later.", "1998-04-12"),
        ("They met the previous day.", "1998-04-09"),
        ("They met the same day.", "1998-04-10"),
        ("They met a month earlier.", "1998-03-01/1998-03-31"),
    ],
)
def test_a_date_counts_from_the_day_the_text_named_last(text: str, expected: str) -> None:
    assert days(text, Clock(date(2025, 6, 2), told=date(1998, 4, 10))) == expected


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert resolved("They met on February 30, 2024.") is None


def test_every_expression_says_where_it_stands() -> None:
    text = "After May 16 they met again on June 2, 2025."
    assert [text[e.start : e.end] for e in find_times(text)] == ["May 16", "June 2, 2025"]


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (-1, "day", DateInterval(date(2025, 6, 1), date(2025, 6, 1), "day", "relative")),
        (2, "day", DateInterval(date(2025, 6, 4), date(2025, 6, 4), "day", "relative")),
        (-6, "month", DateInterval(date(2024, 12, 1), date(2024, 12, 31), "month", "relative")),
    ],
)
def test_a_day_is_shifted_by_units(count: int, unit: str, expected: DateInterval) -> None:
    assert shifted(date(2025, 6, 2), count, unit) == expected
