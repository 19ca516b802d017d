"""Keys of those who act on each other: what two mentions share where they tell of the same sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import combinations

from loaders.records import ActorRef, Mention, Participant
from loaders.resolution.data import common_words
from loaders.resolution.words import normalise

_STATE_KINDS = frozenset({"state", "government", "agency"})
_NAMELESS = "?"
_POINTING = re.compile(r"\b(?:the|both|these|those|their|two)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)


def principal(participant: Participant) -> ActorRef:
    """Return who stands behind a participant: the state or body that a person acts for."""
    return participant.acts_for or participant.actor


def principal_key(actor: ActorRef) -> str:
    """Return one key for a state, its government, its agencies and what is hit in it; else the actor's own.

    Examples
    --------
    >>> principal_key(ActorRef("l1", "Colombian forces", "agency", "COL", local=True))
    'COL'
    >>> principal_key(ActorRef("l2", "Ivan Petrov", "person", "RUS", local=True))
    'person ivan petrov'
    >>> principal_key(ActorRef("l3", "army unit", "agency", local=True))
    '?l3'
    >>> principal_key(ActorRef("l4", "Gunmen", "armed_group", local=True))
    '?l4'

    """
    if actor.country and actor.kind in _STATE_KINDS:
        return actor.country
    if not actor.local:
        return actor.id
    if actor.country and actor.kind == "population":
        return actor.country
    return f"{actor.kind} {normalise(actor.name)}" if _has_a_name(actor) else _NAMELESS + actor.id


def _has_a_name(actor: ActorRef) -> bool:
    """Whether a local actor is called by a name, a person by a full one, and not by a description."""
    first, *others = actor.name.split()
    capitals = sum(word[0].isupper() for word in others)
    if actor.kind == "person":
        return bool(first[0].isupper() and others and capitals == len(others))
    if not others:
        # A sentence may begin with "Gunmen".
        return first[0].isupper() and first.casefold() not in common_words("of_nobody_known")
    return first[0].isupper() and bool(capitals)


def stands_for_sides(part: Participant, mention: Mention) -> bool:
    """Whether its words mean whoever is at the table: "talks between the two leaders", "leaders meet" in a headline."""
    if not part.actor.local or part.acts_for:
        return False
    *before, noun = part.span.text.casefold().split() or [""]
    if noun not in common_words("of_any_side") or not set(before) <= common_words("before_any_side"):
        return False
    text = mention.evidence.text[: max(part.span.start - mention.evidence.start, 0)]
    return bool(before) or mention.kind == "headline" or _POINTING.search(text) is not None


@lru_cache(maxsize=100_000)
def known(keys: frozenset[str]) -> frozenset[str]:
    """Return the keys of sides that can be told again elsewhere: "an army unit" may be any.

    Examples
    --------
    >>> known(frozenset({"COL", "?l3"}))
    frozenset({'COL'})

    """
    return frozenset(key for key in keys if not key.startswith(_NAMELESS))


def dyad(principals: Iterable[str]) -> str | None:
    """Join the keys of two or more principals to one key; their order does not matter."""
    keys = sorted(set(principals))
    return "+".join(keys) if len(keys) > 1 else None


MANY = "*"
"""What mentions of more than two sides are filed under."""


def may_be_of_one(ours: Set[str], theirs: Set[str]) -> bool:
    """Whether two sets of sides may be of one event: all of one are in the other, or two are in both.

    Of a state in the news every day, "USA and Russia" and "USA and China" need no comparing.
    """
    shared = len(ours & theirs)
    return shared > 1 or 0 < shared == min(len(ours), len(theirs))


def filed_under(sides: Set[str]) -> str:
    """Return the one key that a mention of these sides is filed under.

    Examples
    --------
    >>> filed_under({"USA", "RUS"}), filed_under({"USA"}), filed_under({"USA", "RUS", "CHN"})
    ('RUS+USA', 'USA', '*')

    """
    return "+".join(sorted(sides)) if len(sides) < 3 else MANY


def sought_under(sides: Set[str]) -> list[str]:
    """Return the keys under which mentions of one event with these sides are filed, if they have a side less or more.

    A single side's pairs are not among them; they are sought by their first and by their second side.

    Examples
    --------
    >>> sought_under({"USA", "RUS"})
    ['*', 'RUS', 'RUS+USA', 'USA']

    """
    pairs = ("+".join(pair) for pair in combinations(sorted(sides), 2))
    return sorted({*sides, *pairs, MANY})
