"""The frame: places, their keys, and a close that keeps everything first."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from facilitator.paths import Places
from tests.ui.programs import running
from tests.ui.waiting import until
from ui import main_window
from ui.bridge import Bridge
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.place import Where


def said(window: MainWindow, name: str) -> str:
    """Return what a label says."""
    label = window.findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_opens_says_what_is_safe_and_closes(live, theme, bridge: Bridge, sample: Places) -> None:
    async def life() -> None:
        window = MainWindow(theme, (HomePage,))
        window.furnish(bridge)
        window.show_place(Where(HomePage.name))
        window.show()
        closed: list[bool] = []
        window.closed.connect(lambda: closed.append(True))
        await bridge.open()
        assert said(window, "saved") == "Everything is saved on this computer"
        await until(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: bool(closed))
        await window.end()
        await bridge.close()
        window.deleteLater()

    live(life)
    assert Path(sample.archive).exists()


def test_enter_presses_the_button_that_has_the_keyboard(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            button = program.window.rail.findChild(QAbstractButton, "rail plan")
            assert button is not None
            button.setFocus()
            await until(button.hasFocus)
            QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            assert program.window.here.name == "home"
            QTest.keyClick(button, Qt.Key.Key_Return)
            await until(lambda: program.window.here.name == "plan")
            assert QAccessible.queryAccessibleInterface(button).role() is QAccessible.Role.Button
            assert button.accessibleDescription() == "You are here"

    live(life)


def test_the_window_has_no_logic_of_its_own() -> None:
    """What it does not only hand on has a piece of its own: once it grew, everything else would follow."""
    assert len(Path(main_window.__file__).read_text("utf-8").splitlines()) < 300
