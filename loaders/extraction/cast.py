"""An article's cast: the people it names, what it says of them, and who was spoken of last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from loaders.actors.names import fold
from loaders.extraction.words import word_class
from loaders.identity import digest
from loaders.records import ActorRef, Span

BY_TITLE = "by the title that the text gives"
_REACH = 3
"""A pronoun looks back over this many sentences; news style restates the name after two or three."""


def surname_key(surname: str) -> str:
    """Return the form under which surnames are compared: "Al-Aiban" and "al-Aiban", "Pérez" and "PEREZ" are one."""
    plain = fold(surname).lower()
    for article in ("al-", "el-", "al ", "ben-"):
        plain = plain.removeprefix(article)
    return plain


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a phrase stands for, and why."""

    actor: ActorRef
    span: Span
    acts_for: ActorRef | None = None
    because: str = ""
    gender: str | None = None
    plural: bool = False
    possessed: bool = False
    """The phrase is a thing of the actor's ("Russian air bases"), not the actor."""
    inherited: bool = False
    """An earlier sentence brings it to this one: "the talks" have the parties told of before."""
    hint: str | None = None
    """A role that the phrase itself gives: "Qatari mediators"."""
    by_office: bool = False
    """The phrase gives an office, whose holder the actor data knows, and no name."""
    group: tuple[ActorRef, ...] = ()
    """All members, where the phrase stands for several ("the two leaders")."""
    acts_because: str = ""
    """Why a person acts for ``acts_for``."""


@dataclass(slots=True)
class Member:
    """A person of the article, under the longest name it uses."""

    actor: ActorRef
    surname: str
    acts_for: ActorRef | None = None
    roles: set[str] = field(default_factory=set)
    """All roles known of the person on the day, from the article or the data."""
    titles: set[str] = field(default_factory=set)
    """The roles that the article itself gives."""
    gender: str | None = None
    acts_because: str = ""
    """Why the person acts for ``acts_for``."""
    identity: str = ""
    """Why the name is this person, or nobody of the actor data."""

    def entrust(self, body: ActorRef | None, because: str) -> None:
        """Let the person act for a body, unless it is known to act for one; what the text says goes first."""
        told = because == BY_TITLE != self.acts_because
        if body is not None and (self.acts_for is None or told):
            self.acts_for, self.acts_because = body, because


