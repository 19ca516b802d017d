"""Who takes which role in an event: frames applied to slots, with what its carriers and third parties add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loaders.extraction.actors import ActorResolver
from loaders.extraction.cast import Resolved
from loaders.extraction.companions import companions
from loaders.extraction.complements import COMPLEMENTS
from loaders.extraction.delegations import add_leads, add_signatories, gapped_signatures
from loaders.extraction.frames import is_pact
from loaders.extraction.mediations import Mediations, is_for_others
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Carried, Scene, Trigger
from loaders.extraction.settling import (
    add_mediating_hosts,
    follow_hints,
    is_nameless,
    leave_out_conveners,
    settled,
)
from loaders.extraction.sides import is_between_several, is_single, parties_between
from loaders.extraction.standing import is_none
from loaders.extraction.status import denies_part, participation_of, standing_at
from loaders.extraction.syntax import SUBJECT_DEPS, is_definite
from loaders.extraction.takers import Roles, Way
from loaders.extraction.targets import Targets
from loaders.extraction.third_parties import third_parties
from loaders.extraction.words import word_class

FROM_CARRIERS = frozenset({"agent", "undergoer"})
THIRD_PARTIES = ("mediator", "host", "guarantor", "observer", "delegation_lead", "signatory")
_AT_THE_TABLE = frozenset({"CONSULT", "AGREE", "RETREAT"})
HITTING = frozenset({"ASSAULT", "COERCE", "AID", "SANCTION", "PROTEST", "RETREAT", "CONCEDE"})


class RoleReader:
    """Fills the roles of the triggers of one sentence."""

    def __init__(self, scene: Scene, resolver: ActorResolver):
        self.scene = scene
        self.resolver = resolver
        self._read: dict[int, Roles] = {}
        self._targets = Targets(scene, resolver, self._taken_in)
        self.mediations = Mediations(scene, self.roles_of)

    def _taken_in(self, trigger: Trigger) -> Mapping[str, list[Resolved]]:
        return self.roles_of(trigger).taken

    def roles_of(self, trigger: Trigger) -> Roles:
        """Return who takes part in a trigger's event."""
        if trigger.word.i not in self._read:
            self._read[trigger.word.i] = Roles()
            self._read[trigger.word.i] = self._roles(trigger)
        return self._read[trigger.word.i]

    def _roles(self, trigger: Trigger) -> Roles:
        roles = Roles()
        for role, slots in trigger.frame.roles.items():
            for name in slots:
                found = self._fill(trigger, name, hit=role == "target")
                roles.add(role, found, way=Way(name, trigger.word))
        self._own_by_possessor(trigger, roles)
        roles = follow_hints(trigger, roles)
        self._leave_to_others(trigger, roles)
        for role, who, construction in third_parties(trigger, self.scene, self._who):
            roles.add(role, who, way=Way(construction))
        for link in trigger.carried:
            self._add_from_carrier(link, trigger, roles)
        attending = participation_of(trigger, self.scene)
        if attending is not None:
            present = {one.actor.id for one in self._fill(trigger, "agent")}
            self._mark_attending(roles, attending, present)
        self._add_from_content(trigger, roles)
        for consequence in trigger.consequences:
            part = self.roles_of(consequence)
            # "torpedoed the corvette, killing 46 sailors": whom the act hit is told already.
            hit = [one for one in part.get("target") if not roles.get("target") or not is_nameless(one)]
            roles.add("target", hit, way=Way("target of its part", consequence.word))
            if not roles.get("source"):
                roles.add("source", part.get("source"), way=Way("source of its part", consequence.word))
        if trigger.frame.id == "agree.verb.sign":
            for signer, side in gapped_signatures(trigger.word):
                beside = [*self._who([signer], trigger), *self._who([side], trigger)]
                roles.add("party", beside, way=Way("signs beside", trigger.word))
        add_signatories(trigger, roles)
        add_leads(trigger, self.scene, self.resolver, roles)
        for mediation in self.mediations.of(trigger):
            way = Way("mediator of", mediation.word)
            roles.add("mediator", self.roles_of(mediation).get("mediator"), way=way)
        add_mediating_hosts(trigger, roles)
        leave_out_conveners(trigger, roles)
        return settled(trigger, roles)

    def _leave_to_others(self, trigger: Trigger, roles: Roles) -> None:
        """Read "announced a truce between A and B": whoever holds or tells it is none of the two."""
        if trigger.frame.pos != "NOUN" or not (
            trigger.frame.type == "CONSULT" or is_pact(trigger.frame.type, trigger.frame.mode)
        ):
            return
        if is_between_several(trigger, self.scene):
            others = parties_between(trigger, self.scene, self._who)
            for one in self._fill(trigger, "agent"):
                if one.actor.id not in others:
                    roles.drop("party", one.actor.id, "tells or holds what is between others")

    def _add_from_carrier(self, link: Carried, trigger: Trigger, roles: Roles) -> None:
        """Add what a carrier's slots say; who "hosted but did not mediate" is denied as mediator."""
        if is_for_others(link, trigger, self.scene, self._who):
            way = Way("negotiated between others", link.verb)
            roles.add("mediator", self._who(self.scene.slot(link.verb, "subject"), trigger), way=way)
        apart = link.verb is not trigger.anchor or denies_part(trigger, self.scene)
        own = standing_at(link.verb, self.scene).status if apart else None
        status = own if own == "denied" else None
        for role, slots in link.support.roles.items():
            if role not in FROM_CARRIERS:
                for name in slots:
                    words = self.scene.slot(link.verb, name)
                    if name != "with" or not self._is_partner(words, link, trigger, roles):
                        hit = role == "target" and trigger.frame.type in HITTING
                        found = self._who(words, trigger, hit=hit)
                        roles.add(role, found, status, way=Way(name, link.verb))

    def _is_partner(self, words: list[Word], link: Carried, trigger: Trigger, roles: Roles) -> bool:
        """Tell "brokered the deal with Iran", a party, from "brokered with Iran the deal between A and B"."""
        if words and words[0].i < link.verb.i:
            return True  # "talks with them brokered by"
        if link.verb.lower.startswith("co-"):
            return False  # "co-chaired the conference with France"
        if link.verb.dep == "amod" or any(
            w in beside for _, _, beside in companions(self.scene.parse) for w in words
        ):
            return True  # "EU-mediated dialogue with Kosovo", "with Chad as observer"
        if not words or not link.verb.i < trigger.word.i < words[0].i:
            return False
        found = {ref.id for one in self._who(words, trigger) for ref in (one.actor, one.acts_for) if ref}
        between = self.scene.parse.words[trigger.word.i + 1 : words[0].i]
        return not roles.ids("party") - found and all(w.lower != "," for w in between)

    @staticmethod
    def _mark_attending(roles: Roles, status: str, present: set[str]) -> None:
        """Give those who attend their own status; "figures from its army did not" says nothing of a state."""
        for role in ("party", "source", "observer"):
            for one in list(roles.get(role)):
                if one.actor.id not in present:
                    continue
                if status == "denied" and one.actor.kind == "state" and not one.because.startswith("named"):
                    roles.drop(role, one.actor.id, "only some of its people stayed away")
                else:
                    roles.statuses[role, one.actor.id] = status

    # -- slots ---------------------------------------------------------------------------------------

    def _own_by_possessor(self, trigger: Trigger, roles: Roles) -> None:
        """Read "Sweden's arrest of an Iranian": with an "of" beside it, the possessor acts."""
        owners = self.scene.slot(trigger.word, "possessor")
        if trigger.frame.pos != "NOUN" or not owners or not self.scene.slot(trigger.word, "of"):
            return
        if {"of", "possessor"} <= set(trigger.frame.roles.get("target", ())):
            for one in self._who(owners, trigger):
                roles.drop("target", one.actor.id, 'the possessor acts, for an "of" names who is hit')
                roles.add("source", [one], way=Way("possessor", trigger.word))

    def _fill(self, trigger: Trigger, name: str, *, hit: bool = False) -> list[Resolved]:
        if name in FROM_CARRIERS:
            return self._from_carriers(trigger, name)
        if name == "modifier":
            return self._from_modifiers(trigger.word)
        if name in COMPLEMENTS:
            return self._who(self.scene.fillers(trigger.word, name), trigger)
        words = list(self.scene.slot(trigger.word, name))
        if not words and trigger.frame.pos == "NOUN" and name in ("by", "between"):
            # "the arrest of two monks by police": the parser hangs "by" on the monks.
            words = [w for inner in self.scene.slot(trigger.word, "of") for w in self.scene.slot(inner, name)]
        if trigger.frame.pos == "NOUN" and name not in ("subject", "object", "possessor", "of", "in"):
            for link in trigger.carried:
                words.extend(w for w in self.scene.slot(link.verb, name) if w is not trigger.word)
            for verb, used in self.scene.uses(trigger.word):
                if used not in ("object", "subject") or verb.lemma in word_class("talking_verbs"):
                    continue  # who discusses a truce with another is not said to have one with him
                if verb.lemma in self.scene.frames.operator_of:
                    words.extend(self.scene.slot(verb, name))
        return self._who(words, trigger, hit=hit and trigger.frame.type in HITTING)

    def _from_carriers(self, trigger: Trigger, name: str) -> list[Resolved]:
        """Return who acts in, or undergoes, what the carriers of a noun tell."""
        found: list[Resolved] = []
        for link in trigger.carried:
            for_others = is_for_others(link, trigger, self.scene, self._who) or _only_opens(
                link, trigger, self.scene
            )
            if name == "agent" and (for_others or _only_announces(link, trigger, self.scene)):
                continue
            for slot in link.support.roles.get(name, ()):
                found.extend(self._who(self.scene.slot(link.verb, slot), trigger))
        return found

    def _who(self, words: Iterable[Word], trigger: Trigger, *, hit: bool = False) -> list[Resolved]:
        found: list[Resolved] = []
        for word in words:
            if word is trigger.word or self._is_other_event(word, trigger):
                continue
            if word.dep == "pobj" and is_none(word):
                continue  # "with no outside mediator"
            if word.lower in word_class("said_of_objects") and word.head.lemma in ("take", "hold"):
                continue  # "took them hostage"
            if word.lemma in word_class("formats") and word.head.lower == "under":
                continue
            if word.lemma == "side" and word.head.lower in ("on", "by"):
                continue  # "on Russia's side" is with Russia, not against it
            named = self.resolver.hit(word) if hit else self.resolver.who(word)
            if trigger.frame.type in _AT_THE_TABLE and _is_a_side(word):
                named = [self.resolver.state_of(one) for one in named]
            found.extend(named)
        return found

    def _is_other_event(self, word: Word, trigger: Trigger) -> bool:
        other = self.scene.by_word.get(word.i)
        return other is not None and other is not trigger and word.dep not in SUBJECT_DEPS

    def _from_modifiers(self, noun: Word) -> list[Resolved]:
        """Read "Russia-Ukraine talks" and "Israeli raid": states that stand before a noun; cities are places."""
        found: list[Resolved] = []
        waiting = [c for c in noun.children if c.dep in ("compound", "amod", "nmod") and c.i < noun.i]
        while waiting:
            word = waiting.pop(0)
            if word.pos in ("VERB",):
                continue
            found.extend(self.resolver.modifier(word))
            waiting.extend(c for c in word.children if c.dep in ("compound", "nmod", "conj", "amod"))
        return found

    # -- what events bring to one another ------------------------------------------------------------

    def _add_from_content(self, trigger: Trigger, roles: Roles) -> None:
        frame = trigger.frame
        own = roles.ids("source", "party")
        if frame.type == "REJECT":  # a parliament may refuse its president
            own -= {r.acts_for.id for r in roles.get("source") if r.acts_for and r.actor.kind == "agency"}
        for content in trigger.content:
            inner = self.roles_of(content)
            for role in THIRD_PARTIES:
                if frame.type == "AGREE" and not (role == "host" and content.frame.mode == "visit"):
                    ahead = "planned" if content.frame.mode == "mediate" or content.frame.status else None
                    status = (frame.status or ahead) if role == "mediator" else None
                    roles.add(role, inner.get(role), status, way=Way(f"{role} of its content", content.word))
            if frame.type == "AGREE" and content.frame.type in ("AGREE", "CONSULT", "COOPERATE", "RETREAT"):
                parties = [r for r in inner.get("party") if r.actor.id not in own]
                way = Way("party of its content", content.word)
                if content.frame.mode == "mediate":
                    roles.add("target", parties, way=way)
                elif frame.symmetric or content.frame.type == "AGREE":
                    roles.add("party", parties, way=way)
                else:
                    roles.add("target", parties, way=way)
        if not roles.get("target"):
            several = len(roles.get("source")) + len(roles.get("party")) > 1
            concerned = self._targets.concerned(trigger, own, several=several)
            roles.add("target", concerned, way=Way("whom what it is about concerns"))


