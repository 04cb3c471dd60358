"""Rubbish of Python is collected in the thread of the window alone.

What Python frees in another thread may be a widget, which Qt must not lose there: the program would end at once.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS: Final = 500


class Collecting(QObject):
    """Collects instead of the interpreter, from its making until it is ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the youngest that are due, as the interpreter would."""
        counts, most = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > most[generation]:
                gc.collect(generation)
                return

    def end(self) -> None:
        """Collect everything and leave it to the interpreter again."""
        self._timer.stop()
        gc.collect()
        gc.enable()
