"""Homelands: the country of those whom the actor data does not know, where the text puts them."""

from __future__ import annotations

from loaders.actors.records import Title
from loaders.extraction.names import Name, Names
from loaders.extraction.parses import Word
from loaders.extraction.phrases import NounPhrases
from loaders.extraction.syntax import SUBJECT_DEPS, governed
from loaders.extraction.words import word_class

_NATIVE = frozenset(
    {"civilians", "protesters", "detainees", "activist", "police", "rebels", "party", "opposition", "judiciary",
     "legislator"}
)  # fmt: skip
"""Kinds of titles whose bearers are where they belong: who riots in Dili is of East Timor, a soldier may not be."""
_IN_THE_STREET = frozenset({"police", "protesters"})
_OF_A_COUNTRY = frozenset({"state", "government", "population"})
_INSIDE = frozenset({"in", "at"})
_DEPTH = 3
"""How many nouns lie between a phrase and the place it is at: "at a jail in the capital of East Timor"."""


class Homelands(NounPhrases):
    """Where those are from whom the actor data does not know."""

    def country_around(self, word: Word) -> str | None:
        """Return the country of "rebels in Darfur", "a Paris-based group" and "students throughout Indonesia"."""
        for part in word.children:
            if part.lemma in word_class("placed") and part.dep in ("acl", "amod", "relcl"):
                country = self._country_of_placed(part)
                if country is not None:
                    return country
        for fled in self._fled_from(word):
            country = self._country_at(fled, word_class("home_preps"), None, _DEPTH)
            if country is not None:
                return country
        preps = word_class("home_preps") - (_INSIDE if self._met_in_a_city(word) else frozenset())
        country = self._country_by_place(word, preps)
        whole = word.head.head if word.dep == "pobj" and word.head.lower == "of" else None
        if country is None and whole is not None and whole.lemma in word_class("partitive"):
            return self._country_by_place(whole, word_class("home_preps") - {"of"})  # "thousands of ... in"
        return country

    def _met_in_a_city(self, word: Word) -> bool:
        """Tell where people are met from where they are at home: "met the three leaders in Geneva"."""
        governor = word.head.head if word.dep == "pobj" else word.head
        if governor.lemma not in word_class("done_abroad") | word_class("negotiated"):
            return False
        places = [w for prep in word.all("prep") if prep.lower in _INSIDE for w in governed(prep)]
        names = [name for w in places if (name := self.names.at.get(w.i)) is not None]
        return any(s.kind in ("city", "capital") for name in names for s in name.senses[:1])

    @staticmethod
    def _fled_from(word: Word) -> list[Word]:
        """Return the war of "families fleeing the war in Liberia" and of "parties to the conflict in Iraq"."""
        fled = [w for c in word.all("acl", "relcl") if c.lemma in ("flee", "escape") for w in c.all("dobj")]
        sides = [w for prep in word.all("prep") if prep.lower == "to" for w in governed(prep)]
        return [*fled, *(w for w in sides if w.lemma in word_class("conflicts"))]

    def country_of_region(self, name: Name) -> str | None:
        """Return the country of a part of it that has no entry of its own: "South Lebanon", "Western Cambodia"."""
        direction, _, whole = name.text.partition(" ")
        if direction.lower() not in word_class("directions"):
            return None
        for sense in self.knowledge.senses(whole)[:1]:
            return self.knowledge.actor(sense.actor_id).country
        return None

    def _country_of_placed(self, participle: Word) -> str | None:
        """Read "based in Trinidad", "Brussels-based", "loyal to the Libyan general"."""
        for part in participle.all("npadvmod", "compound", "nmod", "amod", "advmod"):
            country = self._country_named(part)
            if country is not None:
                return country
        return self._country_by_place(participle, word_class("home_preps") | {"with", "to"})

    def country_of_scene(self, word: Word, title: Title) -> str | None:
        """Return the country in which those act who are at home where they act: "Prisoners rioted in Dili"."""
        if title.kind not in _NATIVE or title.name in word_class("strangers"):
            return None
        if any(c.lower in word_class("foreign") for c in word.children):
            return None
        return self._country_of_act(word) or self.scene or self._country_of_street(title)

    def _country_of_street(self, title: Title) -> str | None:
        """Return the country of the dateline for those a reporter sees there: "LOME - Police fired tear gas".

        Not where the article tells of other countries only, and not for rebels or troops, told of from anywhere.
        """
        told_of = not self.lands or self.reported_from in self.lands
        return self.reported_from if told_of and title.kind in _IN_THE_STREET else None

    def _country_of_act(self, word: Word) -> str | None:
        while word.dep == "conj" or (word.dep == "pobj" and word.head.head.lemma in word_class("partitive")):
            word = word.head if word.dep == "conj" else word.head.head
        if word.dep not in (*SUBJECT_DEPS, "dobj") or word.head.pos != "VERB":
            return None
        if word.head.lemma in word_class("done_abroad"):
            return None  # "rebels signed a truce in Accra"
        return self._country_by_place(word.head, word_class("place_preps"))

    def country_of_office(self, names: Names) -> str | None:
        """Return the one country whose affairs an unknown holder of a domestic office is told to deal with.

        "President X lifted the curfew in Sudan", "... said he will boycott Algeria's elections".
        """
        matters = [w for w in self.parse.words if w.lemma in word_class("domestic_matters")]
        countries = {
            country
            for matter in matters
            for country in (
                *(
                    self._country_named(part, names)
                    for part in matter.all("poss", "amod", "compound", "nmod")
                ),
                self._country_by_place(matter, word_class("home_preps"), names),
                *(self._country_by_place(v, word_class("home_preps"), names) for v in matter.all("acl")),
            )
            if country is not None
        }
        return countries.pop() if len(countries) == 1 else None

    # -- places --------------------------------------------------------------------------------------

    def _country_by_place(
        self, word: Word, preps: frozenset[str], names: Names | None = None, depth: int = _DEPTH
    ) -> str | None:
        for prep in word.all("prep"):
            if prep.lower not in preps:
                continue
            for place in governed(prep):
                country = self._country_at(place, preps, names, depth)
                if country is not None:
                    return country
        return None

    def _country_at(self, place: Word, preps: frozenset[str], names: Names | None, depth: int) -> str | None:
        if place.lemma in word_class("others"):
            return None  # "leaders of Sudan's neighbours"
        country = self._country_named(place, names)
        if country is not None or depth == 0:
            return country
        for part in place.all("poss", "amod", "compound", "nmod", "appos"):
            country = self._country_named(part, names)
            if country is not None:
                return country
        return self._country_by_place(place, preps | word_class("home_preps"), names, depth - 1)

    def _country_named(self, word: Word, names: Names | None = None) -> str | None:
        name = (names or self.names).at.get(word.i)
        if name is None:
            return None
        if not name.senses:
            return self.country_in(name)
        sense = self.sense_of(name, word) or name.senses[0]
        if sense.kind in ("city", "capital", "territory"):
            return self.country_of_city(name) or self.knowledge.actor(sense.actor_id).country
        return self.knowledge.actor(sense.actor_id).country

    def country_of_city(self, name: Name) -> str | None:
        """Choose among the cities of a name the one in a country that the article speaks of, else the first."""
        countries = [city.country for city in self.knowledge.city(name.text)]
        spoken_of = (country for country in countries if country in self.countries)
        return next(spoken_of, next(iter(countries), None))

    def country_in(self, name: Name) -> str | None:
        """Return the country that an organisation's name contains: "the Nigerian Union of Teachers"."""
        words = name.text.split()
        for match in self.knowledge.match(words):
            if match.end - match.start == len(words):
                continue
            for sense in match.senses[:1]:
                actor = self.knowledge.actor(sense.actor_id)
                if (not sense.weak or sense.kind == "city") and actor.kind in _OF_A_COUNTRY and actor.country:
                    return actor.country
        return None