def _is_a_side(people: Word) -> bool:
    """Tell "the Norwegians" at a table, who are their state, from "some Norwegians" and "two Norwegians"."""
    listed = people.dep == "conj" or people.child("conj") is not None
    bare = all(c.dep in ("cc", "conj", "punct", "case") or c.lower == "the" for c in people.children)
    adjective = people.tag in ("JJ", "NNP") and people.child("det") is not None  # "the French"
    return (
        (people.tag in ("NNS", "NNPS") or adjective) and bare and (listed or people.child("det") is not None)
    )


def _only_opens(link: Carried, trigger: Trigger, scene: Scene) -> bool:
    """Tell "Mr Brahimi opened the conference", which is of others, from "Chad opened talks with Mali"."""
    if trigger.frame.type != "CONSULT" or link.verb.lemma not in word_class("opening"):
        return False
    acting = scene.slot(link.verb, "subject")
    own = scene.slot(trigger.word, "with") or scene.slot(link.verb, "with")
    return is_single(acting) and acting[0].entity == "PERSON" and is_definite(trigger.word) and not own


def _only_announces(link: Carried, trigger: Trigger, scene: Scene) -> bool:
    """Tell "Algeria announced the accord", which others made, from "Chad and Mali announced an accord"."""
    if trigger.frame.type != "AGREE" or link.verb.lemma not in ("announce", "declare"):
        return False
    if scene.slot(trigger.word, "with") or scene.slot(link.verb, "with"):
        return False
    return is_definite(trigger.word) or len(scene.slot(link.verb, "subject")) < 2
