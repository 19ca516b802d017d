"""Descriptions: titles, kin, apposition and possession, for those a sentence does not name."""

from __future__ import annotations

from dataclasses import replace

from loaders.actors.records import Title, TitleMatch
from loaders.extraction import pronouns
from loaders.extraction.cast import Resolved
from loaders.extraction.parses import Word
from loaders.extraction.people import HEADS, OWN_ROLES
from loaders.extraction.phrases import BODIES, is_other
from loaders.extraction.state_descriptions import StateDescriptions, is_definite
from loaders.extraction.syntax import governed
from loaders.extraction.words import word_class
from loaders.records import ActorRef, Span

_STATE_ITSELF = frozenset({"collective_state", "delegation"})
_STATE_IF_PLURAL = frozenset(
    {"officials", "adviser", "negotiator", "envoy", "mediator", "diplomat", "observer"}
)
_HINTS = frozenset({"mediator", "observer", "guarantor", "host"})
_FOR_A_STATE = frozenset(
    {"office", "spokesperson", "envoy", "diplomat", "negotiator", "adviser", "official", "officials", "leader",
     "military_officer", "legislator", "judiciary", "mediator", "commander"}
)  # fmt: skip
_OF_A_CALLING = frozenset(
    {"military_officer", "judiciary", "legislator", "official", "officials", "diplomat", "adviser"}
)
"""Whoever was named before need not be of this calling: "the generals" are not those they arrested."""
_KIND_OF_TITLE = {
    "military": "agency",
    "weapon": "agency",
    "police": "agency",
    "agency": "agency",
    "peacekeepers": "agency",
    "judiciary": "person",
    "rebels": "armed_group",
    "party": "party",
    "opposition": "party",
    "company": "company",
    "outlet": "outlet",
    "organization": "party",
    "civilians": "population",
    "protesters": "population",
    "detainees": "population",
    "journalists": "population",
    "activist": "population",
}
_FIGHTERS = frozenset({"person", "agency", "armed_group"})  # "the two generals", or who fights under them
_LEADING = ("leader", "head_of_body", "secretary_general", "high_representative")
_GROUPS = frozenset({"rebels", "organization"})
_NAMED_BESIDE = frozenset({"collective_state", "organization", "party", "opposition", *_GROUPS})
_FORCES = frozenset({"military", "peacekeepers"})
"""Forces that may have a name of their own: "the West African force ECOMOG"."""
_GROUP_NOUNS = {
    "armed_group": "armed_group_nouns",
    "intergovernmental_organization": "organization_nouns",
    "party": "party_nouns",
    "company": "company_nouns",
}
"""By which nouns a group named before is called again: "the rebels", "the bloc", "the party"."""


