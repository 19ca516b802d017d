"""The judgements in force, and what they make of readings.

All is a pure function of the set of judgements: those of persons before those of rules, the later before the earlier,
so that of two that contradict each other it is always the same one that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from loaders.judgements.full_names import name_key
from loaders.judgements.grouping import Grouping
from loaders.judgements.identities import Candidate, identities
from loaders.judgements.records import (
    ACTOR,
    ARGUMENT,
    JOINING,
    MENTION,
    Judgement,
    MentionAddress,
    Overruled,
    Ties,
    address_of,
    argument_address,
)
from loaders.records import ActorRef, Mention, Participant, Reading

CONFIRMED = 0.99
"""How sure a mention is that a person has confirmed; one that a rule has confirmed is at least 0.9."""
CONFIRMED_BY_RULE = 0.9
_NEVER = datetime.min.replace(tzinfo=UTC)


class Judgements:
    """An immutable set of judgements, and what those in force say."""

    def __init__(self, judgements: Iterable[Judgement] = (), at: datetime | None = None) -> None:
        """Take those in force now, or at a moment."""
        known = tuple(judgements)
        self.in_force = tuple(sorted((each for each in known if each.in_force(at)), key=strength))
        self.actors = self._grouping(ACTOR)
        """Which actors are the same, as far as it was judged."""
        self.mentions = self._grouping(MENTION)
        """Which mentions are of one event, as far as it was judged: addresses as text."""
        self._single: dict[tuple[str, str], Judgement] = {}
        self.overruled: tuple[Overruled, ...] = tuple(self._take_single_verdicts())
        """Those in force that stronger ones contradict."""
        self.addresses = frozenset(
            subject for each in known if each.about != ACTOR for subject in each.subjects
        )
        """Addresses that were ever judged."""
        self.addressed = frozenset(address.partition("|")[0] for address in self.addresses)
        """The articles where these stand."""
        self.actors_judged = frozenset(
            subject for each in known if each.about == ACTOR for subject in each.subjects
        )
        """Actors that were ever judged."""

    def _grouping(self, about: str) -> Grouping:
        return Grouping(each for each in self.in_force if each.about == about and each.verdict in JOINING)

    def _take_single_verdicts(self) -> Iterator[Overruled]:
        yield from (*self.actors.overruled, *self.mentions.overruled)
        for each in self.in_force:
            if each.verdict in JOINING:
                continue
            stronger = {}
            for subject in each.subjects:
                first = self._single.setdefault((each.about, subject), each)
                if first.verdict != each.verdict:
                    stronger[first.id] = first
            if stronger:
                yield Overruled(each, tuple(stronger.values()))

    def __bool__(self) -> bool:
        return bool(self.in_force)

    # -- one reading ---------------------------------------------------------------------------------

    def judge(self, reading: Reading, canonical: Mapping[str, ActorRef] | None = None) -> Reading:
        """Leave out what is rejected, and put actors under those that stand for them.

        Parameters
        ----------
        reading
            What was read from one article.
        canonical
            For each actor that is the same as another one, the one that takes its place.

        """
        sifted = self._sift(reading)
        return put_canonical(sifted, canonical) if canonical else sifted

    def rejects(self, mention: Mention) -> bool:
        """Whether the mention has no say."""
        return (
            mention.article_id in self.addressed
            and self.verdict(MENTION, str(address_of(mention))) == "reject"
        )

    def rejects_argument(self, mention: Mention, participant: Participant) -> bool:
        """Whether an argument of the mention has no say."""
        if self.verdict(ACTOR, participant.actor.id) == "reject":
            return True
        if mention.article_id not in self.addressed:
            return False
        return self.verdict(ARGUMENT, str(argument_address(address_of(mention), participant))) == "reject"

    def ties(self, mentions: Iterable[Mention]) -> dict[str, Ties]:
        """Return, for mentions judged to be of one event or of several, what was judged."""
        found = {}
        for mention in mentions:
            if self.mentions and mention.article_id in self.addressed:
                address = str(address_of(mention))
                if address in self.mentions:
                    found[mention.id] = Ties(self.mentions.group(address), self.mentions.apart(address))
        return found

    def articles_tied_to(self, key: str) -> frozenset[str]:
        """Return the articles of all mentions whose ties have this key."""
        return frozenset(MentionAddress.read(each).article_id for each in self.mentions.members(key))

    def verdict(self, about: str, subject: str) -> str | None:
        """Return whether a subject is confirmed or rejected; ``None`` where nobody has judged."""
        found = self._single.get((about, subject))
        return found.verdict if found else None

    def _sift(self, reading: Reading) -> Reading:
        if not self._single:
            return reading
        kept = tuple(self._sifted(mention) for mention in reading.mentions if not self.rejects(mention))
        return reading if kept == reading.mentions else replace(reading, mentions=kept)

    def _sifted(self, mention: Mention) -> Mention:
        participants = tuple(
            self._confirmed(mention, each)
            for each in mention.participants
            if not self.rejects_argument(mention, each)
        )
        confidence = mention.confidence
        if mention.article_id in self.addressed:
            confidence = max(confidence, self._raised(MENTION, str(address_of(mention))) or 0.0)
        return replace(mention, participants=participants, confidence=confidence)

    def _confirmed(self, mention: Mention, participant: Participant) -> Participant:
        if mention.article_id not in self.addressed:
            return participant
        raised = self._raised(ARGUMENT, str(argument_address(address_of(mention), participant)))
        return replace(participant, confidence=max(raised, mention.confidence)) if raised else participant

    def _raised(self, about: str, subject: str) -> float | None:
        """Return how sure a subject is at least, where it was confirmed."""
        found = self._single.get((about, subject))
        if found is None or found.verdict != "confirm":
            return None
        return CONFIRMED_BY_RULE if found.by_rule else CONFIRMED


def strength(judgement: Judgement) -> tuple[bool, float, str]:
    """Sort key that puts the stronger judgement first: a person's, then the later, then the smaller id."""
    return judgement.by_rule, -(judgement.made or _NEVER).timestamp(), judgement.id


