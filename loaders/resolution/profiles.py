"""What of a mention counts when it is compared with others: who, when, where, and how it points back.

A profile is a pure function of one article's mentions, so that a pair of profiles can be scored without
looking at anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.identity import digest
from loaders.judgements.records import Ties
from loaders.records import ActorRef, Article, DateInterval, Mention, Participant, Reading
from loaders.resolution.sides import dyad, known, principal, principal_key, stands_for_sides
from loaders.resolution.sketches import sketch_of
from loaders.resolution.spells import Spell, Window, spell_of
from loaders.resolution.words import (
    distinctive_words,
    is_apposed,
    is_echo,
    named_act,
    normalise,
    places_named,
    seats_told,
)

_ACTING = frozenset({"source", "target", "party"})
_ON_BEHALF = frozenset({"delegation_lead", "delegate", "signatory"})
_OWN_FAMILY = {"CONSULT": ("phone", "write"), "RETREAT": ("exchange",)}


@dataclass(frozen=True, slots=True)
class Origin:
    """The article facts that decide who told it first."""

    article_id: str
    version: str
    published: DateInterval
    outlet: str | None = None
    credits: tuple[str, ...] = ()
    sketch: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention with what counts for comparing it."""

    id: str
    """The mention's id."""
    mention: Mention
    origin: Origin
    family: str
    """Events of different families are never one: the type, with a mode that is another kind of act."""
    principals: frozenset[str]
    """Keys of those who act on each other; a person stands for the state it acts for."""
    sources: frozenset[str]
    targets: frozenset[str]
    people: frozenset[tuple[str, str]]
    """Persons among them, each with the principal it stands for."""
    mediators: frozenset[str]
    spell: Spell
    """When it was."""
    places: frozenset[str]
    """Places that the sentence names."""
    objects: frozenset[str]
    """Distinctive words near the trigger."""
    apposed: bool
    """Whether the trigger only says again what stands before it."""
    echo: bool
    """Whether its sentence only says again what was told before it."""
    vague: bool
    """Whether it names its sides as "the two leaders" alone."""
    seats: int | None
    """For how many sides the talks are said to be: "trilateral", "a two-way meeting"."""
    words: str
    """The sentence in lower case without punctuation: copies of one text have the same."""
    act: str
    """The act that the trigger names (see ``data/same_acts.yaml``)."""
    position: int
    """Where the trigger stands in the reading order; a headline comes first."""
    antecedent: str | None = None
    """The mention of the same article that this one points back to."""
    ties: Ties | None = None
    """What was judged of its being one event with others."""
    series: tuple[ActorRef, ...] = ()
    """The parties of the talks it belongs to, where only the article's other sentences name them."""
    assumed: frozenset[str] = frozenset()
    """The sides of the article's story, where no sentence names those of the talks."""
    sides: frozenset[str] = field(init=False)
    """Those by whom it can be known elsewhere: its principals, else the parties of its talks."""

    def __post_init__(self) -> None:
        own = known(self.principals)
        others = frozenset(map(principal_key, self.series)) or self.assumed
        # Kept, for every pair that is scored asks for them.
        object.__setattr__(self, "sides", own if len(own) > 1 else others or own)

    @property
    def dated(self) -> Window | None:
        """The days that the mention's own date allows."""
        return self.spell.dated

    @property
    def window(self) -> Window | None:
        """``dated``, else the days that the article's date makes likely."""
        return self.spell.window

    @property
    def around(self) -> Window | None:
        """``window``, with further days among which other mentions of it are sought."""
        return self.spell.around

    @property
    def likeness(self) -> tuple[str, str, str] | None:
        """What it is compared by where days are unknown: its principals and its place, else its very words."""
        pair = dyad(known(self.principals))
        if pair is None or self.antecedent:
            return None
        place = self.mention.place
        return self.family, pair, place.name.casefold() if place else self.words

    @property
    def anchor(self) -> str | None:
        """Its likeness as one short key."""
        return digest("anchor", *self.likeness) if self.likeness else None

    @property
    def parties(self) -> dict[str, ActorRef]:
        """The principals by key, states before their own bodies."""
        actors = sorted(
            (principal(p) for p in self.mention.participants), key=lambda a: (a.kind == "state", a.id)
        )
        keyed = {principal_key(actor): actor for actor in actors}
        return {key: actor for key, actor in keyed.items() if key in self.principals}


def profile_mentions(reading: Reading, ties: Mapping[str, Ties] | None = None) -> tuple[Profile, ...]:
    """Profile the mentions of one article version, before they point back to each other.

    ``ties`` holds what was judged of them, by mention id.
    """
    article, tied = reading.article, ties or {}
    return tuple(
        _profile(mention, article, tied.get(mention.id))
        for mention in sorted(reading.mentions, key=_reading_order)
    )


def _profile(mention: Mention, article: Article, ties: Ties | None) -> Profile:
    told = [p for p in mention.participants if _acts(p, mention) and p.status != "denied"]
    acting = [p for p in told if not stands_for_sides(p, mention)]
    mediators = frozenset(
        principal_key(principal(p))
        for p in mention.participants
        if p.role == "mediator" and p.status != "denied"
    )
    return Profile(
        id=mention.id,
        mention=mention,
        origin=Origin(
            article.id,
            mention.article_version,
            article.published,
            article.outlet,
            article.credits,
            article.sketch or sketch_of(article.text),
        ),
        family=_family(mention),
        principals=_keys(acting) - mediators,
        sources=_keys(p for p in acting if p.role == "source"),
        targets=_keys(p for p in acting if p.role == "target"),
        people=frozenset(
            (principal_key(principal(p)), principal_key(p.actor)) for p in acting if _in_person(p)
        ),
        mediators=mediators,
        spell=spell_of(mention, article.published),
        places=places_named(mention),
        objects=distinctive_words(mention),
        apposed=is_apposed(mention),
        echo=is_echo(mention),
        vague=len(acting) < len(told),
        seats=seats_told(mention),
        words=normalise(mention.evidence.text),
        act=named_act(mention.type, mention.trigger.text),
        position=_reading_order(mention)[1],
        ties=ties,
    )


def _acts(participant: Participant, mention: Mention) -> bool:
    """Whether a participant is one of those who act on each other; the host is where it is visited."""
    if participant.role in _ON_BEHALF:
        return participant.acts_for is not None
    return participant.role in _ACTING or (participant.role == "host" and mention.mode == "visit")


def _in_person(participant: Participant) -> bool:
    return participant.actor.kind == "person" and participant.role not in _ON_BEHALF


def _keys(participants: Iterable[Participant]) -> frozenset[str]:
    return frozenset(principal_key(principal(p)) for p in participants)


def _family(mention: Mention) -> str:
    if mention.mode in _OWN_FAMILY.get(mention.type, ()):
        return f"{mention.type} {mention.mode}"
    return mention.type


def _reading_order(mention: Mention) -> tuple[bool, int, str]:
    """A headline opens the article, though its text stands last."""
    body = mention.kind != "headline"
    return body, mention.trigger.start if body else mention.trigger.start - 10_000_000, mention.id
