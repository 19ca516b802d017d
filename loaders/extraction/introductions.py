"""The first reading of an article: the names it gives in full, and what it says of those who bear them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.actors.records import Sense
from loaders.extraction import pronouns
from loaders.extraction.acronyms import settle_acronyms
from loaders.extraction.descriptions import Descriptions
from loaders.extraction.names import ORGANIZATION, Name, find_names, head_of
from loaders.extraction.parses import Parse, Word
from loaders.extraction.people import STATE_ROLES, Introduction
from loaders.records import ActorRef


class Introductions(Descriptions):
    """Reads whom the article introduces, before any of its sentences is resolved."""

    def introduce(self, parses: Sequence[Parse]) -> None:
        """Read the whole article for the names it gives in full, before any sentence is resolved."""
        for parse in parses:
            self._names[parse.sentence.index] = find_names(parse, self.knowledge)
        settle_acronyms(parses, self._names, self._may_be)
        self.countries = frozenset(self._countries_named())
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
            for word in self.parse.words[name.start : name.end]:
                word.named = word is not head and word.text[:1].isupper()

    def _is_organization(self, name: Name) -> bool:
        if name.senses:
            return self.knowledge.actor(name.senses[0].actor_id).kind not in ("person", "state", "population")
        return name.label == ORGANIZATION

    def _countries_named(self) -> Iterator[str]:
        for names in self._names.values():
            for name in names.each:
                for sense in name.senses[:1]:
                    country = self.knowledge.actor(sense.actor_id).country
                    if country is not None and sense.kind not in ("city", "capital", "surname"):
                        yield country

    def _introduce_person(self, name: Name, head: Word) -> None:
        bodies, roles = self.bodies(head, self.names), self._roles(head, self.names)
        if not roles & STATE_ROLES:
            bodies = [*self._bodies_of_office_beside(head), *bodies]
        if not bodies and head.dep == "appos":  # "Qatar's emir, Sheikh Hamad"
            bodies = self.bodies(head.head, self.names)
        home = self.country_of_office(self.names) if roles and not bodies else None
        former = self._is_former(head)
        self.people.introduce(Introduction(name, head, bodies, roles, home, self.countries, former))

    def _bodies_of_office_beside(self, head: Word) -> list[ActorRef]:
        """Return whose office an apposition gives: "Norwegian diplomat X, the UN envoy" acts for the UN."""
        titles = [self.names.titles.get(w.i) for w in head.all("appos")]
        return [
            body
            for word, match in zip(head.all("appos"), titles, strict=True)
            if match is not None and match.title.role and not self.is_former_office(word)
            for body in self.bodies(word, self.names)
            if body.kind == "intergovernmental_organization"
        ]

    def _note_kin(self, parse: Parse) -> None:
        names = self._names[parse.sentence.index]
        for word in parse.words:
            if word.lemma in pronouns.KIN:
                self.people.note_kin(word, names)
