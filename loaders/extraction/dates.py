"""Dates as the text gives them: found in a sentence, resolved against the article's own date.

A date keeps its precision and its basis (contract, section 2). Nothing is resolved against today, and a day
whose year cannot be had stays unresolved.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.records import DateInterval

MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
NUMBERS = {
    word: i
    for i, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1, "an": 1, "a couple of": 2, "several": 0, "a few": 0}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}

_MONTH = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?![\d,.]*\d|%| ?percent)"
_YEAR = r"(?P<{0}>1[789]\d\d|20\d\d)(?!\d|,\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?P<{0}>\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# "May" and "March" are months only where a word before says so; the other months speak for themselves.
_MONTH_CUE = (
    r"(?:in|since|until|till|by|of|last|this|next|early|late|mid|mid-|during|from|and|to|before|after|for)"
)

_PATTERNS: list[tuple[str, str]] = [
    ("iso", r"(?P<y0>(?:19|20)\d\d)-(?P<n0>[01]\d)-(?P<d0>[0-3]\d)"),
    (
        "day_range",
        rf"{_MONTH.format('m1')} {_DAY.format('d1')} ?(?:-|–|—|to|and|through) ?{_DAY.format('e1')}"
        rf"(?!\w)(?:,? {_YEAR.format('y1')})?",
    ),
    (
        "month_range",
        rf"(?:between|from) {_MONTH.format('m2')} (?:and|to|until|through) {_MONTH.format('n2')}"
        rf"(?:,? {_YEAR.format('y2')})?",
    ),
    ("day", rf"{_MONTH.format('m3')} {_DAY.format('d3')}(?!\w)(?:,? {_YEAR.format('y3')})?"),
    ("day", rf"{_DAY.format('d4')} (?:of )?{_MONTH.format('m4')}(?!\w)(?:,? {_YEAR.format('y4')})?"),
    ("month", rf"{_MONTH.format('m5')},? (?:of )?{_YEAR.format('y5')}"),
    ("month", rf"(?:early|mid|late)[- ]{_MONTH.format('m15')}(?! ?\d)(?:,? {_YEAR.format('y15')})?"),
    ("month", rf"{_MONTH.format('m6')} (?P<r6>this|last|next) year"),
    ("month", r"(?<=\b{cue} )" + _MONTH.format("m7") + r"(?! ?\d)"),
    (
        "ago",
        rf"(?:about |some |nearly |over |more than )?{_COUNT.format('c8')} "
        r"(?P<u8>hour|day|week|month|year)s? (?:ago|earlier)",
    ),
    ("later", rf"{_COUNT.format('c9')} (?P<u9>day|week|month|year)s? later"),
    ("deictic", r"(?P<w10>today|tonight|yesterday|tomorrow|overnight)"),
    (
        "this_unit",
        r"(?:earlier |later |early |late )?(?P<r11>this|last|next|past) (?P<u11>week|weekend|month|year)",
    ),
    ("season", r"(?P<r12>this|last|next) (?P<s12>spring|summer|autumn|fall|winter)"),
    ("weekday", rf"(?:(?P<r13>last|next|this|past) )?(?P<w13>{_WEEKDAY})(?!s)"),
    (
        "year",
        rf"(?P<q14>\b(?:in|since|by|of|from|until|during|the|early|late|mid-|to|and|for|after|before)\s)?{_YEAR.format('y14')}",
    ),
]


def _compiled() -> re.Pattern[str]:
    parts = []
    for i, (_, declared) in enumerate(_PATTERNS):
        pattern = declared
        if "{cue}" in pattern:
            # A look-behind must be of fixed width: one alternative for each cue.
            cues = _MONTH_CUE.removeprefix("(?:").removesuffix(")").split("|")
            behind = "(?:" + "|".join(rf"(?<=\b{cue} )" for cue in cues) + ")"
            pattern = pattern.replace(r"(?<=\b{cue} )", behind)
        parts.append(rf"(?P<p{i}>{pattern})")
    return re.compile(r"(?<![\w$€£.-])(?:" + "|".join(parts) + r")(?!\w)")


_EXPRESSION = _compiled()
_QUICK = re.compile(
    r"\d|day\b|month|year|week|ago|night|morrow|spring|summer|autumn|fall|winter|later|earlier|"
    r"January|February|March|April|May|June|July|August|September|October|November|December"
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of a sentence that names a time; offsets count characters of the sentence."""

    start: int
    end: int
    form: str
    parts: dict[str, str]

    def key(self, name: str) -> str | None:
        """Return the named part, whatever its number in the pattern."""
        for part, value in self.parts.items():
            if part.rstrip("0123456789") == name:
                return value
        return None


