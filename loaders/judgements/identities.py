"""Which actor stands for all that are judged to be it: a pure function of the actors that stand and the verdicts.

A person's verdicts come first. Then the rule of full names (see :mod:`loaders.judgements.full_names`) joins the local
actors that share a name key, except those that are known to be different people: whoever a person has told apart
from a namesake, or joined with another actor of the data, is judged by persons alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from loaders.judgements.grouping import Grouping

_WIKIDATA = re.compile(r"Q\d+")

FULL_NAME = "full name"
"""The name of the rule."""


class Candidate(NamedTuple):
    """An actor that may be the same as others."""

    id: str
    local: bool
    key: str | None = None
    """What the rule of full names goes by; ``None`` where it says nothing."""
    stands: bool = True
    """Whether a mention that stands names it."""


class Identity(NamedTuple):
    """Which actor takes an actor's place."""

    canonical: str
    by_rule: bool
    """True where no person has judged so."""


def identities(candidates: Iterable[Candidate], people: Grouping) -> dict[str, Identity]:
    """Return who takes the place of whom; actors that stand for themselves are left out.

    Canonical is an actor of the data before a local one, one of Wikidata first, then the smallest id; an actor that
    no standing mention names only where none of its group is named.

    Parameters
    ----------
    candidates
        All actors of the groups in question, in any order.
    people
        What persons, and rules whose verdicts are stored, have judged.

    """
    known = {candidate.id: candidate for candidate in candidates}
    groups = _Groups(known, people)
    for _, members in sorted(_namesakes(known.values()).items()):
        groups.join_namesakes(members)
    found = {}
    for members in groups.all():
        canonical = min(members, key=lambda member: _rank(known[member]))
        found.update(
            {
                each: Identity(canonical, not groups.judged(each, canonical))
                for each in members
                if each != canonical
            }
        )
    return found


def _namesakes(candidates: Iterable[Candidate]) -> Mapping[str, Sequence[str]]:
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for candidate in candidates:
        if candidate.key and candidate.stands:
            by_key[candidate.key].append(candidate.id)
    return {key: sorted(ids) for key, ids in by_key.items() if len(ids) > 1}


def _rank(candidate: Candidate) -> tuple[bool, int, str]:
    of_wikidata = _WIKIDATA.fullmatch(candidate.id) is not None
    return not candidate.stands, 2 if candidate.local else 0 if of_wikidata else 1, candidate.id


class _Groups:
    """Groups of actors: those of the verdicts, and what names add to them."""

    def __init__(self, known: Mapping[str, Candidate], people: Grouping) -> None:
        self._people = people
        self._of = {each: people.group(each) for each in known}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        for each, group in self._of.items():
            self._members[group].append(each)
        self._parts = {group: {group} for group in self._members}
        """For each group, the groups of the verdicts that it is made of."""
        self._of_the_data = {
            group
            for group in self._members
            for each in people.members(group)
            if _WIKIDATA.fullmatch(each) or (each in known and not known[each].local)
        }

    def join_namesakes(self, ids: Sequence[str]) -> None:
        """Join those who bear one name, except any two of whom are known to be different."""
        judged = [each for each in ids if each in self._people]
        strangers = {each for pair in combinations(judged, 2) if self._differ(*pair) for each in pair}
        joined = [each for each in ids if each not in strangers]
        for other in joined[1:]:
            if not self._differ(joined[0], other):
                self._join(joined[0], other)

    def judged(self, one: str, other: str) -> bool:
        """Whether verdicts alone make two actors one."""
        return self._people.group(one) == self._people.group(other)

    def all(self) -> Iterable[list[str]]:
        """Give each group's actors."""
        return self._members.values()

    def _join(self, one: str, other: str) -> None:
        larger, smaller = self._of[one], self._of[other]
        if larger == smaller:
            return
        if len(self._members[smaller]) > len(self._members[larger]):
            larger, smaller = smaller, larger
        for each in self._members[smaller]:
            self._of[each] = larger
        self._members[larger] += self._members.pop(smaller)
        self._parts[larger] |= self._parts.pop(smaller)
        if smaller in self._of_the_data:
            self._of_the_data.add(larger)

    def _differ(self, one: str, other: str) -> bool:
        """Whether the groups of two actors are known to be different: judged so, or each of the actor data."""
        ours, theirs = self._of[one], self._of[other]
        if ours == theirs:
            return False
        if ours in self._of_the_data and theirs in self._of_the_data:
            return True
        return any(self._people.apart(part) & self._parts[theirs] for part in self._parts[ours])
