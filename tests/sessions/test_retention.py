from datetime import date

import pytest

from sessions.errors import DomainError
from sessions.retention import LONGEST, checked_term, is_over, last_day


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 11, 5), 1, date(2026, 12, 5)),
        (date(2026, 11, 5), 2, date(2027, 1, 5)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 31), 14, date(2027, 2, 28)),
        (date(9990, 1, 1), 1200, date.max),
    ],
)
def test_months_are_counted_as_people_count_them(day: date, months: int, last: date) -> None:
    assert last_day(day, months) == last


def test_the_last_day_is_still_kept() -> None:
    assert not is_over(date(2026, 1, 31), 1, date(2026, 2, 28))
    assert is_over(date(2026, 1, 31), 1, date(2026, 3, 1))


def test_without_a_term_nothing_is_over() -> None:
    assert not is_over(date(1990, 1, 1), 0, date(2026, 1, 1))


def test_a_term_is_no_less_than_none() -> None:
    assert checked_term(0) == 0
    assert checked_term(LONGEST) == LONGEST
    for months in (-1, LONGEST + 1):
        with pytest.raises(DomainError, match="term_not_possible"):
            checked_term(months)
