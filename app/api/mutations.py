"""The fields of ``Mutation``: each says which scope it takes and what it does, and is answered like a question."""

from __future__ import annotations

import strawberry

from app.access import Scope
from app.api.evidence import Article
from app.api.judgements import Judgement
from app.api.plans import Act, Link, argument, graph_type, planned, value
from app.api.registers import Load, Outlet, SavedQuery
from app.api.words import Day, Genre, Moment, PageFormat, Reliability, Role, Verdict
from app.api.writing import Writing


@strawberry.input(description="An article as one line of JSON Lines gives it; `text` is what is read.")
class ArticleInput:
    """An article as one line of JSON Lines gives it."""

    text: str = strawberry.field(description="The text, without furniture if possible.")
    id: str | None = strawberry.field(
        default=None, description="The id it has at its source: the same id is the same article."
    )
    url: str | None = strawberry.field(default=None, description="Its own address.")
    title: str | None = strawberry.field(default=None, description="The headline.")
    outlet: str | None = strawberry.field(default=None, description="Who published it.")
    byline: str | None = strawberry.field(default=None, description="Who wrote it, as printed.")
    published_at: str | None = strawberry.field(
        default=None, description="When it was published, such as `2025-06-02` or `2025-06-02T12:00:00Z`."
    )
    language: str | None = strawberry.field(default=None, description="ISO 639-1; English is read.")
    genre: Genre | None = strawberry.field(default=None, description="Its kind, where it is known.")


@graph_type("made")
class IngestResult:
    """What came of news that was brought in."""

    load: Load | None = planned(
        Link("MATCH (@load:Load {id: @made.load})", kind="one"),
        "The run, with what it wrote and what it rejected.",
    )
    articles: int = value("@made.articles", "Articles written: new ones, and new versions.")
    mentions: int = value("@made.mentions", "Mentions written.")
    unchanged: int = value("@made.unchanged", "Articles that were in the graph already: nothing changed.")
    events: int = value("@made.events", "Events put together anew.")
    negotiations: int = value("@made.negotiations", "Negotiations put together anew.")
    retracted: int = value("@made.retracted", "Articles that stay retracted, and have no say.")
    purged: int = value("@made.purged", "Articles that stay out, for they were erased.")


@graph_type("made")
class RetractResult:
    """What came of a retraction, or of undoing one."""

    articles: int = value("@made.articles", "Articles that were not so before.")
    events: int = value("@made.events", "Events put together anew.")
    negotiations: int = value("@made.negotiations", "Negotiations put together anew.")
    of: list[Article] = planned(
        Link("UNWIND @made.ids AS @key MATCH (@article:Article {id: @key})", order="@article.id"),
        "The articles that were meant.",
    )


@graph_type("made")
class JudgeResult:
    """What came of judging."""

    changed: bool = value("@made.changed", "False where it was judged so before.")
    articles: int = value("@made.articles", "Articles put together anew.")
    judgements: list[Judgement] = planned(
        Link("UNWIND @made.ids AS @key MATCH (@judgement:Judgement {id: @key})", order="@judgement.id"),
        "The judgements.",
    )


@graph_type("made")
class OutletResult:
    """What is said of an outlet now."""

    name: str = value("@made.outlet", "Its one name.")
    reliability: Reliability | None = value("@made.reliability", "How reliable it is held to be.")
    by: str = value("@made.by", "Who says so: the key's name.")
    at: Moment = value("@made.at", "Since when.")
    outlet: Outlet | None = planned(
        Link(
            "MATCH (@actor:Actor&Outlet) WHERE toLower(@actor.name) = toLower(@made.outlet)",
            kind="one",
            order="@actor.id",
        ),
        "The outlet; null while no article of it is in the graph.",
    )


@graph_type("made")
class SavedQueryResult:
    """What came of saving a query."""

    changed: bool = value("@made.changed", "False where it was saved so before.")
    query: SavedQuery | None = planned(
        Link("MATCH (@saved_query:SavedQuery {name: @made.name})", kind="one"), "The query."
    )


@graph_type("made")
class DeletedQueryResult:
    """What came of deleting a saved query."""

    name: str = value("@made.name", "Its name, which is free now.")


_PUBLISHED = argument(
    "published", Day | None, "When it was published, where the page does not say; for its first article."
)
_OUTLET = argument(
    "outlet", str | None, "Who published it, where the page does not say; for its first article."
)
_ARTICLES = argument("articles", list[str], "Ids or addresses of articles, pages, or ids of loads.")


