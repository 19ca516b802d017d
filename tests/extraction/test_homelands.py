"""Those whom the actor data does not know have the country that the text gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Participant


def first(mention: Mention, role: str) -> Participant:
    return next(p for p in mention.participants if p.role == role)


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("Farmers throughout Ecuador", "ECU"),
        ("Thousands of nurses across Zambia", "ZMB"),
        ("A Brussels-based group", "BEL"),
        ("Separatists based in Senegal", "SEN"),
        ("Vietnamese-led forces", "VNM"),
        ("U.S.-backed fighters", None),
        ("Militants loyal to the Malian general", "MLI"),
        ("A Bolivian teachers' union", "BOL"),
    ],
)
def test_a_description_is_of_the_country_it_names(
    told: Callable[..., Mention], phrase: str, country: str | None
) -> None:
    assert first(told(f"{phrase} condemned the law.", "ACCUSE"), "source").actor.country == country


@pytest.mark.parametrize(
    ("text", "type", "country"),
    [
        ("Prisoners rioted on Monday at a jail in the capital of Ecuador.", "PROTEST", "ECU"),
        ("Police arrested a lawyer on Monday in Lusaka.", "COERCE", "ZMB"),
        ("Foreign protesters rioted on Monday in Quito.", "PROTEST", None),
    ],
)
def test_who_is_at_home_where_he_acts_is_of_that_country(
    told: Callable[..., Mention], text: str, type: str, country: str | None
) -> None:
    assert first(told(text, type), "source").actor.country == country


def test_a_city_is_looked_for_in_a_country_that_the_article_names(told: Callable[..., Mention]) -> None:
    text = "Militias in Tripoli shelled the north Lebanese port."
    assert first(told(text, "ASSAULT"), "source").actor.country == "LBN"


def test_an_unknown_minister_is_of_the_country_whose_affairs_he_manages(told: Callable[..., Mention]) -> None:
    source = first(told("Interior Minister Abo Dwa lifted the curfew in Malawi.", "CONCEDE"), "source")
    assert (source.actor.country, source.acts_for and source.acts_for.name) == ("MWI", "Malawi")


def test_an_unknown_minister_is_not_of_the_country_he_scolds(told: Callable[..., Mention]) -> None:
    source = first(told("Interior Minister Abo Dwa condemned Malawi.", "ACCUSE"), "source")
    assert (source.actor.country, source.acts_for) == (None, None)


def test_namesakes_of_one_country_give_their_country_and_no_id(told: Callable[..., Mention]) -> None:
    source = first(told("President Bush threatened Libya.", "THREATEN", None), "source")
    assert (source.actor.local, source.actor.country) == (True, "USA")
    assert source.acts_for is not None
    assert source.acts_for.name == "United States"


def test_a_bare_name_is_the_president_of_a_country_that_the_article_names(
    told: Callable[..., Mention],
) -> None:
    mention = told("Santos condemned Colombian rebels.", "ACCUSE", "2014-06-02")  # a minister elsewhere too
    assert first(mention, "source").actor.name == "Juan Manuel Santos"
