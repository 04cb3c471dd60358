"""How long the window's thread cannot answer: a heart that beats in it, and what is missed of its beats."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot

EVERY_MS = 5


class Heart(QObject):
    """Beats every five milliseconds while somebody listens; each beat that comes late is so long a stall."""

    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin to beat."""
        self.stalls = []
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """Return the milliseconds by which each beat was late."""
        self._timer.stop()
        return self.stalls

    @Slot()
    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.stalls.append(max(0.0, (now - self._last) * 1000 - EVERY_MS))
        self._last = now
