"""Which names tell by themselves that two articles speak of one actor."""

from __future__ import annotations

import pytest

from loaders.judgements.full_names import name_key
from loaders.records import ActorRef


def key(name: str, kind: str = "person", country: str | None = "COL", *, local: bool = True) -> str | None:
    return name_key(ActorRef("x", name, kind, country, local=local))


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Juan Mora", "person", None),
        ("Osama bin Laden", "person", "SAU"),
        ("Ministry of Mines", "agency", "COL"),
        ("Ansaru", "armed_group", "NGA"),
    ],
)
def test_a_full_name_tells(name: str, kind: str, country: str | None) -> None:
    assert key(name, kind, country) is not None


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Mora", "person", "COL"),
        ("J. Mora", "person", "COL"),
        ("foreign minister of Serbia", "person", "SRB"),
        ("Two leaders", "person", None),
        ("Iranian President", "person", "IRN"),
        ("Israeli troops", "agency", "ISR"),
        ("Defense Ministry", "agency", None),
        ("Americans", "population", "USA"),
    ],
)
def test_a_description_or_half_a_name_does_not(name: str, kind: str, country: str | None) -> None:
    assert key(name, kind, country) is None


def test_accents_and_case_do_not_count() -> None:
    assert key("Rubén ALZATE") == key("Ruben Alzate")


@pytest.mark.parametrize(
    "other", ["Siarhei Tsikhanouskaya", "Siarhei A. Tsikhanouski", "Sergei Tsikhanouski"]
)
def test_nearly_one_name_is_another(other: str) -> None:
    assert key(other) != key("Siarhei Tsikhanouski")


def test_another_country_is_another() -> None:
    assert key("Juan Mora", country="COL") != key("Juan Mora", country="PER")


def test_an_actor_of_the_data_is_known_by_its_id() -> None:
    assert key("Juan Mora", local=False) is None
