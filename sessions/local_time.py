"""Times of day of an occasion as moments, also on the two nights a year when clocks are changed.

An agenda counts *minutes after local midnight*, as if no clock were changed while people are together. From the start
of an occasion on, minutes pass as they do in the world, whatever the clock on the wall does meanwhile.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sessions.errors import DomainError
from sessions.gathering import Occasion

_MINUTE: Final = timedelta(minutes=1)
MS: Final = 1000


def moment(occasion: Occasion, minutes: int) -> int:
    """Return the UTC ms of a minute of the agenda.

    A start that the clocks jump over counts from the moment of the jump; one that comes twice is the first of the
    two. Raises DomainError ``zone_unknown``.
    """
    return int((_start(occasion) + (minutes - occasion.starts) * _MINUTE).timestamp()) * MS


def wall_clock(occasion: Occasion, minutes: int) -> datetime:
    """Return what a clock on the wall shows at a minute of the agenda."""
    return (_start(occasion) + (minutes - occasion.starts) * _MINUTE).astimezone(_zone(occasion))


def agenda_minutes(occasion: Occasion, wall: int) -> int:
    """Return the minute of the agenda at which the clock on the wall shows ``wall`` minutes after midnight.

    On ordinary days they are the same. A time that comes twice is the first of the two, one that is jumped over the
    moment of the jump.
    """
    return occasion.starts + int((_at(occasion, wall) - _start(occasion)) / _MINUTE)


def _start(occasion: Occasion) -> datetime:
    return _at(occasion, occasion.starts)


def _at(occasion: Occasion, wall: int) -> datetime:
    days, minutes = divmod(wall, 24 * 60)
    # No clock is changed by more than a day; the calendar ends where dates do, and nobody meets there.
    local = datetime.combine(occasion.date, time(minutes // 60, minutes % 60)) + timedelta(days=days)
    before = local.replace(tzinfo=_zone(occasion), fold=0)
    after = local.replace(tzinfo=_zone(occasion), fold=1)
    first, second = before.astimezone(UTC), after.astimezone(UTC)
    # Reading a time that does not exist with the offset after the jump gives the earlier moment, before the jump.
    return _jump(second, first, _zone(occasion)) if second < first else first


def _jump(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment between two at which the clocks of a zone were put forward."""
    before = early.astimezone(zone).utcoffset()
    while late - early > _MINUTE:
        middle = early + (late - early) / 2
        middle = middle.replace(second=0, microsecond=0)
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late


def _zone(occasion: Occasion) -> ZoneInfo:
    try:
        return ZoneInfo(occasion.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DomainError("zone_unknown", zone=occasion.zone) from error
