"""Nameless groups get the one country in which their article shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Reading

type Countries = Callable[[str], set[tuple[str, str | None]]]


@pytest.fixture
def countries(read: Callable[..., Reading]) -> Countries:
    """Return the names of a text's participants with their countries."""

    def of(text: str) -> set[tuple[str, str | None]]:
        participants = (one for mention in read(text).mentions for one in mention.participants)
        return {(one.actor.name, one.actor.country) for one in participants}

    return of


def test_a_nameless_group_is_at_home_where_it_is_met(countries: Countries) -> None:
    assert ("Prisoners", "TLS") in countries("Prisoners rioted at a jail in Dili on Monday.")


def test_a_group_shown_in_two_countries_has_none(countries: Countries) -> None:
    text = "Gunmen killed a farmer in Mali on Sunday. Gunmen attacked a village in Niger on Monday."
    assert ("Gunmen", None) in countries(text)


def test_foreigners_are_not_at_home(countries: Countries) -> None:
    assert ("Foreign tourists", None) in countries("Foreign tourists were kidnapped in Yemen.")
