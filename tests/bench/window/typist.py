"""Somebody who types: keys that come one by one through Qt's events, at an even speed."""

import asyncio
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def press(widget: QWidget, letter: str) -> None:
    """Press and let go of a key; a line break is Enter."""
    key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "" if letter == "\n" else letter)
        QCoreApplication.sendEvent(widget, event)


async def type_lines(
    widget: QWidget, line: Callable[[int], str], lines_a_second: float, seconds: float
) -> int:
    """Type lines, each with Enter at its end, and return how many there were."""
    begun, number = time.perf_counter(), 0
    while (due := number / lines_a_second) < seconds:
        text = f"{line(number)}\n"
        for at, letter in enumerate(text):
            wait = begun + due + at / len(text) / lines_a_second - time.perf_counter()
            await asyncio.sleep(max(0.0, wait))
            press(widget, letter)
        number += 1
    return number
