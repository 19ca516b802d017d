"""What the graph was made from: outlets, loads, rejections; and how much there is of all."""

from __future__ import annotations

import strawberry

from app.api import past_parts as past
from app.api.arguments import AFTER, AS_OF, FIRST, GENRE, ID, filtered_by, ordered_by
from app.api.conditions import both, condition, either, filter_type, neither, related
from app.api.evidence import Article, Mention
from app.api.evidence_filters import ArticleFilter, MentionFilter, outlets_of
from app.api.filter_parts import COUNTRY, at_least, holds
from app.api.happenings import Actor
from app.api.orders import ARTICLE_ORDERS, MENTION_ORDERS, latest_first
from app.api.pages import Connection
from app.api.places import PLACE_ORDERS, Place, PlaceFilter
from app.api.plans import Count, Inline, Key, Link, Orders, Told, Variant, column, graph_type, planned, value
from app.api.words import Day, Moment, Reliability
from loaders.outlets import outlets

_ARTICLES_OF = "MATCH (@actor)<-[:PUBLISHED_BY]-(@article:Article)"
OUTLET_ORDERS = Orders(
    "OutletOrder",
    {
        "name": Key("@actor.sort_key", descending=False, description="By name."),
        "articles": Key(
            f"COUNT {{ {_ARTICLES_OF} WHERE @seen(article) }}",
            tie="@actor.id",
            description="Those of most articles first.",
        ),
    },
)
SAVED_QUERY_ORDERS = Orders(
    "SavedQueryOrder",
    {
        "name": Key("@saved_query.name", descending=False, description="By name."),
        "latest": Key(
            "toString(@saved_query.at)", tie="@saved_query.name", description="The last saved first."
        ),
    },
)
LOAD_ORDERS = latest_first("LoadOrder", "toString(@load.started)", tie="@load.id")
REJECTION_ORDERS = latest_first("RejectionOrder", "toString(@rejection.at)", tie="@rejection.id")


@graph_type("actor")
class Outlet:
    """A newspaper, broadcaster, agency or site that publishes articles."""

    id: strawberry.ID = column("Actor.id")
    name: str = column("Actor.name")
    owner: str | None = planned(
        Told("@actor.name", lambda name: outlets().owner(name)),
        "Who owns it, as far as that is known: what two outlets of one owner tell is of one origin.",
    )
    reliability: Reliability | None = planned(
        Told("@actor.name", lambda name: outlets().reliability(name)),
        "How reliable you hold it to be (`goodoffices outlets`); has no part in any confidence.",
    )
    said_by: str | None = planned(
        Told("@actor.name", lambda name: said.by or None if (said := outlets().line(name)) else None),
        "Who said last how reliable it is, or who owns it.",
    )
    said_at: Moment | None = planned(
        Told("@actor.name", lambda name: said.at or None if (said := outlets().line(name)) else None),
        "When that was.",
    )
    actor: Actor = planned(Inline(), "The outlet as an actor, who may take part in events itself.")
    articles: Connection[Article] = planned(
        Link(_ARTICLES_OF, where=("@seen(article)",), kind="page", key=ARTICLE_ORDERS),
        "Its articles, newest first.",
        (FIRST, AFTER, filtered_by(ArticleFilter), ordered_by(ARTICLE_ORDERS)),
    )


@filter_type
class OutletFilter:
    """Outlets that meet all entries given."""

    and_: list[OutletFilter] | None = both()
    or_: list[OutletFilter] | None = either()
    not_: OutletFilter | None = neither()
    name: str | None = condition(
        "Of this name, in any case of letters.", "toLower(@actor.name) = toLower($value)"
    )
    text: str | None = holds("The name holds these words.", "@actor.name")
    country: str | None = condition(f"Of this country. {COUNTRY}", "@actor.country = $value")
    reliability: list[Reliability] | None = condition(
        "Held by you to be so reliable.",
        "toLower(@actor.name) IN $value",
        convert=outlets_of,
        converts_anew=True,
    )
    article: ArticleFilter | None = related(
        "Having published such an article.",
        _ARTICLES_OF,
        where=("@seen(article)",),
        takes={"actor": "@actor"},
    )


@graph_type("rejection")
class Rejection:
    """An item that could not be read, recorded so that nothing is silently lost."""

    id: strawberry.ID = column("Rejection.id")
    where: str = column("Rejection.where")
    stage: str = column("Rejection.stage")
    reason: str = column("Rejection.reason")
    remedy: str | None = column("Rejection.remedy")
    at: Moment = column("Rejection.at", "toString(@rejection.at)")
    loads: list[Load] = planned(
        Link("MATCH (@rejection)-[:REJECTED_BY]->(@load:Load)", order="@load.started DESC, @load.id"),
        "The runs that met it, the latest first.",
    )


