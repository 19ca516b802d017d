"""One annotated event, from the words of the ``extract`` line (contract, section 7) to a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from evaluation.gold import GoldActor, GoldError, GoldEvent, GoldParticipant, GoldQuantity
from graph_schema import schema
from loaders.records import Content, DateInterval, Place


def gold_event(event: Mapping[str, Any], where: str) -> GoldEvent:
    """Read one event; a word that the schema does not have, or a missing field, is a :class:`GoldError`."""
    try:
        read = _event(event)
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(
            f"{where}: an event cannot be read ({type(error).__name__}: {error}). "
            "Write it as annotated/README.md says."
        ) from error
    _check_words(read, where)
    return read


def _event(event: Mapping[str, Any]) -> GoldEvent:
    trigger = event["trigger"]
    return GoldEvent(
        type=event["type"],
        status=event["status"],
        trigger=trigger["text"] if isinstance(trigger, Mapping) else trigger,
        mode=event.get("mode"),
        of=tuple(Content(part["type"], part.get("mode")) for part in event.get("of") or ()),
        date=_date(event.get("date")),
        place=_place(event.get("location")),
        participants=tuple(_participant(one) for one in event.get("participants") or ()),
        quantities=tuple(_quantity(one) for one in event.get("quantities") or ()),
        attributed_to=tuple(event.get("attributed_to") or ()),
        quote=event.get("quote"),
        also=tuple(trigger.get("also", ())) if isinstance(trigger, Mapping) else (),
        optional=bool(event.get("optional")),
    )


def _date(given: Mapping[str, Any] | None) -> DateInterval | None:
    if not given or not given.get("start"):
        return None
    start = date.fromisoformat(given["start"])
    end = date.fromisoformat(given["end"]) if given.get("end") else start
    return DateInterval(start, end, given.get("precision", "day"), given.get("basis", "stated"))


def _place(given: Mapping[str, Any] | None) -> Place | None:
    return Place(given["name"], given.get("country")) if given and given.get("name") else None


def _participant(given: Mapping[str, Any]) -> GoldParticipant:
    actor = given["actor"]
    return GoldParticipant(
        role=given["role"],
        text=given["text"],
        actor=GoldActor(actor["name"], actor["kind"], actor.get("country")),
        status=given.get("status"),
        acts_for=given.get("for"),
        optional=bool(given.get("optional")),
    )


def _quantity(given: Mapping[str, Any]) -> GoldQuantity:
    value = given.get("value")
    low, high = value if isinstance(value, list) else (given.get("low", value), given.get("high", value))
    return GoldQuantity(given["what"], float(low), float(high), given["text"])


def _check_words(event: GoldEvent, where: str) -> None:
    declared = schema()
    types, statuses = set(declared.event_types), set(declared.words("status"))
    wrong = {event.type, *(part.type for part in event.of)} - types
    wrong |= {event.status, *(one.status for one in event.participants if one.status)} - statuses
    wrong |= {one.role for one in event.participants} - set(declared.roles)
    if wrong:
        raise GoldError(
            f"{where}: {', '.join(sorted(wrong))}: no type, status or role of the schema. "
            "Use the words of docs/schema.md."
        )
