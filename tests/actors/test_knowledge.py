"""What the actor data knows of a day: who held which office, and who somebody is."""

from datetime import date

import pytest

from loaders.actors import Actor, knowledge
from loaders.actors.knowledge import UnknownActorError

KNOWN = knowledge()


def state(iso3: str) -> Actor:
    found = KNOWN.state(iso3)
    assert found is not None
    return found


def holders(role: str, iso3: str, day: str) -> list[str]:
    return [actor.name for actor in KNOWN.holders(role, state(iso3).id, date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("role", "iso3", "day", "name"),
    [
        ("head_of_state", "UKR", "2019-05-19", "Petro Poroshenko"),
        ("head_of_state", "UKR", "2019-05-21", "Volodymyr Zelensky"),
        ("head_of_state", "USA", "2025-06-02", "Donald Trump"),
        ("head_of_state", "USA", "2022-06-02", "Joe Biden"),
        ("head_of_state", "BLR", "2025-06-21", "Alexander Lukashenko"),
        ("head_of_state", "IRN", "2023-03-10", "Ebrahim Raisi"),
        ("supreme_leader", "IRN", "2023-03-10", "Ali Khamenei"),
        ("head_of_government", "ISR", "2022-03-01", "Naftali Bennett"),
        ("head_of_government", "GBR", "1982-05-01", "Margaret Thatcher"),
        ("foreign_minister", "GBR", "2025-06-02", "David Lammy"),
        ("head_of_government", "IND", "2025-05-10", "Narendra Modi"),
        ("head_of_state", "CHN", "2023-03-10", "Xi Jinping"),
    ],
)
def test_who_held_an_office_on_a_day(role, iso3, day, name):
    assert holders(role, iso3, day) == [name]


def test_on_the_day_of_a_handover_both_held_the_office():
    assert holders("head_of_state", "UKR", "2019-05-20") == ["Petro Poroshenko", "Volodymyr Zelensky"]


def test_nobody_is_known_past_the_last_day_of_a_source():
    assert holders("head_of_state", "FRA", "2040-01-01") == []


def test_without_a_day_the_holders_come_in_order_of_time():
    held = [actor.name for actor in KNOWN.holders("head_of_government", state("GBR").id, None)]

    assert held.index("Margaret Thatcher") < held.index("Tony Blair") < held.index("Keir Starmer")


def test_a_person_whom_three_files_know_is_one_actor():
    [putin] = KNOWN.by_surname("Putin")

    assert {office.source for office in putin.offices} > {"people.csv", "officeholders.csv"}


def test_days_of_one_source_take_the_place_of_years_of_another():
    [lukashenko] = [a for a in KNOWN.by_surname("Lukashenko") if a.country == "BLR"]

    [presidency] = [o for o in lukashenko.offices if o.role == "head_of_state"]

    assert presidency.since.start == date(1994, 7, 20)


def test_a_minister_seen_on_one_day_is_not_known_on_another():
    [seen] = [
        office
        for actor in KNOWN.by_surname("Klimkin")
        for office in actor.offices
        if office.source == "officeholders.csv"
    ]

    assert (seen.certain_on(date(2019, 5, 15)), seen.possible_on(date(2021, 5, 15))) == (True, False)


def test_offices_on_a_day_leave_out_the_others():
    [johnson] = [a for a in KNOWN.by_surname("Johnson") if a.name == "Boris Johnson"]

    assert {o.role for o in KNOWN.offices(johnson.id, date(2017, 6, 1))} == {"foreign_minister"}


def test_father_and_son_stay_two():
    assert {"Idriss Déby", "Mahamat Idriss Déby"} <= {a.name for a in KNOWN.by_surname("Deby")}


def test_husband_and_wife_of_two_spellings_stay_two():
    husband, wife = KNOWN.by_surname("Tsikhanouski"), KNOWN.by_surname("Tsikhanouskaya")

    assert set(husband).isdisjoint(wife)


@pytest.mark.parametrize("spelling", ["Zelensky", "Zelenskyy", "Zelenskiy", "ZELENSKY"])
def test_a_surname_answers_to_its_spellings(spelling):
    assert "Volodymyr Zelensky" in {actor.name for actor in KNOWN.by_surname(spelling)}


def test_a_surname_answers_without_its_article():
    assert "Abdel Fattah al-Sisi" in {actor.name for actor in KNOWN.by_surname("Sisi")}


def test_an_unknown_id_says_where_local_actors_are():
    with pytest.raises(UnknownActorError, match="known only to its mentions"):
        KNOWN.actor("nobody")


def test_states_go_by_their_wikidata_id():
    assert state("UKR").id == "Q212"


def test_a_former_state_keeps_its_withdrawn_code_and_its_end():
    assert state("SUN").until.end == date(1991, 12, 26)


def test_a_ministry_is_part_of_its_state():
    [match] = KNOWN.match(["the", "Norwegian", "Foreign", "Ministry", "said"])

    assert KNOWN.actor(match.senses[0].actor_id).part_of == (state("NOR").id,)


def test_the_data_is_read_once():
    assert knowledge() is knowledge()
