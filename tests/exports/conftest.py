"""A small corpus, by hand: China mediates between Iran and Saudi Arabia, told twice; a column wishes."""

from __future__ import annotations

from datetime import date

import pytest

from app.exports.corpus import Corpus
from loaders.records import (
    ActorRef,
    Article,
    Attribution,
    Content,
    DateInterval,
    Event,
    Extractor,
    Mention,
    Negotiation,
    Participant,
    Participation,
    Place,
    Quantity,
    Reading,
    Round,
    Sentence,
    Span,
)

CHINA = ActorRef("Q148", "China", "state", "CHN", ("People's Republic of China", "PRC"))
IRAN = ActorRef("Q794", "Iran", "state", "IRN")
SAUDI_ARABIA = ActorRef("Q851", "Saudi Arabia", "state", "SAU")
WANG = ActorRef("Q1193118", "Wang Yi", "person", "CHN")
NORWAY = ActorRef("Q20", "Norway", "state", "NOR")

MARCH_10 = DateInterval(date(2023, 3, 10), date(2023, 3, 10), "day", "relative")
TEXT = "Wang Yi of China mediated talks between Iran and Saudi Arabia in Beijing, with 6 delegates."
HEADLINE = "=Beijing: Wang Yi brings Iran and Saudi Arabia together"
WISH = "Norway should mediate between Iran and Saudi Arabia."


def article(name: str, text: str, *, genre: str = "news", published: DateInterval = MARCH_10) -> Article:
    outlet = "Gulf Ledger" if name == "a1" else None
    return Article(
        name, f"v-{name}", text, (), title="Talks", outlet=outlet, published=published, genre=genre
    )


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(words, start, start + len(words))


def mention(name: str, article: Article, words: str, *, kind: str = "body", **changes: object) -> Mention:
    fields: dict[str, object] = {
        "id": name,
        "article_id": article.id,
        "article_version": article.version,
        "sentence_index": 0,
        "type": "CONSULT",
        "status": "happened",
        "trigger": span(article.text, words),
        "evidence": Span(article.text, 0, len(article.text)),
        "extractor": Extractor("frames", "1", "talks"),
        "mode": "negotiate",
        "kind": kind,
        "genre": article.genre,
        "confidence": 0.9,
    }
    return Mention(**(fields | changes))


@pytest.fixture
def corpus() -> Corpus:
    news = article("a1", TEXT)
    headline = article("a2", HEADLINE, published=DateInterval(None, None))
    column = article("a3", WISH, genre="opinion")

    told = mention(
        "m1",
        news,
        "talks",
        date=MARCH_10,
        place=Place("Beijing", "CHN"),
        of=(Content("AGREE"), Content("CONSULT", "meet")),
        participants=(
            Participant("mediator", span(TEXT, "Wang Yi"), WANG, acts_for=CHINA),
            Participant("party", span(TEXT, "Iran"), IRAN),
            Participant("party", span(TEXT, "Saudi Arabia"), SAUDI_ARABIA, status="planned"),
        ),
        quantities=(Quantity("delegation_size", 6.0, span(TEXT, "6"), unit="people"),),
        attribution=(Attribution("Xinhua", "outlet", verb="reported"),),
    )
    retold = mention(
        "m2",
        headline,
        "together",
        kind="headline",
        confidence=0.95,
        participants=(Participant("mediator", span(HEADLINE, "Wang Yi"), WANG, acts_for=CHINA),),
    )
    wished = mention(
        "m3",
        column,
        "mediate",
        status="hypothetical",
        participants=(Participant("mediator", span(WISH, "Norway"), NORWAY),),
    )

    talks = Event(
        "e1",
        "CONSULT",
        "negotiate",
        told.of,
        "happened",
        MARCH_10,
        told.place,
        (
            Participation("party", IRAN, None, "happened", ("m1",), 1, 1, 0.9),
            Participation("party", SAUDI_ARABIA, None, "planned", ("m1",), 1, 1, 0.9),
            Participation("mediator", WANG, CHINA, "happened", ("m1", "m2"), 2, 2, 0.99),
        ),
        ("m1", "m2"),
        ("news",),
        2,
        2,
        0.99,
    )
    wish = Event(
        "e2",
        "CONSULT",
        "mediate",
        (),
        "hypothetical",
        None,
        None,
        (Participation("mediator", NORWAY, None, "hypothetical", ("m3",), 1, 1, 0.9),),
        ("m3",),
        ("opinion",),
        1,
        1,
        0.9,
    )
    series = Negotiation(
        "n1",
        "Iran-Saudi Arabia talks, Beijing, 2023",
        (IRAN, SAUDI_ARABIA),
        (Round("e1", 1),),
        date(2023, 3, 10),
        date(2023, 3, 10),
        preceded_by=None,
    )
    readings = (reading(news, told), reading(headline, retold), reading(column, wished))
    return Corpus(readings, (talks, wish), (series,))


def reading(article: Article, mention: Mention) -> Reading:
    sentence = Sentence(article.id, article.version, 0, article.text, 0, len(article.text))
    return Reading(article, (sentence,), (mention,))
