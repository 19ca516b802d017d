"""How well two mentions agree to be reports of one event: a pure function of the two.

Every signal adds points for what agrees, takes some for what disagrees, and returns ``CONFLICT`` where two
mentions cannot be one event whatever else they share. The points are set so that three are enough:
the same two parties (2) need the same days (1.5), a place (1), or the same article (1) besides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph_schema import schema
from loaders.records import Content, Mention, Place
from loaders.resolution.contests import UNLIKELY, counts, denies_mediation, status
from loaders.resolution.profiles import Profile
from loaders.resolution.sides import known, may_be_of_one
from loaders.resolution.spells import has_date, presides
from loaders.resolution.timing import CONFLICT, future, same_article, same_days, time
from loaders.resolution.words import normalise

ENOUGH = 3.0
"""From this score on two mentions are linked."""
POINTS_BACK = 10.0
_ASSUMED = 1.5
JUDGED_ONE = 1000.0
"""What a judgement ties is joined first, whatever else speaks for or against it."""
_MEANT = 1.5
"""What pointing words alone bring is 2; a reason against it, such as a proposal for a deed, takes 3."""

_SOMEWHERE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID"})
"""Types of which several happen between the same two on one day, each at its place."""
_ELSEWHERE = -1.5
_TELLING_MODES = frozenset({"negotiate", "meet", "mediate", "visit", "phone", "exchange"})
"""The modes that the contract names; all others are informative and decide nothing."""


def pair_score(one: Profile, other: Profile) -> float:
    """Score two mentions: ``ENOUGH`` or more links them, ``CONFLICT`` keeps them apart for ever.

    A mention that points back is linked to its antecedent alone. What was judged goes before all else.
    """
    if one.ties and other.ties:
        if other.ties.key in one.ties.apart:
            return CONFLICT
        if tied(one, other):
            return JUDGED_ONE
    if one.antecedent == other.id or other.antecedent == one.id:
        return POINTS_BACK
    score = _agreement(one, other)
    if one.antecedent or other.antecedent or not comparable(one, other):
        return min(score, 0.0)
    return score


def comparable(one: Profile, other: Profile) -> bool:
    """Whether two mentions may be linked at all; blocking and the search in the graph find just these.

    Across articles the sides of one must be among those of the other, or two be shared, and their days meet. Where
    one of them has no days, they must have the very same principals, and the same place or words.
    """
    if same_article(one, other):
        return True
    if one.around and other.around:
        return may_be_of_one(one.sides, other.sides) and one.around.meets(other.around)
    return one.likeness is not None and one.likeness == other.likeness


def tied(one: Profile, other: Profile) -> bool:
    """Whether two mentions of one family were judged to be of one event."""
    return (
        one.ties is not None
        and other.ties is not None
        and one.ties.key == other.ties.key
        and one.family == other.family
    )


def conflicting(one: Profile, other: Profile) -> bool:
    """Whether two mentions cannot be reports of one event."""
    if one.ties and other.ties:
        if other.ties.key in one.ties.apart:
            return True
        if tied(one, other):
            return False
    return _agreement(one, other) == CONFLICT


def can_mean(pointing: Profile, antecedent: Profile) -> bool:
    """Whether words that point back can mean this mention: more speaks for it than against it.

    Their days are left aside: what is only pointed at may lie far back.
    """
    if pointing.family != antecedent.family:
        return False
    return sum(signal(pointing, antecedent) for signal in SIGNALS if signal is not time) >= _MEANT


def _agreement(one: Profile, other: Profile) -> float:
    if one.family != other.family:
        return CONFLICT
    total = 0.0
    for signal in SIGNALS:
        total += signal(one, other)
        if total == CONFLICT:
            break
    return total


# -- who ---------------------------------------------------------------------------------------------


def _actors(one: Profile, other: Profile) -> float:
    directed = one.mention.type != "CONSULT"
    ours, theirs = _comparable_sides(one, other, one.sources, other.sources)
    if directed and ours and theirs and not ours & theirs:
        return CONFLICT
    if not (_symmetric(one.mention) or _symmetric(other.mention)):
        return _source_and_target(one, other)
    if same_article(one, other):
        return _parties(one.principals, other.principals)
    # Parties that only the article's other sentences name count for less than those that its own names.
    if one.sides == known(one.principals) and other.sides == known(other.principals):
        return _parties(one.sides, other.sides)
    return min(max(_parties(one.sides, other.sides), 0.0), _ASSUMED)


def _comparable_sides(
    one: Profile, other: Profile, ours: frozenset[str], theirs: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Leave nameless sides out across articles: "an army unit" of one may be "troops" of the other."""
    return (ours, theirs) if same_article(one, other) else (known(ours), known(theirs))


def _symmetric(mention: Mention) -> bool:
    return schema().event_types[mention.type].symmetric or any(
        p.role == "party" for p in mention.participants
    )


