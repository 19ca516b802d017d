"""The extractor: articles in, readings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from loaders.actors.knowledge import Knowledge, knowledge
from loaders.actors.records import Office
from loaders.extraction.actors import ActorResolver
from loaders.extraction.attribution import speaker_in
from loaders.extraction.clock import Clock
from loaders.extraction.explaining import explain
from loaders.extraction.explanation import Explanation
from loaders.extraction.frames import FrameSet, load_frames
from loaders.extraction.language_model import load_model
from loaders.extraction.memory import Memory
from loaders.extraction.mentions import IDENTITY, MentionReader
from loaders.extraction.parses import Parse
from loaders.extraction.parsing import ArticleParser
from loaders.extraction.residence import at_home
from loaders.extraction.scenes import Scene
from loaders.records import Article, Mention, Reading, Sentence

# A year is inferred only from offices of people the article names, within living memory of the data.
_YEARS = range(1945, 2100)


class Extractor:
    """Reads mentions by frames over dependency parses.

    Parameters
    ----------
    model
        A folder with a spaCy model; by default an installed English one.
    frames, actors
        What it knows of words and of actors; by default all that the project ships.

    """

    def __init__(
        self, model: str | None = None, *, frames: FrameSet | None = None, actors: Knowledge | None = None
    ):
        self._frames = frames or load_frames()
        self._knowledge = actors or knowledge()
        self._parser = ArticleParser(load_model(model), self._knowledge, self._frames)

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield one reading an article, in their order."""
        for parsed in self._parser.parse(articles):
            mentions = self.mentions(parsed.article, parsed.parses)
            yield Reading(parsed.article, parsed.sentences, tuple(mentions), (IDENTITY,))

    def mentions(self, article: Article, parses: Sequence[Parse]) -> list[Mention]:
        """Return the mentions of one article, given its sentences' parses."""
        return at_home([m for reader in self._readers(article, parses) for _, m in reader.told])

    def explain(self, articles: Iterable[Article]) -> Iterator[Explanation]:
        """Yield how each sentence of the articles was read, in their order."""
        for parsed in self._parser.parse(articles):
            found = [explain(reader) for reader in self._readers(parsed.article, parsed.parses)]
            settled = iter(at_home([told.mention for sentence in found for told in sentence.mentions]))
            for sentence in found:
                mentions = (replace(told, mention=next(settled)) for told in sentence.mentions)
                yield replace(sentence, mentions=tuple(mentions))

    def _readers(self, article: Article, parses: Sequence[Parse]) -> Iterator[MentionReader]:
        """Yield the reader of each sentence, which has read it, in the order of the text."""
        resolver = ActorResolver(article, self._knowledge)
        resolver.introduce(parses)
        clock = clock_of(resolver)
        memory = Memory()
        for parse in parses:
            resolver.enter(parse)
            scene = Scene(parse, self._frames, resolver.who)
            own_clock = clock_in(parse.sentence, clock)
            reader = MentionReader(scene, resolver, article, own_clock, memory)
            found = reader.read()
            speaker = next((m.attribution for m in reversed(found) if m.attribution), ())
            memory.note_quotes(parse.sentence.text, speaker or speaker_in(scene, resolver))
            yield reader


def clock_of(resolver: ActorResolver) -> Clock:
    """Return from which days the dates of an article are reckoned, once its people are introduced."""
    return Clock(resolver.day, partial(fitting_years, tuple(tenures(resolver))))


def clock_in(sentence: Sentence, clock: Clock) -> Clock:
    """Return the clock of a sentence: a live blog's post is reckoned from its own day."""
    day = sentence.published
    if day is None:
        return clock
    return replace(clock, published=day.start if day.precision == "day" else None)


def tenures(resolver: ActorResolver) -> Iterator[tuple[Office, ...]]:
    """Yield, for each person an article names with an office, what is known of that office's days."""
    for member in resolver.cast.members():
        if member.actor.local or not member.titles:
            continue
        body = member.acts_for.id if member.acts_for is not None else None
        offices = [
            office
            for office in resolver.knowledge.offices(member.actor.id, None)
            if office.role in member.titles and body in (None, office.body)
        ]
        if offices:
            yield tuple(offices)


def fitting_years(offices: Sequence[tuple[Office, ...]], month: int, day: int | None) -> tuple[int, ...]:
    """Return the years in which everybody named held the office named on this day (contract, section 2)."""
    if not offices:
        return ()
    fitting = []
    for year in _YEARS:
        try:
            at = date(year, month, day or 15)
        except ValueError:
            continue
        if all(any(office.possible_on(at) for office in held) for held in offices):
            fitting.append(year)
    return tuple(fitting)
