"""What was known on a day: the mentions published by then, added up anew.

The role edges in the database serve the present; the past is read from the mentions (contract, section 5):
those of current article versions, in today's clusters, published on or before the day. What has no date of
publication counts from the day it was loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import batched

from app.exports.corpus import Corpus
from app.exports.graph import Graph
from app.exports.record_graph import build_graph
from app.exports.selection import Selection, find_actors
from database import Executor, Row
from loaders.graph.recollection import Recollection, recall_actors
from loaders.records import UNKNOWN_DATE, Article, DateInterval, Event, Negotiation, Reading, Round
from loaders.resolution.events import build_event
from loaders.resolution.profiles import Profile

ARTICLES_AT_ONCE = 1000

_KNOWN = """
MATCH (m:Mention)-[:REPORTS]->(e:Event)
WHERE m.active AND coalesce(m.published_end, date(m.ingested)) <= $day
RETURN m.article_id AS article, collect([m.id, e.id]) AS told
"""
_ARTICLES = """
UNWIND $ids AS id MATCH (a:Article {id: id})
RETURN a.id AS id, a.version AS version, a.title AS title, a.outlet AS outlet, a.genre AS genre,
       a.published_start AS start, a.published_end AS end, a.published_precision AS precision,
       a.published_basis AS basis
"""
_NEGOTIATIONS = """
UNWIND $events AS event
MATCH (:Event {id: event})-[r:ROUND_OF]->(n:Negotiation)
WITH n, event, r ORDER BY r.number, event
WITH n, collect([event, r.number]) AS rounds
RETURN n.id AS id, n.name AS name, rounds, [(a:Actor)-[:PRINCIPAL_IN]->(n) | a.id] AS parties,
       [(n)-[:PRECEDED_BY]->(earlier:Negotiation) | earlier.id][0] AS preceded_by
ORDER BY n.id
"""


def read_graph_as_of(db: Executor, day: date, selection: Selection | None = None) -> Graph:
    """Build the graph of what had been published by the end of a day (UTC)."""
    selection = selection or Selection()
    actors = frozenset(find_actors(selection.actors, db)) if selection.actors else frozenset()
    corpus = recall_corpus(db, day)
    kept = tuple(_sure(event, selection) for event in corpus.events if _meets(event, selection, actors))
    return build_graph(
        replace(corpus, events=kept), genres=selection.wanted_genres(), evidence=selection.evidence
    )


def recall_corpus(db: Executor, day: date) -> Corpus:
    """Read back what had been published by the end of a day, and add it up."""
    known = db.run(_KNOWN, day=day)
    event_of = {mention: event for row in known for mention, event in row["told"]}
    article_ids = sorted(row["article"] for row in known)
    profiles = [profile for profile in _profiles(db, article_ids) if profile.id in event_of]
    events = tuple(_events(profiles, event_of))
    return Corpus(tuple(_readings(db, article_ids, profiles)), events, tuple(_negotiations(db, events)))


def _profiles(db: Executor, article_ids: Sequence[str]) -> Iterator[Profile]:
    for ids in batched(article_ids, ARTICLES_AT_ONCE):
        for remembered in Recollection().of(db, ids).values():
            yield from (one.profile for one in remembered if one.stands)


def _events(profiles: Iterable[Profile], event_of: Mapping[str, str]) -> Iterator[Event]:
    """Add up each of today's clusters, as far as it was known; it keeps today's id."""
    clusters: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        clusters[event_of[profile.id]].append(profile)
    for event_id, cluster in sorted(clusters.items()):
        ordered = tuple(sorted(cluster, key=lambda profile: profile.id))
        yield replace(build_event(ordered), id=event_id)


def _readings(db: Executor, article_ids: Sequence[str], profiles: Iterable[Profile]) -> Iterator[Reading]:
    mentions = defaultdict(list)
    for profile in profiles:
        mentions[profile.mention.article_id].append(profile.mention)
    for row in db.run(_ARTICLES, ids=article_ids):
        yield Reading(_article(row), (), tuple(mentions[row["id"]]))


def _article(row: Row) -> Article:
    published = UNKNOWN_DATE
    if row["start"]:
        published = DateInterval(row["start"], row["end"], row["precision"], row["basis"])
    return Article(
        row["id"],
        row["version"],
        text="",
        passages=(),
        title=row["title"],
        outlet=row["outlet"],
        published=published,
        genre=row["genre"],
    )


def _negotiations(db: Executor, events: Sequence[Event]) -> Iterator[Negotiation]:
    """Today's negotiations, with the rounds that were known."""
    dates = {event.id: event.date for event in events}
    rows = db.run(_NEGOTIATIONS, events=list(dates))
    actors = recall_actors(db, (actor for row in rows for actor in row["parties"]))
    for row in rows:
        known = [found for event_id, _ in row["rounds"] if (found := dates[event_id])]
        yield Negotiation(
            id=row["id"],
            name=row["name"],
            parties=tuple(actors[actor] for actor in sorted(row["parties"])),
            rounds=tuple(Round(event_id, number) for event_id, number in row["rounds"]),
            start=min((one.start for one in known if one.start), default=None),
            end=max((one.end for one in known if one.end), default=None),
            preceded_by=row["preceded_by"],
        )


def _meets(event: Event, selection: Selection, actors: frozenset[str]) -> bool:
    """Tell whether an event is in a selection, as :func:`app.exports.selection.condition` does in Cypher."""
    first, last = (event.date.start, event.date.end) if event.date else (None, None)
    return (
        event.confidence >= selection.confidence
        and (not selection.types or event.type in selection.types)
        and (not selection.statuses or event.status in selection.statuses)
        and (selection.since is None or (last is not None and last >= selection.since))
        and (selection.until is None or (first is not None and first <= selection.until))
        and (not actors or any(one.actor.id in actors for one in event.participations))
    )


def _sure(event: Event, selection: Selection) -> Event:
    """Leave the roles out that are not as sure as asked for."""
    sure = tuple(one for one in event.participations if one.confidence >= selection.confidence)
    return replace(event, participations=sure)
