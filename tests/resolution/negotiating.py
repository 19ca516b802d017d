"""Talks on some days, and the negotiations that they are."""

from __future__ import annotations

from storytelling import (
    RUSSIA,
    UKRAINE,
    Told,
    article,
    told,
)

from loaders.records import Negotiation, Reading
from loaders.resolution import Resolution, resolve

SIDES = [UKRAINE, RUSSIA]


def talks(when: str | None, text: str = "They held talks", **facts: object) -> Told:
    given = {"mode": "negotiate", "party": SIDES, "when": when, **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


def each_alone(*mentions: Told) -> list[Reading]:
    return [article(f"article {index}", mention) for index, mention in enumerate(mentions)]


def negotiations(*mentions: Told) -> tuple[Negotiation, ...]:
    return resolve(each_alone(*mentions)).negotiations


def numbers(resolution: Resolution) -> dict[str, int | None]:
    """The round's number by the day of each event."""
    (negotiation,) = resolution.negotiations
    days = {event.id: str(event.date.start) if event.date else "undated" for event in resolution.events}
    return {days[each.event_id]: each.number for each in negotiation.rounds}
