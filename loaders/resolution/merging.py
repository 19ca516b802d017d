"""Merging the mentions of one component into clusters, best link first.

Two clusters merge only if none of their mentions conflict; a mention that fits two conflicting clusters equally
well stays alone. Sets of mentions are the bits of a number, so that a story told a thousand times takes seconds:
with lists of mentions, 126 of them took 6 s, for every link asked all links of both clusters again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from loaders.resolution.agreement import conflicting
from loaders.resolution.profiles import Profile

type Cluster = tuple[Profile, ...]
type Links = Mapping[str, Mapping[str, float]]
"""For each mention those it is linked to, with the score."""
type Mentions = int
"""A set of the component's mentions: bit ``n`` stands for the n-th."""

_AS_GOOD = 0.05
"""Scores this close are equal: nearness in the text tells more than 0.05 apart for neighbours only."""


def merge_component(part: Sequence[Profile], links: Links) -> list[Cluster]:
    """Cluster mentions that links connect; each cluster in the order of ids."""
    merging = _Merging(sorted(part, key=lambda profile: profile.id), links)
    merging.merge()
    return merging.clusters()


class _Merging:
    """Clusters of one component while they merge, each under the place of one of its mentions."""

    def __init__(self, part: Sequence[Profile], links: Links) -> None:
        self._part = part
        self._cluster_of = list(range(len(part)))
        self._members: list[Mentions] = [1 << number for number in range(len(part))]
        self._single: Mentions = (1 << len(part)) - 1
        """Mentions that are clusters of their own."""
        self._linked = _linked_by_score(part, links)
        """For each cluster, by score, the mentions that its own are linked to."""
        self._foes: list[Mentions] = [0] * len(part)
        """For each cluster, mentions known to conflict with one of its own."""
        self._agreeing = _agreeing(part, self._linked)
        """For each mention, those known not to conflict with it."""
        self._friends = list(self._agreeing)
        """For each cluster, mentions known to conflict with none of its own."""
        self._undecided: set[tuple[int, int, float]] = set()
        """What was found undecided since the last merge."""

    def merge(self) -> None:
        """Follow the links, the best first; of equal ones that of the smallest ids."""
        own = [dict(linked) for linked in self._linked]
        for score in sorted({score for linked in own for score in linked}, reverse=True):
            for one, linked in enumerate(own):
                waiting = linked.get(score, 0) >> one << one
                # What is in one cluster by now needs no link: of a story told a thousand times, nearly all.
                while waiting := waiting & ~self._members[self._cluster_of[one]]:
                    other = _first(waiting)
                    waiting &= waiting - 1
                    self._try_link(score, one, other)

    def _try_link(self, score: float, one: int, other: int) -> None:
        """Merge the clusters of two linked mentions unless something speaks against it."""
        ours, theirs = self._cluster_of[one], self._cluster_of[other]
        if self._conflict(ours, theirs) or (ours, theirs, score) in self._undecided:
            return
        if self._rivalled(ours, theirs, score) or self._rivalled(theirs, ours, score):
            self._undecided |= {(ours, theirs, score), (theirs, ours, score)}
        else:
            self._merge(ours, theirs)

    def clusters(self) -> list[Cluster]:
        """Return the clusters as they are now."""
        return [
            tuple(sorted((self._part[number] for number in _numbers(members)), key=lambda p: p.id))
            for number, members in enumerate(self._members)
            if self._cluster_of[number] == number
        ]

    def _merge(self, ours: int, theirs: int) -> None:
        for number in _numbers(self._members[theirs]):
            self._cluster_of[number] = ours
        self._members[ours] |= self._members[theirs]
        self._single &= ~self._members[ours]
        self._foes[ours] |= self._foes[theirs]
        self._friends[ours] &= self._friends[theirs]
        for score, mentions in self._linked[theirs].items():
            self._linked[ours][score] = self._linked[ours].get(score, 0) | mentions
        self._undecided.clear()

    def _rivalled(self, ours: int, theirs: int, score: float) -> bool:
        """Whether another cluster that conflicts with theirs fits ours just as well."""
        rivals = 0
        for other_score, mentions in self._linked[ours].items():
            if abs(other_score - score) <= _AS_GOOD:
                rivals |= mentions
        rivals &= ~(self._members[ours] | self._members[theirs] | (self._single & self._friends[theirs]))
        return any(
            self._conflict(rival, theirs) and not self._conflict(rival, ours)
            for rival in self._clusters_among(rivals)
        )

    def _clusters_among(self, mentions: Mentions) -> Iterator[int]:
        while mentions:
            cluster = self._cluster_of[_first(mentions)]
            yield cluster
            mentions &= ~self._members[cluster]

    def _conflict(self, ours: int, theirs: int) -> bool:
        if self._foes[ours] & self._members[theirs] or self._foes[theirs] & self._members[ours]:
            return True
        for other in _numbers(self._members[theirs] & ~self._friends[ours]):
            for one in _numbers(self._members[ours] & ~self._agreeing[other]):
                if conflicting(self._part[one], self._part[other]):
                    self._foes[ours] |= 1 << other
                    self._foes[theirs] |= 1 << one
                    return True
                self._agreeing[one] |= 1 << other
                self._agreeing[other] |= 1 << one
        self._friends[ours] |= self._members[theirs]
        self._friends[theirs] |= self._members[ours]
        return False


def _linked_by_score(part: Sequence[Profile], links: Links) -> list[dict[float, Mentions]]:
    """Return for each mention, by score, the set of those that it is linked to."""
    bit = {profile.id: 1 << number for number, profile in enumerate(part)}
    found = []
    for profile in part:
        linked: defaultdict[float, list[Mentions]] = defaultdict(list)
        for other, score in links.get(profile.id, {}).items():
            linked[score].append(bit[other])
        found.append({score: sum(bits) for score, bits in linked.items()})
    return found


def _agreeing(part: Sequence[Profile], linked: Sequence[Mapping[float, Mentions]]) -> list[Mentions]:
    """Return for each mention those that it is linked to, but not by pointing back: these may conflict all the same."""
    place = {profile.id: number for number, profile in enumerate(part)}
    agreeing = [reduce(or_, by_score.values(), 0) for by_score in linked]
    for number, profile in enumerate(part):
        if profile.antecedent in place:
            other = place[profile.antecedent]
            agreeing[number] &= ~(1 << other)
            agreeing[other] &= ~(1 << number)
    return agreeing


def _first(mentions: Mentions) -> int:
    return (mentions & -mentions).bit_length() - 1


def _numbers(mentions: Mentions) -> Iterator[int]:
    while mentions:
        lowest = mentions & -mentions
        yield lowest.bit_length() - 1
        mentions ^= lowest
