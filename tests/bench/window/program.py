"""The real program, and the moments at which its window has been painted and its line takes a key.

``python tests/bench/window/program.py painted``: the first picture, and Home with all that works in it. ``… typing
GROUP``: it starts in Capture with that group, and keys are pressed from the first picture on: one is in the line, all
of them are in the line that Capture itself has by then.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

gc.disable()  # as ui/__main__.py does

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QPlainTextEdit, QWidget  # noqa: E402

from ui import main  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.place import Where  # noqa: E402

if TYPE_CHECKING:
    # A start is measured: nothing else comes before it than what the program imports itself.
    from ui.bridge import Bridge


class Looking(QObject):
    """Hears of the first time that the window is painted, and of all that comes after it."""

    def __init__(self, window: MainWindow, group: str) -> None:
        super().__init__(window)
        self._window = window
        self._group = group
        self._pressed = 0
        self._is_typed = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._on_painted if watched is self._window else self._on_home)
        return super().eventFilter(watched, event)

    def _on_painted(self) -> None:
        tell("painted")
        if self._group:
            QTimer.singleShot(0, self._type)

    def look_at(self, first: QWidget | None) -> None:
        """Hear of the first time that what has the keyboard in a place is painted, where nothing is to be typed."""
        # The place itself is painted by nobody where what is in it covers all of it.
        if first is not None and not self._group:
            first.installEventFilter(self)

    def _on_home(self) -> None:
        tell("home")
        end()

    def _type(self) -> None:
        """Press a key every turn until the line has one, and look where they are."""
        window = self._window.windowHandle()
        line = self._window.focusWidget()
        if not self._is_typed:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                pressed = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
                QCoreApplication.sendEvent(window, pressed)
            self._pressed += 1
        text = line.toPlainText() if isinstance(line, QPlainTextEdit) else ""
        if text and not self._is_typed:
            self._is_typed = True
            tell("typed")
        if text and self._window.findChild(QWidget, "capture") is not None:
            assert text == "a" * self._pressed, (text, self._pressed)
            tell("in its line")
            end()
        QTimer.singleShot(0, self._type)


def end() -> None:
    """End at once: nothing but a key was typed, and there is no loop yet that could close a window."""
    os._exit(0)


def tell(what: str) -> None:
    print(what.replace(" ", "_"), time.monotonic(), time.process_time(), flush=True)


class Watched(MainWindow):
    """The window with somebody who looks at it."""

    group = ""

    def show(self) -> None:
        self._looking = Looking(self, self.group)
        super().show()

    def furnish(self, bridge: Bridge) -> None:
        super().furnish(bridge)
        self._looking.look_at(self.focusWidget())


if __name__ == "__main__":
    main.MainWindow = Watched  # type: ignore[attr-defined]  # only here is anybody else at its place
    where = None
    if sys.argv[1] == "typing":
        Watched.group = sys.argv[2]
        where = Where("capture", group=sys.argv[2])
    sys.exit(main.run_window(None, where))
