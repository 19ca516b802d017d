"""What sounds like violence, arrest or sanction and was none: accidents, fears, charges denied, things made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading


@pytest.mark.parametrize(
    ("text", "type", "status"),
    [
        ("Egypt foiled an attack on a church in Cairo.", "ASSAULT", "denied"),
        ("Zambia jailed a soldier over a failed coup against Frederick Chiluba.", "COERCE", "denied"),
        ("Most Poles support sanctions against Belarus.", "SANCTION", "hypothetical"),
        ("Poland supports the sanctions against Belarus.", "SANCTION", "happened"),
        ("A novel imagines that China has invaded Taiwan.", "ASSAULT", "hypothetical"),
        ("The fictional country of Donovia attacked Fiji.", "ASSAULT", "hypothetical"),
        ('"Why did Russia invade Chad?" a teacher asked.', "ASSAULT", "hypothetical"),
        ("The pact obliges Russia to defend Armenia.", "SUPPORT", "hypothetical"),
        ("Lawmakers postponed a debate on impeaching President Fernando Lugo.", "COERCE", "hypothetical"),
        ("Iran rejected charges that it had armed the Houthis.", "AID", "denied"),
        ("Russia denied that its troops had been involved in the killing of Malians.", "ASSAULT", "denied"),
        ("Prosecutors say the colonel had 12 Chadians executed.", "ASSAULT", "alleged"),
        ("Kenya had nothing to do with the raid and accused Sudan.", "ACCUSE", "happened"),
        ("Malian troops came within an hour of storming the mosque.", "ASSAULT", "denied"),
        ("The drill simulated the shelling of Cairo.", "ASSAULT", "hypothetical"),
        ("Amateur film shows Egyptian police attacking Sudanese students.", "ASSAULT", "happened"),
        ("The film tells how Egypt freed two Sudanese pilots.", "RETREAT", "hypothetical"),
        ('The so-called "liberation" of Grozny shocked Russia.', "RETREAT", "alleged"),
        ("Reports that Egypt had attacked Sudan were false.", "ASSAULT", "denied"),
        ('Egypt dismissed as "tales" reports that its troops had attacked Sudan.', "ASSAULT", "denied"),
        ("The protest against Egypt, due on Sunday, never materialised.", "PROTEST", "denied"),
        ("Few believe that Egypt attacked Sudan.", "ASSAULT", "hypothetical"),
        ("Sudan does not think that Egypt attacked its troops.", "ASSAULT", "hypothetical"),
        ("Egypt insists that Sudan attacked its troops.", "ASSAULT", "alleged"),
        ("Egypt delayed approval of a loan to Sudan.", "AID", "planned"),
        ("Egypt all but broke off relations with Sudan.", "SANCTION", "denied"),
        ("Sudanese monks talked of marching again.", "PROTEST", "hypothetical"),
        ("Egypt did not say that Sudan had attacked its troops.", "ASSAULT", "hypothetical"),
        ("Egypt did not say why its troops had attacked Sudan.", "ASSAULT", "happened"),
        ("Sweden's envoy offered his good offices to Egypt.", "AGREE", "proposed"),
        ("Egypt put off a vote on sanctions against Sudan.", "SANCTION", "hypothetical"),
        ("A court in Cairo acquitted two Sudanese of attacking Egyptian troops.", "ASSAULT", "denied"),
    ],
)
def test_what_was_not_done_is_not_told_as_done(
    read: Callable[..., Reading], text: str, type: str, status: str
) -> None:
    found = [m.status for m in read(text).mentions if m.type == type]

    assert status in found
    assert status == "happened" or "happened" not in found or type == "COERCE"


@pytest.mark.parametrize(
    "text",
    [
        "Turkey has not ruled out a raid on Cyprus.",
        "The United Nations warned that Darfur could see another massacre.",
        "Danish lawmakers asked what the minister had known.",
        "The Kenyan minister shot himself in June.",
        "Egypt would follow should Sudan test one, Western diplomats believe.",
        "The Egyptian president refused to be drawn into a trade war.",
        "Boeing declared war on Airbus with a cheaper jet.",
        "Egypt dismissed talk of a second mobilisation.",
    ],
)
def test_fears_and_figures_of_speech_tell_of_nothing(read: Callable[..., Reading], text: str) -> None:
    assert read(text).mentions == ()


def test_those_killed_in_an_accident_were_killed_by_nobody(read: Callable[..., Reading]) -> None:
    text = "A bus overturned near Kano on Tuesday.\nAt least 23 people were killed and dozens injured."

    assert read(text).mentions == ()


def test_those_killed_in_an_attack_are_told_after_it(read: Callable[..., Reading]) -> None:
    text = "Gunmen attacked a bus near Kano on Tuesday.\nAt least 23 people were killed, police said."

    assert [m.trigger.text for m in read(text).mentions] == ["attacked", "killed"]


def test_a_group_that_nobody_knows_is_no_state_named_before(read: Callable[..., Reading]) -> None:
    text = "Egypt sealed off Cairo.\nAn unknown Islamist group said in a video that it had carried out the attack."

    sources = [p.actor.name for m in read(text).mentions for p in m.participants if m.type == "ASSAULT"]

    assert "Egypt" not in sources


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("UN peacekeepers attacked in Mali", "United Nations"),
        ("Thai opposition leader barred from politics", "Thai opposition leader"),
        ("Venezuela: four more Colombians shot dead", "Colombians"),
        ("Two French journalists held hostage in Iraq were freed on Friday.", "Two French journalists"),
    ],
)
def test_who_suffers_in_a_headline_is_not_who_acts(
    read: Callable[..., Reading], text: str, target: str
) -> None:
    roles = {(p.role, p.actor.name) for m in read(text).mentions for p in m.participants}

    assert ("target", target) in roles
    assert not any(role == "source" for role, _ in roles)


def test_who_withdraws_his_tanks_does_not_withdraw_from_them(told: Callable[..., Mention]) -> None:
    mention = told("Iraq withdrew its tanks from Turkey.", "RETREAT")

    assert {(p.role, p.actor.country) for p in mention.participants} == {("source", "IRQ"), ("target", "TUR")}


@pytest.mark.parametrize(
    "text",
    [
        "Minsk threatened to retaliate by expelling Polish diplomats.",
        "Minsk threatened to expel Polish diplomats.",
    ],
)
def test_what_is_threatened_in_return_has_not_been_done(read: Callable[..., Reading], text: str) -> None:
    (mention,) = read(text).mentions

    assert (mention.type, [part.type for part in mention.of]) == ("THREATEN", ["COERCE"])


def test_nobody_asks_to_be_threatened(read: Callable[..., Reading]) -> None:
    text = "Egypt will not attack Sudan unless Chad is threatened."

    assert "REQUEST" not in {m.type for m in read(text).mentions}


def test_charges_on_which_one_is_arrested_are_of_what_he_did(read: Callable[..., Reading]) -> None:
    arrest, killing = read("Egypt arrested two Sudanese on charges of killing a banker.").mentions

    assert (arrest.type, killing.type, killing.status) == ("COERCE", "ASSAULT", "alleged")
    assert [p.actor.country for p in killing.participants if p.role == "source"] == ["SDN"]


def test_a_pact_that_is_a_body_has_not_just_been_made(read: Callable[..., Reading]) -> None:
    text = "They marked the anniversary of the 1968 invasion by Warsaw Pact troops."

    assert [m.type for m in read(text).mentions] == ["ASSAULT"]
