"""Erasing a person's data for good: the person, its part in events, and its names in the texts of articles.

The articles stay, with what they say of others; where they name the person there are blanks of the same length. They
are written as the register of what must stay out would let them in today, so that the graph is the one that loading
them anew would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import batched

from database import Database, Executor
from graph_schema import GoodOfficesError
from loaders.actors import knowledge
from loaders.erasure import Blanking, PurgeKey, fold, names_in, read_register
from loaders.erasure.answers import forget_answers
from loaders.erasure.register import NAME, PERSON
from loaders.graph.blanked import write_blanked
from loaders.graph.changes import Change, write_changes
from loaders.graph.leftovers import drop_judgements, drop_named
from loaders.graph.neighbours import Surveyor
from loaders.graph.projection import Progress, project
from loaders.graph.purging import enter, grouped, record_of
from loaders.graph.recollection import Recollection, recall_actors
from loaders.graph.rows import Row
from loaders.graph.whole_readings import recall_readings
from loaders.graph.writing import take_turn
from loaders.records import ActorRef
from loaders.resolution.negotiations import PAUSE_DAYS

ARTICLES_AT_ONCE = 20
"""Articles rewritten in one transaction."""

_NAMED = """
CALL db.index.fulltext.queryNodes('actor_names', $phrase) YIELD node
WHERE node.kind = 'person'
RETURN collect(node.id) AS ids
"""
_NAMING = """
UNWIND $ids AS id
MATCH (:Actor {id: id})<-[:ARGUMENT]-(m:Mention)
RETURN collect(DISTINCT m.article_id) AS ids
"""
_ACTING_FOR = """
MATCH (m:Mention)-[r:ARGUMENT]->() WHERE r.for IN $ids RETURN collect(DISTINCT m.article_id) AS ids
"""
_WRITTEN_IN_SENTENCES = """
CALL db.index.fulltext.queryNodes('sentence_texts', $phrase) YIELD node
RETURN collect(DISTINCT node.article_id) AS ids
"""
# Without an index: erasing is rare, and a name may stand in what no index holds.
_WRITTEN_ELSEWHERE = """
MATCH (a:Article)
WHERE any(word IN $words WHERE
  any(text IN [a.title, a.byline, a.text, a.removed, a.url] WHERE toLower(text) CONTAINS word)
  OR EXISTS { MATCH (a)-[:SUPERSEDES]->(v:ArticleVersion)
              WHERE any(text IN [v.title, v.byline, v.text] WHERE toLower(text) CONTAINS word) }
  OR EXISTS { MATCH (a)-[:ON_PAGE]->(p:Page) WHERE toLower(p.source) CONTAINS word })
RETURN collect(a.id) AS ids
"""
_MARK = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
SET a.dirty = true, a.because = 'erased'
"""
_UNFINISHED = "MATCH (a:Article) WHERE a.purging = 'mentions' RETURN collect(a.id) AS ids"
_DELETE_EMPTY_MENTIONS = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
WHERE a.purging = 'mentions'
SET a.purging = null
WITH a
MATCH (m:Mention {article_id: a.id})
WHERE NOT m.active AND NOT EXISTS { (m)-[:ARGUMENT]->() } AND m.purging
DETACH DELETE m
"""
_DELETE_ACTORS = "UNWIND $ids AS id MATCH (a:Actor {id: id}) DETACH DELETE a"


class UnknownPersonError(GoodOfficesError):
    """Nobody is known by this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"No person of the graph is known by '{name}', as id or as full name, and it is no full name that could be "
            "looked for in texts. `goodoffices query '{ search(text: \"...\") { actor { id name } } }'` finds people."
        )


class PublicPersonError(GoodOfficesError):
    """A holder of a public office is not erased without force."""

    def __init__(self, actor: ActorRef) -> None:
        super().__init__(
            f"{actor.name} ({actor.id}) holds or held a public office; what news tells of that is not private. Where a "
            "private person of the same name is meant, give that one's id; `--force` erases the office holder."
        )


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """Who would be erased, and from which articles."""

    actors: tuple[ActorRef, ...]
    names: frozenset[str]
    """Full names, folded, that are looked for in texts."""
    articles: tuple[str, ...]


def plan_person(db: Executor, name: str, *, force: bool = False) -> PersonPlan:
    """Find who is meant by an id or a full name, and the articles that hold something of that person.

    Raises
    ------
    UnknownPersonError
        Nobody is.
    PublicPersonError
        A holder of a public office is, and ``force`` is not given.

    """
    meant = _known_by(db, name)
    for actor in meant:
        if not force and _is_public(actor):
            raise PublicPersonError(actor)
    names = frozenset(each for each in _full_names(meant, name) if " " in each)
    if not meant and not names:
        raise UnknownPersonError(name)
    namesakes = [each for full in sorted(names) for each in _known_by(db, full) if each.local]
    actors = {actor.id: actor for actor in (*meant, *namesakes)}
    printed = {text for actor in actors.values() for text in (actor.name, *actor.aliases)} | names
    return PersonPlan(
        tuple(actors[key] for key in sorted(actors)), names, _articles(db, sorted(actors), printed)
    )


