"""For whom those act whom a text names by office, relation or group."""

from collections.abc import Callable

import pytest

from loaders.extraction import Extractor
from loaders.pages import split_articles
from loaders.records import Mention, Page, Reading


def _acting(mention: Mention) -> set[tuple[str, str | None]]:
    return {(p.actor.name, p.acts_for.name if p.acts_for else None) for p in mention.participants}


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Norwegian diplomat Geir Pedersen, the UN envoy, met rebels in Homs.", "Geir Pedersen", "United Nations"),
        ("Polish Foreign Minister Zbigniew Rau, the OSCE chairman, met rebels.", "Zbigniew Rau", "Poland"),
        ("Lebanese leader Hassan Nasrallah met Syrian officials.", "Hassan Nasrallah", "Hezbollah"),
        ("Ex-Secretary of State James Baker met Moroccan officials.", "James Baker", None),
    ],
)  # fmt: skip
def test_for_whom_a_person_acts(
    told: Callable[..., Mention], text: str, person: str, body: str | None
) -> None:
    assert (person, body) in _acting(told(text, "CONSULT"))


def test_who_leads_an_armed_group_and_sits_in_a_government_acts_for_the_group(
    told: Callable[..., Mention],
) -> None:
    told_of = told("Hemedti met Kenyan President William Ruto.", "CONSULT", "2023-05-20")
    assert ("Mohamed Hamdan Dagalo", "Rapid Support Forces") in _acting(told_of)


def test_the_former_president_is_not_the_one_in_office(told: Callable[..., Mention]) -> None:
    told_of = told("The former U.S. president met Kim Il Sung.", "CONSULT")
    assert ("former U.S. president", None) in _acting(told_of)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two Koreas agreed to talks.", {"North Korea", "South Korea"}),
        ("The North and South Korean defence ministers met.", {"North Korea", "South Korea"}),
        ("Macedonian and ethnic Albanian leaders met.", {"North Macedonia", "Albanians"}),
        ("Ethiopia's government and Tigrayan leaders held talks.", {"Ethiopia", "Tigrayans"}),
        ("Envoys including Kenya's Uhuru Kenyatta and Mike Hammer of the United States met.",
         {"Uhuru Kenyatta", "United States"}),
    ],
)  # fmt: skip
def test_all_whom_a_plural_stands_for(told: Callable[..., Mention], text: str, expected: set[str]) -> None:
    found = told(text, "AGREE" if "agreed" in text else "CONSULT")
    standing = {name for pair in _acting(found) for name in pair}
    assert expected <= standing


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Israel attacked Iran's allies in Syria.", "ASSAULT"),
        ("Iran's allies condemned the strike.", "ACCUSE"),
        ("Gunmen killed a commander of Iran's militia ally.", "ASSAULT"),
    ],
)
def test_a_state_is_not_its_allies(told: Callable[..., Mention], text: str, type: str) -> None:
    assert not any("Iran" in pair for pair in _acting(told(text, type)))


@pytest.mark.parametrize("town", ["Wad Madani", "Chasiv Yar", "Jabalia", "Khan Younis", "Debre Tabor"])
def test_a_town_under_attack_is_no_person(told: Callable[..., Mention], town: str) -> None:
    target = next(p for p in told(f"Gunmen attacked {town}.", "ASSAULT").participants if p.role == "target")
    assert (target.actor.name, target.actor.kind, target.actor.country is None) == (town, "population", False)


def _parties(reading: Reading, type: str) -> set[str]:
    [told] = [
        m for m in reading.mentions if m.type == type and m.sentence_index == len(reading.sentences) - 1
    ]
    return {p.actor.name for p in told.participants}


@pytest.mark.parametrize(
    ("text", "type", "expected"),
    [
        ("North Korean leader Kim Jong-un crossed the line. South Korean President Moon Jae-in was waiting. "
         "The two leaders held talks.", "CONSULT", {"Kim Jong-un", "Moon Jae-in"}),
        ("The two Koreas stopped the broadcasts after talks with the United States and China. "
         "They agreed to reopen a hotline.", "AGREE", {"North Korea", "South Korea"}),
        ("Chad and Sudan held peace talks. Niger and Togo met in Lome. The two sides signed a truce.",
         "AGREE", {"Chad", "Sudan"}),
        ("Chad's Mahamat Deby met rebel leaders Riek Machar and Joseph Kony. "
         "The rebel leaders rejected the plan.", "REJECT", {"Riek Machar", "Joseph Kony"}),
        ("Fiji accused Tonga of hiding its rebels and jailing its ministers.", "ACCUSE", {"Fiji", "Tonga"}),
    ],
)  # fmt: skip
def test_who_is_meant_together(
    read: Callable[..., Reading], text: str, type: str, expected: set[str]
) -> None:
    assert _parties(read(text), type) == expected


def test_a_brief_is_of_the_country_that_stands_above_it(extractor: Extractor) -> None:
    page = Page("digest.txt", _DIGEST, "text")
    briefs = [reading for article in split_articles(page) for reading in extractor.read([article])]
    arrest = next(m for reading in briefs for m in reading.mentions if m.trigger.text == "arrested")
    assert {p.actor.country for p in arrest.participants} == {"ZWE"}


_DIGEST = """AFRICA BRIEFS - Monday, June 24, 2002

ANGOLA: The government and UNITA on Friday signed a document on the former rebels, state radio said.

LIBERIA: Rebels attacked Tubmanburg on Saturday, aid workers said.

ZIMBABWE: Police arrested two lawyers on Sunday.
"""
