"""Descriptions of states: "the government", "both countries", "the Russian side", "the North"."""

from __future__ import annotations

from dataclasses import replace

from loaders.extraction import pronouns
from loaders.extraction.cast import Resolved
from loaders.extraction.institutions import Institutions
from loaders.extraction.names import is_organization_label
from loaders.extraction.parses import Word
from loaders.extraction.phrases import is_other
from loaders.extraction.syntax import governed, subject_of
from loaders.records import ActorRef, Span


class StateDescriptions(Institutions):
    """Which states a noun for a state, its government or its delegation means."""

    def _states_themselves(
        self, word: Word, bodies: list[ActorRef], plural: bool, span: Span
    ) -> list[Resolved]:
        sent = [
            w
            for prep in word.all("prep")
            if prep.lower in ("from", "of", "representing", "in" if word.lemma == "government" else "of")
            for w in governed(prep)
        ]
        unmodified = word.child("poss", "amod", "compound") is None
        if unmodified and (facing := self.government_beside(word)):
            return [Resolved(facing, span, None, f"the {word.lower} whom the group beside it faces")]
        if sent and unmodified and (found := [who for w in sent for who in self.who(w)]):
            return [replace(who, span=span) for who in found]
        if bodies:
            return [Resolved(body, span, None, f"{word.lower} of {body.name}") for body in bodies]
        if is_other(word) and word.child("poss", "compound") is not None:
            others = self.cast.local("population", span.text)
            return [Resolved(others, span, None, "others than whose they are", plural=True)]
        led = [
            who
            for v in word.all("acl")
            if v.lemma in ("lead", "head")
            for w in subject_of(v)
            for who in self.who(w)
        ]
        if led and led[0].acts_for is not None:
            return [Resolved(led[0].acts_for, span, None, f"the {word.lower} that {led[0].actor.name} leads")]
        senders = [c for c in word.all("compound", "nmod", "poss") if self._is_unknown_body(c)]
        if senders:
            return [replace(who, span=span) for c in senders for who in self.who(c)]
        if plural or word.lemma in ("side", "team"):
            return pronouns.resolve_group(word, self.parse, self.cast)
        owner = word.child("poss")
        if owner is not None:
            return self._state_of_owner(word, owner, span)
        another = word.lemma == "delegation" and word.child("amod", "compound") is not None
        if another or not is_definite(word):
            return []  # "the first Western delegation" is not one told of before
        return self._state_of_form(word, span)

    def _is_unknown_body(self, word: Word) -> bool:
        """Tell "CNARED delegates", sent by a body that the actor data does not know."""
        name = self.names.at.get(word.i)
        return name is not None and not name.senses and is_organization_label(name.label)

    def _state_of_owner(self, word: Word, owner: Word, span: Span) -> list[Resolved]:
        """Return the state of "Colonel X's government", and nobody where nothing tells the owner's country."""
        for one in self.who(owner):
            state = self.knowledge.state(one.actor.country) if one.actor.country else None
            if state is not None:
                because = f"the {word.lower} of {one.actor.name}, of {state.name}"
                return [Resolved(state.reference(), span, None, because)]
        return []

    def _state_of_form(self, word: Word, span: Span) -> list[Resolved]:
        """Return the state that "the government" or "the kingdom" means; the article's only kingdom, unless told."""
        fitting = self.knowledge.forms.get(word.lemma)
        home = self.knowledge.state(self.scene) if self.scene and word.lemma == "government" else None
        if home is not None:
            return [Resolved(home.reference(), span, None, f"{home.name} stands above the brief")]
        found = pronouns.resolve_state(word, self.parse, self.cast, fitting)
        among = self.countries if fitting is None and word.lemma == "government" else fitting or frozenset()
        only = self.countries & among if not found else frozenset()
        if self.reported_from and not found and word.lemma == "government":
            only = frozenset({self.reported_from})
        state = self.knowledge.state(next(iter(only))) if len(only) == 1 else None
        return (
            [Resolved(state.reference(), span, None, f"the {word.lower} of the only country named")]
            if state
            else found
        )

    def _half_of_a_country(self, word: Word) -> list[Resolved]:
        """Read "The North accused the South" where the article names North or South Korea."""
        half = word.text.capitalize()
        other = {"North": "South", "South": "North"}[half]
        for country in sorted(self.countries):
            state = self.knowledge.state(country)
            name = state.name if state is not None else ""
            if name.startswith((half, other)):
                for sense in self.knowledge.senses(name.replace(other, half, 1))[:1]:
                    meant = self.knowledge.actor(sense.actor_id).reference()
                    return [Resolved(meant, self.phrase(word), None, f"the {half} where {name} is named")]
        return []


def is_definite(word: Word) -> bool:
    """Tell "the ministers", "both ministers" and "its ministers"."""
    determiner = word.child("det")
    return word.child("poss") is not None or (
        determiner is not None and determiner.lower in ("the", "both", "all")
    )
