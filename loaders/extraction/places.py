"""Where it happened: the places that stand on an event, told apart from actors and hosts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from loaders.actors.knowledge import Knowledge
from loaders.extraction.names import Name, Names
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.syntax import governed, prepositions
from loaders.extraction.words import word_class
from loaders.records import Place


class Places:
    """The places of one sentence.

    Parameters
    ----------
    owners
        Each word of an event's clause chain -> the index of the event's trigger.

    """

    def __init__(self, scene: Scene, names: Names, knowledge: Knowledge, owners: Mapping[int, int]):
        self.scene = scene
        self.names = names
        self.knowledge = knowledge
        self._owners = owners
        self.named_at: dict[Place, Word] = {}
        """Each place found -> the word that names it."""

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
        place = next((place for place, is_city in found if is_city), found[0][0] if found else None)
        if place is None or place.country is not None:
            return place
        country = next((other.country for other, is_city in found if not is_city and other.country), None)
        completed = replace(place, country=country)  # "near Douentza, in central Mali"
        if place in self.named_at:
            self.named_at.setdefault(completed, self.named_at[place])
        return completed

    def place_beside(self, word: Word) -> Place | None:
        """Return the place in the phrase that a word heads, or of the phrase it stands in."""
        for host in (word, word.head):
            for place, _ in self._places_at(host):
                return place
        return None

    def named_by(self, word: Word) -> Place | None:
        """Return the place that the phrase headed by a word names."""
        return next((place for place, _ in self._place(word)), None)

    def _places_at(self, host: Word) -> Iterator[tuple[Place, bool]]:
        for prep in prepositions(host):
            if prep.lower in word_class("place_preps") or (
                prep.lower == "to" and host.lemma in word_class("motion")
            ):
                for word in governed(prep):
                    found = list(self._place(word))
                    yield from found or self._unknown(word, prep)

    def _places_below(self, trigger: Trigger) -> Iterator[tuple[Place, bool]]:
        """Look deeper in the clause, for a place that the parser hung on a participant ("by Michel in Brussels")."""
        tops = [trigger.word, trigger.anchor]
        topics = word_class("topic_preps") if trigger.frame.type in ("CONSULT", "AGREE") else ()
        waiting, seen = list(tops), set[int]()
        while waiting:
            word = waiting.pop(0)
            other = self._owners.get(word.i, trigger.word.i)
            clause = word.dep in ("ccomp", "relcl") or (word.dep == "conj" and word.pos == "VERB")
            if word.i in seen or other != trigger.word.i or (clause and word not in tops):
                continue
            seen.add(word.i)
            if word.pos in ("PROPN", "NOUN"):
                yield from self._places_at(word)
            # "an accord for peace in the Middle East" was not signed there.
            waiting.extend(c for c in word.children if c.lower not in topics)

    def _place(self, word: Word) -> Iterator[tuple[Place, bool]]:
        name = self.names.at.get(word.i)
        if name is not None:
            yield from self._named(name, word)
        elif word.lemma == "capital" and (city := self._capital_of(word)) is not None:
            yield self._named_by(word, city), True
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
            yield self._named_by(word, Place(city.name, city.country or country)), True
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
                place = self._named_by(word, Place(name.text, actor.country))
                yield place, sense.kind in ("city", "seat", "capital")
                return
        if name.label in ("GPE", "FAC", "LOC") and not name.senses:
            yield self._named_by(word, Place(name.text, country)), name.label != "LOC"

    def _unknown(self, word: Word, prep: Word) -> Iterator[tuple[Place, bool]]:
        """Yield a place that neither the data nor the language model knows: "near Adre", "in Hapure, a village"."""
        described = any(c.lemma in word_class("places_named_by") for c in word.all("appos"))
        if word.pos != "PROPN" or not (described or prep.lower in ("near", "outside")):
            return
        name = self.names.at.get(word.i)
        if name is None or not (name.senses or (name.label == "PERSON" and not described)):
            text = name.text if name is not None else word.text
            yield self._named_by(word, Place(text, self._country_beside(word))), True

    def _named_by(self, word: Word, place: Place) -> Place:
        self.named_at.setdefault(place, word)
        return place

    def _country_beside(self, word: Word) -> str | None:
        """Return the country of "Vilnius, Lithuania", "Musa Qala, Helmand province", "the Bekaa Valley in Lebanon"."""
        beside = word.all("appos", "npadvmod", "conj")
        near = [*beside, *(c for w in beside for c in w.all("compound", "nmod"))]
        near += [w for host in (word, *beside) for prep in host.all("prep") for w in governed(prep)]
        for other in near:
            name = self.names.at.get(other.i)
            if name is None:
                continue
            for sense in name.senses[:1]:
                if sense.kind == "name":
                    return self.knowledge.actor(sense.actor_id).country
            for city in self.knowledge.city(name.text)[:1] if other.dep != "conj" else ():
                if city.country is not None:
                    return city.country
        return None
