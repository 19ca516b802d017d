"""Erasing articles for good, and the record that it was done.

First, what is to be erased is entered in the register of what must stay out, and loses its say; then what it
supported is put together anew; then it is deleted, with all that only it brought. Stopped at any moment, it goes on
where it was when anything is erased the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import batched
from uuid import uuid4

from database import Database, Executor
from graph_schema import merge_nodes
from loaders.erasure import PurgeKey, fold
from loaders.erasure.answers import forget_answers
from loaders.erasure.register import ARTICLE, NAME, PERSON, TEXT
from loaders.graph.changes import Change, write_changes
from loaders.graph.leftovers import drop_judgements, drop_orphans, drop_rejections, forget_sources
from loaders.graph.projection import project
from loaders.graph.rows import Row
from loaders.graph.writing import take_turn
from loaders.identity import digest
from loaders.pages.articles import canonical_url
from loaders.resolution.negotiations import PAUSE_DAYS

ARTICLES_AT_ONCE = 50
"""Articles erased in one transaction."""

_MARK = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
SET a.purging = 'article', a.current = false, a.dirty = true, a.because = 'erased'
WITH a
MATCH (m:Mention {article_id: a.id})
WHERE m.active OR m.retracted
SET m.active_until = CASE WHEN m.active THEN coalesce(m.active_until, []) + $now ELSE m.active_until END,
    m.active = false, m.retracted = null
"""
_VERSIONS = (
    "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a.id AS id, a.versions AS versions, a.url AS url"
)
_ENTER = """
MATCH (p:Purge {id: $id})
SET p.hashes = coalesce(p.hashes, []) + [hash IN $hashes WHERE NOT hash IN coalesce(p.hashes, [])],
    p.articles = coalesce(p.articles, 0) + $articles
"""
_FACTS = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.title AS title, [(a)-[:SUPERSEDES]->(v:ArticleVersion) | v.title] AS titles,
       [(a)-[:ON_PAGE]->(p:Page) | [p.id, p.source]] AS pages, [(a)-[:PUBLISHED_BY]->(o:Actor) | o.id] AS outlets,
       COLLECT { MATCH (m:Mention {article_id: id})-[r:ARGUMENT]->(n:Actor)
                 UNWIND [n.id, r.for] AS each WITH DISTINCT each WHERE each IS NOT NULL RETURN each } AS actors,
       COLLECT { MATCH (s:Sentence)-[:OF]->(a) RETURN s {.article_id, .version, .index, .kind, .text} } AS sentences
"""
_DELETE = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
CALL (a) { MATCH (m:Mention {article_id: a.id}) DETACH DELETE m }
CALL (a) { MATCH (s:Sentence)-[:OF]->(a) DETACH DELETE s }
CALL (a) { MATCH (a)-[:SUPERSEDES]->(v:ArticleVersion) DETACH DELETE v }
CALL (a) { MATCH (r:Retraction)-[:RETRACTS]->(a) DETACH DELETE r }
DETACH DELETE a
"""
_DELETE_EMPTY_PAGES = """
UNWIND $ids AS id
MATCH (p:Page {id: id})
WHERE NOT EXISTS { (:Article)-[:ON_PAGE]->(p) }
WITH p, p.source AS source
DELETE p
RETURN collect(source) AS sources
"""
_UNFINISHED = "MATCH (a:Article) WHERE a.purging = 'article' RETURN collect(a.id) AS ids"
_ALLOW = """
MATCH (p:Purge)
WITH p, [entry IN p.hashes WHERE split(entry, ' ')[0] IN $hashes | split(entry, ' ')[1]] AS groups
WHERE size(groups) > 0
WITH p, [entry IN p.hashes WHERE NOT split(entry, ' ')[1] IN groups] AS left
SET p.hashes = CASE WHEN size(left) > 0 THEN left END
RETURN count(*) AS purges
"""

type Progress = Callable[[int, int], None]


