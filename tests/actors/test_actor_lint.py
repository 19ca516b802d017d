"""The lint finds each kind of mistake, and none in the data that is shipped."""

from datetime import date

import pytest

from loaders.actors import knowledge
from loaders.actors.knowledge import read_knowledge
from loaders.actors.lint import Finding, lint
from loaders.actors.names import ActorDataError
from loaders.actors.tables import DataFolder


def findings(small, rule: str) -> list[Finding]:
    known = read_knowledge(small.path)
    return [finding for finding in lint(known, DataFolder(small.path)) if finding.rule == rule]


def person(small, name: str, offices: str) -> None:
    small.add("people.csv", name=name, surname=name.rsplit(maxsplit=1)[-1], country="NOR", offices=offices)


def test_the_shipped_data_has_no_mistakes():
    assert [finding for finding in lint(knowledge(), DataFolder()) if finding.severe] == []


def test_a_small_folder_without_mistakes_has_no_findings(small):
    person(small, "Kari Nordmann", "foreign_minister:NOR@2001/2005")

    assert lint(read_knowledge(small.path), DataFolder(small.path)) == []


def test_a_term_that_ends_before_it_begins(small):
    person(small, "Kari Nordmann", "foreign_minister:NOR@2005/2001")

    [finding] = findings(small, "date")

    assert finding.message == "begins on 2005-01-01, after its end on 2001-12-31."


def test_an_office_held_longer_than_a_life(small):
    person(small, "Kari Nordmann", "foreign_minister:NOR@1901/2001")

    assert [f.message for f in findings(small, "date")] == ["was held for 100 years."]


def test_an_office_in_a_state_that_had_gone(small):
    small.add(
        "states_former.csv",
        key="SUN",
        country="SUN",
        names="Soviet Union",
        until="1991-12-26",
        status="former",
    )
    person(small, "Kari Nordmann", "foreign_minister:SUN@1995/1996")

    assert "after Soviet Union ended" in findings(small, "date")[0].message


def test_one_name_of_two_actors(small):
    for key, name in (("front-a", "Front A"), ("front-b", "Front B")):
        small.add(
            "groups.csv", key=key, kind="armed_group", country="NOR", name=name, aliases="People's Front"
        )

    [finding] = findings(small, "name")

    assert (finding.where, finding.severe) == ("People 's Front", True)


def test_a_weak_name_of_two_actors_is_no_mistake(small):
    for key, name in (("front-a", "Front A"), ("front-b", "Front B")):
        small.add(
            "groups.csv", key=key, kind="armed_group", country="NOR", name=name, aliases="People's Front?"
        )

    assert findings(small, "name") == []


def test_a_name_that_passed_from_one_to_the_other_is_no_mistake(small):
    small.add(
        "groups.csv", key="a", kind="armed_group", country="NOR", name="Front A", aliases="The Front@/1990"
    )
    small.add(
        "groups.csv", key="b", kind="armed_group", country="NOR", name="Front B", aliases="The Front@1990/"
    )

    assert findings(small, "name") == []


def test_a_country_that_is_no_state(small):
    small.add("groups.csv", key="front", kind="armed_group", country="XYZ", name="Front")

    assert findings(small, "orphan")[0].message == "the country XYZ is no state of the data."


def test_a_wikidata_id_for_nobody(small):
    small.add("qids.csv", key="nobody", qid="Q1")

    assert findings(small, "orphan")[0].message == "gives Q1 to 'nobody', which no file names."


def test_two_actors_of_one_id_stop_the_reading(small):
    small.add("groups.csv", key="front", kind="armed_group", country="NOR", name="Front")
    small.add("qids.csv", key="front", qid="Q20")

    with pytest.raises(ActorDataError, match="Front have one id, Q20"):
        read_knowledge(small.path)


def test_a_file_without_a_source(small):
    (small.path / "rumours.csv").write_text("name\n", encoding="utf-8")

    assert [finding.where for finding in findings(small, "source")] == ["rumours.csv"]


def test_two_in_one_office_are_told_but_are_no_mistake(small):
    person(small, "Kari Nordmann", "head_of_government:NOR@2001-01-01/2005-01-01")
    person(small, "Ola Nordmann", "head_of_government:NOR@2003-01-01/2007-01-01")

    assert [finding.severe for finding in findings(small, "overlap")] == [False]


def test_years_without_a_holder_are_told(small):
    person(small, "Kari Nordmann", "head_of_government:NOR@2001-01-01/2005-01-01")
    person(small, "Ola Nordmann", "head_of_government:NOR@2009-01-01/2010-01-01")

    assert findings(small, "gap")[0].message == "nobody is known between 2005-01-01 and 2009-01-01."


def test_an_office_in_an_unknown_body_stops_the_reading(small):
    person(small, "Kari Nordmann", "foreign_minister:ATLANTIS@2001/")

    with pytest.raises(ActorDataError, match="names no known role and body"):
        read_knowledge(small.path)


def test_a_row_of_another_width_is_an_error_with_its_line(small):
    with (small.path / "groups.csv").open("a", encoding="utf-8") as stream:
        stream.write("front,armed_group\n")

    with pytest.raises(ActorDataError, match="line 2: 2 columns, the header has 8"):
        read_knowledge(small.path)


def test_rows_of_one_name_and_country_are_one_person(small):
    person(small, "Kari Nordmann", "foreign_minister:NOR@2001/2005")
    small.add(
        "officeholders.csv",
        name="Kari Nordmann",
        surname="Nordmann",
        country="NOR",
        offices="foreign_minister:NOR:Foreign Minister@2001-03-04/2005-10-17",
    )

    [known] = read_knowledge(small.path).by_surname("Nordmann")

    assert [office.since.start for office in known.offices] == [date(2001, 3, 4)]


def test_days_of_an_office_that_a_file_does_not_name_are_lent(small):
    person(small, "Kari Nordmann", "head_of_government:NOR@1990/1996")
    small.add(
        "officeholders_phoenix.csv",
        name="Kari Nordmann",
        surname="Nordmann",
        country="NOR",
        offices="leader:NOR:Head of State or Government@1990-11-03/1996-10-25",
    )

    [known] = read_knowledge(small.path).by_surname("Nordmann")

    assert [(o.role, o.since.start) for o in known.offices] == [("head_of_government", date(1990, 11, 3))]