@filter_type
class RejectionFilter:
    """Rejections that meet all entries given."""

    and_: list[RejectionFilter] | None = both()
    or_: list[RejectionFilter] | None = either()
    not_: RejectionFilter | None = neither()
    stage: list[str] | None = condition(
        "Failed at one of these stages, such as `read`.", "@rejection.stage IN $value"
    )
    text: str | None = holds(
        "Item or reason holds these words.", "@rejection.where + ' ' + @rejection.reason"
    )
    since: Moment | None = condition("Last seen at or after this moment.", "@rejection.at >= $value")
    until: Moment | None = condition("Last seen by this moment.", "@rejection.at <= $value")
    load: strawberry.ID | None = condition(
        "Met by this run.", "EXISTS { (@rejection)-[:REJECTED_BY]->(:Load {id: $value}) }"
    )


@graph_type("saved_query")
class SavedQuery:
    """A question that somebody saved under a name; it is asked as `documentId`, or as a table."""

    name: str = column("SavedQuery.name")
    document: str = column("SavedQuery.document")
    description: str = column("SavedQuery.description")
    by: str = column("SavedQuery.by")
    at: Moment = column("SavedQuery.at", "toString(@saved_query.at)")


@graph_type("load")
class Load:
    """One run of the loader."""

    id: strawberry.ID = column("Load.id")
    started: Moment = column("Load.started", "toString(@load.started)")
    finished: Moment | None = column("Load.finished", "toString(@load.finished)")
    sources: list[str] = column("Load.sources", "coalesce(@load.sources, [])")
    articles: int | None = column("Load.articles")
    mentions: int | None = column("Load.mentions")
    unchanged: int | None = column("Load.unchanged")
    written: Connection[Article] = planned(
        Link(
            "MATCH (@load)<-[:LOADED_BY]-(@article:Article)",
            where=("@seen(article)",),
            kind="page",
            key=ARTICLE_ORDERS,
            genres="all",
        ),
        "The articles whose current version it wrote, newest first.",
        (FIRST, AFTER, filtered_by(ArticleFilter), ordered_by(ARTICLE_ORDERS)),
    )
    rejections: Connection[Rejection] = planned(
        Link("MATCH (@load)<-[:REJECTED_BY]-(@rejection:Rejection)", kind="page", key=REJECTION_ORDERS),
        "What it could not read, the last first.",
        (FIRST, AFTER, filtered_by(RejectionFilter), ordered_by(REJECTION_ORDERS)),
    )


@filter_type
class LoadFilter:
    """Runs of the loader that meet all entries given."""

    and_: list[LoadFilter] | None = both()
    or_: list[LoadFilter] | None = either()
    not_: LoadFilter | None = neither()
    since: Moment | None = condition("Begun at or after this moment.", "@load.started >= $value")
    until: Moment | None = condition("Begun by this moment.", "@load.started <= $value")
    finished: bool | None = condition(
        "False: those that run now, or were stopped.", "(@load.finished IS NOT NULL) = $value"
    )
    source: str | None = condition(
        "Told to load a source whose name holds these words.",
        "any(source IN @load.sources WHERE toLower(source) CONTAINS toLower($value))",
    )
    articles: int | None = at_least("this many articles", "@load.articles")
    rejections: int | None = at_least("this many rejections", "@load.rejections")


def _number(match: str, kind: str, description: str, as_of: str | None = None) -> int:
    seen = (f"@seen({kind})",) if kind else ()
    number: int = planned(Variant(Count(match, seen), Count(as_of or match, seen)), description)
    return number


def _day(order: str) -> str:
    return (
        "COLLECT { MATCH (@article:Article) WHERE @article.published_start IS NOT NULL AND @seen(article) "
        f"RETURN toString(@article.published_start) ORDER BY @article.sort_key {order} LIMIT 1 }}[0]"
    )


# A change can be read before one with a smaller number, of the same transaction: what follows a gap is left for later.
_LAST_CHANGE = (
    "coalesce(COLLECT { MATCH (@change:Change) WHERE @seen(change) "
    "WITH @change ORDER BY @change.sort_key DESC LIMIT 1000 "
    "WITH @change ORDER BY @change.sort_key WITH collect(@change.seq) AS @numbers "
    "RETURN [@at IN range(0, size(@numbers) - 1) WHERE @numbers[@at] = @numbers[0] + @at | @numbers[@at]][-1] "
    "}[0], 0)"
)


