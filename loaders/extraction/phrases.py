"""Noun phrases: what they belong to, where they are from, and the stretch of text they take."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date

from loaders.actors.knowledge import Knowledge
from loaders.actors.records import Actor, Sense, TitleMatch
from loaders.extraction import pronouns
from loaders.extraction.cast import Cast, Member, Resolved
from loaders.extraction.names import PERSON, Name, Names
from loaders.extraction.parses import Parse, Word
from loaders.extraction.people import People
from loaders.extraction.syntax import appointers, conjuncts, governed, relative_antecedent
from loaders.extraction.words import word_class
from loaders.records import ActorRef, Article, Place, Span

BODIES = frozenset(
    {"state", "intergovernmental_organization", "armed_group", "party", "agency", "government"}
)

_SUPPORTING = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG"})
"""Labels of the model's under which a name that is also an everyday word may be a place or body."""

_OF_A_PEOPLE = frozenset({"leader", "officials", "negotiator", "envoy", "delegation", "military_officer"})
"""Titles of those who act for a people of many countries: "ethnic Albanian leaders"."""

_HYPHENS = frozenset({"-", "–", "—", "/"})
_SHARED = frozenset({"population", "intergovernmental_organization"})
"""What allies and neighbours have in common, where it stands before them."""


class NounPhrases(ABC):
    """The noun phrases of the sentence being read."""

    def __init__(self, article: Article, knowledge: Knowledge):
        published = article.published
        # The posts of a live blog lie on neighbouring days; for who held which office, the last will do.
        live = article.genre == "live" and published.precision == "range"
        self.day: date | None = published.end if published.precision == "day" or live else None
        self.article = article
        self.knowledge = knowledge
        self.cast = Cast(article.id)
        self.people = People(self.cast, knowledge, self.day)
        self.countries: frozenset[str] = frozenset()
        """The countries that the article names."""
        self.lands: frozenset[str] = frozenset()
        """The countries that the article names, and those whose cities it names."""
        self.scene: str | None = None
        """The country under whose name the article stands."""
        self.reported_from: str | None = None
        """The country of the dateline."""
        self.here: Place | None = None
        """The city of the dateline."""
        self._names: dict[int, Names] = {}
        self._parse: Parse | None = None

    @abstractmethod
    def who(self, word: Word) -> list[Resolved]:
        """Return whom the phrase headed by a word stands for."""

    @abstractmethod
    def is_of_another_state(self, name: Name, sense: Sense, word: Word) -> bool:
        """Tell a name that stands here for another state's body than it does as a rule."""

    @property
    def parse(self) -> Parse:
        """The sentence being read."""
        if self._parse is None:
            raise RuntimeError("enter() comes before who()")
        return self._parse

    @property
    def names(self) -> Names:
        """The names of the sentence being read."""
        return self._names[self.parse.sentence.index]

    def sense_of(self, name: Name, word: Word) -> Sense | None:
        """Choose among the senses of a name: valid on the day, not weak without support, most likely first."""
        return self.chosen_sense(name, word)[0]

    def chosen_sense(self, name: Name, word: Word) -> tuple[Sense | None, str]:
        """Return the sense that a name has here, and why that one or none."""
        valid = [s for s in name.senses if s.valid_on(self.day)] or self._lapsed(name)
        if not self.is_paired(name):
            valid = [s for s in valid if s.kind != "combining"]
        settled = self._of_their_land(valid)
        if settled is not None:
            return settled, "the part of the people that lives where the text is set"
        strong = [s for s in valid if not s.weak]
        after = self.parse.words[name.end].lower if name.end < len(self.parse.words) else ""
        if not strong and after in word_class("us_local_titles"):
            return None, "a local office"  # "Georgia Congresswoman"
        if strong:
            return strong[0], "the likeliest of its senses"
        # "Jordan warned": the model's PERSON, where no person of that name is in the article.
        misread = name.label == PERSON and name.start == name.end - 1 and self.cast.named(name.text) is None
        supported = name.label in _SUPPORTING or misread or self._state_is_spoken_of(valid)
        if valid and self.is_of_another_state(name, valid[0], word):
            return None, "the text is about another country's"
        if valid and supported and word.text[:1].isupper():
            return valid[0], "a weak sense that its context supports"
        return None, "its senses are weak, and nothing here supports them"

    def _lapsed(self, name: Name) -> list[Sense]:
        """Return the senses that a name had once; a city that was a capital is a city again: "Aden"."""
        if self.day is None and not self.knowledge.city(name.text):
            return list(name.senses)
        return [sense for sense in name.senses if sense.kind != "capital"]

    def _of_their_land(self, senses: list[Sense]) -> Sense | None:
        """Return the part of a people that lives where the article is set: "Serb forces" in Bosnia."""
        if len(senses) < 2 or not any(sense.weak for sense in senses):
            return None
        there = (s for s in senses if s.kind == "name" and s.weak)
        parts = [(s, self.knowledge.actor(s.actor_id)) for s in there]
        settled = [s for s, actor in parts if actor.kind == "population" and actor.country in self.lands]
        return settled[0] if len(settled) == 1 else None

    def _state_is_spoken_of(self, senses: Iterable[Sense]) -> bool:
        return any(self.cast.member(sense.actor_id) for sense in senses)

    def bodies(self, word: Word, names: Names) -> list[ActorRef]:
        """Return the states and bodies that a phrase is of: "Ukraine's", "Armenian", "of Armenia and Azerbaijan"."""
        found: list[ActorRef] = []
        waiting = [c for c in word.children if c.dep in ("amod", "compound", "nmod", "poss") and c.i < word.i]
        match = names.titles.get(word.i)
        # "Druze inhabitants" are where they live, ethnic Albanian leaders lead Albanians.
        leads = match is not None and match.title.kind in _OF_A_PEOPLE
        before = [r for part in waiting for r in self._body_of(part, names) if leads or _has_a_country(r)]
        for prep in self._prepositions_of(word, names):
            # "Syrian troops from Lebanon" are Syria's.
            sent = ("of", "from", "for") if word.lemma in word_class("spoken_for") else ("of", "from")
            aside = prep.i > 0 and self.parse.words[prep.i - 1].text == ","
            if prep.lower in sent and not before and not aside:  # "the remains of X, from Fiji's brigade"
                waiting.extend(governed(prep))
        if word.i not in names.at:
            waiting.extend(appointers(word))  # "a panel appointed by the Union"
        while waiting:
            part = waiting.pop(0)
            if is_other(part):
                continue  # "a commander of Israel's militia ally" is not Israel's
            named = (ref for ref in self._body_of(part, names) if leads or _has_a_country(ref))
            found.extend(ref for ref in named if ref not in found)
            if part.lemma not in pronouns.KIN:
                waiting.extend(
                    c
                    for c in part.children
                    if c.dep in ("amod", "compound", "nmod", "poss", "conj")
                    or (c.dep == "npadvmod" and part.lemma in word_class("led"))  # "Vietnamese-led forces"
                )
        owners = [one for owner in word.all("poss") for one in conjuncts(owner)]
        possessors = [ref for owner in owners for ref in self._body_of(owner, names)]
        if is_other(word):  # "Syria's Kurdish allies" are Kurds, "its NATO allies" NATO
            return [ref for ref in found if ref.kind in _SHARED and ref not in possessors]
        return possessors or found

    def _prepositions_of(self, word: Word, names: Names) -> list[Word]:
        """Return what hangs on any word of a title: "secretary-general of the Arab League"."""
        match = names.titles.get(word.i)
        words = self.parse.words[match.start : match.end] if match is not None else (word,)
        return [
            prep for part in {word.i: word, **{w.i: w for w in words}}.values() for prep in part.all("prep")
        ]

    def _body_of(self, word: Word, names: Names) -> list[ActorRef]:
        name = names.at.get(word.i)
        if name is None:
            if word.dep == "poss" and word.lower in pronouns.PERSONAL and self.is_current(names):
                owners = [w.acts_for or w.actor for w in self.who(word)]
                return [owner for owner in owners if owner.kind in BODIES or _is_a_people(owner)]
            if word.tag == "WP$" and self.is_current(names):  # "the minister, whose country is mediating"
                antecedent = relative_antecedent(word.head.head)
                whose = self.who(antecedent) if antecedent is not None else []
                return [w.acts_for or w.actor for w in whose if (w.acts_for or w.actor).kind in BODIES]
            if word.lemma in pronouns.GROUP_WORDS and word.dep == "pobj" and self.is_current(names):
                return [w.actor for w in self.who(word) if w.actor.kind in BODIES]  # "of the two countries"
            return []
        several = self.several(name)
        if several:
            return [actor.reference() for actor in several]
        if self.people.is_person(name) or self.people.known_here(name):
            member = self.people.find(name)
            return [member.acts_for] if member is not None and member.acts_for is not None else []
        sense = self.sense_of(name, word)
        if sense is None or sense.kind in ("city", "surname"):
            return []
        actor = self.knowledge.actor(sense.actor_id)
        if actor.kind == "population" and actor.country:
            state = self.knowledge.state(actor.country)
            whole = state is not None and state.id in {s.actor_id for s in name.senses}
            return [state.reference()] if state is not None and whole else [actor.reference()]
        return [actor.reference()] if actor.kind in BODIES or actor.kind == "population" else []

    def is_paired(self, name: Name) -> bool:
        """Tell "Sino-Indian" and "Belgrade-Pristina": a hyphen joins it to the name of another people or place."""
        words, at = self.parse.words, self.names.at
        for hyphen, other in ((name.end, name.end + 1), (name.start - 1, name.start - 2)):
            joined = 0 < hyphen < len(words) and words[hyphen].text in _HYPHENS
            if joined and other in at and at[other].senses:
                return True
        return False

    def several(self, name: Name) -> list[Actor]:
        """Return the states of a name in the plural: "the two Koreas"."""
        return [
            self.knowledge.actor(sense.actor_id)
            for sense in name.senses
            if sense.kind == "several" and sense.valid_on(self.day)
        ]

    def is_current(self, names: Names) -> bool:
        """Whether these are the names of the sentence being read, whose phrases can be resolved."""
        return names is self._names.get(self.parse.sentence.index)

    def _title_words(self, word: Word) -> list[Word]:
        """Return the words before or beside a name that may be its titles."""
        beside = [word.head] if word.dep == "appos" else []
        first = word
        while first.dep == "conj" and first.head.entity == PERSON:
            first = first.head
        # "Presidents X of Fiji and Y of Tonga": what stands before the first in the plural is said of each.
        shared = (
            [t for t in first.all("compound", "nmod") if t.tag in ("NNS", "NNPS")]
            if first is not word
            else []
        )
        return [word, *word.all("compound", "appos", "nmod"), *beside, *shared]

    def _is_former(self, word: Word) -> bool:
        """Tell a former president: he acts for nobody by that office."""
        return any(self.is_former_office(part) for part in self._title_words(word))

    def is_former_office(self, word: Word) -> bool:
        """Tell "former president", "ex-minister" and "the late king"."""
        before = self.parse.words[max(0, self._title_start(word) - 2) : word.i]
        hyphened = len(before) > 1 and before[0].lower == "ex" and before[1].text == "-"
        return hyphened or any(w.lower in word_class("former") for w in _words_before(word))

    def _title_start(self, word: Word) -> int:
        match = self.names.titles.get(word.i)
        return match.start if match is not None else word.i

    def _roles(self, word: Word, names: Names) -> set[str]:
        """Return the roles that the titles before or beside a name give it."""
        roles: set[str] = set()
        for part in self._title_words(word):
            match = names.titles.get(part.i)
            if match is not None and match.title.role:
                own = match.title.role == "leader" and self._leads_followers(part, match)
                roles.add("opposition_leader" if own else match.title.role)
        return roles

    def _is_mediator(self, word: Word, names: Names) -> bool:
        """Tell mediators by their titles, also by "named mediator by" and "A and B, the mediators"."""
        if "mediator" in self._roles(word, names):
            return True
        last = word
        while (joined := last.child("conj")) is not None:
            last = joined
        titles = [t for t in last.all("appos") if t.tag == "NNS"] if last is not word else []
        for verb in word.all("acl"):
            titles += verb.all("oprd", "attr") if verb.lemma in word_class("naming") else []
        matches = (names.titles.get(t.i) for t in titles)
        return any(match is not None and match.title.role == "mediator" for match in matches)

    def _leads_followers(self, word: Word, match: TitleMatch) -> bool:
        """Tell the leader of some from the leader of all: "Syrian rebel leader"."""
        modifiers = {w.lower for w in word.children if w.i < word.i}
        modifiers |= {w.lower for w in self.parse.words[match.start : match.end]}
        modifiers |= {w.lower for w in word.head.children if w.i == word.i - 1}  # all hang on the name
        return bool(modifiers & word_class("followers"))

    def _part_of(self, actor: Actor) -> ActorRef | None:
        if actor.kind != "agency":
            return None
        owner = next((self.knowledge.actor(i) for i in actor.part_of), None)
        return owner.reference() if owner is not None else None

    def _person(self, member: Member, span: Span, because: str) -> Resolved:
        return Resolved(
            member.actor, span, member.acts_for, because, member.gender, acts_because=member.acts_because
        )

    def _span(self, name: Name) -> Span:
        words = self.parse.words
        return self.parse.span(words[name.start], words[name.end - 1])

    def phrase(self, word: Word) -> Span:
        """Return the noun phrase up to its head, without the article: "senior U.S. official"."""
        first = word
        for child in word.children:
            if child.i < first.i and child.dep in ("amod", "compound", "nmod", "poss", "nummod"):
                first = min([child, *child.subtree()], key=lambda w: w.i)
        if first.dep == "det" and first is not word:
            first = self.parse.words[first.i + 1]
        match = self.names.titles.get(word.i)
        last = self.parse.words[match.end - 1] if match is not None else word  # "secretary-general"
        return self.parse.span(first, last if last.i > word.i else word)


def is_other(word: Word) -> bool:
    """Tell a noun of a relation, which has others than its owner in mind: "Iran's allies", "its neighbours"."""
    return word.lemma in word_class("others")


def _has_a_country(ref: ActorRef) -> bool:
    return ref.kind != "population" or ref.country is not None


def _is_a_people(actor: ActorRef) -> bool:
    return actor.kind == "population" and not actor.local  # "Bosnian Serbs said their forces"


def _words_before(word: Word) -> list[Word]:
    return [w for c in word.children if c.i < word.i for w in (c, *c.children)]
