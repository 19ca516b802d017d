"""Which number a round has by date, and which rounds nothing is reported of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from loaders.resolution.talks import Talk

PRECISE = timedelta(days=62)
"""Talks dated less precisely than two months may be one of several rounds."""
MOST_UNREPORTED = 50
"""A larger gap between the numbers of two rounds is a misreading, or another way of counting."""


def number_rounds(talks: Sequence[Talk]) -> Mapping[str, int]:
    """Number the sessions by date, under their events' ids; what may be one of them told vaguely gets none."""
    sessions = [talk for talk in talks if talk.session]
    numbered = [talk for talk in sessions if not _may_be_another(talk, sessions)]
    return {talk.event_id: number for number, talk in enumerate(numbered, start=1)}


def unreported_rounds(talks: Sequence[Talk]) -> tuple[int, ...]:
    """Return the numbers that rounds without any report must have, by the numbers that texts give to others.

    ``talks`` are the numbered sessions by date. Where a session between two counted ones is told without a number,
    which of them is missing cannot be said, and none is named.

    Examples
    --------
    After a first and a second round the fifth is reported: nothing is known of the third and the fourth.

    """
    return tuple(number for gap in _gaps(talks) for number in gap)


def _gaps(talks: Sequence[Talk]) -> Iterator[range]:
    last, uncounted = 0, 0
    for talk in talks:
        if talk.ordinal is None:
            uncounted += 1
        elif talk.ordinal > last:
            if not uncounted and talk.ordinal - last <= MOST_UNREPORTED:
                yield range(last + 1, talk.ordinal)
            last, uncounted = talk.ordinal, 0


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