@graph_type()
class Statistics:
    """How much there is of all that counts in answers: of the genres asked for, sure enough, known at the time."""

    articles: int = _number("MATCH (@article:Article)", "article", "Number of articles.")
    mentions: int = _number("MATCH (@mention:Mention)", "mention", "Number of mentions that stand.")
    events: int = _number("MATCH (@event:Event)", "event", "Number of events.", past.EVENTS)
    negotiations: int = _number(
        "MATCH (@negotiation:Negotiation)", "negotiation", "Number of negotiations.", past.NEGOTIATIONS
    )
    parts: int = _number(
        "MATCH (@actor:Actor)-[@edge:@edges]->(@event:Event)",
        "edge",
        "Number of parts of actors.",
        past.EDGES,
    )
    outlets: int = _number(
        "MATCH (@actor:Actor&Outlet)<-[:PUBLISHED_BY]-(@article:Article) WHERE @seen(article) WITH DISTINCT @actor",
        "",
        "Number of outlets that published articles.",
    )
    loads: int = _number("MATCH (@load:Load)", "", "Number of runs of the loader, whenever they were.")
    rejections: int = _number(
        "MATCH (@rejection:Rejection)", "", "Number of items that could not be read, whenever."
    )
    first_day: Day | None = value(_day("ASC"), "The first day on which an article was published.")
    last_day: Day | None = value(_day("DESC"), "The last such day.")
    changes: int = value(
        _LAST_CHANGE,
        "The number of the last change: asked for beside what you read, it is the `since` from which to follow.",
    )
    last_change: Moment | None = value(
        "COLLECT { MATCH (@change:Change) WHERE @seen(change) "
        "RETURN toString(@change.at) ORDER BY @change.sort_key DESC LIMIT 1 }[0]",
        "When an event, a negotiation or an actor changed last.",
    )


_PAGED = (FIRST, AFTER)


@graph_type()
class Registers:
    """What the graph was made from."""

    mentions: Connection[Mention] = planned(
        Link(
            "MATCH (@mention:Mention)",
            where=("@seen(mention)",),
            kind="page",
            key=MENTION_ORDERS,
            genres="default",
        ),
        'Mentions: `mentions(filter: {attributedTo: "Reuters", quantity: [killed]}) { nodes { sentence } }`.',
        (*_PAGED, filtered_by(MentionFilter), ordered_by(MENTION_ORDERS), AS_OF),
    )
    mention: Mention | None = planned(
        Link("MATCH (@mention:Mention {id: $id})", kind="one", genres="all"),
        "One mention, whether it stands or not: `active` and `stood` tell.",
        (ID, AS_OF),
    )
    outlets: Connection[Outlet] = planned(
        Link(
            "MATCH (@actor:Actor&Outlet)",
            where=("@seen(actor)",),
            kind="page",
            key=OUTLET_ORDERS,
            genres="default",
        ),
        "Outlets, by name: `outlets(order: articles, first: 10) { nodes { name articles { totalCount } } }`.",
        (*_PAGED, filtered_by(OutletFilter), ordered_by(OUTLET_ORDERS), AS_OF),
    )
    places: Connection[Place] = planned(
        Link(
            "MATCH (@place:Place)",
            as_of=past.PLACES,
            where=("@place.name IS NOT NULL",),
            kind="page",
            key=PLACE_ORDERS,
            genres="default",
        ),
        "Places where something happened, by name.",
        (*_PAGED, filtered_by(PlaceFilter), ordered_by(PLACE_ORDERS), AS_OF),
    )
    loads: Connection[Load] = planned(
        Link(
            "MATCH (@load:Load)",
            as_of="MATCH (@load:Load) WHERE coalesce(@load.started <= $ingested, true) WITH *",
            kind="page",
            key=LOAD_ORDERS,
            genres="all",
        ),
        "Runs of the loader, the latest first; a moment of `asOf` leaves out later ones.",
        (*_PAGED, filtered_by(LoadFilter), ordered_by(LOAD_ORDERS), AS_OF),
    )
    rejections: Connection[Rejection] = planned(
        Link("MATCH (@rejection:Rejection)", kind="page", key=REJECTION_ORDERS),
        'What could not be read, the last first: `rejections(filter: {stage: ["read"]}) { nodes { where reason } }`. '
        "They keep no history: each is told as it was last seen.",
        (*_PAGED, filtered_by(RejectionFilter), ordered_by(REJECTION_ORDERS)),
    )
    saved_queries: Connection[SavedQuery] = planned(
        Link("MATCH (@saved_query:SavedQuery)", kind="page", key=SAVED_QUERY_ORDERS),
        "Questions that were saved under names: `savedQueries { nodes { name description document by } }`.",
        (*_PAGED, ordered_by(SAVED_QUERY_ORDERS)),
    )
    statistics: Statistics = planned(
        Inline(), "How much there is: `statistics { articles events negotiations lastDay }`.", (GENRE, AS_OF)
    )
