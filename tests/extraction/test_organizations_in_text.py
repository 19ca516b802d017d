"""Organisations that the actor data does not know, by the form of their names and by their acronyms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading


def sources(mention: Mention) -> list[tuple[str, str | None]]:
    return [(p.actor.name, p.actor.country) for p in mention.participants if p.role == "source"]


@pytest.mark.parametrize(
    ("phrase", "name", "country"),
    [
        ("The Movement for the Liberation of Cabinda", "Movement for the Liberation of Cabinda", "AGO"),
        ("The Party for Democracy and Renewal", "Party for Democracy and Renewal", None),
        ("The Zambian Union of Miners", "Zambian Union of Miners", "ZMB"),
        ("The Armed Forces of Ukraine", "Armed Forces of Ukraine", "UKR"),
    ],
)
def test_a_name_runs_on_after_its_head(
    told: Callable[..., Mention], phrase: str, name: str, country: str | None
) -> None:
    assert sources(told(f"{phrase} condemned Fiji.", "ACCUSE")) == [(name, country)]


def test_a_committee_for_the_release_of_prisoners_releases_nobody(read: Callable[..., Reading]) -> None:
    text = "The Mothers' Committee for the Release of Prisoners condemned Fiji."
    assert [mention.type for mention in read(text).mentions] == ["ACCUSE"]


def test_an_acronym_is_what_the_article_says(read: Callable[..., Reading]) -> None:
    text = "The Movement for the Liberation of Cabinda (MLC) rejected the truce. The MLC condemned Fiji."
    [mention] = [m for m in read(text).mentions if m.type == "ACCUSE"]
    assert sources(mention) == [("Movement for the Liberation of Cabinda", "AGO")]


def test_a_known_acronym_makes_another_form_of_the_name_known(told: Callable[..., Mention]) -> None:
    mention = told("The International Labor Office (ILO) condemned Fiji.", "ACCUSE")
    assert sources(mention) == [("International Labour Organization", None)]


def test_a_name_in_apposition_says_who_a_group_is(told: Callable[..., Mention]) -> None:
    mention = told("The main rebel group, the March 23 Movement, condemned Fiji.", "ACCUSE")
    assert sources(mention) == [("March 23 Movement", "COD")]
