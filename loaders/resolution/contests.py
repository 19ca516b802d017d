"""How well two mentions agree on whether it happened and how many there were: signals of ``agreement``.

Who denies what another says, or counts otherwise, speaks of the same happening: the two are one event with two sides.
One voice that says both tells of two happenings.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.records import Quantity
from loaders.resolution.profiles import Profile
from loaders.resolution.timing import CONFLICT, same_article, same_days

UNLIKELY = -3.0
_CONTESTED_COUNT = -0.5
_UNREAL = frozenset({"proposed", "hypothetical"})
_COUNTED = frozenset({"killed", "wounded", "captured", "released", "exchanged", "bodies", "displaced"})


def status(one: Profile, other: Profile) -> float:
    """A proposal and a deed are two unless a date ties them.

    One article does not tell of one act as done and as planned, under way or, in one voice, denied: there these
    are two.
    """
    statuses = {one.mention.status, other.mention.status}
    if len(statuses) == 1 or same_days(one, other):
        return 0.0
    if statuses & _UNREAL and not statuses <= _UNREAL:
        return UNLIKELY
    if not same_article(one, other):
        return 0.0
    if statuses == {"planned", "happened"}:
        return 0.0 if _is_end_to_come(one) or _is_end_to_come(other) else CONFLICT
    if "denied" in statuses:
        return 0.0 if contradict(one, other) else UNLIKELY
    # "Talks resume in Doha" says when by no tense.
    tenses_differ = "headline" not in (one.mention.kind, other.mention.kind)
    return -1.0 if tenses_differ and statuses == {"ongoing", "happened"} else 0.0


def counts(one: Profile, other: Profile) -> float:
    """Tolls are corrected from report to report; a count twice as large is of something else, or another side's."""
    for ours in one.mention.quantities:
        for theirs in other.mention.quantities:
            if ours.what == theirs.what and ours.what in _COUNTED:
                low, high = sorted((_highest(ours.value), _highest(theirs.value)))
                if high > 2 * low:
                    return (
                        _CONTESTED_COUNT
                        if _differ(_counter(one, ours), _counter(other, theirs))
                        else UNLIKELY
                    )
                return 0.5 if low == high else 0.0
    return 0.0


def denies_mediation(one: Profile, other: Profile) -> bool:
    """Whether the one says that somebody mediated and the other that the same did not."""
    statuses = {one.mention.status, other.mention.status}
    return "denied" in statuses and len(statuses) > 1 and bool(one.mediators & other.mediators)


def contradict(one: Profile, other: Profile) -> bool:
    """Whether somebody denies what another, or the outlet itself, says."""
    denial, assertion = (one, other) if one.mention.status == "denied" else (other, one)
    denier = next(_voices(denial), None)
    return denier is not None and denier != next(_voices(assertion), None)


def _voices(profile: Profile) -> Iterator[str]:
    """Give who is quoted, nearest first; an outlet that is cited adds no voice of its own."""
    return (link.actor_id or link.name for link in profile.mention.attribution if link.kind != "outlet")


def _counter(profile: Profile, quantity: Quantity) -> str | None:
    return quantity.attributed_to or next(_voices(profile), None)


def _differ(ours: str | None, theirs: str | None) -> bool:
    return ours is not None and theirs is not None and ours != theirs


def _is_end_to_come(profile: Profile) -> bool:
    """Whether talks that go on are expected to end: "the talks are due to end on Sunday"."""
    return profile.mention.status == "planned" and profile.mention.definite and profile.spell.closing


def _highest(value: float | tuple[float, float]) -> float:
    return max(value) if isinstance(value, tuple) else value
