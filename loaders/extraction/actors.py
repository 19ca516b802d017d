"""Who a noun phrase stands for: names, titles, metonyms, groups, descriptions and pronouns of one article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from loaders.actors.knowledge import Knowledge
from loaders.actors.records import Actor, Sense, Title, TitleMatch
from loaders.extraction import pronouns
from loaders.extraction.cast import Cast, Member, Resolved, Turn
from loaders.extraction.names import Name, Names, find_names, head_of, is_organization_label
from loaders.extraction.parses import Parse, Word
from loaders.extraction.people import People
from loaders.extraction.syntax import SUBJECT_DEPS, conjuncts, governed, subject_of
from loaders.extraction.words import word_class
from loaders.records import ActorRef, Article, Span

BODIES = frozenset(
    {"state", "intergovernmental_organization", "armed_group", "party", "agency", "government"}
)
_STATE_ITSELF = frozenset({"collective_state", "delegation"})
_STATE_IF_PLURAL = frozenset({"officials", "adviser", "negotiator", "envoy", "mediator", "diplomat"})
_HINTS = frozenset({"mediator", "observer", "guarantor", "host"})
_FOR_A_STATE = frozenset(
    {"office", "spokesperson", "envoy", "diplomat", "negotiator", "adviser", "official", "officials", "leader",
     "military_officer", "legislator", "judiciary", "mediator"}
)  # fmt: skip
_KIND_OF_TITLE = {
    "military": "agency",
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


class ActorResolver:
    """Resolves the phrases of one article, sentence by sentence, in the order of the text."""

    def __init__(self, article: Article, knowledge: Knowledge):
        published = article.published
        self.day: date | None = published.start if published.precision == "day" else None
        self.knowledge = knowledge
        self.cast = Cast(article.id)
        self.people = People(self.cast, knowledge, self.day)
        self._names: dict[int, Names] = {}
        self._parse: Parse | None = None
        self._seen: dict[int, list[Resolved]] = {}

    # -- the article, first and second reading -------------------------------------------------------

    def introduce(self, parses: Iterable[Parse]) -> None:
        """Read the whole article for the names it gives in full, before any sentence is resolved."""
        for parse in parses:
            names = find_names(parse, self.knowledge)
            self._names[parse.sentence.index] = names
            self._parse = parse
            for name in dict.fromkeys(names.at.values()):
                if self.people.is_person(name):
                    head = head_of(name, parse.words)
                    self.people.introduce(name, head, self.bodies(head, names), self._roles(head, names))
        self.people.settle()
        for parse in parses:
            self._note_kin(parse)

    def _note_kin(self, parse: Parse) -> None:
        names = self._names[parse.sentence.index]
        for word in parse.words:
            if word.lemma in pronouns.KIN:
                self.people.note_kin(word, names)

    def enter(self, parse: Parse) -> None:
        """Begin a sentence: take note of who is named in it, in order, each seeing those before."""
        self._parse = parse
        self._seen = {}
        names = self.names
        self._note_groups()
        heads = {head_of(name, parse.words).i for name in names.at.values()}
        heads |= {i for i in names.titles if i not in names.at}
        heads |= {w.i for w in parse.words if w.lower in pronouns.PERSONAL}
        for i in sorted(heads):
            word = parse.words[i]
            if word.dep not in ("amod", "compound", "nmod"):
                for who in self.who(word):
                    self.cast.note(Turn(who, parse.sentence.index, i, _is_subject(word)))

    def _note_groups(self) -> None:
        for word in self.parse.words:
            if word.dep == "conj" or word.pos not in ("NOUN", "PROPN") or word.child("conj", "nmod") is None:
                continue
            members = tuple(who for part in conjuncts(word) for who in self.who(part))
            if len({m.actor.id for m in members}) > 1:
                self.cast.note_group(self.parse.sentence.index, word.i, members)

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

    # -- one phrase ----------------------------------------------------------------------------------

    def who(self, word: Word) -> list[Resolved]:
        """Return whom the phrase headed by a word stands for; nobody, where that cannot be told."""
        if word.i not in self._seen:
            self._seen[word.i] = []  # a phrase that leads back to itself ("his wife ... her") is nobody
            self._seen[word.i] = self._who(word)
        return self._seen[word.i]

    def _who(self, word: Word) -> list[Resolved]:
        if word.lower in pronouns.PERSONAL:
            return pronouns.resolve(word, self.parse, self.cast)
        if word.lower in pronouns.FIRST and not (word.text.isupper() and len(word.text) > 1):
            return self._speaker_of(word)
        if word.pos == "PRON":
            return self._partitive(word)
        if word.lemma in word_class("partitive") or word.pos == "NUM":
            part = self._partitive(word)
            if part:
                return part
        title = self.names.titles.get(word.i)
        name = self.names.at.get(word.i)
        if word.dep == "appos" and name is not None and not self.people.is_person(name):
            apposed = self._apposed_person(word)  # "Mr Mitchell, the American who mediated"
            if apposed is not None:
                return [apposed]
        if name is not None and not (title and title.title.kind == "agency" and not name.senses):
            return self._from_name(name, word)
        apposed = self._apposed_person(word) if word.pos == "NOUN" or title else None
        if apposed is not None:
            return [apposed]
        if word.lemma in pronouns.KIN:
            return self._from_kin(word)
        if title is not None:
            return self._from_title(word, title)
        if word.lower in pronouns.GROUP_WORDS or word.lemma in pronouns.GROUP_WORDS:
            return pronouns.resolve_group(word, self.parse, self.cast)
        return self._from_possession(word)

    def _partitive(self, word: Word) -> list[Resolved]:
        """Take "scores of Americans" and "some of the delegates" for those they are part of."""
        return [
            who
            for prep in word.all("prep")
            if prep.lower == "of"
            for w in governed(prep)
            for who in self.who(w)
        ]

    def _speaker_of(self, word: Word) -> list[Resolved]:
        """Take "I" and "we" for who is saying it; "we" of a person in office is what they act for."""
        for verb in word.ancestors():
            if verb.pos == "VERB" and verb.lemma in word_class("saying"):
                speakers = [who for w in verb.all("nsubj") if w is not word for who in self.who(w)]
                if speakers:
                    return [replace(s, span=Span(word.text, word.start, word.end)) for s in speakers[:1]]
        return []

    def _from_name(self, name: Name, word: Word) -> list[Resolved]:
        span = self._span(name)
        if self.people.is_person(name) or self.people.known_here(name):
            member = self.people.find(name)
            if member is not None:
                return [self._person(member, span, f"named {name.text}")]
        sense = self.sense_of(name, word)
        if sense is not None:
            return self._from_sense(sense, name, word, span)
        if is_organization_label(name.label) and word.pos in ("PROPN", "NOUN"):
            body = next(iter(self.bodies(word, self.names)), None)
            country = body.country if body is not None else self._country_in(name)
            actor = self.cast.local(_kind_of_organization(name.text), name.text, country)
            return [Resolved(actor, span, body, "an organisation the actor data does not know")]
        if name.label == "NORP" and word.tag in ("NNS", "NNPS"):
            return [
                Resolved(
                    self.cast.local("population", name.text), span, None, "a group by its name", plural=True
                )
            ]
        return []

    def sense_of(self, name: Name, word: Word) -> Sense | None:
        """Choose among the senses of a name: valid on the day, not weak without support, most likely first."""
        valid = [s for s in name.senses if s.valid_on(self.day)] or list(name.senses)
        strong = [s for s in valid if not s.weak]
        after = self.parse.words[name.end].lower if name.end < len(self.parse.words) else ""
        if not strong and after in word_class("us_local_titles"):
            return None  # "Georgia Congresswoman"
        if strong:
            return strong[0]
        supported = name.label in ("GPE", "NORP", "ORG") or self._state_is_spoken_of(valid)
        return valid[0] if valid and supported and word.text[:1].isupper() else None

    def _state_is_spoken_of(self, senses: Iterable[Sense]) -> bool:
        return any(self.cast.member(sense.actor_id) for sense in senses)

    def _from_sense(self, sense: Sense, name: Name, word: Word, span: Span) -> list[Resolved]:
        actor = self.knowledge.actor(sense.actor_id)
        if sense.kind in ("city", "territory"):
            if sense.kind == "territory" or actor.kind != "state":
                place = self.cast.local("population", name.text, actor.country)
                return [Resolved(place, span, None, "a territory, for those who live there")]
            return []
        if sense.kind == "adjective" and word.dep in ("npadvmod", "amod", "compound", "nmod", "advmod"):
            return [Resolved(actor.reference(), span, None, f"{name.text} stands for {actor.name}")]
        if sense.kind in ("adjective", "demonym"):
            people = self.cast.local("population", name.text, actor.country)
            return [Resolved(people, span, None, f"people of {actor.name}", plural=True)]
        because = {"capital": "a capital stands for its government", "seat": "a seat of power"}
        return [
            Resolved(
                actor.reference(), span, self._part_of(actor), because.get(sense.kind, f"named {name.text}")
            )
        ]

    def _part_of(self, actor: Actor) -> ActorRef | None:
        if actor.kind != "agency":
            return None
        owner = next((self.knowledge.actor(i) for i in actor.part_of), None)
        return owner.reference() if owner is not None else None

    # -- titles and descriptions ---------------------------------------------------------------------

    def _from_title(self, word: Word, match: TitleMatch) -> list[Resolved]:
        title = match.title
        span = self.phrase(word)
        bodies = self.bodies(word, self.names)
        if title.kind in _STATE_ITSELF or (title.plural and title.kind in _STATE_IF_PLURAL and bodies):
            hint = title.kind if title.kind in _HINTS else None
            states = self._states_themselves(word, bodies, title.plural, span)
            return [replace(who, hint=hint) for who in states]
        if not bodies and title.kind == "organization" and self._country_around(word) is None:
            return []
        if not bodies and title.kind == "mediator" and title.plural:
            return []
        if title.role and not title.plural:
            found = self._office_holder(word, title.role, bodies, span)
            if found is not None:
                return [found]
        if title.plural and title.kind in _FOR_A_STATE and not bodies and _is_definite(word):
            group = pronouns.resolve_group(word, self.parse, self.cast)
            if group:
                return group
        return self._unnamed(word, title, bodies, span)

    def _states_themselves(
        self, word: Word, bodies: list[ActorRef], plural: bool, span: Span
    ) -> list[Resolved]:
        sent = [
            w
            for prep in word.all("prep")
            if prep.lower in ("from", "of", "representing")
            for w in governed(prep)
        ]
        if sent and word.child("poss", "amod", "compound") is None:
            found = [who for w in sent for who in self.who(w)]
            if found:
                return [replace(who, span=span) for who in found]
        if bodies:
            return [Resolved(body, span, None, f"{word.lower} of {body.name}") for body in bodies]
        led = [
            who
            for v in word.all("acl")
            if v.lemma in ("lead", "head")
            for w in subject_of(v)
            for who in self.who(w)
        ]
        if led and led[0].acts_for is not None:
            return [Resolved(led[0].acts_for, span, None, f"the {word.lower} that {led[0].actor.name} leads")]
        if plural or word.lemma in ("side", "country", "nation", "team"):
            return pronouns.resolve_group(word, self.parse, self.cast)
        if _is_definite(word):
            return pronouns.resolve_state(word, self.parse, self.cast)
        return []

    def _office_holder(self, word: Word, role: str, bodies: list[ActorRef], span: Span) -> Resolved | None:
        body = bodies[0] if len(bodies) == 1 else None
        if not _is_definite(word) and body is None:
            return None
        member = self.cast.titled(role, body)
        if member is not None:
            return self._person(member, span, f"the article's {word.lower}")
        if body is None or _is_indefinite(word):
            return None
        holders = self.knowledge.holders(role, body.id, self.day) if self.day else ()
        if len(holders) == 1:
            return Resolved(
                holders[0].reference(), span, body, f"held the office on {self.day}", holders[0].gender
            )
        return None

    def _unnamed(self, word: Word, title: Title, bodies: list[ActorRef], span: Span) -> list[Resolved]:
        """Make local actors for a description that names nobody: "Fijian rebels", "a senior U.S. official"."""
        kind, plural = _KIND_OF_TITLE.get(title.kind, "person"), title.plural
        if not bodies:
            actor = self.cast.local(kind, span.text, self._country_around(word))
            return [Resolved(actor, span, None, "described, not named", plural=plural)]
        found = []
        for body in bodies:
            if body.kind == "intergovernmental_organization" and (plural or kind == "agency"):
                found.append(Resolved(body, span, None, f"{title.name} of {body.name}"))
                continue
            name = span.text if len(bodies) == 1 else f"{title.name} of {body.name}"
            actor = self.cast.local(kind, name, body.country)
            acts_for = body if kind in ("person", "agency") else None
            found.append(Resolved(actor, span, acts_for, f"described, of {body.name}", plural=plural))
        return found

    def _country_in(self, name: Name) -> str | None:
        """Return the country that an organisation's name contains: "the Nigerian Union of Teachers"."""
        for word in name.text.split():
            for sense in self.knowledge.senses(word)[:1]:
                if sense.kind in ("adjective", "name") and not sense.weak:
                    return self.knowledge.actor(sense.actor_id).country
        return None

    def _country_around(self, word: Word) -> str | None:
        """Return the country of "rebels in Darfur" and "a missionary from Calgary"."""
        for prep in word.all("prep"):
            for place in governed(prep) if prep.lower in ("in", "from", "of", "near") else []:
                name = self.names.at.get(place.i)
                for sense in name.senses[:1] if name is not None else ():
                    return self.knowledge.actor(sense.actor_id).country
        return None

    def _from_possession(self, word: Word) -> list[Resolved]:
        """Take what belongs to a state for the state: "Russian air bases" are hit, so is Russia."""
        if word.pos not in ("NOUN", "PROPN") or word.lemma in word_class("never_acted_on"):
            return []
        span = self.phrase(word)
        bodies = self.bodies(word, self.names)
        if word.lemma in word_class("people_nouns"):
            return self._unnamed(word, Title(word.lemma, "civilians", None, word.tag == "NNS"), bodies, span)
        return [Resolved(b, span, None, f"{word.lower} of {b.name}", possessed=True) for b in bodies]

    def _from_kin(self, word: Word) -> list[Resolved]:
        owner = word.child("poss")
        owners = self.who(owner) if owner is not None else []
        member = self.cast.kin(word.lemma, owners[0].actor.id if owners else None)
        return [self._person(member, self.phrase(word), f"the article's {word.lower}")] if member else []

    def _apposed_person(self, word: Word) -> Resolved | None:
        """Find the person a title is apposed to: "Trump's envoy, Keith Kellogg"."""
        first = word
        while first.dep == "conj" and first.head.pos == "NOUN":
            first = first.head  # "Tsikhanouski, a blogger and activist"
        for other in (*word.all("appos"), *([first.head] if first.dep == "appos" else [])):
            name = self.names.at.get(other.i)
            if name is not None and self.people.is_person(name):
                member = self.people.find(name)
                if member is not None:
                    return self._person(member, self._span(name), "in apposition")
        return None

    # -- what a phrase belongs to --------------------------------------------------------------------

    def bodies(self, word: Word, names: Names) -> list[ActorRef]:
        """Return the states and bodies that a phrase is of: "Ukraine's", "Armenian", "of Armenia and Azerbaijan"."""
        found: list[ActorRef] = []
        waiting = [c for c in word.children if c.dep in ("amod", "compound", "nmod", "poss") and c.i < word.i]
        for prep in word.all("prep"):
            if prep.lower in ("of", "from"):
                waiting.extend(governed(prep))
        while waiting:
            part = waiting.pop(0)
            found.extend(ref for ref in self._body_of(part, names) if ref not in found)
            if part.lemma not in pronouns.KIN:
                waiting.extend(
                    c for c in part.children if c.dep in ("amod", "compound", "nmod", "poss", "conj")
                )
        possessors = [ref for owner in word.all("poss") for ref in self._body_of(owner, names)]
        return possessors or found

    def _body_of(self, word: Word, names: Names) -> list[ActorRef]:
        name = names.at.get(word.i)
        if name is None:
            if (
                word.dep == "poss"
                and word.lower in pronouns.PERSONAL
                and names is self._names.get(self.parse.sentence.index)
            ):
                owners = [w.acts_for or w.actor for w in self.who(word)]
                return [owner for owner in owners if owner.kind in BODIES]
            return []
        if self.people.is_person(name) or self.people.known_here(name):
            member = self.people.find(name)
            return [member.acts_for] if member is not None and member.acts_for is not None else []
        sense = self.sense_of(name, word)
        if sense is None or sense.kind in ("city", "surname"):
            return []
        actor = self.knowledge.actor(sense.actor_id)
        if actor.kind == "population" and actor.country:
            state = self.knowledge.state(actor.country)
            return [state.reference()] if state else [actor.reference()]
        return [actor.reference()] if actor.kind in BODIES else []

    def hit(self, word: Word) -> list[Resolved]:
        """Return who is hit where a place is: "shelled Kharkiv" hits those who live there."""
        found = self.who(word)
        name = self.names.at.get(word.i)
        if found:
            return found
        if name is None:
            return self._hit_around(word)
        cities = self.knowledge.city(name.text)
        country = cities[0].country if cities else None
        if not cities and name.label not in ("GPE", "LOC"):
            return []
        people = self.cast.local("population", name.text, country)
        return [Resolved(people, self._span(name), None, "a place, for those who live there", plural=True)]

    def _hit_around(self, word: Word) -> list[Resolved]:
        """Return who is hit where things of a place are: "settlements in the Gaza Strip"."""
        country = self._country_around(word) if word.pos == "NOUN" else None
        if country is None:
            return []
        span = self.phrase(word)
        people = self.cast.local("population", span.text, country)
        return [Resolved(people, span, None, "what lies in a place, for those who live there", plural=True)]

    def modifier(self, word: Word) -> list[Resolved]:
        """Return the states and bodies that a word before a noun names; a city or capital there is a place."""
        name = self.names.at.get(word.i)
        sense = self.sense_of(name, word) if name is not None else None
        if name is None or sense is None or sense.kind in ("city", "capital", "seat", "territory"):
            return []
        return [
            Resolved(ref, self._span(name), None, f"before {word.head.text}")
            for ref in self._body_of(word, self.names)
        ]

    def _roles(self, word: Word, names: Names) -> set[str]:
        """Return the roles that the titles before or beside a name give it."""
        roles: set[str] = set()
        if any(w.lower in word_class("former") for w in _words_before(word)):
            return roles  # a former president acts for nobody by that office
        for part in (
            word,
            *word.all("compound", "appos", "nmod"),
            *([word.head] if word.dep == "appos" else []),
        ):
            match = names.titles.get(part.i)
            if match is not None and match.title.role:
                roles.add(match.title.role)
        return roles

    # -- spans ---------------------------------------------------------------------------------------

    def _person(self, member: Member, span: Span, because: str) -> Resolved:
        return Resolved(member.actor, span, member.acts_for, because, member.gender)

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
        return self.parse.span(first, word)


def _words_before(word: Word) -> list[Word]:
    return [w for c in word.children if c.i < word.i for w in (c, *c.children)]


def _kind_of_organization(name: str) -> str:
    words = set(name.lower().split())
    for kind in ("party", "outlet", "agency", "armed_group", "intergovernmental_organization"):
        if words & word_class(f"organization_{kind}"):
            return kind
    return "company"


def _is_subject(word: Word) -> bool:
    return word.dep in SUBJECT_DEPS


def _is_definite(word: Word) -> bool:
    determiner = word.child("det")
    return word.child("poss") is not None or (
        determiner is not None and determiner.lower in ("the", "both", "all")
    )


def _is_indefinite(word: Word) -> bool:
    determiner = word.child("det")
    return determiner is not None and determiner.lower in ("a", "an", "another", "some", "any")
