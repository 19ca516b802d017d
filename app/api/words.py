"""GraphQL enums from the declared vocabularies, and dates as the text that the database gives.

Enum values are the declared words themselves (``happened``, not ``HAPPENED``): the graph, JSON Lines and
GraphQL say the same word, and no answer is translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from graph_schema import schema
from loaders.outlets import RELIABILITY


def _enum(name: str, vocabulary: str) -> Any:
    declared = schema().vocabularies[vocabulary]
    members = {
        word.name: strawberry.enum_value(word.name, description=word.description) for word in declared.words
    }
    return strawberry.enum(Enum(name, members), description=declared.description)  # type: ignore[call-overload]  # members are not literal


def _parse_date(text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise GraphQLError(f"{text!r} is not a date: write it as 2025-06-02.") from None


def _parse_moment(text: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise GraphQLError(f"{text!r} is not a moment: write it as 2025-06-02T12:00:00Z.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


if TYPE_CHECKING:
    # For the type checker they are what a row holds: text.
    type ActorKind = str
    type AttributionKind = str
    type Basis = str
    type ChangeKind = str
    type ChangeReason = str
    type EventType = str
    type Genre = str
    type Judged = str
    type MediatorReport = str
    type Membership = str
    type Mode = str
    type Outcome = str
    type Precision = str
    type QuantityKind = str
    type Reliability = str
    type Role = str
    type SentenceKind = str
    type Stage = str
    type Status = str
    type ThreadPart = str
    type Verdict = str
else:
    ActorKind = _enum("ActorKind", "actor_kind")
    AttributionKind = _enum("AttributionKind", "attribution_kind")
    Basis = _enum("Basis", "basis")
    ChangeKind = _enum("ChangeKind", "change_kind")
    ChangeReason = _enum("ChangeReason", "change_reason")
    EventType = _enum("EventType", "event_type")
    Genre = _enum("Genre", "genre")
    Judged = _enum("Judged", "judged")
    MediatorReport = _enum("MediatorReport", "mediator_report")
    Membership = _enum("Membership", "membership")
    Mode = _enum("Mode", "mode")
    Outcome = _enum("Outcome", "outcome")
    Precision = _enum("Precision", "precision")
    QuantityKind = _enum("QuantityKind", "quantity_kind")
    Reliability = strawberry.enum(
        Enum(
            "Reliability",
            {letter: strawberry.enum_value(letter, description=said) for letter, said in RELIABILITY.items()},
        ),
        description="How reliable you hold an outlet to be, on the Admiralty scale for sources.",
    )
    Role = _enum("Role", "role")
    SentenceKind = _enum("SentenceKind", "sentence_kind")
    Stage = _enum("Stage", "negotiation_stage")
    Status = _enum("Status", "status")
    ThreadPart = _enum("ThreadPart", "thread_part")
    Verdict = _enum("Verdict", "verdict")


class PageFormat(Enum):
    """What a page is written in."""

    html = strawberry.enum_value("html", description="A page of the web, as it was fetched.")
    text = strawberry.enum_value("text", description="Text alone, also a dump of several articles.")
    markdown = strawberry.enum_value("markdown", description="Markdown, with or without front matter.")


strawberry.enum(PageFormat, description="What a page is written in.")
Day = NewType("Day", str)
Moment = NewType("Moment", str)

SCALARS: Mapping[object, ScalarDefinition] = {
    Day: strawberry.scalar(
        name="Date", description="A day, as `2025-06-02`.", serialize=str, parse_value=_parse_date
    ),
    Moment: strawberry.scalar(
        name="DateTime",
        description="A moment, as `2025-06-02T12:00:00Z`; without an offset it is UTC.",
        serialize=str,
        parse_value=_parse_moment,
    ),
}
