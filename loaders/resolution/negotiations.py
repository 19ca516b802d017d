"""Negotiations: series of talks between the same principal parties (contract, section 4).

Sessions of the same parties follow each other in one negotiation until they pause for more than 180 days.
Mediation efforts, agreements, proposals and refusals of these parties join the negotiation they lie in,
without a number. Which talks belong together depends on the set of talks with the same parties alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from loaders.identity import digest
from loaders.records import ActorRef, DateInterval, Negotiation, Round
from loaders.resolution.counting import PRECISE, number_rounds, unreported_rounds
from loaders.resolution.naming import negotiation_name
from loaders.resolution.outcomes import furthest
from loaders.resolution.sides import principal_key
from loaders.resolution.spells import Window
from loaders.resolution.talks import Talk, best_named
from loaders.resolution.tracks import number_tracks

PAUSE_DAYS = 180
"""A longer pause between two rounds begins another negotiation."""


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
        if not talk.opens or days is None or days.last - days.first > PRECISE:
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
    precise = [talk.dated for talk in talks if talk.dated and _is_precise(talk)]
    parties = _parties(talks)
    numbers = number_rounds(talks)
    outcome, shown_by = _outcome(talks)
    return Negotiation(
        id=digest("negotiation", min(talk.key for talk in talks)),
        name=negotiation_name(parties, talks),
        parties=parties,
        rounds=_rounds(talks, numbers),
        start=min((days.first for days in precise), default=None),
        end=max((days.last for days in precise), default=None),
        stage=_stage(talks),
        outcome=outcome,
        outcome_event=shown_by,
        period=_period(talks),
        unreported=unreported_rounds([talk for talk in talks if talk.event_id in numbers]),
    )


def _parties(talks: Iterable[Talk]) -> tuple[ActorRef, ...]:
    parties = best_named({principal_key(actor): actor for actor in talk.parties} for talk in talks)
    return tuple(parties[key] for key in sorted(parties))


def _rounds(talks: Sequence[Talk], numbers: Mapping[str, int]) -> tuple[Round, ...]:
    tracks = number_tracks(talks)
    return tuple(
        Round(
            event_id=talk.event_id,
            number=numbers.get(talk.event_id),
            told=talk.told,
            part=talk.part,
            outcome=_round_outcome(talk, talks),
            stage=talk.stage,
            track=tracks.get(talk.event_id),
            because=tuple(_reasons(talk, talks)),
        )
        for talk in talks
    )


def _reasons(talk: Talk, talks: Sequence[Talk]) -> Iterator[str]:
    """Say why a talk is in its thread, in words of the vocabulary ``membership``."""
    others = [other for other in talks if other is not talk]
    yield "parties_named" if talk.named else "parties_of_article"
    yield "date_stated" if talk.dated else "date_reported" if talk.reported else "no_date"
    if any(set(talk.mediators) & set(other.mediators) for other in others):
        yield "same_mediator"
    if any(other.session and set(talk.places) & set(other.places) for other in others):
        yield "same_place"


def _round_outcome(talk: Talk, talks: Sequence[Talk]) -> str | None:
    """What came of a talk: a session on whose days something of substance was agreed came to that."""
    if talk.part != "session" or talk.outcome or not talk.session:
        return talk.outcome
    days = talk.dated
    if days and days.last - days.first <= PRECISE and any(_agreed_on(days, other) for other in talks):
        return "agreed"
    return "ongoing" if talk.ongoing else None


def _agreed_on(days: Window, other: Talk) -> bool:
    return _is_substance(other) and other.dated is not None and days.meets(other.dated)


def _is_substance(talk: Talk) -> bool:
    """Whether it is an agreement on more than to talk."""
    return talk.outcome == "agreed" and talk.stage != "pre_negotiation"


_TELLING = ("ongoing", "suspended", "broke_down", "agreed")
"""What may come of a negotiation; of two on one day the later in this order holds."""


def _outcome(talks: Sequence[Talk]) -> tuple[str, str | None]:
    """Return what came last of talks, and the event that shows it."""
    told = [(talk.order[:2], _TELLING.index(end), talk) for talk in talks if (end := _last_word(talk))]
    if not told:
        return "unknown", None
    _, rank, shown_by = max(told, key=lambda each: (*each[:2], each[2].key))
    return _TELLING[rank], shown_by.event_id


def _last_word(talk: Talk) -> str | None:
    if talk.outcome == "agreed":
        return "agreed" if _is_substance(talk) else "ongoing"
    if talk.outcome == "called_off":
        return "suspended"
    return talk.outcome or ("ongoing" if talk.ongoing else None)


def _stage(talks: Sequence[Talk]) -> str | None:
    """The furthest that was agreed on; talks about talks only where nobody has sat down yet."""
    held = any(talk.held for talk in talks)
    agreed = furthest(talk.stage for talk in talks if not (held and talk.stage == "pre_negotiation"))
    if agreed:
        return agreed
    return None if any(talk.session for talk in talks) else "pre_negotiation"


def _period(talks: Sequence[Talk]) -> DateInterval | None:
    """The time of its precisely dated events; where there is none, the month or the years that are told."""
    dated = [talk for talk in talks if talk.dated]
    told = [talk for talk in dated if _is_precise(talk)] or dated
    windows = [talk.dated for talk in told if talk.dated]
    if not windows:
        return None
    first, last = min(days.first for days in windows), max(days.last for days in windows)
    same = {(talk.dated, talk.precision) for talk in told}
    return DateInterval(first, last, same.pop()[1] if len(same) == 1 else "range")


def _is_precise(talk: Talk) -> bool:
    return talk.dated is not None and talk.dated.last - talk.dated.first <= PRECISE
