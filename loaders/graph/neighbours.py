"""Finding the mentions that may change when some articles do: everything that links reach from them.

The search in the graph finds what :func:`loaders.resolution.agreement.comparable` lets through: mentions of one
family whose sides may be the same and whose days meet, or that share an anchor. It goes on from what it finds
until nothing new is linked, so that components are clustered whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from database import Executor
from loaders.graph.finding import LENGTHS, block, is_filed
from loaders.graph.recollection import Recollection, Remembered
from loaders.graph.rows import Row
from loaders.judgements import NO_JUDGEMENTS
from loaders.resolution.clusters import score_links
from loaders.resolution.profiles import Profile
from loaders.resolution.sides import sought_under
from loaders.resolution.spells import Window

BY_DAYS = """
UNWIND $searches AS search
MATCH (m:Mention)
WHERE m.block = search.block AND m.since >= search.earliest AND m.since <= search.last
  AND m.until >= search.first AND any(key IN m.principals WHERE key IN search.principals)
RETURN m.article_id AS article, collect(DISTINCT m.id) AS mentions
"""
# What tells of one side only is compared with all that this side has a part in.
BY_SIDE = """
UNWIND $searches AS search
CALL (search) {
  MATCH (m:Mention)
  WHERE m.first_side = search.block AND m.since >= search.earliest AND m.since <= search.last
    AND m.until >= search.first
  RETURN m
  UNION ALL
  MATCH (m:Mention)
  WHERE m.second_side = search.block AND m.since >= search.earliest AND m.since <= search.last
    AND m.until >= search.first
  RETURN m
}
RETURN m.article_id AS article, collect(DISTINCT m.id) AS mentions
"""
_BY_ANCHOR = """
UNWIND $searches AS search
MATCH (m:Mention {anchor: search.anchor})
WHERE m.since IS NULL OR search.undated
RETURN m.article_id AS article, collect(DISTINCT m.id) AS mentions
"""
_OF_THE_SAME_EVENTS = """
UNWIND $ids AS id
MATCH (:Mention {id: id})-[:REPORTS|REPORTED]->(e:Event)
WITH DISTINCT e
RETURN e.id AS id, e.dyad AS dyad, e.fingerprint AS fingerprint, [(e)-[:AT]->(p:Place) | p.id] AS places,
       [(e)<-[:REPORTS]-(m:Mention) | [m.id, m.article_id]] AS reported,
       [(e)<-[:REPORTED]-(m:Mention) | [m.id, m.article_id]] AS formerly
