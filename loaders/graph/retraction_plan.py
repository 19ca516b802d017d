"""What a retraction or an erasure would do: which articles are meant, and what they alone support."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from database import Executor
from graph_schema import GoodOfficesError
from loaders.identity import digest
from loaders.pages.articles import canonical_url

_NAMED = """
UNWIND $names AS named
RETURN named.name AS name,
       COLLECT { MATCH (a:Article {id: named.name}) RETURN a.id } +
       COLLECT { MATCH (a:Article {url: named.url}) RETURN a.id } +
       COLLECT { MATCH (a:Article)-[:LOADED_BY]->(:Load {id: named.name}) RETURN a.id } +
       COLLECT { MATCH (a:Article)-[:ON_PAGE]->(:Page {id: named.page}) RETURN a.id } AS ids
"""
# Without an index, and asked only where nothing else is known by the name.
_IN_FILE = """
MATCH (a:Article)-[:ON_PAGE]->(p:Page)
WHERE p.source STARTS WITH $name + ':line '
RETURN collect(a.id) AS ids
"""
_PLANNED = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
OPTIONAL MATCH (r:Retraction)-[:RETRACTS]->(a) WHERE r.until IS NULL
WITH a, head(collect(r)) AS r
RETURN a.id AS id, a.title AS title, a.outlet AS outlet, a.published_start AS published,
       size(a.versions) AS versions, r.reason AS reason, r.by AS by, r.since AS since,
       COUNT { MATCH (m:Mention {article_id: a.id}) WHERE m.active OR m.retracted } AS mentions
ORDER BY coalesce(toString(published), ''), id
"""
_EVENTS = """
UNWIND $ids AS id
MATCH (m:Mention {article_id: id})-[:REPORTS]->(e:Event)
WITH DISTINCT e
WITH e, EXISTS { MATCH (e)<-[:REPORTS]-(o:Mention) WHERE NOT o.article_id IN $ids } AS kept
RETURN count(CASE WHEN kept THEN 1 END) AS weakened, count(CASE WHEN NOT kept THEN 1 END) AS lost
"""


class UnknownArticleError(GoodOfficesError):
    """What was named is no article of the graph."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"No article, page or load is known by {', '.join(map(repr, names))}; nothing was done. Give an article's "
            "id or address, the page it was loaded from, or the id of a load: "
            "`goodoffices query '{ articles { nodes { id title url } } }'` lists articles."
        )


@dataclass(frozen=True, slots=True)
class PlannedArticle:
    """An article that is meant, and whether it is retracted now."""

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    versions: int
    mentions: int
    """Mentions that stand, or would stand if it were not retracted."""
    reason: str | None
    """Why it is retracted; ``None`` where it is not."""
    by: str | None
    since: datetime | None

    @property
    def retracted(self) -> bool:
        """Whether it is retracted now."""
        return self.since is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """Which articles are meant, and what hangs on them."""

    articles: tuple[PlannedArticle, ...]
    lost: int
    """Events that nothing else supports."""
    weakened: int
    """Events that other articles support, too."""


def find_articles(db: Executor, names: Iterable[str]) -> list[str]:
    """Return the ids of the articles that are named by id, address, page or load.

    Raises
    ------
    UnknownArticleError
        A name leads to no article.

    """
    asked = [
        {"name": name, "url": canonical_url(name), "page": digest("page", name)}
        for name in dict.fromkeys(names)
    ]
    found = {row["name"]: row["ids"] or _in_file(db, row["name"]) for row in db.run(_NAMED, names=asked)}
    if unknown := [name for name, ids in found.items() if not ids]:
        raise UnknownArticleError(unknown)
    return sorted({article_id for ids in found.values() for article_id in ids})


def _in_file(db: Executor, name: str) -> list[str]:
    """Return the articles of a file that holds one a line."""
    (found,) = db.run(_IN_FILE, name=name)
    ids: list[str] = found["ids"]
    return ids


def plan_for(db: Executor, article_ids: Sequence[str]) -> Plan:
    """Say what taking these articles back would do."""
    articles = tuple(PlannedArticle(**row) for row in db.run(_PLANNED, ids=list(article_ids)))
    (events,) = db.run(_EVENTS, ids=list(article_ids))
    return Plan(articles, events["lost"], events["weakened"])


def retracted_articles(db: Executor) -> Plan:
    """Return the articles that are retracted now."""
    rows = db.run("MATCH (r:Retraction)-[:RETRACTS]->(a:Article) WHERE r.until IS NULL RETURN a.id AS id")
    return plan_for(db, sorted({row["id"] for row in rows}))
