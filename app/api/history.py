"""GraphQL types of what was: the versions of an article, its retractions, and when a mention stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.api.arguments import AFTER, FIRST
from app.api.pages import Connection
from app.api.plans import Key, Link, column, graph_type, interval, planned, record_type, said, value
from app.api.words import Genre, Moment

if TYPE_CHECKING:
    from app.api.evidence import Article, DateInterval, Mention, Sentence

_evidence = strawberry.lazy("app.api.evidence")  # that module imports this one


@record_type
class Interval:
    """A stretch of time in which a mention stood: it counted in answers."""

    since: Moment = said("When it began to stand.")
    until: Moment | None = said("When it was withdrawn; null while it stands.")


@graph_type("retraction")
class Retraction:
    """Somebody's word that an article is not to be relied on."""

    id: strawberry.ID = column("Retraction.id")
    reason: str = column("Retraction.reason")
    by: str | None = column("Retraction.by")
    since: Moment = column("Retraction.since", "toString(@retraction.since)")
    until: Moment | None = column("Retraction.until", "toString(@retraction.until)")
    undone_by: str | None = column("Retraction.undone_by")
    undone_because: str | None = column("Retraction.undone_because")
    article: Annotated[Article, _evidence] | None = planned(
        Link("MATCH (@retraction)-[:RETRACTS]->(@article:Article)", kind="one"), "The article it is about."
    )


@graph_type("version", "article")
class ArticleVersion:
    """One version of an article: what it said, and what was read in it."""

    version: str = value("@version.version", "Hash of the text.")
    current: bool = value("@version.superseded IS NULL", "True for the newest, which answers count.")
    title: str | None = value("@version.title", "The headline.")
    outlet: str | None = value("@version.outlet", "The outlet's name.")
    byline: str | None = value("@version.byline", "Who wrote it, as printed.")
    genre: Genre | None = value("@version.genre", "What kind of article it was.")
    published: Annotated[DateInterval, _evidence] | None = planned(
        interval("@version.published_"), "When it was published, as far as this version says."
    )
    text: str | None = value("@version.text", "The text without furniture; null where it is not stored.")
    ingested: Moment | None = value("toString(@version.ingested)", "When it was loaded.")
    superseded: Moment | None = value("toString(@version.superseded)", "When the next version was loaded.")
    extractors: list[str] = value(
        "coalesce(@version.extractors, [])", "Names and versions of the extractors that read it."
    )
    sentences: Connection[Annotated[Sentence, _evidence]] = planned(
        Link(
            "MATCH (@article)<-[:OF]-(@sentence:Sentence)",
            where=("@sentence.version = @version.version",),
            kind="page",
            key=Key("right('000000000' + toString(@sentence.index), 9)", descending=False),
        ),
        "Its sentences, in order.",
        (FIRST, AFTER),
    )
    mentions: Connection[Annotated[Mention, _evidence]] = planned(
        Link(
            "MATCH (@mention:Mention {article_id: @article.id})",
            where=("@mention.version = @version.version", "@mention.former_of IS NULL"),
            kind="page",
            key=Key(
                "right('000000000' + toString(@mention.trigger_start), 9) + ' ' + @mention.id",
                descending=False,
            ),
        ),
        "All that was ever read in it, what was withdrawn too, in the order of the text.",
        (FIRST, AFTER),
    )


_KEPT = ("version", "title", "outlet", "byline", "genre", "text", "ingested", "extractors")
_DATES = ("published_start", "published_end", "published_precision", "published_basis")
_OF_A_VERSION = ", ".join(f".{name}" for name in (*_KEPT, *_DATES))

VERSIONS = Link(
    f"UNWIND [@article {{{_OF_A_VERSION}, superseded: null}}] + "
    f"[(@article)-[:SUPERSEDES]->(@old:ArticleVersion) | @old {{{_OF_A_VERSION}, .superseded}}] AS @version",
    order="@version.ingested",
)
RETRACTION = Link(
    "MATCH (@retraction:Retraction)-[:RETRACTS]->(@article)", where=("@retraction.until IS NULL",), kind="one"
)
RETRACTIONS = Link("MATCH (@retraction:Retraction)-[:RETRACTS]->(@article)", order="@retraction.since")
STOOD = (
    "[i IN range(0, size(@mention.active_since) - 1) | {since: toString(@mention.active_since[i]), "
    "until: toString(coalesce(@mention.active_until, [])[i])}]"
)
