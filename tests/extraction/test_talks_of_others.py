"""Mediation told as an attempt, between those of another sentence, and by words that join or only imply the sides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading

Read = Callable[..., Reading]


def _countries(mention: Mention, role: str) -> set[str | None]:
    return {
        p.acts_for.country if p.acts_for else p.actor.country for p in mention.participants if p.role == role
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Qatar is trying to broker a truce between Chad and Sudan.", "ongoing"),
        ("Qatar had tried since May to broker a settlement between Chad and Sudan.", "happened"),
        ("Qatar failed to broker a ceasefire between Chad and Sudan.", "happened"),
        ("Qatar's efforts to bring Chad and Sudan together came to nothing.", "happened"),
        ("Qatar will try to mediate between Chad and Sudan.", "planned"),
        ("Qatar hopes to mediate between Chad and Sudan.", "hypothetical"),
    ],
)
def test_who_tries_to_mediate_mediates(read: Read, text: str, status: str) -> None:
    [mention] = read(text).mentions
    assert (mention.type, mention.mode, mention.status) == ("CONSULT", "mediate", status)
    assert (_countries(mention, "mediator"), _countries(mention, "party")) == ({"QAT"}, {"TCD", "SDN"})


@pytest.mark.parametrize(
    "second",
    [
        "Norway mediated.",
        "Norway's foreign minister shuttled from one delegation to the other.",
        "The mediation by Norway lasted two months.",
    ],
)
def test_a_bare_mediation_is_between_those_of_the_talks(read: Read, second: str) -> None:
    mediation = read(f"Chad and Sudan held talks in Oslo. {second}").mentions[-1]
    assert (_countries(mediation, "mediator"), _countries(mediation, "party")) == ({"NOR"}, {"TCD", "SDN"})


def test_a_mediation_elsewhere_is_not_between_those_of_the_talks(read: Read) -> None:
    mediation = read("Chad and Sudan held talks. Norway is mediating in the Sri Lankan conflict.").mentions[
        -1
    ]
    assert _countries(mediation, "party") == set()


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Sino-Indian border talks were held on Friday.", {"CHN", "IND"}),
        ("The inter-Korean talks opened on Friday.", {"KOR", "PRK"}),
        ("A new round of the Belgrade-Pristina dialogue began on Friday.", {"SRB", "XKX"}),
        ("Norway hosted talks aimed at ending the war between Chad and Sudan.", {"TCD", "SDN"}),
        ("The Americans and the Russians met in Geneva.", {"USA", "RUS"}),
        ("Armenia and Azerbaijan's foreign ministers held talks on Friday.", {"ARM", "AZE"}),
        ("Chad's government and Mali's leaders held talks on Friday.", {"TCD", "MLI"}),
        ("Emmanuel Macron told Vladimir Putin in a phone call that he would come.", {"FRA", "RUS"}),
    ],
)
def test_whose_talks_they_are(read: Read, text: str, parties: set[str]) -> None:
    assert parties in [_countries(mention, "party") for mention in read(text).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Two Americans met the envoy in Geneva.",
        "The Indo-Pacific strategy was discussed in talks with France.",
    ],
)
def test_a_people_or_half_a_word_is_not_a_state(read: Read, text: str) -> None:
    parties = [p.actor.name for m in read(text).mentions for p in m.participants if p.role == "party"]
    assert not {"United States", "India"} & set(parties)


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("The leaders of Peru and Chile met, with the Cuban president between them.", {"CUB"}),
        ("Peru and Chile held talks in Lima, with Cuba's foreign minister presiding.", {"CUB"}),
        ("Peru and Chile, prodded by Cuba, signed a border treaty.", {"CUB"}),
        ("Cuba coaxed Peru into meeting Chile.", {"CUB"}),
        ("Peru and Chile met in May, brought together by Cuba.", {"CUB"}),
        ("A Peruvian-Chilean meeting was arranged by Cuba in May.", {"CUB"}),
        ("Talks under Cuban-Spanish auspices between Peru and Chile broke down.", {"CUB", "ESP"}),
        ("Peru and Chile accepted the truce that was arranged by Cuba and Spain.", {"CUB", "ESP"}),
        ("Spain sent its foreign minister to mediate between Peru and Chile.", {"ESP"}),
        ("Cuba stepped in as conciliator in the row that pits Peru against Chile.", {"CUB"}),
    ],
)
def test_who_stands_between_peru_and_chile(read: Read, text: str, mediators: set[str]) -> None:
    told = [(_countries(m, "mediator"), _countries(m, "party")) for m in read(text).mentions]
    assert any(m == mediators and p <= {"PER", "CHL"} for m, p in told)


@pytest.mark.parametrize(
    "text",
    [
        "Peru tried to settle the dispute between it and Chile.",
        "Peru and Chile settled their dispute.",
    ],
)
def test_nobody_mediates_for_himself(read: Read, text: str) -> None:
    assert not [p for m in read(text).mentions for p in m.participants if p.role == "mediator"]


def test_the_former_president_is_the_one_named_before(read: Read) -> None:
    text = "Olusegun Obasanjo flew to Bangui on Friday. The former Nigerian president is mediating between the rivals."
    mediators = [p.actor.name for m in read(text).mentions for p in m.participants if p.role == "mediator"]
    assert mediators == ["Olusegun Obasanjo"]


def test_talks_in_which_somebody_is_asked_to_mediate_have_not_been_held(read: Read) -> None:
    told = [m.type for m in read("Peru asked Cuba to act as go-between in truce talks with Chile.").mentions]
    assert told == ["REQUEST"]
