"""What a running order has become, as it is spoken: where a session stands by now, and whether the day fits."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.running_orders import OrderRow


@dataclass(frozen=True, slots=True)
class Heard:
    """A running order as whoever hears it knows it: the day, where the chosen session stands, what is too long."""

    day: str
    chosen: str
    place: int
    over_text: str


def heard(day: str, rows: Sequence[OrderRow], chosen: str, over_text: str) -> Heard:
    """Return what is known of a running order by ear."""
    place = next((place for place, row in enumerate(rows, 1) if row.id == chosen), 0)
    return Heard(day, chosen, place, over_text)


def news(before: Heard, now: Heard, rows: Sequence[OrderRow]) -> str:
    """Return what is to be said of a change; '' where nobody would wonder, or where it is another day."""
    if before.day != now.day:
        return ""
    told = []
    if before.chosen == now.chosen and before.place and now.place not in {0, before.place}:
        row = rows[now.place - 1]
        words = _("“{title}” is number {place} of {count} now, at {time}.")
        told.append(words.format(title=row.title, place=now.place, count=len(rows), time=row.starts))
    if before.over_text != now.over_text:
        told.append(now.over_text or _("The day fits again."))
    return " ".join(told)
