"""Groups of what is judged the same, where verdicts contradict each other too.

Verdicts are taken in order, the strongest first. One that contradicts what stronger ones have settled is set aside
whole: of "a is b", "b is c" and "a is not c" the weakest has no effect, whichever it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, pairwise

from loaders.judgements.records import Judgement, Overruled


class Grouping:
    """Which subjects are one, and which are not, by the verdicts that are taken in."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        """Take verdicts ``same`` and ``different`` in, the strongest first."""
        self.overruled: list[Overruled] = []
        self._group: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._joined: defaultdict[str, list[tuple[str, Judgement]]] = defaultdict(list)
        self._parted: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
        for judgement in judgements:
            self._take(judgement)

    def __contains__(self, subject: str) -> bool:
        return subject in self._group

    def __bool__(self) -> bool:
        return bool(self._group)

    @property
    def subjects(self) -> Collection[str]:
        """All that were judged."""
        return self._group.keys()

    def group(self, subject: str) -> str:
        """Return the name of a subject's group: its smallest member."""
        return self._group.get(subject, subject)

    def members(self, subject: str) -> frozenset[str]:
        """Return all that are the same as a subject, itself included."""
        return frozenset(self._members.get(self.group(subject), {subject}))

    def apart(self, subject: str) -> frozenset[str]:
        """Return the groups that a subject is not of."""
        own = self._members.get(self.group(subject), {subject})
        return frozenset(self.group(other) for member in own for other in self._parted.get(member, ()))

    def _take(self, judgement: Judgement) -> None:
        contrary = self._against(judgement)
        if contrary:
            self.overruled.append(Overruled(judgement, contrary))
            return
        for subject in judgement.subjects:
            self._group.setdefault(subject, subject)
            self._members.setdefault(subject, {subject})
        if judgement.verdict == "same":
            for one, other in pairwise(judgement.subjects):
                self._join(one, other, judgement)
        else:
            for one, other in combinations(judgement.subjects, 2):
                self._parted[one].setdefault(other, judgement)
                self._parted[other].setdefault(one, judgement)

    def _join(self, one: str, other: str, judgement: Judgement) -> None:
        self._joined[one].append((other, judgement))
        self._joined[other].append((one, judgement))
        kept, lost = sorted((self._group[one], self._group[other]))
        if kept != lost:
            for member in self._members[lost]:
                self._group[member] = kept
            self._members[kept] |= self._members.pop(lost)

    def _against(self, judgement: Judgement) -> tuple[Judgement, ...]:
        """Return the stronger verdicts that a verdict contradicts; none where it contradicts none."""
        found = self._joining if judgement.verdict == "different" else self._parting
        contrary = {other.id: other for other in found(judgement.subjects)}
        return tuple(contrary[key] for key in sorted(contrary))

    def _joining(self, subjects: Collection[str]) -> Iterator[Judgement]:
        """Give the verdicts that make any two of these one."""
        for one, other in combinations(subjects, 2):
            if one in self._group and self.group(one) == self.group(other):
                yield from self._way(one, other)

    def _parting(self, subjects: Collection[str]) -> Iterator[Judgement]:
        """Give the verdicts that keep any two of the groups apart that would become one."""
        joined = {member for subject in subjects for member in self.members(subject)}
        for member in joined:
            yield from (verdict for other, verdict in self._parted.get(member, {}).items() if other in joined)

    def _way(self, one: str, other: str) -> list[Judgement]:
        """Return the verdicts that lead from one subject to another of its group, by the fewest steps."""
        ways: dict[str, list[Judgement]] = {one: []}
        frontier = [one]
        for subject in frontier:
            for following, judgement in self._joined[subject]:
                if following not in ways:
                    ways[following] = [*ways[subject], judgement]
                    frontier.append(following)
        return ways[other]
