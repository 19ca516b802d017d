"""How well two mentions agree to be reports of one event: a pure function of the two.

Every signal adds points for what agrees, takes some for what disagrees, and returns ``CONFLICT`` where two
mentions cannot be one event whatever else they share. The points are set so that three are enough:
the same two parties (2) need the same days (1.5), a place (1), or the same article (1) besides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph_schema import schema
from loaders.records import Content, Mention
from loaders.resolution.contests import UNLIKELY, counts, denies_mediation, status
from loaders.resolution.placing import place
from loaders.resolution.profiles import Profile
from loaders.resolution.sides import known, may_be_of_one
from loaders.resolution.spells import presides
from loaders.resolution.telling import POINTS_BACK, telling
from loaders.resolution.timing import CONFLICT, freshness, future, same_article, same_days, time

ENOUGH = 3.0
"""From this score on two mentions are linked."""
_ASSUMED = 1.5
JUDGED_ONE = 1000.0
"""What a judgement ties is joined first, whatever else speaks for or against it."""
_MEANT = 1.5
"""What pointing words alone bring is 2; a reason against it, such as a proposal for a deed, takes 3."""

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
    return score + freshness(one, other) if score >= ENOUGH else score


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
        if "headline" in (one.mention.kind, other.mention.kind) and not (
            known(one.principals) and known(other.principals)
        ):
            # "Angola hosts three-way talks": a headline sums its article up.
            return min(max(_parties(one.sides, other.sides), 0.0), _ASSUMED)
        return _parties(*_comparable_sides(one, other, one.principals, other.principals))
    # Parties that only the article's other sentences name count for less than those that its own names.
    if one.sides == known(one.principals) and other.sides == known(other.principals):
        return _parties(one.sides, other.sides)
    return min(max(_parties(one.sides, other.sides), 0.0), _ASSUMED)


def _comparable_sides(
    one: Profile, other: Profile, ours: frozenset[str], theirs: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Leave nameless sides out across articles: "an army unit" of one may be "troops" of the other.

    So they may within one article, where one is its headline.
    """
    told_alike = same_article(one, other) and one.mention.kind == other.mention.kind
    return (ours, theirs) if told_alike else (known(ours), known(theirs))


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


def _format(one: Profile, other: Profile) -> float:
    """Talks of three and of two of them are two where texts call them so: "a bilateral", "they also met separately"."""
    ours, theirs = one.seats, other.seats
    if ours and theirs:
        return 0.5 if ours == theirs else CONFLICT
    return CONFLICT if _does_not_seat(ours, other) or _does_not_seat(theirs, one) else 0.0


def _does_not_seat(seats: int | None, profile: Profile) -> bool:
    """Whether more sides sit at the table than it has seats for."""
    return seats is not None and len(known(profile.principals)) > seats


def _mediators(one: Profile, other: Profile) -> float:
    return 1.0 if one.mediators & other.mediators else 0.0


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
        0.0 if same_days(one, other) or place(one, other) == 1.0 or _ordinal(one, other) == 1.0 else UNLIKELY
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


def _ordinal(one: Profile, other: Profile) -> float:
    ours, theirs = one.mention.ordinal, other.mention.ordinal
    if ours is None or theirs is None:
        return 0.0
    return 1.0 if ours == theirs else CONFLICT


SIGNALS: Sequence[Callable[[Profile, Profile], float]] = (
    _actors,
    time,
    _people,
    _format,
    _mediators,
    future,
    place,
    _ordinal,
    _mediation,
    _content,
    status,
    _act,
    counts,
    telling,
)
