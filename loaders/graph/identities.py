"""Settling who is who among the actors of the articles that wait, before their mentions are compared.

An actor that another one stands for has a ``SAME_AS`` edge to it. Where one gets another edge, all articles that name
it are marked too: their events are to be told of the other actor. What :func:`loaders.judgements.identities` gives for
all actors at once is kept up here a few articles at a time.

Most names nobody has judged: for these the smallest id of a name is one look into an index, however many bear it.
Only where that changes, or a person has judged somebody of that name, all who bear it are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from database import Executor
from loaders.graph.changes import Change, write_changes
from loaders.graph.rejecting import mark_rejected
from loaders.judgements.full_names import name_key
from loaders.judgements.identities import Candidate, Identity, identities
from loaders.judgements.judgements import Judgements
from loaders.records import ActorRef

type Row = dict[str, Any]

_ACTOR = """
RETURN a {.id, .name, .kind, .country, .local, .article_id, .name_key,
          same_as: [(a)-[s:SAME_AS]->(c:Actor) | [c.id, s.by_rule]][0]} AS actor
"""
_OF_ARTICLES = f"UNWIND $ids AS id MATCH (a:Actor {{article_id: id}}) {_ACTOR}"
_BY_ID = f"UNWIND $ids AS id MATCH (a:Actor {{id: id}}) {_ACTOR}"
_BY_KEY = f"UNWIND $keys AS key MATCH (a:Actor {{name_key: key}}) {_ACTOR}"
_STANDING = """
UNWIND $ids AS id
MATCH (a:Actor {id: id})
WHERE EXISTS { (a)<-[r:ARGUMENT]-(m:Mention) WHERE m.active AND m.rejected IS NULL AND r.rejected IS NULL }
   OR EXISTS { MATCH (m:Mention {article_id: a.article_id})-[r:ARGUMENT]->()
               WHERE r.for = a.id AND m.active AND m.rejected IS NULL AND r.rejected IS NULL }
RETURN collect(id) AS ids
"""
# Asked for actors of the data that nobody names but as the one somebody acts for: no index leads there.
_ACTED_FOR = """
MATCH (m:Mention)-[r:ARGUMENT]->()
WHERE r.for IN $ids AND m.active AND m.rejected IS NULL AND r.rejected IS NULL
RETURN collect(DISTINCT r.for) AS ids
"""
_NAMED_IN = """
UNWIND $articles AS id
MATCH (m:Mention {article_id: id})-[r:ARGUMENT]->(a:Actor)
WHERE a.id IN $ids OR r.for IN $ids
UNWIND [each IN [a.id, r.for] WHERE each IN $ids] AS actor
RETURN collect(DISTINCT [id, actor]) AS pairs
"""
_FIRST_BUT = """
UNWIND $keys AS key
CALL (key) {
  MATCH (a:Actor) WHERE a.name_key = key AND a.id > '' AND NOT a.id IN $but
  RETURN a.id AS id ORDER BY a.id LIMIT 1
}
RETURN key, id
"""
_SET_KEYS = "UNWIND $rows AS row MATCH (a:Actor {id: row.id}) SET a.name_key = row.key"
_DROP_EDGES = "UNWIND $ids AS id MATCH (:Actor {id: id})-[s:SAME_AS]->() DELETE s"
_ADD_EDGES = """
UNWIND $rows AS row
MATCH (a:Actor {id: row.from}), (c:Actor {id: row.to})
CREATE (a)-[:SAME_AS {by_rule: row.by_rule}]->(c)
"""
_NAMING = """
MATCH (m:Mention)-[r:ARGUMENT]->(a:Actor)
WHERE a.id IN $ids OR r.for IN $ids
RETURN collect(DISTINCT m.article_id) AS ids
"""
_MARK = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
WHERE a.dirty IS NULL
SET a.dirty = true, a.because = 'judgement'
RETURN collect(a.id) AS ids
"""
_JUDGE_ACTORS = """
UNWIND $ids AS id
MATCH (a:Actor {id: id})
MATCH (j:Judgement {about: 'actor'}) WHERE id IN j.subjects
MERGE (j)-[:JUDGES]->(a)
"""


@dataclass
class Settled:
    """What settling changed."""

    marked: set[str] = field(default_factory=set)
    """Articles that wait now, and did not before."""
    stale: set[str] = field(default_factory=set)
    """Articles that speak of actors whom others stand for, or did: what was profiled before is no longer right."""


class _Stored(NamedTuple):
    """An actor as it is stored."""

    actor: ActorRef
    article_id: str | None
    key: str | None
    same_as: Identity | None


