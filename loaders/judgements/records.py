"""The records of judgements, and the addresses by which they name what they judge.

A judgement never names what is computed: a mention's id changes with the version and the extractor, an event's
with its cluster. It names actors by their ids, and mentions and arguments by the words themselves, so that it
holds for every version and extractor that find them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph_schema import schema
from graph_schema.errors import GoodOfficesError
from loaders.identity import digest
from loaders.records import Mention, Participant

ACTOR, MENTION, ARGUMENT = "actor", "mention", "argument"
"""What a judgement may be about."""
JOINING = frozenset({"same", "different"})
"""Verdicts on several subjects; the others are on each alone."""


class JudgementError(GoodOfficesError):
    """A judgement cannot be as it stands."""


@dataclass(frozen=True, slots=True, order=True)
class MentionAddress:
    """Where a mention stands: the words, not the id that one version and one extractor give it."""

    article_id: str
    sentence: str
    """Hash of the sentence's text, whatever its white space."""
    occurrence: int
    """0 where the trigger stands in the sentence for the first time."""
    trigger: str

    def __str__(self) -> str:
        return f"{self.article_id}|{self.sentence}|{self.occurrence}|{self.trigger}"

    @classmethod
    def read(cls, text: str) -> MentionAddress:
        """Read an address back from its text."""
        try:
            article_id, sentence, occurrence, trigger = text.split("|", 3)
            return cls(article_id, sentence, int(occurrence), trigger)
        except ValueError:
            raise JudgementError(
                f"'{text}' is no mention's address. Write ARTICLE|HASH OF THE SENTENCE|OCCURRENCE|TRIGGER, as "
                "`goodoffices judge list` does."
            ) from None


@dataclass(frozen=True, slots=True, order=True)
class ArgumentAddress:
    """Where an argument of a mention stands: the mention, the role, and the words that name the actor."""

    mention: MentionAddress
    role: str
    words: str

    def __str__(self) -> str:
        place = self.mention
        return (
            f"{place.article_id}|{place.sentence}|{place.occurrence}|{self.role}|{self.words}|{place.trigger}"
        )

    @classmethod
    def read(cls, text: str) -> ArgumentAddress:
        """Read an address back from its text."""
        try:
            article_id, sentence, occurrence, role, words, trigger = text.split("|", 5)
            return cls(MentionAddress(article_id, sentence, int(occurrence), trigger), role, words)
        except ValueError:
            raise JudgementError(
                f"'{text}' is no argument's address. Write ARTICLE|HASH OF THE SENTENCE|OCCURRENCE|ROLE|WORDS|"
                "TRIGGER, as `goodoffices judge list` does."
            ) from None


def address_of(mention: Mention) -> MentionAddress:
    """Return where a mention stands."""
    sentence, before = mention.evidence, mention.trigger.start - mention.evidence.start
    return mention_address(mention.article_id, sentence.text, mention.trigger.text, before)


def mention_address(article_id: str, sentence: str, trigger: str, offset: int) -> MentionAddress:
    """Return the address of a trigger that stands at an offset of a sentence's text."""
    words = _plain(trigger)
    hashed = digest("sentence text", " ".join(sentence.split()))
    return MentionAddress(article_id, hashed, sentence[: max(offset, 0)].count(trigger), words)


def argument_address(mention: MentionAddress, participant: Participant) -> ArgumentAddress:
    """Return where an argument of a mention stands."""
    return ArgumentAddress(mention, participant.role, argument_words(participant.span.text))


def argument_words(text: str) -> str:
    """Return the words of an argument as addresses hold them."""
    return _plain(text).replace("|", " ")


def _plain(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule's or a person's verdict."""

    verdict: str
    """``same``, ``different``, ``confirm`` or ``reject``."""
    about: str
    """``actor``, ``mention`` or ``argument``."""
    subjects: tuple[str, ...]
    """Actor ids, or addresses as text; in order, each once."""
    by: str
    """The rule's or the person's name."""
    by_rule: bool = False
    reason: str | None = None
    score: float | None = None
    """The rule's, where it has one."""
    since: tuple[datetime, ...] = ()
    """When it came into force, each time it did."""
    until: tuple[datetime, ...] = ()
    """When it was undone, each time it was."""

    def __post_init__(self) -> None:
        for vocabulary, word in (("verdict", self.verdict), ("judged", self.about)):
            known = schema().words(vocabulary)
            if word not in known:
                raise JudgementError(f"'{word}' is none of {', '.join(known)}.")
        object.__setattr__(self, "subjects", tuple(sorted(set(self.subjects))))
        if not self.by.strip():
            raise JudgementError("A judgement needs the name of who judges.")
        if self.verdict in JOINING and self.about == ARGUMENT:
            raise JudgementError(
                f"Arguments cannot be judged {self.verdict}: judge the actors, or reject the argument."
            )
        least = 2 if self.verdict in JOINING else 1
        if len(self.subjects) < least:
            raise JudgementError(f"'{self.verdict}' needs {least} distinct subjects or more.")
        for subject in self.subjects if self.about != ACTOR else ():
            (MentionAddress if self.about == MENTION else ArgumentAddress).read(subject)

    @property
    def id(self) -> str:
        """Hash of verdict, subjects and judge: judged again after an undo, it is the same judgement."""
        judge = "rule" if self.by_rule else "person"
        return digest("judgement", self.verdict, self.about, judge, self.by, *self.subjects)

    @property
    def made(self) -> datetime | None:
        """When it last came into force."""
        return self.since[-1] if self.since else None

    def in_force(self, at: datetime | None = None) -> bool:
        """Whether it is in force, now or at a moment."""
        if at is None:
            return len(self.since) > len(self.until)
        ends = (*self.until, None)
        return any(
            start <= at and (end is None or at < end) for start, end in zip(self.since, ends, strict=False)
        )


@dataclass(frozen=True, slots=True)
class Ties:
    """What judgements say of a mention's sameness: reports with one key are of one event."""

    key: str
    apart: frozenset[str] = frozenset()
    """Keys of those that are of other events."""


@dataclass(frozen=True, slots=True)
class Overruled:
    """A judgement in force that has no effect, and the stronger ones that contradict it."""

    judgement: Judgement
    by: tuple[Judgement, ...]
