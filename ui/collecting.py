"""Garbage is collected in the window's thread alone.

Python collects in whichever thread happens to make objects. What belongs to Qt must go in the thread it came from: in
the writer’s it takes timers with it, and sometimes the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1_000


def keep_what_stands() -> None:
    """Look no more at what a start has made: it stays as long as the program, and a look at all of it costs frames."""
    gc.freeze()


class Collector(QObject):
    """Collects from time to time, the young first, as Python would by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(EVERY_MS)

    @Slot()
    def _on_time(self) -> None:
        for generation, (count, threshold) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if count > threshold:
                gc.collect(generation)
                return
