"""Who told it first: twenty outlets with the same agency text are one origin.

A report's origin is the outlet that its sentence cites, else the news agency that its article credits, else its
article's outlet, else the article. Reports that are copies have one origin: their agency, else the outlet that was
first. Outlets of one owner are one origin. What a set of reports comes to depends on the set alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.outlets import Outlets, outlets
from loaders.resolution.copies import find_copies
from loaders.resolution.profiles import Profile
from loaders.support import ToldBy

_LAST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Origins:
    """The independent origins of a cluster's mentions."""

    of: Mapping[str, str]
    """The name of each mention's origin, by mention id."""
    told_by: tuple[ToldBy, ...]
    """The origins in the order of names."""


def find_origins(profiles: Sequence[Profile]) -> Origins:
    """Tell from whom the reports of one event come, and which of them count as one, and why."""
    return _Search(sorted(profiles, key=lambda profile: profile.id)).origins()


class _Search:
    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._known: Outlets = outlets()
        self._profiles = profiles
        self._named = {profile.id: self._names_given(profile) for profile in profiles}
        self._often = Counter(names[0] for names in self._named.values() if len(names) == 1)
        self._copies = find_copies([profile for profile in profiles if not _cited(profile)])

    def origins(self) -> Origins:
        first = self._first_hands()
        owner = self._shared_owners(set(first.values()))
        of = {key: owner.get(name, name) for key, name in first.items()}
        members: defaultdict[str, list[Profile]] = defaultdict(list)
        for profile in self._profiles:
            members[of[profile.id]].append(profile)
        why = self._reasons(first, of, owner)
        told_by = (
            ToldBy(
                name=name,
                outlets=tuple(sorted({self._outlet(p) for p in told if p.origin.outlet})),
                articles=tuple(sorted({p.origin.article_id for p in told})),
                mentions=tuple(p.id for p in told),
                why=tuple(dict.fromkeys(why[name])),
            )
            for name, told in sorted(members.items())
        )
        return Origins(of, tuple(told_by))

    def _names_given(self, profile: Profile) -> tuple[str, ...]:
        """The outlet that the sentence cites, else the agencies that the article credits."""
        cited = _cited(profile)
        return tuple(
            sorted({self._known.name(name) for name in ([cited] if cited else profile.origin.credits)})
        )

    def _outlet(self, profile: Profile) -> str:
        named = profile.origin.outlet
        return self._known.name(named) if named else f"article {profile.origin.article_id}"

    def _first_hands(self) -> dict[str, str]:
        """Name each mention's origin, owners aside."""
        members: defaultdict[str, list[Profile]] = defaultdict(list)
        for profile in self._profiles:
            members[self._copies.groups.name(profile.id)].append(profile)
        return {p.id: name for told in members.values() for name in [self._first_hand(told)] for p in told}

    def _first_hand(self, copies: Sequence[Profile]) -> str:
        """An agency, that which most others come from; else who published first."""
        if agencies := {name for profile in copies for name in self._named[profile.id]}:
            return min(agencies, key=lambda name: (-self._often[name], name))
        return self._outlet(min(copies, key=lambda p: (_day(p), not p.origin.outlet, self._outlet(p))))

    def _shared_owners(self, names: set[str]) -> dict[str, str]:
        """Map names to their owner where several of them have the same."""
        owned: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            if owner := self._known.owner(name):
                owned[owner].append(name)
        return {name: owner for owner, group in owned.items() if len(group) > 1 for name in group}

    # -- why -----------------------------------------------------------------------------------------

    def _reasons(
        self, first: Mapping[str, str], of: Mapping[str, str], owner: Mapping[str, str]
    ) -> Mapping[str, list[str]]:
        why: defaultdict[str, list[str]] = defaultdict(list)
        for profile in sorted(self._profiles, key=lambda p: (_day(p), self._outlet(p), p.id)):
            if reason := self._own_reason(profile, first[profile.id]):
                why[of[profile.id]].append(reason)
        for copy in self._copies.pairs:
            one, other = sorted((copy.one, copy.other), key=lambda p: (_day(p), self._outlet(p)))
            if one.origin.article_id != other.origin.article_id:
                what = "a sentence" if copy.share is None else f"{copy.share:.0%} of the shorter text"
                why[of[one.id]].append(f"{self._outlet(one)} and {self._outlet(other)} share {what}")
        for name in sorted(owner):
            why[owner[name]].append(f"{name} belongs to {owner[name]}")
        return why

    def _own_reason(self, profile: Profile, name: str) -> str | None:
        """Why a report has this origin; ``None`` where that is only for what it copies."""
        outlet = self._outlet(profile)
        if name in self._named[profile.id] and name != outlet:
            return f"{outlet} {'cites' if _cited(profile) else 'credits'} {name}"
        return f"{outlet} published it" if name == outlet else None


def _cited(profile: Profile) -> str | None:
    return next((link.name for link in profile.mention.attribution if link.kind == "outlet"), None)


def _day(profile: Profile) -> str:
    return str(profile.origin.published.start or _LAST)
