"""How long the window's thread cannot answer: a heart that beats in it, and what is missed of its beats."""

import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot

EVERY_MS = 5


class Heart(QObject):
    """Beats every five milliseconds while somebody listens; each beat that comes late is so long a stall."""

    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[float] = []
        self.worked: list[float] = []
        """The milliseconds of the processor that the window's thread had between two beats: no others' fault."""
        self.queued: list[float] = []
        """The milliseconds in which that thread was ready and had no processor: others of this machine had it."""
        self._last = self._last_work = self._last_queue = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin to beat."""
        self.stalls, self.worked, self.queued = [], [], []
        self._last, self._last_work, self._last_queue = time.perf_counter(), time.thread_time(), _queued()
        self._timer.start()

    def stop(self) -> list[float]:
        """Return the milliseconds by which each beat was late."""
        self._timer.stop()
        return self.stalls

    @property
    def unqueued(self) -> list[float]:
        """Return the stalls without the time in which the thread stood in the queue for a processor."""
        return [max(0.0, stall - queued) for stall, queued in zip(self.stalls, self.queued, strict=True)]

    @Slot()
    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.stalls.append(max(0.0, (now - self._last) * 1000 - EVERY_MS))
        self._last = now
        work = time.thread_time()
        self.worked.append((work - self._last_work) * 1000)
        self._last_work = work
        queue = _queued()
        self.queued.append(queue - self._last_queue)
        self._last_queue = queue


def _queued() -> float:
    """Return the milliseconds that this thread has ever waited for a processor; Linux counts them, others tell none."""
    with suppress(OSError):
        return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e6
    return 0.0
