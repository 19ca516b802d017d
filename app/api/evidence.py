"""GraphQL types of the evidence: articles, their sentences, and the mentions read in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import orjson
import strawberry

from app.api.arguments import AFTER, FIRST, filtered_by
from app.api.evidence_filters import MentionFilter, SentenceFilter
from app.api.history import RETRACTION, RETRACTIONS, STOOD, VERSIONS, ArticleVersion, Interval, Retraction
from app.api.pages import Connection
from app.api.past_parts import EVENT_OF_MENTION
from app.api.plans import (
    Inline,
    Key,
    Link,
    Records,
    Variant,
    column,
    graph_type,
    interval,
    planned,
    record_type,
    records,
    said,
    value,
)
from app.api.support import RELIABILITY
from app.api.words import (
    AttributionKind,
    Basis,
    Day,
    EventType,
    Genre,
    Mode,
    Moment,
    Precision,
    QuantityKind,
    Reliability,
    Role,
    SentenceKind,
    Status,
)

if TYPE_CHECKING:
    from app.api.happenings import Actor, Event

_happenings = strawberry.lazy("app.api.happenings")  # that module imports this one


def read_json(text: str | None) -> list[dict[str, Any]]:
    """Read a list of records from JSON."""
    return orjson.loads(text) if text else []


def read_contents(words: list[str] | None) -> list[dict[str, Any]]:
    """Read contents from ``TYPE`` or ``TYPE/mode``."""
    parts = (word.partition("/") for word in words or ())
    return [{"type": kind, "mode": mode or None} for kind, _, mode in parts]


def read_quantities(text: str | None) -> list[dict[str, Any]]:
    """Read quantities, whose value is a number or a range."""
    return [item | _bounds(item["value"]) for item in read_json(text)]


def _bounds(number: float | list[float]) -> dict[str, float]:
    low, high = number if isinstance(number, list) else (number, number)
    return {"low": low, "high": high}


@graph_type("start", "end", "precision", "basis")
class DateInterval:
    """A day, month, year or range, with how precisely and on what ground it is known."""

    start: Day = value("toString(@start)", "First day.")
    end: Day | None = value("toString(@end)", "Last day.")
    precision: Precision = value("@precision", "How precisely the date is known.")
    basis: Basis | None = value("@basis", "On what ground the date is known.")


@record_type
class Content:
    """What an act is about: an agreement to meet is an AGREE of a CONSULT with mode `meet`."""

    type: EventType = said("The type of the act agreed on, asked for or refused.")
    mode: Mode | None = said("Its mode, where the text tells it.")


@record_type
class Attribution:
    """One link of the chain of who says so."""

    name: str = said("Who or what is named.")
    kind: AttributionKind = said("What stands behind the statement.")
    actor_id: str | None = said("The actor's id, where it is known.")
    verb: str | None = said("The verb of saying.")


@record_type
class Quantity:
    """A number that the text gives; `low` and `high` are equal unless it gives a range."""

    what: QuantityKind = said("What is counted.")
    low: float = said("The number, or the least of a range.")
    high: float = said("The number, or the most of a range.")
    unit: str | None = said("The unit or currency.")
    text: str = said("The words that give it.")
    status: Status | None = said("Its own status, such as `alleged`.")
    attributed_to: str | None = said("Who gives it, where the text says so.")


@graph_type("argument", "actor")
class Argument:
    """An actor that a sentence names in a role of the event."""

    role: Role = value("@argument.role", "The role.")
    text: str = value("@argument.text", "The words that name the actor.")
    start: int = value("@argument.start", "Offset of those words in the article's text.")
    end: int = value("@argument.end", "Offset after them.")
    status: Status | None = value(
        "@argument.status", "The participation's own status, where the text gives one."
    )
    because: str | None = value("@argument.because", "The rule that resolved the words to this actor.")
    actor: Annotated[Actor, _happenings] = planned(Inline(), "Whom the words stand for.")
    acts_for: Annotated[Actor, _happenings] | None = planned(
        Link("MATCH (@other:Actor {id: @argument.for})", kind="one", bindings={"actor": "@other"}),
        "The state or body that a person acts for.",
    )


@graph_type("mention")
class Mention:
    """One sentence's report of one event: the evidence."""

    # What was read otherwise later stands apart, and is the same mention.
    id: strawberry.ID = column("Mention.id", as_of="coalesce(@mention.former_of, @mention.id)")
    sentence: str = column("Mention.evidence")
    start: int = column("Mention.evidence_start")
    end: int = column("Mention.evidence_end")
    kind: SentenceKind = column("Mention.kind")
    genre: Genre = column("Mention.genre")
    type: EventType = column("Mention.type")
    mode: Mode | None = column("Mention.mode")
    of: list[Content] = records("Mention.of", read_contents)
    status: Status = column("Mention.status")
    trigger: str = column("Mention.trigger")
    trigger_start: int = column("Mention.trigger_start")
    trigger_end: int = column("Mention.trigger_end")
    date: DateInterval | None = planned(
        interval("@mention.date_"), "When it happened, as this sentence says."
    )
    place: str | None = column("Mention.place_name")
    country: str | None = column("Mention.place_country")
    attribution: list[Attribution] = records("Mention.attribution", read_json)
    quantities: list[Quantity] = records("Mention.quantities", read_quantities)
    ordinal: int | None = column("Mention.ordinal")
    confidence: float = column("Mention.confidence")
    extractor: str = column("Mention.extractor")
    extractor_version: str = column("Mention.extractor_version")
    frame: str | None = column("Mention.frame")
    ingested: Moment = column("Mention.ingested", "toString(@mention.ingested)")
    version: str = column("Mention.version")
    active: bool = column("Mention.active")
    stood: list[Interval] = planned(
        Records(STOOD, list),
        "When it stood; what is superseded, retracted or read otherwise since does not.",
    )
    formerly: list[Mention] = planned(
        Link(
            "MATCH (@other:Mention {article_id: @mention.article_id, former_of: @mention.id})",
            bindings={"mention": "@other"},
            order="@other.active_since[0], @other.id",
        ),
        "What it said before its extractor read it otherwise, earliest first.",
    )
    arguments: list[Argument] = planned(
        Link(
            "MATCH (@mention)-[@argument:ARGUMENT]->(@actor:Actor)", order="@argument.start, @argument.role"
        ),
        "The actors that the sentence names, with their roles.",
    )
    article: Article | None = planned(
        Link("MATCH (@mention)-[:IN]->(:Sentence)-[:OF]->(@article:Article)", kind="one"),
        "The article that states it.",
    )
    event: Annotated[Event, _happenings] | None = planned(
        Link("MATCH (@mention)-[:REPORTS]->(@event:Event)", as_of=EVENT_OF_MENTION, kind="one"),
        "The event that it reports.",
    )