def purge_articles(
    db: Database,
    article_ids: Iterable[str],
    key: PurgeKey,
    *,
    by: str | None = None,
    progress: Progress = lambda done, of: None,
    pause_days: int = PAUSE_DAYS,
) -> int:
    """Erase articles for good, those too whose erasure was stopped before; return how many.

    Parameters
    ----------
    db
        The database; whoever else writes at the same time takes turns with it.
    article_ids
        Which articles; nothing of them can be brought back, but by allowing and loading them again.
    key
        The key of the register that keeps them out.
    by
        Who erases, for the record.
    progress, pause_days
        As for :func:`loaders.graph.project`.

    """
    (unfinished,) = db.run(_UNFINISHED)
    ids = sorted({*article_ids, *unfinished["ids"]})
    purge = record_of("article", key, by)
    for some in batched(ids, ARTICLES_AT_ONCE):
        db.write(partial(_withdraw, ids=list(some), purge=purge, key=key))
    project(db, progress=progress, pause_days=pause_days)
    for some in batched(ids, ARTICLES_AT_ONCE):
        forget_answers(db.write(partial(_delete, ids=list(some))))
    project(db, progress=progress, pause_days=pause_days)  # what was judged together with them
    return len(ids)


def allow(db: Database, names: Iterable[str], key: PurgeKey) -> int:
    """Let articles or persons that were erased in again; return how many erasures that touches.

    Parameters
    ----------
    db, key
        Where, and the key of the register.
    names
        Ids or addresses of articles, ids or names of persons.

    """
    hashes = {
        key.hash(kind, text)
        for name in names
        for kind, text in (
            (ARTICLE, name),
            (ARTICLE, digest(canonical_url(name) or "")),
            (TEXT, name),
            (PERSON, name),
            (NAME, fold(name)),
        )
    }
    (done,) = db.run(_ALLOW, hashes=sorted(hashes))
    purges: int = done["purges"]
    return purges


def record_of(kind: str, key: PurgeKey, by: str | None) -> dict[str, object]:
    """Return the record of an erasure that begins now: it says that it was done, and nothing of what it was."""
    return {"id": uuid4().hex, "at": datetime.now(UTC), "kind": kind, "by": by, "key": key.mark}


def grouped(hashes: Iterable[str], group: str) -> list[str]:
    """Return hashes as the register holds them: where one of a group is allowed again, all are."""
    return [f"{each} {group}" for each in hashes]


def enter(db: Executor, purge: dict[str, object], hashes: Iterable[str], articles: int) -> None:
    """Enter what must stay out in the register, under the record of its erasure."""
    if not db.run("MATCH (p:Purge {id: $id}) RETURN p.id AS id", id=purge["id"]):
        db.run(merge_nodes("Purge"), rows=[purge])
    db.run(_ENTER, id=purge["id"], hashes=sorted(hashes), articles=articles)


def _withdraw(db: Executor, *, ids: Sequence[str], purge: dict[str, object], key: PurgeKey) -> None:
    take_turn(db)
    found = db.run(_VERSIONS, ids=ids)
    hashes: list[str] = []
    for row in found:
        own = key.hash(ARTICLE, row["id"])
        address = [key.hash(ARTICLE, digest(row["url"]))] if row["url"] else []
        hashes += grouped([own, *address, *(key.hash(TEXT, version) for version in row["versions"])], own)
    enter(db, purge, hashes, len(found))
    db.run(_MARK, ids=ids, now=purge["at"])


def _delete(db: Executor, *, ids: Sequence[str]) -> list[Row]:
    """Delete articles with all that only they brought; return the sentences they had."""
    take_turn(db)
    facts = db.run(_FACTS, ids=ids)
    db.run(_DELETE, ids=ids)
    pages = {page: source for row in facts for page, source in row["pages"]}
    (gone,) = db.run(_DELETE_EMPTY_PAGES, ids=sorted(pages))
    forget_sources(db, gone["sources"])
    titles = {title for row in facts for title in (row["title"], *row["titles"]) if title}
    drop_rejections(db, starting=gone["sources"], holding=[*ids, *titles])
    actors = {actor for row in facts for actor in (*row["actors"], *row["outlets"])}
    orphans = drop_orphans(db, actors)
    drop_judgements(db, articles=ids, actors=orphans)
    write_changes(db, [Change("withdrawn", "Actor", actor, (), "erased") for actor in sorted(orphans)])
    return [sentence for row in facts for sentence in row["sentences"]]
