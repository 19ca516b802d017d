"""Projecting what mentions add up to: events, role edges and negotiations.

``project`` takes the articles marked as waiting, some at a time. Each step settles who their actors are, which may
mark other articles, finds all mentions that may be touched, clusters them anew, replaces the events that change and
the negotiations of their parties, and takes the marks away, in one transaction: whenever it is stopped, running it
again leads to the same graph.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial

from database import Database, Executor
from graph_schema import merge_nodes
from loaders.graph.changes import State, find_changes, first_reason, write_changes
from loaders.graph.dropping import (
    Doomed,
    drop_empty_places,
    drop_events,
    drop_former_reports,
    drop_negotiations,
    find_negotiations,
)
from loaders.graph.finding import finding_row
from loaders.graph.identities import settle_articles
from loaders.graph.neighbours import Neighbourhood, Surveyor
from loaders.graph.projected_rows import (
    event_row,
    negotiation_row,
    place_row,
    recall_talk,
    role_rows,
)
from loaders.graph.recollection import Recollection
from loaders.graph.rows import Row, place_id
from loaders.graph.rules import note_rules
from loaders.graph.writing import take_turn, write_relationships, write_role_edges
from loaders.negotiation_facts import round_facts
from loaders.records import Negotiation
from loaders.resolution.clusters import cluster_profiles
from loaders.resolution.events import event_id
from loaders.resolution.merging import Cluster
from loaders.resolution.negotiations import PAUSE_DAYS, thread_talks
from loaders.resolution.profiles import Profile
from loaders.resolution.resolving import ResolvedEvent, resolve_cluster

ARTICLES_AT_ONCE = 200
"""Articles projected in one transaction: enough to share searches, few enough for a small heap."""

_WAITING = """
MATCH (a:Article {dirty: true})
RETURN a.id AS id, a.version AS version, a.extractors AS extractors, a.because AS because
ORDER BY a.published_start, a.id
"""
_WAITING_AMONG = """
UNWIND $ids AS id
MATCH (a:Article {id: id, dirty: true})
RETURN a.id AS id, a.version AS version, a.extractors AS extractors, a.because AS because
ORDER BY a.published_start, a.id
"""
_INDEX = """
UNWIND $rows AS row
MATCH (m:Mention {id: row.id})
SET m.block = row.block, m.first_side = row.first_side, m.second_side = row.second_side, m.since = row.since,
    m.until = row.until, m.principals = row.principals, m.anchor = row.anchor
"""
_TALKS = "UNWIND $dyads AS dyad MATCH (e:Event {dyad: dyad}) RETURN e.talk AS talk"
# An article that was loaded again meanwhile keeps its mark.
_UNMARK = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id, version: row.version})
WHERE a.extractors = row.extractors
REMOVE a.dirty, a.because
"""

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Projected:
    """What a projection made."""

    articles: int = 0
    events: int = 0
    negotiations: int = 0

    def __add__(self, other: Projected) -> Projected:
        return Projected(
            self.articles + other.articles,
            self.events + other.events,
            self.negotiations + other.negotiations,
        )


def project(
    db: Database,
    *,
    recollection: Recollection | None = None,
    progress: Progress = lambda done, of: None,
    pause_days: int = PAUSE_DAYS,
) -> Projected:
    """Project the mentions of all articles that wait for it.

    Parameters
    ----------
    db
        The database; whoever else writes at the same time takes turns with it.
    recollection
        The mentions that the caller has just written; all others are read back from the graph.
    progress
        Called after each step with the number of articles done, and of all.
    pause_days
        The longest pause between two rounds of one negotiation.

    """
    known = recollection or Recollection()
    waiting = deque(db.run(_WAITING))
    made, number = Projected(), len(waiting)
    while waiting:
        step = [waiting.popleft() for _ in range(min(ARTICLES_AT_ONCE, len(waiting)))]
        projected, concerned = db.write(
            partial(_project, articles=step, recollection=known, pause_days=pause_days)
        )
        waiting.extend(concerned)
        made, number = made + projected, number + len(concerned)
        progress(made.articles, number)
    return made


