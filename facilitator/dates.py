"""Days as people write them, in few letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _


def day_text(day: date) -> str:
    """Return a day with the name of its month, as ``24 Nov 2026``."""
    return _("{day} {month} {year}").format(day=day.day, month=months()[day.month - 1], year=day.year)


def months() -> Sequence[str]:
    """Return the months in three letters."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"),
        _("Dec"),
    )  # fmt: skip
