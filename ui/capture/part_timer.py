"""How long the group still has, large; started by hand where the plan has no times."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.capture.part_clock import PartClock
from ui.capture.time_left import TimeLeft
from ui.theme import Theme
from ui.widgets.words import SMALL_MUTED, Manner, Words

USUAL: Final = 25
"""Minutes that groups are mostly given."""
LARGE: Final = Manner(30, is_bold=True, leading=1.2)
PRESSING: Final = Manner(30, "amber", is_bold=True, leading=1.2)
RESTING: Final = Manner(16, "muted", is_bold=True, leading=1.3)


class PartTimer(QWidget):
    """The words of the part's clock, and a way to start it."""

    def __init__(self, theme: Theme, clock: PartClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self.setObjectName("part timer")
        self._left = Words(theme, "time left", LARGE, self)
        self._until = Words(theme, "time until", SMALL_MUTED, self)
        self._start_row = QWidget(self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for one in (self._left, self._until, self._starter(), self._stop()):
            self._rows.addWidget(one)
        clock.ticked.connect(self._on_ticked)
        clock.nearly_ended.connect(self._on_nearly_ended)
        theme.changed.connect(self._measure)
        self._measure()
        self._on_ticked(clock.left)

    def _starter(self) -> QWidget:
        self.minutes = QSpinBox(self._start_row)
        self.minutes.setObjectName("minutes from now")
        self.minutes.setAccessibleName(_("Minutes from now"))
        self.minutes.setRange(1, 240)
        self.minutes.setSuffix(_(" min"))
        self.minutes.setValue(USUAL)
        self.start = QPushButton(_("Start the timer"), self._start_row)
        self.start.setObjectName("start timer")
        self.start.setAccessibleDescription(_("It runs for so many minutes from now"))
        self.start.clicked.connect(self._on_start)
        self._line = QHBoxLayout(self._start_row)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.minutes)
        self._line.addWidget(self.start)
        self._line.addStretch(1)
        return self._start_row

    def _stop(self) -> QWidget:
        self.stop = QPushButton(_("Stop the timer"), self)
        self.stop.setObjectName("stop timer")
        self.stop.setProperty("kind", "link")
        self.stop.clicked.connect(self._on_stop)
        return self.stop

    @Slot()
    def _measure(self) -> None:
        self._rows.setSpacing(self._theme.px(5))
        self._line.setSpacing(self._theme.px(8))
        # Its own hint has room for digits that never come.
        self.minutes.setFixedWidth(self._theme.px(104))
        # The style sheet moves the frame of a spin box, and not the words in it.
        self.minutes.lineEdit().setTextMargins(self._theme.px(8), 0, 0, 0)

    @Slot(object)
    def _on_ticked(self, left: TimeLeft) -> None:
        self._left.wear(RESTING if left.may_start else PRESSING if left.is_pressing else LARGE)
        self._left.say(left.words)
        self._until.say(left.until)
        self._start_row.setVisible(left.may_start)
        self.stop.setVisible(self._clock.is_by_hand)

    @Slot(object)
    def _on_nearly_ended(self, left: TimeLeft) -> None:
        if self.isVisible() and self._clock.take_word():
            announce(self, left.words)

    @Slot()
    def _on_start(self) -> None:
        had_focus = self.start.hasFocus()
        self._clock.start_by_hand(self.minutes.value())
        announce(self, self._clock.left.words)
        if had_focus:
            self.stop.setFocus()

    @Slot()
    def _on_stop(self) -> None:
        self._clock.stop()
        self.start.setFocus()
