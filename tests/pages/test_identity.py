import pytest

from loaders.identity import digest
from loaders.pages.articles import canonical_url


def test_an_id_is_the_same_on_every_machine() -> None:
    assert digest("jsonl", "a1") == "862ba3d8430e78198187"


def test_a_character_that_changes_sides_changes_the_id() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_text_that_is_no_valid_unicode_still_has_an_id() -> None:
    assert len(digest("\ud800")) == 20


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?id=7",
        "http://www.Example.org:80/a/?utm_source=x&id=7#top",
        "https://example.org/a?id=7&fbclid=1",
    ],
)
def test_one_page_has_one_address(url: str) -> None:
    assert canonical_url(url) == "https://example.org/a?id=7"


def test_another_page_has_another_address() -> None:
    assert canonical_url("https://example.org/a?id=8") != canonical_url("https://example.org/a?id=7")


def test_no_address_is_no_address() -> None:
    assert canonical_url("") is None
