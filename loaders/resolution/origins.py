"""Who told it first: twenty outlets with the same wire text are one origin.

A mention's origin is the outlet that its sentence cites, else the news agency that its article credits, else
its article's outlet, else the article. Origins whose sentences copy each other are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from loaders.resolution.profiles import Profile
from loaders.resolution.words import normalise

_COPIED = 90.0
"""Two sentences are copies from this rapidfuzz ratio on: a changed word or two, not a rewrite."""
_LONG_ENOUGH = 40
"""Characters below which two sentences may be alike by chance ("talks resumed on monday")."""


def origins(profiles: Sequence[Profile]) -> Mapping[str, str]:
    """Map each mention's id to one name of its origin."""
    same = _Same()
    for one, other in _copies(profiles):
        same.join(_stated(one), _stated(other))
    return {profile.id: same.name(_stated(profile)) for profile in profiles}


def _stated(profile: Profile) -> str:
    cited = next((link.name for link in profile.mention.attribution if link.kind == "outlet"), None)
    origin = profile.origin
    named = cited or min(origin.credits, default=None) or origin.outlet
    return f"outlet {normalise(named)}" if named else f"article {origin.article_id}"


def _copies(profiles: Sequence[Profile]) -> list[tuple[Profile, Profile]]:
    """Pair sentences that are copies; copies begin or end with the same six words."""
    blocks: defaultdict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for profile in profiles:
        words = profile.words.split()
        if len(profile.words) >= _LONG_ENOUGH:
            blocks[("first", *words[:6])].append(profile)
            blocks[("last", *words[-6:])].append(profile)
    return [
        (one, other)
        for block in blocks.values()
        for one, other in combinations(_distinct(block), 2)
        if fuzz.ratio(one.words, other.words) >= _COPIED
    ]


def _distinct(block: Sequence[Profile]) -> list[Profile]:
    """One profile for each origin and sentence, so that a story told a thousand times stays cheap."""
    return list({(_stated(profile), profile.words): profile for profile in block}.values())


class _Same:
    """Names that were found to be one, under the smallest of them."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def name(self, member: str) -> str:
        while (parent := self._parents.get(member, member)) != member:
            member = parent
        return member

    def join(self, one: str, other: str) -> None:
        smaller, larger = sorted((self.name(one), self.name(other)))
        self._parents[larger] = smaller
