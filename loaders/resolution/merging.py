"""Merging the mentions of one component into clusters, best link first.

Two clusters merge only if none of their mentions conflict; a mention that fits two conflicting clusters equally
well stays alone. Sets of mentions are the bits of a number, so that a story told a thousand times takes seconds:
with lists of mentions, 126 of them took 6 s, for every link asked all links of both clusters again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

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
    merging = _Merging(part, links)
    for score, one, other in _best_first(part, links):
        merging.try_link(score, one, other)
    return merging.clusters()


def _best_first(part: Sequence[Profile], links: Links) -> list[tuple[float, int, int]]:
    """Return each link once with the places of its ends; of equal ones that of the smallest ids first."""
    place = {profile.id: number for number, profile in enumerate(part)}
    found = [
        (-score, profile.id, other)
        for profile in part
        for other, score in links.get(profile.id, {}).items()
        if profile.id < other
    ]
    return [(-worst, place[one], place[other]) for worst, one, other in sorted(found)]


class _Merging:
    """Clusters of one component while they merge, each under the place of one of its mentions."""

    def __init__(self, part: Sequence[Profile], links: Links) -> None:
        self._part = part
        self._cluster_of = list(range(len(part)))
        self._members: list[Mentions] = [1 << number for number in range(len(part))]
        self._linked: list[dict[float, Mentions]] = [{} for _ in part]
        """For each cluster, by score, the mentions that its own are linked to."""
        self._foes: list[Mentions] = [0] * len(part)
        """For each cluster, mentions known to conflict with one of its own."""
        self._friends: list[Mentions] = [0] * len(part)
        """For each cluster, mentions known to conflict with none of its own."""
        self._agreeing: list[Mentions] = [0] * len(part)
        """For each mention, those known not to conflict with it."""
        self._undecided: set[tuple[int, int, float]] = set()
        """What was found undecided since the last merge."""
        self._add_links(links)

    def _add_links(self, links: Links) -> None:
        place = {profile.id: number for number, profile in enumerate(self._part)}
        for number, profile in enumerate(self._part):
            linked: defaultdict[float, Mentions] = defaultdict(int)
            for other, score in links.get(profile.id, {}).items():
                linked[score] |= 1 << place[other]
                if not _points_at(profile, self._part[place[other]]):
                    self._agreeing[number] |= 1 << place[other]
            self._linked[number] = dict(linked)
            self._friends[number] = self._agreeing[number]

    def try_link(self, score: float, one: int, other: int) -> None:
        """Merge the clusters of two linked mentions unless something speaks against it."""
        ours, theirs = self._cluster_of[one], self._cluster_of[other]
        if ours == theirs or self._conflict(ours, theirs) or (ours, theirs, score) in self._undecided:
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
        rivals &= ~(self._members[ours] | self._members[theirs])
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


def _points_at(one: Profile, other: Profile) -> bool:
    """Whether their link says that one points back to the other, which may conflict all the same."""
    return one.antecedent == other.id or other.antecedent == one.id


def _first(mentions: Mentions) -> int:
    return (mentions & -mentions).bit_length() - 1


def _numbers(mentions: Mentions) -> Iterator[int]:
    while mentions:
        lowest = mentions & -mentions
        yield lowest.bit_length() - 1
        mentions ^= lowest
