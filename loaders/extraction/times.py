"""Time expressions: where a sentence names a time, and in which form; :mod:`dates` tells which days are meant."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}

# What the forms are made of. A part that comes twice in a form has the second time a 2 in its name.
_FULL_MONTHS = [name for name in calendar.month_name if name]
_MONTH_NAMES = "|".join(_FULL_MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_MONTH, _MONTH2 = rf"(?P<month>{_MONTH_NAMES})", rf"(?P<month2>{_MONTH_NAMES})"
# "May" and "March" are months only where a word before says so; the other months speak for themselves.
_CLEAR_MONTH = rf"(?P<month>{'|'.join(name for name in _FULL_MONTHS if name not in ('May', 'March'))})"
_MONTH_CUES = "in since until till by of late early during from and to before after for or the".split()  # noqa: SIM905
_IN_MONTH = "(?:" + "|".join(rf"(?<=\b{c} )" for c in (*_MONTH_CUES, *map(str.title, _MONTH_CUES))) + ")"
_DAY_NUMBER = r"[0-3]?\d)(?:st|nd|rd|th)?(?!\w|[.,]\d|%| ?percent)"
_DAY, _DAY2 = rf"(?P<day>{_DAY_NUMBER}", rf"(?P<day2>{_DAY_NUMBER}"
_YEAR_NUMBER = r"(?:1[789]\d\d|20\d\d)(?!\d|[.,]\d)"
_YEAR, _YEAR2 = rf"(?P<year>{_YEAR_NUMBER})", rf"(?P<year2>{_YEAR_NUMBER})"
_OF_YEAR, _OF_YEAR2 = rf"(?:,? {_YEAR})?", rf"(?:,? {_YEAR2})?"
_WEEKDAY = (
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!s)(?: morning| afternoon| evening| night)?"
)
_COUNT = (
    r"(?P<count>\d{1,3}|(?i:a few|a couple of|an?|the few|few|several|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty))"
)
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"
_SHIFT = r"(?P<shift>(?i:(?:the )?(?:past|last|previous|coming|next)|this))"
_TO = r"(?: ?[-–—] ?| (?:to|and|through|until) )"
_PART = r"(?:(?i:early|late|mid)[- ])?"

# Of two forms that may start at one place, the one declared first is tried first.
_FORMS: list[tuple[str, str]] = [
    ("iso", r"(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)"),
    ("days", rf"{_MONTH} {_DAY}{_OF_YEAR}{_TO}{_MONTH2} {_DAY2}{_OF_YEAR2}"),
    ("days", rf"{_DAY} {_MONTH}{_OF_YEAR}{_TO}{_DAY2} {_MONTH2}{_OF_YEAR2}"),
    ("days", rf"{_MONTH} {_DAY}{_TO}{_DAY2}{_OF_YEAR}"),
    ("days", rf"{_DAY}{_TO}{_DAY2} (?:of )?{_MONTH}(?!\w){_OF_YEAR}"),
    (
        "months",
        rf"(?i:between|from) {_MONTH}{_OF_YEAR} (?:and|to|until|through) {_MONTH2}(?! \d\d?\b){_OF_YEAR2}",
    ),
    ("years", rf"(?i:between|from) {_YEAR} (?:and|to|until|through) {_YEAR2}"),
    ("years", rf"{_YEAR}[-–](?P<year2>(?:19|20)?\d\d)"),
    ("day", rf"{_MONTH} {_DAY}{_OF_YEAR}"),
    ("day", rf"{_DAY} (?:of )?{_MONTH}(?!\w){_OF_YEAR}"),
    ("month", rf"{_MONTH},? (?:of )?{_YEAR}"),
    ("month", rf"{_MONTH} (?:of )?(?P<year_shift>this|last|next) year"),
    ("month", rf"(?i:early|mid|late)[- ]{_MONTH}(?! ?\d)"),
    ("month", rf"(?P<shift>(?i:last|this|next)) {_MONTH}(?! ?\d)"),
    ("month", rf"{_IN_MONTH}{_MONTH}(?! ?\d)"),
    ("month", rf"{_CLEAR_MONTH}(?! ?\d)"),
    ("ago", rf"{_COUNT} {_UNIT} ago"),
    ("apart", rf"(?:{_COUNT} )?{_UNIT} (?P<side>earlier|later|afterwards?)(?! than)"),
    ("apart", rf"(?:{_COUNT} )?{_UNIT} (?P<side>before)(?= *[.,;]| *$)"),
    ("apart", r"(?P<side>(?i:the (?:previous|following|next|same)|that(?: same)?)) (?P<unit>day|week|month|year)"),
    ("apart", r"(?i:the) (?P<unit>day) (?P<side>before|after)(?= *[.,;]| *$)"),
    (
        "deictic",
        r"(?P<word>(?i:today|tonight|yesterday|tomorrow|overnight|last night|this (?:morning|afternoon|evening)))",
    ),
    ("unit", rf"(?i:the (?:end|start|beginning|middle) of )(?:{_SHIFT} |the )(?P<unit>week|month|year)"),
    ("some", rf"{_SHIFT} {_COUNT} {_UNIT}"),
    ("some", rf"{_SHIFT} (?P<unit>hours|days|weeks|months|years|decades)"),
    ("unit", rf"{_PART}(?i:earlier |later |sometime )?{_SHIFT} (?P<unit>week|weekend|month|year|decade)"),
    ("unit", r"(?i:over|at|during|on) the (?P<unit>weekend)"),
    ("season", r"(?:(?<=the )|(?<=in ))(?P<season>spring|summer|autumn|fall|winter)(?: of| in)? " + _YEAR),
    ("season", rf"{_SHIFT} (?P<season>spring|summer|autumn|fall|winter)"),
    ("weekday", rf"{_WEEKDAY} (?:of )?(?P<week>last|this|next) week"),
    ("weekday", rf"(?:{_SHIFT} )?{_WEEKDAY}"),
    ("within", rf"(?P<side>(?i:in|within)) {_COUNT} {_UNIT}(?:['’]s?)?(?: time)?"),
    ("feast", r"(?P<feast>New Year['’]s (?:Eve|Day)|Christmas (?:Eve|Day)|Boxing Day)"),
    ("decade", rf"{_PART}(?P<decade>1[789]\d0|20\d0)['’]?s"),
    ("year", rf"{_PART}(?P<lead>(?i:in|since|by|of|from|until|during|the|to|and|or|for|after|before) )?{_YEAR}"),
]  # fmt: skip

_RELATION = re.compile(r"\b(since|by|before|until|till|after|following)(?: (?:about|around|the))? $", re.I)
_QUICK = re.compile(
    rf"\d|[dD]ay|Eve\b|hour|week|month|year|decade|ago\b|night|morrow|morning|evening|later|earlier|spring|summer|autumn|fall|winter|{_MONTH_NAMES}"
)


def _compiled() -> re.Pattern[str]:
    """Join the forms to one pattern; their parts are numbered, for a name may stand only once in a pattern."""
    joined = (
        f"(?P<form_{number}>" + re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", pattern) + ")"
        for number, (_, pattern) in enumerate(_FORMS)
    )
    return re.compile(r"(?<![\w$€£.-])(?:" + "|".join(joined) + r")(?!\w|-\d)")


_EXPRESSION = _compiled()
_PARTS = [
    {name: f"{name}_{number}" for name in re.compile(pattern).groupindex}
    for number, (_, pattern) in enumerate(_FORMS)
]
"""Of each form, its parts and their names in the one pattern."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of a sentence that names a time; offsets count characters of the sentence."""

    start: int
    end: int
    form: str
    parts: dict[str, str]
    """What the form's parts are here: ``{"day": "16", "month": "May"}``."""
    relation: str | None = None
    """The word before that makes the time a limit: ``since``, ``by``, ``before``, ``until``, ``after``."""

    def part(self, name: str) -> str:
        """Return a part in lower case; ``""``: the text has none."""
        return self.parts.get(name, "").lower()


