"""Who a noun phrase stands for: names, titles, metonyms, groups, descriptions and pronouns of one article."""

from __future__ import annotations

from dataclasses import replace

from loaders.actors.knowledge import Knowledge
from loaders.actors.records import Sense
from loaders.extraction import pronouns
from loaders.extraction.cast import Group, Resolved, Turn
from loaders.extraction.names import Name, head_of, is_organization_label
from loaders.extraction.parses import Parse, Word
from loaders.extraction.phrases import BODIES, is_other
from loaders.extraction.speakers import Speakers, is_first_person, speakers_before
from loaders.extraction.syntax import SUBJECT_DEPS, conjuncts, governed
from loaders.extraction.words import word_class
from loaders.records import Article, Span

A_CAPITAL = "a capital stands for its government"
_PEOPLE = frozenset({"man", "woman"})


class ActorResolver(Speakers):
    """Resolves the phrases of one article, sentence by sentence, in the order of the text."""

    def __init__(self, article: Article, knowledge: Knowledge):
        super().__init__(article, knowledge)
        self._seen: dict[int, list[Resolved]] = {}

    # -- the article, sentence by sentence -------------------------------------------------------------

    def enter(self, parse: Parse) -> None:
        """Begin a sentence: take note of who is named in it, in order, each seeing those before."""
        self._parse = parse
        self._seen = {}
        names = self.names
        self._note_groups()
        if any(w.lower in pronouns.PERSONAL for w in parse.words):
            self._seen = {}  # a pronoun in a list was asked for before anybody was named
        heads = {head_of(name, parse.words).i for name in names.each}
        heads |= {i for i in names.titles if i not in names.at}
        heads |= {w.i for w in parse.words if w.lower in pronouns.PERSONAL}
        for i in sorted(heads):
            word = parse.words[i]
            if word.dep not in ("amod", "compound", "nmod"):
                self.entrust_by_owner(word)
                for who in self.who(word):
                    if not _is_where(word, who):
                        self.cast.note(Turn(who, parse.sentence.index, i, _is_subject(word)))
                self._note_plural(word)
            elif i in names.at:
                for who in self.modifier(word):
                    if who.actor.kind in ("armed_group", "party", "state"):
                        self.cast.note_modifier(Turn(who, parse.sentence.index, i, subject=False))

    def _note_plural(self, word: Word) -> None:
        """Take note of several whom one phrase names: "the two Koreas"."""
        members = tuple(self.who(word))
        if len(members) > 1 and members[0].group:
            self.cast.note_group(Group(self.parse.sentence.index, _is_subject(word), word.i, members))

    def _note_groups(self) -> None:
        if self.parse.sentence.kind == "caption":
            return  # who poses together is no side
        for word in self.parse.words:
            if word.dep == "conj" or word.pos not in ("NOUN", "PROPN") or word.child("conj", "nmod") is None:
                continue
            members = tuple(who for part in conjuncts(word) for who in self.who(part) if _can_negotiate(who))
            if len({m.actor.id for m in members}) > 1 and not _is_aside(word):
                group = Group(self.parse.sentence.index, _is_subject(word), word.i, members)
                self.cast.note_group(group)

    # -- one phrase ----------------------------------------------------------------------------------

    def who(self, word: Word) -> list[Resolved]:
        """Return whom the phrase headed by a word stands for; nobody, where that cannot be told."""
        if word.i not in self._seen:
            self._seen[word.i] = []  # a phrase that leads back to itself ("his wife ... her") is nobody
            self._seen[word.i] = self._who(word)
        return self._seen[word.i]

    def _who(self, word: Word) -> list[Resolved]:
        if word.pos == "PRON" or word.lower in pronouns.PERSONAL or is_first_person(word):
            return self._from_pronoun(word)
        if word.lemma in word_class("partitive") or word.pos == "NUM":
            part = self._partitive(word)
            if part:
                return part
        listed = self._listed(word)
        if listed:
            return listed
        title = self.names.titles.get(word.i)
        name = self.names.at.get(word.i)
        if name is not None and (sharing := self._sharing(name)) is not None:
            return [*self._from_name(sharing, self.parse.words[sharing.start]), *self._from_name(name, word)]
        if word.text in ("North", "South") and word.child("det", "case") and not (name and name.senses):
            return self._half_of_a_country(word)
        if word.dep == "appos" and name is not None and not self.people.is_person(name):
            apposed = self._apposed_people(word)  # "Mr Mitchell, the American who mediated"
            if apposed:
                return apposed
        only_title = (
            title is not None and name is not None and (title.title.kind == "agency" or " " not in name.text)
        )
        if name is not None and not (only_title and not name.senses):
            return self._from_name(name, word)
        apposed = self._apposed_people(word) if word.pos == "NOUN" or title else []
        if apposed:
            return apposed
        if word.lemma in pronouns.KIN:
            return self._from_kin(word)
        grouped = word.lemma in _PEOPLE and pronouns.is_counted(word)
        return self._from_noun(word) if title is None or grouped else self._from_title(word, title)

    def _sharing(self, name: Name) -> Name | None:
        """Return the "Greek" of "Greek and Turkish Cypriots", who are Greek Cypriots."""
        other = self.names.at.get(name.start - 2)
        words = self.parse.words
        if other is None or other.end != name.start - 1 or words[name.end - 1].tag != "NNPS":
            return None
        whole = self.knowledge.senses(f"{other.text} {words[name.end - 1].text}")
        return other if whole and whole == other.senses else None

    def _from_noun(self, word: Word) -> list[Resolved]:
        """Read a noun that is no title: "the two men", "both countries", "Sudan's neighbours", "his residence"."""
        if word.lemma in _PEOPLE and pronouns.is_counted(word):
            title, men = self.names.titles.get(word.i), pronouns.resolve_group(word, self.parse, self.cast)
            return men or (self._from_title(word, title) if title else self._from_possession(word))
        grouped = word.lower in pronouns.GROUP_WORDS or word.lemma in pronouns.GROUP_WORDS
        if not grouped or (is_other(word) and word.child("poss") is not None):
            return (self.apposed_bodies(word) if grouped else []) or self._from_possession(word)
        return self.apposed_bodies(word) or pronouns.resolve_group(word, self.parse, self.cast)

    def _listed(self, word: Word) -> list[Resolved]:
        """Return whom a list beside a plural names: "its neighbors, Honduras, El Salvador and Guatemala"."""
        including = next((p for p in word.all("prep") if p.lower == "including"), None)
        first = including.child("pobj") if including is not None else word.child("appos")
        counted = word.tag == "NNS" or word.lower in word_class("collectives")
        if not counted or first is None or first.pos != "PROPN" or first.child("conj") is None:
            return []
        named = [who for one in conjuncts(first) for who in self.who(one)]
        return named if len(named) > 1 else []

    def _from_pronoun(self, word: Word) -> list[Resolved]:
        if is_first_person(word):
            return self._speaker_of(word)
        if word.lower not in pronouns.PERSONAL:
            part = self._partitive(word)  # "some of the delegates"
            each = (
                word.lower in pronouns.EACH and not part
            )  # "asked each to withdraw", "accused both of lying"
            return pronouns.resolve_each(word, self.parse, self.cast) if each else part
        speakers = speakers_before(word) if word.lower in pronouns.PLURAL else []
        if speakers:  # "the mediators said they would meet"
            span = Span(word.text, word.start, word.end)
            return [replace(who, span=span) for w in speakers for who in self.who(w)]
        return pronouns.resolve(word, self.parse, self.cast)

    def _partitive(self, word: Word) -> list[Resolved]:
        """Take "scores of Americans" and "some of the delegates" for those they are part of."""
        return [
            who
            for prep in word.all("prep")
            if prep.lower == "of"
            for w in governed(prep)
            for who in self.who(w)
        ]

    def _from_name(self, name: Name, word: Word) -> list[Resolved]:
        span = self._span(name)
        if self.people.is_person(name) or self.people.known_here(name):
            member = self.people.find(name)
            if member is not None:
                hint = "mediator" if self._is_mediator(word, self.names) else None
                return [replace(self._person(member, span, f"named {name.text}"), hint=hint)]
        several = self.several(name)
        if several:
            refs = tuple(actor.reference() for actor in several)
            return [Resolved(ref, span, None, f"one of {name.text}", group=refs) for ref in refs]
        sense = self.sense_of(name, word)
        if sense is not None:
            return self._from_sense(sense, name, word, span)
        if name.senses and self.is_of_another_state(name, name.senses[0], word):
            before = self._shortened(replace(name, senses=()))  # "Congress", of the Indian National Congress
            return self._from_name(before, word) if before is not None else self.institution(name, word)
        if name.text.lower().rsplit(maxsplit=1)[-1] in word_class("never_acted_on"):
            return []  # "the Algiers Agreement" does nothing
        named_before = self._shortened(name)
        if named_before is not None:
            return self._from_name(replace(name, text=named_before.text, senses=named_before.senses), word)
        if is_organization_label(name.label) and word.pos in ("PROPN", "NOUN"):
            body = next(iter(self.bodies(word, self.names)), None)
            country = body.country if body is not None else self.country_in(name) or self.country_around(word)
            actor = self.cast.local(_kind_of_organization(name.text), name.text, country)
            if body is None and actor.kind == "agency" and country is not None:
                state = self.knowledge.state(country)  # "the Russian 14th Army"
                body = state.reference() if state is not None and self.country_in(name) == country else None
            return [Resolved(actor, span, body, "an organisation the actor data does not know")]
        if name.label == "NORP" and word.tag in ("NNS", "NNPS"):
            people = self.cast.local("population", name.text, self.country_around(word))
            return [Resolved(people, span, None, "a group by its name", plural=True)]
        return []

    def _shortened(self, name: Name) -> Name | None:
        """Return the organisation whose last word a name is: "the Front" after "the Patriotic Front"."""
        if " " in name.text or name.senses or name.text.lower() not in word_class("organization_heads"):
            return None
        before = (
            other
            for index, names in self._names.items()
            if index <= self.parse.sentence.index
            for other in dict.fromkeys(names.at.values())
            if other.text.endswith(f" {name.text}") and self._is_organization(other)
        )
        return max(before, key=lambda other: other.start, default=None)

    def _from_sense(self, sense: Sense, name: Name, word: Word, span: Span) -> list[Resolved]:
        actor = self.knowledge.actor(sense.actor_id)
        if sense.kind in ("city", "territory"):
            if sense.kind == "territory" or actor.kind != "state":
                place = self.cast.local("population", name.text, actor.country)
                return [Resolved(place, span, None, "a territory, for those who live there")]
            return []
        first = word
        while first.dep == "conj" and first.head.pos in ("ADJ", "PROPN"):
            first = first.head  # "Saudi- and US-brokered"
        if sense.kind == "adjective" and first.dep in ("npadvmod", "amod", "compound", "nmod", "advmod"):
            return [Resolved(actor.reference(), span, None, f"{name.text} stands for {actor.name}")]
        if sense.kind in ("adjective", "demonym"):
            people = self.cast.local("population", name.text, actor.country)
            return [Resolved(people, span, None, f"people of {actor.name}", plural=True)]
        plural = actor.kind == "population"
        because = {"capital": A_CAPITAL, "seat": "a seat of power"}
        return [
            Resolved(
                actor.reference(),
                span,
                self._part_of(actor),
                because.get(sense.kind, f"named {name.text}"),
                plural=plural,
            )
        ]

    def state_of(self, one: Resolved) -> Resolved:
        """Return the state of those who are named by nothing but their nationality: "the Norwegians"."""
        state = self.knowledge.state(one.actor.country) if one.actor.country else None
        if state is None or one.because != f"people of {state.name}":
            return one
        because = f"the {one.actor.name} in talks are {state.name}"
        return replace(one, actor=state.reference(), because=because, plural=False)

    def hit(self, word: Word) -> list[Resolved]:
        """Return who is hit where a place is: "shelled Kharkiv" hits those who live there."""
        found = self.who(word)
        name = self.names.at.get(word.i)
        if found or word.lemma in word_class("of_the_dead"):
            return found
        if name is None:
            return self._hit_around(word)
        cities = self.knowledge.city(name.text)
        country = cities[0].country if cities else self.country_of_region(name)
        if not cities and name.label not in ("GPE", "LOC"):
            return []
        people = self.cast.local("population", name.text, country)
        return [Resolved(people, self._span(name), None, "a place, for those who live there", plural=True)]

    def _hit_around(self, word: Word) -> list[Resolved]:
        """Return who is hit where things of a place are: "settlements in the Gaza Strip"."""
        country = self.country_around(word) if word.pos == "NOUN" else None
        if country is None:
            return []
        span = self.phrase(word)
        people = self.cast.local("population", span.text, country)
        return [Resolved(people, span, None, "what lies in a place, for those who live there", plural=True)]

    def modifier(self, word: Word) -> list[Resolved]:
        """Return the states and bodies that a word before a noun names; a city or capital there is a place."""
        name = self.names.at.get(word.i)
        sense = self.sense_of(name, word) if name is not None else None
        placed = sense is not None and sense.kind in ("capital", "seat") and name is not None
        if placed and name is not None and self.is_paired(name):  # "the Belgrade-Pristina dialogue"
            return self._from_name(name, word)
        if name is None or sense is None or placed or sense.kind in ("city", "territory"):
            return self._maker(name)
        return [
            Resolved(ref, self._span(name), None, f"before {word.head.text}")
            for ref in self._body_of(word, self.names)
        ]

    def _maker(self, name: Name | None) -> list[Resolved]:
        """Return the state before a make or model: "US Predator attacks" are of the United States."""
        if name is None or name.senses or name.end - name.start < 2:
            return []
        first = self.parse.words[name.start]
        for sense in self.knowledge.senses(first.text)[:1]:
            actor = self.knowledge.actor(sense.actor_id)
            if actor.kind == "state" and sense.kind in ("name", "acronym") and not sense.weak:
                return [
                    Resolved(actor.reference(), self.parse.span(first, first), None, f"before {name.text}")
                ]
        return []


def _is_where(word: Word, who: Resolved) -> bool:
    """Tell "died in London", which speaks of a place, from "said in London" of Britain."""
    return word.dep == "pobj" and word.head.lower in ("in", "at", "near") and who.because == A_CAPITAL


def _is_aside(word: Word) -> bool:
    """Tell those whom an apposition adds: "the Quad, with Britain and the UAE"."""
    return word.dep == "pobj" and word.head.lower == "with" and word.head.head.dep == "appos"


def _kind_of_organization(name: str) -> str:
    words = set(name.lower().split())
    for kind in ("party", "outlet", "agency", "armed_group", "intergovernmental_organization"):
        if words & word_class(f"organization_{kind}"):
            return kind
    return "company"


def _can_negotiate(who: Resolved) -> bool:
    """Tell who may be one of "the two sides" from places and things in a list."""
    return who.actor.kind in BODIES or (
        who.actor.kind == "person" and (who.acts_for is not None or not who.actor.local)
    )


def _is_subject(word: Word) -> bool:
    return word.dep in SUBJECT_DEPS
