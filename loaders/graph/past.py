"""What was known at a time, by the two clocks: what had been published by a day, what was in the graph at a moment.

Role edges serve the present; the past is added up anew from mentions, by the functions that project it. By the
clock of publication it is today's clusters, as far as their mentions had been published. By the clock of loading
the mentions and judgements active at the moment are clustered anew, and give what the service would have answered.
An event or negotiation of the past is written as the projection would have written it, under the id it had then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import batched
from typing import NamedTuple

from database import Executor
from loaders.graph.projected_rows import recall_talk
from loaders.graph.recollection import STOOD, Recollection, recall_readings
from loaders.graph.rows import Row
from loaders.graph.rules import read_pause
from loaders.judgements.store import read_judgements
from loaders.records import Article, Negotiation
from loaders.resolution.events import build_event
from loaders.resolution.negotiations import thread_talks
from loaders.resolution.profiles import Profile
from loaders.resolution.resolving import ResolvedEvent, resolve_readings
from loaders.resolution.talks import Talk, build_talk

ARTICLES_AT_ONCE = 1000
_FOR_EVER = 999_999
"""Days: talks that are known to be of one negotiation are not parted by a pause."""

PUBLISHED = "coalesce(m.published_end, date(m.ingested)) <= $day"
"""Whether a mention ``m`` was published by ``$day``; what has no date counts from the day of its loading."""

_NOW_KNOWN = f"""
MATCH (m:Mention)-[:REPORTS]->(e:Event)
WHERE m.active AND ($day IS NULL OR {PUBLISHED})
RETURN m.article_id AS article, collect([m.id, e.id]) AS told
"""
# Events of which a part was known: all others are known as they are, or not at all.
_PARTLY_KNOWN = f"""
MATCH (later:Mention)-[:REPORTS]->(e:Event)
WHERE later.active AND coalesce(later.published_end, date(later.ingested)) > $day
WITH DISTINCT e
MATCH (e)<-[:REPORTS]-(m:Mention)
WHERE {PUBLISHED}
RETURN m.article_id AS article, collect([m.id, e.id]) AS told
"""
_OF_EVENTS = """
UNWIND $ids AS id
MATCH (m:Mention)-[:REPORTS]->(e:Event {id: id})
RETURN m.article_id AS article, collect([m.id, e.id]) AS told
"""
_THEN_KNOWN = f"""
MATCH (m:Mention)
WHERE {STOOD}
RETURN m.article_id AS article,
       collect([coalesce(m.former_of, m.id), m.id, $day IS NULL OR {PUBLISHED}]) AS told
"""
_THREADS = """
MATCH (later:Mention)-[:REPORTS]->(:Event)-[:ROUND_OF]->(n:Negotiation)
WHERE later.active AND coalesce(later.published_end, date(later.ingested)) > $day
WITH DISTINCT n
MATCH (n)<-[:ROUND_OF]-(e:Event)
RETURN n.id AS id, [(n)-[:PRECEDED_BY]->(earlier:Negotiation) | earlier.id][0] AS earlier,
       collect({event: e.id, talk: e.talk, whole: NOT EXISTS {
         MATCH (e)<-[:REPORTS]-(m:Mention) WHERE coalesce(m.published_end, date(m.ingested)) > $day }}) AS talks
"""
_ALL_THREADS = """
MATCH (n:Negotiation)<-[:ROUND_OF]-(e:Event)
RETURN n.id AS id, [(n)-[:PRECEDED_BY]->(earlier:Negotiation) | earlier.id][0] AS earlier,
       collect({event: e.id, talk: e.talk, whole: false}) AS talks
"""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two clocks; ``None`` is today."""

    published: date | None = None
    """The last day that counts, UTC."""
    ingested: datetime | None = None

    def __bool__(self) -> bool:
        return self.published is not None or self.ingested is not None


TODAY = AsOf()


@dataclass(frozen=True)
class Past:
    """What was known at a time, as the projection would have written it then."""

    whole: bool
    """Whether it is all that was known; else only what was known in part, of what is known more fully now."""
    events: tuple[ResolvedEvent, ...]
    negotiations: tuple[Negotiation, ...]
    talks: Mapping[str, Talk]
    """What these negotiations are made of, by event."""
    articles: Mapping[str, Article] = field(default_factory=dict)
    """By the clock of loading: the articles as they were then, without their texts."""
    nodes: Mapping[str, str] = field(default_factory=dict)
    """Ids of the nodes that hold what mentions said then, where they say something else now."""


def recall_past(db: Executor, as_of: AsOf) -> Past:
    """Add up all that was known at a time; it takes as long as reading all mentions and clustering them."""
    if as_of.ingested is not None:
        return _recall_moment(db, as_of.ingested, as_of.published)
    events = tuple(_parts_of_events(db, db.run(_NOW_KNOWN, day=as_of.published)))
    return _with_threads(events, db.run(_ALL_THREADS), whole=True)


