"""How sure a triple or an event is: derived from mentions, origins, attribution and status (docs/resolution.md).

    sure(mention)  = the mention's own confidence * its voice
    sure(origin)   = the surest of its mentions
    said, denied   = 1 - product over origins of (1 - sure(origin)), over those that say it and those that deny it
    confidence     = said * (1 - denied / 2); where nobody says it, denied

How reliable an outlet is has no part in this: that is its reader's to judge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from loaders.records import Participant
from loaders.resolution.profiles import Profile
from loaders.support import Ground

OWN_VOICE = 1.0
"""What the outlet says itself, or the outlet that it cites."""
REPORTED = 0.9
"""What a speaker, a document or officials say: the outlet vouches for their saying so."""
CONTESTED = 0.5
"""How much of its confidence a triple loses to a denial that is as sure as can be: it stays told, never refuted."""
SUREST = 0.99
_SPEAKING = frozenset({"speaker", "document", "officials"})

type ToldPart = tuple[Profile, Participant | None]
"""A mention, with the participant where it is asked how sure a role is."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """A figure, with all that it is computed from."""

    figure: float
    grounds: tuple[Ground, ...]


def weigh(told: Collection[ToldPart], origin_of: Mapping[str, str]) -> Confidence:
    """Weigh what says an event or a role and what denies it."""
    surest: dict[tuple[bool, str], Ground] = {}
    for profile, participant in told:
        ground = _ground(profile, participant, origin_of[profile.id])
        key = ground.denies, ground.origin
        # Of equally sure mentions that of the smallest id, whatever the order they come in.
        if key not in surest or _rank(ground) < _rank(surest[key]):
            surest[key] = ground
    grounds = tuple(surest[key] for key in sorted(surest))
    return Confidence(figure_of(grounds), grounds)


def figure_of(grounds: Sequence[Ground]) -> float:
    """Compute a confidence from its grounds, one for each origin that says it and each that denies it.

    Examples
    --------
    >>> once = Ground("Reuters", "m1", confidence=0.8, voice=1.0)
    >>> figure_of([once])
    0.8
    >>> figure_of([once, Ground("Interfax", "m2", confidence=0.8, voice=0.9)])
    0.944
    >>> figure_of([once, Ground("TASS", "m3", confidence=0.8, voice=0.9, denies=True)])
    0.512

    """
    said = _together(ground.sure for ground in grounds if not ground.denies)
    denied = _together(ground.sure for ground in grounds if ground.denies)
    figure = said * (1 - CONTESTED * denied) if said else denied
    return round(min(SUREST, figure), 4)


def _ground(profile: Profile, participant: Participant | None, origin: str) -> Ground:
    mention = profile.mention
    status = (participant.status if participant else None) or mention.status
    voice = REPORTED if any(link.kind in _SPEAKING for link in mention.attribution) else OWN_VOICE
    confirmed = participant.confidence if participant else None
    return Ground(origin, profile.id, confirmed or mention.confidence, voice, denies=status == "denied")


def _rank(ground: Ground) -> tuple[float, str]:
    return -ground.sure, ground.mention


def _together(sure: Iterable[float]) -> float:
    """One minus the chance that all err; in sorted order, for a product's last digit depends on it."""
    return 1 - prod(1 - each for each in sorted(sure))
