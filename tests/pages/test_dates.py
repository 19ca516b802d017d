from datetime import UTC, date, datetime

import pytest

from loaders.pages.dates import date_line, given_date, is_age, stated_date
from loaders.records import UNKNOWN_DATE, DateInterval

JUNE_2 = DateInterval(date(2025, 6, 2), date(2025, 6, 2), "day")


@pytest.mark.parametrize(
    "text",
    [
        "June 2, 2025",
        "Jun. 2, 2025 9:15 am ET",
        "2 June 2025",
        "Mon 2 Jun 2025 18.20 BST",
        "Published: June 2nd, 2025 | Updated 3 hours ago",
        "2025-06-02",
        "2025-06-02T23:30:00Z",
        "2025-06-03T01:30:00+05:00",
        "2025/06/02",
        "02.06.2025",
    ],
)
def test_a_printed_day_is_read(text: str) -> None:
    assert stated_date(text) == JUNE_2
    assert date_line(text) == JUNE_2


def test_a_month_stays_a_month() -> None:
    assert stated_date("June 2025") == DateInterval(date(2025, 6, 1), date(2025, 6, 30), "month")


@pytest.mark.parametrize("text", ["06/07/2025", "31 February 2025", "2025", "June 2", "soon", "may 2"])
def test_what_has_two_readings_or_none_is_not_guessed(text: str) -> None:
    assert stated_date(text) is None


def test_a_numeric_date_with_one_reading_is_read() -> None:
    assert stated_date("13/06/2025") == stated_date("06/13/2025") == stated_date("June 13, 2025")


@pytest.mark.parametrize("text", ["The talks of June 2, 2025 failed", "June 2, 2025: Envoys met in Lima"])
def test_a_line_with_more_than_a_date_is_no_date_line(text: str) -> None:
    assert date_line(text) is None


@pytest.mark.parametrize(
    "text", ["16 minutes ago", "an hour ago", "Updated 3 hours ago", "yesterday", "2d ago", "5h"]
)
def test_an_age_is_an_age(text: str) -> None:
    assert is_age(text)
    assert stated_date(text) is None


@pytest.mark.parametrize("text", ["The war began 3 years ago", "5 hostages", "today's talks"])
def test_other_words_are_no_age(text: str) -> None:
    assert not is_age(text)


def test_what_is_given_keeps_its_precision() -> None:
    assert given_date("2025-06-02") == given_date(date(2025, 6, 2)) == JUNE_2
    assert given_date(datetime(2025, 6, 2, 9, tzinfo=UTC)) == JUNE_2
    assert given_date("2025-06").precision == "month"
    assert given_date("2025").precision == "year"
    assert given_date(None) is UNKNOWN_DATE


@pytest.mark.parametrize("text", ["soon", "2025-13", "0000", "06/07/2025"])
def test_what_is_given_must_be_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="2025"):
        given_date(text)
