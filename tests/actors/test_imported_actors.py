"""A user's own dictionaries: what they add to who is who, where they are kept, and how they are undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loaders.actors.claim_tables import ActorTableError
from loaders.actors.imports import ImportedFileError, ImportFolder
from loaders.actors.knowledge import Knowledge, read_knowledge
from loaders.actors.lint import lint
from loaders.actors.tables import DataFolder

DAY = date(2026, 6, 21)
TABLE = """kind,name,country,aliases,office,body,since,until
person,Abo Dwa,NOR,A. Dwa,foreign_minister,NOR,2001-10-19,2005-10-17
person,Abo Dwa,NOR,,head_of_government,NOR,2006,
armed_group,Hill Front,NOR,HFF,,,1988,1994
state,Norge,NOR,,,,,
"""


@pytest.fixture
def imported(tmp_path: Path) -> ImportFolder:
    (tmp_path / "home").mkdir()
    return ImportFolder(tmp_path / "home" / "actors")


def known_with(
    small, imported: ImportFolder, text: str, file: str = "mine.csv", format: str = "csv"
) -> Knowledge:
    path = imported.path.parent / file
    path.write_text(text, encoding="utf-8")
    imported.add(path, format, DAY)
    return read_knowledge(small.path, imported)


def meaning(known: Knowledge, name: str) -> list[str]:
    return [known.actor(sense.actor_id).name for sense in known.senses(name)]


def test_a_table_adds_people_with_their_offices(small, imported):
    known = known_with(small, imported, TABLE)

    [sense] = known.senses("A. Dwa")
    assert [office.title for office in known.actor(sense.actor_id).offices] == [
        "Foreign Minister",
        "Prime Minister",
    ]


def test_an_office_without_an_end_is_held_until_the_day_of_import(small, imported):
    known = known_with(small, imported, TABLE)
    norway = known.state("NOR")
    assert norway is not None

    holders = [known.holders("head_of_government", norway.id, day) for day in (DAY, date(2027, 1, 1))]

    assert [[actor.name for actor in found] for found in holders] == [["Abo Dwa"], []]


def test_a_groups_names_hold_for_its_time(small, imported):
    [sense] = known_with(small, imported, TABLE).senses("HFF")

    assert [sense.valid_on(date(year, 6, 1)) for year in (1987, 1990, 1995)] == [False, True, False]


def test_a_state_gets_a_further_name(small, imported):
    assert meaning(known_with(small, imported, TABLE), "Norge") == ["Norway"]


def test_what_is_known_already_keeps_its_identity_and_learns(small, imported):
    small.add("people.csv", name="Kari Nordmann", surname="Nordmann", country="NOR")
    before = read_knowledge(small.path).senses("Kari Nordmann")[0].actor_id

    known = known_with(small, imported, "kind,name,country,aliases\nperson,Kari Nordmann,NOR,Mother Norway\n")

    assert known.senses("Mother Norway")[0].actor_id == before


def test_what_the_user_says_comes_first(small, imported):
    small.add("groups.csv", key="front", kind="armed_group", country="NOR", name="People's Front")

    known = known_with(small, imported, "kind,name,aliases\nparty,Popular Party,People's Front\n")

    assert meaning(known, "People's Front")[0] == "Popular Party"


def test_a_phoenix_dictionary_is_read_as_one(small, imported):
    known = known_with(small, imported, "HILL_FRONT_ [NORREB]\n+HFF_\n", "mine.txt", "phoenix")

    assert meaning(known, "HFF") == ["Hill Front"]


def test_a_removed_dictionary_leaves_nothing(small, imported):
    known_with(small, imported, TABLE)

    imported.remove("mine")

    assert meaning(read_knowledge(small.path, imported), "Abo Dwa") == []
    assert imported.imports() == []


def test_a_second_import_takes_the_place_of_the_first(small, imported):
    known_with(small, imported, TABLE)

    known = known_with(small, imported, "kind,name\nparty,Popular Party\n")

    assert (meaning(known, "Abo Dwa"), meaning(known, "Popular Party")) == ([], ["Popular Party"])


def test_the_source_says_that_it_is_the_users_own(small, imported):
    known = known_with(small, imported, TABLE)
    actor = known.actor(known.senses("Hill Front")[0].actor_id)

    assert (known.sources[actor.source].licence, actor.verified) == ("the user's own", False)


def test_the_lint_finds_a_clash_of_an_imported_name(small, imported):
    small.add("groups.csv", key="front", kind="armed_group", country="NOR", name="People's Front")
    known = known_with(small, imported, "kind,name,aliases\nparty,Popular Party,People's Front\n")

    assert [finding.rule for finding in lint(known, DataFolder(small.path))] == ["name"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("prson,Abo Dwa,NOR,,,", "'prson' is none of person"),
        ("person,,NOR,,,", "names nobody"),
        ("person,Abo Dwa,QQQ,,,", "'QQQ' is no ISO 3166-1 alpha-3 code"),
        ("person,Abo Dwa,NOR,chief,,", "'chief' is none of the roles"),
        ("person,Abo Dwa,NOR,leader,2001-13,", "'2001-13' is no date"),
        ("person,Abo Dwa,NOR,leader,2005,2001", "2005 is after 2001"),
        ("party,Popular Party,NOR,leader,,", "only a person holds an office"),
        ("state,Norge,,,,", "need its code"),
        ("party,Popular Party", "it has 2 columns"),
    ],
)
def test_a_bad_line_of_a_table_is_rejected_alone(imported, line, reason):
    file = imported.path.parent / "mine.csv"
    file.write_text(f"kind,name,country,office,since,until\n{line}\nparty,Good Party,,,,\n", encoding="utf-8")

    report = imported.add(file, "csv", DAY)

    assert [claim.names[0] for claim in report.claims] == ["Good Party"]
    [rejection] = report.rejections
    assert (rejection.where, reason in rejection.reason) == ("mine.csv, line 2", True)


def test_a_table_without_a_header_is_an_error(imported):
    file = imported.path.parent / "mine.csv"
    file.write_text("Abo Dwa,NOR\n", encoding="utf-8")

    with pytest.raises(ActorTableError, match=r"its first line is 'abo dwa,nor'. Name columns there"):
        imported.add(file, "csv", DAY)


def test_a_dictionary_of_bad_lines_alone_is_not_imported(imported):
    file = imported.path.parent / "mine.txt"
    file.write_text("ABO_DWA_ [QQQGOV]\n", encoding="utf-8")

    with pytest.raises(ImportedFileError, match=r"nothing was imported. First: mine.txt, line 1: QQQ"):
        imported.add(file, "phoenix", DAY)
    assert imported.imports() == []


def test_removing_what_is_not_there_names_what_is(small, imported):
    known_with(small, imported, TABLE)

    with pytest.raises(ImportedFileError, match=r"No dictionary 'yours' was imported; there is: mine"):
        imported.remove("yours")
