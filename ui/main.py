"""The first picture of the window. All that it shows comes once that is painted: ``ui/life.py`` goes on there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator import paths
from facilitator.language import speak
from ui import door
from ui.collecting import Collector
from ui.first_paint import import_beside_keys, wait_for_paint
from ui.main_window import MainWindow
from ui.place import Where
from ui.places import PLACES
from ui.preferences import Preferences
from ui.theme import Theme, load_faces, load_other_faces
from ui.window_geometry import put_where_it_was

SWITCH_INTERVAL: Final = 0.001
"""Seconds: with the usual five milliseconds a busy thread beside the window costs it frames."""
PARTS: Final = (
    "ui.bridge",
    "ui.shell.inside",
    "ui.program",
    "sessions.capture",
    "ui.capture.line",
    "ui.capture.notes_view",
    "ui.capture.side_pane",
    "ui.capture.report_pane",
    "ui.capture.group_desk",
    "sessions.document",
    "ui.capture.notes_acts",
    "ui.capture.page_acts",
    "ui.capture.page",
)
"""What a line that takes keys already is waiting for, in pieces of a frame or two."""


def run_window(archive: Path | None = None, where: Where | None = None) -> int:
    """Open the window and return the exit code once it is gone; where one is open already, raise that."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    places = paths.places()
    application = new_application()
    if door.is_ajar(places.home) and knocked(places.home, archive, where):
        return 0
    theme = Theme()
    preferences = Preferences(places, theme)
    wear(preferences, application)
    window = MainWindow(theme, PLACES, where)
    put_where_it_was(window, preferences.settings.window)
    window.show()
    wait_for_paint(window)
    if where is not None and where.place == "capture":
        import_beside_keys(PARTS)
    load_other_faces()
    # As the module says.
    from ui.life import Beginning, live_through

    live_through(application, window, Beginning(places, preferences, theme, archive, where))
    return 0


def wear(preferences: Preferences, application: QApplication) -> None:
    """Speak the language that was settled, and look as was settled."""
    language = preferences.settings.language
    speak(language)
    if language:
        # Whoever chose no language pays for none.
        from ui import qt_words

        qt_words.speak(language, application)
    preferences.wear()


def knocked(home: Path, archive: Path | None, where: Where | None) -> bool:
    """Hand what was asked for to the window that is open already; False where none answers."""
    # The network is a part of Qt that only a second start needs before it is seen.
    from ui.only_one import OnlyOne

    return OnlyOne(home).knock(archive, where.group if where is not None else "")


def new_application() -> QApplication:
    """Return the application with its faces and without what a desktop would add to it."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Facilitator")
    application.setDesktopFileName("facilitator")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    Collector(application)
    load_faces()
    return application
