"""What is said of an act stands above the line, whole, and never over what is typed."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.paths import Places
from tests.ui.programs import running
from tests.ui.waiting import until
from ui.capture.page import CapturePage
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.place import Said, Where

LONG = "The words stay with you. Backups made before still hold them: /home/ines/archive.backups/2026-06-18"


def lies(window: MainWindow, widget: QWidget) -> QRect:
    """Return where something lies in the window."""
    return QRect(widget.mapTo(window, QPoint()), widget.size())


@pytest.mark.parametrize(("wide", "high"), [(1366, 768), (683, 640), (480, 640), (360, 420)])
def test_what_is_said_never_lies_over_the_line(live, theme, sample: Places, wide: int, high: int) -> None:
    async def life() -> None:
        async with running(sample, theme, (HomePage, CapturePage)) as program:
            window = program.window
            window.resize(wide, high)
            group = next(kept.record.id for kept in program.bridge.reader.every("group"))
            window.show_place(Where("capture", group=group))
            page = window.here
            assert isinstance(page, CapturePage)
            await until(page.body.line.edit.hasFocus)
            toast = window.telling.toast
            window.telling.say(Said(LONG))
            await until(lambda: not lies(window, toast).intersects(lies(window, page.body.line)))
            words = toast.findChild(QLabel, "toast words")
            assert isinstance(words, QLabel)
            assert words.height() >= words.heightForWidth(words.width())
            QTest.keyClicks(page.body.line.edit, "word " * 60)
            await until(lambda: not lies(window, toast).intersects(lies(window, page.body.line)))
            page.choose_group()
            low = lies(window, toast).bottom()
            page.groups.left.emit()
            await until(lambda: lies(window, toast).bottom() < low)
            assert not lies(window, toast).intersects(lies(window, page.body.line))
            page.body.line.clear()

    live(life)