@graph_type("sentence")
class Sentence:
    """One sentence of an article's current version."""

    id: strawberry.ID = column("Sentence.id")
    index: int = column("Sentence.index")
    text: str = column("Sentence.text")
    start: int = column("Sentence.start")
    end: int = column("Sentence.end")
    kind: SentenceKind = column("Sentence.kind")
    genre: Genre = column("Sentence.genre")
    article: Article | None = planned(
        Link("MATCH (@sentence)-[:OF]->(@article:Article)", kind="one"), "The article it stands in."
    )
    mentions: list[Mention] = planned(
        Link(
            "MATCH (@sentence)<-[:IN]-(@mention:Mention)",
            where=("@seen(mention)",),
            order="@mention.trigger_start, @mention.id",
        ),
        "What the sentence reports.",
    )


@record_type
class Furniture:
    """A piece of the page taken out of an article's text."""

    text: str = said("The words taken out.")
    rule: str = said("The rule that took them out.")


def _of_version(name: str) -> str:
    """Give what the version that was current at the moment of ``asOf`` says."""
    return (
        "head(COLLECT { MATCH (@article)-[:SUPERSEDES]->(@old:ArticleVersion) WHERE @old.ingested <= $ingested "
        f"AND @old.superseded > $ingested RETURN @old.{name} LIMIT 1 }} + [@article.{name}])"
    )


def _sentences(version: str) -> Link:
    return Link(
        "MATCH (@article)<-[:OF]-(@sentence:Sentence)",
        where=(f"@sentence.version = {version}",),
        kind="page",
        # Text in the order of its offsets: a key of one width sorts as the number does.
        key=Key("right('000000000' + toString(@sentence.index), 9)", descending=False),
    )


@graph_type("article")
class Article:
    """One article in its current version."""

    id: strawberry.ID = column("Article.id")
    title: str | None = column("Article.title", as_of=_of_version("title"))
    outlet: str | None = column("Article.outlet")
    publisher: Annotated[Actor, _happenings] | None = planned(
        Link("MATCH (@article)-[:PUBLISHED_BY]->(@actor:Actor)", kind="one"), "The outlet as an actor."
    )
    reliability: Reliability | None = planned(
        RELIABILITY, "How reliable you hold its outlet to be (`goodoffices outlets`)."
    )
    byline: str | None = column("Article.byline")
    credits: list[str] = column("Article.credits", "coalesce(@article.credits, [])")
    genre: Genre = column("Article.genre")
    language: str | None = column("Article.language")
    url: str | None = column("Article.url")
    published: DateInterval | None = planned(interval("@article.published_"), "When it was published.")
    ingested: Moment = column(
        "Article.ingested", "toString(@article.ingested)", as_of=f"toString({_of_version('ingested')})"
    )
    version: str = column("Article.version", as_of=_of_version("version"))
    current: bool = column("Article.current", "coalesce(@article.current, true)", as_of="@seen(article)")
    retraction: Retraction | None = planned(RETRACTION, "Why it is retracted; null where it is not.")
    retractions: list[Retraction] = planned(RETRACTIONS, "All its retractions, those that were undone too.")
    versions: list[ArticleVersion] = planned(VERSIONS, "All its versions, oldest first.")
    extractors: list[str] = column("Article.extractors", "coalesce(@article.extractors, [])")
    text: str | None = column("Article.text", as_of=_of_version("text"))
    removed: list[Furniture] = records("Article.removed", read_json)
    sentences: Connection[Sentence] = planned(
        Variant(_sentences("@article.version"), _sentences(_of_version("version"))),
        "Its sentences, in order: `sentences(filter: {mention: {type: [AGREE]}})`.",
        (FIRST, AFTER, filtered_by(SentenceFilter)),
    )
    mentions: Connection[Mention] = planned(
        Link(
            "MATCH (@mention:Mention {article_id: @article.id})",
            where=("@seen(mention)",),
            kind="page",
            key=Key(
                "right('000000000' + toString(@mention.trigger_start), 9) + ' ' + @mention.id",
                descending=False,
            ),
        ),
        "What it reports, in the order of the text.",
        (FIRST, AFTER, filtered_by(MentionFilter)),
    )
