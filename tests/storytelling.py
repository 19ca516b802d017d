"""Readings made by hand, for tests of what comes after extraction.

``told`` makes a mention from one line of text; its arguments are what an extractor would read from it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from loaders.identity import digest
from loaders.records import (
    UNKNOWN_DATE,
    ActorRef,
    Article,
    Attribution,
    Content,
    DateInterval,
    Extractor,
    Mention,
    Participant,
    Passage,
    Place,
    Quantity,
    Reading,
    Sentence,
    Span,
)

UKRAINE = ActorRef("Q212", "Ukraine", "state", "UKR", ("Kyiv",))
RUSSIA = ActorRef("Q159", "Russia", "state", "RUS", ("Russian Federation", "Moscow"))
TURKEY = ActorRef("Q43", "Turkey", "state", "TUR", ("Türkiye", "Ankara"))
USA = ActorRef("Q30", "United States", "state", "USA")
QATAR = ActorRef("Q846", "Qatar", "state", "QAT")
EGYPT = ActorRef("Q79", "Egypt", "state", "EGY")
ISRAEL = ActorRef("Q801", "Israel", "state", "ISR")
HAMAS = ActorRef("Q38799", "Hamas", "armed_group", "PSE")
BELARUS = ActorRef("Q184", "Belarus", "state", "BLR")
SBU = ActorRef("Q1360440", "Security Service of Ukraine", "agency", "UKR")
UMEROV = ActorRef("Q60676703", "Rustem Umerov", "person", "UKR")
MEDINSKY = ActorRef("Q1395446", "Vladimir Medinsky", "person", "RUS")
PUTIN = ActorRef("Q7747", "Vladimir Putin", "person", "RUS")
TRUMP = ActorRef("Q22686", "Donald Trump", "person", "USA")
KELLOGG = ActorRef("Q17122519", "Keith Kellogg", "person", "USA")
LUKASHENKO = ActorRef("Q2866", "Alexander Lukashenko", "person", "BLR")

ISTANBUL = Place("Istanbul", "TUR")
DOHA = Place("Doha", "QAT")
CAIRO = Place("Cairo", "EGY")

SIDES = (UKRAINE, RUSSIA)

EXTRACTOR = Extractor("frames", "1", "test")


def on(text: str, basis: str = "stated") -> DateInterval:
    """Read ``2025-06-02``, ``2025-06`` or ``2025`` as a day, month or year."""
    match [int(part) for part in text.split("-")]:
        case [year, month, day]:
            return DateInterval(date(year, month, day), date(year, month, day), "day", basis)
        case [year, month]:
            last = monthrange(year, month)[1]
            return DateInterval(date(year, month, 1), date(year, month, last), "month", basis)
        case [year]:
            return DateInterval(date(year, 1, 1), date(year, 12, 31), "year", basis)
    raise ValueError(text)


@dataclass(frozen=True)
class Told:
    """A mention before it has a place in an article."""

    text: str
    trigger: str
    type: str
    status: str = "happened"
    mode: str | None = None
    of: tuple[Content, ...] = ()
    date: DateInterval | None = None
    place: Place | None = None
    roles: tuple[tuple[str, ActorRef, ActorRef | None, str | None], ...] = ()
    ordinal: int | None = None
    definite: bool = False
    kind: str = "body"
    genre: str = "news"
    quantities: tuple[tuple[str, float], ...] = ()
    cites: str | None = None
    confidence: float = 0.8
    extractor: Extractor = EXTRACTOR


type Who = ActorRef | tuple[ActorRef, ActorRef]
"""An actor, alone or with the state it acts for."""


def told(
    text: str,
    trigger: str,
    type: str,  # the mention's own field
    *,
    when: str | None = None,
    denied: Sequence[str] = (),
    of: Sequence[str] = (),
    quantities: dict[str, float] | None = None,
    **facts: object,
) -> Told:
    """Tell one event; roles are given as ``party=[UKRAINE, RUSSIA]``, those in ``denied`` are denied."""
    roles = [
        (role, *(who if isinstance(who, tuple) else (who, None)), "denied" if role in denied else None)
        for role in ("source", "target", "party", "mediator", "host", "observer", "delegation_lead")
        for who in facts.pop(role, ())  # type: ignore[attr-defined]  # a list of actors
    ]
    contents = [Content(*content.split("/")) for content in of]
    plain = Told(text, trigger, type, of=tuple(contents), roles=tuple(roles))
    return replace(
        plain,
        date=on(when) if when else None,
        quantities=tuple((quantities or {}).items()),
        **facts,  # type: ignore[arg-type]  # the other fields of Told
    )


def talks(text: str = "They held talks", when: str | None = "2025-06-02", **facts: object) -> Told:
    """Make a mention of negotiations of Ukraine and Russia, unless ``facts`` say otherwise."""
    given = {"mode": "negotiate", "party": SIDES, "when": when, **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


def article(
    name: str,
    *mentions: Told,
    published: str | None = None,
    outlet: str | None = None,
    credits: Sequence[str] = (),  # the article's own field
    genre: str = "news",
    version: str = "1",
) -> Reading:
    """Put told events into one article, a sentence for each distinct text."""
    article_id, texts = digest("article", name), list(dict.fromkeys(m.text for m in mentions))
    body = "\n".join(texts)
    starts = [sum(len(text) + 1 for text in texts[:index]) for index in range(len(texts))]
    kinds = {m.text: m.kind for m in mentions}
    genres = {m.text: m.genre for m in mentions}
    facts = Article(
        id=article_id,
        version=digest("version", body, version),
        text=body,
        passages=(Passage("body", 0, len(body)),),
        title=name,
        outlet=outlet,
        published=on(published) if published else UNKNOWN_DATE,
        credits=tuple(credits),
        genre=genre,
        source=f"{name}.txt",
    )
    sentences = tuple(
        Sentence(article_id, facts.version, index, text, start, start + len(text), kinds[text], genres[text])
        for index, (text, start) in enumerate(zip(texts, starts, strict=True))
    )
    places = {sentence.text: sentence for sentence in sentences}
    return Reading(
        facts, sentences, tuple(_mention(each, places[each.text], facts.version) for each in mentions)
    )


def _mention(told: Told, sentence: Sentence, version: str) -> Mention:
    at = sentence.start + told.text.index(told.trigger)
    trigger = Span(told.trigger, at, at + len(told.trigger))
    evidence = Span(told.text, sentence.start, sentence.end)
    return Mention(
        id=digest("mention", sentence.article_id, version, told.extractor.name, str(at), told.type),
        article_id=sentence.article_id,
        article_version=version,
        sentence_index=sentence.index,
        type=told.type,
        status=told.status,
        trigger=trigger,
        evidence=evidence,
        extractor=told.extractor,
        mode=told.mode,
        of=told.of,
        date=told.date,
        place=told.place,
        participants=tuple(
            Participant(role, _span(told, sentence, actor), actor, acts_for, status)
            for role, actor, acts_for, status in told.roles
        ),
        quantities=tuple(Quantity(what, value, trigger) for what, value in told.quantities),
        attribution=(Attribution(told.cites, "outlet"),) if told.cites else (),
        kind=told.kind,
        genre=told.genre,
        ordinal=told.ordinal,
        definite=told.definite,
        confidence=told.confidence,
    )


def _span(told: Told, sentence: Sentence, actor: ActorRef) -> Span:
    """Where the actor's name stands; the whole sentence where only coreference brings it in."""
    names = [name for name in (actor.name, *actor.aliases, actor.name.split()[-1]) if name in told.text]
    if not names:
        return Span(told.text, sentence.start, sentence.end)
    start = sentence.start + told.text.index(names[0])
    return Span(names[0], start, start + len(names[0]))


HELD = article(
    "Talks end",
    told(
        "Russia and Ukraine held talks in Istanbul on June 2, mediated by Turkey.",
        "talks",
        "CONSULT",
        mode="negotiate",
        when="2025-06-02",
        place=ISTANBUL,
        party=[RUSSIA, UKRAINE],
        mediator=[TURKEY],
    ),
    published="2025-06-03",
)
"""An article of one round, mediated by Turkey: all that many tests need."""
