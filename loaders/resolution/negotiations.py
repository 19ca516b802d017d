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
from loaders.resolution.spells import Window
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


class _Series:
    """Talks that belong together, and the days of those that a negotiation may begin with."""

    def __init__(self) -> None:
        self.talks: list[Talk] = []
        self.days: Window | None = None

    def add(self, talk: Talk) -> None:
        self.talks.append(talk)
        days, known = talk.days, self.days
        if talk.opens and days:
            known = known or days
            self.days = Window(min(known.first, days.first), max(known.last, days.last))

    @property
    def last_day(self) -> date:
        return self.days.last if self.days else date.min

    def distance(self, days: Window) -> timedelta | None:
        """How far other days lie from these; ``None`` where these are unknown."""
        if self.days is None:
            return None
        return max(self.days.first - days.last, days.first - self.days.last, timedelta(0))


def _thread(talks: Sequence[Talk], pause: timedelta) -> Iterator[Negotiation]:
    ordered = sorted(talks, key=lambda talk: talk.order)
    series = _split(ordered, pause)
    placed = {talk.event_id for each in series for talk in each.talks}
    for talk in ordered:
        if talk.event_id not in placed:
            _join(talk, series, pause)
    negotiations = [(each.days, _negotiation(each.talks)) for each in series]
    dated = sorted(
        ((days, negotiation) for days, negotiation in negotiations if days),
        key=lambda pair: (pair[0].first, pair[1].id),
    )
    yield from (negotiation for days, negotiation in negotiations if days is None)
    yield from (negotiation for _, negotiation in dated[:1])
    yield from (replace(later, preceded_by=earlier.id) for (_, earlier), (_, later) in pairwise(dated))


def _split(talks: Sequence[Talk], pause: timedelta) -> list[_Series]:
    """Begin a new series wherever precisely dated talks pause too long."""
    series: list[_Series] = []
    for talk in talks:
        days = talk.days
        if not talk.opens or days is None or days.last - days.first > _PRECISE:
            continue
        if not series or days.first - series[-1].last_day > pause:
            series.append(_Series())
        series[-1].add(talk)
    return series


def _join(talk: Talk, series: list[_Series], pause: timedelta) -> None:
    """Add a talk to the series it lies in or nearest to; it opens a series of its own if it can.

    One without any date joins the latest.
    """
    days = talk.days
    reach = [(each.distance(days) if days else None, index) for index, each in enumerate(series)]
    near = [(gap, index) for gap, index in reach if gap is not None and gap <= pause]
    if near:
        series[min(near)[1]].add(talk)
    elif days is None and series:
        max(series, key=lambda each: each.last_day).add(talk)
    elif talk.opens:
        series.append(_Series())
        series[-1].add(talk)


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
