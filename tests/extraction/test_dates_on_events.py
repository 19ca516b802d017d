"""Dates on their events: each stands on the act it dates, and none is invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Talks between Chad and Togo are due in Rome on June 7.", ["2025-06-07"]),
        ("Chad met Togo in May 1994 and in July Chad met Mali.", ["1994-05-01", "1994-07-01"]),
        ("In 1975 Chad met Togo, and on March 6 Chad met Mali.", ["1975-01-01", "1975-03-06"]),
        ("Chad attacked Togo on Tuesday; a day later Togo shelled Chad.", ["2025-05-27", "2025-05-28"]),
        ("Chad met Togo on Friday, two days after Mali met Togo.", ["2025-05-30", "2025-05-28"]),
        ("It was the first meeting of Chad and Togo since 1978.", [None]),
        ("Chad denounced the October 7 attack on Togo.", [None]),
    ],
)
def test_each_date_is_its_own_events(
    read: Callable[..., Reading], text: str, dates: list[str | None]
) -> None:
    mentions = [m for m in read(text).mentions if m.type in ("CONSULT", "ASSAULT")]
    assert [m.date and str(m.date.start) for m in mentions] == dates


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of Chad and Togo meet on Wednesday.",
        "The Chadian minister is meeting the envoy of Togo tomorrow.",
    ],
)
def test_a_meeting_dated_after_publication_is_planned(told: Callable[..., Mention], text: str) -> None:
    assert told(text, "CONSULT").status == "planned"
