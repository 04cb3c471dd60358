"""The window on a sample archive at a fixed moment: what pictures, golden screens and benchmarks are taken of."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from facilitator import paths
from facilitator.paths import Places
from facilitator.settings import ColourScheme
from sessions.breakouts import GroupKind
from tests.facilitator.terminal import run as run_command
from tests.ui.waiting import settled, until
from ui.bridge import Bridge
from ui.capture.read_back_window import ReadBackWindow
from ui.main import new_application
from ui.main_window import MainWindow
from ui.place import Where
from ui.places import PLACES
from ui.preferences import Preferences
from ui.program import Program
from ui.theme import Scheme, Theme, load_other_faces

QUIET = 0.1  # seconds in which nothing new comes, for pictures alone
NOW = datetime(2026, 6, 18, 9, 17, 41, tzinfo=UTC)
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

    program: Program
    theme: Theme

    @property
    def window(self) -> MainWindow:
        """Return the window."""
        return self.program.window

    @property
    def bridge(self) -> Bridge:
        """Return the window's side of the archive."""
        return self.program.bridge

    async def go(self, where: Where) -> None:
        """Go somewhere and wait until what it reads has come."""
        self.window.go(where)
        await self.until_heard()

    async def until_heard(self) -> None:
        """Wait until what was read beside the window is there, and what was written as well."""
        for _ in range(3):
            await asyncio.sleep(QUIET)
            await self.bridge.done(self.bridge.app.archive.clean())
            await settled()

    def picture(self) -> QImage:
        """Return what is seen: the window, what has been asked over its middle, and above that a list that is open.

        What is asked stands in a frame as a desktop gives it one; what is larger than the window is seen alone.
        """
        asked, listed = QApplication.activeWindow(), QApplication.activePopupWidget()
        if asked is self.window or not isinstance(asked, QDialog | ReadBackWindow):
            asked = None
        if asked is not None and asked.width() > self.window.width():
            return asked.grab().toImage()
        seen = self.window.grab().toImage()
        painter = QPainter(seen)
        at = self.window.pos()
        if asked is not None:
            at = asked.pos() - self._paint_framed(painter, asked)
        if listed is not None:
            painter.drawPixmap(listed.pos() - at, listed.grab())
        painter.end()
        return seen

    def _paint_framed(self, painter: QPainter, above: QWidget) -> QPoint:
        """Paint what has been asked over the middle of the window, and return where."""
        bar = self.theme.px(28)
        left = (self.window.width() - above.width()) // 2
        top = max(bar + 1, (self.window.height() - above.height()) // 2)
        painter.setPen(self.theme.colour("field"))
        painter.setBrush(self.theme.colour("line"))
        painter.drawRect(left - 1, top - bar - 1, above.width() + 1, above.height() + bar + 1)
        painter.setPen(self.theme.colour("ink"))
        painter.setFont(self.theme.font(13))
        heading = QRect(left, top - bar, above.width(), bar)
        painter.drawText(heading, Qt.AlignmentFlag.AlignCenter, above.windowTitle())
        painter.drawPixmap(left, top, above.grab())
        return QPoint(left, top)

    def first(self, kind: str) -> str:
        """Return the id of the first record of a kind."""
        return str(next(iter(self.bridge.reader.every(kind))).record.id)

    def breakout(self) -> str:
        """Return the id of the first group that discusses apart."""
        groups = (kept.record for kept in self.bridge.reader.every("group"))
        return str(next(group.id for group in groups if group.kind is GroupKind.BREAKOUT))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._focus(), key)

    def type(self, words: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(self._focus(), words)

    def act(self, name: str) -> None:
        """Do an act of the window."""
        next(one for one in self.window.acts() if one.objectName() == name).trigger()


@asynccontextmanager
async def staged(home: Path, now: datetime = NOW) -> AsyncIterator[Stage]:
    """Open the window on a copy of a data folder; nothing that is done on the stage stays."""
    copy = home.with_name(home.name + " on stage")
    shutil.copytree(home, copy)
    theme = Theme(Scheme.LIGHT)
    preferences = Preferences(Places(copy), theme)
    preferences.settle(
        name="Ines Carvalho",
        device_name="the library laptop",
        is_first_run_done=True,
        colour_scheme=ColourScheme.LIGHT,
    )
    theme.dress()
    program = Program(Places(copy), preferences, theme, PLACES)
    program.bridge.now_ms = lambda: int(now.timestamp() * 1000)
    window = program.window
    try:
        program.show()
        window.resize(1360, 850)
        await program.open()
        window.activateWindow()
        await until(window.isActiveWindow)
        yield Stage(program, theme)
    finally:
        window.hide()
        await program.end()
        window.deleteLater()
        await settled()
        shutil.rmtree(copy)


def application() -> QApplication:
    """Return the application, with a caret that does not blink."""
    found = QApplication.instance() or new_application()
    load_other_faces()
    assert isinstance(found, QApplication)
    found.setCursorFlashTime(0)
    return found
