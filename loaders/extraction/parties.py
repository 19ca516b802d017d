"""Parties that stand elsewhere than in an event's own slots: beside it, above it, or earlier in the article."""

from __future__ import annotations

from dataclasses import replace

from loaders.extraction.drafts import Draft
from loaders.extraction.frames import is_pact
from loaders.extraction.memory import TALKS, Memory
from loaders.extraction.parses import Word
from loaders.extraction.roles import RoleReader
from loaders.extraction.scenes import Scene
from loaders.extraction.syntax import is_definite
from loaders.extraction.takers import THIRD_PARTIES, Way
from loaders.extraction.words import word_class

_OF_OUTCOME = frozenset({"after", "following", "during", "in", "at", "through"})
_TOPICS = ("in", "object", "on", "over", "to", "between")
_PLACES = frozenset({"GPE", "LOC", "NORP"})
_SIDES = frozenset({"state", "armed_group"})
_TALKS = TALKS | {"phone"}
_ACTING = _SIDES | {"person", "intergovernmental_organization"}
_NEGOTIATE_IT = "consult.verb.negotiate_it"
_SPEAKS = "speaks of its own talks with another"


def is_further(noun: Word) -> bool:
    """Tell "another meeting" and "a second summit", which go on with those told before."""
    return any(c.lower in word_class("further") for c in noun.children)


def _is_of_its_own(noun: Word) -> bool:
    """Tell "talks on the region of Darfur", which are not those just told of, from "the talks"."""
    topics = [
        topic for prep in noun.all("prep") if prep.lower in ("on", "over") for topic in prep.all("pobj")
    ]
    named = any(w.entity in ("GPE", "LOC") for topic in topics for w in topic.subtree())
    return named and not is_definite(noun) and not is_further(noun)


