"""The window's life: shown first, the archive opened beside it, everything kept before it goes."""

from __future__ import annotations

import logging
import os
import sys
import threading
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator import logs, paths
from facilitator.language import speak
from facilitator.paths import Places
from ui import aio
from ui.collecting import Collector
from ui.first_paint import wait_for_paint
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.only_one import OnlyOne
from ui.place import Place, PlaceKind, PutOff
from ui.preferences import Preferences
from ui.program import Program
from ui.theme import Theme, load_fonts

SWITCH_INTERVAL = 0.001
"""Seconds: with the usual five milliseconds a busy thread beside the window costs it frames."""
if TYPE_CHECKING:
    import asyncio

LOG = logging.getLogger(f"{logs.LOGGER}.window")


def _capture() -> type[Place]:
    # More than the window and Home together: it is imported beside them.
    from ui.capture.page import CapturePage

    return CapturePage


def _plan() -> type[Place]:
    # As much again.
    from ui.plan.page import PlanPage

    return PlanPage


PLACES: tuple[PlaceKind, ...] = (
    HomePage,
    PutOff("plan", "plan", lambda: _("Plan"), _plan),
    PutOff("capture", "capture", lambda: _("Capture"), _capture),
)
"""The places that work, in the order of the rail; only the first is part of a start."""


def run_window(archive: Path | None = None) -> int:
    """Open the window and return the exit code once it is gone; where one is open already, raise that."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    places = paths.places()
    log = logs.log_to(places.log)
    try:
        application = new_application()
        only_one = OnlyOne(places.home)
        if only_one.knock(archive):
            return 0
        only_one.listen()
        run_program(application, places, archive, only_one)
    finally:
        logs.stop_logging(log)
    return 0


def run_program(application: QApplication, places: Places, archive: Path | None, only_one: OnlyOne) -> None:
    """Run the first window of a data folder to its end."""
    theme = Theme()
    preferences = Preferences(places, theme)
    speak(preferences.settings.language)
    if preferences.settings.language:
        # Whoever chose no language pays for none.
        from ui import qt_words

        qt_words.speak(preferences.settings.language, application)
    preferences.wear()
    program = Program(places, preferences, theme, PLACES)
    program.bridge.path = archive or places.archive
    only_one.knocked.connect(program.on_knocked)
    hear_of_faults(program.window)
    program.show()
    wait_for_paint(program.window)
    try:
        aio.run(live(program))
    finally:
        only_one.close()
        application.closeAllWindows()


def new_application() -> QApplication:
    """Return the application with its faces and without what a desktop would add to it."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Facilitator")
    application.setDesktopFileName("facilitator")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    Collector(application)
    load_fonts()
    return application


async def live(program: Program) -> None:
    """Live as long as the window does, with faults of tasks told as all others are."""
    # With the loop, once the window is painted.
    import asyncio

    def on_loop_error(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            program.window.tell_error(error)
        else:
            LOG.error("a fault in a task")

    asyncio.get_running_loop().set_exception_handler(on_loop_error)
    await program.live()


def hear_of_faults(window: MainWindow) -> None:
    """Have every fault of the program end in the log, and told."""

    def on_fault(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        window.tell_error(error.with_traceback(trace))

    sys.excepthook = on_fault
    threading.excepthook = _on_thread_fault
    qInstallMessageHandler(_on_qt_message)


def _on_thread_fault(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        LOG.error("a bug in a thread", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    if kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        LOG.warning("Qt: %s", words)
    if kind is QtMsgType.QtFatalMsg:
        os.abort()
