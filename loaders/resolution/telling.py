"""How two mentions of one article, or of copies, are told: signals of :mod:`loaders.resolution.agreement`."""

from __future__ import annotations

from loaders.records import Mention
from loaders.resolution.profiles import Profile
from loaders.resolution.spells import has_date, presides
from loaders.resolution.timing import CONFLICT, same_article

POINTS_BACK = 10.0


def telling(one: Profile, other: Profile) -> float:
    """What one article says next to each other belongs together, unless one sentence tells of two."""
    if not same_article(one, other):
        # Copies of one agency text tell of one event; a short sentence may be alike by chance.
        return 2.0 if one.words == other.words and len(one.words) >= 40 else 0.0
    ours, theirs = one.mention, other.mention
    if ours.extractor.name != theirs.extractor.name:
        return 3.0 if _overlap(ours, theirs) else 1.0
    pointing = ours.definite or theirs.definite or presides(ours) or presides(theirs)
    if _same_sentence(ours, theirs):
        if _says_again(one, other):
            return POINTS_BACK
        if not (_bare(one) or _bare(other)):
            return CONFLICT
    # Of two rounds that fit equally well, the one told nearer by is meant.
    nearness = 0.2 / (1 + abs(ours.sentence_index - theirs.sentence_index))
    return (2.0 if pointing else 1.0) + nearness


def _same_sentence(ours: Mention, theirs: Mention) -> bool:
    """One sentence tells of one event of a type once, unless it says "the talks" the second time."""
    return ours.evidence.start == theirs.evidence.start and ours.trigger.start != theirs.trigger.start


def _says_again(one: Profile, other: Profile) -> bool:
    """Whether the later of two is an apposition: "held talks on Friday, their first meeting since March"."""
    later = max(one, other, key=lambda profile: profile.mention.trigger.start)
    return later.apposed and not has_date(later.mention)


def _bare(profile: Profile) -> bool:
    """Whether it only points, as "the talks" does; "the May 16 talks" are told apart by their date."""
    return profile.mention.definite and not has_date(profile.mention)


def _overlap(ours: Mention, theirs: Mention) -> bool:
    return ours.trigger.start < theirs.trigger.end and theirs.trigger.start < ours.trigger.end
