"""Places: cities, places of diplomacy and territories under every name."""

import pytest

from loaders.actors import knowledge

KNOWN = knowledge()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Istanbul", "TUR"), ("Sharm el-Sheikh", "EGY"), ("Sharm El Sheikh", "EGY"), ("Camp David", "USA"),
        ("Rambouillet", "FRA"), ("Lomé", "TGO"), ("Lome", "TGO"), ("Davos", "CHE"), ("Naivasha", "KEN"),
        ("Deir ez-Zor", "SYR"), ("Hodeidah", "YEM"), ("Nur-Sultan", "KAZ"), ("Pokrovsk", "UKR"), ("Raqqa", "SYR"),
    ],
)  # fmt: skip
def test_a_place_is_known_with_its_country(name, country):
    assert KNOWN.city(name)[0].country == country


@pytest.mark.parametrize(("old", "name"), [("Kiev", "Kyiv"), ("Odessa", "Odesa"), ("Rangoon", "Yangon")])
def test_a_place_is_named_as_news_names_it(old, name):
    assert KNOWN.city(old)[0].name == name


def test_of_cities_of_one_name_the_capital_comes_first():
    assert [city.country for city in KNOWN.city("Tripoli")][:2] == ["LBY", "LBN"]


def test_a_territory_comes_before_its_town():
    assert KNOWN.city("Gaza")[0].name == "Gaza"


def test_an_unknown_place_is_no_error():
    assert KNOWN.city("Nowhere at All") == ()
