"""Negotiations: series of talks between the same principal parties (contract, section 4).

Sessions of the same parties follow each other in one negotiation until they pause for more than 180 days.
Mediation efforts, agreements, proposals and refusals of these parties join the negotiation they lie in,
without a number. Which talks belong together depends on the set of talks with the same parties alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from loaders.identity import digest
from loaders.records import Negotiation, Round
from loaders.resolution.naming import negotiation_name
from loaders.resolution.profiles import Window
from loaders.resolution.talks import Talk

PAUSE_DAYS = 180
"""A longer pause between two rounds begins another negotiation."""

_PRECISE = timedelta(days=62)
"""Talks dated less precisely than two months may be one of several rounds: they cannot bridge a pause."""


def thread_talks(talks: Iterable[Talk], pause_days: int = PAUSE_DAYS) -> tuple[Negotiation, ...]:
    """Thread talks into negotiations, in the order of ids.

    Parameters
    ----------
    talks
        All talks of the parties in question, in any order.
    pause_days
        The longest pause between two rounds of one negotiation.

    """
    by_dyad: defaultdict[str, list[Talk]] = defaultdict(list)
    for talk in talks:
        by_dyad[talk.dyad].append(talk)
    pause = timedelta(days=pause_days)
    threaded = (negotiation for group in by_dyad.values() for negotiation in _thread(group, pause))
    return tuple(sorted(threaded, key=lambda negotiation: negotiation.id))


def _thread(talks: Sequence[Talk], pause: timedelta) -> Iterator[Negotiation]:
    ordered = sorted(talks, key=lambda talk: talk.order)
    series = _split(ordered, pause)
    for talk in ordered:
        if not any(talk in group for group in series):
            _join(talk, series, pause)
    negotiations = [(_days(group), _negotiation(group)) for group in series]
    dated = sorted(
        ((days, negotiation) for days, negotiation in negotiations if days),
        key=lambda pair: (pair[0].first, pair[1].id),
    )
    yield from (negotiation for days, negotiation in negotiations if days is None)
    yield from (negotiation for _, negotiation in dated[:1])
    yield from (replace(later, preceded_by=earlier.id) for (_, earlier), (_, later) in pairwise(dated))


def _split(talks: Sequence[Talk], pause: timedelta) -> list[list[Talk]]:
    """Begin a new series wherever precisely dated talks pause too long."""
    series: list[list[Talk]] = []
    last = date.min
    for talk in talks:
        days = talk.days
        if not talk.opens or days is None or days.last - days.first > _PRECISE:
            continue
        if not series or days.first - last > pause:
            series.append([])
        series[-1].append(talk)
        last = max(last, days.last)
    return series


def _join(talk: Talk, series: list[list[Talk]], pause: timedelta) -> None:
    """Add a talk to the series it lies in or nearest to; it opens a series of its own if it can.

    One without any date joins the latest.
    """
    reach = [(_distance(talk, group), index) for index, group in enumerate(series)]
    near = [(gap, index) for gap, index in reach if gap is not None and gap <= pause]
    if near:
        series[min(near)[1]].append(talk)
    elif talk.days is None and series:
        max(series, key=_last_day).append(talk)
    elif talk.opens:
        series.append([talk])


def _distance(talk: Talk, group: Sequence[Talk]) -> timedelta | None:
    days, others = talk.days, _days(group)
    if days is None or others is None:
        return None
    return max(others.first - days.last, days.first - others.last, timedelta(0))


def _days(group: Sequence[Talk]) -> Window | None:
    """The days from the first session to the last; of what only hangs on them where there is none."""
    opening = [talk.days for talk in group if talk.days and talk.opens]
    windows = opening or [talk.days for talk in group if talk.days]
    if not windows:
        return None
    return Window(min(days.first for days in windows), max(days.last for days in windows))


def _last_day(group: Sequence[Talk]) -> date:
    days = _days(group)
    return days.last if days else date.min


def _negotiation(group: Sequence[Talk]) -> Negotiation:
    talks = sorted(group, key=lambda talk: talk.order)
    precise = [talk.dated for talk in talks if talk.dated and talk.dated.last - talk.dated.first <= _PRECISE]
    parties = min((talk.parties for talk in talks), key=lambda parties: [actor.id for actor in parties])
    return Negotiation(
        id=digest("negotiation", min(talk.key for talk in talks)),
        name=negotiation_name(parties, talks),
        parties=parties,
        rounds=_rounds(talks),
        start=min((days.first for days in precise), default=None),
        end=max((days.last for days in precise), default=None),
    )


def _rounds(talks: Sequence[Talk]) -> tuple[Round, ...]:
    """Number the sessions by date; what may be one of them told vaguely gets no number."""
    sessions = [talk for talk in talks if talk.session]
    numbered = [talk for talk in sessions if not _may_be_another(talk, sessions)]
    numbers = {talk.event_id: number for number, talk in enumerate(numbered, start=1)}
    return tuple(Round(talk.event_id, numbers.get(talk.event_id)) for talk in talks)


def _may_be_another(talk: Talk, sessions: Sequence[Talk]) -> bool:
    """Whether a session may be one of the others, told with a vaguer date or with none."""
    ours = talk.dated
    others = [other for other in sessions if other is not talk]
    if ours is None:
        return any(
            other.dated or (other.order < talk.order and _same_number(other, talk)) for other in others
        )
    length = ours.last - ours.first
    dated = (other.dated for other in others if other.dated)
    return any(ours.meets(theirs) and theirs.last - theirs.first < length for theirs in dated)


def _same_number(one: Talk, other: Talk) -> bool:
    return one.ordinal is None or other.ordinal is None or one.ordinal == other.ordinal