def purge_person(
    db: Database,
    plan: PersonPlan,
    key: PurgeKey,
    *,
    by: str | None = None,
    progress: Progress = lambda done, of: None,
    pause_days: int = PAUSE_DAYS,
) -> int:
    """Erase a person's data for good; return in how many articles.

    Stopped at any moment and run again, it goes on with what is left. The parameters are those of
    :func:`loaders.graph.purging.purge_articles`.
    """
    (unfinished,) = db.run(_UNFINISHED)
    ids = sorted({*plan.articles, *unfinished["ids"]})
    purge = record_of("person", key, by)
    actors = [actor.id for actor in plan.actors]
    kept_out = {key.hash(PERSON, actor) for actor in actors} | {key.hash(NAME, name) for name in plan.names}
    db.write(lambda transaction: enter(transaction, purge, grouped(kept_out, str(purge["id"])), len(ids)))
    for some in batched(ids, ARTICLES_AT_ONCE):
        forget_answers(db.write(partial(_blank, ids=list(some), key=key)))
    project(db, progress=progress, pause_days=pause_days)
    db.write(partial(_finish, articles=ids, actors=actors, names=plan.names))
    project(db, progress=progress, pause_days=pause_days)
    return len(ids)


def _blank(db: Executor, *, ids: Sequence[str], key: PurgeKey) -> list[Row]:
    """Write articles as the register lets them in; return the sentences that change."""
    take_turn(db)
    register = read_register(db, lambda: key)
    # What is linked to the mentions as they were may be put together otherwise without them.
    found = Surveyor(db, list(ids), Recollection()).survey()
    profiles = (*found.standing.values(), *found.withdrawn.values())
    db.run(_MARK, ids=sorted({profile.origin.article_id for profile in profiles} | {*ids}))
    changed: list[Row] = []
    for reading in list(recall_readings(db, ids)):
        changed += write_blanked(db, reading, register)
    return changed


def _finish(db: Executor, *, articles: Sequence[str], actors: Sequence[str], names: Iterable[str]) -> None:
    """Delete what told of nobody else, and the person."""
    take_turn(db)
    db.run(_DELETE_EMPTY_MENTIONS, ids=articles)
    db.run(_DELETE_ACTORS, ids=actors)
    drop_judgements(db, articles=(), actors=actors)
    drop_named(db, Blanking(frozenset(names)))
    write_changes(db, [Change("withdrawn", "Actor", actor, (), "erased") for actor in actors])


def _known_by(db: Executor, name: str) -> list[ActorRef]:
    (by_name,) = db.run(_NAMED, phrase=_phrase(name))
    found = recall_actors(db, [name, *by_name["ids"]]).values()
    return [
        actor for actor in found if actor.kind == "person" and (actor.id == name or _bears(actor, fold(name)))
    ]


def _bears(actor: ActorRef, name: str) -> bool:
    """Whether a person is known by a name; somebody known to one article alone also by a name that holds it."""
    return any(
        fold(each) == name or (actor.local and any(names_in(each, name.__eq__, capitals=False)))
        for each in (actor.name, *actor.aliases)
    )


def _full_names(meant: Sequence[ActorRef], name: str) -> set[str]:
    """The names that are erased with a person; a name that is given alone is one."""
    names = {fold(each) for actor in meant for each in (actor.name, *actor.aliases)}
    # Of names that hold another one ("Baker Ada Obi" of a headline) the shorter says who is meant.
    given = {fold(name)} if not any(actor.id == name for actor in meant) else set[str]()
    names |= given
    return {
        each
        for each in names
        if not any(f" {other} " in f" {each} " for other in names - {each} if " " in other)
    }


def _is_public(actor: ActorRef) -> bool:
    return any(known.id == actor.id and known.offices for known in knowledge().actors())


def _articles(db: Executor, actors: Sequence[str], printed: Iterable[str]) -> tuple[str, ...]:
    found = {*db.run(_NAMING, ids=actors)[0]["ids"], *db.run(_ACTING_FOR, ids=actors)[0]["ids"]}
    full = sorted({name for name in printed if " " in fold(name)})
    for name in full:
        found |= set(db.run(_WRITTEN_IN_SENTENCES, phrase=_phrase(name))[0]["ids"])
    words = {max(text.split(), key=len) for name in full for text in (name.lower(), fold(name))}
    if words:
        found |= set(db.run(_WRITTEN_ELSEWHERE, words=sorted(words))[0]["ids"])
    return tuple(sorted(found))


def _phrase(name: str) -> str:
    words = " ".join(name.replace("\\", " ").replace('"', " ").split())
    return f'"{words}"'
