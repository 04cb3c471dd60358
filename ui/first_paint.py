"""The first picture: nothing that a person cannot see is imported before it, and no key is lost after it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

PATIENCE_MS = 500
"""A window that starts hidden is painted by nobody."""


class _Painted(QObject):
    """Ends a loop once a window has been painted and what was painted is on its way to the screen."""

    def __init__(self, window: QWidget, loop: QEventLoop) -> None:
        super().__init__(window)
        self._loop = loop
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of the first painting."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._loop.quit)
        return super().eventFilter(watched, event)


class _Importing(QObject):
    """Imports one module at each turn of a loop, and ends it."""

    def __init__(self, names: Iterable[str], loop: QEventLoop) -> None:
        super().__init__()
        self._names = iter(names)
        self._loop = loop
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(0)

    @Slot()
    def _on_time(self) -> None:
        name = next(self._names, None)
        if name is None:
            self._timer.stop()
            self._loop.quit()
        else:
            import_module(name)


def wait_for_paint(window: QWidget) -> None:
    """Let Qt show a window, before there is any task: keys, and what other programs say, wait for the loop to come."""
    loop = QEventLoop()
    heard = _Painted(window, loop)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    waits = QEventLoop.ProcessEventsFlag
    loop.exec(waits.ExcludeUserInputEvents | waits.ExcludeSocketNotifiers)
    heard.deleteLater()


def import_beside_keys(names: Iterable[str]) -> None:
    """Import modules one after the other, while a line that is there already takes keys."""
    loop = QEventLoop()
    importing = _Importing(names, loop)
    loop.exec()
    importing.deleteLater()