def recall_difference(db: Executor, day: date) -> Past:
    """Add up what was known in part by a day, of what is known more fully now.

    An event that is not among it was known as it is, or not at all. It takes as long as there are such events.
    """
    events = tuple(_parts_of_events(db, db.run(_PARTLY_KNOWN, day=day)))
    return _with_threads(events, db.run(_THREADS, day=day), whole=False)


def recall_events(db: Executor, ids: Sequence[str]) -> tuple[ResolvedEvent, ...]:
    """Add up events as they are now, in the order of ids; those that are gone are left out."""
    return tuple(_parts_of_events(db, db.run(_OF_EVENTS, ids=ids)))


# -- today's clusters, as far as they were known -----------------------------------------------------------


def _parts_of_events(db: Executor, known: Sequence[Row]) -> Iterator[ResolvedEvent]:
    """Add up parts of today's clusters; each keeps today's id."""
    event_of = {mention: event for row in known for mention, event in row["told"]}
    clusters: defaultdict[str, list[Profile]] = defaultdict(list)
    for ids in batched(sorted(row["article"] for row in known), ARTICLES_AT_ONCE):
        for mentions in Recollection().of(db, ids).values():
            for one in mentions:
                if one.stands and one.profile.id in event_of:
                    clusters[event_of[one.profile.id]].append(one.profile)
    return (_resolved(event_id, cluster) for event_id, cluster in sorted(clusters.items()))


def _resolved(event_id: str, cluster: Iterable[Profile]) -> ResolvedEvent:
    ordered = tuple(sorted(cluster, key=lambda profile: profile.id))
    event = replace(build_event(ordered), id=event_id)
    return ResolvedEvent(event, ordered, build_talk(event, ordered))


def _with_threads(events: tuple[ResolvedEvent, ...], rows: Sequence[Row], *, whole: bool) -> Past:
    known = {each.event.id: each.talk for each in events}
    threads = [
        _Thread(
            row["id"],
            [talk for each in row["talks"] if (talk := _known_talk(each, known))],
            row["earlier"],
        )
        for row in rows
    ]
    return _past(events, threads, whole=whole)


def _known_talk(row: Row, known: Mapping[str, Talk | None]) -> Talk | None:
    return recall_talk(row["talk"]) if row["whole"] else known.get(row["event"])


class _Thread(NamedTuple):
    """A negotiation, and the talks of it that were known."""

    id: str
    talks: Sequence[Talk]
    earlier: str | None


def _past(events: tuple[ResolvedEvent, ...], threads: Sequence[_Thread], *, whole: bool) -> Past:
    """Thread anew what was known of each negotiation; it keeps its id."""
    found: dict[str, Negotiation] = {}
    for thread in threads:
        # Parties that were told of later do not part what is one negotiation.
        together = [replace(talk, dyad=thread.id) for talk in thread.talks]
        for negotiation in thread_talks(together, _FOR_EVER)[:1]:
            found[thread.id] = replace(negotiation, id=thread.id, preceded_by=thread.earlier)
    unknown = {thread.id for thread in threads} - found.keys()
    negotiations = (
        replace(each, preceded_by=None) if each.preceded_by in unknown else each for each in found.values()
    )
    talks = {talk.event_id: talk for thread in threads for talk in thread.talks}
    return Past(whole, events, tuple(sorted(negotiations, key=lambda each: each.id)), talks)


# -- what stood at a moment, clustered anew ----------------------------------------------------------------


def _recall_moment(db: Executor, moment: datetime, day: date | None) -> Past:
    told = [(row["article"], each) for row in db.run(_THEN_KNOWN, at=moment, day=day) for each in row["told"]]
    known = {mention for _, (mention, _, published) in told if published}
    articles = sorted({article for article, _ in told})
    readings = [
        reading for ids in batched(articles, ARTICLES_AT_ONCE) for reading in recall_readings(db, ids, moment)
    ]
    whole = resolve_readings(readings, read_judgements(db, moment))
    threads = thread_talks([each.talk for each in whole if each.talk], read_pause(db))
    events = tuple(part for each in whole if (part := _known_part(each, known)))
    talks = {each.event.id: each.talk for each in events if each.talk}
    past = _past(
        events,
        [
            _Thread(
                thread.id,
                [talks[each.event_id] for each in thread.rounds if each.event_id in talks],
                thread.preceded_by,
            )
            for thread in threads
        ],
        whole=True,
    )
    return replace(
        past,
        articles={reading.article.id: reading.article for reading in readings},
        nodes={mention: node for _, (mention, node, _) in told if node != mention},
    )


def _known_part(whole: ResolvedEvent, known: Collection[str]) -> ResolvedEvent | None:
    cluster = [profile for profile in whole.cluster if profile.id in known]
    if len(cluster) == len(whole.cluster):
        return whole
    return _resolved(whole.event.id, cluster) if cluster else None
