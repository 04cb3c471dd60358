"""How long the window's thread cannot answer: a heart that beats in it, and what is missed of its beats."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot

EVERY_MS = 5


class Heart(QObject):
    """Beats every five milliseconds while somebody listens; each beat that comes late is so long a stall."""

    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[float] = []
        self.worked: list[float] = []
        """The milliseconds of the processor that the window's thread had between two beats: no others' fault."""
        self._last = self._last_work = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin to beat."""
        self.stalls, self.worked = [], []
        self._last, self._last_work = time.perf_counter(), time.thread_time()
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
        work = time.thread_time()
        self.worked.append((work - self._last_work) * 1000)
        self._last_work = work
