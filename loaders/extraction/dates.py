"""Dates: which days a time expression means, by name or reckoned from the article's own date.

A date keeps its precision and its basis (contract, section 2). Nothing is resolved against today, and a day
whose year cannot be had stays unresolved.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from loaders.extraction import reckoning
from loaders.extraction.clock import (
    Clock,
    day_interval,
    month_interval,
    range_interval,
    shift_of,
    year_interval,
)
from loaders.extraction.times import MONTHS, TimeExpression
from loaders.records import DateInterval

_FEASTS = {"new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
           "boxing day": (12, 26)}  # fmt: skip
_LIMITS = frozenset({"by", "before"})


def resolve_time(expression: TimeExpression, clock: Clock, *, future: bool) -> DateInterval | None:
    """Turn a time expression into dates.

    Parameters
    ----------
    future
        The event it dates is planned: "on Friday" is then the coming Friday, "June 2" the next one.

    Returns
    -------
    DateInterval or None
        ``None`` where the year cannot be had, and where the text names no calendar time of the event.

    """
    resolver = _RESOLVERS.get(expression.form)
    try:
        found = resolver(expression, clock, future) if resolver else None
    except (ValueError, OverflowError):  # no such day: "February 30" names none
        return None
    return _limited(found, expression, clock, future) if found is not None else None


def _limited(found: DateInterval, e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    """Read a limit: "by Friday" dates what is planned, "since 2009" what goes on; "until" and "after" nothing."""
    if e.relation is None:
        return found
    if e.relation == "since":
        return DateInterval(found.start, clock.published, "range", found.basis)
    today = clock.published
    if e.relation in _LIMITS and future and today is not None and found.end is not None:
        return range_interval(today, found.end)
    return None


def _resolve_iso(e: TimeExpression, _clock: Clock, _future: bool) -> DateInterval:
    return day_interval(date(int(e.part("year")), int(e.part("number")), int(e.part("day"))), "stated")


def _month(e: TimeExpression, name: str = "month") -> int:
    return MONTHS[e.part(name).rstrip(".")]


def _resolve_day(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    month, day = _month(e), int(e.part("day"))
    year, basis = _year_for(e.part("year"), month, day, clock, future)
    return day_interval(date(year, month, day), basis) if year is not None else None


def _resolve_feast(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    month, day = _FEASTS[e.part("feast").replace("’", "'")]
    year, basis = _year_for("", month, day, clock, future)
    return day_interval(date(year, month, day), basis) if year is not None else None


def _resolve_days(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    last_month = _month(e, "month2") if e.part("month2") else _month(e)
    year, basis = _year_for(e.part("year2") or e.part("year"), last_month, int(e.part("day2")), clock, future)
    if year is None:
        return None
    end = date(year, last_month, int(e.part("day2")))
    first_year = int(e.part("year")) if e.part("year") else year - (_month(e) > last_month)
    return range_interval(date(first_year, _month(e), int(e.part("day"))), end, basis)


def _resolve_month(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    month = _month(e)
    if e.part("year_shift"):
        if clock.published is None:
            return _inferred_month(month, clock)
        return month_interval(clock.published.year + shift_of(e.part("year_shift")), month, "relative")
    if e.part("shift") and clock.published is not None:
        return month_interval(_year_of_shifted(month, e.part("shift"), clock.published), month, "relative")
    year, basis = _year_for(e.part("year"), month, None, clock, future)
    return month_interval(year, month, basis) if year is not None else None


def _year_of_shifted(month: int, shift: str, published: date) -> int:
    """Return the year of "last May": the last one that is over, or the coming one for "next"."""
    if shift_of(shift) < 0:
        return published.year - (month >= published.month)
    if shift_of(shift) > 0:
        return published.year + (month <= published.month)
    return published.year


def _inferred_month(month: int, clock: Clock) -> DateInterval | None:
    years = clock.fitting_years(month, None)
    return month_interval(years[0], month, "inferred") if len(years) == 1 else None


def _resolve_months(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    first, last = _month(e), _month(e, "month2")
    year, basis = _year_for(e.part("year2") or e.part("year"), last, None, clock, future)
    if year is None:
        return None
    first_year = int(e.part("year")) if e.part("year") and e.part("year2") else year - (first > last)
    end = month_interval(year, last, basis).end
    return range_interval(date(first_year, first, 1), end, basis) if end is not None else None


def _year_for(stated: str, month: int, day: int | None, clock: Clock, future: bool) -> tuple[int | None, str]:
    if stated:
        return int(stated), "stated"
    if clock.year is not None:
        return clock.year, "relative"
    if clock.published is None:
        years = clock.fitting_years(month, day)
        return (years[0], "inferred") if len(years) == 1 else (None, "unknown")
    return _nearest_year(month, day, clock.published, future), "relative"


def _nearest_year(month: int, day: int | None, published: date, future: bool) -> int:
    """Return the year of the last such day up to publication, or of the next one for what is planned.

    A past tense keeps ten days' grace: a page is often dated a few days before its last edit. A plan keeps
    thirty: what "was due on May 20" may be over.
    """
    this = date(published.year, month, min(day or 1, calendar.monthrange(published.year, month)[1]))
    if future:
        end = this if day else month_interval(published.year, month, "relative").end or this
        return published.year if end >= published - timedelta(days=30) else published.year + 1
    return published.year if this <= published + timedelta(days=10) else published.year - 1


def _resolve_year(e: TimeExpression, _clock: Clock, _future: bool) -> DateInterval:
    return year_interval(int(e.part("year")), "stated")


def _resolve_years(e: TimeExpression, _clock: Clock, _future: bool) -> DateInterval | None:
    first, last = e.part("year"), e.part("year2")
    return range_interval(date(int(first), 1, 1), date(int(first[: 4 - len(last)] + last), 12, 31), "stated")


def _resolve_decade(e: TimeExpression, _clock: Clock, _future: bool) -> DateInterval | None:
    first = int(e.part("decade"))
    years = 99 if first % 100 == 0 and first < 2000 else 9  # "the 1900s" are a century
    return range_interval(date(first, 1, 1), date(first + years, 12, 31), "stated")


_RESOLVERS: dict[str, Callable[[TimeExpression, Clock, bool], DateInterval | None]] = {
    "iso": _resolve_iso,
    "day": _resolve_day,
    "days": _resolve_days,
    "month": _resolve_month,
    "months": _resolve_months,
    "year": _resolve_year,
    "years": _resolve_years,
    "decade": _resolve_decade,
    "feast": _resolve_feast,
    "weekday": reckoning.reckon_weekday,
    "deictic": reckoning.reckon_deictic,
    "ago": reckoning.reckon_ago,
    "apart": reckoning.reckon_apart,
    "within": reckoning.reckon_within,
    "some": reckoning.reckon_some,
    "unit": reckoning.reckon_unit,
    "season": reckoning.reckon_season,
}
