"""Force, arrests, charges and claims: what is told as done, and what somebody is only said to have done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading

type Told = Callable[..., Mention]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Dutch court convicted two Syrians of killing a nurse.", {("COERCE", "happened"), ("ASSAULT", "alleged")}),
        ("Ghana arrested three Libyans for bombing a hotel.", {("COERCE", "happened"), ("ASSAULT", "alleged")}),
        ("Egypt denounced Sudan for shelling a village.", {("ACCUSE", "happened"), ("ASSAULT", "alleged")}),
        ("Ghana, suspected by Togo of arming rebels, is silent.", {("ACCUSE", "happened"), ("AID", "alleged")}),
        ("Hamas claimed responsibility for the attack in Haifa.", {("ASSAULT", "alleged")}),
        ("Mali began releasing Chadian prisoners on Friday.", {("RETREAT", "ongoing")}),
        ("Mali said it was expelling the Danish ambassador.", {("COERCE", "ongoing")}),
        ("Mali began naval exercises in May 2019.", {("MOBILIZE", "happened")}),
        ("Mali will bomb Chad if Chad shells its villages.", {("ASSAULT", "planned")}),
        ("Serbia called the coup in Niger unacceptable.", {("ACCUSE", "happened"), ("COERCE", "happened")}),
        ("Chad accused Mali of arming rebels, a charge Mali denies.", {("ACCUSE", "happened"), ("AID", "alleged")}),
    ],
)  # fmt: skip
def test_what_is_told_and_how_it_stands(
    read: Callable[..., Reading], text: str, expected: set[tuple[str, str]]
) -> None:
    assert {(m.type, m.status) for m in read(text).mentions} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Six Malian soldiers were killed and 20 wounded in clashes with rebels.",
        "The killing of a Malian reporter by Chadian shelling angered Paris.",
        "The attack on a mosque in Kano that killed 61 people came in March.",
        "Prisoners in Haiti rioted, setting fire to a kitchen.",
        "Police in Togo opened fire to disperse demonstrators, killing two.",
    ],
)
def test_an_act_and_its_dead_are_one_event(read: Callable[..., Reading], text: str) -> None:
    assert len(read(text).mentions) == 1


def test_a_clause_behind_a_list_has_its_own_subject(told: Told) -> None:
    text = "Chad's police stormed the Libyan embassy to arrest Idriss Omar, and Libya broke off relations."

    mention = told(text, "SANCTION")

    assert [p.actor.name for p in mention.participants if p.role == "source"] == ["Libya"]


def test_those_who_were_captured_captured_nobody(read: Callable[..., Reading]) -> None:
    mentions = read("Kurdish rebels released three Turkish soldiers they captured in October.").mentions

    (capture,) = (m for m in mentions if m.type == "COERCE")
    assert [p.role for p in capture.participants if p.actor.country == "TUR"] == ["target"]


@pytest.mark.parametrize(
    "text",
    [
        "Typhoon Haiyan struck the Philippines on Friday.",
        "A Thai soldier fired warning shots.",
        "Three Polish miners were hurt by a gas blast.",
        "Arsenal beat Chelsea 2-1.",
        "Moroccan price cuts hit exports from Spain.",
        "The Danish orchestra played a symphony about the siege of Leningrad.",
    ],
)
def test_disasters_games_and_works_of_art_tell_of_no_force(read: Callable[..., Reading], text: str) -> None:
    assert not [m for m in read(text).mentions if m.type in ("ASSAULT", "THREATEN")]


def test_a_headline_leaves_out_the_verb_of_its_passive(told: Told) -> None:
    mention = told("Russia accused of using cluster bombs", "ACCUSE")

    assert [(p.role, p.actor.name) for p in mention.participants] == [("target", "Russia")]


def test_the_name_before_a_headlines_verb_acts(told: Told) -> None:
    mention = told("US sanctions Sudan's army chief", "SANCTION")

    assert [p.actor.name for p in mention.participants if p.role == "source"] == ["United States"]


def test_a_claim_is_its_claimants(told: Told) -> None:
    mention = told("Hamas claimed responsibility for the attack in Haifa.", "ASSAULT")

    assert [link.name for link in mention.attribution] == ["Hamas"]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Mali and Chad agreed to stop shelling each other.", ["RETREAT"]),
        ("Togo called on Benin to end its sanctions.", ["RETREAT"]),
    ],
)
def test_to_end_an_act_is_another_act(read: Callable[..., Reading], text: str, of: list[str]) -> None:
    (mention,) = read(text).mentions

    assert [content.type for content in mention.of] == of


def test_a_refusal_has_the_day_of_what_is_refused(told: Told) -> None:
    mention = told(
        "Kenya rejected Egypt's call for a halt to the dam's filling on Friday in Cairo.", "REJECT"
    )

    assert (str(mention.date and mention.date.start), mention.place and mention.place.name) == (
        "2025-05-30",
        "Cairo",
    )


def test_unrest_without_a_name_is_told_of_its_place(told: Told) -> None:
    mention = told("Serbia put its army on alert after clashes in northern Kosovo.", "ASSAULT")

    assert (mention.participants, mention.place and mention.place.country) == ((), "XKX")
