"""People: who a personal name means, given the whole article and the offices of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders.actors.knowledge import Knowledge
from loaders.actors.records import Actor, Office
from loaders.extraction.cast import BY_TITLE, Cast, Member
from loaders.extraction.names import PERSON, Name, Names
from loaders.extraction.parses import Word
from loaders.extraction.syntax import governed
from loaders.extraction.words import word_class
from loaders.records import ActorRef

_SPOUSES = {"husband": ("wife", "male"), "wife": ("husband", "female"), "spouse": ("spouse", None)}
_GENDER_OF_TITLE = {"king": "male", "queen": "female", "spokesman": "male", "spokeswoman": "female", "mr.": "male",
                    "mrs.": "female", "ms.": "female", "sheikh": "male", "congresswoman": "female",
                    "congressman": "male", "princess": "female", "prince": "male", "emir": "male"}  # fmt: skip


OWN_ROLES = word_class("own_roles")
"""Roles in which one speaks for oneself, one's party or one's court, not for the state."""
HEADS = frozenset({"head_of_state", "head_of_government", "supreme_leader"})
STATE_ROLES = word_class("state_roles")
"""Offices that there are only in a state: "President X" acts for the one the text is about."""
_GROUPS = frozenset({"armed_group", "party"})


@dataclass(frozen=True, slots=True)
class Introduction:
    """A personal name where it stands, with what its phrase says of its bearer."""

    name: Name
    head: Word
    bodies: list[ActorRef]
    """The states and bodies that the phrase is of: "Ukraine's foreign minister"."""
    roles: set[str]
    home: str | None = None
    """The country that the sentence gives to a title without one."""
    around: frozenset[str] = frozenset()
    """The countries that the article names."""
    former: bool = False
    """The office is one that the person no longer holds: "former", "ousted", "the late"."""
    chosen_by: ActorRef | None = None
    """The body of states that appointed the person."""

    @property
    def mandator(self) -> ActorRef | None:
        """The state or body that the person acts for by title or by appointment."""
        if self.chosen_by is not None:
            return self.chosen_by
        if not self.bodies or not self.roles or self.former:
            return None
        body = self.bodies[0]
        return None if body.kind == "state" and self.roles <= OWN_ROLES else body


class People:
    """The personal names of one article."""

    def __init__(self, cast: Cast, knowledge: Knowledge, day: date | None):
        self._cast = cast
        self._knowledge = knowledge
        self._day = day
        self._waiting: list[Introduction] = []

    def is_person(self, name: Name) -> bool:
        """Whether a name is a person's, by the actor data or by the language model."""
        senses = [s for s in name.senses if s.kind != "city"]
        if not senses and name.senses and " " in name.text:
            return False  # "Khan Younis"
        if senses:
            return self._knowledge.actor(senses[0].actor_id).kind == "person"
        return name.label == PERSON

    def known_here(self, name: Name) -> bool:
        """Whether one word that the model labels otherwise is a surname the article has introduced."""
        return not name.senses and self._cast.named(name.text) is not None

    def introduce(self, new: Introduction) -> None:
        """Take note of a name on the first reading; surnames alone wait until all full names are known."""
        known = any(sense.kind != "city" for sense in new.name.senses)  # "Harper" is a town, too
        if len(new.name.text.split()) > 1 or known:
            self._add(new)
        else:
            self._waiting.append(new)

    def settle(self) -> None:
        """Resolve the surnames that waited."""
        for new in self._waiting:
            member = self._cast.named(new.name.text)
            if member is None:
                self._add(new)
            else:
                member.roles |= new.roles
                member.titles |= new.roles
                member.entrust(new.mandator, BY_TITLE)
        self._waiting = []

    def find(self, name: Name) -> Member | None:
        """Return the member of the cast that a name means."""
        for sense in name.senses[:1]:
            member = self._cast.member(sense.actor_id)
            if member is not None:
                return member
        return self._cast.named(name.text)

    def _add(self, new: Introduction) -> None:
        fitting = self._fitting(new)
        printed = new.name.text
        surname = printed.split()[-1]
        gender = next(
            (_GENDER_OF_TITLE[c.lower] for c in new.head.children if c.lower in _GENDER_OF_TITLE), None
        )
        if len(fitting) != 1:
            member = self._unknown(new, {a.country for a in fitting})
            member.gender, member.identity = gender, _why_nobody(fitting)
            self._cast.add(member, printed)
            return
        [actor] = fitting
        acts_for, acts_because = self._mandator_of(actor, new)
        member = Member(
            actor.reference(),
            actor.surname or surname,
            acts_for,
            set(new.roles),
            set(new.roles),
            actor.gender or gender,
            acts_because,
            "the one of this name who fits",
        )
        member.roles |= {office.role for office in self._offices(actor)}
        self._cast.add(member, printed)

    def _mandator_of(self, actor: Actor, new: Introduction) -> tuple[ActorRef | None, str]:
        """Return whom a person acts for: a people ("the Tigrayan leader") is led through its organisation."""
        if new.chosen_by is not None:
            return new.chosen_by, "by appointment"
        if new.former:
            return None, "a former office is no mandate"
        body = self._body_of(actor, new.roles)
        if new.mandator is not None and not self._only_lives_there(actor, new, body):
            return new.mandator, BY_TITLE
        return (body, "by an office that the actor data knows") if body else (new.mandator, BY_TITLE)

    def _only_lives_there(self, actor: Actor, new: Introduction, body: ActorRef | None) -> bool:
        """Tell "Lebanese leader Hassan Nasrallah", who leads a group there, and "the Tigrayan leader"."""
        if new.mandator is None or new.mandator.kind == "population" or new.roles & STATE_ROLES:
            return new.mandator is None or new.mandator.kind == "population"
        offices = [office for office in self._offices(actor) if office.role != "mediator"]
        if new.mandator.kind != "state" or body is None or any(o.body == new.mandator.id for o in offices):
            return bool(offices) and body is not None and body.kind in _GROUPS and self._leads_there(offices)
        return body.kind in _GROUPS or (body.country is not None and body.country != new.mandator.country)

    def _leads_there(self, offices: Sequence[Office]) -> bool:
        """Tell who has an office beside his fighters from who heads the state."""
        return not any(o.role in HEADS for o in offices) and any(self._leads_fighters(o) for o in offices)

    def _unknown(self, new: Introduction, countries: set[str | None]) -> Member:
        """Make a local actor, of the country that the text or all who bear the name and title give."""
        country = new.bodies[0].country if new.bodies else new.home
        if country is None and len(countries) == 1:
            [country] = countries
        state = self._knowledge.state(country) if country and new.roles & STATE_ROLES else None
        own = state is None or new.bodies or new.former
        home = None if own or state is None else state.reference()
        return Member(
            self._cast.local("person", new.name.text, country),
            new.name.text.split()[-1],
            new.mandator or home,
            set(new.roles),
            set(new.roles),
            acts_because=BY_TITLE if new.mandator else "by an office of the state that the text deals with",
        )

    def _fitting(self, new: Introduction) -> list[Actor]:
        """Return the people of the actor data who may be meant; who is meant, where there is but one."""
        senses, words = new.name.senses, new.name.text.split()
        people = [a for a in (self._knowledge.actor(s.actor_id) for s in senses) if a.kind == "person"]
        if len(people) == 1 and not senses[0].weak:
            return people
        if not people and len(words) == 1:
            people = list(self._knowledge.by_surname(words[0]))
        elif not people:
            people = [a for a in self._knowledge.namesakes(new.name.text) if new.roles & _roles_of(a)]
        fitting = [a for a in people if self._could_be(a, new.bodies, new.roles)]
        if not fitting and new.roles:  # "Prime Minister Begin", long after
            fitting = [a for a in people if new.roles & _roles_of(a)]
        return fitting if len(fitting) < 2 else self._likeliest(fitting, new)

    def _likeliest(self, fitting: list[Actor], new: Introduction) -> list[Actor]:
        """Prefer a namesake of a country the article names: by the title, or one who leads that country."""
        near = [actor for actor in fitting if actor.country in new.around]
        if not new.roles:  # "Santos": the president, not another country's minister
            near = [a for a in near if HEADS & {office.role for office in self._offices(a)}]
        return near if len(near) == 1 else fitting

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
        mediated_for = [self._knowledge.actor(o.body) for o in self._offices(actor) if o.role == "mediator"]
        if "mediator" in roles and mediated_for:  # "mediators Lord Owen and Thorvald Stoltenberg"
            international = (b for b in mediated_for if b.kind == "intergovernmental_organization")
            return next((body.reference() for body in international), None)
        # A mediator of no office acts for nobody: a nationality is no mandate.
        offices = [o for o in self._offices(actor) if o.role != "mediator" and not self._is_own(o)]
        if mediated_for and self._day is not None:  # in the year of the change, the mediation comes second
            offices = [o for o in offices if o.certain_on(self._day)]
        if not offices and roles:
            offices = [o for o in actor.offices if o.role in roles and not self._is_own(o)]
        if offices:
            heads = any(o.role in HEADS for o in offices)
            wanted = roles | ({"envoy"} if "mediator" in roles else set())
            held = min(
                offices,
                key=lambda o: (o.role not in wanted, heads or not self._leads_fighters(o), -_since(o)),
            )
            return self._knowledge.actor(held.body).reference()
        state = self._knowledge.state(actor.country) if actor.country and roles & STATE_ROLES else None
        return state.reference() if state is not None else None

    def _is_own(self, office: Office) -> bool:
        """Tell an office in which one speaks for oneself: a senator is not the state."""
        return office.role in OWN_ROLES and self._knowledge.actor(office.body).kind == "state"

    def _leads_fighters(self, office: Office) -> bool:
        """Tell the office one holds at talks: who leads an armed group may sit in a government, too."""
        return office.role == "leader" and self._knowledge.actor(office.body).kind == "armed_group"

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


def _why_nobody(fitting: list[Actor]) -> str:
    if not fitting:
        return "nobody in the actor data fits the name, its title and the day"
    return f"{len(fitting)} of the actor data fit: {', '.join(actor.name for actor in fitting[:5])}"


def _roles_of(actor: Actor) -> set[str]:
    return {office.role for office in actor.offices}


def _since(office: Office) -> int:
    return office.since.start.toordinal() if office.since.start is not None else 0
