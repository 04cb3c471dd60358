"""How much of a part is left, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QDateTime, QLocale

from ui.capture.sheet import PartTimes

MINUTE: Final = 60_000
NEARLY_OVER: Final = 2 * MINUTE
LONG_OVER: Final = 60 * MINUTE
"""After this a part is over and nobody waits for its end."""


class Stage(StrEnum):
    """Where a part is."""

    UNKNOWN = "unknown"
    BEFORE = "before"
    RUNNING = "running"
    NEARLY_OVER = "nearly over"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The large words, the small ones below, and how much is left (ms, less than nothing where it is over)."""

    stage: Stage
    words: str = ""
    until: str = ""
    left: int = 0

    @property
    def is_pressing(self) -> bool:
        """Tell whether it is time to come to an end."""
        return self.stage in {Stage.NEARLY_OVER, Stage.OVER}

    @property
    def may_start(self) -> bool:
        """Tell whether nothing runs, so that a person may start a time by hand."""
        return self.stage in {Stage.UNKNOWN, Stage.BEFORE, Stage.ENDED}


def time_left(times: PartTimes, now: int) -> TimeLeft:
    """Return what is left of a part at ``now`` (UTC ms)."""
    if not times.ends_at:
        return TimeLeft(Stage.UNKNOWN)
    left = times.ends_at - now
    meet = _("back together at {time}") if times.is_apart else _("until {time}")
    back = meet.format(time=shown_time(times.ends_at, now))
    if times.starts_at and now < times.starts_at:
        words = _("Starts at {time}").format(time=shown_time(times.starts_at, now))
        return TimeLeft(Stage.BEFORE, words, back, left)
    if left > 0:
        stage = Stage.RUNNING if left > NEARLY_OVER else Stage.NEARLY_OVER
        return TimeLeft(stage, _("{minutes} min left").format(minutes=-(-left // MINUTE)), back, left)
    if -left >= LONG_OVER:
        words = _("Ended at {time}").format(time=shown_time(times.ends_at, now))
        return TimeLeft(Stage.ENDED, words, "", left)
    over = -left // MINUTE
    words = _("{minutes} min over").format(minutes=over) if over else _("Time is up")
    return TimeLeft(Stage.OVER, words, back, left)


def until_next(left: int) -> int:
    """Return after how many milliseconds the words may change: at the minute; every 15 s, for clocks put right."""
    return min(15_000, left % MINUTE or MINUTE)


def shown_time(at: int, now: int) -> str:
    """Return a moment as the clock of this computer shows it, with the day where that is another."""
    moment, today = QDateTime.fromMSecsSinceEpoch(at), QDateTime.fromMSecsSinceEpoch(now).date()
    return QLocale().toString(moment, "HH:mm" if moment.date() == today else "HH:mm, d MMM")
