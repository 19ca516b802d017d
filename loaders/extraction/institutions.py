"""Institutions that every state has: whose "the Senate" and "the army" are."""

from __future__ import annotations

from loaders.actors.records import Sense, Title
from loaders.extraction.cast import Resolved
from loaders.extraction.homelands import Homelands
from loaders.extraction.names import Name
from loaders.extraction.parses import Word
from loaders.extraction.words import word_class
from loaders.records import ActorRef

_CHAMBERS = {
    "congress": "with_a_congress",
    "senate": "with_a_senate",
    "representatives": "with_representatives",
}
"""By the last word of a chamber's name: the states that have one."""


class Institutions(Homelands):
    """Institutions told of by a name or noun that many states share."""

    def is_of_another_state(self, name: Name, sense: Sense, word: Word) -> bool:
        """Tell Peru's Congress from that of the state whose the bare name is, as a rule."""
        actor = self.knowledge.actor(sense.actor_id)
        if not sense.weak or actor.source != "agencies.csv" or actor.country is None:
            return False
        state = self._state_with(name, word, actor.country)
        return state is not None and state.country != actor.country

    def institution(self, name: Name, word: Word) -> list[Resolved]:
        """Return the chamber of the state that the text puts it in."""
        state = self._state_with(name, word, None)
        if state is None:
            return []
        body = self.cast.local("agency", f"{name.text} of {state.name}", state.country)
        return [Resolved(body, self._span(name), state, f"the {name.text} of {state.name}, spoken of here")]

    def _state_with(self, name: Name, word: Word, usual: str | None) -> ActorRef | None:
        """Return whose chamber it is: its owner's, that of where it sits, else of the one state spoken of."""
        owner = next((body for body in self.bodies(word, self.names) if body.country), None)
        if owner is not None:
            return owner
        code = self.country_around(word) or self.scene
        if code is None and usual not in self.countries:
            having = word_class(_CHAMBERS.get(name.text.lower().rsplit(maxsplit=1)[-1], ""))
            fitting = [country for country in self.countries if country.lower() in having]
            code = fitting[0] if len(fitting) == 1 else None
        state = self.knowledge.state(code) if code is not None else None
        return state.reference() if state is not None else None

    def army_of_before(self, word: Word, title: Title, bodies: list[ActorRef]) -> Resolved | None:
        """Return the one army the article spoke of, or the army of the one state it names."""
        if title.kind != "military" or title.name not in word_class("forces") or bodies:
            return None
        last = self.cast.last_force(self.parse.sentence.index, word.i)
        if last is not None or title.plural:
            return last
        code = self.scene or next(iter(self.countries if len(self.countries) == 1 else ()), None)
        state = self.knowledge.state(code) if code is not None else None
        if state is None or self.country_around(word) not in (None, code):
            return None
        army = self.cast.local("agency", f"{word.lower} of {state.name}", state.country)
        because = f"the {word.lower} of the only country named"
        return Resolved(army, self.phrase(word), state.reference(), because)

    def government_beside(self, word: Word) -> ActorRef | None:
        """Return the state of "the government and the M23": that of the group it is told with."""
        if word.lemma != "government" or word.tag != "NN":
            return None
        beside = [word.head] if word.dep == "conj" else word.all("conj")
        groups = (who.actor for one in beside for who in self.who(one))
        country = next((g.country for g in groups if g.kind in ("armed_group", "party") and g.country), None)
        state = self.knowledge.state(country) if country is not None else None
        return state.reference() if state is not None else None
