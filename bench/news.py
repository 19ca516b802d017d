"""Generated news of one year: deeds and talks of states, a few of which are in the news every day.

Actors and pairs of actors are drawn by Zipf's law, so that one state has a part in a fifth of all events and one pair
meets every few days. What is generated is read by nobody: these are readings as an extractor gives them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from loaders.identity import digest
from loaders.records import (
    ActorRef,
    Article,
    DateInterval,
    Extractor,
    Mention,
    Participant,
    Passage,
    Place,
    Reading,
    Sentence,
    Span,
)

YEAR = 2025
STATES = 120
MENTIONS = 3
"""Mentions an article."""

_EXTRACTOR = Extractor("bench", "1", "bench")
_TYPES = (
    ("CONSULT", "meet", "met", 20),
    ("CONSULT", "negotiate", "talks", 6),
    ("AGREE", None, "agreed", 10),
    ("ASSAULT", None, "attacked", 14),
    ("ACCUSE", None, "accused", 14),
    ("REQUEST", None, "urged", 10),
    ("REJECT", None, "rejected", 6),
    ("COERCE", None, "arrested", 6),
    ("SANCTION", None, "sanctioned", 4),
    ("AID", None, "aided", 5),
    ("SUPPORT", None, "backed", 5),
)
_MUTUAL = frozenset({"CONSULT", "AGREE"})


def generate_news(articles: int, seed: int = 1) -> Iterator[Reading]:
    """Give so many articles of the year, in no order of days; other seeds give other articles."""
    chance = random.Random(seed)  # noqa: S311  # a fixed seed makes runs comparable
    states = [_state(number) for number in range(STATES)]
    weights = [1 / (rank + 1) for rank in range(STATES)]
    for number in range(articles):
        yield _article(f"{seed}-{number}", chance, states, weights)


def _state(number: int) -> ActorRef:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    code = f"X{letters[number // 26]}{letters[number % 26]}"
    return ActorRef(f"bench-{code}", f"State {code}", "state", code)


def _article(name: str, chance: random.Random, states: list[ActorRef], weights: list[float]) -> Reading:
    day = date(YEAR, 1, 10) + timedelta(days=chance.randrange(350))
    published = DateInterval(day, day, "day")
    texts, drafts = [], []
    for _ in range(MENTIONS):
        one, other = _pair(chance, states, weights)
        kind, mode, verb, _ = chance.choices(_TYPES, [weight for *_, weight in _TYPES])[0]
        texts.append(f"{one.name} {verb} {other.name} over matter {chance.randrange(10_000)}.")
        drafts.append((kind, mode, verb, one, other, day - timedelta(days=chance.randrange(3))))
    text = "\n".join(texts)
    starts = [sum(len(each) + 1 for each in texts[:index]) for index in range(len(texts))]
    article = Article(
        id=digest("bench article", name),
        version=digest("bench version", name),
        text=text,
        passages=(Passage("body", 0, len(text)),),
        title=f"Article {name}",
        outlet=f"Outlet {chance.randrange(40)}",
        published=published,
        source="bench",
    )
    sentences = tuple(
        Sentence(article.id, article.version, index, each, start, start + len(each))
        for index, (each, start) in enumerate(zip(texts, starts, strict=True))
    )
    mentions = tuple(
        _mention(article, sentence, *draft, chance) for sentence, draft in zip(sentences, drafts, strict=True)
    )
    return Reading(article, sentences, mentions)


def _pair(chance: random.Random, states: list[ActorRef], weights: list[float]) -> list[ActorRef]:
    while True:
        one, other = chance.choices(states, weights, k=2)
        if one is not other:
            return [one, other]


def _mention(
    article: Article,
    sentence: Sentence,
    kind: str,
    mode: str | None,
    verb: str,
    one: ActorRef,
    other: ActorRef,
    day: date,
    chance: random.Random,
) -> Mention:
    roles = ("party", "party") if kind in _MUTUAL else ("source", "target")
    at = sentence.start + sentence.text.index(verb)
    return Mention(
        id=digest("bench mention", article.id, str(sentence.index)),
        article_id=article.id,
        article_version=article.version,
        sentence_index=sentence.index,
        type=kind,
        mode=mode,
        status="happened",
        trigger=Span(verb, at, at + len(verb)),
        evidence=Span(sentence.text, sentence.start, sentence.end),
        extractor=_EXTRACTOR,
        date=DateInterval(day, day, "day"),
        place=Place(f"City {chance.randrange(50)}", None) if chance.random() < 0.3 else None,
        participants=tuple(
            Participant(role, Span(who.name, sentence.start, sentence.start + len(who.name)), who)
            for role, who in zip(roles, (one, other), strict=True)
        ),
        confidence=0.8,
    )
