"""Explanations: how a sentence was read, step by step, for whoever doubts a mention or adds a verb.

All of it is what the extractor's own objects kept while they read; :mod:`explaining` collects it.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.records import Mention, Sentence, Span


@dataclass(frozen=True, slots=True)
class ParsedWord:
    """A word in the dependency tree."""

    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    """The index of the word it hangs on; its own, for the top of the tree."""


@dataclass(frozen=True, slots=True)
class WeighedSense:
    """One thing that a name may mean, and why it was or was not taken."""

    actor: str
    kind: str
    taken: bool
    because: str


@dataclass(frozen=True, slots=True)
class WeighedPhrase:
    """A name, title or pronoun of the sentence, and whom it was found to mean."""

    phrase: Span
    kind: str
    """``name``, ``title`` or ``pronoun``."""
    label: str | None
    """What the language model takes a name for, or the kind of a title."""
    senses: tuple[WeighedSense, ...]
    """What a name may mean; whom a pronoun may stand for."""
    meant: tuple[str, ...]
    """Whom it stands for in this sentence."""
    because: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A frame that was asked about a word and did not claim it."""

    frame: str
    file: str
    entry: str
    because: str


@dataclass(frozen=True, slots=True)
class WordPassed:
    """A word that frames know and that is no trigger."""

    word: Span
    because: str
    frames: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class TriggerPassed:
    """A trigger that tells of no event of its own."""

    trigger: Span
    frame: str
    because: str


@dataclass(frozen=True, slots=True)
class TimePassed:
    """A time that the sentence names and that dates none of its mentions."""

    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A verb that carries a nominal event, and what its slots are to the event."""

    verb: Span
    roles: tuple[str, ...]
    """``agent: subject``."""


@dataclass(frozen=True, slots=True)
class Argument:
    """How a participant came into its role; the arguments of a mention follow its participants."""

    role: str
    text: str
    way: str
    """The slot or the rule that led to it."""
    path: str
    """The way from the trigger through the parse: ``talks <-dobj- held -nsubj-> Chad``."""
    acts_because: str
    """Why it acts for whom it acts; empty where it acts for nobody."""


@dataclass(frozen=True, slots=True)
class NoArgument:
    """What stood in a slot of a role, or was taken out of a role again."""

    role: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue of the status: a word, and what it says."""

    text: str
    says: str


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """A mention, with why each part of it is as it is."""

    mention: Mention
    file: str
    """The file of the frame, in the folder of frames."""
    entry: str
    """Which of the frame's words the trigger is."""
    asked_before: tuple[Passed, ...]
    """Narrower frames of the same word, which did not claim it."""
    carriers: tuple[Carrier, ...]
    turns: tuple[str, ...]
    """Why the type is no longer that of the frame."""
    arguments: tuple[Argument, ...]
    no_arguments: tuple[NoArgument, ...]
    cues: tuple[Heard, ...]
    date_words: str | None
    place_words: str | None
    about: tuple[TriggerPassed, ...]
    """The triggers whose types stand in ``of``."""
    features: dict[str, float]
    """What speaks for the mention and against it, by the names of :mod:`confidence`."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one sentence was read."""

    sentence: Sentence
    words: tuple[ParsedWord, ...]
    phrases: tuple[WeighedPhrase, ...]
    mentions: tuple[ExplainedMention, ...]
    untold: tuple[TriggerPassed, ...]
    words_passed: tuple[WordPassed, ...]
    times_passed: tuple[TimePassed, ...]
