"""Names and nouns that many may bear: whose Senate, army, airspace and people they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.extraction import Extractor
from loaders.pages import split_articles
from loaders.records import DateInterval, Mention, Page, Reading

_MONDAY = DateInterval(date(2025, 6, 2), date(2025, 6, 2), "day")


def _who(mention: Mention, role: str) -> set[tuple[str, str | None]]:
    return {(p.actor.name, p.actor.country) for p in mention.participants if p.role == role}


@pytest.mark.parametrize(
    ("text", "chamber"),
    [
        ("Peru's Congress condemned Bolivia.", ("Congress of Peru", "PER")),
        ("In Madagascar, the Senate condemned the general.", ("Senate of Madagascar", "MDG")),
        ("The Senate in Manila condemned Japan.", ("Senate of Philippines", "PHL")),
        ("The Senate condemned Japan on Monday.", ("United States Senate", "USA")),
        ("Trump praised Peru. The U.S. Congress condemned Peru.", ("United States Congress", "USA")),
    ],
)
def test_whose_chamber_it_is(told: Callable[..., Mention], text: str, chamber: tuple[str, str]) -> None:
    assert _who(told(text, "ACCUSE"), "source") == {chamber}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The UN chief condemned Mali.", "António Guterres"),
        ("The UN human rights chief condemned Mali.", "Volker Türk"),
        ("The UN logistics chief condemned Mali.", "UN logistics chief"),
    ],
)
def test_who_heads_a_part_does_not_head_the_whole(
    told: Callable[..., Mention], text: str, person: str
) -> None:
    assert {name for name, _ in _who(told(text, "ACCUSE"), "source")} == {person}


@pytest.mark.parametrize(
    ("text", "type", "owner"),
    [
        ("Lithuania said a Russian jet violated its airspace.", "MOBILIZE", ("Lithuania", "LTU")),
        ("Finland accused Russia of violating its airspace.", "MOBILIZE", ("Finland", "FIN")),
    ],
)
def test_what_is_intruded_into_is_not_the_intruders(
    told: Callable[..., Mention], text: str, type: str, owner: tuple[str, str]
) -> None:
    assert _who(told(text, type), "target") == {owner}


@pytest.mark.parametrize(
    ("text", "army"),
    [
        ("The Malian army left Gao. The army shelled rebels on Sunday.", ("Malian Armed Forces", "MLI")),
        ("Chad held a vote. The army shelled rebels on Sunday.", ("army of Chad", "TCD")),
        ("Chad and Niger held a vote. The army shelled rebels on Sunday.", ("army", None)),
    ],
)
def test_whose_army_it_is(told: Callable[..., Mention], text: str, army: tuple[str, str]) -> None:
    assert _who(told(text, "ASSAULT"), "source") == {army}


def test_a_group_named_before_a_noun_is_meant_by_the_next(told: Callable[..., Mention]) -> None:
    mention = told("Relief workers met RSF doctors. The paramilitary group shelled Nyala.", "ASSAULT")
    assert _who(mention, "source") == {("Rapid Support Forces", "SDN")}


@pytest.mark.parametrize(
    ("text", "published", "source"),
    [
        ("Serb forces shelled Tuzla.", "1994-03-02", "Bosnian Serbs"),
        ("Serb forces shelled Knin.", "1994-03-02", "Croatian Serbs"),
        ("Serb forces shelled Pristina.", "1999-03-02", "Serbia"),
    ],
)
def test_of_which_land_a_people_is(
    told: Callable[..., Mention], text: str, published: str, source: str
) -> None:
    mention = told(text, "ASSAULT", published)
    assert {p.acts_for.name for p in mention.participants if p.role == "source" and p.acts_for} == {source}


def test_a_mediator_in_the_year_he_left_office_acts_for_nobody(told: Callable[..., Mention]) -> None:
    mention = told("Thorvald Stoltenberg met Fikret Abdic.", "CONSULT", "1993-05-02")
    assert ("Thorvald Stoltenberg", None) in {
        (p.actor.name, p.acts_for.name if p.acts_for else None) for p in mention.participants
    }


def test_what_was_a_capital_is_a_city_again(told: Callable[..., Mention]) -> None:
    assert _who(told("Shells fired by Houthi rebels hit Aden.", "ASSAULT"), "target") == {("Aden", "YEM")}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("MANILA, June 1 (AP) - The government met Maoist rebels in Norway on Sunday.", "Philippines"),
        ("NAIROBI, June 1 (AP) - The Somali army fled. The government met rebels on Sunday.", "Somalia"),
    ],
)
def test_whose_government_a_dateline_tells(extractor: Extractor, text: str, state: str) -> None:
    page = Page("cable.txt", text, "text", published=_MONDAY)
    (mention,) = (m for r in extractor.read(split_articles(page)) for m in r.mentions if m.type == "CONSULT")
    assert state in {name for name, _ in _who(mention, "party")}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("LOME, June 1 (AP) - Police arrested 27 marchers on Sunday.", "TGO"),
        ("LOME, June 1 (AP) - Police in Accra arrested 27 marchers on Sunday.", "GHA"),
        ("NAIROBI, June 1 (AP) - Islamists shelled Mogadishu. Police arrested 27 men.", None),
        ("JEDDAH, June 1 (AP) - Rebels arrested 27 men on Sunday.", None),
    ],
)
def test_whose_police_a_dateline_tells(extractor: Extractor, text: str, country: str | None) -> None:
    page = Page("cable.txt", text, "text", published=_MONDAY)
    (mention,) = (m for r in extractor.read(split_articles(page)) for m in r.mentions if m.type == "COERCE")
    assert {code for _, code in _who(mention, "source")} == {country}


def test_an_article_before_a_states_name_may_begin_the_sentence(told: Callable[..., Mention]) -> None:
    mention = told("The Emirates called for restraint.", "REQUEST")
    assert _who(mention, "source") == {("United Arab Emirates", "ARE")}


def test_a_known_surname_is_a_persons_whatever_the_model_takes_it_for(told: Callable[..., Mention]) -> None:
    mention = told("Aliyev met Macron in Prague.", "CONSULT")
    assert _who(mention, "party") == {("Ilham Aliyev", "AZE"), ("Emmanuel Macron", "FRA")}


def test_delegations_of_two_states_are_no_organisation(told: Callable[..., Mention]) -> None:
    mention = told("Delegations of Chad and Rwanda met in Luanda.", "CONSULT")
    assert _who(mention, "party") == {("Chad", "TCD"), ("Rwanda", "RWA")}


def test_delegates_of_an_unknown_body_are_not_those_told_of_before(read: Callable[..., Reading]) -> None:
    reading = read(
        "Kenya and Uganda met. Museveni's minister Crispus Kiyonga met CNARED delegates in Kampala."
    )
    assert {name for name, _ in _who(reading.mentions[-1], "party")} == {"Crispus Kiyonga", "CNARED"}


@pytest.mark.parametrize(
    ("text", "type", "role", "expected"),
    [
        ("The remains of Jan Roe, from Mali's 9th Brigade, were returned to Chad.", "RETREAT", "target",
         {("Chad", "TCD")}),
        ("A court convicted a Hezbollah member of treason.", "COERCE", "target", {("Hezbollah member", "LBN")}),
        ("Chad's prime minister met the two rebel leaders in Geneva.", "CONSULT", "party",
         {("Allamaye Halina", "TCD"), ("two rebel leaders", None)}),
    ],
)  # fmt: skip
def test_who_is_not_taken_for_another(
    told: Callable[..., Mention], text: str, type: str, role: str, expected: set[tuple[str, str | None]]
) -> None:
    assert _who(told(text, type), role) == expected


def test_a_summit_of_a_body_is_no_meeting_of_it_with_anybody(read: Callable[..., Reading]) -> None:
    mentions = read("A NATO summit in Ankara discussed the war.").mentions
    assert {p.actor.name for m in mentions for p in m.participants} == set()


def test_those_abducted_are_not_those_killed_beside(read: Callable[..., Reading]) -> None:
    mentions = read("Gunmen kidnapped two priests and killed five villagers in Kaduna.").mentions
    told = {(m.mode, name) for m in mentions for name, _ in _who(m, "target")}
    assert told == {("abduct", "two priests"), ("kill", "five villagers")}


def test_what_is_to_be_used_to_kill_is_used_by_nobody_named(read: Callable[..., Reading]) -> None:
    mentions = read("Iran has provided drones to Russia to be used to kill Ukrainians.").mentions
    assert [_who(m, "source") for m in mentions if m.type == "ASSAULT"] in ([], [set()])


def test_an_arrest_for_which_a_reward_is_offered_has_not_happened(read: Callable[..., Reading]) -> None:
    text = "Chad offered a reward for information leading to the arrest of Jan Roe."
    assert "COERCE" not in {m.type for m in read(text).mentions}


def test_a_government_is_of_the_capital_it_sits_in(told: Callable[..., Mention]) -> None:
    mention = told("The government in Bamako rejected mediation by Algiers.", "REJECT")
    assert (_who(mention, "source"), _who(mention, "target")) == ({("Mali", "MLI")}, {("Algeria", "DZA")})
