"""Pairs that may be one: actors of nearly one name, reports that nearly agree, with what speaks for and against it.

A suggestion decides nothing: no string is safe to join people by, and a wrong merge poisons every answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from database import Executor
from loaders.actors.names import normalise
from loaders.graph.recollection import Recollection
from loaders.judgements.grouping import Grouping
from loaders.judgements.store import read_judgements
from loaders.records import ActorRef
from loaders.resolution.agreement import ENOUGH, SIGNALS, pair_score
from loaders.resolution.blocking import candidate_pairs
from loaders.resolution.profiles import Profile
from loaders.resolution.timing import CONFLICT

type Row = dict[str, Any]

ACTORS_COMPARED = 50_000
"""Local actors that are compared, and as many of the data: about 500 bytes each."""
ARTICLES_COMPARED = 500
"""The newest articles, whose reports are compared."""
_NEARLY_ONE_NAME = 0.8
_NEAR = 1.5
"""Points that a pair of reports may lack."""
_LARGEST_BLOCK = 200
"""Of more actors with one beginning of a name, such as all called Ali, none is compared by it."""

_ACTORS = """
MATCH (a:Actor)
WHERE coalesce(a.local, false) = $local AND a.kind <> 'population' AND NOT EXISTS { (a)-[:SAME_AS]->() }
  AND EXISTS { (a)<-[:ARGUMENT]-(m:Mention) WHERE m.active AND m.rejected IS NULL }
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country, a.aliases AS aliases, a.local AS local
LIMIT $most
"""
_COMPANY = """
UNWIND $pairs AS pair
MATCH (a:Actor {id: pair[0]}), (b:Actor {id: pair[1]})
RETURN pair[0] AS one, pair[1] AS other,
       EXISTS { MATCH (a)-->(:Event)<--(b) } AS together,
       COLLECT { MATCH (a)-->(:Event)<--(c:Actor) WHERE c <> b AND EXISTS { (c)-->(:Event)<--(b) }
                 RETURN DISTINCT c.name AS name ORDER BY name LIMIT 5 } AS company
"""
_NEWEST = "MATCH (a:Article) WHERE a.sort_key > '' RETURN a.id AS id ORDER BY a.sort_key DESC LIMIT $most"
_EVENTS = "UNWIND $ids AS id MATCH (:Mention {id: id})-[:REPORTS]->(e:Event) RETURN id, e.id AS event"

_SIGNALS = {
    "actors": "who takes part",
    "time": "when",
    "people": "the people who met",
    "mediators": "who mediated",
    "future": "what was to come",
    "place": "where",
    "ordinal": "the round's number",
    "mediation": "mediating or meeting",
    "content": "what it is about",
    "status": "whether it happened",
    "act": "the word for the deed",
    "counts": "the numbers",
    "telling": "how it is told",
}
"""What the signals of agreement compare, by the names of their functions."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two that may be one."""

    ids: tuple[str, str]
    told: tuple[str, str]
    score: float
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


# -- actors ------------------------------------------------------------------------------------------


def suggest_actors(db: Executor, limit: int) -> list[Suggestion]:
    """Suggest actors that nobody has judged, at least one of them local, the likeliest first."""
    people = read_judgements(db).actors
    actors = [
        _actor(row) for local in (True, False) for row in db.run(_ACTORS, local=local, most=ACTORS_COMPARED)
    ]
    compared = (_compare(one, other) for one, other in _namesakes(actors) if not _judged(one, other, people))
    found = sorted((each for each in compared if each), key=_likeliest)[: 3 * limit]
    return sorted(_with_company(db, found), key=_likeliest)[:limit]


def _actor(row: Row) -> ActorRef:
    return ActorRef(
        row["id"], row["name"], row["kind"], row["country"], tuple(row["aliases"] or ()), bool(row["local"])
    )


def _likeliest(suggestion: Suggestion) -> tuple[float, tuple[str, str]]:
    return -suggestion.score, suggestion.ids


def _judged(one: ActorRef, other: ActorRef, people: Grouping) -> bool:
    return people.group(one.id) == people.group(other.id) or people.group(other.id) in people.apart(one.id)


def _namesakes(actors: Iterable[ActorRef]) -> Iterator[tuple[ActorRef, ActorRef]]:
    """Give the pairs of one kind whose last words begin alike, or whose first words agree and the last nearly do."""
    blocks: defaultdict[tuple[str, ...], dict[str, ActorRef]] = defaultdict(dict)
    for actor in actors:
        for name in (actor.name, *actor.aliases):
            if words := normalise(name).split():
                blocks[actor.kind, words[-1][:5]][actor.id] = actor
                blocks[actor.kind, words[0], words[-1][:2]][actor.id] = actor
    seen = set()
    for block in blocks.values():
        for one, other in combinations(block.values(), 2) if len(block) <= _LARGEST_BLOCK else ():
            pair = frozenset((one.id, other.id))
            if (one.local or other.local) and pair not in seen:
                seen.add(pair)
                yield one, other