# "Their first talks in three years" tells how long there were none, and no day.
_LOOKS_BACK = re.compile(
    r"\b(?i:first|only|biggest|largest|worst|deadliest|bloodiest|heaviest|longest|highest)(?: [\w-]+){1,3} $"
)
_LONG = re.compile("(?i:month|year|decade)")


def find_times(text: str) -> list[TimeExpression]:
    """Return the time expressions of a sentence, longest first at each place."""
    return list(_scan(text)) if _QUICK.search(text) else []


def _scan(text: str) -> Iterator[TimeExpression]:
    for match in _EXPRESSION.finditer(text):
        number = int((match.lastgroup or "").rpartition("_")[2])  # the form's own group is the last to close
        form, _ = _FORMS[number]
        parts = {part: match[name] for part, name in _PARTS[number].items() if match[name] is not None}
        lead = parts.pop("lead", None)
        start = match.start() + len(lead or "")
        if form == "year" and lead is None and text[match.end() : match.end() + 1] not in ("", *" ,.;)-"):
            continue
        if form == "within" and _LOOKS_BACK.search(text, 0, start) and _LONG.match(parts.get("unit", "")):
            continue
        before = _RELATION.search(text, 0, start)
        yield TimeExpression(start, match.end(), form, parts, before[1].lower() if before else None)
