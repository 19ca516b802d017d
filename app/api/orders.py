"""What lists can be ordered by; the dates and names first, which indexes serve."""

from __future__ import annotations

from app.api.past_parts import EDGES_OF_ACTOR, EVENTS_OF_NEGOTIATION
from app.api.plans import Key, Orders


def _dated(key: str, tie: str | None = None) -> dict[str, Key]:
    return {
        "newest": Key(key, tie=tie, description="The newest first, the undated last."),
        "oldest": Key(
            key, descending=False, tie=tie, description="The oldest first, the undated before all."
        ),
    }


def _told(what: str, tie: str) -> dict[str, Key]:
    return {
        "confidence": Key(f"coalesce({what}.confidence, 0.0)", tie=tie, description="The surest first."),
        "origins": Key(
            f"coalesce({what}.origins, 0)", tie=tie, description="What most independent origins tell first."
        ),
        "articles": Key(
            f"coalesce({what}.articles, 0)", tie=tie, description="What most articles tell first."
        ),
        "mentions": Key(
            f"coalesce({what}.mentions, 0)", tie=tie, description="What most sentences tell first."
        ),
    }


# Two role edges of one event have the same first key.
_OF_PART = "@role(edge) + ' ' + @actor.id"
_PART = "@event.id + ' ' + @role(edge) + ' ' + @actor.id"

EVENT_ORDERS = Orders("EventOrder", _dated("@event.sort_key") | _told("@event", "@event.id"))
PART_ORDERS = Orders("PartOrder", _dated("@event.sort_key", _OF_PART) | _told("@edge", _PART))
MEDIATION_ORDERS = Orders(
    "MediationOrder", _dated("@edge.sort_key", "@actor.id") | _told("@edge", "@event.id + ' ' + @actor.id")
)
ENCOUNTER_ORDERS = Orders(
    "EncounterOrder",
    _dated("@event.sort_key", "@role(edge) + ' ' + @side.id + ' ' + @role(part) + ' ' + @fellow.id"),
)
NEGOTIATION_ORDERS = Orders(
    "NegotiationOrder",
    {
        "latest": Key(
            "@negotiation.sort_key", description="By their last day, the latest first, the undated last."
        ),
        "earliest": Key(
            "@negotiation.sort_key",
            descending=False,
            description="By their last day, the earliest first, the undated before all.",
        ),
        "name": Key(
            "toLower(@negotiation.name)", descending=False, tie="@negotiation.id", description="By name."
        ),
        "events": Key(
            "COUNT { (@negotiation)<-[:ROUND_OF]-() }",
            tie="@negotiation.id",
            as_of=f"COUNT {{ {EVENTS_OF_NEGOTIATION} }}",
            description="Those of most events first.",
        ),
    },
)
ACTOR_ORDERS = Orders(
    "ActorOrder",
    {
        "name": Key("@actor.sort_key", descending=False, description="By name."),
        "events": Key(
            "COUNT { (@actor)-[:@edges]->() }",
            tie="@actor.id",
            as_of=f"COUNT {{ {EDGES_OF_ACTOR} }}",
            description="Those with most parts in events first, of any confidence and genre.",
        ),
    },
)
ARTICLE_ORDERS = Orders(
    "ArticleOrder",
    _dated("@article.sort_key")
    | {
        "loaded": Key(
            "toString(@article.ingested)", tie="@article.id", description="The last to be loaded first."
        ),
    },
)
_IN_TEXT = "right('000000000' + toString(@mention.trigger_start), 9) + ' ' + @mention.id"
MENTION_ORDERS = Orders(
    "MentionOrder",
    {
        "id": Key("@mention.id", descending=False, description="By id: in no order that means anything."),
        "text": Key(
            "@mention.article_id + ' ' + " + _IN_TEXT,
            descending=False,
            description="By article, and in the order of its text.",
        ),
        "published": Key(
            "coalesce(toString(@mention.published_start), '')",
            descending=False,
            tie="@mention.id",
            description="The first to be published first, those of unknown days before all.",
        ),
        "loaded": Key(
            "toString(@mention.ingested)", tie="@mention.id", description="The last to be loaded first."
        ),
        "confidence": Key("@mention.confidence", tie="@mention.id", description="The surest readings first."),
    },
)


def latest_first(name: str, key: str, tie: str | None = None) -> Orders:
    """Give the orders of a list of what was done, by when."""
    return Orders(
        name,
        {
            "latest": Key(key, tie=tie, description="The latest first."),
            "earliest": Key(key, descending=False, tie=tie, description="The earliest first."),
        },
    )
