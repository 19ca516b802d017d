"""Did it happen: every act with its status, and acts told by words about acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading


@pytest.mark.parametrize(
    ("text", "type", "status"),
    [
        ("Egypt and Sudan held talks in Cairo.", "CONSULT", "happened"),
        ("Egypt and Sudan are holding talks in Cairo.", "CONSULT", "ongoing"),
        ("Egypt and Sudan will hold talks in Cairo.", "CONSULT", "planned"),
        ("Egypt and Sudan plan to hold talks in Cairo.", "CONSULT", "planned"),
        ("Talks between Egypt and Sudan are scheduled for Friday.", "CONSULT", "planned"),
        ("The Sudanese minister arrived in Cairo for talks with Egypt.", "CONSULT", "planned"),
        ("Egypt spoke of Friday's planned talks with Sudan.", "CONSULT", "planned"),
        ("Talks between Egypt and Sudan were postponed.", "CONSULT", "planned"),
        ("Egypt proposed talks with Sudan.", "CONSULT", "proposed"),
        ("Egypt and Sudan may hold talks in Cairo.", "CONSULT", "hypothetical"),
        ("Egypt and Sudan could meet in Cairo.", "CONSULT", "hypothetical"),
        ("Did Egypt and Sudan hold talks in Cairo?", "CONSULT", "hypothetical"),
        ("The aim is a possible meeting between Egypt and Sudan.", "CONSULT", "hypothetical"),
        ("Egypt did not hold talks with Sudan.", "CONSULT", "denied"),
        ("Egypt has never held talks with Sudan.", "CONSULT", "denied"),
        ("No talks took place between Egypt and Sudan.", "CONSULT", "denied"),
        ("Egypt denied that it had held talks with Sudan.", "CONSULT", "denied"),
        ("Egypt allegedly held talks with Sudan.", "CONSULT", "alleged"),
        ("Sudan claimed that Egypt attacked its troops.", "ASSAULT", "alleged"),
        ("No Americans have been attacked by Yemen.", "ASSAULT", "denied"),
        ("Egypt plans to attack Sudan.", "ASSAULT", "planned"),
        ("Egypt tried to attack Sudan.", "ASSAULT", "hypothetical"),
        ("Egypt not only attacked Sudan but shelled Chad.", "ASSAULT", "happened"),
        ("If Egypt attacks Sudan, Chad will suffer.", "ASSAULT", "hypothetical"),
        ("Had Egypt attacked Sudan, Chad would have suffered.", "ASSAULT", "hypothetical"),
        ("Egypt would have attacked Sudan.", "ASSAULT", "hypothetical"),
        ("Egypt was on the brink of attacking Sudan.", "ASSAULT", "hypothetical"),
        ("Egypt came close to attacking Sudan.", "ASSAULT", "hypothetical"),
        ("Egypt nearly attacked Sudan.", "ASSAULT", "denied"),
        ("Egypt neither attacked Sudan nor shelled Chad.", "ASSAULT", "denied"),
        ("Neither Egypt nor Chad has attacked Sudan.", "ASSAULT", "denied"),
        ("Egypt stopped short of attacking Sudan.", "ASSAULT", "denied"),
        ("Egypt talked instead of attacking Sudan.", "ASSAULT", "denied"),
        ("Egypt decided against attacking Sudan.", "ASSAULT", "denied"),
        ("There is no evidence that Egypt attacked Sudan.", "ASSAULT", "denied"),
        ("Egypt's attempt to kill Burhan failed.", "ASSAULT", "denied"),
        ("Egypt is believed to have attacked Sudan.", "ASSAULT", "alleged"),
        ("Egypt was reported to have attacked Sudan.", "ASSAULT", "alleged"),
        ("It is not true that Egypt attacked Sudan.", "ASSAULT", "denied"),
        ("Nobody in Cairo expects Egypt to attack Sudan.", "ASSAULT", "hypothetical"),
        ("Egypt has been attacking Sudan since 2023.", "ASSAULT", "ongoing"),
        ("Egypt, Sudan to hold talks in Cairo", "CONSULT", "planned"),
        ("Sisi to meet Burhan in Cairo", "CONSULT", "planned"),
        ("Talks between Egypt and Sudan opened and are expected to last.", "CONSULT", "ongoing"),
        ("The possibility of talks between Egypt and Sudan was raised.", "CONSULT", "hypothetical"),
    ],
)
def test_the_status_of(read: Callable[..., Reading], text: str, type: str, status: str) -> None:
    found = [m for m in read(text).mentions if m.type == type]
    assert status in [m.status for m in found], read(text).mentions


@pytest.mark.parametrize(
    ("text", "type", "of"),
    [
        ("Egypt refused to impose sanctions on Sudan.", "REJECT", "SANCTION"),
        ("Egypt failed to sanction Sudan.", "REJECT", "SANCTION"),
        ("Egypt boycotted the talks with Sudan.", "REJECT", "CONSULT"),
        ("Egypt threatened to attack Sudan.", "THREATEN", "ASSAULT"),
        ("Egypt warned that it would attack Sudan.", "THREATEN", "ASSAULT"),
        ("Egypt urged Sudan to withdraw its troops.", "REQUEST", "RETREAT"),
        ("Egypt would only consider a truce if Sudan withdraws its troops.", "REQUEST", "RETREAT"),
        ("Egypt said that Sudan must withdraw its troops.", "REQUEST", "RETREAT"),
        ("Egypt and Sudan agreed to exchange prisoners.", "AGREE", "RETREAT"),
        ("Egypt accepted the ceasefire.", "AGREE", "RETREAT"),
        ("Egypt accused Sudan of attacking its troops.", "ACCUSE", "ASSAULT"),
        ("Egypt will not negotiate until Sudan withdraws its troops.", "REQUEST", "RETREAT"),
        ("Egypt threatened to attack Chad unless Sudan withdrew its troops.", "REQUEST", "RETREAT"),
        ("Egypt will attack Chad unless Sudan withdraws its troops.", "REQUEST", "RETREAT"),
    ],
)
def test_words_about_an_act_happened_and_the_act_did_not(
    told: Callable[..., Mention], text: str, type: str, of: str
) -> None:
    mention = told(text, type)
    assert (mention.status, [part.type for part in mention.of]) == ("happened", [of])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Egypt promised to release the pilots of Sudan.", "planned"),
        ("Egypt will release the pilots of Sudan.", "planned"),
        ("Egypt offered to release the pilots of Sudan.", "proposed"),
        ("Egypt is willing to release the pilots of Sudan.", "proposed"),
    ],
)
def test_a_promised_or_offered_act_is_an_agreement_on_it(
    told: Callable[..., Mention], text: str, status: str
) -> None:
    mention = told(text, "AGREE")
    assert (mention.status, [part.type for part in mention.of]) == (status, ["RETREAT"])


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Egypt refused to impose sanctions on Sudan.", "SANCTION"),
        ("Egypt and Sudan agreed not to use force.", "ASSAULT"),
        ("Egypt urged Sudan to withdraw its troops.", "RETREAT"),
        ("Egypt offered to release the pilots of Sudan.", "RETREAT"),
        ("Egypt threatened to attack Sudan.", "ASSAULT"),
        ("Egypt and Sudan agreed to exchange prisoners.", "RETREAT"),
        ("Egypt launched an attack on Sudan.", "CONSULT"),
    ],
)
def test_the_act_itself_is_no_event(read: Callable[..., Reading], text: str, type: str) -> None:
    assert [m.trigger.text for m in read(text).mentions if m.type == type] == []


def test_an_accusation_tells_the_act_as_alleged(told: Callable[..., Mention]) -> None:
    mention = told("Egypt accused Sudan of attacking its troops.", "ASSAULT")
    sources = [p.actor.country for p in mention.participants if p.role == "source"]
    assert (mention.status, sources) == ("alleged", ["SDN"])


def test_a_verb_and_its_own_noun_are_one_event(read: Callable[..., Reading]) -> None:
    mentions = read("Egypt launched an attack on Sudan.").mentions
    assert [(m.type, m.trigger.text) for m in mentions] == [("ASSAULT", "attack")]


def test_held_talks_and_agreed_are_two_events(read: Callable[..., Reading]) -> None:
    mentions = read("Egypt and Sudan held talks and agreed to exchange prisoners.").mentions
    assert [m.type for m in mentions] == ["CONSULT", "AGREE"]


def test_a_mediator_who_denies_it_is_denied_in_that_role(told: Callable[..., Mention]) -> None:
    mention = told("Qatar denied that it had mediated between Egypt and Sudan.", "CONSULT")
    assert [(p.role, p.status) for p in mention.participants if p.role == "mediator"] == [
        ("mediator", "denied")
    ]


def test_an_offer_to_mediate_is_a_proposed_mediator(told: Callable[..., Mention]) -> None:
    mention = told("Qatar offered to mediate between Egypt and Sudan.", "AGREE")
    assert [(p.role, p.status) for p in mention.participants if p.role == "mediator"] == [
        ("mediator", "proposed")
    ]


def test_who_plans_to_attend_is_planned_as_an_observer(read: Callable[..., Reading]) -> None:
    text = "Fiji and Tonga will hold talks in Suva. Security advisers from Chad and Togo plan to attend."
    mention = read(text).mentions[-1]
    observers = [p for p in mention.participants if p.role == "observer"]
    assert [p.actor.country for p in observers] == ["TCD", "TGO"]
    assert mention.status == "planned"
