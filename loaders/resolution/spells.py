"""The days of talks: a report may date the first of them or the last, and say how many there were."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from loaders.records import DateInterval, Mention
from loaders.resolution.data import spell_words

SOON = timedelta(days=3)
"""News is told within days: an undated act is taken to lie at most so long before its article."""
REFUTED = timedelta(days=14)
"""How far back talks lie at most that are denied without a date: who is said to have met or mediated answers late."""
AHEAD = timedelta(days=30)
"""How far ahead an undated plan is taken to lie."""
LONGEST_WINDOW = timedelta(days=366)
"""A date known less precisely than a year says nothing about sameness."""
LONGEST_ROUND = timedelta(days=10)
"""How long talks are taken to last between a day on which they open and one on which they end."""

_AHEAD = frozenset({"planned", "proposed", "hypothetical"})
_BEFORE, _AFTER = 5, 12
"""Words around the trigger among which it is said that talks open or end."""
_LENGTH = re.compile(r"(?:(\w+)\s+|(\w+)-)(day|week|fortnight|month)s?(?:\s+of)?\s+(?:[\w-]+\s+){0,3}$")


@dataclass(frozen=True, slots=True)
class Window:
    """The days in which something may have happened, first and last included."""

    first: date
    last: date

    def meets(self, other: Window) -> bool:
        """Whether some day lies in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Spell:
    """When something was, as one mention tells it."""

    dated: Window | None = None
    """The days that the mention's own date allows."""
    window: Window | None = None
    """``dated``, else the days that the article's date makes likely."""
    reach: Window | None = None
    """The days that may belong to the same talks, for the one told is their first or their last."""
    around: Window | None = None
    """The days among which other mentions of it are sought: of a numbered round others may give other days."""
    closing: bool = False
    """Whether it dates their last day."""
    lasting: bool = False
    """Whether it tells how many days they took: "a week of talks" is as precise as a day."""

    def continues(self, other: Spell) -> bool:
        """Whether both may be days of one round: one its first, or the other its last."""
        if not (self.window and self.reach and other.window and other.reach):
            return False
        return self.reach.meets(other.window) and other.reach.meets(self.window)


def spell_of(mention: Mention, published: DateInterval) -> Spell:
    """Reckon the days of a mention from its own date, else from its article's."""
    opening, closing, length = _phase(mention)
    dated = _prolonged(_days(mention.date), opening, length)
    window = dated if has_date(mention) else _likely_days(mention, published, length)
    if window is None or mention.type != "CONSULT":
        return Spell(dated, window, window, window)
    if window.last - window.first > LONGEST_ROUND:
        return Spell(dated, window, window, window, closing)
    reach = Window(
        window.first - LONGEST_ROUND if closing else window.first,
        window.last + LONGEST_ROUND if opening else window.last,
    )
    if mention.ordinal is None:
        return Spell(dated, window, reach, reach, closing, bool(length))
    around = Window(window.first - LONGEST_ROUND, window.last + LONGEST_ROUND)
    return Spell(dated, window, reach, around, closing, bool(length))


def presides(mention: Mention) -> bool:
    """Whether a mediation is told by what is done at a session: "he chaired", not "he mediates"."""
    return mention.mode == "mediate" and mention.trigger.text.casefold().startswith(spell_words().presiding)


def has_date(mention: Mention) -> bool:
    """Whether the mention has a date of its own, however imprecise."""
    return mention.date is not None and mention.date.start is not None


def _phase(mention: Mention) -> tuple[bool, bool, timedelta]:
    """Tell whether a mention dates the first day of talks, or the last, and how much longer than a day they took."""
    if mention.type != "CONSULT":
        return False, False, timedelta(0)
    phase, length = _phase_told(
        mention.evidence.text,
        mention.trigger.start - mention.evidence.start,
        mention.trigger.end - mention.evidence.start,
    )
    planned = mention.status in _AHEAD and phase != "closing"
    return phase == "opening" or planned, phase == "closing", length


@lru_cache(maxsize=10_000)
def _phase_told(sentence: str, start: int, end: int) -> tuple[str | None, timedelta]:
    before, after = sentence[: max(start, 0)], sentence[max(end, 0) :]
    found = _LENGTH.search(before)
    length = timedelta(0)
    if found:
        days = _number(found[1] or found[2]) * spell_words().lengths[found[3]]
        length = timedelta(days=max(days - 1, 0))
    near = [
        sentence[max(start, 0) : max(end, 0)],
        *reversed(_words(before)[-_BEFORE:]),
        *_words(after)[:_AFTER],
    ]
    phase = next((each for word in near if (each := _named_phase(word))), None)
    return phase or ("closing" if length else None), length


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _named_phase(word: str) -> str | None:
    folded = word.casefold()
    known = spell_words()
    for phase, beginnings in (("opening", known.opening), ("closing", known.closing)):
        if any(folded.startswith(beginning) for beginning in beginnings):
            return phase
    return None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else spell_words().numbers.get(word.casefold(), 1)


def _days(interval: DateInterval | None) -> Window | None:
    if interval is None or interval.start is None or interval.end is None:
        return None
    window = Window(interval.start, interval.end)
    return window if window.last - window.first <= LONGEST_WINDOW else None


def _prolonged(days: Window | None, opening: bool, length: timedelta) -> Window | None:
    """Let a day on which talks of a known length opened or ended stand for all their days."""
    if days is None or not length or days.last - days.first >= length:
        return days
    return Window(days.first, days.last + length) if opening else Window(days.first - length, days.last)


def _likely_days(mention: Mention, published: DateInterval, length: timedelta) -> Window | None:
    days = _days(published)
    if days is None:
        return None
    if mention.status in _AHEAD:
        return Window(days.first, days.last + AHEAD)
    refuted = mention.status == "denied" and mention.type == "CONSULT"
    return Window(days.first - (REFUTED if refuted else SOON) - length, days.last)
