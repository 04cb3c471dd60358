"""The window after its first picture: furnished, the archive opened beside it, everything kept before it goes."""

from __future__ import annotations

import logging
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from facilitator import logs
from facilitator.logs import LOGGER
from facilitator.paths import Places
from ui import aio
from ui.first_paint import wait_for_paint
from ui.main_window import MainWindow
from ui.place import Where
from ui.places import PLACES
from ui.preferences import Preferences
from ui.program import Program
from ui.theme import Theme

if TYPE_CHECKING:
    import asyncio

LOG = logging.getLogger(f"{LOGGER}.window")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a life begins with: the archive that was asked for, None for one's own, and somewhere in the program."""

    places: Places
    preferences: Preferences
    theme: Theme
    archive: Path | None = None
    where: Where | None = None


def live_through(application: QApplication, window: MainWindow, beginning: Beginning) -> None:
    """Run the window of a data folder to its end, and write the log of it."""
    log = logs.log_to(beginning.places.log)
    try:
        _live_through(application, window, beginning)
    finally:
        logs.stop_logging(log)


def _live_through(application: QApplication, window: MainWindow, beginning: Beginning) -> None:
    if beginning.preferences.unread:
        LOG.info("settings were not read: %s", beginning.preferences.unread)
    beginning.theme.dress()
    program = Program(beginning.places, beginning.preferences, beginning.theme, PLACES, window)
    program.bridge.path = beginning.archive or beginning.places.archive
    hear_of_faults(window)
    program.begin(is_typing=beginning.where is not None)
    wait_for_paint(window)
    # The network and tasks are a fifth of a start: they are imported once the place is seen.
    from ui.only_one import OnlyOne

    only_one = OnlyOne(beginning.places.home)
    # Another may have been first after all.
    if only_one.knock(beginning.archive, beginning.where.group if beginning.where is not None else ""):
        window.hide()
        return
    only_one.listen()
    only_one.knocked.connect(program.on_knocked)
    try:
        aio.run(live(program))
    finally:
        only_one.close()
        application.closeAllWindows()


async def live(program: Program) -> None:
    """Live as long as the window does, with faults of tasks told as all others are."""

    # As above.
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
