"""The build of the derived actor data: what it reads names and titles as, and that it gives the same each time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders.actors.tables import DATA
from tools.build_actors.__main__ import build
from tools.build_actors.people import with_sightings
from tools.build_actors.printed_names import PrintedName, read_printed_name
from tools.build_actors.same_person import alike, same_person
from tools.build_actors.spellings import other_spellings, sound
from tools.build_actors.tenures import Post, Tenure, read_posts

SOURCES = Path(__file__).parents[3] / "shared" / "data" / "actors"
DERIVED = (
    "cities.csv", "groups_ucdp.csv", "officeholders.csv", "officeholders_phoenix.csv", "officeholders_uk.csv",
    "qids.csv", "qids_organizations.csv", "states.csv",
)  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "country", "name", "surname"),
    [
        ("Ulla Maria ANDERSSON", "SWE", "Ulla Maria Andersson", "Andersson"),
        ("MA Long", "CHN", "Ma Long", "Ma"),
        ("XI Ming", "CHN", "Xi Ming", "Xi"),
        ("TANAKA Yuki", "JPN", "Yuki Tanaka", "Tanaka"),
        ("Pedro Luis GOMEZ Arias", "BOL", "Pedro Luis Gomez", "Gomez"),
        ("Karim al-BASRI", "IRQ", "Karim al-Basri", "al-Basri"),
        ("Reza Tabari-HOSSEINI", "IRN", "Reza Hosseini", "Hosseini"),
        ("Reza HOSSEINI-Tabari", "IRN", "Reza Hosseini", "Hosseini"),
        ("Mary McALLEN", "IRL", "Mary McAllen", "McAllen"),
        ("Jan VAN DER MEER", "NLD", "Jan van der Meer", "van der Meer"),
        ("OLAF III", "NOR", "Olaf III", "Olaf"),
        ("Tom BAKER, Lt. Gen.", "GBR", "Tom Baker", "Baker"),
        ("Council Chair, Sr. Gen. MAUNG THAN", "MMR", "Maung Than", "Maung Than"),
        ("Olga PETROVA (Acting)", "BGR", "Olga Petrova", "Petrova"),
        ("Yair LEVI serving as caretaker", "ISR", "Yair Levi", "Levi"),
    ],
)  # fmt: skip
def test_a_printed_name_is_read_as_news_writes_it(printed, country, name, surname):
    read = read_printed_name(printed, country)

    assert read is not None
    assert (read.name, read.surname) == (name, surname)


@pytest.mark.parametrize("printed", ["(vacant)", "Vacant", "Prime Minister", ""])
def test_what_is_no_name_is_not_read(printed):
    assert read_printed_name(printed) is None


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("President", ["head_of_state"]),
        ("Vice Pres. for Legal Affairs", []),
        ("Vice President and Prime Minister", ["deputy_head", "head_of_government"]),
        ("King and Prime Minister", ["head_of_state", "head_of_government"]),
        ("Min. of Foreign Affairs & Intl. Cooperation", ["foreign_minister"]),
        ("Deputy Prime Minister", ["deputy_head"]),
        ("President of Central Bank", ["central_bank_governor"]),
        ("President of the National Assembly", []),
        ("Supreme Leader", ["supreme_leader"]),
        ("Min. of Culture", []),
    ],
)
def test_a_printed_title_names_its_roles(title, roles):
    assert [post.role for post in read_posts(title)] == roles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abd al-Fattah al-Burhan", "Abdel Fattah Burhan"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Qasim", "Kassim"),
    ],
)
def test_spellings_of_one_name_sound_alike(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Lukashenko", "Lukashin"), ("Tsikhanouski", "Tsikhanouskaya"), ("Hassan", "Hussein")]
)
def test_two_names_do_not_sound_alike(one, other):
    assert sound(one) != sound(other)


def test_a_middle_name_does_not_part_a_person():
    assert same_person(PrintedName("Pedro Gomez", "Gomez"), PrintedName("Pedro Luis Gomez", "Gomez"))


def test_father_and_son_with_each_others_names_are_two():
    assert not same_person(PrintedName("Idris Sow", "Sow"), PrintedName("Mahamat Idris Sow", "Sow"))


def test_two_of_one_surname_are_two():
    assert not same_person(PrintedName("Raul Castro", "Castro"), PrintedName("Fidel Castro", "Castro"))


def test_any_shared_part_makes_names_alike():
    assert alike(PrintedName("King Salman", "Salman"), PrintedName("Salman bin Abd al-Aziz", "Salman"))


def test_other_spellings_are_those_news_uses():
    assert "Andrei Melnik" not in other_spellings("Andriy Melnyk", "Melnyk", "UKR")
    assert "Andrei Melnyk" in other_spellings("Andriy Melnyk", "Melnyk", "UKR")


def _term(name: str, since: str, seen: tuple[str, str] | None) -> Tenure:
    return Tenure(
        "NOR",
        PrintedName(name, name.rsplit(maxsplit=1)[-1]),
        Post("head_of_state", "President"),
        since,
        "",
        seen,
    )


def test_a_term_seen_again_before_its_successor_lasted_until_then():
    first = _term("Kari Nordmann", "2014-06-07", ("2014-06-07", "2017-03-28"))
    second = _term("Ola Hansen", "2019-05-20", ("2019-05-20", "2026-02-19"))
    again = _term("Kari Nordmann", "", ("2019-05-15", "2019-05-15"))

    assert with_sightings([first, second], [again])[0].until == "2019-05-20"


def test_a_term_not_seen_again_has_no_known_end():
    first = _term("Kari Nordmann", "2014-06-07", ("2014-06-07", "2017-03-28"))
    second = _term("Ola Hansen", "2019-05-20", ("2019-05-20", "2026-02-19"))

    assert with_sightings([first, second], [])[0] == first


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the public sources are not beside the project")
def test_building_again_gives_the_files_that_are_shipped(tmp_path):
    data = shutil.copytree(DATA, tmp_path / "data")

    build(SOURCES, data)

    stale = [f for f in DERIVED if (data / f).read_bytes() != (DATA / f).read_bytes()]
    assert stale == [], "run: python -m tools.build_actors SOURCES"
