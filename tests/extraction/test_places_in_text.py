"""Places on their events: where the text says it happened, with the country that the text gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Reading


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Egypt attacked Sudanese troops near Abu Hamra, in northern Chad.", ("Abu Hamra", "TCD")),
        ("Egypt and Sudan held talks in Hapure, a village in Nepal.", ("Hapure", "NPL")),
        ("Egyptian troops attacked a post in Musa Qala, Kandahar province.", ("Musa Qala", "AFG")),
        ("Egypt and Sudan held talks in the Kenyan town of Naivasha.", ("Naivasha", "KEN")),
        ("Chad said that Egypt had attacked an airfield near Homs.", ("Homs", "SYR")),
        ("Egypt and Sudan held talks in Apia.", ("Apia", "WSM")),
        ("Egypt attacked Sudanese troops near Tessalkit.", ("Tessalkit", None)),
    ],
)
def test_where_it_happened(read: Callable[..., Reading], text: str, place: tuple[str, str | None]) -> None:
    found = read(text).mentions[0].place
    assert found is not None
    assert (found.name, found.country) == place
