"""The extractor as a whole: order, offsets, identity, and that it survives any text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from plain_articles import article_of

from graph_schema import schema
from loaders.extraction import Extractor
from loaders.records import Article, Mention, Reading, Span

TEXT = (
    "Qatar’s emir met the foreign ministers of Chad and Sudan in Doha on Friday, Reuters reported.\n\n"
    "“We agreed to exchange 40 prisoners,” the Sudanese minister said. The two sides will hold a second "
    "round of talks on June 7, mediated by Qatar. Egypt, which killed three Chadian soldiers in 2024, "
    "has refused to attend."
)


def spans(mention: Mention) -> Iterator[Span]:
    yield mention.trigger
    yield mention.evidence
    yield from (participant.span for participant in mention.participants)
    yield from (quantity.span for quantity in mention.quantities)


def read(extractor: Extractor, *articles: Article) -> list[Reading]:
    return list(extractor.read(articles))


def test_readings_come_in_the_order_of_their_articles(extractor: Extractor) -> None:
    articles = [article_of(TEXT, name="first"), article_of("", name="second"), article_of(TEXT, name="third")]
    assert [reading.article for reading in read(extractor, *articles)] == articles


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…"])
def test_an_article_without_words_has_a_reading_without_mentions(extractor: Extractor, text: str) -> None:
    (reading,) = read(extractor, article_of(text))
    assert reading.mentions == ()


def test_no_articles_give_no_readings(extractor: Extractor) -> None:
    assert read(extractor) == []


def test_articles_are_read_one_by_one(extractor: Extractor) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield article_of(TEXT, name=f"article {taken}")

    next(extractor.read(endless()))
    assert taken < 1000


def test_mentions_come_in_the_order_of_the_text(extractor: Extractor) -> None:
    (reading,) = read(extractor, article_of(TEXT))
    starts = [mention.evidence.start for mention in reading.mentions]
    assert starts == sorted(starts)
    assert len(starts) > 3


def test_every_span_quotes_the_article(extractor: Extractor) -> None:
    (reading,) = read(extractor, article_of(TEXT))
    quoted = [span for mention in reading.mentions for span in spans(mention)]
    assert [reading.article.text[span.start : span.end] for span in quoted] == [span.text for span in quoted]


def test_every_attribution_stands_in_the_article(extractor: Extractor) -> None:
    (reading,) = read(extractor, article_of(TEXT))
    links = [link for mention in reading.mentions for link in mention.attribution]
    assert links
    assert all(reading.article.text[link.start : link.end].strip() for link in links)


def test_the_same_article_gives_the_same_mentions(extractor: Extractor) -> None:
    first, second = read(extractor, article_of(TEXT), article_of(TEXT))
    assert first == second


def test_what_is_read_does_not_depend_on_the_articles_beside_it(extractor: Extractor) -> None:
    alone, _, beside = read(
        extractor, article_of(TEXT), article_of("Fiji met Tonga.", name="other"), article_of(TEXT)
    )
    assert alone == beside


def test_two_articles_of_one_text_keep_ids_of_their_own(extractor: Extractor) -> None:
    first, second = read(extractor, article_of(TEXT, name="one"), article_of(TEXT, name="two"))
    ids = {m.id for m in first.mentions} & {m.id for m in second.mentions}
    assert len(first.mentions) == len(second.mentions) > 0
    assert ids == set()


def test_no_two_mentions_of_an_article_share_an_id(extractor: Extractor) -> None:
    (reading,) = read(extractor, article_of(TEXT))
    ids = [mention.id for mention in reading.mentions]
    assert len(ids) == len(set(ids))


def test_a_mention_says_only_declared_words(extractor: Extractor) -> None:
    (reading,) = read(extractor, article_of(TEXT))
    declared = schema()
    for mention in reading.mentions:
        assert mention.type in declared.event_types
        assert mention.mode is None or mention.mode in declared.modes(mention.type)
        assert {p.role for p in mention.participants} <= set(declared.roles)


WORDS = (
    "Russia Ukraine the talks , . “ ” ( ) — and or to by with between mediated met agreed refused will not on "
    "Friday May 2022 12 killed said that which who he they Zelensky Qatar's prisoner exchange if ? : ; of its "
    "30-day ceasefire U.S. Trump's envoy Kellogg, in Istanbul 6½ has been $3 million accused"
)
NEWS = st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join)
ANY = st.text(max_size=200)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example("May May May 31 February 30, 2025-13-45")
@example("He said she said it said they said.")
@example("his wife's husband's wife met her husband")
@example("\u2028\x00\t🕊 met 🕊\r\n")
@given(text=st.one_of(NEWS, ANY))
def test_no_text_breaks_it_and_all_spans_hold(extractor: Extractor, text: str) -> None:
    (reading,) = read(extractor, article_of(text))
    for mention in reading.mentions:
        assert all(text[span.start : span.end] == span.text for span in spans(mention))
