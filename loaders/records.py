"""The records that flow through the loaders: Page -> Article -> Sentence -> Mention -> Event -> Negotiation.

Every step takes one kind of record and gives the next (see ``docs/architecture.md``). All records are
frozen; unknown is ``None`` or an empty tuple, never ``""``. Offsets count characters of ``Article.text``,
and ``article.text[start:end]`` equals the quoted text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from loaders.support import Ground, ToldBy


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateInterval:
    """A day, month, year or range, with how precisely and on what ground it is known (contract, section 2)."""

    start: date | None
    end: date | None
    precision: str = "unknown"
    """``day``, ``month``, ``year``, ``range`` or ``unknown``."""
    basis: str = "stated"
    """``stated``, ``relative`` (computed from another date of the text) or ``inferred`` (the year)."""


UNKNOWN_DATE = DateInterval(None, None)


# -- pages and articles ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched or read from a file, before anybody knows how many articles it holds."""

    source: str
    """The path or address the user named, for messages."""
    content: str
    format: str
    """``text``, ``html``, ``markdown`` or ``jsonl``."""
    url: str | None = None
    published: DateInterval = UNKNOWN_DATE
    """Given by the user for the page's first article (``--published``)."""
    outlet: str | None = None
    """Given by the user for the page's first article (``--outlet``)."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of the page taken out of an article's text, kept for inspection."""

    text: str
    rule: str
    """The name of the rule that took it out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text that is of one kind."""

    kind: str
    """``body``, ``headline`` or ``caption``."""
    start: int
    end: int
    genre: str | None = None
    """Where the passage differs from its article (a quoted column in a news page); else ``None``."""
    published: DateInterval | None = None
    """The day of a live blog's post; ``None``: the article's."""
    speaker: str | None = None
    """Who speaks in the answers of an interview: there "I" is the speaker."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text without furniture, and what the page says of it.

    The text is the body with its captions in place, then the headline: a text that was given clean keeps
    its own offsets, and the weakest evidence comes last.
    """

    id: str
    version: str
    text: str
    passages: tuple[Passage, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: DateInterval = UNKNOWN_DATE
    genre: str = "news"
    """A genre of ``graph_schema``: ``news``, ``opinion``, ``analysis``, ``interview``, ``live``, ``brief``..."""
    language: str = "en"
    url: str | None = None
    credits: tuple[str, ...] = ()
    """News agencies named in bylines and credit tags ("(AP)", "Reuters"), for counting origins."""
    removed: tuple[Furniture, ...] = ()
    given_id: str | None = None
    """The id that the input gave the article, under which its results are written back."""
    source: str = ""
    """The page's ``source``, for messages."""
    position: int = 0
    """0 for the page's first article."""
    sketch: str | None = None
    """Of an article that comes without its text, the sketch that was made of it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one article version, with its offsets in the article's text."""

    article_id: str
    article_version: str
    index: int
    text: str
    start: int
    end: int
    kind: str = "body"
    genre: str = "news"
    published: DateInterval | None = None
    """The day of a live blog's post; ``None``: the article's."""
    speaker: str | None = None
    """Who says the sentence, an answer of an interview."""


# -- mentions ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Who a stretch of text stands for (contract, section 3)."""

    id: str
    name: str
    kind: str
    """A second label of ``:Actor`` in snake_case: ``person``, ``state``, ``government``, ``agency``,
    ``intergovernmental_organization``, ``armed_group``, ``party``, ``company``, ``outlet``, ``population``."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    aliases: tuple[str, ...] = ()
    local: bool = False
    """True for a name that is not in the actor data: its identity does not reach beyond its article."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a role of a mention."""

    role: str
    span: Span
    actor: ActorRef
    acts_for: ActorRef | None = None
    """The state or body a person acts for; ``for`` in JSON and in the graph."""
    status: str | None = None
    """The participation's own status where the text gives one; ``None``: the event's."""
    because: str = ""
    """Why this actor: the rule that resolved the text, for ``explain``."""
    confidence: float | None = None
    """How sure the participation is where it was judged; ``None``: as sure as the mention."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an act is about: an agreement to meet is an AGREE of CONSULT ``meet``."""

    type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number the text gives: how many, of what."""

    what: str
    value: float | tuple[float, float]
    span: Span
    unit: str | None = None
    status: str | None = None
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of who says so, nearest first."""

    name: str
    kind: str
    """``speaker``, ``outlet``, ``document`` or ``officials``."""
    actor_id: str | None = None
    verb: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Extractor:
    """Which extractor, and which of its frames, read a mention."""

    name: str
    version: str
    frame: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence's report of one event."""

    id: str
    article_id: str
    article_version: str
    sentence_index: int
    type: str
    status: str
    trigger: Span
    evidence: Span
    extractor: Extractor
    mode: str | None = None
    of: tuple[Content, ...] = ()
    contexts: tuple[str, ...] = ()
    date: DateInterval | None = None
    place: Place | None = None
    participants: tuple[Participant, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    kind: str = "body"
    genre: str = "news"
    ordinal: int | None = None
    """The round's number where the text counts it ("the second round")."""
    definite: bool = False
    """True where the noun points back to a known event ("the May 16 agreement", "the talks")."""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article: what a loader writes in one transaction."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    extractors: tuple[Extractor, ...] = ()
    """Who read the article: an extractor that found nothing in it is named here alone."""

    @property
    def readers(self) -> tuple[str, ...]:
        """The names and versions of all extractors that read the article, those that found nothing too."""
        named = {(each.name, each.version) for each in self.extractors}
        found = {(m.extractor.name, m.extractor.version) for m in self.mentions}
        return tuple(f"{name} {version}" for name, version in sorted(named | found))


# -- what mentions add up to -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor's role in an event, over all its mentions."""

    role: str
    actor: ActorRef
    acts_for: ActorRef | None
    status: str
    mentions: tuple[str, ...]
    articles: int
    origins: int
    confidence: float
    told_by: tuple[str, ...] = ()
    """The names of its origins."""
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What mentions from any article agree to be one happening (contract, section 3)."""

    id: str
    type: str
    mode: str | None
    of: tuple[Content, ...]
    status: str
    date: DateInterval | None
    place: Place | None
    participations: tuple[Participation, ...]
    mentions: tuple[str, ...]
    genres: tuple[str, ...]
    articles: int
    origins: int
    confidence: float
    told_by: tuple[ToldBy, ...] = ()
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """An event's place in a negotiation; ``number`` is ``None`` for what is not a session of its own."""

    event_id: str
    number: int | None
    """By date; ``told`` is how texts count it."""
    told: tuple[int, ...] = ()
    """The numbers that texts give it, the most told first."""
    part: str = "session"
    """What it is within the negotiation, of the vocabulary ``thread_part``."""
    outcome: str | None = None
    """What came of it, of the vocabulary ``outcome``; ``None`` where no report tells."""
    stage: str | None = None
    """How far an agreement goes."""
    track: int | None = None
    """The series of talks with the same mediators that it belongs to, from 1; ``None`` where that is not told."""
    because: tuple[str, ...] = ()
    """Why it is part of the negotiation, of the vocabulary ``membership``."""


@dataclass(frozen=True, slots=True)
class Negotiation:
    """A series of talks between the same principal parties over one dispute (contract, section 4)."""

    id: str
    name: str
    parties: tuple[ActorRef, ...]
    rounds: tuple[Round, ...]
    """All its events, by date."""
    start: date | None
    end: date | None
    preceded_by: str | None = None
    stage: str | None = None
    """The furthest stage that its events show."""
    outcome: str = "unknown"
    """What came of it last."""
    outcome_event: str | None = None
    """The event that shows the outcome."""
    period: DateInterval | None = None
    """When it was, also where only the year or the month is known."""
    unreported: tuple[int, ...] = ()
    """Numbers of rounds that must have been, for texts count later ones, and of which nothing is reported."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """An item that could not be read, recorded so that nothing is silently lost."""

    where: str
    reason: str
    remedy: str
    at: datetime | None = None
    stage: str = field(default="read")
