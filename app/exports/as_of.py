"""What was known at a time, by either clock, as records and as a graph (contract, section 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.exports.corpus import Corpus
from app.exports.graph import Graph
from app.exports.record_graph import build_graph
from app.exports.selection import Selection, find_actors
from database import Executor, Row
from loaders.graph.past import AsOf, Past, recall_past
from loaders.records import UNKNOWN_DATE, Article, DateInterval, Event, Mention, Reading
from loaders.resolution.resolving import ResolvedEvent

_ARTICLES = """
UNWIND $ids AS id MATCH (a:Article {id: id})
RETURN a.id AS id, a.version AS version, a.title AS title, a.outlet AS outlet, a.genre AS genre,
       a.published_start AS start, a.published_end AS end, a.published_precision AS precision,
       a.published_basis AS basis
"""


def read_graph_as_of(db: Executor, as_of: AsOf, selection: Selection | None = None) -> Graph:
    """Build the graph of what was known at a time."""
    selection = selection or Selection()
    corpus = recall_corpus(db, as_of, selection)
    return build_graph(corpus, genres=selection.wanted_genres(), evidence=selection.evidence)


def recall_corpus(db: Executor, as_of: AsOf, selection: Selection | None = None) -> Corpus:
    """Read back what was known at a time, today where ``as_of`` names none, and add it up."""
    past = recall_past(db, as_of)
    kept = past.events
    if selection is not None:
        actors = frozenset(find_actors(selection.actors, db)) if selection.actors else frozenset()
        kept = tuple(each for each in kept if meets(each.event, selection, actors))
    events = tuple(sure(each.event, selection) if selection else each.event for each in kept)
    return Corpus(tuple(_readings(db, past, kept)), events, past.negotiations)


def _readings(db: Executor, past: Past, events: Iterable[ResolvedEvent]) -> Iterator[Reading]:
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for event in events:
        for profile in event.cluster:
            mentions[profile.mention.article_id].append(profile.mention)
    for article in past.articles.values() or map(_article, db.run(_ARTICLES, ids=sorted(mentions))):
        if article.id in mentions:
            yield Reading(article, (), tuple(mentions[article.id]))


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


def meets(event: Event, selection: Selection, actors: frozenset[str] = frozenset()) -> bool:
    """Tell whether an event is in a selection, as :func:`app.exports.selection.condition` does in Cypher."""
    first, last = (event.date.start, event.date.end) if event.date else (None, None)
    return (
        event.confidence >= selection.confidence
        and not frozenset(event.genres).isdisjoint(selection.wanted_genres())
        and (not selection.types or event.type in selection.types)
        and (not selection.statuses or event.status in selection.statuses)
        and (selection.since is None or (last is not None and last >= selection.since))
        and (selection.until is None or (first is not None and first <= selection.until))
        and (not actors or any(one.actor.id in actors for one in event.participations))
    )


def sure(event: Event, selection: Selection) -> Event:
    """Leave the roles out that are not as sure as asked for."""
    sure = tuple(one for one in event.participations if one.confidence >= selection.confidence)
    return replace(event, participations=sure)
