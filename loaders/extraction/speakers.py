"""Who is meant by "I" and "we", and by "they" who are told to speak: who says it."""

from __future__ import annotations

from dataclasses import replace

from loaders.extraction import pronouns
from loaders.extraction.cast import Resolved
from loaders.extraction.introductions import Introductions
from loaders.extraction.parses import Word
from loaders.extraction.syntax import conjuncts
from loaders.extraction.words import word_class
from loaders.records import Attribution, Span


class Speakers(Introductions):
    """Whom words of the first person mean."""

    def _speaker_of(self, word: Word) -> list[Resolved]:
        """Take "I" and "we" for who is saying it; "we" of a person in office is what they act for."""
        for verb in word.ancestors():
            if verb.pos == "VERB" and verb.lemma in word_class("saying"):
                speakers = [who for w in verb.all("nsubj") if w is not word for who in self.who(w)]
                if speakers:
                    return [replace(s, span=Span(word.text, word.start, word.end)) for s in speakers[:1]]
        return self._interviewee(word)

    def _interviewee(self, word: Word) -> list[Resolved]:
        """Take "I" in the answer of an interview for who gives it, "we" for whom that person acts for."""
        name = self.parse.sentence.speaker
        if name is None:
            return []
        span = Span(word.text, word.start, word.end)
        member = self.cast.named(name)
        if member is None:
            return [Resolved(self.cast.local("person", name), span, None, f"{name} gives the answer")]
        if word.lower in pronouns.WE and member.acts_for is not None:
            return [Resolved(member.acts_for, span, None, f"{name} speaks for {member.acts_for.name}")]
        return [self._person(member, span, f"{name} gives the answer")]

    def interviewee(self) -> Attribution | None:
        """Return who says the sentence being read, if it is an answer of an interview."""
        name = self.parse.sentence.speaker
        member = self.cast.named(name) if name else None
        if name is None or member is None:
            return Attribution(name, "speaker") if name else None
        return Attribution(member.actor.name, "speaker", member.actor.id)


def is_first_person(word: Word) -> bool:
    """Tell "I", "us" and their like; "US" is no "us"."""
    return word.lower in pronouns.FIRST and not (
        word.text.isupper() and len(word.text) > 1
    )  # "US" is no "us"


def speakers_before(pronoun: Word) -> list[Word]:
    """Return the plural subject of the verb that reports the pronoun's own clause."""
    verb = pronoun.head
    if (
        pronoun.dep not in ("nsubj", "nsubjpass")
        or verb.dep != "ccomp"
        or verb.head.lemma not in word_class("saying")
    ):
        return []
    subject = verb.head.child("nsubj")
    if subject is None or subject.i > pronoun.i or subject.pos == "PRON":
        return []
    return conjuncts(subject) if subject.tag in ("NNS", "NNPS") or subject.child("conj") is not None else []