def index_mentions(db: Executor, articles: Sequence[str]) -> None:
    """Write anew what the mentions of articles are found by."""
    known = Recollection().of(db, articles).values()
    _index(db, (mention.profile for mentions in known for mention in mentions))


def _index(db: Executor, profiles: Iterable[Profile]) -> None:
    db.run(_INDEX, rows=[{"id": profile.id, **finding_row(profile)} for profile in profiles])


def _project(
    db: Executor, articles: Sequence[Row], recollection: Recollection, pause_days: int
) -> tuple[Projected, Sequence[Row]]:
    """Project a step; return with it the articles that wait now, for others stand for actors they name."""
    recollection.catch_up(take_turn(db))
    note_rules(db, pause_days)
    ids = {row["id"] for row in articles}
    settled = settle_articles(db, ids, recollection.judgements(db))
    for article_id in sorted(settled.stale):
        recollection.forget(article_id)
    surveyor = Surveyor(db, sorted(ids), recollection)
    # Before the search: one article of the step finds another by what its mentions are found by now.
    _index(db, surveyor.unindexed())
    found = surveyor.survey()
    recollection.settle(profile.origin.article_id for profile in found.standing.values())
    clusters = {event_id(p.id for p in each): each for each in _clusters(found)}
    kept = {key for key, cluster in clusters.items() if _is_stored(key, cluster, found, ids)}
    resolved = [resolve_cluster(clusters[key]) for key in sorted(clusters.keys() - kept)]
    doomed = _doomed(found, kept)
    dyads = {*doomed.dyads, *(each.talk.dyad for each in resolved if each.talk)}
    former = find_negotiations(db, dyads)
    events = _replace_events(db, doomed, resolved)
    former_reports = _replace_former_reports(db, found, clusters)
    negotiations = replace_negotiations(db, dyads, pause_days)
    stored = {key: State(found.events[key].mentions, found.events[key].fingerprint) for key in doomed.events}
    reasons = _reasons(articles, found)
    changes = list(find_changes("Event", stored, events, reasons, former_reports))
    reasons |= {change.key: change.reason for change in changes}
    changes += find_changes("Negotiation", former, negotiations, reasons)
    write_changes(db, changes)
    db.run(_UNMARK, rows=list(articles))
    concerned = db.run(_WAITING_AMONG, ids=sorted(settled.marked)) if settled.marked else []
    return Projected(len(articles), len(resolved), len(negotiations)), concerned


def _reasons(articles: Sequence[Row], found: Neighbourhood) -> dict[str, str]:
    """Return why the mentions of the waiting articles are looked at; "" stands for all others."""
    because = {row["id"]: first_reason([row["because"]]) for row in articles}
    profiles = (*found.standing.values(), *found.withdrawn.values())
    told = {profile.id: because.get(profile.origin.article_id) for profile in profiles}
    return {"": first_reason(because.values()), **{key: reason for key, reason in told.items() if reason}}


def _clusters(found: Neighbourhood) -> Iterator[Cluster]:
    """Cluster what stands: what was withdrawn is led to an event, but has no say in what is one."""
    links = {
        key: {other: score for other, score in scores.items() if other in found.standing}
        for key, scores in found.links.items()
        if key in found.standing
    }
    return cluster_profiles(list(found.standing.values()), links)


def _is_stored(key: str, cluster: Cluster, found: Neighbourhood, articles: Set[str]) -> bool:
    """Whether the event is in the graph as it would be written: told by the same mentions, none of them changed.

    Only what the articles that wait tell may have changed. In a story that goes on for years nearly all events
    stay as they are.
    """
    stored = found.events.get(key)
    return (
        stored is not None
        and stored.mentions == {profile.id for profile in cluster}
        and not any(profile.origin.article_id in articles for profile in cluster)
    )