def settle_articles(db: Executor, article_ids: Collection[str], judgements: Judgements) -> Settled:
    """Settle who the actors of some articles are, all of whose mentions are written."""
    named = _judged_in(db, article_ids, judgements)
    judged = judgements.addressed.intersection(article_ids) | {article for article, _ in named}
    mark_rejected(db, judged, judgements)
    own = [
        each for each in _read(db, _OF_ARTICLES, ids=sorted(article_ids)) if each.key or name_key(each.actor)
    ]
    keys = _renew_keys(db, own)
    settling = _Settling(db, judgements)
    deep = settling.judged_names()
    touched = {key for each in own for key in (each.key, keys[each.actor.id]) if key}
    settling.settle_names(own, keys, touched - deep)
    settling.settle_judged({actor for _, actor in named}, touched & deep)
    settled = settling.finish()
    settled.stale |= judged
    settled.stale |= {each.article_id for each in own if each.article_id and settling.redirected(each)}
    return settled


def settle_actors(db: Executor, ids: Collection[str], judgements: Judgements) -> Settled:
    """Settle who some actors are, of whom something was judged, or is no longer."""
    settling = _Settling(db, judgements)
    settling.settle_judged(ids, ())
    return settling.finish()


def articles_naming(db: Executor, ids: Collection[str]) -> set[str]:
    """Return the articles that name any of these actors."""
    return set(db.run(_NAMING, ids=sorted(ids))[0]["ids"]) if ids else set()


def mark_articles(db: Executor, ids: Iterable[str]) -> set[str]:
    """Mark articles to be projected again; return those that were not marked before."""
    wanted = sorted(set(ids))
    return set(db.run(_MARK, ids=wanted)[0]["ids"]) if wanted else set()


def _renew_keys(db: Executor, own: Sequence[_Stored]) -> dict[str, str | None]:
    """Let those have a name key that a standing mention names."""
    standing = _standing(db, own)
    keys = {each.actor.id: name_key(each.actor) if each.actor.id in standing else None for each in own}
    changed = [
        {"id": each.actor.id, "key": keys[each.actor.id]} for each in own if each.key != keys[each.actor.id]
    ]
    if changed:
        db.run(_SET_KEYS, rows=changed)
    return keys


def _judged_in(db: Executor, article_ids: Collection[str], judgements: Judgements) -> list[tuple[str, str]]:
    """Return which articles name actors that were ever judged, and lead the judgements there."""
    if not judgements.actors_judged:
        return []
    judged = sorted(judgements.actors_judged)
    (row,) = db.run(_NAMED_IN, articles=sorted(article_ids), ids=judged)
    pairs = [(article, actor) for article, actor in row["pairs"]]
    lead_to_actors(db, {actor for _, actor in pairs})
    return pairs


def lead_to_actors(db: Executor, ids: Collection[str]) -> None:
    """Lead judgements to those of these actors that they are about."""
    if ids:
        db.run(_JUDGE_ACTORS, ids=sorted(ids))


def _read(db: Executor, statement: str, **parameters: object) -> list[_Stored]:
    rows = (row["actor"] for row in db.run(statement, **parameters)) if any(parameters.values()) else ()
    return [_stored(row) for row in rows]


def _stored(row: Row) -> _Stored:
    same_as = row["same_as"]
    actor = ActorRef(row["id"], row["name"], row["kind"], row["country"], local=bool(row["local"]))
    return _Stored(actor, row["article_id"], row["name_key"], Identity(*same_as) if same_as else None)


def _standing(db: Executor, actors: Iterable[_Stored]) -> set[str]:
    ids = {each.actor.id: each.actor.local for each in actors}
    if not ids:
        return set()
    found = set(db.run(_STANDING, ids=sorted(ids))[0]["ids"])
    unnamed = sorted(each for each, local in ids.items() if not local and each not in found)
    return found | set(db.run(_ACTED_FOR, ids=unnamed)[0]["ids"]) if unnamed else found


