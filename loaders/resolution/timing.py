"""How well the days of two mentions agree: signals of :mod:`loaders.resolution.agreement`."""

from __future__ import annotations

from datetime import timedelta
from math import inf

from loaders.resolution.profiles import Profile
from loaders.resolution.spells import LONGEST_ROUND

CONFLICT = -inf
SAME_DAYS = 1.5
_ONE_ROUND = 1.0
_AHEAD = frozenset({"planned", "proposed", "hypothetical", "ongoing"})


def same_article(one: Profile, other: Profile) -> bool:
    """Whether both stand in one text; two versions of an article are two texts."""
    return (one.origin.article_id, one.origin.version) == (other.origin.article_id, other.origin.version)


def same_days(one: Profile, other: Profile) -> bool:
    """Whether both are dated, and to the same few days."""
    return bool(one.dated and other.dated) and _dates(one, other) == SAME_DAYS


def time(one: Profile, other: Profile) -> float:
    """Days that meet speak for one event; days that do not are of two, unless both may be of one round."""
    if not (one.window and other.window):
        return 0.0 if same_article(one, other) else -1.0
    if not one.window.meets(other.window):
        return _ONE_ROUND if _of_one_round(one, other) else _apart(one, other)
    return _dates(one, other) if one.dated and other.dated else 1.0


def freshness(one: Profile, other: Profile) -> float:
    """Of two rounds that fit an undated report equally well, that nearer to its day is meant: news tells the last.

    Who denies may speak of any of them. So little that it decides between links and makes none.
    """
    dated, undated = (one, other) if one.dated else (other, one)
    day = undated.origin.published.end
    if same_article(one, other) or undated.dated or not dated.dated or not day:
        return 0.0
    if undated.mention.status == "denied":
        return 0.0
    gap = max(day - dated.dated.last, dated.dated.first - day, timedelta(0))
    return 0.4 / (1 + gap.days)


def _dates(one: Profile, other: Profile) -> float:
    ours, theirs = one.dated, other.dated
    if not (ours and theirs and ours.meets(theirs)):
        return CONFLICT
    longest = max(_vagueness(one), _vagueness(other))
    if longest <= 3:
        return SAME_DAYS
    # A month holds several rounds at times, a year most often.
    return 1.0 if longest <= 31 else -0.5


def _vagueness(profile: Profile) -> int:
    """Within how many days it lies; talks that took a week on the days told are dated to the day."""
    days = profile.dated
    return (days.last - days.first).days if days and not profile.spell.lasting else 0


def _of_one_round(one: Profile, other: Profile) -> bool:
    """Whether one dates the first day of talks and the other the last, or both call them by one number."""
    if one.spell.continues(other.spell):
        return True
    numbers = one.mention.ordinal, other.mention.ordinal
    return numbers[0] is not None and numbers[0] == numbers[1] and _gap(one, other) <= LONGEST_ROUND


def _gap(one: Profile, other: Profile) -> timedelta:
    """How far apart the days of two mentions are."""
    if not (one.window and other.window):
        return timedelta.max
    return max(one.window.first - other.window.last, other.window.first - one.window.last)


def _apart(one: Profile, other: Profile) -> float:
    """Reports from other days are of another event, so that what is told daily does not chain for ever.

    What points back has the days of what it points to.
    """
    if one.dated and other.dated:
        return CONFLICT
    return -2.0 if same_article(one, other) or one.antecedent or other.antecedent else CONFLICT


def future(one: Profile, other: Profile) -> float:
    """What an article still expects cannot be what was over before that article."""
    return CONFLICT if _over_before(one, other) or _over_before(other, one) else 0.0


def _over_before(past: Profile, ahead: Profile) -> bool:
    published = ahead.origin.published.start
    return (
        ahead.mention.status in _AHEAD
        and published is not None
        and past.dated is not None
        and past.dated.last < published
        and published - past.dated.last > timedelta(days=1)
    )