@dataclass(frozen=True, slots=True)
class Turn:
    """One phrase's turn in the conversation: who it was, where, and whether as a subject."""

    who: Resolved
    sentence: int
    place: int
    subject: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Several who were named in one breath: "Fiji and Tonga", "the two Koreas"."""

    sentence: int
    subject: bool
    place: int
    members: tuple[Resolved, ...]

    @property
    def nearness(self) -> tuple[int, bool, int]:
        """By which the group is found that is likeliest meant: the last, in its sentence the subject."""
        return self.sentence, self.subject, self.place


class Cast:
    """The people and bodies of one article, filled while its sentences are read."""

    def __init__(self, article_id: str):
        self.article_id = article_id
        self._members: dict[str, Member] = {}
        self._by_surname: dict[str, list[Member]] = {}
        self._printed: dict[str, Member] = {}
        self._kin: dict[tuple[str, str], Member] = {}
        self._turns: list[Turn] = []
        self._modifying: list[Turn] = []
        self._talking: tuple[Resolved, ...] = ()
        self._bargaining: tuple[Resolved, ...] = ()
        self._mediators: tuple[Resolved, ...] = ()
        self._groups: list[Group] = []

    # -- people --------------------------------------------------------------------------------------

    def add(self, member: Member, printed: str) -> Member:
        """Add a person as the article prints the name, or add what is new to what is known of the person."""
        known = self._members.get(member.actor.id)
        if known is None:
            self._members[member.actor.id] = known = member
            # "Wang" and "Tsikhanouskaya" both: the family name, and the last name as it is printed.
            for key in {surname_key(member.surname), surname_key(member.actor.name.rsplit(maxsplit=1)[-1])}:
                self._by_surname.setdefault(key, []).append(member)
        self._printed.setdefault(printed, known)
        known.roles |= member.roles
        known.titles |= member.titles
        known.entrust(member.acts_for, member.acts_because)
        known.gender = known.gender or member.gender
        return known

    def named(self, name: str) -> Member | None:
        """Return the person whose surname this is, or whose full name ends with these words."""
        if " " in name and name in self._printed:
            return self._printed[name]
        namesakes = self._by_surname.get(surname_key(name.rsplit(maxsplit=1)[-1]), [])
        one_word = " " not in name
        fitting = [
            m for m in namesakes if one_word or fold(m.actor.name).lower().endswith(fold(name).lower())
        ]
        if len(fitting) > 1:
            last = self._last_of({m.actor.id for m in fitting})
            return self._members.get(last) if last else None
        return fitting[0] if fitting else None

    def titled(self, role: str, state: ActorRef | None = None) -> Member | None:
        """Return the one person the article gives this role, for this state where one is named."""
        fitting = [
            m
            for m in self._members.values()
            if role in m.roles and (state is None or (m.acts_for and m.acts_for.id == state.id))
        ]
        if len(fitting) > 1 or role in word_class("many_held_roles"):  # "the commander" may be another
            last = self._last_of({m.actor.id for m in fitting})
            return self._members.get(last) if last else None
        return fitting[0] if fitting else None

    def head_of(self, state: ActorRef, roles: frozenset[str]) -> Member | None:
        """Return the one person of the article who heads a state: "the Egyptian leader"."""
        leading = [m for m in self._members.values() if m.acts_for and m.acts_for.id == state.id]
        told = [m for m in leading if m.titles & roles] or [m for m in leading if m.roles & roles]
        return told[0] if len(told) == 1 else None

    def member(self, actor_id: str) -> Member | None:
        """Return the person with this actor id, if the article names them."""
        return self._members.get(actor_id)

    def members(self) -> Iterable[Member]:
        """Return every person named so far."""
        return self._members.values()

    def relate(self, word: str, owner: Member, kin: Member) -> None:
        """Remember that ``kin`` is ``owner``'s ``word`` ("husband")."""
        self._kin[word, owner.actor.id] = kin

    def kin(self, word: str, owner: str | None) -> Member | None:
        """Return somebody's husband or wife; without an owner, the only one the article knows."""
        if owner is not None and (word, owner) in self._kin:
            return self._kin[word, owner]
        known = {m.actor.id: m for (relation, _), m in self._kin.items() if relation == word}
        return next(iter(known.values())) if len(known) == 1 else None

    def local(self, kind: str, name: str, country: str | None = None) -> ActorRef:
        """Return an actor whose identity does not reach beyond this article (contract, section 3)."""
        return ActorRef(
            digest("actor", self.article_id, kind, name.lower()), name, kind, country, (), local=True
        )

    # -- turns ---------------------------------------------------------------------------------------

    def note(self, turn: Turn) -> None:
        """Remember a phrase's turn."""
        self._turns.append(turn)

    def note_modifier(self, turn: Turn) -> None:
        """Remember a group named before a noun ("M23 fighters"): a noun may mean it, a pronoun does not."""
        self._modifying.append(turn)

    def note_group(self, group: Group) -> None:
        """Remember actors named together: what "the two sides" will mean."""
        self._groups.append(group)

    def nearest_group(
        self, sentence: int, place: int, size: int | None = None, kinds: frozenset[str] = frozenset()
    ) -> Group | None:
        """Return the last group of actors before a place, of this size and these kinds where they are asked for."""
        before = (g for g in self._groups if (g.sentence, g.place) < (sentence, place))
        fitting = (g for g in before if sentence - g.sentence <= _REACH + 1 and _fits(g.members, size, kinds))
        return max(fitting, key=lambda g: g.nearness, default=None)

    def last_group(
        self,
        sentence: int,
        place: int,
        size: int | None = None,
        kinds: frozenset[str] = frozenset(),
        *,
        sides: bool = False,
    ) -> tuple[Resolved, ...]:
        """Return who is meant together; ``sides``: rather those in negotiations than those who met."""
        nearest = self.nearest_group(sentence, place, size, kinds)
        # A group of the same sentence is meant before the parties of the talks, and they before older groups.
        if nearest is not None and nearest.sentence == sentence and not (sides and self._mediate(nearest)):
            return nearest.members
        for talking in (self._bargaining, self._talking) if sides else (self._talking,):
            if _fits(talking, size, kinds):
                return talking
        own = not sides or (size == 2 and nearest is None)
        pair = self._pair(sentence, place, nearest) if size in (None, 2) and own else ()
        if pair and _fits(pair, size, kinds):
            return pair
        return nearest.members if nearest is not None and not (sides and self._mediate(nearest)) else ()

    def _mediate(self, group: Group) -> bool:
        """Tell those who mediate between the two sides from the sides."""
        between = {who.actor.id for who in self._mediators}
        return all(who.hint == "mediator" or who.actor.id in between for who in group.members)

    def two_states(self, sentence: int) -> tuple[Resolved, ...]:
        """Return the two states of which the sentences before speak, if they speak of two."""
        for distance in range(1, _REACH + 1):
            told: dict[str, Resolved] = {}
            for turn in self._turns:
                state = turn.who.acts_for if turn.who.actor.kind == "person" else turn.who.actor
                if state is not None and state.kind == "state" and 0 < sentence - turn.sentence <= distance:
                    told.setdefault(state.id, replace(turn.who, actor=state, acts_for=None))
            if len(told) > 1:
                return tuple(told.values()) if len(told) == 2 else ()
        return ()

    def _pair(self, sentence: int, place: int, nearest: Group | None) -> tuple[Resolved, ...]:
        """Return the two people who were subjects since a group was named, if each is of another side."""
        here = self._subjects(sentence, place)
        since = nearest.sentence if nearest is not None else sentence - _REACH - 1
        found = here if len(here) > 1 else {}
        for at in range(sentence - 1, since, -1):
            found = found if len(found) > 1 else found | self._subjects(at)
        if len(found) < 2 and (nearest is None or nearest.sentence < sentence - 1):
            found = self._subjects(sentence - 1, anywhere=True)  # "X accused Y", then "the two leaders"
        sides = {(who.acts_for or who.actor).id for who in found.values()}
        return tuple(found.values()) if len(found) == len(sides) == 2 else ()

    def _subjects(
        self, sentence: int, place: int | None = None, *, anywhere: bool = False
    ) -> dict[str, Resolved]:
        """Return the people who were subjects (or ``anywhere``) in a sentence, up to a place."""
        turns = (t for t in self._turns if t.sentence == sentence and (place is None or t.place < place))
        return {
            t.who.actor.id: t.who for t in turns if (t.subject or anywhere) and t.who.actor.kind == "person"
        }

    def talking(self, size: int | None = None) -> tuple[Resolved, ...]:
        """Return the parties of the article's talks, if so many are asked for."""
        return self._talking if size in (None, len(self._talking)) else ()

    def note_talks(
        self, parties: tuple[Resolved, ...], bargaining: tuple[Resolved, ...] | None = None
    ) -> None:
        """Remember who is in talks: "the two sides", however far back, and who negotiates, if not those before."""
        self._talking = parties
        self._bargaining = self._bargaining if bargaining is None else bargaining

    def note_mediators(self, mediators: tuple[Resolved, ...]) -> None:
        """Remember who mediates: "the mediators", however far back."""
        self._mediators = mediators or self._mediators

    def mediating(self) -> tuple[Resolved, ...]:
        """Return who was last said to mediate."""
        return self._mediators

    def back(self, sentence: int, place: int) -> Iterator[Turn]:
        """Yield the turns before a place, likeliest antecedent first: same sentence, then subjects."""
        near = [t for t in self._turns if t.sentence == sentence and t.place < place]
        yield from sorted(near, key=lambda t: (not t.subject, t.place))
        for distance in range(1, _REACH + 1):
            there = [t for t in self._turns if t.sentence == sentence - distance]
            yield from sorted(there, key=lambda t: (not t.subject, t.place))

    def last_of(self, kinds: frozenset[str], sentence: int, place: int) -> Resolved | None:
        """Return the group of these kinds spoken of last before a place; far back, only the article's only one."""
        for turns in (self._turns, self._modifying):
            for turn in reversed(turns):
                before = (turn.sentence, turn.place) < (sentence, place)
                if before and turn.sentence >= sentence - _REACH and turn.who.actor.kind in kinds:
                    return turn.who
        told = (t.who for t in self._turns if (t.sentence, t.place) < (sentence, place))
        groups = {who.actor.id: who for who in told if who.actor.kind in kinds}
        return next(iter(groups.values())) if len(groups) == 1 else None

    def last_force(self, sentence: int, place: int) -> Resolved | None:
        """Return the army spoken of last before a place, if only one has been."""
        forces = {
            turn.who.actor.id: turn.who
            for turn in self._turns
            if (turn.sentence, turn.place) < (sentence, place)
            and turn.who.actor.kind == "agency"
            and turn.who.acts_for is not None
            and not word_class("forces").isdisjoint(turn.who.actor.name.lower().split())
        }
        return next(iter(forces.values())) if len(forces) == 1 else None

    def state_spoken_of(
        self, sentence: int, place: int, *, most: bool, among: frozenset[str] | None = None
    ) -> ActorRef | None:
        """Return the state spoken of last up to a place, or ``most``, the later one on a tie."""
        counts: Counter[str] = Counter()
        states: dict[str, ActorRef] = {}
        for turn in sorted((*self._turns, *self._modifying), key=lambda t: (t.sentence, t.place)):
            state = turn.who.acts_for if turn.who.actor.kind == "person" else turn.who.actor
            if (
                state is not None
                and state.kind == "state"
                and (among is None or state.country in among)
                and (turn.sentence, turn.place) < (sentence, place)
            ):
                counts[state.id] += 1
                states.pop(state.id, None)
                states[state.id] = state  # in the order last spoken of
        return max(reversed(states.values()), key=lambda s: counts[s.id] if most else 0, default=None)

    def _last_of(self, ids: set[str]) -> str | None:
        return next((t.who.actor.id for t in reversed(self._turns) if t.who.actor.id in ids), None)


def _fits(members: tuple[Resolved, ...], size: int | None, kinds: frozenset[str]) -> bool:
    if size is not None and len(members) != size:
        return False
    return bool(members) and (not kinds or all(m.actor.kind in kinds for m in members))
