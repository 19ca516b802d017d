"""What erased articles and persons leave elsewhere: names of files, rejections, judgements, actors nobody names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from database import Executor
from loaders.erasure import Blanking
from loaders.graph.identities import settle_actors
from loaders.judgements.store import read_judgements

SOURCE = "(erased)"
"""What stands for the name of a source that is not to be known any more."""

_FORGET_SOURCES = """
MATCH (l:Load)
WHERE any(source IN l.sources WHERE source IN $sources)
SET l.sources = [source IN l.sources | CASE WHEN source IN $sources THEN $name ELSE source END]
"""
_LINES_LEFT = "RETURN EXISTS { MATCH (p:Page) WHERE p.source STARTS WITH $file + ':line ' } AS left"
_DROP_REJECTIONS = """
MATCH (r:Rejection)
WHERE any(source IN $starting WHERE r.where = source OR r.where STARTS WITH source + ',')
   OR any(word IN $holding WHERE r.where CONTAINS word OR r.reason CONTAINS word)
DETACH DELETE r
"""
# The index on article_id finds what names a local actor; of others, arguments are gone through once for all.
_ACTED_FOR = "MATCH ()-[r:ARGUMENT]->() WHERE r.for IN $ids RETURN collect(DISTINCT r.for) AS ids"
_DROP_PAGES = "UNWIND $ids AS id MATCH (p:Page {id: id}) DETACH DELETE p"
_UNTIED = """
UNWIND $ids AS id
MATCH (a:Actor {id: id})
WHERE NOT EXISTS { (a)<-[:ARGUMENT]-(:Mention) } AND NOT EXISTS { (a)<-[:PUBLISHED_BY]-(:Article) }
  AND NOT EXISTS { (a)-[:HELD_OFFICE|PART_OF]-(:Actor) } AND NOT EXISTS { (a)-[:KNOWN_FROM]->(:Source) }
RETURN collect(a.id) AS ids
"""
# Those that a dropped actor stood for need another one.
_MARK_FOLLOWERS = """
UNWIND $ids AS id
MATCH (other:Actor)-[:SAME_AS]->(:Actor {id: id})
MATCH (a:Article {id: other.article_id})
SET a.dirty = true, a.because = 'erased'
"""
_DROP_ACTORS = "UNWIND $ids AS id MATCH (a:Actor {id: id}) DETACH DELETE a"
_DROP_JUDGEMENTS = """
MATCH (j:Judgement)
WHERE any(subject IN j.subjects WHERE subject IN $actors OR split(subject, '|')[0] IN $articles)
WITH j, j.subjects AS subjects
DETACH DELETE j
RETURN subjects
"""
_MARK = """
MATCH (a:Article)
WHERE a.id IN $articles OR EXISTS { MATCH (m:Mention {article_id: a.id})-[:ARGUMENT]->(n:Actor) WHERE n.id IN $actors }
SET a.dirty = true, a.because = 'erased'
"""


def forget_sources(db: Executor, sources: Sequence[str]) -> None:
    """Let the records of loads forget the names of pages that are gone, and of files of which no line is left."""
    files = {file for source in sources if (file := source.rpartition(":line ")[0])}
    emptied = [file for file in sorted(files) if not db.run(_LINES_LEFT, file=file)[0]["left"]]
    if sources:
        db.run(_FORGET_SOURCES, sources=[*sources, *emptied], name=SOURCE)


def drop_rejections(db: Executor, *, starting: Collection[str], holding: Collection[str]) -> None:
    """Drop the records of rejections that name a source first, or hold a word anywhere."""
    if starting or holding:
        db.run(_DROP_REJECTIONS, starting=sorted(starting), holding=sorted(holding))


def drop_orphans(db: Executor, ids: Collection[str]) -> set[str]:
    """Drop those of some actors that nothing in the graph names any more; return them."""
    untied = set(db.run(_UNTIED, ids=sorted(ids))[0]["ids"]) if ids else set()
    if untied:
        untied -= set(db.run(_ACTED_FOR, ids=sorted(untied))[0]["ids"])
        db.run(_MARK_FOLLOWERS, ids=sorted(untied))
        db.run(_DROP_ACTORS, ids=sorted(untied))
    return untied


def drop_judgements(db: Executor, *, articles: Collection[str], actors: Collection[str]) -> None:
    """Drop judgements on what is gone; what else they spoke of is put together anew."""
    rows = db.run(_DROP_JUDGEMENTS, articles=sorted(articles), actors=sorted(actors))
    subjects = {subject for row in rows for subject in row["subjects"]} - set(actors)
    if subjects:
        settle_actors(db, {each for each in subjects if "|" not in each}, read_judgements(db))
        named = {subject.partition("|")[0] for subject in subjects if "|" in subject}
        db.run(_MARK, articles=sorted(named), actors=sorted(each for each in subjects if "|" not in each))


def drop_named(db: Executor, blanking: Blanking) -> None:
    """Drop pages, names of sources and records of rejections that hold a name."""
    pages = db.run("MATCH (p:Page) RETURN p.id AS id, p.source AS source")
    db.run(_DROP_PAGES, ids=[row["id"] for row in pages if blanking.holds(row["source"])])
    (loaded,) = db.run("MATCH (l:Load) UNWIND l.sources AS source RETURN collect(DISTINCT source) AS sources")
    forget_sources(db, [source for source in loaded["sources"] if blanking.holds(source)])
    rejected = db.run("MATCH (r:Rejection) RETURN r.id AS id, r.where AS where, r.reason AS reason")
    holding = [row["id"] for row in rejected if blanking.holds(row["where"]) or blanking.holds(row["reason"])]
    db.run("UNWIND $ids AS id MATCH (r:Rejection {id: id}) DETACH DELETE r", ids=holding)
