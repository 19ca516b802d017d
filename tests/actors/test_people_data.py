"""The people written down by hand: facts to hold on to, and mistakes that must not creep in."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from loaders.actors import Actor, Knowledge, knowledge
from loaders.actors.names import normalise, read_names
from loaders.actors.tables import DataFolder, Row
from loaders.pages.outlets import outlet_named

# role, body, day in the middle of a term, who held it
HELD = [
    ("head_of_state", "USA", "1978-09-17", "Jimmy Carter"),
    ("head_of_state", "EGY", "1978-09-17", "Anwar Sadat"),
    ("head_of_government", "ISR", "1978-09-17", "Menachem Begin"),
    ("foreign_minister", "USA", "1974-05-31", "Henry Kissinger"),
    ("foreign_minister", "USA", "2023-10-16", "Antony Blinken"),
    ("national_security_adviser", "USA", "1978-09-17", "Zbigniew Brzezinski"),
    ("head_of_state", "ZAF", "1992-03-17", "F. W. de Klerk"),
    ("head_of_state", "republika-srpska", "1994-07-05", "Radovan Karadžić"),
    ("head_of_state", "northern-cyprus", "2004-04-24", "Rauf Denktash"),
    ("head_of_state", "nagorno-karabakh", "2001-04-05", "Arkadi Ghukasyan"),
    ("head_of_state", "ichkeria", "1999-06-01", "Aslan Maskhadov"),
    ("leader", "farc", "2012-10-18", "Rodrigo Londoño"),
    ("leader", "ltte", "2002-02-22", "Velupillai Prabhakaran"),
    ("leader", "unita", "1991-05-31", "Jonas Savimbi"),
    ("leader", "splm", "2004-05-26", "John Garang"),
    ("leader", "hezbollah", "2006-08-14", "Hassan Nasrallah"),
    ("leader", "taliban", "2020-02-29", "Hibatullah Akhundzada"),
    ("leader", "sinn-fein", "1998-04-10", "Gerry Adams"),
    ("secretary_general", "un", "1998-02-23", "Kofi Annan"),
    ("secretary_general", "un", "2022-07-22", "António Guterres"),
    ("secretary_general", "nato", "1999-03-24", "Javier Solana"),
    ("high_representative", "eu", "2015-07-14", "Federica Mogherini"),
    ("high_representative", "ohr", "2004-06-01", "Paddy Ashdown"),
    ("head_of_body", "iaea", "2003-03-07", "Mohamed ElBaradei"),
    ("intelligence_chief", "mossad", "2023-11-22", "David Barnea"),
    ("intelligence_chief", "mit-turkey", "2024-08-01", "Ibrahim Kalin"),
    ("un_ambassador", "RUS", "2025-06-02", "Vasily Nebenzya"),
    ("mediator", "bnd", "2008-07-16", "Gerhard Conrad"),
    ("mediator", "carter-center", "1994-06-15", "Jimmy Carter"),
]

# who, what a title says, a day
ENVOYS = [
    ("Holbrooke", "Afghanistan and Pakistan", "2009-06-01"),
    ("Mitchell", "Northern Ireland peace talks", "1997-09-15"),
    ("Brahimi", "Special Envoy for Syria", "2013-09-14"),
    ("de Mistura", "UN Special Envoy for Syria", "2016-02-01"),
    ("Griffiths", "UN Special Envoy for Yemen", "2019-05-05"),
    ("Ahtisaari", "Kosovo Status Process", "2006-02-20"),
    ("Egeland", "Colombia", "2000-05-01"),
    ("Nylander", "Colombian Peace Talks", "2014-05-16"),
    ("Crocker", "Namibia and Angola", "1986-06-01"),
    ("Kellogg", "Ukraine", "2025-06-02"),
    ("Witkoff", "Middle East", "2025-06-02"),
    ("Medinsky", "Head of Russia's Delegation", "2022-03-29"),
    ("Umerov", "Head of Ukraine's Delegation", "2025-06-02"),
]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge()


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(DataFolder().rows("people.csv"))


@pytest.mark.parametrize(("role", "body", "day", "name"), HELD)
def test_an_office_is_held_on_a_day(known: Knowledge, role: str, body: str, day: str, name: str) -> None:
    state = known.body(body)
    assert state is not None
    holders = known.holders(role, state.id, date.fromisoformat(day))
    assert name in [holder.name for holder in holders]


@pytest.mark.parametrize(("surname", "title", "day"), ENVOYS)
def test_an_envoy_is_known_by_surname_and_task(known: Knowledge, surname: str, title: str, day: str) -> None:
    on = date.fromisoformat(day)
    titles = [o.title for actor in known.by_surname(surname) for o in known.offices(actor.id, on)]
    assert any(title in found for found in titles)


@pytest.mark.parametrize(
    "spelling", ["Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Zelenskiy", "Volodymyr Zelensky"]
)
def test_spellings_lead_to_one_person(known: Knowledge, spelling: str) -> None:
    assert [known.actor(s.actor_id).name for s in known.senses(spelling)] == ["Volodymyr Zelensky"]


def test_husband_and_wife_are_two_people(known: Knowledge) -> None:
    husband = _only(known, "Tsikhanouski")
    wife = _only(known, "Tsikhanouskaya")
    assert (husband.gender, wife.gender) == ("male", "female")


def test_father_and_son_answer_to_their_surname_each_in_his_time(known: Knowledge) -> None:
    in_office = [
        actor.name
        for actor in known.by_surname("Bush")
        for office in known.offices(actor.id, date(1991, 6, 1))
        if office.role == "head_of_state"
    ]
    assert in_office == ["George H. W. Bush"]


def test_a_surname_of_many_means_nobody_by_itself(known: Knowledge) -> None:
    assert not any(sense.kind == "surname" for sense in known.senses("Kim"))


def test_what_was_written_from_memory_is_marked_so(known: Knowledge) -> None:
    assert not known.sources["people.csv"].verified


def test_what_was_written_from_memory_has_years_at_most(rows: list[Row]) -> None:
    dates = [part for row in rows for _, _, since, until in _offices(row) for part in (since, until)]
    assert [text for text in dates if text and not (len(text) == 4 and text.isdigit())] == []


def test_no_office_ends_before_it_begins(rows: list[Row]) -> None:
    assert [
        row["name"] for row in rows for *_, since, until in _offices(row) if until and until < since
    ] == []


def test_every_office_has_a_beginning(rows: list[Row]) -> None:
    assert [row["name"] for row in rows for *_, since, _ in _offices(row) if not since] == []


def test_no_office_lies_beyond_what_the_file_claims_to_know(known: Knowledge, rows: list[Row]) -> None:
    current_to = known.sources["people.csv"].current_to
    assert current_to is not None
    latest = str(current_to.year + 1)  # an end may be known a little ahead
    late = [row["name"] for row in rows for *_, since, until in _offices(row) if max(since, until) > latest]
    assert late == []


def test_no_term_is_written_down_twice(rows: list[Row]) -> None:
    twice = [
        (row["name"], office) for row in rows for office, count in Counter(_offices(row)).items() if count > 1
    ]
    assert twice == []


def test_nobody_has_the_full_name_and_country_of_another(rows: list[Row]) -> None:
    people = Counter((normalise(row["name"]), row["country"]) for row in rows)
    assert [person for person, count in people.items() if count > 1] == []


def test_no_strong_full_name_means_two_people_of_one_country(rows: list[Row]) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for name in (row["name"], *(n.name for n in read_names(row["aliases"]) if not n.weak)):
            owners.setdefault((normalise(name), row["country"]), set()).add(row["name"])
    assert {name: people for name, people in owners.items() if len(people) > 1} == {}


def test_a_bare_surname_belongs_to_one_person(rows: list[Row]) -> None:
    bare = Counter(name.name for row in rows for name in read_names(row["bare"]))
    assert [name for name, count in bare.items() if count > 1] == []


def test_the_surname_is_part_of_a_name(rows: list[Row]) -> None:
    def names(row: Row) -> str:
        return normalise(" ".join((row["name"], row["aliases"], row["bare"])))

    assert [row["name"] for row in rows if normalise(row["surname"]) not in names(row)] == []


def test_the_gender_of_people_written_by_hand_is_stated(rows: list[Row]) -> None:
    assert [row["name"] for row in rows if row["gender"] not in ("m", "f")] == []


def test_people_stand_in_order(rows: list[Row]) -> None:
    order = [(normalise(row["name"]), row["country"]) for row in rows]
    assert order == sorted(order)


@pytest.mark.parametrize("name", ["Reuters", "Xinhua", "Ukrinform", "Kyiv Independent", "Al Jazeera"])
def test_an_outlet_has_the_same_name_here_and_in_pages(known: Knowledge, name: str) -> None:
    [outlet] = {known.actor(sense.actor_id).name for sense in known.senses(name)}
    assert outlet == outlet_named(name)


def test_an_outlet_named_like_a_common_word_is_weak(known: Knowledge) -> None:
    assert all(sense.weak for sense in known.senses("Dawn") if known.actor(sense.actor_id).kind == "outlet")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Astana trio", "Astana guarantors"),
        ("UNIFIL peacekeepers", "United Nations Interim Force in Lebanon"),
        ("the Normandy Format", "Normandy Format"),
        ("OSCE Minsk Group co-chairs", "OSCE Minsk Group"),
        ("P5 + 1 envoys", "P5+1"),
    ],
)
def test_formats_and_missions_are_matched(known: Knowledge, words: str, name: str) -> None:
    [match, *_] = known.match(words.split())
    assert known.actor(match.senses[0].actor_id).name == name


def test_a_name_in_another_file_adds_to_the_person(known: Knowledge) -> None:
    sources = {office.source for office in _only(known, "Zelensky").offices}
    assert "officeholders.csv" in sources


def _only(known: Knowledge, surname: str) -> Actor:
    [actor] = known.by_surname(surname)
    return actor


def _offices(row: Row) -> list[tuple[str, str, str, str]]:
    """Unpack offices as role, body with title, since, until."""
    offices = []
    for item in filter(None, row["offices"].split("; ")):
        held, _, interval = item.partition("@")
        role, _, body = held.partition(":")
        since, _, until = interval.partition("/")
        offices.append((role, body, since, until))
    return offices
