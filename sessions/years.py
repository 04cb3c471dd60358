"""A year as a network counts it: that of the calendar, or twelve months from another one on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sessions.errors import DomainError

_YEAR: Final = re.compile(r"(?P<year>[1-9][0-9]{3})(?:-(?P<month>0[1-9]|1[0-2]))?")
_LAST: Final = 9998


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months, first and last day included."""

    since: date
    until: date

    def __contains__(self, day: date) -> bool:
        """Tell whether a day is of this year."""
        return self.since <= day <= self.until

    @property
    def before(self) -> date:
        """Return the first day of the year before."""
        return self.since.replace(year=self.since.year - 1)

    @property
    def name(self) -> str:
        """Return what people call the year: ``2026``, or ``2025/26`` where it begins in another month."""
        if self.since.month == 1:
            return str(self.since.year)
        return f"{self.since.year}/{self.until.year % 100:02}"


def year_from(text: str) -> Year:
    """Return the year that is meant by ``2026``, or by the month it begins in, ``2025-09``.

    Raises DomainError ``year_not_understood``.
    """
    found = _YEAR.fullmatch(text.strip())
    if found is None or int(found["year"]) > _LAST:
        raise DomainError("year_not_understood", text=text)
    since = date(int(found["year"]), int(found["month"] or 1), 1)
    return Year(since, since.replace(year=since.year + 1) - timedelta(days=1))


def year_of(day: date) -> Year:
    """Return the calendar year of a day."""
    return Year(date(day.year, 1, 1), date(day.year, 12, 31))
