"""People: who a personal name means, given the whole article and the offices of the day."""

from __future__ import annotations

from datetime import date

from loaders.actors.knowledge import Knowledge
from loaders.actors.records import Actor, Office
from loaders.extraction.cast import Cast, Member
from loaders.extraction.names import PERSON, Name, Names
from loaders.extraction.parses import Word
from loaders.extraction.syntax import governed
from loaders.records import ActorRef

_SPOUSES = {"husband": ("wife", "male"), "wife": ("husband", "female"), "spouse": ("spouse", None)}
_GENDER_OF_TITLE = {"king": "male", "queen": "female", "spokesman": "male", "spokeswoman": "female", "mr.": "male",
                    "mrs.": "female", "ms.": "female", "sheikh": "male", "congresswoman": "female",
                    "congressman": "male", "princess": "female", "prince": "male", "emir": "male"}  # fmt: skip


class People:
    """The personal names of one article."""

    def __init__(self, cast: Cast, knowledge: Knowledge, day: date | None):
        self._cast = cast
        self._knowledge = knowledge
        self._day = day
        self._waiting: list[tuple[Name, Word, list[ActorRef], set[str]]] = []

    def is_person(self, name: Name) -> bool:
        """Whether a name is a person's, by the actor data or by the language model."""
        senses = [s for s in name.senses if s.kind != "city"]
        if senses:
            return self._knowledge.actor(senses[0].actor_id).kind == "person"
        return name.label == PERSON

    def known_here(self, name: Name) -> bool:
        """Whether one word that the model labels otherwise is a surname the article has introduced."""
        return not name.senses and self._cast.named(name.text) is not None

    def introduce(self, name: Name, head: Word, bodies: list[ActorRef], roles: set[str]) -> None:
        """Take note of a name on the first reading; surnames alone wait until all full names are known."""
        if len(name.text.split()) > 1 or name.senses:
            self._add(name, head, bodies, roles)
        else:
            self._waiting.append((name, head, bodies, roles))

    def settle(self) -> None:
        """Resolve the surnames that waited."""
        for name, head, bodies, roles in self._waiting:
            member = self._cast.named(name.text)
            if member is None:
                self._add(name, head, bodies, roles)
            else:
                member.roles |= roles
                member.titles |= roles
                if bodies and member.acts_for is None and roles:
                    member.acts_for = bodies[0]
        self._waiting = []

    def find(self, name: Name) -> Member | None:
        """Return the member of the cast that a name means."""
        for sense in name.senses[:1]:
            member = self._cast.member(sense.actor_id)
            if member is not None:
                return member
        return self._cast.named(name.text)

    def _add(self, name: Name, head: Word, bodies: list[ActorRef], roles: set[str]) -> None:
        actor = self._known(name, bodies, roles)
        surname = name.text.split()[-1]
        gender = next((_GENDER_OF_TITLE[c.lower] for c in head.children if c.lower in _GENDER_OF_TITLE), None)
        if actor is None:
            country = bodies[0].country if bodies else None
            ref = self._cast.local("person", name.text, country)
            self._cast.add(
                Member(ref, surname, bodies[0] if bodies and roles else None, set(roles), set(roles), gender)
            )
            return
        acts_for = (bodies[0] if bodies and roles else None) or self._body_of(actor, roles)
        member = Member(
            actor.reference(),
            actor.surname or surname,
            acts_for,
            set(roles),
            set(roles),
            actor.gender or gender,
        )
        member.roles |= {office.role for office in self._offices(actor)}
        self._cast.add(member)

    def _known(self, name: Name, bodies: list[ActorRef], roles: set[str]) -> Actor | None:
        named = [self._knowledge.actor(s.actor_id) for s in name.senses]
        people = [actor for actor in named if actor.kind == "person"]
        if len(people) == 1 and not name.senses[0].weak:
            return people[0]
        if not people and len(name.text.split()) == 1:
            people = list(self._knowledge.by_surname(name.text))
        fitting = [a for a in people if self._could_be(a, bodies, roles)]
        if not fitting and roles:  # "Prime Minister Begin", long after
            fitting = [a for a in people if roles & {office.role for office in a.offices}]
        return fitting[0] if len(fitting) == 1 else None

    def _could_be(self, actor: Actor, bodies: list[ActorRef], roles: set[str]) -> bool:
        """Tell whether a bare surname may be this person: in office on the day, of the state and role named."""
        offices = self._offices(actor)
        if not offices:
            return False
        states = {body.country for body in bodies if body.kind == "state"}
        if states and actor.country not in states:
            return False
        return not roles or bool(roles & {office.role for office in offices})

    def _offices(self, actor: Actor) -> tuple[Office, ...]:
        return self._knowledge.offices(actor.id, self._day)

    def _body_of(self, actor: Actor, roles: set[str]) -> ActorRef | None:
        # A mediator of no office acts for nobody: a nationality is no mandate.
        offices = [o for o in self._offices(actor) if o.role != "mediator"]
        if not offices and roles:
            offices = [o for o in actor.offices if o.role in roles]
        if offices:
            held = min(offices, key=lambda o: (o.role not in roles, -_since(o)))
            return self._knowledge.actor(held.body).reference()
        state = self._knowledge.state(actor.country) if actor.country and roles else None
        return state.reference() if state is not None else None

    def note_kin(self, word: Word, names: Names) -> None:
        """Read "X, the husband of Y": each is the other's."""
        owner = next((w for p in word.all("prep") if p.lower == "of" for w in governed(p)), None)
        kin = word
        while kin.dep in ("appos", "conj") and kin.i not in names.at:
            kin = kin.head
        first, second = (names.at.get(w.i) if w is not None else None for w in (kin, owner))
        if first is None or second is None:
            return
        husband, wife = self.find(first), self.find(second)
        if husband is None or wife is None or husband is wife:
            return
        counterpart, gender = _SPOUSES[word.lemma]
        husband.gender = husband.gender or gender
        wife.gender = wife.gender or {"male": "female", "female": "male"}.get(gender or "")
        self._cast.relate(word.lemma, wife, husband)
        self._cast.relate(counterpart, husband, wife)


def _since(office: Office) -> int:
    return office.since.start.toordinal() if office.since.start is not None else 0