class Descriptions(StateDescriptions):
    """Who a description stands for: "the Ukrainian president", "his wife", "two Russian soldiers"."""

    def _from_title(self, word: Word, match: TitleMatch) -> list[Resolved]:
        title = match.title
        span = self.phrase(word)
        bodies = self.bodies(word, self.names) or self._only_state_with(title)
        apposed = self.apposed_bodies(word, title)
        if apposed:
            return apposed
        if title.kind in _STATE_ITSELF or (title.plural and title.kind in _STATE_IF_PLURAL and bodies):
            hint = title.kind if title.kind in _HINTS else None
            states = self._states_themselves(word, bodies, title.plural, span)
            return [replace(who, hint=hint) for who in states]
        if not bodies and title.kind == "mediator" and title.plural:
            return pronouns.resolve_mediators(word, self.cast) if is_definite(word) else []
        if title.kind == "united_nations":
            body = self.knowledge.body("un")
            return [Resolved(body.reference(), span, None, f"the {title.name}")] if body else []
        if title.kind == "counterpart":
            return self._counterpart(word, title, span)
        if title.role and not title.plural:
            holder = self._former_holder if self.is_former_office(word) else self._office_holder
            found = holder(word, title.role, bodies, span)
            if found is not None:
                return [found]
        told_before = not bodies or title.kind in _GROUPS
        named = self._senders(word, title, bodies)
        named = named or (self._told_before(word, match, bodies, span) if told_before else [])
        if named:
            return named
        if not bodies and self._is_nobody(word, title):
            return []
        hint = title.kind if title.kind in _HINTS else None
        return [replace(who, hint=hint) for who in self._unnamed(word, title, bodies, span)]

    def _senders(self, word: Word, title: Title, bodies: list[ActorRef]) -> list[Resolved]:
        """Read "envoys of Laurent Gbagbo and Guillaume Soro": they stand for who sent them."""
        if bodies or not title.plural or word.lemma not in word_class("spoken_for"):
            return []
        preps = [prep for prep in word.all("prep") if prep.lower in ("of", "for")]
        sent_by = [who for prep in preps for part in governed(prep) for who in self.who(part)]
        return sent_by if len(sent_by) > 1 and all(who.actor.kind == "person" for who in sent_by) else []

    def _only_state_with(self, title: Title) -> list[ActorRef]:
        """Return whose an office is that one state alone has: "the pontiff"."""
        state = self.knowledge.state(title.state) if title.state else None
        return [state.reference()] if state is not None else []

    @staticmethod
    def _are_others(word: Word) -> bool:
        """Tell "the coup leaders", whom their own word describes, from "the rival leaders" named before."""
        described = [c.lower for c in word.all("amod", "compound") if c.i < word.i]
        return any(each not in word_class("of_several") | word_class("followers") for each in described)

    def _is_nobody(self, word: Word, title: Title) -> bool:
        """Tell titles that alone name nobody: "missiles", "an organisation", "the use of force"."""
        if title.kind == "organization":
            return self.country_around(word) is None
        return title.kind == "weapon" or (word.lower == "force" and not word.children)

    def _told_before(
        self, word: Word, match: TitleMatch, bodies: list[ActorRef], span: Span
    ) -> list[Resolved]:
        """Return whom "the rebels" and "the ministers" mean, where the article named them before."""
        title = match.title
        if not is_definite(word):
            return []
        if title.plural and title.name == "party" and not bodies:
            sides = pronouns.resolve_group(word, self.parse, self.cast)
            if sides:
                return sides
        before = self._spoken_of_before(word, title) or self.army_of_before(word, title, bodies)
        # "the Basque group" is the group named before, if it is of that country.
        if before is not None and (not bodies or bodies[0].country == before.actor.country is not None):
            return [replace(before, span=span, plural=title.plural)]
        counted = pronouns.is_counted(word)  # "the two generals"
        if (
            not bodies
            and title.plural
            and (counted or not self._are_others(word))
            and title.kind in _FOR_A_STATE - (frozenset() if counted else _OF_A_CALLING)
        ):
            kinds = _FIGHTERS if title.kind in _OF_A_CALLING else frozenset[str]()
            group = pronouns.resolve_group(word, self.parse, self.cast, kinds)
            if title.kind == "commander" or self._leads_followers(word, match):  # "the guerrilla leaders"
                return [who for who in group if side_kind(who) in ("armed_group", "party")]
            return group
        return []

    def _office_holder(self, word: Word, role: str, bodies: list[ActorRef], span: Span) -> Resolved | None:
        body = bodies[0] if len(bodies) == 1 else None
        if _is_another(word) or (body is None and not is_definite(word)):
            return None  # "an American president" is no particular one
        member = self.cast.titled(role, body)
        if member is None and role == "leader" and body is not None:
            member = self.cast.head_of(body, HEADS)
        if member is not None:
            return self._person(member, span, f"the article's {word.lower}")
        if body is None:
            return None
        holder = self._holder(role, body, span)
        return holder if holder or self._heads_a_part(word) else self._leader(role, body, span)

    def _former_holder(self, word: Word, role: str, bodies: list[ActorRef], span: Span) -> Resolved | None:
        """Return the only one the article named who once held an office: "the former Nigerian president"."""
        if len(bodies) != 1 or bodies[0].kind not in BODIES or not is_definite(word):
            return None
        asked = HEADS if role == "leader" else {role}
        held = [
            member
            for member in self.cast.members()
            if not member.actor.local
            and any(
                office.role in asked and office.body == bodies[0].id
                for office in self.knowledge.offices(member.actor.id, None)
            )
        ]
        if len(held) != 1:
            return None
        return self._person(held[0], span, f"the article's former {word.lower} of {bodies[0].name}")

    def _leader(self, role: str, body: ActorRef, span: Span) -> Resolved | None:
        """Return the one who leads: "the Soviet leader", "the PLO chairman", "the NATO chief"."""
        if role not in _LEADING or self.day is None:
            return None
        asked = ("leader", "supreme_leader") if body.kind == "state" else _LEADING
        found = {a.id: a for r in asked for a in self.knowledge.holders(r, body.id, self.day)}
        if body.kind == "state" and not found and role == "leader":
            asked = ("head_of_state", "head_of_government")
            found = {a.id: a for r in asked for a in self.knowledge.holders(r, body.id, self.day)}
        if len(found) != 1:
            return None
        [leader] = found.values()
        because = f"led {body.name} on {self.day}"
        return Resolved(leader.reference(), span, body, because, leader.gender, by_office=True)

    def _heads_a_part(self, word: Word) -> bool:
        """Tell "the UN human rights chief", who heads a part of it, from "the UN chief"."""
        match = self.names.titles.get(word.i)
        own = range(match.start, match.end) if match is not None else range(0)
        before = [c for c in word.all("compound", "nmod") if c.i not in own and c.pos == "NOUN"]
        return any(c.i not in self.names.at for c in before)

    def _holder(self, role: str, body: ActorRef, span: Span) -> Resolved | None:
        """Return who held an office on the article's day, if it is one that one person holds."""
        known = self.day is not None and role not in word_class("many_held_roles")
        holders = self.knowledge.holders(role, body.id, self.day) if known else ()
        if len(holders) != 1:
            return None
        because = f"held the office on {self.day}"
        return Resolved(holders[0].reference(), span, body, because, holders[0].gender, by_office=True)

    def _counterpart(self, word: Word, title: Title, span: Span) -> list[Resolved]:
        """Read "Lavrov met his Syrian counterpart": who held Lavrov's office for Syria."""
        owner = word.child("poss")
        owners = self.who(owner) if owner is not None else []
        modifiers = word.all("amod", "compound", "nmod")
        bodies = [ref for part in modifiers for ref in self._body_of(part, self.names)]
        for prep in word.all("prep"):
            if prep.lower in ("from", "of"):
                bodies += [ref for part in governed(prep) for ref in self._body_of(part, self.names)]
        if title.name != "counterpart" or not bodies:
            return []  # "his successor": nobody whom the text names
        member = self.cast.member(owners[0].actor.id) if owners else None
        roles = sorted((member.titles or member.roles) if member is not None else ())
        found = []
        for body in dict.fromkeys(bodies):
            if title.plural and not any(o.actor.kind == "person" for o in owners):
                # "negotiators met their Russian counterparts": the states' people
                found.append(Resolved(body, span, None, f"{word.lower} of {body.name}"))
                continue
            held = (self._holder(role, body, span) for role in roles)
            holder = next(filter(None, held), None)
            if holder is None:
                actor = self.cast.local("person", f"{title.name} of {body.name}", body.country)
                holder = Resolved(actor, span, body, f"a counterpart of {body.name}", plural=title.plural)
            found.append(holder)
        return found

    def apposed_bodies(self, word: Word, title: Title | None = None) -> list[Resolved]:
        """Read "the main rebel group, the FDLR," and "its ally Hezbollah": the name says who it is.

        "Guerrillas of the URNG" are the URNG.
        """
        if title is not None and title.kind not in _NAMED_BESIDE | _FORCES:
            return []
        joined = word.child(
            "cc", "conj"
        )  # "the government and the Front (TPLF)": the Front's, not the government's
        beside = [w for w in word.all("appos") if joined is None or w.i < joined.i]
        if title is not None and title.kind == "rebels":
            beside += [w for prep in word.all("prep") if prep.lower == "of" for w in governed(prep)]
        named = (w for w in beside if (n := self.names.at.get(w.i)) and not self.people.is_person(n))
        kinds = BODIES if title is None or title.kind == "collective_state" else BODIES - {"state", "agency"}
        kinds |= {"company"} if title is None else frozenset()
        return [who for other in named for who in self.who(other) if who.actor.kind in kinds]

    def _spoken_of_before(self, word: Word, title: Title) -> Resolved | None:
        """Return the group that "the rebels", "the bloc" or "the party" means: the last one of its kind."""
        kinds = frozenset(kind for kind, nouns in _GROUP_NOUNS.items() if title.name in word_class(nouns))
        if not kinds:
            return None
        last = self.cast.last_of(kinds, self.parse.sentence.index, word.i)
        if last is None:
            return None
        return replace(last, because=f"the {word.lower} spoken of before, {last.actor.name}")

    def _unnamed(self, word: Word, title: Title, bodies: list[ActorRef], span: Span) -> list[Resolved]:
        """Make local actors for a description that names nobody: "Fijian rebels", "a senior U.S. official"."""
        kind, plural = _KIND_OF_TITLE.get(title.kind, "person"), title.plural
        if not bodies:
            country = self.country_around(word) or self.country_of_scene(word, title)
            actor = self.cast.local(kind, span.text, country)
            return [Resolved(actor, span, None, "described, not named", plural=plural)]
        found = []
        for body in bodies:
            theirs = body.kind == "intergovernmental_organization" and (plural or kind == "agency")
            fighters = plural and kind == "armed_group" and body.kind in ("armed_group", "party")
            if theirs or (fighters and word.child("nummod") is None):  # "UNITA rebels", not "two of them"
                found.append(Resolved(body, span, None, f"{title.name} of {body.name}"))
                continue
            holder = self._holder(title.role, body, span) if plural and title.role else None
            if holder is not None:  # "the presidents of Rwanda and Burundi"
                found.append(holder)
                continue
            name = span.text if len(bodies) == 1 else f"{title.name} of {body.name}"
            actor = self.cast.local(kind, name, body.country)
            acts_for = body if kind in ("person", "agency") and self._holds_office(word, title) else None
            found.append(Resolved(actor, span, acts_for, f"described, of {body.name}", plural=plural))
        return found

    def _holds_office(self, word: Word, title: Title) -> bool:
        return not self.is_former_office(word) and title.role not in OWN_ROLES

    def _from_possession(self, word: Word) -> list[Resolved]:
        """Take what belongs to a state for the state: "Russian air bases" are hit, so is Russia."""
        if word.pos not in ("NOUN", "PROPN") or word.lemma in word_class("never_acted_on"):
            return []
        if is_other(word):
            return self._states_themselves(
                word, self.bodies(word, self.names), word.tag == "NNS", self.phrase(word)
            )
        apposed = self.apposed_bodies(word)  # "the Russian gas giant Gazprom"
        if apposed:
            return apposed
        span = self.phrase(word)
        bodies = self.bodies(word, self.names)
        if word.lemma in word_class("people_nouns") or _is_member(word, bodies):
            return self._unnamed(word, Title(word.lemma, "civilians", None, word.tag == "NNS"), bodies, span)
        return [Resolved(b, span, None, f"{word.lower} of {b.name}", possessed=True) for b in bodies]


def side_kind(who: Resolved) -> str:
    """Return the kind of the side that somebody is of."""
    return (who.acts_for or who.actor).kind


def _is_member(word: Word, bodies: list[ActorRef]) -> bool:
    """Tell "a Hezbollah member", a person, from "NATO members"."""
    return word.lemma == "member" and bool(bodies) and bodies[0].kind in ("armed_group", "party")


def _is_another(word: Word) -> bool:
    """Tell "a minister" and "the new leader" from the holder of an office whom the article knows."""
    determiner = word.child("det")
    if determiner is not None and determiner.lower in ("a", "an", "another", "some", "any"):
        return True
    return any(c.lower in word_class("to_come") for c in word.all("amod"))
