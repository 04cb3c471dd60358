"""How long raw notes are kept: the day on which a term that a network has set is over."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from sessions.errors import DomainError

LONGEST: Final = 1200


def last_day(occasion: date, months: int) -> date:
    """Return the last day on which notes of an occasion are kept: so many calendar months later, as people count."""
    month = occasion.month - 1 + months
    year, month = occasion.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(occasion.day, monthrange(year, month)[1]))


def is_over(occasion: date, months: int, today: date) -> bool:
    """Tell whether notes of an occasion have been kept for the term; without a term (0) it is never over."""
    return months > 0 and today > last_day(occasion, months)


def checked_term(months: int) -> int:
    """Return a term that can be set. Raises DomainError ``term_not_possible``."""
    if not 0 <= months <= LONGEST:
        raise DomainError("term_not_possible", months=months, most=LONGEST)
    return months
