"""The first reading of an article: the names it gives in full, and what it says of those who bear them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.actors.records import Sense
from loaders.extraction import pronouns
from loaders.extraction.acronyms import settle_acronyms
from loaders.extraction.cast import BY_TITLE, Resolved
from loaders.extraction.descriptions import Descriptions
from loaders.extraction.names import ORGANIZATION, Name, find_names, head_of
from loaders.extraction.parses import Parse, Word
from loaders.extraction.people import OWN_ROLES, STATE_ROLES, Introduction
from loaders.extraction.syntax import appointers, governed
from loaders.extraction.words import word_class
from loaders.records import ActorRef, Place

FOLLOWED = frozenset({"armed_group", "party", "intergovernmental_organization"})
"""Bodies that a noun calls again: "the movement's political chief"."""
_DATELINE = re.compile(r"[,(:—–-]")


class Introductions(Descriptions):
    """Reads whom the article introduces, before any of its sentences is resolved."""

    def introduce(self, parses: Sequence[Parse]) -> None:
        """Read the whole article for the names it gives in full, before any sentence is resolved."""
        for parse in parses:
            self._names[parse.sentence.index] = find_names(parse, self.knowledge)
        settle_acronyms(parses, self._names, self._may_be)
        self.countries = frozenset(self._countries_named())
        self.lands = self.countries | frozenset(self._countries_of_cities())
        self.scene = self._country_of_kicker()
        self.here = self._city_of_dateline()
        self.reported_from = self._country_of_dateline()
        self.countries |= {self.scene} if self.scene else frozenset()
        for parse in parses:
            self._parse = parse
            self._silence_names()
            for name in self.names.each:
                if self.people.is_person(name):
                    self._introduce_person(name, head_of(name, parse.words))
        self.people.settle()
        for parse in parses:
            self._note_kin(parse)

    def _may_be(self, name: Name, sense: Sense) -> bool:
        """Whether a name speaks of no other country than the actor's."""
        country = self.country_in(name)
        return country is None or country == self.knowledge.actor(sense.actor_id).country

    def _silence_names(self) -> None:
        for name in self.names.each:
            if name.end - name.start < 2 or not self._is_organization(name):
                continue
            head = head_of(name, self.parse.words)
            known = bool(name.senses)  # the Warsaw Pact is no pact just made
            for word in self.parse.words[name.start : name.end]:
                word.named = (known or word is not head) and word.text[:1].isupper()

    def _is_organization(self, name: Name) -> bool:
        if name.senses:
            return self.knowledge.actor(name.senses[0].actor_id).kind not in ("person", "state", "population")
        return name.label == ORGANIZATION

    def _countries_named(self) -> Iterator[str]:
        for names in self._names.values():
            for name in names.each:
                for sense in name.senses[:1]:
                    actor = self.knowledge.actor(sense.actor_id)
                    borrowed = sense.weak and actor.source == "agencies.csv"  # many have a Senate
                    if actor.country and not borrowed and sense.kind not in ("city", "capital", "surname"):
                        yield actor.country

    def _countries_of_cities(self) -> Iterator[str]:
        for names in self._names.values():
            for name in names.each:
                for sense in name.senses[:1]:
                    country = self.knowledge.actor(sense.actor_id).country
                    if country is not None and sense.kind in ("city", "capital"):
                        yield country

    def _country_of_kicker(self) -> str | None:
        """Return the country under whose name a brief stands: "LIBERIA: Rebels attacked ..."."""
        for furniture in self.article.removed:
            if furniture.rule == "kicker":
                for match in self.knowledge.match(furniture.text.split(), capitals=True):
                    for sense in match.senses[:1]:
                        actor = self.knowledge.actor(sense.actor_id)
                        return actor.country if actor.kind == "state" else None
        return None

    def _dateline(self) -> list[str]:
        """Return the first words of "GENEVA, March 12 (TASS) -", part by part."""
        line = next((f.text for f in self.article.removed if f.rule == "dateline"), "")
        return [part.strip() for part in _DATELINE.split(line)[:2]]

    def _city_of_dateline(self) -> Place | None:
        """Return the city where the article is written; of several of one name the best known."""
        for city in self.knowledge.city(self._dateline()[0].title())[:1]:
            return Place(city.name, city.country)
        return None

    def _country_of_dateline(self) -> str | None:
        """Return the country from which the article is written: "MANILA, June 1 (Reuters) -".

        From where many countries are reported on tells only where the article names none.
        """
        parts = self._dateline()
        city = parts[0].lower()
        if not city or (city in word_class("news_hubs") and self.countries):
            return None
        for part in reversed(parts):
            for match in self.knowledge.match(part.split(), capitals=True):
                for sense in match.senses[:1]:
                    return self.knowledge.actor(sense.actor_id).country
        return None

    def _introduce_person(self, name: Name, head: Word) -> None:
        bodies, roles = self.bodies(head, self.names), self._roles(head, self.names)
        beside = self._bodies_of_office_beside(head)
        international = [body for body in beside if body.kind == "intergovernmental_organization"]
        bodies = bodies if roles & STATE_ROLES else [*international, *bodies]
        own = "commander" not in roles  # "the Belgian commander of U.N. troops"
        bodies = bodies or [
            body for body in beside if body.kind != "agency" and (own or body.kind != "state")
        ]
        if not bodies and head.dep == "appos":  # "Qatar's emir, Sheikh Hamad"
            bodies = self.bodies(head.head, self.names)
        home = (self.country_of_office(self.names) or self.scene) if roles and not bodies else None
        if home is None and not bodies and roles & STATE_ROLES and self.reported_from in self.countries:
            home = self.reported_from  # "COLOMBO - ... Deputy Defence Minister X asked"
        former = self._is_former(head)
        chosen_by = self._body_that_appointed(head)
        self.people.introduce(
            Introduction(name, head, bodies, roles, home, self.countries, former, chosen_by)
        )

    def _bodies_of_office_beside(self, head: Word) -> list[ActorRef]:
        """Return whose office an apposition gives: "Norwegian diplomat X, the UN envoy" acts for the UN."""
        beside = [w for w in head.all("appos") if min(part.i for part in w.subtree()) <= head.i + 2]
        titles = [self.names.titles.get(w.i) for w in beside]
        return [
            body
            for word, match in zip(beside, titles, strict=True)
            if match is not None and match.title.role and not self.is_former_office(word)
            for body in self.bodies(word, self.names)
        ]

    def _body_that_appointed(self, head: Word) -> ActorRef | None:
        """Return for which body of states a person acts because it chose him: "X, appointed by the Union"."""
        chosen_by = (body for word in appointers(head) for body in self._body_of(word, self.names))
        return next((body for body in chosen_by if body.kind == "intergovernmental_organization"), None)

    def entrust_by_owner(self, word: Word) -> None:
        """Read "its ambassador, X" and "X, the movement's chief": a person acts for whom the title's owner means."""
        word = word if word.i in self.names.at else word.child("appos") or word
        name = self.names.at.get(word.i)
        member = self.people.find(name) if name is not None and self.people.is_person(name) else None
        if member is None or not member.titles - OWN_ROLES:
            return
        for title in self._title_words(word):
            owner = title.child("poss")
            if title.i not in self.names.titles or owner is None or self.is_former_office(title):
                continue
            if owner.lower in pronouns.PERSONAL and member.acts_for is None:
                member.entrust(next(iter(self._body_of(owner, self.names)), None), BY_TITLE)
            elif owner.i in self.names.titles and owner.i not in self.names.at:
                groups = (
                    who.actor for who in self.who(owner) if who.actor.kind in FOLLOWED and not who.actor.local
                )
                member.entrust(next(groups, None), BY_TITLE)

    def _note_kin(self, parse: Parse) -> None:
        names = self._names[parse.sentence.index]
        for word in parse.words:
            if word.lemma in pronouns.KIN:
                self.people.note_kin(word, names)

    def _from_kin(self, word: Word) -> list[Resolved]:
        owner = word.child("poss")
        owners = self.who(owner) if owner is not None else []
        member = self.cast.kin(word.lemma, owners[0].actor.id if owners else None)
        return [self._person(member, self.phrase(word), f"the article's {word.lower}")] if member else []

    def _apposed_people(self, word: Word) -> list[Resolved]:
        """Find whom a title is apposed to: "Trump's envoy, Keith Kellogg", "the rivals Kiir and Machar"."""
        first = word
        while first.dep == "conj" and first.head.pos == "NOUN":
            first = first.head  # "Tsikhanouski, a blogger and activist"
        # "a member of parliament, Mohammed Mamoun": the parser apposes the name to the nearer noun.
        nearer = [part for prep in word.all("prep") for noun in governed(prep) for part in noun.all("appos")]
        for other in (*word.all("appos"), *([first.head] if first.dep == "appos" else []), *nearer):
            name = self.names.at.get(other.i)
            if name is not None and self.people.is_person(name):
                member = self.people.find(name)
                if member is not None:
                    hint = "mediator" if self._is_mediator(other, self.names) else None
                    found = [replace(self._person(member, self._span(name), "in apposition"), hint=hint)]
                    if word.tag == "NNS" and other.head is word:
                        found.extend(who for w in other.all("conj") for who in self.who(w))
                    return found
        return []
