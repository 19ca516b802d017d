"""Places on their events: where the text says it happened, with the country that the text gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.extraction import Extractor
from loaders.pages import split_articles
from loaders.records import DateInterval, Page, Place, Reading


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Egypt attacked Sudanese troops near Abu Hamra, in northern Chad.", ("Abu Hamra", "TCD")),
        ("Egypt and Sudan held talks in Hapure, a village in Nepal.", ("Hapure", "NPL")),
        ("Egyptian troops attacked a post in Musa Qala, Kandahar province.", ("Musa Qala", "AFG")),
        ("Egypt and Sudan held talks in the Kenyan town of Naivasha.", ("Naivasha", "KEN")),
        ("Chad said that Egypt had attacked an airfield near Homs.", ("Homs", "SYR")),
        ("Egypt and Sudan held talks in Apia.", ("Apia", "WSM")),
        ("Egypt attacked Sudanese troops near Tessalkit.", ("Tessalkit", None)),
        ("Egypt and Sudan held talks in the Chadian village of Bir Moussa.", ("Bir Moussa", "TCD")),
        ("Egyptian troops captured Port Sudan.", ("Port Sudan", "SDN")),
        ("The Egyptian attack on Omdurman killed six.", ("Omdurman", "SDN")),
        ("Egyptian warplanes struck a depot in Omdurman.", ("Omdurman", "SDN")),
        ("Egypt and Sudan exchanged 20 prisoners at Nairobi airport.", ("Nairobi", "KEN")),
        ("Sudanese students marched through Nairobi.", ("Nairobi", "KEN")),
        ("Gunmen abducted two Egyptian teachers from Omdurman.", ("Omdurman", "SDN")),
        ("A bomb killed six Egyptian soldiers at a checkpoint in Omdurman.", ("Omdurman", "SDN")),
        ("In Omdurman, gunmen locked the doors and set a mosque on fire.", ("Omdurman", "SDN")),
        ("Troops were deployed in Omdurman on Monday.", ("Omdurman", "SDN")),
        ("Egypt proposed talks in Nairobi between Chad and Sudan.", ("Nairobi", "KEN")),
    ],
)
def test_where_it_happened(read: Callable[..., Reading], text: str, place: tuple[str, str | None]) -> None:
    found = read(text).mentions[0].place
    assert found is not None
    assert (found.name, found.country) == place


def test_talks_are_held_where_their_noun_says_whatever_the_parser_hung_it_on(
    read: Callable[..., Reading],
) -> None:
    deal, talks = read("Egypt and Sudan signed a peace deal on Friday after talks in Nairobi.").mentions
    assert deal.place is None
    assert talks.place is not None
    assert talks.place.name == "Nairobi"


def test_who_talks_through_a_capital_talks_through_a_mediator(read: Callable[..., Reading]) -> None:
    assert [m.place for m in read("Egypt and Sudan held talks through Oman.").mentions] == [None]


def test_here_is_where_the_article_is_written(extractor: Extractor) -> None:
    text = "GENEVA, June 1 (Reuters) - Egypt and Sudan held talks here on Friday."
    page = Page("cable.txt", text, "text", published=DateInterval(date(2025, 6, 2), date(2025, 6, 2), "day"))
    (mention,) = (m for reading in extractor.read(split_articles(page)) for m in reading.mentions)
    assert mention.place == Place("Geneva", "CHE")