class Parties:
    """Completes the parties of the agreements and talks of one sentence."""

    def __init__(self, scene: Scene, roles: RoleReader, memory: Memory):
        self.scene = scene
        self.roles = roles
        self.memory = memory

    def bind(self, draft: Draft) -> None:
        """Add to an agreement those who act under it, to a meeting the one who receives."""
        self._add_those_bound(draft)
        self._add_company(draft)

    def complete(self, draft: Draft) -> None:
        """Complete the parties of talks: from beside, else from the talks the article is telling of."""
        noun = draft.trigger.word
        if draft.type == "CONSULT" and draft.trigger.frame.pos == "NOUN":
            self._add_acting(draft)
        if draft.trigger.frame.id == _NEGOTIATE_IT:
            self.memory.add_known_parties(draft)
            return
        if _is_made_by_others(draft):
            self.memory.add_those_who_agreed(draft, self.scene.parse.words)
        if draft.type == "CONSULT" and draft.mode == "mediate" and not draft.roles.get("party"):
            self._add_those_mediated_between(draft)
        if draft.type != "CONSULT" or draft.mode not in _TALKS or len(draft.roles.get("party")) > 1:
            return
        if draft.trigger.frame.pos != "NOUN" and not draft.roles.get("delegation_lead"):
            return
        if noun.lemma in word_class("many_sided"):
            return
        if noun.lemma in word_class("single_meetings") and not (is_definite(noun) or is_further(noun)):
            return
        self._add_meeting(draft)
        self._add_beside(draft)
        self._add_speaking(draft)
        self._add_addressee(draft)
        if len(draft.roles.get("party")) < 2 and draft.mode in TALKS and not _is_of_its_own(noun):
            self.memory.add_known_parties(draft)

    def _add_those_mediated_between(self, draft: Draft) -> None:
        """Add between whom one mediates, where the sentence only says "Norway mediated"."""
        told = draft.status not in ("hypothetical", "denied") and draft.roles.get("mediator")
        elsewhere = (
            w
            for host in dict.fromkeys((draft.trigger.word, draft.trigger.anchor))
            for name in _TOPICS
            for topic in self.scene.slot(host, name)
            for w in topic.subtree()
        )
        if not told or any(w.entity in _PLACES for w in elsewhere):
            return
        made = self.scene.slot(draft.trigger.word, "object") if draft.trigger.frame.pos == "VERB" else []
        if any(self.memory.is_another(noun, self.scene.parse.words) for noun in made):
            return
        self._add_beside(draft)
        if not draft.roles.get("party"):
            self.memory.add_known_parties(draft)

    def _add_meeting(self, draft: Draft) -> None:
        """Add who acts in the clause that describes talks: "the meetings at which A and B prepared"."""
        if draft.roles.get("party"):
            return
        for clause in draft.trigger.word.all("relcl"):
            if any(
                c.tag == "WDT"
                for prep in clause.all("prep")
                if prep.lower in ("at", "in")
                for c in prep.children
            ):
                who = [one for w in self.scene.slot(clause, "subject") for one in self.scene.who(w)]
                third = draft.roles.ids("mediator", "host", "observer", "guarantor")
                acting = [one for one in who if one.actor.kind in _ACTING and one.actor.id not in third]
                draft.roles.add("party", acting, way=Way("subject", clause))

    def _add_acting(self, draft: Draft) -> None:
        """Add who acts upon talks with another: "Russia rejoined the deal after calls with Ankara"."""
        noun = draft.trigger.word
        partners = {who.actor.id for w in self.scene.slot(noun, "with") for who in self.scene.who(w)}
        parties = {one.actor.id for one in draft.roles.get("party")}
        while noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.lemma in word_class("rounds"):
            noun = noun.head.head  # "after five hours of talks with"
        if noun.dep != "pobj" or not parties or not parties <= partners:
            return
        verb = noun.head.head
        if noun.head.lower == "for" and verb.dep == "ROOT" and verb.pos == "PROPN":
            acting = self.scene.who(verb)  # "Carter in Pyongyang for talks with Kim"
        elif noun.head.lower in _OF_OUTCOME and verb.pos in ("VERB", "AUX"):
            acting = [who for w in self.scene.slot(verb, "subject") for who in self.scene.who(w)]
        else:
            return
        third = draft.roles.ids("mediator", "host", "observer", "guarantor")
        because = f"acts upon its {noun.lower} with another"
        fitting = [w for w in acting if w.actor.kind in _ACTING and w.actor.id not in third]
        draft.roles.add("party", [replace(w, because=because) for w in fitting], way=Way("subject", verb))

    def _add_speaking(self, draft: Draft) -> None:
        """Add the speaker for one side: "The Kremlin said that talks with Ukraine would resume"."""
        hosts = (draft.trigger.word, draft.trigger.anchor)
        if len(draft.roles.get("party")) != 1 or not any(self.scene.slot(host, "with") for host in hosts):
            return
        there = draft.roles.ids("party", "mediator", "host", "observer", "guarantor")
        for verb in draft.trigger.anchor.ancestors():
            if verb.lemma in word_class("saying"):
                speakers = [who for w in self.scene.slot(verb, "subject") for who in self.scene.who(w)]
                sides = [
                    replace(who, actor=who.acts_for or who.actor, acts_for=None, because=_SPEAKS)
                    for who in speakers
                    if who.hint is None
                ]
                fitting = [s for s in sides[:1] if s.actor.kind in _SIDES and s.actor.id not in there]
                draft.roles.add("party", fitting, way=Way("subject", verb))
                return

    def _add_addressee(self, draft: Draft) -> None:
        """Add to whom it is said in a talk: "Merkel told Putin in a phone call"."""
        noun = draft.trigger.word
        if len(draft.roles.get("party")) > 1 or noun.child("poss") or self.scene.slot(noun, "with"):
            return
        for link in draft.trigger.carried:
            if link.support.beside:
                words = [w for name in ("object", "to") for w in self.scene.slot(link.verb, name)]
                heard = [one for w in words for one in self.scene.who(w) if one.actor.kind in _ACTING]
                own = draft.roles.ids("party")
                fitting = [one for one in heard if one.actor.id not in own and not one.actor.local]
                draft.roles.add("party", fitting, way=Way("object", link.verb))

    def _add_beside(self, draft: Draft) -> None:
        """Add the parties of what came of the talks: "A and B agreed to ... after talks brokered by C"."""
        noun = draft.trigger.word
        while noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.lemma in word_class("rounds"):
            noun = noun.head.head  # "after four days of talks"
        prep = noun.head
        if draft.roles.get("party") or noun.dep != "pobj" or prep.lower not in _OF_OUTCOME:
            return
        above = [prep.head, *prep.head.ancestors()]
        above += [w for verb in above for w in verb.all("xcomp")]  # "failed to agree"
        if prep.head.lemma in word_class("saying"):
            above += prep.head.all("ccomp")  # "A and B agreed, he announced after ten days of talks"
        for other in self.scene.triggers:
            if other.anchor in above and other is not draft.trigger:
                parties = self.roles.roles_of(other).get("party")
                if len(parties) > 1:
                    because = f"party to what the {draft.trigger.word.lower} led to"
                    way = Way("party of", other.word)
                    draft.roles.add("party", [replace(r, because=because) for r in parties], way=way)
                    return

    def _add_those_bound(self, draft: Draft) -> None:
        """Give an agreement the parties of what is done under it: "resumed ties in a deal brokered by"."""
        noun = draft.trigger.word
        known = draft.roles.get("party")
        pact = is_pact(draft.type, draft.mode) and draft.trigger.frame.pos == "NOUN"
        if pact and not known and draft.trigger.carried:
            self._add_those_who_reached_it(draft)
        if not pact or len(known) > 1 or noun.dep != "pobj":
            return
        verb = noun.head.head
        while verb.pos == "NOUN" and verb.dep in ("pobj", "dobj"):
            verb = (
                verb.head.head if verb.dep == "pobj" else verb.head
            )  # "ended a year of fighting with an accord"
        if noun.head.lower == "with" and verb.lemma in word_class("ending"):
            acting = [one for w in self.scene.slot(verb, "subject") for one in self.scene.who(w)]
            if len({one.actor.id for one in acting}) > 1 and not known:
                draft.roles.add("party", acting, way=Way("subject", verb))  # "ended the war with an accord"
            return
        if noun.head.lower not in word_class("bound_by") or verb.pos not in ("VERB", "AUX"):
            return
        done = next((t for t in self.scene.triggers if t.anchor is verb or t.word is verb), None)
        if done is None:
            return
        roles = self.roles.roles_of(done)
        bound = roles.get("party") or (roles.get("source") if known else [])
        told_apart = known or draft.roles.get("mediator") or not is_definite(noun)
        if told_apart and (known or len(bound) > 1):
            third = draft.roles.ids("mediator", "guarantor", "observer")
            because = f"party to what the {noun.lower} led to"
            named = [r for r in bound if r.actor.id not in third and r.actor.kind != "population"]
            way = Way("who acts in", done.word)
            draft.roles.add("party", [replace(r, because=because) for r in named], way=way)

    def _add_those_who_reached_it(self, draft: Draft) -> None:
        """Add who talked it out: "the accord was reached after weeks of talks between A and B"."""
        verb = draft.trigger.anchor
        for talks in self.scene.triggers:
            if talks.frame.type != "CONSULT" or talks.frame.pos != "NOUN":
                continue
            word = talks.word
            while word.dep == "pobj" and word.head.lower == "of":
                word = word.head.head  # "after weeks of talks"
            if word.dep == "pobj" and word.head.lower in _OF_OUTCOME and word.head.head is verb:
                way = Way("party of", talks.word)
                draft.roles.add("party", self.roles.roles_of(talks).get("party"), way=way)

    def _add_company(self, draft: Draft) -> None:
        """Add to a meeting that has one party the subject of the verb it hangs on: "X greets Y, meet at"."""
        word = draft.trigger.word
        if draft.mode != "meet" or draft.trigger.frame.pos != "VERB" or len(draft.roles.get("party")) != 1:
            return
        if word.dep in ("ccomp", "xcomp") and word.head.lemma in word_class("greeting"):
            greeting = [r for w in self.scene.slot(word.head, "subject") for r in self.scene.who(w)]
            draft.roles.add("party", greeting, way=Way("subject", word.head))


def _is_made_by_others(draft: Draft) -> bool:
    """Tell "the accord was negotiated by the envoy", which says who helped to make it and not whose it is."""
    helped = any(draft.roles.get(role) for role in THIRD_PARTIES)
    word = draft.trigger.word
    return draft.type == "AGREE" and helped and not draft.roles.get("party") and is_definite(word)
