"""What quoted words stand for: their head, their actors, date, place and number, by the project's own knowledge.

The model only points at words. Who they mean, which day, and where, is told by the same modules that tell it for the
frames, so that both extractors give one actor one id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from loaders.extraction.actors import ActorResolver
from loaders.extraction.cast import Resolved
from loaders.extraction.clock import Clock
from loaders.extraction.dates import resolve_time
from loaders.extraction.frames import FrameSet
from loaders.extraction.numbers import find_numbers
from loaders.extraction.parses import Parse, Word
from loaders.extraction.places import Places
from loaders.extraction.scenes import Scene
from loaders.extraction.syntax import conjuncts
from loaders.extraction.times import find_times
from loaders.model_extraction.quotes import Quotable
from loaders.records import DateInterval, Place, Span

_CARRIED = ("dobj", "nsubjpass", "pobj", "attr")
_COUNTING = ("nummod", "quantmod", "compound", "nmod")
_NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True)
class QuotedSentence:
    """One parsed sentence, asked about words of its own."""

    parse: Parse
    resolver: ActorResolver
    frames: FrameSet
    clock: Clock

    # -- words ---------------------------------------------------------------------------------------

    def spans(self, quote: str) -> list[Span]:
        """Return where a quote stands, in the order of the text; nothing: it does not stand in the sentence."""
        text, base = self.parse.sentence.text, self.parse.offset
        return [
            Span(text[start:end], base + start, base + end) for start, end in Quotable(text).places(quote)
        ]

    def span(self, quote: str, near: Span) -> Span | None:
        """Return where a quote stands, of several places the one nearest to another span."""
        return min(self.spans(quote), key=lambda span: abs(span.start - near.start), default=None)

    def words(self, span: Span) -> list[Word]:
        """Return the words that a span touches."""
        return [w for w in self.parse.words if w.start < span.end and span.start < w.end]

    def head(self, span: Span) -> Word | None:
        """Return the word on which the others of a span hang."""
        inside = [w for w in self.words(span) if w.pos not in ("PUNCT", "SPACE")]
        tops = [w for w in inside if w.head is w or w.head not in inside]
        return next((w for w in tops if w.pos not in ("DET", "ADP", "PART")), tops[0] if tops else None)

    def trigger(self, span: Span) -> Word | None:
        """Return the head of a trigger: of a verb that carries a noun, "held talks", the noun (contract, 3)."""
        head = self.head(span)
        if head is None or head.pos != "VERB" or head.lemma not in self.frames.support_of:
            return head
        inside = self.words(span)
        return next((w for w in inside if w.pos in _NOMINAL and w.dep in _CARRIED), head)

    # -- who -----------------------------------------------------------------------------------------

    def who(self, span: Span, *, hit: bool = False) -> list[Resolved]:
        """Return whom quoted words stand for; ``hit``: a place stands for those who live there."""
        head = self.head(span)
        if head is None:
            return []
        inside = self.words(span)
        found = [one for w in conjuncts(head) if w in inside for one in self._who(w, hit=hit)]
        if not found and len(inside) > 1:
            # The parser may hang a name on a word beside it: the quote says where the name ends.
            found = next(
                filter(None, (self._who(w, hit=False) for w in reversed(inside) if w is not head)), []
            )
        return list({one.actor.id: one for one in found}.values())

    def _who(self, word: Word, *, hit: bool) -> list[Resolved]:
        if hit:
            return self.resolver.hit(word)
        return self.resolver.who(word) or self.resolver.modifier(word)

    # -- when and where ------------------------------------------------------------------------------

    def days(self, span: Span, *, future: bool) -> tuple[bool, DateInterval | None]:
        """Return whether quoted words name a time, and the days they mean, where these can be had."""
        start, end = span.start - self.parse.offset, span.end - self.parse.offset
        times = [t for t in find_times(self.parse.sentence.text) if t.start < end and start < t.end]
        if not times:
            return False, None
        longest = max(times, key=lambda t: t.end - t.start)
        return True, resolve_time(longest, self.clock, future=future)

    def last_day(self) -> date | None:
        """Return the day that the sentence names last, from which a later sentence may count."""
        day = self.clock.told
        for expression in find_times(self.parse.sentence.text):
            found = resolve_time(expression, replace(self.clock, told=day), future=False)
            day = found.start if found is not None and found.precision == "day" else day
        return day

    def place(self, span: Span) -> Place | None:
        """Return the place that quoted words name."""
        scene = Scene(self.parse, self.frames, self.resolver.who)
        places = Places(scene, self.resolver.names, self.resolver.knowledge, {})
        head = self.head(span)
        candidates = [head, *reversed(self.words(span))] if head is not None else []
        return next(filter(None, map(places.named_by, candidates)), None)

    # -- how many ------------------------------------------------------------------------------------

    def number(self, span: Span) -> tuple[float | tuple[float, float], str | None] | None:
        """Return the number, or the range, in quoted words, and the lemma of what it counts."""
        inside = self.words(span)
        number = next(find_numbers(inside), None)
        if number is None:
            return None
        counted = number.top.head if number.top.dep in _COUNTING else None
        return number.value, counted.lemma if counted is not None else None
