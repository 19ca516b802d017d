"""What must stay out of a graph: articles and persons that were erased, as keyed hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from database import Executor
from loaders.erasure.blanking import BLANK, Blanking, fold, names_in
from loaders.erasure.key import PurgeKey, PurgeKeyError, key_file, read_key
from loaders.records import ActorRef, Article, Attribution, Mention, Participant, Quantity, Reading, Span

ARTICLE, TEXT, PERSON, NAME = "article", "text", "person", "name"
"""Kinds of hashes: of an article's id, of its text, of a person's id, of a folded name."""

_PURGES = "MATCH (p:Purge) WHERE p.hashes IS NOT NULL RETURN p.hashes AS hashes, p.key AS key"


class Register:
    """What must stay out; it is asked before anything is written."""

    def __init__(self, hashes: Iterable[str] = (), key: PurgeKey | None = None) -> None:
        self._hashes = frozenset(hashes)
        self._key = key

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def __contains__(self, kind_and_text: tuple[str, str]) -> bool:
        return self._key is not None and self._key.hash(*kind_and_text) in self._hashes

    def keeps_out(self, article: Article) -> bool:
        """Whether an article was erased, under its id or under another one with the same text."""
        return (ARTICLE, article.id) in self or (TEXT, article.version) in self

    def admit(self, reading: Reading) -> Reading | None:
        """Return a reading as it may be written: without those who were erased; ``None`` if it may not be at all."""
        return None if self and self.keeps_out(reading.article) else self.without_erased(reading)

    def without_erased(self, reading: Reading) -> Reading:
        """Return a reading without the persons who were erased; the same one if it names none."""
        if not self:
            return reading
        erased = {actor.id for actor in _actors(reading) if self.erases(actor)}
        blanking = self._blanking(reading, erased)
        if not blanking and not erased:
            return reading
        return _without(reading, erased, blanking)

    def erases(self, actor: ActorRef) -> bool:
        """Whether a person was erased; of those that the actor data knows, only by id: a namesake is not.

        A name that holds an erased one ("Baker Ada Obi" of a headline) is the same person's, and one that is read in a
        text with blanks is nobody's.
        """
        if actor.local and BLANK in actor.name:
            return True
        if actor.kind != "person":
            return False
        return (PERSON, actor.id) in self or (actor.local and bool(self._names_of(actor)))

    def _names_of(self, actor: ActorRef) -> set[str]:
        """Return the erased names that a person's names are or hold."""
        named = (actor.name, *actor.aliases)
        held = {found for name in named for found, _, _ in names_in(name, self._has_name, capitals=False)}
        return held | {fold(name) for name in named if self._has_name(fold(name))}

    def _has_name(self, name: str) -> bool:
        return (NAME, name) in self

    def _blanking(self, reading: Reading, erased: set[str]) -> Blanking:
        persons = [actor for actor in _actors(reading) if actor.kind == "person"]
        others = [actor for actor in persons if actor.id not in erased]
        known = {fold(name) for actor in others if not actor.local for name in (actor.name, *actor.aliases)}
        wanted = lambda name: name not in known and self._has_name(name)  # noqa: E731  # read where it is asked
        names = {name for text in _texts(reading) for name, _, _ in names_in(text, wanted)}
        for each in persons:
            if each.id in erased and BLANK not in each.name:
                names |= self._names_of(each) or {fold(each.name)}
        spared = {word for actor in others for word in fold(actor.name).split()}
        return Blanking(frozenset(names), frozenset(spared))


def read_register(db: Executor, key: Callable[[], PurgeKey | None] = read_key) -> Register:
    """Read what must stay out of a graph.

    Raises
    ------
    PurgeKeyError
        Something was erased, and the key that it was erased with is not at hand.

    """
    rows = db.run(_PURGES)
    if not rows:
        return Register()
    own = key()
    if own is None:
        raise PurgeKeyError(key_file(), "there is no key here")
    if any(row["key"] != own.mark for row in rows):
        raise PurgeKeyError(key_file(), "the key here is another one")
    return Register((entry.partition(" ")[0] for row in rows for entry in row["hashes"]), own)


def _actors(reading: Reading) -> Iterator[ActorRef]:
    for mention in reading.mentions:
        for participant in mention.participants:
            yield participant.actor
            if participant.acts_for is not None:
                yield participant.acts_for


def _texts(reading: Reading) -> Iterator[str]:
    article = reading.article
    yield from filter(None, (article.title, article.byline, article.text))
    yield from (piece.text for piece in article.removed)
    yield from (sentence.text for sentence in reading.sentences)
    for mention in reading.mentions:
        yield mention.evidence.text
        yield from (link.name for link in mention.attribution)


def _without(reading: Reading, erased: set[str], blanking: Blanking) -> Reading:
    mentions = (_mention_without(mention, erased, blanking) for mention in reading.mentions)
    return replace(
        reading,
        article=_article_without(reading.article, blanking),
        sentences=tuple(replace(each, text=blanking.text(each.text)) for each in reading.sentences),
        mentions=tuple(mention for mention in mentions if mention is not None),
    )


def _article_without(article: Article, blanking: Blanking) -> Article:
    return replace(
        article,
        title=article.title and blanking.text(article.title),
        byline=article.byline and blanking.text(article.byline),
        text=article.text and blanking.text(article.text),
        removed=tuple(replace(piece, text=blanking.text(piece.text)) for piece in article.removed),
        passages=tuple(
            replace(each, speaker=None) if blanking.holds(each.speaker) else each for each in article.passages
        ),
        url=None if blanking.holds(article.url) else article.url,
        source="" if blanking.holds(article.source) else article.source,
    )


def _mention_without(mention: Mention, erased: set[str], blanking: Blanking) -> Mention | None:
    """Take those who are erased out of a mention; ``None`` where it tells of nobody else."""
    kept = tuple(
        _participant_without(each, erased, blanking)
        for each in mention.participants
        if each.actor.id not in erased
    )
    if mention.participants and not kept:
        return None
    return replace(
        mention,
        trigger=_span_without(mention.trigger, blanking),
        evidence=_span_without(mention.evidence, blanking),
        participants=kept,
        attribution=tuple(link for link in mention.attribution if not _is_of(link, erased, blanking)),
        quantities=tuple(_quantity_without(each, blanking) for each in mention.quantities),
    )


def _participant_without(participant: Participant, erased: set[str], blanking: Blanking) -> Participant:
    acts_for = participant.acts_for
    return replace(
        participant,
        span=_span_without(participant.span, blanking),
        acts_for=None if acts_for and acts_for.id in erased else acts_for,
        because=blanking.text(participant.because),
    )


def _span_without(span: Span, blanking: Blanking) -> Span:
    return replace(span, text=blanking.text(span.text))


def _quantity_without(quantity: Quantity, blanking: Blanking) -> Quantity:
    by = quantity.attributed_to
    return replace(
        quantity,
        span=_span_without(quantity.span, blanking),
        attributed_to=None if blanking.holds(by) else by,
    )


def _is_of(link: Attribution, erased: set[str], blanking: Blanking) -> bool:
    if link.actor_id in erased or blanking.holds(link.name):
        return True
    return link.kind == "speaker" and fold(link.name) in blanking.words
