"""Dates as pages print them, with how precisely they are known; an age ("2 hours ago") is no date."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime

from loaders.records import UNKNOWN_DATE, DateInterval

_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FORMS = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}[-/.](?P<month>\d{{2}})[-/.](?P<day>\d{{2}})(?!\d)"),
    re.compile(rf"\b{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
)
# Of several dates on a line, the one of publication, not that of the last change.
_YEARLESS = re.compile(
    rf"\b(?:{_MONTH}\s+{_DAY}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(_MONTHS)}))\b(?![\w/])", re.IGNORECASE
)
_PUBLISHED_LABEL = re.compile(
    r"\b(?:first |originally )?(?:published|posted|created|issued|filed)\b", re.IGNORECASE
)
_FIRST_LABEL = re.compile(r"\b(?:first|originally) (?:published|posted)\b", re.IGNORECASE)
_CHANGED_LABEL = re.compile(r"\b(?:(?:last )?updated|modified|edited)\b", re.IGNORECASE)
_NUMERIC = re.compile(rf"\b(?P<first>\d{{1,2}})(?P<bar>[/.-])(?P<second>\d{{1,2}})(?P=bar){_YEAR}\b")
_SOME_DATE = re.compile(r"\b(?:19|20)\d{2}\b")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?")
_AGE = re.compile(
    r"(?:updated|published|posted|last updated)?:?\s*(?:about |over |~)?"
    r"(?:(?:\d+|an?|one|two|three|a few)\s?(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|week|mo|month|y|yr|year)s?"
    r" ago|just now|yesterday|today|\d{1,2}(?:m|h|d|w))",
    re.IGNORECASE,
)
# What may stand around a date on a line that is nothing but a date.
_AROUND = re.compile(
    r"(?:first |last |originally )?(?:published|updated?|posted|modified|created|edited|released|publication|pub"
    r"|broadcast|aired|date[sd]?|on|at|of|to|until|issued|as|filed|online|the|and)(?![a-z])"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?![a-z])"
    r"|[+-]\d{4}\b|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*hrs?\b)?|\d{1,2}\s*[ap]\.?m\.?"
    r"|\b\d{4}(?=\s*(?:gmt|utc|z|hrs|hours)\b)"
    r"|\(?(?:gmt|utc|bst|cet|cest|eet|eest|trt|jst|kst|hkt|sgt|aes?t|aedt|pkt|eat|cat|wat|sast|gst|pht|wib|wita|ict|npt|bdt|uzt|azt|get|amt|trt|irst|[bu]rt|brst|cot|pet|clt|art|[aecmp][sd]?t|ist|msk"
    r"|z|hrs|local(?: time)?|\w+ (?:standard|summer|daylight) time)(?![a-z])(?:\s?[+-]\d+(?::\d+)?)?\)?"
    r"|[\s,;:|·•()/–—-]|page \d+|(?:[a-z]+ ){0,2}edition\b"
    r"|(?:\d+|an?) (?:\w+ )?(?:min|minute|hour|day|week|month)s? (?:read|ago)",
    re.IGNORECASE,
)


def is_age(text: str) -> bool:
    """Tell whether a text is an age counted from a scrape whose time is not known ("16 minutes ago")."""
    return _AGE.fullmatch(text.strip(" -–—|·•\t")) is not None


def stated_date(text: str) -> DateInterval | None:
    """The first full date or month that a text states; ``None`` where it states none or an ambiguous one."""
    text = _published_part(text)
    if moment := _ISO_MOMENT.search(text):
        return _moment_day(moment[0])
    found = [
        (match.start(), order, match) for order, form in enumerate(_FORMS) if (match := form.search(text))
    ]
    if found:
        return _interval(min(found, key=lambda item: item[:2])[2])
    if match := _NUMERIC.search(text):
        return _numeric(match)
    return None


def _published_part(text: str) -> str:
    """Drop "Updated June 4, 2025" from before the label of the date of publication."""
    first = _FIRST_LABEL.search(text)
    published, changed = _PUBLISHED_LABEL.search(text), _CHANGED_LABEL.search(text)
    label = first or (published if published and changed and changed.start() < published.start() else None)
    rest = text[label.start() :] if label else text
    return rest if _SOME_DATE.search(rest) else text


def is_change_date(text: str) -> bool:
    """Tell whether the only date of a line is that of a change ("Last updated June 4, 2025")."""
    return _CHANGED_LABEL.search(text) is not None and _PUBLISHED_LABEL.search(text) is None


def date_line(text: str) -> DateInterval | None:
    """The date of a line that holds nothing but a date, a time of day and labels; else ``None``.

    A date that has two readings (06/07/2025) makes a date line whose date is unknown.
    """
    if len(text) > 120 or not any(map(str.isdigit, text)):
        return None
    rest, count = _ISO_MOMENT.subn(" ", text)
    for form in (*_FORMS, _NUMERIC):
        rest, more = form.subn(" ", rest)
        count += more
    if not count or _AROUND.sub("", rest):
        return None
    return stated_date(text) or UNKNOWN_DATE


def is_yearless_date(text: str) -> bool:
    """Tell whether a line is a day without its year, a time of day beside it or not ("30 Apr, 14:02")."""
    if len(text) > 60 or not (day := _YEARLESS.search(text)):
        return False
    return not _AROUND.sub("", text[: day.start()] + " " + text[day.end() :])


def given_date(value: str | date | DateInterval | None) -> DateInterval:
    """What a user or a record gives: a day, a month (``2025-06``), a year, a moment, or nothing.

    Raises
    ------
    ValueError
        Where the text is none of these.

    """
    if value is None:
        return UNKNOWN_DATE
    if isinstance(value, DateInterval):
        return value
    if isinstance(value, date):
        return _day(value.date() if isinstance(value, datetime) else value)
    text = value.strip()
    if match := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text):
        return _month(int(match[1]), int(match[2])) if match[2] else _year(int(match[1]))
    interval = stated_date(text)
    if interval is None:
        raise ValueError(f"{value!r} is not a date such as 2025-06-02, 2025-06 or 2025")
    return interval


def _moment_day(text: str) -> DateInterval | None:
    try:
        moment = datetime.fromisoformat(text.replace(" Z", "Z").replace(" +", "+"))
    except ValueError:
        return None
    return _day((moment.astimezone(UTC) if moment.tzinfo else moment).date())


def _interval(match: re.Match[str]) -> DateInterval | None:
    parts = match.groupdict()
    year = int(parts["year"])
    month = _MONTHS.get(parts["month"].casefold()) or int(parts["month"])
    try:
        return _day(date(year, month, int(parts["day"]))) if parts.get("day") else _month(year, month)
    except ValueError:
        return None


def _numeric(match: re.Match[str]) -> DateInterval | None:
    """``13/06/2025`` has one reading; ``06/07/2025`` has two, and none is guessed; with full stops the day is first."""
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    orders = ((second, first),) if match["bar"] == "." else ((first, second), (second, first))
    readings = {(m, d) for m, d in orders if m <= 12 and d <= 31}
    if len(readings) != 1:
        return None
    month, day = readings.pop()
    try:
        return _day(date(year, month, day))
    except ValueError:
        return None


def _day(day: date) -> DateInterval:
    return DateInterval(day, day, "day")


def _month(year: int, month: int) -> DateInterval:
    if not 1 <= month <= 12:
        raise ValueError(f"{month} is not a month: write the date as 2025-06-02 or 2025-06")
    return DateInterval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _year(year: int) -> DateInterval:
    if year < 1:
        raise ValueError("0 is not a year: write the date as 2025-06-02, 2025-06 or 2025")
    return DateInterval(date(year, 1, 1), date(year, 12, 31), "year")
