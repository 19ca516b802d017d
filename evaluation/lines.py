"""One event on one line, gold and told alike, to be read side by side."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.gold import GoldEvent
from loaders.records import Content, DateInterval, Mention, Place


def gold_line(event: GoldEvent) -> str:
    """Write a gold event on one line.

    Examples
    --------
    >>> gold_line(GoldEvent("CONSULT", "planned", "talks", mode="negotiate"))
    'CONSULT.negotiate planned “talks”'

    """
    parts = [(one.role, one.actor.name, one.acts_for, one.status) for one in event.participants]
    head = _head(event.type, event.mode, event.of, event.status, event.trigger)
    return _line(head, parts, event.date, event.place, event.attributed_to)


def told_line(mention: Mention) -> str:
    """Write a mention on one line, as :func:`gold_line` does an event."""
    parts = [
        (one.role, one.actor.name, one.acts_for.name if one.acts_for else None, one.status)
        for one in mention.participants
    ]
    head = _head(mention.type, mention.mode, mention.of, mention.status, mention.trigger.text)
    return _line(head, parts, mention.date, mention.place, [link.name for link in mention.attribution])


def _head(type: str, mode: str | None, of: Iterable[Content], status: str, trigger: str) -> str:
    about = ", ".join(_act(part.type, part.mode) for part in of)
    return f"{_act(type, mode)}{f' of {about}' if about else ''} {status} “{trigger}”"


def _act(type: str, mode: str | None) -> str:
    return f"{type}.{mode}" if mode else type


def _line(
    head: str,
    parts: Iterable[tuple[str, str, str | None, str | None]],
    date: DateInterval | None,
    place: Place | None,
    attributed_to: Iterable[str],
) -> str:
    pieces = [head]
    for role, name, acts_for, status in parts:
        pieces.append(
            f"{role} {name}{f' for {acts_for}' if acts_for else ''}{f' ({status})' if status else ''}"
        )
    if date is not None and date.start is not None:
        pieces.append(f"on {date.start}" if date.end == date.start else f"on {date.start}/{date.end}")
    if place is not None:
        pieces.append(f"in {place.name}")
    pieces += [f"says {name}" for name in attributed_to]
    return "; ".join(pieces)