class _Settling:
    """Compares who should stand for whom with who does."""

    def __init__(self, db: Executor, judgements: Judgements) -> None:
        self._db = db
        self._people = judgements.actors
        self._actors: dict[str, _Stored] = {}
        self._wanted: dict[str, Identity | None] = {}
        self._keys_of_judged: dict[str, str] = {}
        if self._people:
            judged = _read(db, _BY_ID, ids=sorted(self._people.subjects))
            keys = ((each.actor.id, name_key(each.actor)) for each in judged)
            self._keys_of_judged = {actor: key for actor, key in keys if key}

    def judged_names(self) -> set[str]:
        """Return the name keys under which somebody was judged."""
        return set(self._keys_of_judged.values())

    def redirected(self, actor: _Stored) -> bool:
        """Whether another one stands for an actor, or did."""
        return self._wanted.get(actor.actor.id) is not None or actor.same_as is not None

    def settle_names(
        self, own: Sequence[_Stored], keys: Mapping[str, str | None], names: Collection[str]
    ) -> None:
        """Settle names that nobody has judged: who has the smallest id stands for all others.

        Parameters
        ----------
        own
            The actors whose keys may have changed, as they were before.
        keys
            Their keys now.
        names
            The keys to settle: all that these have or had.

        """
        before = _by_key((each.key, each.actor.id) for each in own)
        now = _by_key((key, actor) for actor, key in keys.items())
        rows = self._db.run(_FIRST_BUT, keys=sorted(names), but=sorted(keys)) if names else []
        others = {row["key"]: row["id"] for row in rows}
        displaced = []
        for name in names:
            rest = [others[name]] if name in others else []
            first = min([*now[name], *rest], default=None)
            if rest and first != min([*before[name], *rest]):
                displaced.append(name)
            for each in now[name]:
                self._want(each, first)
        for actor in own:
            if keys[actor.actor.id] is None and actor.actor.id not in self._people:
                self._want(actor.actor.id, None)
        self._actors.update({each.actor.id: each for each in own})
        self._settle_displaced(displaced)

    def _settle_displaced(self, names: Collection[str]) -> None:
        """Lead all who bear these names to another one than before."""
        bearers = _read(self._db, _BY_KEY, keys=sorted(names))
        by_key = _by_key((each.key, each.actor.id) for each in bearers)
        self._actors.update({each.actor.id: each for each in bearers})
        for ids in by_key.values():
            for each in ids:
                self._want(each, min(ids))

    def _want(self, actor: str, first: str | None) -> None:
        self._wanted[actor] = Identity(first, by_rule=True) if first and first != actor else None

    def settle_judged(self, ids: Collection[str], names: Collection[str]) -> None:
        """Settle all that verdicts and names connect with some actors and names."""
        reached, keys = self._connected(set(ids), set(names))
        found = {each.actor.id: each for each in _read(self._db, _BY_KEY, keys=sorted(keys))}
        found |= {each.actor.id: each for each in _read(self._db, _BY_ID, ids=sorted(reached))}
        standing = _standing(self._db, (each for each in found.values() if not each.key))
        candidates = [
            Candidate(each.actor.id, each.actor.local, each.key, bool(each.key) or each.actor.id in standing)
            for each in found.values()
        ]
        identity = identities(candidates, self._people)
        self._wanted.update({each: identity.get(each) for each in found})
        self._actors.update(found)

    def _connected(self, ids: set[str], keys: set[str]) -> tuple[set[str], set[str]]:
        by_key = _by_key((key, actor) for actor, key in self._keys_of_judged.items())
        unjudged = _read(self._db, _BY_ID, ids=sorted(ids - self._keys_of_judged.keys()))
        keys |= {key for each in unjudged if (key := name_key(each.actor))}
        frontier, seen = {*ids, *(each for key in keys for each in by_key[key])}, set[str]()
        while frontier:
            seen |= frontier
            groups = {member for each in frontier for member in self._people.members(each)}
            names = {self._keys_of_judged[each] for each in groups if each in self._keys_of_judged}
            keys |= names
            frontier = {*groups, *(each for key in names for each in by_key[key])} - seen
        return seen, keys

    def finish(self) -> Settled:
        """Write what changes, and mark the articles that it concerns."""
        changed = [key for key, wanted in self._wanted.items() if wanted != self._actors[key].same_as]
        if not changed:
            return Settled()
        self._db.run(_DROP_EDGES, ids=changed)
        rows = [
            {"from": key, "to": each[0], "by_rule": each[1]} for key in changed if (each := self._wanted[key])
        ]
        self._db.run(_ADD_EDGES, rows=rows)
        moved = [self._actors[key] for key in changed if self._goes_elsewhere(key)]
        write_changes(self._db, [self._change(each) for each in moved])
        concerned = {each.article_id for each in moved if each.article_id}
        concerned |= articles_naming(self._db, [each.actor.id for each in moved if not each.article_id])
        return Settled(mark_articles(self._db, concerned), set(concerned))

    def _change(self, actor: _Stored) -> Change:
        """Tell that another one takes an actor's place, or none any more."""
        wanted, stored = self._wanted[actor.actor.id], actor.same_as
        kind, other = ("merged", wanted) if wanted else ("split", stored)
        return Change(kind, "Actor", actor.actor.id, (other.canonical,) if other else (), "judgement")

    def _goes_elsewhere(self, actor: str) -> bool:
        wanted, stored = self._wanted[actor], self._actors[actor].same_as
        return (wanted and wanted.canonical) != (stored and stored.canonical)


def _by_key(pairs: Iterable[tuple[str | None, str]]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, each in pairs:
        if key:
            found[key].append(each)
    return found