@graph_type()
class Mutation:
    """What changes the graph; each needs an API key with its scope (`goodoffices keys add`).

    The key's name is kept with retractions, restorations and judgements, and in the log with all.
    """

    ingest_article: IngestResult = planned(
        Act(Scope.INGEST, Writing.ingest_article),
        'Bring in an article (scope `ingest`): `ingestArticle(article: {text: "...", outlet: "Gulf Morning", '
        'publishedAt: "2025-06-02"}) { articles mentions load { rejections { nodes { reason } } } }`.',
        (argument("article", ArticleInput, "The article."),),
    )
    ingest_page: IngestResult = planned(
        Act(Scope.INGEST, Writing.ingest_page),
        "Bring in a page as it was scraped, with all articles on it (scope `ingest`).",
        (
            argument("content", str, "The page."),
            argument("format", PageFormat, "What it is written in.", PageFormat.html),
            argument("url", str | None, "Its address, where it is one article's."),
            argument("source", str | None, "A name for it, where it has no address."),
            _PUBLISHED,
            _OUTLET,
        ),
    )
    ingest_url: IngestResult = planned(
        Act(Scope.INGEST, Writing.ingest_url),
        "Fetch a page from a public address and bring it in (scope `ingest`).",
        (argument("url", str, "Its address."), _PUBLISHED, _OUTLET),
    )
    retract: RetractResult = planned(
        Act(Scope.CURATE, Writing.retract),
        "Take articles back (scope `curate`): nothing that they alone say counts any more, but it stays, and "
        'undoes it: `retract(articles: ["https://example.org/a"], reason: "withdrawn by its outlet") { articles }`.',
        (_ARTICLES, argument("reason", str, "Why; shown wherever the article is.")),
    )
    restore: RetractResult = planned(
        Act(Scope.CURATE, Writing.restore),
        "Let retracted articles count again (scope `curate`).",
        (_ARTICLES, argument("reason", str | None, "Why.")),
    )
    judge: JudgeResult = planned(
        Act(Scope.CURATE, Writing.judge),
        "Judge actors to be one or not, mentions or events to be one or not, and what was read to be right or wrong "
        '(scope `curate`): `judge(verdict: same, subjects: ["Q7747", "a1b2"], reason: "one man") { articles }`.',
        (
            argument("verdict", Verdict, "What is judged."),
            argument("subjects", list[str], "Actors (id or name), mentions or events (id)."),
            argument("role", Role | None, "Judge the arguments in this role, not the mention."),
            argument("words", str | None, "With `role`: only the argument that these words name."),
            argument("reason", str | None, "Why, for those who read it later."),
        ),
    )
    undo: JudgeResult = planned(
        Act(Scope.CURATE, Writing.undo),
        "Take judgements back (scope `curate`): the graph is as if nobody had judged.",
        (argument("judgements", list[str], "Ids of judgements, or how they begin."),),
    )
    save_query: SavedQueryResult = planned(
        Act(Scope.CURATE, Writing.save_query),
        "Save a question under a name (scope `curate`), to be asked as `documentId` and as a table "
        '(`/tables/doha.csv`): `saveQuery(name: "doha", description: "Talks in Doha.", document: "{ events(filter: '
        '{place: \\"Doha\\"}) { nodes { date { start } } } }") { changed }`.',
        (
            argument("name", str, "Lower-case words with hyphens between."),
            argument(
                "document", str, "One query; it is refused if it does not fit the schema or costs too much."
            ),
            argument("description", str, "What it asks."),
            argument("replace", bool, "Whether to overwrite a saved query of that name.", False),
        ),
    )
    delete_query: DeletedQueryResult = planned(
        Act(Scope.CURATE, Writing.delete_query),
        "Delete a saved query (scope `curate`).",
        (argument("name", str, "Its name."),),
    )
    set_outlet_reliability: OutletResult = planned(
        Act(Scope.CURATE, Writing.set_outlet_reliability),
        "Say how reliable you hold an outlet to be (scope `curate`); it stands beside what the outlet tells, and has "
        'no part in any confidence: `setOutletReliability(outlet: "Reuters", reliability: B) { name by at }`.',
        (
            argument("outlet", str, "The outlet, by any of its names."),
            argument(
                "reliability", Reliability | None, "A letter of the Admiralty scale; null takes it back."
            ),
        ),
    )
