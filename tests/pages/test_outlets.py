import pytest

from loaders.pages.outlets import (
    looks_like_outlet,
    outlet_at,
    outlet_in_self_references,
    outlet_name,
    outlet_named,
)


@pytest.mark.parametrize(
    "name", ["Kyiv Independent", "the Kyiv Independent", "The Kyiv Independent", "- Kyiv Independent"]
)
def test_a_known_outlet_has_one_name(name: str) -> None:
    assert outlet_named(name) == "Kyiv Independent"


def test_an_alias_names_its_outlet() -> None:
    assert outlet_named("AP") == "Associated Press"


@pytest.mark.parametrize("url", ["https://www.nypost.com/2025/a", "http://edition.nypost.com/b"])
def test_an_address_tells_its_outlet(url: str) -> None:
    assert outlet_at(url) == "New York Post"


@pytest.mark.parametrize("url", [None, "", "https://example.org", "https://notnypost.com"])
def test_another_address_tells_none(url: str | None) -> None:
    assert outlet_at(url) is None


@pytest.mark.parametrize(
    "line", ["The Miami Valley Dispatch", "Andes Herald", "THE LAKE TRIBUNE", "Newsweek"]
)
def test_a_name_of_the_trade_looks_like_an_outlet(line: str) -> None:
    assert looks_like_outlet(line)


@pytest.mark.parametrize(
    "line", ["Talks fail in Lima", "Ana Ruiz", "Times change fast", "Is It Time?", "The Post said so."]
)
def test_other_lines_do_not(line: str) -> None:
    assert not looks_like_outlet(line)


def test_capitals_become_a_title() -> None:
    assert outlet_name("THE LAKE TRIBUNE") == "The Lake Tribune"


def test_two_outlets_that_speak_alike_decide_nothing() -> None:
    assert outlet_in_self_references(["© Andes Herald", "© Lima Post"]) is None
