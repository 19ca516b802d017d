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

_DONE_TO_PLACES = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Acts whose object may be a place: towns are taken and sealed off, squares are filled."""
_ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "COOPERATE", "RETREAT"})
"""Acts that go through places; who talks "through Oman" talks through a mediator."""


class Places:
    """The places of one sentence.

    Parameters
    ----------
    owners
        Each word of an event's clause chain -> the index of the event's trigger.
    here
        Where the article is written: what "here" means in it.

    """

    def __init__(
        self,
        scene: Scene,
        names: Names,
        knowledge: Knowledge,
        owners: Mapping[int, int],
        here: Place | None = None,
    ):
        self.scene = scene
        self.names = names
        self.knowledge = knowledge
        self._owners = owners
        self._here = here
        self.named_at: dict[Place, Word] = {}
        """Each place found -> the word that names it."""

    def place_of(self, trigger: Trigger) -> Place | None:
        """Return where an event happens: what "in" or "at" governs in its clause, or a city before its noun."""
        hosts = [trigger.word, *(link.verb for link in trigger.carried)]
        hosts += [
            w for w in self.scene.parse.words if self._owners.get(w.i) == trigger.word.i and w not in hosts
        ]
        found = list(self._places_behind(trigger.word))
        found += [place for host in hosts for place in self._places_at(host, trigger)]
        found.extend(self._places_before(trigger.word))
        if not found and any(c.lower == "where" for c in trigger.anchor.all("advmod")):
            found.extend(self._place(trigger.anchor.head))  # "to Cairo, where he met Sisi"
        if not found:
            found.extend(self._places_in_front(trigger.anchor))
        if not any(is_city for _, is_city in found):
            found.extend(self._places_done_to(trigger))
        if not found:
            found.extend(self._places_below(trigger))
        if not found and self._here is not None:
            found.extend(
                (self._here, True) for host in hosts for c in host.all("advmod") if c.lower == "here"
            )
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

    def _places_at(self, host: Word, trigger: Trigger | None = None) -> Iterator[tuple[Place, bool]]:
        for prep in prepositions(host):
            if trigger is None or not self._is_of_another(prep, trigger):
                yield from self._places_under(prep, host, trigger)

    def _is_of_another(self, prep: Word, trigger: Trigger) -> bool:
        """Tell the "in" of "agreed on a truce after talks in Ankara": there they talked."""
        before = self.scene.by_word.get(prep.i - 1)
        if before is None or before is trigger or before.frame.pos != "NOUN":
            return False
        return before.anchor is not trigger.anchor

    def _places_in_front(self, verb: Word) -> Iterator[tuple[Place, bool]]:
        """Yield the place that opens a list of verbs: "In Yobe, gunmen locked the doors and set it on fire"."""
        if verb.dep != "conj" or verb.pos != "VERB" or verb.head.i in self._owners:
            return
        for prep in verb.head.all("prep"):
            if prep.i < verb.head.i:
                yield from self._places_under(prep, verb.head, None)

    def _places_behind(self, noun: Word) -> Iterator[tuple[Place, bool]]:
        """Yield the place right behind an event's noun, whatever the parser hung it on: "after talks in Ankara"."""
        behind = self.scene.parse.words[noun.i + 1 : noun.i + 2]
        for prep in behind if noun.pos == "NOUN" else ():
            if prep.dep == "prep" and prep.lower in word_class("place_preps"):
                yield from self._places_under(prep, noun, None)

    def _places_under(self, prep: Word, host: Word, trigger: Trigger | None) -> Iterator[tuple[Place, bool]]:
        """Yield the places that a preposition governs, if it says where."""
        plain = prep.lower in word_class("place_preps")
        for word in governed(prep):
            if not (plain or self._says_where(prep, word, host, trigger)):
                continue
            found = list(self._place(word)) or list(self._unknown(word, prep))
            yield from found
            if not found and word.pos == "NOUN" and word.i not in self._owners:
                yield from self._places_at(word, trigger)  # "at a checkpoint in Mogadishu"

    def _says_where(self, prep: Word, word: Word, host: Word, trigger: Trigger | None) -> bool:
        """Tell "flew to Rome", "on the border", "through Tehran", "abducted from Chibok" from other uses."""
        if prep.lower == "to":
            return host.lemma in word_class("motion")
        if prep.lower == "on":
            return word.lemma in word_class("places_stood_on")
        if prep.lower == "through":
            return trigger is not None and trigger.frame.type in _ON_THE_GROUND
        if prep.lower == "over":
            return host.lemma in word_class("done_in_the_air")
        return prep.lower == "from" and host.lemma in word_class("taking_away")

    def _places_done_to(self, trigger: Trigger) -> Iterator[tuple[Place, bool]]:
        """Yield the town that is attacked, and where what is attacked stands: "took Kirkuk", "the attack on Mumbai"."""
        if trigger.frame.type not in _DONE_TO_PLACES:
            return
        if trigger.frame.pos == "NOUN":
            reached = [w for name in ("on", "of", "against") for w in self.scene.slot(trigger.word, name)]
        else:
            reached = [*self.scene.slot(trigger.word, "object"), *self.scene.slot(trigger.word, "on")]
        for word in reached:
            for place, is_city in self._place(word):
                if is_city or word.lemma in word_class("places_named_by"):
                    yield place, True
            yield from self._places_at(word)

    def _places_below(self, trigger: Trigger) -> Iterator[tuple[Place, bool]]:
        """Look deeper in the clause, for a place that the parser hung on a participant ("by Michel in Brussels")."""
        tops = [trigger.word, trigger.anchor]
        topics = word_class("topic_preps") if trigger.frame.type in ("CONSULT", "AGREE") else ()
        waiting, seen = list(tops), set[int]()
        while waiting:
            word = waiting.pop(0)
            other = self._owners.get(word.i, trigger.word.i)
            clause = word.dep in ("ccomp", "relcl") or (word.dep == "conj" and word.pos == "VERB")
            clause |= word.dep == "advcl" and word.child("nsubj", "nsubjpass") is not None
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
            for inner in self._names_of_kind(word):
                found = list(self._place(inner))
                yield from found or self._unheard_of(inner, word)
        elif word.lemma in word_class("places_named_after"):
            for inner in word.all("compound", "nmod"):
                yield from self._place(inner)

    @staticmethod
    def _names_of_kind(kind: Word) -> list[Word]:
        """Return the names in "the village of Adre", "the port city, Tartus" and "Idlib province"."""
        named = [w for prep in kind.all("prep") if prep.lower == "of" for w in governed(prep)]
        before = (c for c in kind.all("compound", "nmod", "poss") if c.pos == "PROPN")
        return [*named, *kind.all("appos"), *before]

    def _unheard_of(self, word: Word, kind: Word) -> Iterator[tuple[Place, bool]]:
        """Yield a place that only its kind tells to be one: "the French village of Fere-en-Tardenois"."""
        name = self.names.at.get(word.i)
        if word.pos != "PROPN" or word.dep == "compound" or (name is not None and name.senses):
            return
        country = self._country_beside(kind) or self._country_before(kind)
        yield self._named_by(word, Place(name.text if name is not None else word.text, country)), True

    def _country_before(self, kind: Word) -> str | None:
        for child in kind.all("amod", "compound", "poss"):
            name = self.names.at.get(child.i)
            for sense in name.senses[:1] if name is not None else ():
                return self.knowledge.actor(sense.actor_id).country
        return None

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
                "capital",
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
