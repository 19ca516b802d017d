"""The times of day over the posts of a live blog, and the days they fall on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise

from loaders.pages.dates import date_line
from loaders.records import DateInterval

_ZONE = r"(?:\s*\(?(?:GMT|UTC|BST|I[SD]T|MSK|CES?T|EES?T|TRT|AST|[ECMP][SD]?T|local(?: time)?|Z)(?:\s?[+-]\d{1,2})?\)?)"
_TIME = (
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s*(?P<half>[ap]\.?m\.?))?"
    r"|\s*(?P<whole>[ap]\.?m\.?))"
)
_CLOCK = re.compile(
    rf"(?:(?:posted|published|updated|at)\s*(?:at\s*)?:?\s*)*(?:\d+\s?\w+ ago\s*[(|•·-]?\s*)?\[?{_TIME}{_ZONE}?[\])]?"
    rf"(?:\s*[(/|]\s*{_TIME.replace('?P<', '?P<_')}{_ZONE}?\s*\)?)?",
    re.IGNORECASE,
)
_BEFORE_WORDS = re.compile(
    rf"\[?{_TIME}(?:(?P<zone>{_ZONE})\]?\s*[:|,–—-]?\s+|\]?\s*(?:[:|–—]|-(?=\s))\s+|\]\s+)(?=[\"“‘A-Z])",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"(?<![\d/.-]){_TIME}{_ZONE}?(?![\d/])", re.IGNORECASE)
_HALF_DAY = 12 * 60  # minutes
_ENDS = " \t*•·-–—|»"


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a post appeared, as printed over it."""

    clock: time | None
    day: DateInterval | None = None


def clock_of(line: str) -> time | None:
    """The time of day of a line that holds nothing else ("18:42 GMT", "5.32pm BST (12:32 ET)")."""
    match = _CLOCK.fullmatch(line.strip(_ENDS)) if len(line) < 50 else None
    return _time(match) if match else None


def clock_in_date_line(line: str) -> time | None:
    """The time of day beside the date of a date line ("14:30 GMT - 2 July 2025")."""
    if date_line(line) is None:
        return None
    match = next((m for m in _INSIDE.finditer(line) if m["minute"] or m["whole"]), None)
    return _time(match) if match else None


def split_clock(line: str) -> tuple[time, str] | None:
    """Cut a line that begins with a time ("14:30 GMT - The delegation arrives") into the time and the rest."""
    match = _BEFORE_WORDS.match(line.lstrip(_ENDS))
    found = _time(match) if match and (match["minute"] or match["whole"]) else None
    return (found, line.lstrip(_ENDS)[match.end() :]) if match and found else None


def _time(match: re.Match[str]) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or match["whole"] or "").casefold().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif match["minute"] is None:
        return None
    return time(hour % 24, minute)


def post_days(
    stamps: Sequence[Stamp], begun: DateInterval, changed: DateInterval
) -> list[DateInterval | None]:
    """The days of the posts: as printed, else counted by the times of day from a day that is known.

    Times that fall down the page are of one day, newest first, and a time that rises begins the day before
    (the other way round where times rise). Where no post states its day, the first is of the day on which the
    page was published, and the last of the day of its last change; where these two disagree none is known.
    """
    shifts = _shifts([stamp.clock for stamp in stamps])
    known = [(n, day) for n, stamp in enumerate(stamps) if (day := _day(stamp.day))] or _of_the_page(
        shifts, _day(begun), _day(changed)
    )
    days: list[DateInterval | None] = []
    for n, stamp in enumerate(stamps):
        if stamp.day is not None and stamp.day.start is not None:
            days.append(stamp.day)
        elif not known or stamp.clock is None:
            days.append(None)
        else:
            near, day = min(known, key=lambda one: abs(one[0] - n))
            days.append(_relative(day + timedelta(days=shifts[n] - shifts[near])))
    return days


def _of_the_page(shifts: Sequence[int], begun: date | None, changed: date | None) -> list[tuple[int, date]]:
    """The post whose day the page's own dates tell."""
    oldest = min(range(len(shifts)), key=lambda n: shifts[n], default=0)
    newest = max(range(len(shifts)), key=lambda n: shifts[n], default=0)
    days = max(shifts, default=0) - min(shifts, default=0)
    if begun and changed and (changed - begun).days != days:
        return []
    if begun:
        return [(oldest, begun)]
    return [(newest, changed)] if changed else []


def _day(interval: DateInterval | None) -> date | None:
    return interval.start if interval is not None and interval.precision == "day" else None


def _shifts(clocks: Sequence[time | None]) -> list[int]:
    """How many days each post lies from the first, by the times of day."""
    known = [60 * clock.hour + clock.minute for clock in clocks if clock is not None]
    # Round the clock: from 23:45 to 00:20 time goes on, it does not fall back.
    steps = [
        (later - earlier + _HALF_DAY) % (2 * _HALF_DAY) - _HALF_DAY for earlier, later in pairwise(known)
    ]
    newest_first = sum(step < 0 for step in steps) >= sum(step > 0 for step in steps)
    shifts, shift, before = [], 0, None
    for clock in clocks:
        if clock is not None and before is not None:
            if newest_first and clock > before:
                shift -= 1
            elif not newest_first and clock < before:
                shift += 1
        before = clock or before
        shifts.append(shift)
    return shifts


def _relative(day: date) -> DateInterval:
    return DateInterval(day, day, "day", "relative")


def span_of(days: Sequence[DateInterval | None], stated: DateInterval) -> DateInterval:
    """The day or days of a live blog that states none itself: those of its posts."""
    known = [day for day in days if day is not None and day.start and day.end]
    if stated.start is not None or not known:
        return stated
    start = min(day.start for day in known if day.start)
    end = max(day.end for day in known if day.end)
    if start == end:
        return replace(known[0], basis="stated") if any(d.basis == "stated" for d in known) else known[0]
    return DateInterval(start, end, "range")
