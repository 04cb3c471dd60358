"""Where the window is: where it was when it was closed, as long as anybody could get hold of it there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FIRST_SIZE: Final = (1360, 850)
SEEN_WIDTH: Final = 120
SEEN_HEIGHT: Final = 60
"""How much of a window has to be on a screen for anybody to get hold of it."""


def put_where_it_was(window: QWidget, kept: str) -> None:
    """Give a window the place and size it had; ``kept`` is what was written of them, '' where nothing was."""
    window.resize(*FIRST_SIZE)
    geometry = QByteArray.fromHex(kept.encode())
    screens = [one.availableGeometry() for one in QGuiApplication.screens()]
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        _shrink_to(window, screens[0])
    elif not is_seen(window.geometry(), screens):
        # The screen it was on is not there any more.
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*FIRST_SIZE)
        _shrink_to(window, screens[0])
        window.move(screens[0].topLeft())


def written(window: QWidget) -> str:
    """Return what is to be kept of where a window is."""
    return bytes(window.saveGeometry().toHex().data()).decode()


def is_seen(window: QRect, screens: Sequence[QRect]) -> bool:
    """Tell whether enough of a window is on any screen to get hold of it."""
    parts = [screen.intersected(window) for screen in screens]
    return any(part.width() >= SEEN_WIDTH and part.height() >= SEEN_HEIGHT for part in parts)


def _shrink_to(window: QWidget, screen: QRect) -> None:
    window.resize(window.size().boundedTo(screen.size()))
