"""Who a description means: counterparts, plural offices, groups named before, peoples within a state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Participant, Reading


def taking(mention: Mention, role: str) -> list[Participant]:
    return [p for p in mention.participants if p.role == role]


def names(mention: Mention, role: str) -> list[str]:
    return [p.actor.name for p in taking(mention, role)]


def test_a_counterpart_held_the_same_office_for_his_own_state(told: Callable[..., Mention]) -> None:
    text = "Russian Foreign Minister Sergei Lavrov met his Syrian counterpart."
    mention = told(text, "CONSULT", "2022-05-05")
    assert names(mention, "party") == ["Sergei Lavrov", "Faisal Mekdad"]


def test_a_counterpart_of_no_state_is_nobody(told: Callable[..., Mention]) -> None:
    text = "Russian Foreign Minister Sergei Lavrov met his counterpart in Doha."
    assert names(told(text, "CONSULT", "2022-05-05"), "party") == ["Sergei Lavrov"]


def test_plural_offices_are_their_holders_on_the_day(told: Callable[..., Mention]) -> None:
    mention = told("The presidents of Rwanda and Burundi met.", "CONSULT", "2015-05-05")
    assert names(mention, "party") == ["Paul Kagame", "Pierre Nkurunziza"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Rapid Support Forces rejected the truce. The rebels condemned Fiji.",
            "Rapid Support Forces",
        ),
        (
            "ECOWAS met in Abuja. The bloc condemned Fiji.",
            "Economic Community of West African States",
        ),
    ],
)
def test_a_group_named_before_is_called_again(read: Callable[..., Reading], text: str, name: str) -> None:
    [mention] = [m for m in read(text).mentions if m.type == "ACCUSE"]
    assert names(mention, "source") == [name]


def test_the_world_body_is_the_united_nations(told: Callable[..., Mention]) -> None:
    assert names(told("The world body condemned Fiji.", "ACCUSE"), "source") == ["United Nations"]


def test_a_title_with_a_hyphen_is_one_office(told: Callable[..., Mention]) -> None:
    mention = told("The secretary-general of the Arab League condemned Fiji.", "ACCUSE", "2013-03-01")
    assert names(mention, "source") == ["Nabil Elaraby"]


def test_leaders_of_a_people_do_not_act_for_the_state_it_lives_in(told: Callable[..., Mention]) -> None:
    [leaders] = taking(told("Iraqi Kurdish leaders condemned Fiji.", "ACCUSE"), "source")
    assert (leaders.actor.country, leaders.acts_for and leaders.acts_for.name) == ("IRQ", "Iraqi Kurds")


def test_what_a_people_calls_its_own_is_of_its_country(told: Callable[..., Mention]) -> None:
    mention = told("Bosnian Serbs said on Tuesday that their forces had shelled a village.", "ASSAULT")
    assert [p.actor.country for p in taking(mention, "source")] == ["BIH"]


def test_an_opposition_leader_does_not_act_for_the_state(told: Callable[..., Mention]) -> None:
    [leader] = taking(told("Zambian opposition leader Abo Dwa condemned Fiji.", "ACCUSE"), "source")
    assert (leader.actor.country, leader.acts_for) == ("ZMB", None)


def test_warplanes_are_nobody(told: Callable[..., Mention]) -> None:
    assert taking(told("Warplanes bombed Fiji on Monday.", "ASSAULT"), "source") == []


@pytest.mark.parametrize("printed", ["Omar Hassan El Bashir", "Omar El Bashir", "Omar al-Bashir"])
def test_a_president_is_known_under_a_longer_or_otherwise_spelled_name(
    told: Callable[..., Mention], printed: str
) -> None:
    mention = told(f"President {printed} condemned Fiji.", "ACCUSE", "2000-02-10")
    assert names(mention, "source") == ["Omar al-Bashir"]


def test_no_republic_is_the_kingdom(told: Callable[..., Mention]) -> None:
    text = "Saudi planes bombed Yemen, and the Houthis condemned the kingdom."
    assert names(told(text, "ACCUSE"), "target") == ["Saudi Arabia"]


def test_the_north_is_a_state_where_the_article_names_the_other_half(told: Callable[..., Mention]) -> None:
    mention = told("South Korean troops held an exercise. The North condemned the South.", "ACCUSE")
    assert (names(mention, "source"), names(mention, "target")) == (["North Korea"], ["South Korea"])


def test_the_north_alone_is_nobody(told: Callable[..., Mention]) -> None:
    assert names(told("The North condemned Fiji.", "ACCUSE"), "source") == []


def test_its_ambassador_is_a_states(told: Callable[..., Mention]) -> None:
    text = "The U.N. Security Council imposed sanctions on Fiji, and its ambassador condemned Tonga."
    [ambassador] = taking(told(text, "ACCUSE"), "source")
    assert (ambassador.acts_for and ambassador.acts_for.name) == "Fiji"


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("Ivorian rebel leader Guillaume Soro", "Forces Nouvelles"),
        ("Former Finnish president Martti Ahtisaari", None),
        ("Ivorian President Laurent Gbagbo", "Ivory Coast"),
    ],
)
def test_whom_a_leader_acts_for(told: Callable[..., Mention], phrase: str, body: str | None) -> None:
    [leader] = taking(told(f"{phrase} condemned Fiji.", "ACCUSE", "2005-11-10"), "source")
    assert (leader.acts_for and leader.acts_for.name) == body


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        (
            "Fiji and Tonga signed a deal, and Samoa agreed to withdraw its troops from Palau.",
            "source",
            ["Samoa"],
        ),
        ("Fiji accused Iran and its Lebanese ally Hezbollah.", "target", ["Iran", "Hezbollah"]),
        ("UNITA rebels condemned Fiji.", "source", ["UNITA"]),
        (
            "Guatemalan guerrillas of the URNG condemned Fiji.",
            "source",
            ["Guatemalan National Revolutionary Unity"],
        ),
        ("Spain blamed ETA, and the Basque group condemned Fiji.", "source", ["ETA"]),
        ("The PLO chairman condemned Fiji.", "source", ["Yasser Arafat"]),
        ("Troops arrested the president of Fiji. The generals condemned Tonga.", "source", ["generals"]),
    ],
)
def test_who_a_group_or_a_leader_is(
    read: Callable[..., Reading], text: str, role: str, who: list[str]
) -> None:
    mention = read(text, "1993-09-13").mentions[-1]
    assert names(mention, role) == who
