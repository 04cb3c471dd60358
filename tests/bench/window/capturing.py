"""Capture in a window of its own on a real archive, and an empty window to hold it against."""

import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

from facilitator.language import speak
from facilitator.paths import Places
from ui import aio
from ui.bridge import Bridge
from ui.capture.page import CapturePage
from ui.collecting import Collector, keep_what_stands
from ui.main import SWITCH_INTERVAL, new_application
from ui.place import Where
from ui.theme import Scheme, Theme, load_other_faces


class Empty(QMainWindow):
    """A window with one field in it, which Enter empties."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QPlainTextEdit(self)
        self.setCentralWidget(self.line)
        self.line.textChanged.connect(self._on_changed)
        self.resize(1100, 700)

    def _on_changed(self) -> None:
        if "\n" in self.line.toPlainText():
            self.line.clear()


@asynccontextmanager
async def empty_window() -> AsyncIterator[Empty]:
    """Show an empty window, and throw it away."""
    window = Empty()
    window.show()
    window.line.setFocus()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


@asynccontextmanager
async def capture(home: Path, theme: Theme, group: str) -> AsyncIterator[CapturePage]:
    """Open a group of an archive in Capture, and close it."""
    bridge = Bridge(Places(home))
    page = CapturePage(bridge, theme)
    page.resize(1100, 700)
    page.show()
    await bridge.open()
    # As the program does.
    keep_what_stands()
    Collector(page)
    begun = time.perf_counter()
    page.enter(Where("capture", group=group))
    print(f"{'the group is opened':<44} {(time.perf_counter() - begun) * 1000:7.2f} ms")
    try:
        yield page
    finally:
        await page.leave()
        page.close()
        await page.scope.aclose()
        await bridge.close()
        page.deleteLater()
        QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


def live(life: Callable[[Theme], Coroutine[Any, Any, None]]) -> None:
    """Run something inside the window's loop, with an application as the program makes it."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    application = new_application()
    load_other_faces()
    speak("")
    theme = Theme(Scheme.LIGHT)
    theme.dress()
    aio.run(life(theme))
    del application


def memory(what: str) -> float:
    """Return a figure of this process's memory in megabytes: ``VmRSS``, or ``VmHWM`` for the most there was."""
    told = Path("/proc/self/status").read_text("utf-8")
    return next(int(row.split()[1]) / 1024 for row in told.splitlines() if row.startswith(f"{what}:"))