NO_JUDGEMENTS = Judgements()


# -- many readings -----------------------------------------------------------------------------------


def judge_readings(
    readings: Iterable[Reading], judgements: Judgements = NO_JUDGEMENTS
) -> tuple[Reading, ...]:
    """Judge readings together: what one article calls by its own name may be another article's actor.

    Judged again, they stay as they are.
    """
    sifted = [judgements.judge(reading) for reading in readings]
    actors = fullest(actor for reading in sifted for actor in named(reading))
    candidates = [Candidate(actor.id, actor.local, name_key(actor)) for actor in actors.values()]
    found = identities(candidates, judgements.actors)
    canonical = {key: actors[identity.canonical] for key, identity in found.items()}
    return tuple(put_canonical(reading, canonical) for reading in sifted)


def named(reading: Reading) -> Iterator[ActorRef]:
    """Return the actors that a reading's mentions name, and those they act for."""
    for mention in reading.mentions:
        for participant in mention.participants:
            yield participant.actor
            if participant.acts_for:
                yield participant.acts_for


def fullest(actors: Iterable[ActorRef]) -> dict[str, ActorRef]:
    """Return each actor once, as it is told most fully."""
    found: dict[str, ActorRef] = {}
    for actor in actors:
        known = found.setdefault(actor.id, actor)
        if known is not actor and _fullness(actor) > _fullness(known):
            found[actor.id] = actor
    return found


def _fullness(actor: ActorRef) -> tuple[int, bool, str]:
    return len(actor.aliases), actor.country is not None, repr(actor)


def put_canonical(reading: Reading, canonical: Mapping[str, ActorRef]) -> Reading:
    """Put actors in the place of those that they stand for."""
    if not any(actor.id in canonical for actor in named(reading)):
        return reading
    return replace(reading, mentions=tuple(_with_canonical(each, canonical) for each in reading.mentions))


def _with_canonical(mention: Mention, canonical: Mapping[str, ActorRef]) -> Mention:
    participants = tuple(
        replace(
            each,
            actor=canonical.get(each.actor.id, each.actor),
            acts_for=canonical.get(each.acts_for.id, each.acts_for) if each.acts_for else None,
        )
        for each in mention.participants
    )
    attribution = tuple(
        replace(link, actor_id=canonical[link.actor_id].id)
        if link.actor_id and link.actor_id in canonical
        else link
        for link in mention.attribution
    )
    return replace(mention, participants=participants, attribution=attribution)
