"""A window on a real archive for every test, driven by keyboard and mouse."""

import asyncio
import gc
import os
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from facilitator.paths import Places
from tests.facilitator.users import blank, homes, places, sample
from ui import aio
from ui.bridge import Bridge
from ui.collecting import Collector
from ui.main import new_application
from ui.theme import Scheme, Theme, load_other_faces

__all__ = ["blank", "homes", "places", "sample"]

Life = Callable[[], Coroutine[Any, Any, None]]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the application as the program makes it, in place of pytest-qt's plain one."""
    application = new_application()
    load_other_faces()
    application.setCursorFlashTime(0)
    return application


@pytest.fixture(autouse=True)
def collected(qapp: QApplication) -> Iterator[None]:
    """Collect what a test leaves in the window's thread: in another one it would take Qt's timers with it."""
    gc.disable()
    # What other tests hold is as much as all of ours together, and is not looked through again after each of these.
    gc.freeze()
    yield
    # Without a loop nothing deletes what was to be deleted later, and every theme after this would dress it again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Return the light look at the usual size, in force."""
    theme = Theme(Scheme.LIGHT)
    theme.dress()
    return theme


@pytest.fixture
def live(qapp: QApplication) -> Callable[[Life], None]:
    """Return what runs an ``async def`` inside the window's own event loop; a test is one such life."""

    def run(life: Life) -> None:
        # Garbage of a test is collected in its own thread: in the writer's it would take timers and windows with it.
        around = QObject()
        Collector(around)
        try:
            aio.run(asyncio.wait_for(life(), 30))
        finally:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            around.deleteLater()
            gc.collect()
            gc.enable()

    return run


@pytest.fixture
def bridge(places: Places, qapp: QApplication) -> Bridge:
    """Return a bridge to this test's archive, not open yet."""
    return Bridge(places)
