"""Whether two ways of naming an actor mean the same one."""

from __future__ import annotations

import pytest
from golden_events import local
from storytelling import RUSSIA, UKRAINE, USA

from evaluation.actors import is_alike, is_named, is_same_part
from evaluation.gold import GoldActor, GoldParticipant
from loaders.records import ActorRef, Participant, Span

PRESIDENT = GoldParticipant("source", "the president", GoldActor("Donald Trump", "person", "USA"))


def said(text: str, actor: ActorRef) -> Participant:
    return Participant("source", Span(text, 0, len(text)), actor)


def gold(text: str, name: str, kind: str, country: str | None = None) -> GoldParticipant:
    return GoldParticipant("source", text, GoldActor(name, kind, country))


def test_a_government_is_its_state() -> None:
    assert is_same_part(gold("Kyiv", "Government of Ukraine", "government", "UKR"), said("Kyiv", UKRAINE))


def test_another_state_is_not() -> None:
    assert not is_same_part(gold("Kyiv", "Ukraine", "state", "UKR"), said("Kyiv", RUSSIA))


def test_a_person_is_not_the_state_acted_for() -> None:
    assert not is_same_part(PRESIDENT, said("the president", USA))


def test_a_person_left_unnamed_is_not_found() -> None:
    assert not is_same_part(PRESIDENT, said("the president", local("president", "person", "USA")))


def test_a_person_is_found_under_another_spelling_of_the_given_name() -> None:
    vajpayee = ActorRef("Q1", "Atal Bihari Vajpayee", "person", "IND")
    spelled = gold("Atal Behari Vajpayee", "Atal Behari Vajpayee", "person", "IND")
    assert is_same_part(spelled, said("Atal Behari Vajpayee", vajpayee))


def test_a_body_is_not_the_state_that_its_words_were_taken_for() -> None:
    party = gold("Communist Party", "Communist Party of Russia", "party", "RUS")
    assert not is_same_part(party, said("Communist Party", RUSSIA))


def test_a_body_in_no_data_is_found_by_its_words() -> None:
    ministry = local("Japan's defence ministry", "agency", "JPN")
    named = gold("Japan's defence ministry", "Japanese Ministry of Defense", "agency", "JPN")
    assert is_same_part(named, said("ministry", ministry))


@pytest.mark.parametrize("name", ["IAEA", "International Atomic Energy Agency", "the IAEA"])
def test_a_body_is_found_by_any_of_its_names(name: str) -> None:
    agency = ActorRef(
        "Q41984", "International Atomic Energy Agency", "intergovernmental_organization", None, ("IAEA",)
    )
    assert is_named(name, agency)


def test_a_state_alone_is_not_one_of_its_bodies() -> None:
    assert not is_alike("Japan", "Japanese Ministry of Defense")
