"""When and where: dates and places hung on the event whose clause they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from loaders.actors.knowledge import Knowledge
from loaders.extraction.clock import Clock, count_of
from loaders.extraction.dates import resolve_time
from loaders.extraction.names import Names
from loaders.extraction.parses import Word
from loaders.extraction.places import Places
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.times import TimeExpression, find_times
from loaders.extraction.words import word_class
from loaders.records import DateInterval, Place

_PAST = frozenset({"VBD", "VBN"})
_PRECISION = ("day", "range", "month", "year")
_NOT_TIMES = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "conj"})
_RATHER_TO_COME = timedelta(days=240)
"""How far back a bare "June 1" from which a text counts on is a past day; beyond, it is that of a plan."""
_RECENT = timedelta(days=100)
"""How far back "the May 16 agreement" reaches: "the October 7 attack" may be of any year."""


class Circumstances:
    """The dates and places of one sentence, each on its event."""

    def __init__(
        self, scene: Scene, names: Names, knowledge: Knowledge, clock: Clock, here: Place | None = None
    ):
        self.scene = scene
        self.clock = clock
        self._owners = self._chains()
        self._places = Places(scene, names, knowledge, self._owners, here)
        self.time_words: dict[DateInterval, TimeExpression] = {}
        """Each date that was reckoned -> the words that name it."""
        self._times: dict[int, list[TimeExpression]] = {}
        self._heads: dict[int, Word] = {}
        self._found = find_times(scene.parse.sentence.text)
        self.dated: set[int] = set()
        """The words that are parts of dates."""
        for expression in self._found:
            self._note(expression)

    def _note(self, expression: TimeExpression) -> None:
        base = self.scene.parse.offset
        inside = [
            w for w in self.scene.parse.words if base + expression.start <= w.start < base + expression.end
        ]
        self.dated.update(w.i for w in inside)
        if not inside:
            return
        head = next((w for w in inside if w.head not in inside or w.head is w), inside[0])
        self._heads[expression.start] = head
        if _is_named(head, expression):
            return
        owner = self._owner_of(head)
        if owner is not None:
            self._times.setdefault(owner, []).append(expression)

    # -- whose clause --------------------------------------------------------------------------------

    def _chains(self) -> dict[int, int]:
        """Map each word of an event's clause chain (trigger, carriers, operators) to the trigger's index."""
        owners: dict[int, int] = {}
        for trigger in self.scene.triggers:
            owners[trigger.word.i] = trigger.word.i
        for trigger in self.scene.triggers:
            for link in trigger.carried:
                owners.setdefault(link.verb.i, trigger.word.i)
            for start in {trigger.anchor, trigger.word}:
                self._own_operators(start, trigger, owners)
            for led in trigger.word.all("xcomp"):  # "ordered the envoy to leave on Friday"
                if led.i not in self.scene.by_word:
                    owners.setdefault(led.i, trigger.word.i)
            if trigger.word.dep in ("attr", "nsubj") and trigger.word.head.lemma == "be":
                owners.setdefault(trigger.word.head.i, trigger.word.i)  # "there were no talks last year"
        return owners

    def _own_operators(self, word: Word, trigger: Trigger, owners: dict[int, int]) -> None:
        for _ in range(3):
            over = self.scene.operator_over(word)
            if over is None or over[0].i in self.scene.by_word:
                return
            word = over[0]
            owners.setdefault(word.i, trigger.word.i)
            if word.dep in ("acomp", "attr", "oprd"):  # "are due in Rome on June 7"
                owners.setdefault(word.head.i, trigger.word.i)

    def _owner_of(self, head: Word) -> int | None:
        """Climb from a time expression to the event it dates; a reporting verb keeps its date for itself."""
        word = head
        for _ in range(9):
            if word.lemma in word_class("sequence") and word.child("dobj", "agent") is not None:
                return None  # "the talks followed a round in May"
            if word.i in self._owners and word.i not in self.dated:
                return self._owners[word.i]
            if word.pos == "VERB" and word.lemma in word_class("saying"):
                return None
            if word.head is word or (word.pos == "VERB" and word.dep in _CLAUSES):
                return None
            word = word.head
        return None

    # -- dates ---------------------------------------------------------------------------------------

    def is_pinned(self, trigger: Trigger) -> bool:
        """Tell whether a time or place stands on an event, be the time's year known or not."""
        return trigger.word.i in self._times or self.place_of(trigger) is not None

    def owners(self) -> Iterator[tuple[TimeExpression, Trigger | None]]:
        """Yield the time expressions of the sentence, each with the event on which it stands, if any."""
        for expression in self._found:
            owner = next((i for i, there in self._times.items() if expression in there), None)
            yield expression, self.scene.by_word[owner] if owner is not None else None

    def date_of(self, trigger: Trigger, *, future: bool) -> DateInterval | None:
        """Return the date that stands on an event: the first, or a later one that lies within it."""
        dates = [d for d, _ in self.dates_of(trigger, future=future)]
        if not dates:
            return None
        inside = [d for d in dates if _within(d, dates[0])]
        return min(inside, key=lambda d: _PRECISION.index(d.precision))

    def date_shared(self, trigger: Trigger) -> DateInterval | None:
        """Return the date of the clause before, for a past act coordinated with it: "freed 24 on Friday and sent"."""
        verb = trigger.anchor
        while verb.dep == "conj" and verb.tag in _PAST and verb.head.tag in _PAST:
            verb = verb.head
            other = next((t for t in self.scene.triggers if verb in (t.anchor, t.word)), None)
            if other is not None and (known := self.date_of(other, future=False)) is not None:
                return known
        return None

    def dates_of(self, trigger: Trigger, *, future: bool) -> list[tuple[DateInterval, TimeExpression]]:
        """Return all dates that stand on an event, in the order of the text."""
        found = []
        for expression in self._times.get(trigger.word.i, ()):
            if expression.relation == "since" and not self._goes_on(expression, trigger):
                continue
            resolved = self._resolve(expression, future=future)
            if resolved is not None and not self._is_of_any_year(expression, resolved):
                found.append((resolved, expression))
        return found

    def date_at(self, verb: Word) -> DateInterval | None:
        """Return the date that stands on a verb that is no event of its own."""
        for expression in self._found:
            head = self._heads.get(expression.start)
            if head is not None and (head.head is verb or head.head.head is verb):
                return self._resolve(expression, future=False)
        return None

    def last_day(self) -> date | None:
        """Return the day that the sentence names last, from which a later sentence may count."""
        day = self.clock.told
        for expression in self._found:
            day = self._day_told(expression) or day if expression.start in self._heads else day
        return day

    def _day_told(self, expression: TimeExpression) -> date | None:
        """Return the past day that an expression means; a bare "June 1" of almost a year ago is rather to come."""
        found = self._resolve(expression, future=False)
        if found is None or found.precision != "day" or found.start is None:
            return None
        published = self.clock.published
        bare = expression.form == "day" and found.basis == "relative"
        return None if bare and published and found.start < published - _RATHER_TO_COME else found.start

    def _resolve(self, expression: TimeExpression, *, future: bool) -> DateInterval | None:
        clock = replace(self.clock, year=self._year_beside(expression))
        if expression.form == "apart":
            clock = replace(clock, told=self._told_before(expression))
        past = expression.form in ("ago", "deictic")
        found = resolve_time(expression, clock, future=future and not past)
        if found is not None:
            self.time_words.setdefault(found, expression)
        return found

    def _told_before(self, expression: TimeExpression) -> date | None:
        day = self.clock.told
        for earlier in self._found:
            if earlier.start >= expression.start:
                break
            day = self._day_told(earlier) or day
        return day

    def _year_beside(self, expression: TimeExpression) -> int | None:
        """Return the year of "May" in "in May and again in July 1994": coordinated dates share their year."""
        head = self._heads.get(expression.start)
        if head is None or expression.form not in ("day", "month") or "year" in expression.parts:
            return None
        for other in self._found:
            there = self._heads.get(other.start)
            stated = other.form in ("day", "month", "year") and "year" in other.parts
            adverbial = there is not None and there.dep in (
                "pobj",
                "npadvmod",
            )  # "the 2019 treaty" dates a treaty
            if stated and adverbial and there is not None and _clause(there) & _clause(head):
                return int(other.parts["year"])
        return None

    def _goes_on(self, expression: TimeExpression, trigger: Trigger) -> bool:
        """Tell "has been fighting since 2009" from "the deadliest attack since 2009", which is of another day."""
        prep = self._heads[expression.start].head
        verb = prep.head
        perfect = any(c.dep == "aux" and c.lemma in ("have", "'ve") for c in verb.children)
        return perfect and self._owners.get(verb.i) == trigger.word.i

    def _is_of_any_year(self, expression: TimeExpression, found: DateInterval) -> bool:
        """Tell whether a day before a noun is too long ago to be sure of its year: "the October 7 attack"."""
        head, published = self._heads[expression.start], self.clock.published
        if expression.form != "day" or found.basis != "relative" or published is None or found.start is None:
            return False
        return head.dep in ("compound", "nmod", "nummod") and found.start < published - _RECENT

    # -- so long after another event -----------------------------------------------------------------

    def distance(self, trigger: Trigger) -> tuple[Trigger, int, str] | None:
        """Return the event that another is told to lie after or before, and how far it is from it.

        "They met on Friday, a day after Chad freed the pilots" puts the release one day before the meeting.
        """
        for word in (trigger.anchor, trigger.word):
            mark = next((c for c in word.children if c.dep == "mark"), None)
            mark = word.head if word.dep == "pobj" else mark
            if mark is None or mark.lower not in ("after", "before"):
                continue
            measure = self._measure_before(mark)
            above = next((w for w in mark.ancestors() if w.i != word.i and w.i in self._owners), None)
            if measure is None or above is None or self._owners[above.i] == trigger.word.i:
                continue
            count, unit = measure
            return (
                self.scene.by_word[self._owners[above.i]],
                count if mark.lower == "before" else -count,
                unit,
            )
        return None

    def _measure_before(self, mark: Word) -> tuple[int, str] | None:
        """Return the count and unit of "three weeks after"."""
        words = self.scene.parse.words
        unit = words[mark.i - 1] if mark.i else mark
        if unit.lemma not in ("day", "week", "month", "year"):
            return None
        count = count_of(words[unit.i - 1].text) if unit.i else 0
        return (count, unit.lemma) if count else None

    # -- places --------------------------------------------------------------------------------------

    def place_of(self, trigger: Trigger) -> Place | None:
        """Return where an event happens."""
        return self._places.place_of(trigger)

    def place_word(self, place: Place) -> Word | None:
        """Return the word that named a place of this sentence."""
        return self._places.named_at.get(place)

    def place_beside(self, word: Word) -> Place | None:
        """Return the place in the phrase that a word heads, or of the phrase it stands in."""
        return self._places.place_beside(word)


def _is_named(head: Word, expression: TimeExpression) -> bool:
    """Tell what is named after a time ("the Good Friday Agreement") or only looks like one ("Theresa May")."""
    if head.entity in _NOT_TIMES:
        return True
    return head.dep == "compound" and head.head.pos == "PROPN" and expression.form == "weekday"


def _clause(word: Word) -> set[int]:
    """Return the verbs above a word, through coordination: the clauses whose dates go together."""
    verbs: set[int] = set()
    for above in word.ancestors():
        if above.pos in ("VERB", "AUX"):
            verbs.add(above.i)
            if above.dep != "conj":
                break
    return verbs


def _within(inner: DateInterval, outer: DateInterval) -> bool:
    if None in (inner.start, inner.end, outer.start, outer.end):
        return inner is outer
    return outer.start <= inner.start and inner.end <= outer.end  # type: ignore[operator]  # None is ruled out