def find_times(text: str) -> list[TimeExpression]:
    """Return the time expressions of a sentence, longest first at each place."""
    if not _QUICK.search(text):
        return []
    return list(_scan(text))


def _scan(text: str) -> Iterator[TimeExpression]:
    for match in _EXPRESSION.finditer(text):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        index = next(i for i in range(len(_PATTERNS)) if f"p{i}" in groups)
        form = _PATTERNS[index][0]
        start = match.start()
        parts = {k: v for k, v in groups.items() if not re.fullmatch(r"p\d+", k)}
        if form == "year":
            lead = parts.pop("q14", "")
            start += len(lead)
            following = text[match.end() : match.end() + 1]
            if not lead and following not in ("", " ", ",", ".", ";", ")", "-"):
                continue
        yield TimeExpression(start, match.end(), form, parts)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a date may be reckoned from."""

    published: date | None
    """The article's day; ``None`` where it is not known to the day."""
    fitting_years: Callable[[int, int | None], tuple[int, ...]] = lambda month, day: ()
    """(month, day) -> the years that fit the offices the article names, for an article without a date."""


def resolve_time(expression: TimeExpression, clock: Clock, *, future: bool) -> DateInterval | None:
    """Turn a time expression into dates.

    Parameters
    ----------
    future
        The event it dates is planned: "on Friday" is then the coming Friday, "June 2" the next one.

    Returns
    -------
    DateInterval or None
        ``None`` where the year cannot be had, and where the text names no calendar time.

    """
    resolver = _RESOLVERS.get(expression.form)
    try:
        return resolver(expression, clock, future) if resolver else None
    except ValueError:  # no such day: "February 30" names none
        return None


def _resolve_iso(e: TimeExpression, _clock: Clock, _future: bool) -> DateInterval:
    day = date(int(e.key("y") or 0), int(e.key("n") or 0), int(e.key("d") or 0))
    return DateInterval(day, day, "day", "stated")


def _month_number(name: str | None) -> int:
    return MONTHS[(name or "").lower().rstrip(".")]


