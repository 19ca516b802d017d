"""Whose accord it is: "the deal" is of those told of before, "the Oslo Accord" and "the 1994 deal" are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading

Read = Callable[..., Reading]


def _parties_of_the_last(read: Read, text: str) -> set[str | None]:
    mention: Mention = [each for each in read(text).mentions if each.type == "AGREE"][-1]
    assert any(one.role == "mediator" for one in mention.participants)
    return {one.actor.country for one in mention.participants if one.role == "party"}


@pytest.mark.parametrize(
    "accord",
    [
        "the Oslo Accord",
        "the Dayton agreement",
        "the Algiers Agreement",
        "the 1994 deal",
        "the agreement of 1994",
        "the deal signed in 1994",
    ],
)
def test_a_named_accord_is_not_that_of_those_told_of_before(read: Read, accord: str) -> None:
    text = f"Chad and Sudan signed a truce on Monday. Norway, which brokered {accord}, was glad."
    assert _parties_of_the_last(read, text) == set()


@pytest.mark.parametrize("accord", ["the deal", "the accord", "the Tripoli agreement", "the ceasefire deal"])
def test_an_accord_told_of_before_keeps_its_parties(read: Read, accord: str) -> None:
    text = f"Chad and Sudan agreed on a truce in Tripoli on Monday. Norway brokered {accord}."
    assert _parties_of_the_last(read, text) == {"TCD", "SDN"}
