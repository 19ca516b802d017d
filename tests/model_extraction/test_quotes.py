"""Quotes are found where they stand, as whole words, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model_extraction.quotes import Quotable


def found(quote: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Quotable(text).places(quote)]


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        ("Iran", "Iran and Iran-backed groups", ["Iran", "Iran"]),
        ("Iran", "Iranians", []),
        ("U.S.", "the U.S.-led talks", ["U.S."]),
        ("Oman's envoy", "Oman’s  envoy spoke", ["Oman’s  envoy"]),
        ('"peace" talks', "the “peace” talks", ["“peace” talks"]),
        ("Zelenskyy's", "Zelenskyyʼs", []),
        ("São Tomé", "Sa\u0303o Tome\u0301 agreed", ["Sa\u0303o Tome\u0301"]),
        ("Erdogan", "Erdoğan", []),
        ("cease-fire", "a cease‑fire", ["cease‑fire"]),
        ("Qatar", "QATAR", []),
        ("peacetalks", "peace\u00adtalks", ["peace\u00adtalks"]),
        ("", "anything", []),
        (" \n", "anything", []),
    ],
)
def test_where_a_quote_stands(quote: str, text: str, stands: list[str]) -> None:
    assert found(quote, text) == stands


@given(st.lists(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=8), min_size=1))
def test_words_copied_from_a_text_are_found_in_it(words: list[str]) -> None:
    text = " ".join(words)
    wanted = text.strip()
    assert not wanted or wanted in found(wanted, text)


@given(st.text(), st.text())
def test_what_is_found_lies_in_the_text(quote: str, text: str) -> None:
    assert all(0 <= start <= end <= len(text) for start, end in Quotable(text).places(quote))
