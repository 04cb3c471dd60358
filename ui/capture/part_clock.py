"""The clock of a part: tells what is left, for every widget that shows it, and says once that it is nearly over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ui.capture.sheet import PartTimes
from ui.capture.time_left import LONG_OVER, MINUTE, Stage, TimeLeft, time_left, until_next


class PartClock(QObject):
    """Runs until the part ends, or until an end that was set by hand."""

    ticked = Signal(object)
    """A ``TimeLeft``."""
    nearly_ended = Signal(object)
    """The same, once for each end."""
    set_by_hand = Signal()
    """Somebody has started it or stopped it."""
    ended = Signal()
    """The part is over, once for each end: another one may have begun."""

    def __init__(self, now: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now
        self._times = PartTimes()
        self._group = ""
        self._is_by_hand = False
        self._latest = 0
        self._warned_of = self._spoken_of = self._ended_at = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def left(self) -> TimeLeft:
        """Return what is left now."""
        now = self._seen()
        return time_left(self._times, now)

    def _seen(self) -> int:
        """Return this moment; where the clock was put back, what was started by hand goes back with it."""
        now = self.now()
        if self._is_by_hand and now < self._latest:
            back, times = self._latest - now, self._times
            self._times = replace(times, starts_at=times.starts_at - back, ends_at=times.ends_at - back)
        self._latest = now
        return now

    @property
    def is_by_hand(self) -> bool:
        """Tell whether somebody has started it here."""
        return self._is_by_hand

    @property
    def times_by_hand(self) -> PartTimes:
        """Return from when to when it runs where somebody has started it here; nothing else."""
        return self._times if self._is_by_hand else PartTimes()

    def go_on(self, group: str, times: PartTimes) -> None:
        """Run on where somebody had started it for a group that was left; what is long over is not waited for."""
        self._group = group
        self._is_by_hand = bool(times.ends_at) and self.now() - times.ends_at < LONG_OVER
        self._times = times if self._is_by_hand else PartTimes()
        # Where the clock was put back meanwhile, the time goes back with it.
        self._latest = self._times.starts_at

    def show_part(self, times: PartTimes, group: str = "") -> None:
        """Run by the times of a group's part; an end that was set by hand stays while the group does."""
        if group and group != self._group:
            self._group = group
            self._is_by_hand = False
        self._times = replace(self._times, is_apart=times.is_apart) if self._is_by_hand else times
        self.tick()

    def start_by_hand(self, minutes: int) -> None:
        """Run for so many minutes from now."""
        now = self._latest = self.now()
        self._is_by_hand = True
        self._times = PartTimes(now, now + minutes * MINUTE, is_apart=self._times.is_apart)
        self.tick()
        self.set_by_hand.emit()

    def stop(self) -> None:
        """Forget every end."""
        self._is_by_hand = False
        self._times = PartTimes()
        self.tick()
        self.set_by_hand.emit()

    def take_word(self) -> bool:
        """Tell whether to say now that it is nearly over: of all who show the time, one does so once for each end."""
        if self._spoken_of == self._warned_of:
            return False
        self._spoken_of = self._warned_of
        return True

    @Slot()
    def tick(self) -> None:
        """Tell what is left, and come back when that may be another."""
        left = self.left
        if left.stage is not Stage.UNKNOWN:
            self._timer.start(until_next(left.left))
        else:
            self._timer.stop()
        self.ticked.emit(left)
        if left.stage is Stage.NEARLY_OVER and self._warned_of != self._times.ends_at:
            self._warned_of = self._times.ends_at
            self.nearly_ended.emit(left)
        if left.stage is Stage.OVER and self._ended_at != self._times.ends_at:
            self._ended_at = self._times.ends_at
            self.ended.emit()
