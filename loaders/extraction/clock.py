"""The clock of an article: from which days its dates are reckoned, and the spans of days they name."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.records import DateInterval

NUMBERS = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()  # noqa: SIM905
    )
} | {"a": 1, "an": 1, "a couple of": 2, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_BACK = frozenset({"last", "past", "previous"})
_FORTH = frozenset({"next", "coming"})


@dataclass(frozen=True, slots=True)
class Clock:
    """What a date may be reckoned from."""

    published: date | None
    """The article's day; ``None`` where it is not known to the day."""
    fitting_years: Callable[[int, int | None], tuple[int, ...]] = lambda month, day: ()
    """(month, day) -> the years that fit the offices the article names, for an article without a date."""
    told: date | None = None
    """The day the text named last, from which "two days later" counts."""
    year: int | None = None
    """The year that the same clause states with another date: "in May 1994 and in July"."""


def day_interval(day: date, basis: str = "relative") -> DateInterval:
    """Return a single day."""
    return DateInterval(day, day, "day", basis)


def range_interval(start: date, end: date, basis: str = "relative") -> DateInterval | None:
    """Return the days from one to another; ``None``: the second lies before the first."""
    return DateInterval(start, end, "range", basis) if start <= end else None


def month_interval(year: int, month: int, basis: str) -> DateInterval:
    """Return the days of a month."""
    last = calendar.monthrange(year, month)[1]
    return DateInterval(date(year, month, 1), date(year, month, last), "month", basis)


def year_interval(year: int, basis: str) -> DateInterval:
    """Return the days of a year."""
    return DateInterval(date(year, 1, 1), date(year, 12, 31), "year", basis)


def moved(day: date, count: int, unit: str) -> date:
    """Return the day exactly ``count`` units from another."""
    if unit in ("month", "year", "decade"):
        months = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    spans = {"hour": timedelta(hours=count), "day": timedelta(days=count), "week": timedelta(weeks=count)}
    return day + timedelta(days=int(spans.get(unit, timedelta()) / timedelta(days=1)))


def shifted(day: date, count: int, unit: str) -> DateInterval | None:
    """Return the day, week, month or year that lies ``count`` units from a day."""
    if unit in ("minute", "hour", "day"):
        return day_interval(day + timedelta(days=count if unit == "day" else 0))
    if unit == "week":
        middle = day + timedelta(weeks=count)
        return range_interval(middle - timedelta(days=3), middle + timedelta(days=3))
    if unit == "month":
        there = moved(day, count, unit)
        return month_interval(there.year, there.month, "relative")
    return year_interval(day.year + count, "relative") if unit == "year" else None


def count_of(word: str) -> int:
    """Return how many units a word counts; 0 where it does not say ("several days ago")."""
    return int(word) if word.isdigit() else NUMBERS.get(word.lower(), 0)


def shift_of(word: str) -> int:
    """Return -1 for "last" and its like, 1 for "next", 0 for "this"."""
    word = word.removeprefix("the ")
    return -1 if word in _BACK else 1 if word in _FORTH else 0
