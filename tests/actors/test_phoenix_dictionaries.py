"""Phoenix dictionaries: who and what their entries claim, from when until when, and which lines are bad."""

from __future__ import annotations

import pytest

from loaders.actors.claims import Claim
from loaders.actors.phoenix import PhoenixReader, written_forms
from loaders.actors.tables import DataFolder
from loaders.records import Rejection

READER = PhoenixReader.of(DataFolder())


def read(text: str) -> tuple[list[Claim], list[Rejection]]:
    found = list(READER.read(text, "mine.txt"))
    return [f for f in found if isinstance(f, Claim)], [f for f in found if isinstance(f, Rejection)]


def test_who_is_in_office_from_a_day_to_a_day_is_a_person():
    [claim], rejections = read(
        "ABO_DWA_  # of Fiji\n+PRESIDENT_DWA_\n\t[FJIELI <790716]\n\t[FJIGOV 790716-030409]\n"
    )

    assert (claim.kind, claim.names, claim.country) == ("person", ("Abo Dwa", "President Dwa"), "FJI")
    [tenure] = claim.tenures
    assert (str(tenure.since.start), str(tenure.until.end), tenure.body) == (
        "1979-07-16",
        "2003-04-09",
        "FJI",
    )
    assert rejections == []


@pytest.mark.parametrize(
    ("code", "kind", "country"),
    [
        ("FJIREB", "armed_group", "FJI"),
        ("FJIOPP", "party", "FJI"),
        ("FJIMIL", "agency", "FJI"),
        ("FJI", "state", "FJI"),
        ("IGOUNO", "intergovernmental_organization", None),
        ("MNCFJIBUS", "company", "FJI"),
        ("WEUREB", "armed_group", None),
    ],
)
def test_a_code_tells_kind_and_country(code: str, kind: str, country: str | None):
    [claim], _ = read(f"HILL_FRONT_ [{code}]\n")

    assert (claim.kind, claim.country) == (kind, country)


@pytest.mark.parametrize(
    ("dates", "since", "until"),
    [
        ("<970701", None, "1997-07-01"),
        (">19970701", "1997-07-01", None),
        ("970701-300101", "1997-07-01", "2030-01-01"),
    ],
)
def test_the_names_of_a_body_hold_for_the_days_of_its_code(dates: str, since: str | None, until: str | None):
    [claim], _ = read(f"HILL_FRONT_ [FJIREB {dates}]\n")

    assert [day and str(day) for day in (claim.since.start, claim.until.end)] == [since, until]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("HILL_FRONT_ [FJIREB 830101-000101x]\n", 1, "is no code with dates"),
        ("HILL_FRONT_ [FJIREB 831301-841301]\n", 1, "19831301 is no day"),
        ("HILL_FRONT_ [FJIREB 990101-830101]\n", 1, "begins after its end"),
        ("HILL_FRONT_ [QQQREB]\n", 1, "QQQ in [QQQREB] is neither a state"),
        ("HILL_FRONT_ [FJIQQQ]\n", 1, "has no role that is known"),
        ("HILL_FRONT_ [FJIREB\n", 1, "bracket is not closed"),
        ("# nothing\n+HILL_FRONT_\n", 2, "belongs to no entry"),
        ("HILL_FRONT_\n+FRONT_\n", 1, "no code that can be used"),
    ],
)
def test_a_bad_line_is_a_rejection_that_says_where_and_why(text: str, line: int, reason: str):
    claims, [rejection] = read(text)

    assert claims == []
    assert rejection.where == f"mine.txt, line {line}"
    assert reason in rejection.reason


def test_a_bad_line_leaves_the_others():
    claims, rejections = read("BAD_ONE_ [QQQREB]\nHILL_FRONT_ [FJIREB]\n")

    assert ([claim.names[0] for claim in claims], len(rejections)) == (["Hill Front"], 1)


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("LIBERATION_FRONT_OF_THE_SOUTH_(LFS)_", ["Liberation Front of the South", "LFS"]),
        ("HAMAS_", ["Hamas", "HAMAS"]),
        ("AL-QAEDA_", ["Al-Qaeda"]),
        ("JOHN_PAUL_II_", ["John Paul II"]),
    ],
)
def test_names_in_capitals_are_given_back_their_case(written: str, forms: list[str]):
    assert list(written_forms(written)) == forms
