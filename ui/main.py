"""The window's life: shown first, the archive opened beside it, everything kept before it goes."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator import logs, paths
from sessions.errors import KnownError
from ui import aio
from ui.bridge import Bridge
from ui.collecting import Collecting
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.place import Where
from ui.plan.page import PlanPage
from ui.theme import Scheme, Theme, load_fonts

SWITCH_INTERVAL = 0.001
"""Seconds: with the usual five milliseconds a busy thread beside the window costs it frames."""
LOG = logging.getLogger(f"{logs.LOGGER}.window")


def run_window(archive: Path | None = None) -> int:
    """Open the window and return the exit code once it is gone."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    places = paths.places()
    log = logs.log_to(places.log)
    application = new_application()
    theme = Theme(Scheme.SYSTEM)
    theme.apply()
    bridge = Bridge(places, archive)
    window = MainWindow(bridge, theme, (HomePage, PlanPage))
    hear_of_faults(window)
    window.resize(1360, 850)
    window.show_place(Where(HomePage.name))
    window.show()
    collecting = Collecting()
    try:
        aio.run(live(application, window, bridge))
    finally:
        collecting.end()
        logs.stop_logging(log)
    return 0


def new_application() -> QApplication:
    """Return the application with its faces and without what a desktop would add to it."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Facilitator")
    application.setDesktopFileName("facilitator")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    load_fonts()
    return application


async def live(application: QApplication, window: MainWindow, bridge: Bridge) -> None:
    """Open the archive, wait until the window has closed, and give the archive back."""
    closed = asyncio.Event()
    window.closed.connect(closed.set)
    asyncio.get_running_loop().set_exception_handler(_on_loop_error)
    try:
        await bridge.open()
    except KnownError as error:
        window.tell_error(error)
    await closed.wait()
    await window.end()
    await bridge.close()


def hear_of_faults(window: MainWindow) -> None:
    """Have every fault of the program end in the log, and told."""

    def on_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        LOG.error("a bug", exc_info=(kind, error, trace))
        window.tell_error(error)

    sys.excepthook = on_fault
    threading.excepthook = _on_thread_fault
    qInstallMessageHandler(_on_qt_message)


def _on_thread_fault(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        LOG.error("a bug in a thread", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))


def _on_loop_error(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    LOG.error("a bug in a task", exc_info=error if isinstance(error, BaseException) else None)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    if kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        LOG.warning("Qt: %s", words)
    if kind is QtMsgType.QtFatalMsg:
        os.abort()
