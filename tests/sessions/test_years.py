"""What a year is called, and which days are of it."""

from datetime import date

import pytest

from sessions.errors import DomainError
from sessions.years import Year, year_from, year_of


@pytest.mark.parametrize(
    ("text", "since", "until", "name"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (" 2025-09 ", date(2025, 9, 1), date(2026, 8, 31), "2025/26"),
        ("2023-03", date(2023, 3, 1), date(2024, 2, 29), "2023/24"),
        ("2099-12", date(2099, 12, 1), date(2100, 11, 30), "2099/00"),
    ],
)
def test_year_is_that_of_the_calendar_or_begins_in_a_month(
    text: str, since: date, until: date, name: str
) -> None:
    year = year_from(text)
    assert (year.since, year.until, year.name) == (since, until, name)
    assert since in year
    assert until in year
    assert year.before == since.replace(year=since.year - 1)


@pytest.mark.parametrize("text", ["", "26", "2026-13", "2026-1", "2026/27", "last", "0999", "9999", "٢٠٢٦"])
def test_what_is_no_year_is_said_to_be_none(text: str) -> None:
    with pytest.raises(DomainError, match="year_not_understood"):
        year_from(text)


def test_year_of_a_day_is_that_of_the_calendar() -> None:
    assert year_of(date(2027, 2, 3)) == year_from("2027")
    assert date(2028, 1, 1) not in Year(date(2027, 1, 1), date(2027, 12, 31))
