"""What people say is in a text: the records that predictions are scored against.

Three shapes of gold are read. *Annotated* gold is exhaustive and says all that the contract asks of a mention;
*coded* gold (the field's Gold Standard Records) has one event a sentence: type, source and target. *Stories* are
told by several articles, with which of their words tell of one event or name one actor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_schema.errors import GoodOfficesError
from loaders.records import Article, Content, DateInterval, Place, Span


class GoldError(GoodOfficesError):
    """A gold file cannot be scored against as it stands."""


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Who takes a part: the usual full English name, the kind and the country."""

    name: str
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class GoldParticipant:
    """An actor in a role, with the words of the text that name it."""

    role: str
    text: str
    actor: GoldActor
    status: str | None = None
    acts_for: str | None = None
    """The name of the state or body that a person acts for."""
    optional: bool = False
    """True: to miss it is no fault, and to find it is none."""


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """A number the text gives; ``low`` and ``high`` are equal where it gives one."""

    what: str
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event that the text tells of."""

    type: str
    status: str
    trigger: str
    mode: str | None = None
    of: tuple[Content, ...] = ()
    date: DateInterval | None = None
    place: Place | None = None
    participants: tuple[GoldParticipant, ...] = ()
    quantities: tuple[GoldQuantity, ...] = ()
    attributed_to: tuple[str, ...] = ()
    quote: str | None = None
    """Words of the sentence that tells it, where the text is a whole article."""
    also: tuple[str, ...] = ()
    """Further words of the text that tell of the same event."""
    optional: bool = False
    """True: to miss it is no fault, and to find it is none."""


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with all its events; every other event told of it is false."""

    id: str
    article: Article | None
    """As the page reader gives it; ``None`` where that did not find the article."""
    text: str
    genre: str
    events: tuple[GoldEvent, ...]
    tags: tuple[str, ...] = ()
    """Region, decade and what is hard here, to see where errors gather."""
    lost: tuple[GoldEvent, ...] = ()
    """In an article read under a title that the gold has not: what the gold says of its words elsewhere."""


@dataclass(frozen=True, slots=True)
class CodedActor:
    """An actor as coders give it: words, and the code of a country or of international bodies."""

    text: str
    code: str | None


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """Who did what to whom; in a reciprocal act each to the other."""

    type: str
    source: tuple[CodedActor, ...]
    target: tuple[CodedActor, ...]
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class CodedText:
    """A sentence with its coded event. It may tell of others: precision is a lower bound."""

    id: str
    article: Article | None
    text: str
    events: tuple[CodedEvent, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A set of exhaustively annotated texts."""

    name: str
    texts: tuple[GoldText, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A set of coded sentences."""

    name: str
    texts: tuple[CodedText, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of an article that tell of an event or name an actor."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a story: its text without marks, and what was marked."""

    article: Article
    origin: str
    """Articles with one origin carry one text, that of an agency or of a first outlet."""
    events: tuple[Marked, ...]
    actors: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One process as articles of several outlets tell it."""

    name: str
    process: str
    types: Mapping[str, str]
    """The type of each event, by key."""
    rounds: Mapping[str, Sequence[str]]
    """Series of talks, each with the keys of its rounds, no two of which are one event."""
    articles: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """A set of stories."""

    name: str
    stories: tuple[Story, ...]


type Gold = Annotated | Coded | Stories
