"""Reckoning: the days of a time expression that counts from another day: the article's, or one the text named."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from loaders.extraction.clock import (
    Clock,
    count_of,
    day_interval,
    month_interval,
    moved,
    range_interval,
    shift_of,
    shifted,
)
from loaders.extraction.times import TimeExpression
from loaders.records import DateInterval

_WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


def reckon_weekday(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    """Return the last such day up to publication, or the coming one for what is planned."""
    if clock.published is None:
        return None
    wanted, today = _WEEKDAYS[e.part("weekday").split()[0]], clock.published
    if e.part("week"):
        monday = today - timedelta(days=today.weekday())
        return day_interval(monday + timedelta(days=wanted, weeks=shift_of(e.part("week"))))
    shift = shift_of(e.part("shift"))
    if shift > 0 or (future and shift == 0):
        ahead = (wanted - today.weekday()) % 7
        return day_interval(today + timedelta(days=ahead or (7 if shift else 0)))
    back = (today.weekday() - wanted) % 7
    return day_interval(today - timedelta(days=back or (7 if shift else 0)))


def reckon_deictic(e: TimeExpression, clock: Clock, _future: bool) -> DateInterval | None:
    """Return the day that "yesterday" and its like mean."""
    if clock.published is None:
        return None
    if e.part("word") == "overnight":  # the night before the day of publication
        return range_interval(clock.published - timedelta(days=1), clock.published)
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(e.part("word"), 0)
    return day_interval(clock.published + timedelta(days=shift))


def reckon_ago(e: TimeExpression, clock: Clock, _future: bool) -> DateInterval | None:
    """Resolve "three weeks ago": exact to the unit it is counted in."""
    count = count_of(e.part("count"))
    if clock.published is None or not count:
        return None
    return shifted(clock.published, -count, e.part("unit"))


def reckon_within(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    """Resolve "in two weeks" of what is planned; of what is past it tells how long it took."""
    count = count_of(e.part("count"))
    if clock.published is None or not future or not count:
        return None
    unit = e.part("unit")
    if e.part("side") == "in":
        return shifted(clock.published, count, unit)
    return range_interval(clock.published, moved(clock.published, count, unit))


def reckon_some(e: TimeExpression, clock: Clock, _future: bool) -> DateInterval | None:
    """Resolve "the past two weeks" and "the coming three days"; "recent days" count nothing."""
    count = count_of(e.part("count")) if e.part("count") else 0
    if clock.published is None or not count or not shift_of(e.part("shift")):
        return None
    other = moved(clock.published, shift_of(e.part("shift")) * count, e.part("unit"))
    return range_interval(min(other, clock.published), max(other, clock.published))


def reckon_unit(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    """Return the week, month or year of "last week" and "the end of the month"."""
    if clock.published is None:
        return None
    shift, unit = shift_of(e.part("shift")), e.part("unit")
    if unit == "weekend" and not e.part("shift"):
        shift = 0 if future or clock.published.weekday() >= 5 else -1
    if unit.startswith("week"):
        monday = clock.published - timedelta(days=clock.published.weekday()) + timedelta(weeks=shift)
        return range_interval(
            monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
        )
    return shifted(clock.published, shift, unit)


def reckon_season(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    """Return the months of "last autumn" and "the summer of 2006"."""
    first, last = _SEASONS[e.part("season")]
    if e.part("year"):
        return _season(int(e.part("year")), first, last, "stated")
    if clock.published is None:
        return None
    year, shift = clock.published.year, shift_of(e.part("shift"))
    if shift > 0:
        year += 1
    elif shift < 0 and date(year, first, 1) > clock.published - timedelta(days=90):
        year -= 1
    return _season(year, first, last, "relative")


def _season(year: int, first: int, last: int, basis: str) -> DateInterval | None:
    end = month_interval(year if last >= first else year + 1, last, basis).end
    return range_interval(date(year, first, 1), end, basis) if end is not None else None


# -- reckoned from another date of the text ----------------------------------------------------------


def reckon_apart(e: TimeExpression, clock: Clock, _future: bool) -> DateInterval | None:
    """Resolve "two days later" and "the previous day" from the day the text named last."""
    if clock.told is None:
        return None
    side = e.part("side").removeprefix("the ")
    if side in ("same", "that", "that same"):
        return shifted(clock.told, 0, e.part("unit"))
    count = count_of(e.part("count")) if e.part("count") else 1
    if not count or (not e.part("count") and side in ("later", "earlier", "afterward", "afterwards")):
        return None  # "days later" does not say how many
    sign = -1 if side in ("earlier", "before", "previous") else 1
    return shifted(clock.told, sign * count, e.part("unit"))