def _doomed(found: Neighbourhood, kept: Set[str]) -> Doomed:
    """Return the events that others take the place of."""
    gone = [event for event in found.events.values() if event.id not in kept]
    return Doomed(
        events=[event.id for event in gone],
        dyads=sorted({event.dyad for event in gone if event.dyad}),
        places=sorted({place for event in gone for place in event.places}),
    )


def _replace_events(db: Executor, doomed: Doomed, resolved: Sequence[ResolvedEvent]) -> dict[str, State]:
    """Put new events in the place of those that are to go, and return them."""
    drop_events(db, doomed)
    places = {each.event.place for each in resolved if each.event.place}
    db.run(merge_nodes("Place"), rows=[place_row(place) for place in places])
    rows = [event_row(each) for each in resolved]
    db.run(merge_nodes("Event"), rows=rows)
    write_role_edges(db, [row for each in resolved for row in role_rows(each)])
    _write_edges(db, _event_edges(resolved))
    drop_empty_places(db, doomed)
    return {
        each.event.id: State(each.event.mentions, row["fingerprint"])
        for each, row in zip(resolved, rows, strict=True)
    }


def _event_edges(resolved: Sequence[ResolvedEvent]) -> Mapping[str, list[Row]]:
    edges: defaultdict[str, list[Row]] = defaultdict(list)
    for each in resolved:
        event = each.event
        edges["REPORTS"].extend({"from": mention, "to": event.id} for mention in event.mentions)
        if event.place:
            edges["AT"].append({"from": event.id, "to": place_id(event.place)})
    return edges


def _replace_former_reports(
    db: Executor, found: Neighbourhood, clusters: Mapping[str, Cluster]
) -> dict[str, str]:
    """Lead each withdrawn mention to the event of the standing mention it agrees with best; return these."""
    drop_former_reports(db, sorted({key for event in found.events.values() for key in event.former}))
    holder = {profile.id: key for key, cluster in clusters.items() for profile in cluster}
    rows = []
    for profile in found.withdrawn.values():
        told = found.withdrawn.get(profile.antecedent or "", profile)
        links = ((-score, key) for key, score in found.links[told.id].items() if key in holder)
        if best := min(links, default=None):
            rows.append({"from": profile.id, "to": holder[best[1]]})
    write_relationships(db, "REPORTED", rows)
    return {row["from"]: row["to"] for row in rows}


def replace_negotiations(db: Executor, dyads: Iterable[str], pause_days: int) -> dict[str, State]:
    """Thread the talks of these parties anew, and return their negotiations."""
    touched = sorted(dyads)
    drop_negotiations(db, touched)
    talks = [recall_talk(row["talk"]) for row in db.run(_TALKS, dyads=touched)]
    negotiations = thread_talks(talks, pause_days)
    by_event = {talk.event_id: talk for talk in talks}
    rows = [negotiation_row(each, by_event) for each in negotiations]
    db.run(merge_nodes("Negotiation"), rows=rows)
    _write_edges(db, _negotiation_edges(negotiations))
    return {
        each.id: State([one.event_id for one in each.rounds], row["fingerprint"])
        for each, row in zip(negotiations, rows, strict=True)
    }


def _negotiation_edges(negotiations: Sequence[Negotiation]) -> Mapping[str, list[Row]]:
    return {
        "ROUND_OF": [
            {"from": each.event_id, "to": negotiation.id, **round_facts(each)}
            for negotiation in negotiations
            for each in negotiation.rounds
        ],
        "PRINCIPAL_IN": [
            {"from": party.id, "to": negotiation.id}
            for negotiation in negotiations
            for party in negotiation.parties
        ],
        "PRECEDED_BY": [
            {"from": each.id, "to": each.preceded_by} for each in negotiations if each.preceded_by
        ],
    }


def _write_edges(db: Executor, edges: Mapping[str, list[Row]]) -> None:
    for kind, rows in edges.items():
        write_relationships(db, kind, rows)
