"""Words that point back: "the talks", "the agreement", "the Russian delegation is led by ...".

Such a mention reports an event that its article has named before. It is attached to the nearest earlier
mention it can belong to, one of the story itself rather than of its background, and to nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from loaders.judgements.records import Ties
from loaders.records import Reading
from loaders.resolution.agreement import can_mean, conflicting
from loaders.resolution.profiles import Profile, profile_mentions
from loaders.resolution.sides import known, principal_key
from loaders.resolution.spells import has_date, presides

BACKGROUND = timedelta(days=60)
"""What lies so long before an article is its background; a story's own rounds lie weeks apart at most."""


def resolve_back(reading: Reading, ties: Mapping[str, Ties] | None = None) -> tuple[Profile, ...]:
    """Profile an article's mentions in reading order, each with what it points back to.

    ``ties`` holds what was judged of their being one event with others, by mention id.
    """
    resolved: list[Profile] = []
    groups: dict[str, list[Profile]] = {}
    """Each mention's group: a mention and all that point back to it."""
    for profile in profile_mentions(reading, ties):
        group = _nearest_group(profile, resolved, groups) if _leans(profile) else None
        standing = replace(profile, antecedent=group[0].id) if group else profile
        groups[profile.id] = group or []
        groups[profile.id].append(standing)
        resolved.append(standing)
    threaded = [_with_series(profile, resolved) for profile in resolved]
    of_talks = [_of_its_talks(profile, threaded) for profile in threaded]
    return tuple(_with_sides_of_the_story(profile, of_talks) for profile in of_talks)


def _leans(profile: Profile) -> bool:
    """Whether the mention tells too little to stand alone.

    It names a known event, or it is of talks and a side is missing or all it tells is who led a delegation.
    """
    mention = profile.mention
    if has_date(mention) and not (profile.echo and _is_vague(profile)):
        return False
    if presides(mention) and not profile.principals:
        return True
    return (
        mention.definite
        or profile.echo
        or (
            mention.type == "CONSULT"
            and mention.place is None
            and not profile.mediators
            and (
                len(profile.principals) < 2 or any(p.role == "delegation_lead" for p in mention.participants)
            )
        )
    )


def _is_vague(profile: Profile) -> bool:
    """Whether its date is longer than a month: "their third meeting this year" may be yesterday's."""
    days = profile.dated
    return days is None or days.last - days.first > timedelta(days=31)


def _nearest_group(
    profile: Profile, earlier: Sequence[Profile], groups: dict[str, list[Profile]]
) -> list[Profile] | None:
    nearest_first = list(reversed(earlier))
    for candidate in sorted(nearest_first, key=_is_background):
        group = groups[candidate.id]
        if can_mean(profile, candidate) and not any(conflicting(profile, each) for each in group):
            return group
    return None


def _is_background(profile: Profile) -> bool:
    """Tell what an article looks back on: "the closing session" is of today's talks, not of last year's."""
    published = profile.origin.published.start
    return profile.dated is not None and published is not None and profile.dated.last < published - BACKGROUND


def _with_series(profile: Profile, resolved: Sequence[Profile]) -> Profile:
    """Name the parties of talks whose own sentence does not: those of the nearest talks it can belong with.

    "The first round ended on May 16" in an article on the talks of A and B is a round of A and B, though
    it is not the round that the article is about.
    """
    if profile.mention.type != "CONSULT" or len(profile.principals) > 1:
        return profile
    for candidate in _nearest(profile, resolved):
        parties = candidate.parties
        if candidate.family == "CONSULT" and len(parties) > 1 and profile.principals <= set(parties):
            return replace(profile, series=tuple(parties[key] for key in sorted(parties)))
    return profile


def _of_its_talks(profile: Profile, resolved: Sequence[Profile]) -> Profile:
    """Name the parties of an agreement whose own sentence does not: those of the talks it came of."""
    if profile.mention.type != "AGREE" or len(profile.principals) > 1:
        return profile
    for candidate in _nearest(profile, resolved):
        own = candidate.parties
        parties = own if len(own) > 1 else {principal_key(actor): actor for actor in candidate.series}
        if _came_of(profile, candidate) and len(parties) > 1 and profile.principals <= set(parties):
            return replace(profile, series=tuple(parties[key] for key in sorted(parties)))
    return profile


def _with_sides_of_the_story(profile: Profile, resolved: Sequence[Profile]) -> Profile:
    """Take the sides of the nearest deed for those of what the article knows without them.

    "The third round of talks opened" after a clash of A and B is sought among the rounds of A and B; "the May 3
    clash" in an article on their talks among their clashes, as is what "rebels" did on a day that is told. In the
    graph they are none of theirs by that alone.
    """
    own = known(profile.principals)
    if len(profile.sides) > 1 or not _points(profile):
        return profile
    for candidate in _nearest(profile, resolved):
        if len(candidate.sides) == 2 and own <= candidate.sides:
            return replace(profile, assumed=candidate.sides)
    return profile


def _points(profile: Profile) -> bool:
    """Whether its words ask who: "the talks", "the third round", "the two leaders met", "the November 11 clash"."""
    if profile.mention.type in ("CONSULT", "AGREE"):
        return profile.mention.definite or profile.mention.ordinal is not None or profile.vague
    return has_date(profile.mention) and not known(profile.principals)


def _came_of(agreement: Profile, talks: Profile) -> bool:
    """Whether an agreement is told with the talks, in one sentence or of one day."""
    told_with = agreement.mention.evidence == talks.mention.evidence
    same_day = agreement.dated is not None and agreement.dated == talks.dated
    return talks.family == "CONSULT" and (told_with or same_day)


def _nearest(profile: Profile, resolved: Sequence[Profile]) -> Sequence[Profile]:
    """All other mentions, those before it first, from the nearest on."""
    at = next(index for index, other in enumerate(resolved) if other.id == profile.id)
    return (*reversed(resolved[:at]), *resolved[at + 1 :])
