"""The fields of ``Subscription``: the change feed as it grows, each change with what came of it.

A change is told to whoever's filter its object meets as it is now. Whose filter it met before nobody keeps, so a
change that takes something away, or may have, is told to all, with nothing but ids where the filter is not met:
whoever keeps what it was told, keeps it right.
"""

from __future__ import annotations

import strawberry

from app.api.arguments import filtered_by
from app.api.changes import Change, ChangeFilter, OfFeed
from app.api.evidence import Mention
from app.api.evidence_filters import MentionFilter
from app.api.filtering import plain
from app.api.filters import EventFilter, NegotiationFilter
from app.api.happenings import Event
from app.api.negotiations import Negotiation
from app.api.plans import Follow, Inline, Link, argument, column, graph_type, planned
from app.api.rounds import Round
from app.api.words import ChangeKind

_TAKES = "NOT @change.kind IN ['added', 'split']"
"""Whether a change may take something away from somebody who was told of it."""


@graph_type("change", "event")
class EventChange(OfFeed):
    """What became of an event; `event` is it as it is now."""

    event: Event | None = planned(
        Inline(when="@event IS NOT NULL"), "The event; null where it is gone or does not meet the filter."
    )
    mentions: list[Mention] = planned(
        Link(
            "UNWIND coalesce(@change.gained, []) AS @key MATCH (@mention:Mention {id: @key})",
            where=("@event IS NOT NULL", "@seen(mention)"),
            order="@mention.article_id, @mention.trigger_start, @mention.id",
        ),
        "What came with this change: sentences read in new articles, or that count again.",
    )


@graph_type("change", "negotiation")
class NegotiationChange(OfFeed):
    """What became of a negotiation; `negotiation` is it as it is now."""

    negotiation: Negotiation | None = planned(
        Inline(when="@negotiation IS NOT NULL"),
        "The negotiation; null where it is gone or does not meet the filter.",
    )
    rounds: list[Round] = planned(
        Link(
            "MATCH (@negotiation)<-[@round:ROUND_OF]-(@event:Event)",
            where=("@event.id IN @change.gained", "@round.number IS NOT NULL", "@seen(event)"),
            order="@round.number, @event.id",
        ),
        "The rounds that came with this change, held or planned.",
    )
    lost: list[strawberry.ID] = column("Change.lost", "coalesce(@change.lost, [])")


@graph_type("change", "gained", "lost")
class MentionChange(OfFeed):
    """What an event gained or lost of mentions."""

    mentions: list[Mention] = planned(
        Link(
            "UNWIND @gained AS @mention",
            order="@mention.article_id, @mention.trigger_start, @mention.id",
        ),
        "What came: sentences read in new articles, or that count again.",
    )
    withdrawn: list[Mention] = planned(
        Link(
            "UNWIND @lost AS @mention",
            order="@mention.article_id, @mention.trigger_start, @mention.id",
        ),
        "What no longer counts: retracted, corrected, read otherwise or judged to be wrong.",
    )
    event: Event | None = planned(
        Link("MATCH (@event:Event {id: @change.key})", where=("@seen(event)",), kind="one"),
        "The event that they tell of, or told of; null where it is gone.",
    )


def _mentions(of: str, where: str) -> str:
    return (
        f"COLLECT {{ UNWIND coalesce(@change.{of}, []) AS @key MATCH (@mention:Mention {{id: @key}}) "
        f"WHERE {where}$met RETURN @mention }} AS @{of}"
    )


_SINCE = argument(
    "since",
    int | None,
    "Begin after this change: the last `seq` that was told, or `statistics { changes }` beside what you read. "
    "Not given: from now on.",
)
_ARGUMENTS = (
    _SINCE,
    argument(
        "kind", list[ChangeKind] | None, "Only what became so: `[added]` for the new.", None, convert=plain
    ),
)


@graph_type()
class Subscription:
    """The change feed as it grows: over WebSocket (`graphql-transport-ws`) or server-sent events (`graphql-sse`).

    Each message tells one change, in order, none twice. Its `seq` stands in the message's `extensions` too: after
    a drop, subscribe with it as `since`, and nothing is lost.
    """

    events: EventChange = planned(
        Follow(
            "Event",
            "OPTIONAL MATCH (@event:Event {id: @change.key}) WHERE @seen(event) AND $met",
            f"@event IS NOT NULL OR {_TAKES}",
        ),
        "New events, and what becomes of them: `subscription { events(filter: {type: [CONSULT], role: [mediator]}) "
        "{ seq kind event { id mediators { name } } } }`. Of a filter, what was changed, merged or withdrawn is told "
        "even where it is not met, then without `event`.",
        (*_ARGUMENTS, filtered_by(EventFilter)),
    )
    negotiations: NegotiationChange = planned(
        Follow(
            "Negotiation",
            "OPTIONAL MATCH (@negotiation:Negotiation {id: @change.key}) WHERE @seen(negotiation) AND $met",
            f"@negotiation IS NOT NULL OR {_TAKES}",
        ),
        'New rounds of negotiations: `subscription { negotiations(filter: {negotiation: "Russia-Ukraine"}) { seq '
        "negotiation { name stage } rounds { number event { status } } } }`. What was changed, merged (into `others`) "
        "or withdrawn is told even where the filter is not met.",
        (*_ARGUMENTS, filtered_by(NegotiationFilter)),
    )
    mentions: MentionChange = planned(
        Follow(
            "Event",
            f"WITH *, {_mentions('gained', '@seen(mention) AND ')}, {_mentions('lost', '')}",
            "size(@gained) + size(@lost) > 0 OR @change.reason = 'erased'",
        ),
        'New mentions: `subscription { mentions(filter: {actor: "Turkey"}) { seq mentions { sentence article '
        "{ title } } withdrawn { id } event { id } } }`. What was erased is told to all, by its event alone.",
        (*_ARGUMENTS, filtered_by(MentionFilter)),
    )
    changes: Change = planned(
        Follow(None),
        "All that becomes of events, negotiations and actors: `subscription { changes(since: 120) { seq kind label "
        "key } }`.",
        (_SINCE, filtered_by(ChangeFilter)),
    )
