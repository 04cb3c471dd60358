"""The real program, and the moments at which its window has been painted and its line takes a key.

``python tests/bench/window/program.py painted``, or ``… typing GROUP``: then it starts in Capture with that group.
"""

import gc
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

gc.disable()  # as ui/__main__.py does

from PySide6.QtCore import QEvent, QObject, Qt, QTimer  # noqa: E402

from ui import main, program  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.place import Where  # noqa: E402


class FirstPaint(QObject):
    """Hears of the first time that a window is painted, and has it closed once it has been typed in."""

    def __init__(self, window: MainWindow, group: str) -> None:
        super().__init__(window)
        self._window = window
        self._group = group
        self._is_painted = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._on_painted)
        return super().eventFilter(watched, event)

    def _on_painted(self) -> None:
        tell("painted")
        if self._group:
            self._type()
        else:
            end()

    def _type(self) -> None:
        """Press a key until it is in the line: where that cannot take it yet, the loop goes on."""
        # What a test needs is no part of a start.
        from PySide6.QtTest import QTest

        window = self._window.windowHandle()
        line = self._window.findChild(QObject, "line")
        if window is not None:
            QTest.keyClick(window, Qt.Key.Key_A)
        if line is not None and line.property("plainText"):
            tell("typed")
            end()
        else:
            QTimer.singleShot(0, self._type)


def end() -> None:
    """End at once: nothing but a key was typed, and there is no loop yet that could close a window."""
    os._exit(0)


def tell(what: str) -> None:
    print(what, time.monotonic(), time.process_time(), flush=True)


class Watched(program.Program):
    """The program with somebody who looks at it."""

    group = ""

    def show(self) -> None:
        if self.group:
            self._first = Where("capture", group=self.group)
        FirstPaint(self.window, self.group)
        super().show()


if __name__ == "__main__":
    main.Program = Watched  # type: ignore[attr-defined]  # only here is anybody else at its place
    if sys.argv[1] == "typing":
        Watched.group = sys.argv[2]
    sys.exit(main.run_window())
