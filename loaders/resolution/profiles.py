"""What of a mention counts when it is compared with others: who, when, where, and how it points back.

A profile is a pure function of one article's mentions, so that a pair of profiles can be scored without
looking at anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from loaders.identity import digest
from loaders.records import ActorRef, Article, DateInterval, Mention, Participant, Reading
from loaders.resolution.data import same_acts

SOON = timedelta(days=3)
"""News is told within days: an undated act is taken to lie at most so long before its article."""
AHEAD = timedelta(days=30)
"""How far ahead an undated plan is taken to lie."""
LONGEST_WINDOW = timedelta(days=366)
"""A date known less precisely than a year says nothing about sameness."""

_STATE_KINDS = frozenset({"state", "government", "agency"})
_AHEAD = frozenset({"planned", "proposed", "hypothetical"})
_ACTING = frozenset({"source", "target", "party"})
_ON_BEHALF = frozenset({"delegation_lead", "delegate", "signatory"})
_OWN_FAMILY = {"CONSULT": ("phone", "write"), "RETREAT": ("exchange",)}


@dataclass(frozen=True, slots=True)
class Window:
    """The days in which something may have happened, first and last included."""

    first: date
    last: date

    def meets(self, other: Window) -> bool:
        """Whether some day lies in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Origin:
    """The article facts that decide who told it first."""

    article_id: str
    version: str
    published: DateInterval
    outlet: str | None = None
    credits: tuple[str, ...] = ()


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
    dated: Window | None
    """The days that the mention's own date allows."""
    window: Window | None
    """``dated``, else the days that the article's date makes likely."""
    words: str
    """The sentence in lower case without punctuation: copies of one text have the same."""
    act: str
    """The act that the trigger names (see ``data/same_acts.yaml``)."""
    position: int
    """Where the trigger stands in the reading order; a headline comes first."""
    antecedent: str | None = None
    """The mention of the same article that this one points back to."""
    series: tuple[ActorRef, ...] = ()
    """The parties of the talks it belongs to, where only the article's other sentences name them."""

    @property
    def likeness(self) -> tuple[str, str, str] | None:
        """What it is compared by where days are unknown: its principals and its place, else its very words."""
        pair = dyad(self.principals)
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


def dyad(principals: Iterable[str]) -> str | None:
    """Join the keys of two or more principals to one key; their order does not matter."""
    keys = sorted(set(principals))
    return "+".join(keys) if len(keys) > 1 else None


def principal(participant: Participant) -> ActorRef:
    """Return who stands behind a participant: the state or body that a person acts for."""
    return participant.acts_for or participant.actor


def principal_key(actor: ActorRef) -> str:
    """Return one key for a state, its government and its agencies; any other actor's own id."""
    return actor.country if actor.country and actor.kind in _STATE_KINDS else actor.id


def profile_mentions(reading: Reading) -> tuple[Profile, ...]:
    """Profile the mentions of one article version, before they point back to each other."""
    article = reading.article
    return tuple(_profile(mention, article) for mention in sorted(reading.mentions, key=_reading_order))


def _profile(mention: Mention, article: Article) -> Profile:
    acting = [p for p in mention.participants if _acts(p, mention) and p.status != "denied"]
    mediators = frozenset(
        principal_key(principal(p))
        for p in mention.participants
        if p.role == "mediator" and p.status != "denied"
    )
    dated = _days(mention.date)
    return Profile(
        id=mention.id,
        mention=mention,
        origin=Origin(
            article.id, mention.article_version, article.published, article.outlet, article.credits
        ),
        family=_family(mention),
        principals=_keys(acting) - mediators,
        sources=_keys(p for p in acting if p.role == "source"),
        targets=_keys(p for p in acting if p.role == "target"),
        people=frozenset((principal_key(principal(p)), p.actor.id) for p in acting if _in_person(p)),
        mediators=mediators,
        dated=dated,
        window=dated if has_date(mention) else _likely_days(mention.status, article.published),
        words=normalise(mention.evidence.text),
        act=named_act(mention.type, mention.trigger.text),
        position=_reading_order(mention)[1],
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


def has_date(mention: Mention) -> bool:
    """Whether the mention has a date of its own, however imprecise."""
    return mention.date is not None and mention.date.start is not None


def _days(interval: DateInterval | None) -> Window | None:
    if interval is None or interval.start is None or interval.end is None:
        return None
    window = Window(interval.start, interval.end)
    return window if window.last - window.first <= LONGEST_WINDOW else None


def _likely_days(status: str, published: DateInterval) -> Window | None:
    days = _days(published)
    if days is None:
        return None
    if status in _AHEAD:
        return Window(days.first, days.last + AHEAD)
    return Window(days.first - SOON, days.last)


def _reading_order(mention: Mention) -> tuple[bool, int, str]:
    """A headline opens the article, though its text stands last."""
    body = mention.kind != "headline"
    return body, mention.trigger.start if body else mention.trigger.start - 10_000_000, mention.id


def normalise(text: str) -> str:
    """Lower a sentence's case and drop its punctuation.

    Examples
    --------
    >>> normalise("“Talks”, he said, resume – in Doha.")
    'talks he said resume in doha'

    """
    return " ".join(re.findall(r"\w+", text.casefold()))


@cache
def named_act(event_type: str, trigger: str) -> str:
    """Return one name for all triggers that name the same act.

    Examples
    --------
    >>> named_act("RETREAT", "freed") == named_act("RETREAT", "release")
    True
    >>> named_act("COERCE", "arrested") == named_act("COERCE", "sentenced")
    False

    """
    word = trigger.casefold()
    for group in same_acts().get(event_type, ()):
        if any(part.startswith(beginning) for beginning in group for part in word.split()):
            return group[0]
    # Six letters tell verbs apart and still join "negotiate" and "negotiations".
    return word[:6]