def _resolve_day(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    month, day = _month_number(e.key("m")), int(e.key("d") or 0)
    year, basis = _year_for(e.key("y"), month, day, clock, future)
    if year is None:
        return None
    found = date(year, month, day)
    return DateInterval(found, found, "day", basis)


def _resolve_day_range(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    month, first, last = _month_number(e.key("m")), int(e.key("d") or 0), int(e.key("e") or 0)
    year, basis = _year_for(e.key("y"), month, first, clock, future)
    if year is None or last < first:
        return None
    return DateInterval(date(year, month, first), date(year, month, last), "range", basis)


def _resolve_month(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    month = _month_number(e.key("m"))
    shift = e.key("r")
    if shift is not None:
        if clock.published is None:
            return _inferred_month(month, clock)
        year = clock.published.year + {"this": 0, "last": -1, "next": 1}[shift]
        return month_interval(year, month, "relative")
    stated, basis = _year_for(e.key("y"), month, None, clock, future)
    return month_interval(stated, month, basis) if stated is not None else None


def _inferred_month(month: int, clock: Clock) -> DateInterval | None:
    years = clock.fitting_years(month, None)
    return month_interval(years[0], month, "inferred") if len(years) == 1 else None


def _resolve_month_range(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    first, last = _month_number(e.key("m")), _month_number(e.key("n"))
    year, basis = _year_for(e.key("y"), last, None, clock, future)
    if year is None:
        return None
    start = date(year if first <= last else year - 1, first, 1)
    return DateInterval(start, month_interval(year, last, basis).end, "range", basis)


def _year_for(
    stated: str | None, month: int, day: int | None, clock: Clock, future: bool
) -> tuple[int | None, str]:
    if stated is not None:
        return int(stated), "stated"
    if clock.published is None:
        years = clock.fitting_years(month, day)
        return (years[0], "inferred") if len(years) == 1 else (None, "unknown")
    return _nearest_year(month, day, clock.published, future), "relative"


def _nearest_year(month: int, day: int | None, published: date, future: bool) -> int:
    """Return the year of the last such day up to publication, or of the next one for what is planned.

    A past tense keeps ten days' grace: a page is often dated a few days before its last edit.
    """
    this = date(published.year, month, min(day or 1, calendar.monthrange(published.year, month)[1]))
    if future:
        end = this if day else month_interval(published.year, month, "relative").end or this
        return published.year if end >= published - timedelta(days=10) else published.year + 1
    return published.year if this <= published + timedelta(days=10) else published.year - 1


def month_interval(year: int, month: int, basis: str) -> DateInterval:
    """Return the days of a month."""
    last = calendar.monthrange(year, month)[1]
    return DateInterval(date(year, month, 1), date(year, month, last), "month", basis)


def year_interval(year: int, basis: str) -> DateInterval:
    """Return the days of a year."""
    return DateInterval(date(year, 1, 1), date(year, 12, 31), "year", basis)


def _resolve_year(e: TimeExpression, _clock: Clock, _future: bool) -> DateInterval:
    return year_interval(int(e.key("y") or 0), "stated")


def _resolve_weekday(e: TimeExpression, clock: Clock, future: bool) -> DateInterval | None:
    if clock.published is None:
        return None
    wanted = WEEKDAYS[(e.key("w") or "").lower()]
    forward = e.key("r") == "next" or (future and e.key("r") not in ("last", "past"))
    if forward:
        day = clock.published + timedelta(days=(wanted - clock.published.weekday()) % 7 or 7)
        if not e.key("r") and wanted == clock.published.weekday():
            day = clock.published
    else:
        day = clock.published - timedelta(days=(clock.published.weekday() - wanted) % 7)
        if e.key("r") in ("last", "past") and day == clock.published:
            day -= timedelta(days=7)
    return DateInterval(day, day, "day", "relative")


def _resolve_deictic(e: TimeExpression, clock: Clock, _future: bool) -> DateInterval | None:
    if clock.published is None:
        return None
    day = clock.published + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(e.key("w") or "", 0))
    return DateInterval(day, day, "day", "relative")


def count_of(e: TimeExpression) -> int:
    """Return how many units an expression counts; 0 where the text does not say ("several days ago")."""
    count = e.key("c") or ""
    return int(count) if count.isdigit() else NUMBERS.get(count.lower(), 0)


def _resolve_ago(e: TimeExpression, clock: Clock, _future: bool) -> DateInterval | None:
    """Resolve "three weeks ago": exact to the unit it is counted in."""
    if clock.published is None:
        return None
    return shifted(clock.published, -count_of(e), e.key("u") or "day")


def shifted(day: date, count: int, unit: str) -> DateInterval:
    """Return the day, week, month or year that lies ``count`` units from a day."""
    if unit in ("hour", "day"):
        found = day + timedelta(days=count if unit == "day" else 0)
        return DateInterval(found, found, "day", "relative")
    if unit == "week":
        middle = day + timedelta(weeks=count)
        return DateInterval(middle - timedelta(days=3), middle + timedelta(days=3), "range", "relative")
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return month_interval(months // 12, months % 12 + 1, "relative")
    return year_interval(day.year + count, "relative")


def _resolve_this_unit(e: TimeExpression, clock: Clock, _future: bool) -> DateInterval | None:
    if clock.published is None:
        return None
    shift = {"this": 0, "last": -1, "past": -1, "next": 1}[e.key("r") or "this"]
    unit = e.key("u") or "week"
    if unit.startswith("week"):
        monday = clock.published - timedelta(days=clock.published.weekday()) + timedelta(weeks=shift)
        first = 5 if unit == "weekend" else 0
        return DateInterval(monday + timedelta(days=first), monday + timedelta(days=6), "range", "relative")
    return shifted(clock.published, shift, unit)


def _resolve_season(e: TimeExpression, clock: Clock, _future: bool) -> DateInterval | None:
    if clock.published is None:
        return None
    first, last = SEASONS[e.key("s") or "spring"]
    year = clock.published.year + {"this": 0, "next": 1}.get(e.key("r") or "", 0)
    if e.key("r") == "last" and date(year, first, 1) > clock.published - timedelta(days=90):
        year -= 1
    end = month_interval(year if last >= first else year + 1, last, "relative").end
    return DateInterval(date(year, first, 1), end, "range", "relative")


_RESOLVERS: dict[str, Callable[[TimeExpression, Clock, bool], DateInterval | None]] = {
    "iso": _resolve_iso,
    "day": _resolve_day,
    "day_range": _resolve_day_range,
    "month": _resolve_month,
    "month_range": _resolve_month_range,
    "year": _resolve_year,
    "weekday": _resolve_weekday,
    "deictic": _resolve_deictic,
    "ago": _resolve_ago,
    "this_unit": _resolve_this_unit,
    "season": _resolve_season,
}