def _compare(one: ActorRef, other: ActorRef) -> Suggestion | None:
    ours, theirs = ({normalise(name): name for name in (a.name, *a.aliases)} for a in (one, other))
    likeness = max(fuzz.token_sort_ratio(a, b) for a in ours for b in theirs) / 100
    if likeness < _NEARLY_ONE_NAME and not _contained(one, other):
        return None
    score, good, bad = 0.7 * likeness, [f"the names agree to {likeness:.0%}"], list[str]()
    if shared := sorted(ours[key] for key in ours.keys() & theirs.keys()):
        score, good = score + 0.1, [f"both are called {', '.join(shared)}"]
    if one.country and one.country == other.country:
        score, good = score + 0.15, [*good, f"the same country ({one.country})"]
    elif one.country and other.country:
        score, bad = score - 0.25, [*bad, f"different countries ({one.country}, {other.country})"]
    else:
        bad.append("a country is not known")
    if one.kind == "person" and _first(one) != _first(other):
        score, bad = score - 0.15, [*bad, f"different first names ({_first(one)}, {_first(other)})"]
    return Suggestion((one.id, other.id), (_told(one), _told(other)), score, tuple(good), tuple(bad))


def _contained(one: ActorRef, other: ActorRef) -> bool:
    """Whether one name is a part of the other: a surname, a name without its second first name."""
    ours, theirs = set(normalise(one.name).split()), set(normalise(other.name).split())
    return ours <= theirs or theirs <= ours


def _first(actor: ActorRef) -> str:
    return actor.name.split()[0]


def _told(actor: ActorRef) -> str:
    where = "local" if actor.local else "of the actor data"
    return f"{actor.name} ({actor.id}; {actor.kind}, {actor.country or 'no country'}, {where})"


def _with_company(db: Executor, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Add whom both deal with; who stands beside somebody is rarely the same."""
    rows = db.run(_COMPANY, pairs=[list(each.ids) for each in found]) if found else []
    company = {(row["one"], row["other"]): row for row in rows}
    for each in found:
        row = company.get(each.ids, {"together": False, "company": []})
        score, good, bad = each.score, each.speaks_for, each.speaks_against
        if row["company"]:
            score, good = score + 0.05, (*good, f"both deal with {', '.join(row['company'])}")
        if row["together"]:
            score, bad = score - 0.4, (*bad, "both take part in one event")
        yield replace(each, score=score, speaks_for=good, speaks_against=bad)


# -- events ------------------------------------------------------------------------------------------


def suggest_events(db: Executor, limit: int) -> list[Suggestion]:
    """Suggest reports of two events of the newest articles that nearly agree, the nearest first."""
    known = Recollection().of(db, [row["id"] for row in db.run(_NEWEST, most=ARTICLES_COMPARED)])
    profiles = {each.profile.id: each.profile for one in known.values() for each in one if each.stands}
    event_of = {row["id"]: row["event"] for row in db.run(_EVENTS, ids=sorted(profiles))}
    best: dict[frozenset[str], Suggestion] = {}
    for one, other in candidate_pairs(list(profiles.values())):
        events = frozenset(filter(None, (event_of.get(one.id), event_of.get(other.id))))
        score = pair_score(one, other)
        if len(events) == 2 and ENOUGH - _NEAR <= score < ENOUGH:
            found = _pair(one, other, score)
            if events not in best or _likeliest(found) < _likeliest(best[events]):
                best[events] = found
    return sorted(best.values(), key=_likeliest)[:limit]


def _pair(one: Profile, other: Profile, score: float) -> Suggestion:
    points = [
        (_SIGNALS.get(signal.__name__.strip("_"), signal.__name__), signal(one, other)) for signal in SIGNALS
    ]
    return Suggestion(
        (one.id, other.id),
        (_reported(one), _reported(other)),
        score,
        tuple(f"{name} ({value:+.1f})" for name, value in points if value > 0),
        tuple(
            f"{name} (rules it out)" if value == CONFLICT else f"{name} ({value:+.1f})"
            for name, value in points
            if value < 0
        ),
    )


def _reported(profile: Profile) -> str:
    mention = profile.mention
    when = f", {mention.date.start} to {mention.date.end}" if mention.date and mention.date.start else ""
    return f'{mention.type} {mention.mode or ""} {mention.status}{when}: "{mention.evidence.text}"'.replace(
        "  ", " "
    )
