"""The window on a sample archive at a fixed moment: what pictures, golden screens and benchmarks are taken of."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from facilitator import paths
from facilitator.paths import Places
from tests.facilitator.terminal import run as run_command
from tests.ui.waiting import settled
from ui.bridge import Bridge
from ui.main import PLACES, new_application
from ui.main_window import MainWindow
from ui.place import Where
from ui.theme import Scheme, Theme

NOW = datetime(2026, 11, 26, 11, 12, 41, tzinfo=UTC)
"""When it is on the stage."""


def built(folder: Path, sample: Path) -> Path:
    """Take a sample in, in a data folder of its own, and return that."""
    home = folder / "home"
    before = os.environ.get(paths.HOME_VARIABLE)
    os.environ[paths.HOME_VARIABLE] = str(home)
    try:
        archive = paths.places().archive
        run_command("build", sample, "--archive", archive, "--out", folder / "sample.md").succeeded()
    finally:
        if before is None:
            del os.environ[paths.HOME_VARIABLE]
        else:
            os.environ[paths.HOME_VARIABLE] = before
    return home


def be_everywhere_alike() -> None:
    """Show times and dates as they are in Greenwich and in British English, wherever this runs."""
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


@dataclass
class Stage:
    """The window and what it stands on."""

    window: MainWindow
    bridge: Bridge
    theme: Theme

    async def go(self, where: Where) -> None:
        """Go somewhere and wait until it is there."""
        self.window.go(where)
        await settled()


@asynccontextmanager
async def staged(home: Path, now: datetime = NOW) -> AsyncIterator[Stage]:
    """Open the window on a copy of a data folder; nothing that is done on the stage stays."""
    copy = home.with_name(home.name + " on stage")
    shutil.copytree(home, copy)
    theme = Theme(Scheme.LIGHT)
    theme.apply()
    bridge = Bridge(Places(copy), now_ms=lambda: int(now.timestamp() * 1000))
    window = MainWindow(bridge, theme, PLACES)
    try:
        window.resize(1360, 850)
        window.show_place(Where(PLACES[0].name))
        window.show()
        await bridge.open()
        await settled()
        yield Stage(window, bridge, theme)
    finally:
        window.hide()
        await window.end()
        if bridge.is_open:
            await bridge.close()
        window.deleteLater()
        await settled()
        shutil.rmtree(copy)


def application() -> QApplication:
    """Return the application, with a caret that does not blink."""
    found = QApplication.instance() or new_application()
    assert isinstance(found, QApplication)
    found.setCursorFlashTime(0)
    return found
