"""Who says so: the chain from the nearest speaker outwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Egypt freed two Sudanese pilots, Foreign Minister Badr Abdelatty said.",
            [("Badr Abdelatty", "speaker")],
        ),
        ("Sudan said that Egypt freed two Sudanese pilots.", [("Sudan", "speaker")]),
        ("According to Sudan, Egypt freed two Sudanese pilots.", [("Sudan", "speaker")]),
        ("Egypt freed two Sudanese pilots, according to Sudan.", [("Sudan", "speaker")]),
        ("Egypt freed two Sudanese pilots, Reuters reported.", [("Reuters", "outlet")]),
        (
            "Egypt freed two Sudanese pilots, Reuters reported, citing the Sudanese army.",
            [("Sudanese Armed Forces", "speaker"), ("Reuters", "outlet")],
        ),
        ("Egypt freed two Sudanese pilots, the report said.", [("report", "document")]),
        ("Egypt freed two Sudanese pilots on Friday.", []),
    ],
)
def test_the_chain_of(told: Callable[..., Mention], text: str, chain: list[tuple[str, str]]) -> None:
    mention = told(text, "RETREAT")
    assert [(link.name, link.kind) for link in mention.attribution] == chain


def test_a_link_says_by_which_verb_and_where(told: Callable[..., Mention]) -> None:
    text = "Sudan claimed that Egypt freed two Sudanese pilots."
    link = told(text, "RETREAT").attribution[0]
    assert (link.verb, text[link.start : link.end]) == ("claim", "Sudan")


def test_saying_is_no_event(read: Callable[..., Reading]) -> None:
    assert read("Egypt said that Sudan was a friend.").mentions == ()


def test_two_sides_claim_opposite_things_and_both_are_kept(read: Callable[..., Reading]) -> None:
    text = "Egypt said that Sudan attacked its troops. Sudan denied that it had attacked the Egyptian troops."
    found = [(m.status, m.attribution[0].name) for m in read(text).mentions if m.type == "ASSAULT"]
    assert found == [("happened", "Egypt"), ("denied", "Sudan")]


def test_the_speaker_of_a_quotation_that_runs_on(read: Callable[..., Reading]) -> None:
    text = "“Egypt attacked us,” Burhan said. “It was a crime. Egypt also arrested two Sudanese pilots.”"
    arrests = [m for m in read(text).mentions if m.type == "COERCE"]
    assert [[link.name for link in m.attribution] for m in arrests] == [["Abdel Fattah al-Burhan"]]
