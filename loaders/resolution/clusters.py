"""Clusters of mentions that report one event each.

The clusters depend on the set of mentions alone, never on its order: links are pair scores, the mentions
they connect form components, and each component is clustered whole, best link first. Two clusters merge only
if none of their mentions conflict, so that a chain of vague mentions cannot join two rounds; a mention that
fits two conflicting clusters equally well stays alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from loaders.resolution.agreement import ENOUGH, conflicting, pair_score
from loaders.resolution.blocking import candidate_pairs
from loaders.resolution.profiles import Profile

type Cluster = tuple[Profile, ...]
type Links = Mapping[str, Mapping[str, float]]
"""For each mention those it is linked to, with the score."""

_AS_GOOD = 0.05
"""Scores this close are equal: nearness in the text tells more than 0.05 apart for neighbours only."""


def cluster_profiles(profiles: Sequence[Profile], links: Links | None = None) -> Iterator[Cluster]:
    """Group mentions into events, each cluster and the clusters themselves in the order of ids.

    Parameters
    ----------
    profiles
        The mentions, in any order.
    links
        All links among them, where they are known already.

    """
    if links is None:
        links = score_links(profiles)
    clusters = (
        cluster for part in components(profiles, links) for cluster in _Component(part, links).cluster()
    )
    return iter(sorted(clusters, key=lambda cluster: cluster[0].id))


def score_links(profiles: Sequence[Profile], touching: Container[str] | None = None) -> Links:
    """Score the pairs worth it and keep those that link, in both directions.

    Where ``touching`` is given, only links that one of these mentions has a part in.
    """
    links: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one, other in candidate_pairs(profiles):
        if touching is not None and one.id not in touching and other.id not in touching:
            continue
        score = pair_score(one, other)
        if score >= ENOUGH:
            links[one.id][other.id] = links[other.id][one.id] = score
    return links


def components(profiles: Sequence[Profile], links: Links) -> Iterator[list[Profile]]:
    """Split mentions into the parts that links connect."""
    waiting = {profile.id: profile for profile in sorted(profiles, key=lambda profile: profile.id)}
    while waiting:
        first = next(iter(waiting))
        part, frontier = [], [waiting.pop(first)]
        while frontier:
            profile = frontier.pop()
            part.append(profile)
            linked = [waiting.pop(key) for key in sorted(links.get(profile.id, ())) if key in waiting]
            frontier.extend(linked)
        yield part


class _Component:
    """One component while its clusters merge."""

    def __init__(self, part: Sequence[Profile], links: Links) -> None:
        self._links = links
        self._clusters = {profile.id: [profile] for profile in part}
        """Each mention's cluster; merged mentions share one list."""
        self._conflicts: dict[tuple[str, str], bool] = {}

    def cluster(self) -> list[Cluster]:
        for score, one, other in self._best_first():
            ours, theirs = self._clusters[one], self._clusters[other]
            if ours is theirs or self._conflict(ours, theirs) or self._undecided(ours, theirs, score):
                continue
            ours.extend(theirs)
            for profile in theirs:
                self._clusters[profile.id] = ours
        distinct = {id(cluster): cluster for cluster in self._clusters.values()}
        return [tuple(sorted(cluster, key=lambda profile: profile.id)) for cluster in distinct.values()]

    def _best_first(self) -> list[tuple[float, str, str]]:
        pairs = (
            (one, other, self._links[one][other])
            for one in self._clusters
            for other in self._links.get(one, ())
        )
        return sorted(((score, one, other) for one, other, score in pairs if one < other), key=_rank)

    def _undecided(self, ours: list[Profile], theirs: list[Profile], score: float) -> bool:
        """Whether another cluster that conflicts with the one fits the other just as well."""
        return self._rivalled(ours, theirs, score) or self._rivalled(theirs, ours, score)

    def _rivalled(self, ours: list[Profile], theirs: list[Profile], score: float) -> bool:
        for profile in ours:
            for key, rival_score in self._links[profile.id].items():
                rivals = self._clusters[key]
                as_good = abs(rival_score - score) <= _AS_GOOD and rivals is not ours and rivals is not theirs
                if as_good and self._conflict(rivals, theirs) and not self._conflict(rivals, ours):
                    return True
        return False

    def _conflict(self, ours: list[Profile], theirs: list[Profile]) -> bool:
        return any(self._apart(one, other) for one in ours for other in theirs)

    def _apart(self, one: Profile, other: Profile) -> bool:
        key = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if key not in self._conflicts:
            self._conflicts[key] = conflicting(one, other)
        return self._conflicts[key]


def _rank(link: tuple[float, str, str]) -> tuple[float, str, str]:
    score, one, other = link
    return -score, one, other
