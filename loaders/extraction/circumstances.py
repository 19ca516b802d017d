"""When and where: dates and places hung on the event whose clause they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from loaders.actors.knowledge import Knowledge
from loaders.extraction.dates import Clock, TimeExpression, count_of, find_times, resolve_time, shifted
from loaders.extraction.names import Name, Names
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.syntax import governed, prepositions
from loaders.extraction.words import word_class
from loaders.records import DateInterval, Place

_PRECISION = ("day", "range", "month", "year")


class Circumstances:
    """The dates and places of one sentence, each on its event."""

    def __init__(self, scene: Scene, names: Names, knowledge: Knowledge, clock: Clock):
        self.scene = scene
        self.names = names
        self.knowledge = knowledge
        self.clock = clock
        self._times: dict[int, list[TimeExpression]] = {}
        self._owners = self._chains()
        self.dated: set[int] = set()
        """The words that are parts of dates."""
        for expression in find_times(scene.parse.sentence.text):
            self.dated.update(w.i for w in scene.parse.words if self._is_inside(w, expression))
            if self._is_named(expression):
                continue  # "the Good Friday Agreement"
            owner = self._owner_of(expression)
            if owner is not None:
                self._times.setdefault(owner, []).append(expression)

    def date_at(self, verb: Word) -> DateInterval | None:
        """Return the date that stands on a verb that is no event of its own."""
        for expression in find_times(self.scene.parse.sentence.text):
            head = self._head_of(expression)
            if head is not None and (head.head is verb or head.head.head is verb):
                return resolve_time(expression, self.clock, future=False)
        return None

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
        return owners

    def _own_operators(self, word: Word, trigger: Trigger, owners: dict[int, int]) -> None:
        for _ in range(3):
            over = self.scene.operator_over(word)
            if over is None or over[0].i in self.scene.by_word:
                return
            word = over[0]
            owners.setdefault(word.i, trigger.word.i)

    def _owner_of(self, expression: TimeExpression) -> int | None:
        """Climb from a time expression to the event it dates; a reporting verb keeps its date for itself."""
        word = self._head_of(expression)
        for _ in range(6):
            if word is None:
                return None
            if word.i in self._owners and not self._is_inside(word, expression):
                return self._owners[word.i]
            if word.pos == "VERB" and word.lemma in word_class("saying"):
                return None
            if word.head is word or (word.pos == "VERB" and word.dep in ("ccomp", "advcl", "relcl")):
                return None
            word = word.head
        return None

    def _is_named(self, expression: TimeExpression) -> bool:
        word = self._head_of(expression)
        return (
            word is not None
            and word.dep == "compound"
            and word.head.pos == "PROPN"
            and expression.form == "weekday"
        )

    def _is_inside(self, word: Word, expression: TimeExpression) -> bool:
        base = self.scene.parse.offset
        return base + expression.start <= word.start < base + expression.end

    def _head_of(self, expression: TimeExpression) -> Word | None:
        base = self.scene.parse.offset
        inside = [
            w for w in self.scene.parse.words if base + expression.start <= w.start < base + expression.end
        ]
        return next((w for w in inside if w.head not in inside or w.head is w), inside[0] if inside else None)

    # -- dates ---------------------------------------------------------------------------------------

    def is_pinned(self, trigger: Trigger) -> bool:
        """Tell whether a time or place stands on an event, be the time's year known or not."""
        return trigger.word.i in self._times or self.place_of(trigger) is not None

    def date_of(self, trigger: Trigger, *, future: bool) -> DateInterval | None:
        """Return the date that stands on an event: the first, or a later one that lies within it."""
        dates = [d for d, _ in self.dates_of(trigger, future=future)]
        if not dates:
            return None
        inside = [d for d in dates if _within(d, dates[0])]
        return min(inside, key=lambda d: _PRECISION.index(d.precision))

    def dates_of(self, trigger: Trigger, *, future: bool) -> list[tuple[DateInterval, TimeExpression]]:
        """Return all dates that stand on an event, in the order of the text."""
        found = []
        for expression in self._times.get(trigger.word.i, ()):
            resolved = resolve_time(expression, self.clock, future=future and not self._past(expression))
            if resolved is not None:
                found.append((resolved, expression))
        return found

    @staticmethod
    def _past(expression: TimeExpression) -> bool:
        return expression.form in ("ago", "deictic")

    def offset_from(self, trigger: Trigger, day: date) -> DateInterval | None:
        """Return the date of an event told as "a day after" or "two weeks before" another of a known day."""
        for mark in trigger.anchor.children:
            if mark.dep == "mark" and mark.lower in ("after", "before"):
                measure = next(
                    (c for c in (*mark.children, *trigger.anchor.children) if c.dep == "npadvmod"), None
                )
                if measure is None:
                    return None
                counts = [c.lower for c in measure.children if c.dep in ("det", "nummod")]
                count = count_of(TimeExpression(0, 0, "ago", {"c0": counts[0] if counts else "a"}))
                sign = -1 if mark.lower == "after" else 1
                return shifted(day, sign * count, measure.lemma) if measure.lemma in ("day", "week") else None
        return None

    # -- places --------------------------------------------------------------------------------------

    def place_of(self, trigger: Trigger) -> Place | None:
        """Return where an event happens: what "in" or "at" governs in its clause, or a city before its noun."""
        hosts = [trigger.word, *(link.verb for link in trigger.carried)]
        hosts += [
            w for w in self.scene.parse.words if self._owners.get(w.i) == trigger.word.i and w not in hosts
        ]
        found = [place for host in hosts for place in self._places_at(host)]
        found.extend(self._places_before(trigger.word))
        if not found:
            found.extend(self._places_below(trigger))
        cities = [place for place, is_city in found if is_city]
        return cities[0] if cities else found[0][0] if found else None

    def place_beside(self, word: Word) -> Place | None:
        """Return the place in the phrase that a word heads, or of the phrase it stands in."""
        for host in (word, word.head):
            for place, _ in self._places_at(host):
                return place
        return None

    def _places_at(self, host: Word) -> Iterator[tuple[Place, bool]]:
        for prep in prepositions(host):
            if prep.lower in word_class("place_preps") or (
                prep.lower == "to" and host.lemma in word_class("motion")
            ):
                for word in governed(prep):
                    yield from self._place(word)

    def _places_below(self, trigger: Trigger) -> Iterator[tuple[Place, bool]]:
        """Look deeper in the clause, for a place that the parser hung on a participant ("by Michel in Brussels")."""
        waiting, seen = [trigger.word, trigger.anchor], set[int]()
        while waiting:
            word = waiting.pop(0)
            other = self._owners.get(word.i, trigger.word.i)
            if word.i in seen or other != trigger.word.i or word.dep in ("ccomp", "relcl"):
                continue
            if word.dep == "conj" and word.pos == "VERB":
                continue
            seen.add(word.i)
            if word.pos in ("PROPN", "NOUN"):
                yield from self._places_at(word)
            waiting.extend(word.children)

    def _place(self, word: Word) -> Iterator[tuple[Place, bool]]:
        name = self.names.at.get(word.i)
        if name is not None:
            yield from self._named(name, word)
        elif word.lemma == "capital" and (city := self._capital_of(word)) is not None:
            yield city, True
        elif word.lemma in word_class("places_named_by"):
            for prep in word.all("prep"):
                for inner in governed(prep) if prep.lower == "of" else []:
                    yield from self._place(inner)
            for inner in word.all("appos"):
                yield from self._place(inner)

    def _places_before(self, noun: Word) -> Iterator[tuple[Place, bool]]:
        for child in noun.children:
            if child.dep in ("compound", "nmod", "poss") and child.i < noun.i:
                name = self.names.at.get(child.i)
                if name is not None and any(s.kind in ("city", "capital") for s in name.senses[:2]):
                    yield from self._named(name, child)

    def _capital_of(self, word: Word) -> Place | None:
        """Return the city that "the Chinese capital" means."""
        for child in word.all("amod", "compound", "poss"):
            name = self.names.at.get(child.i)
            for sense in name.senses[:1] if name is not None else ():
                country = self.knowledge.actor(sense.actor_id).country
                city = self.knowledge.capital(country) if country else None
                if city is not None:
                    return Place(city.name, city.country)
        return None

    def _named(self, name: Name, word: Word) -> Iterator[tuple[Place, bool]]:
        if name.label == "PERSON" and not name.senses:
            return
        country = self._country_beside(word)
        cities = self.knowledge.city(name.text)
        city = next((c for c in cities if c.country == country), cities[0] if cities else None)
        if city is not None and not any(s.kind == "name" for s in name.senses[:1]):
            yield Place(city.name, city.country or country), True
            return
        for sense in name.senses:
            actor = self.knowledge.actor(sense.actor_id)
            if actor.kind in ("state", "population") and sense.kind in (
                "name",
                "acronym",
                "territory",
                "seat",
                "city",
            ):
                yield Place(name.text, actor.country), sense.kind in ("city", "seat", "capital")
                return
        if name.label in ("GPE", "FAC", "LOC") and not name.senses:
            yield Place(name.text, country), name.label != "LOC"

    def _country_beside(self, word: Word) -> str | None:
        """Return the country of "Vilnius, Lithuania"."""
        for beside in word.all("appos", "npadvmod", "conj"):
            name = self.names.at.get(beside.i)
            for sense in name.senses[:1] if name is not None else ():
                if sense.kind == "name":
                    return self.knowledge.actor(sense.actor_id).country
        return None


def _within(inner: DateInterval, outer: DateInterval) -> bool:
    if None in (inner.start, inner.end, outer.start, outer.end):
        return inner is outer
    return outer.start <= inner.start and inner.end <= outer.end  # type: ignore[operator]  # None is ruled out