def _parties(ours: frozenset[str], theirs: frozenset[str]) -> float:
    if not ours or not theirs:
        return 0.0
    shared = len(ours & theirs)
    if ours == theirs:
        return 2.0 if shared > 1 else 1.0
    if shared == min(len(ours), len(theirs)):
        return 1.5 if shared > 1 else 0.75
    if len(ours) == len(theirs) == 1:
        # "Ukraine's team is led by ...", "Russia's is led by ...": two sides of one table, perhaps.
        return 0.0
    return 1.0 if shared > 1 else CONFLICT


def _source_and_target(one: Profile, other: Profile) -> float:
    score = 0.7 if one.sources & other.sources else 0.0
    ours, theirs = _comparable_sides(one, other, one.targets, other.targets)
    if ours and theirs:
        shared = ours & theirs
        if not shared:
            return CONFLICT
        # A person named as the target says more than a state, to which much is done every day.
        named = {key for key, _ in one.people} & shared
        score += 1.0 if named else 0.7
    return score


def _people(one: Profile, other: Profile) -> float:
    """Two meetings of the same states are two where other people met."""
    if one.mention.type != "CONSULT":
        return 0.0
    for side in {key for key, _ in one.people} & {key for key, _ in other.people}:
        ours, theirs = _comparable_sides(one, other, _named(one, side), _named(other, side))
        if ours and theirs and not ours & theirs:
            return CONFLICT
    return 0.5 if one.people & other.people else 0.0


def _named(profile: Profile, side: str) -> frozenset[str]:
    return frozenset(person for key, person in profile.people if key == side)


def _mediators(one: Profile, other: Profile) -> float:
    return 1.0 if one.mediators & other.mediators else 0.0


# -- where -------------------------------------------------------------------------------------------


def _place(one: Profile, other: Profile) -> float:
    here, there = one.mention.place, other.mention.place
    if here is None or there is None:
        return _named_places(one, other)
    if here.name.casefold() == there.name.casefold():
        return 1.0
    if here.country and there.country and here.country != there.country:
        return CONFLICT
    if normalise(here.name) in other.places or normalise(there.name) in one.places:
        # "at the Dolmabahce Palace in Istanbul" names both.
        return 1.0
    return _within_one_country(here, there)


def _within_one_country(here: Place, there: Place) -> float:
    """A city and its country agree a little; two cities of one country may also be a city and its palace."""
    return -1.0 if here.country else UNLIKELY


def _named_places(one: Profile, other: Profile) -> float:
    """Deeds without a place of their own: what is hit and the towns that their sentences name tell them apart."""
    if one.mention.type not in _SOMEWHERE or same_article(one, other):
        return 0.0
    if one.objects & other.objects:
        return 1.0
    if not one.places or not other.places:
        return 0.0
    return 1.0 if one.places & other.places else _ELSEWHERE


def _ordinal(one: Profile, other: Profile) -> float:
    ours, theirs = one.mention.ordinal, other.mention.ordinal
    if ours is None or theirs is None:
        return 0.0
    return 1.0 if ours == theirs else CONFLICT


# -- what --------------------------------------------------------------------------------------------


def _mediation(one: Profile, other: Profile) -> float:
    """A mediation effort is a round's only where date, place or the round's number says so.

    Who denies having mediated denies the mediation that is told of, of a round or not.
    """
    if (one.mention.mode == "mediate") == (other.mention.mode == "mediate") or denies_mediation(one, other):
        return 0.0
    if (one.people and one.people == other.people) or presides(one.mention) or presides(other.mention):
        return 0.0
    return (
        0.0 if same_days(one, other) or _place(one, other) == 1.0 or _ordinal(one, other) == 1.0 else UNLIKELY
    )


def _content(one: Profile, other: Profile) -> float:
    ours, theirs = one.mention.of, other.mention.of
    if not ours or not theirs:
        return 0.0
    return 1.0 if any(_same_content(a, b) for a in ours for b in theirs) else CONFLICT


def _same_content(ours: Content, theirs: Content) -> bool:
    modes = {mode for mode in (ours.mode, theirs.mode) if mode in _TELLING_MODES}
    return ours.type == theirs.type and len(modes) < 2


def _act(one: Profile, other: Profile) -> float:
    """The same word for the deed; talks, meetings and rounds are named too freely to count."""
    return 1.0 if one.mention.type != "CONSULT" and one.act == other.act else 0.0


# -- how it is told ----------------------------------------------------------------------------------


def _telling(one: Profile, other: Profile) -> float:
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


SIGNALS: Sequence[Callable[[Profile, Profile], float]] = (
    _actors,
    time,
    _people,
    _mediators,
    future,
    _place,
    _ordinal,
    _mediation,
    _content,
    status,
    _act,
    counts,
    _telling,
)