"""


class StoredEvent(NamedTuple):
    """An event as the graph holds it."""

    id: str
    dyad: str | None
    fingerprint: str | None
    places: Sequence[str]
    mentions: frozenset[str]
    """Those that report it."""
    former: frozenset[str]
    """Those that were withdrawn."""


@dataclass
class Neighbourhood:
    """Mentions that belong together, closed under links and under the events they report now."""

    standing: dict[str, Profile] = field(default_factory=dict)
    withdrawn: dict[str, Profile] = field(default_factory=dict)
    links: defaultdict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    """All links among them, for both directions."""
    events: dict[str, StoredEvent] = field(default_factory=dict)
    """The events that they report now."""

    def __contains__(self, mention_id: str) -> bool:
        return mention_id in self.standing or mention_id in self.withdrawn


class Surveyor:
    """Explores the neighbourhood of some articles."""

    def __init__(self, db: Executor, article_ids: Sequence[str], recollection: Recollection) -> None:
        self._db = db
        self._recollection = recollection
        self._known: dict[str, Remembered] = {}
        self._articles: dict[str, list[str]] = {}
        self._found = Neighbourhood()
        self._in_events: set[str] = set()
        """Mentions whose event is known."""
        self._searched: set[str] = set()
        """Mentions that all links were searched from."""
        self._read(article_ids)
        self._own = list(self._known)

    def unindexed(self) -> list[Profile]:
        """Return those of the articles' own mentions that may lack what they are found by."""
        return self._profiles(key for key in self._own if not self._known[key].fresh)

    def survey(self) -> Neighbourhood:
        """Follow links and present events from the articles' mentions until they lead to nothing new."""
        frontier = self._own
        while frontier:
            for key in frontier:
                known = self._known[key]
                (self._found.standing if known.stands else self._found.withdrawn)[key] = known.profile
            reached = self._in_the_same_events(frontier) | self._linked(frontier)
            frontier = sorted(key for key in reached if key not in self._found)
        return self._found

    def _in_the_same_events(self, frontier: Sequence[str]) -> set[str]:
        """Read the events that hold these mentions, each once; fresh mentions are in none."""
        asked = [key for key in frontier if not self._known[key].fresh and key not in self._in_events]
        reached: dict[str, str] = {}
        for row in self._db.run(_OF_THE_SAME_EVENTS, ids=asked) if asked else []:
            mentions, former = dict(row["reported"]), dict(row["formerly"])
            told_by = frozenset(mentions), frozenset(former)
            event = StoredEvent(row["id"], row["dyad"], row["fingerprint"], row["places"], *told_by)
            self._found.events[event.id] = event
            reached |= mentions | former
        self._in_events |= reached.keys()
        self._read(sorted(set(reached.values()) - self._articles.keys()))
        return set(reached)

    def _linked(self, frontier: Sequence[str]) -> set[str]:
        """Return what these mentions are linked to, as far as possible from memory."""
        memory = self._recollection.links
        reached: set[str] = set()
        for key in frontier:
            if key in memory:
                self._found.links[key].update(memory.of(key))
                reached |= memory.of(key).keys()
        self._read(sorted({memory.article_of(key) for key in reached} - self._articles.keys()))
        return reached | self._search_links([key for key in frontier if key not in memory])

    def _search_links(self, frontier: Sequence[str]) -> set[str]:
        """Search the graph for what these mentions are linked to."""
        profiles = self._profiles(frontier)
        near = self._search(BY_DAYS, searches=list(searches_by_days(profiles)))
        near |= self._search(BY_SIDE, searches=list(searches_by_side(profiles)))
        near |= self._search(_BY_ANCHOR, searches=list(_searches_by_anchor(profiles)))
        near |= {key for profile in profiles for key in self._articles[profile.origin.article_id]}
        near |= self._tied(profiles)
        # What was searched from before has all its links.
        compared = sorted((near - self._searched).union(frontier))
        links = score_links(self._profiles(compared), touching=set(frontier))
        for key, scores in links.items():
            self._found.links[key].update(scores)
        self._searched.update(frontier)
        self._remember(frontier, set(links))
        return set(links)

    def _tied(self, profiles: Iterable[Profile]) -> set[str]:
        """Return what judgements tell to be of one event with some of these."""
        keys = {profile.ties.key for profile in profiles if profile.ties}
        judgements = self._recollection.judgements(self._db) if keys else NO_JUDGEMENTS
        articles = {article for key in keys for article in judgements.articles_tied_to(key)}
        self._read(sorted(articles - self._articles.keys()))
        return {mention for article in articles for mention in self._articles.get(article, ())}

    def _remember(self, searched: Sequence[str], linked: Set[str]) -> None:
        """Keep what is linked now: a link to what was searched from before was found then."""
        links = {key: self._found.links[key] for key in {*linked, *searched}}
        homes = {key: self._known[key].profile.origin.article_id for key in links}
        self._recollection.links.keep(links, searched=searched, articles=homes)

    def _profiles(self, keys: Iterable[str]) -> list[Profile]:
        return [self._known[key].profile for key in keys]

    def _search(self, statement: str, **parameters: object) -> set[str]:
        rows = self._db.run(statement, **parameters) if any(parameters.values()) else []
        self._read(sorted({row["article"] for row in rows} - self._articles.keys()))
        return {mention for row in rows for mention in row["mentions"]}

    def _read(self, article_ids: Sequence[str]) -> None:
        for article_id, mentions in self._recollection.of(self._db, article_ids).items():
            self._articles[article_id] = [mention.profile.id for mention in mentions]
            self._known.update({mention.profile.id: mention for mention in mentions})


def searches_by_days(profiles: Iterable[Profile]) -> Iterator[Row]:
    """Give the searches for what is filed under the sides of these mentions, on days like theirs."""
    for family, sides, window in _windows(profiles):
        for key in sought_under(sides):
            yield from _searches(family, key, sides, window)


def searches_by_side(profiles: Iterable[Profile]) -> Iterator[Row]:
    """Give the searches of those that tell of one side, for all pairs that it has a part in."""
    for family, sides, window in _windows(profiles):
        if len(sides) == 1:
            yield from _searches(family, min(sides), sides, window)


def _searches(family: str, key: str, sides: Set[str], window: Window) -> Iterator[Row]:
    for name, longest in LENGTHS.items():
        yield {
            "block": block(family, name, key),
            "earliest": window.first - longest,
            "first": window.first,
            "last": window.last,
            "principals": sorted(sides),
        }


def _windows(profiles: Iterable[Profile]) -> Iterator[tuple[str, frozenset[str], Window]]:
    """Give the days to search for each kind of act and its sides; one search over a week for fifty over its days."""
    told: defaultdict[tuple[str, frozenset[str]], list[Window]] = defaultdict(list)
    for profile in profiles:
        if profile.around and is_filed(profile):
            told[profile.family, profile.sides].append(profile.around)
    for (family, sides), windows in told.items():
        yield from ((family, sides, window) for window in _merged(windows))


def _merged(windows: Iterable[Window]) -> Iterator[Window]:
    """Join windows that meet."""
    first, *others = sorted(windows, key=lambda window: (window.first, window.last))
    for window in others:
        if window.meets(first):
            first = Window(first.first, max(first.last, window.last))
        else:
            yield first
            first = window
    yield first


def _searches_by_anchor(profiles: Iterable[Profile]) -> Iterator[Row]:
    undated = {(p.anchor, p.window is None) for p in profiles if p.anchor}
    return ({"anchor": anchor, "undated": missing} for anchor, missing in sorted(undated))
