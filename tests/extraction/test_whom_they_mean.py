"""Pronouns and short descriptions: whom "its", "each", "both sides" and "the country" mean in a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention


def _names(mention: Mention, role: str) -> set[str]:
    return {p.actor.name for p in mention.participants if p.role == role}


@pytest.mark.parametrize(
    ("text", "type", "role", "expected"),
    [
        ("Fiji closed a border. The bloc ECOWAS condemned the country.", "ACCUSE", "target", {"Fiji"}),
        ("Chad rejected the decree, calling it illegal.", "ACCUSE", "target", set()),
        ("Keir Starmer phoned Kaja Kallas and demanded that she free Ed Roe.", "REQUEST", "target", {"Kaja Kallas"}),
        ("Chad wrote to Mali and Fiji, asking each to withdraw.", "REQUEST", "target", {"Mali", "Fiji"}),
        ("Mali accused Chad of shelling its villages.", "ASSAULT", "target", {"Mali"}),
        ("Chad thanked Keir Starmer for his efforts.", "SUPPORT", "target", {"Keir Starmer"}),
        ("Blair backed the raid; Chad's leader led a march against it.", "PROTEST", "target", set()),
        ("Turkey, an ally of Baku, sent aid to it.", "AID", "target", {"Azerbaijan"}),
        ("Baku held a vote. Armenia voted too. Togo asked the two countries to stop.", "REQUEST", "target",
         {"Armenia", "Azerbaijan"}),
        ("Togo cut ties with Fiji, accusing it of lies.", "ACCUSE", "target", {"Fiji"}),
        ("Keir Starmer accused Vladimir Putin. Fiji urged the two leaders to talk.", "REQUEST", "target",
         {"Keir Starmer", "Vladimir Putin"}),
        ("Sudanese leader Abdel Fattah al-Burhan fell. The new leader condemned Chad.", "ACCUSE", "source",
         {"new leader"}),
        ("Fiji met Chad. Soldiers of Colonel Jan Roe's government killed two.", "ASSAULT", "source", {"Soldiers"}),
    ],
)  # fmt: skip
def test_whom_a_pronoun_or_noun_means(
    told: Callable[..., Mention], text: str, type: str, role: str, expected: set[str]
) -> None:
    assert _names(told(text, type), role) == expected


def test_the_two_sides_are_not_those_who_mediate_between_them(told: Callable[..., Mention]) -> None:
    text = "Togo and Benin are mediating between Chad and Sudan. Togo urged both sides to disarm."
    assert _names(told(text, "REQUEST"), "target") == {"Chad", "Sudan"}


def test_a_leader_of_a_state_is_its_head_whom_the_article_names(told: Callable[..., Mention]) -> None:
    text = "President Anwar Sadat of Egypt flew to Rome. Libya denounced the Egyptian leader."
    assert _names(told(text, "ACCUSE", "1979-03-27"), "target") == {"Anwar Sadat"}


def test_a_group_named_far_back_is_meant_where_it_is_the_only_one(told: Callable[..., Mention]) -> None:
    text = "Hamas seized Gaza. Fiji paid. Fiji slept. Fiji ate. Fiji drank. The movement condemned Chad."
    assert _names(told(text, "ACCUSE"), "source") == {"Hamas"}


def test_a_mediator_who_meets_one_side_is_a_party_to_the_meeting(told: Callable[..., Mention]) -> None:
    mention = told("UN mediator Jan Roe met the Sudanese president in Port Sudan.", "CONSULT")
    assert "Jan Roe" in _names(mention, "party")
