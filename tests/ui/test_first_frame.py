"""The first picture looks as what takes its place, and its line gives on what was typed."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from facilitator.paths import Places
from tests.ui.waiting import until
from ui.bridge import Bridge
from ui.capture.page import CapturePage
from ui.main_window import MainWindow
from ui.place import TAKE_NOTES_NOW, Where
from ui.places import PLACES
from ui.shell.first_line import FirstLine
from ui.theme import Theme

WIDTHS = ((1360, 850), (1366, 690), (900, 700), (683, 690), (360, 420))
CAPTURE = Where("capture", group=TAKE_NOTES_NOW)


def pictured(window: MainWindow) -> QImage:
    """Return what is seen of a window."""
    return window.grab().toImage()


async def furnished(window: MainWindow, bridge: Bridge) -> None:
    """Have the window made whole, and laid out."""
    window.furnish(bridge)
    await until(lambda: window.here.isVisible() and window.here.width() > 0)


async def ended(window: MainWindow, bridge: Bridge) -> None:
    """End a window and its archive."""
    await window.end()
    if bridge.is_open:
        await bridge.close()
    window.hide()
    window.deleteLater()


@pytest.mark.parametrize("size", WIDTHS, ids=str)
def test_bar_rail_and_foot_are_painted_as_they_will_stand(
    live, theme: Theme, bridge: Bridge, size: tuple[int, int]
) -> None:
    async def life() -> None:
        window = MainWindow(theme, PLACES)
        window.resize(*size)
        window.show()
        await until(window.isActiveWindow)
        before = pictured(window)
        await furnished(window, bridge)
        after = pictured(window)
        rail, foot = window.rail, window.status
        if rail.isVisible():
            where = QRect(rail.mapTo(window, QPoint()), rail.size())
            assert before.copy(where) == after.copy(where)
        at = foot.mapTo(window, QPoint())
        edge = QRect(at.x() + foot.width() // 2, at.y(), foot.width() // 2, foot.height())
        assert before.copy(edge) == after.copy(edge)
        if window.top_bar.isVisible() and size[0] >= 900:
            search = window.top_bar.search
            where = QRect(search.mapTo(window, QPoint()), search.size())
            assert before.copy(where) == after.copy(where)
        await ended(window, bridge)

    live(life)


@pytest.mark.parametrize("size", WIDTHS, ids=str)
def test_the_first_line_stands_where_that_of_capture_will(
    live, theme: Theme, bridge: Bridge, size: tuple[int, int]
) -> None:
    async def life() -> None:
        window = MainWindow(theme, PLACES, CAPTURE)
        window.resize(*size)
        window.show()
        await until(window.isActiveWindow)
        first = window.findChild(FirstLine, "line")
        assert first is not None
        before = QRect(first.mapTo(window, QPoint()), first.size())
        await furnished(window, bridge)
        page = window.here
        assert isinstance(page, CapturePage)
        await until(lambda: page.body.line.isVisible() and page.body.line.edit.width() > 20)
        after = QRect(page.body.line.edit.mapTo(window, QPoint()), page.body.line.edit.size())
        assert before == after
        await ended(window, bridge)

    live(life)


def test_what_is_typed_in_the_first_picture_is_kept(live, theme, bridge: Bridge, sample: Places) -> None:
    async def life() -> None:
        window = MainWindow(theme, PLACES, CAPTURE)
        window.resize(1360, 850)
        window.show()
        await until(window.isActiveWindow)
        first = QApplication.focusWidget()
        assert isinstance(first, FirstLine)
        QTest.keyClicks(first, "The boiler is older than the hall")
        QTest.keyClick(first, Qt.Key.Key_Return)
        assert first.toPlainText() == ""
        QTest.keyClicks(first, "and ")
        composed = QInputMethodEvent()
        composed.setCommitString("Zoë")
        QApplication.sendEvent(first, composed)
        QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClicks(first, "knoww")
        QTest.keyClick(first, Qt.Key.Key_Backspace)
        assert first.toPlainText() == "and Zoë\nknow"
        await furnished(window, bridge)
        line = QApplication.focusWidget()
        assert isinstance(line, QPlainTextEdit)
        assert line is not first
        assert line.toPlainText() == "and Zoë\nknow"
        QTest.keyClicks(line, "s")
        await bridge.open()
        page = window.here
        assert isinstance(page, CapturePage)
        await until(lambda: page.body.model.count == 1)
        assert page.body.model.row_at(0).note.words == "The boiler is older than the hall"
        assert line.toPlainText() == "and Zoë\nknows"
        await ended(window, bridge)

    live(life)


def test_a_window_that_is_closed_before_it_is_whole_closes_then(live, theme, bridge: Bridge) -> None:
    async def life() -> None:
        window = MainWindow(theme, PLACES)
        window.show()
        closed: list[bool] = []
        window.closed.connect(lambda: closed.append(True))
        window.close()
        assert window.isVisible()
        window.furnish(bridge)
        await until(lambda: bool(closed))
        assert not window.isVisible()
        await ended(window, bridge)

    live(life)
