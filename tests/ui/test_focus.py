"""Everything by keyboard: the order of the focus, names for whoever hears them, room in the smallest window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from facilitator.paths import Places
from sessions.errors import KnownError
from tests.ui.programs import running
from tests.ui.waiting import until
from ui.place import Said, Where


def round_by_tab(window: QWidget, start: QWidget) -> list[QWidget]:
    """Return what has the focus one after the other until it comes round."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found = [start]
    while True:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is start:
            return found
        assert now not in found, f"{now.objectName()} comes twice before {start.objectName()} comes again"
        found.append(now)


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def test_tab_goes_from_the_bar_through_the_rail_to_the_place(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            window = program.window
            window.show_place(Where("plan"))
            order = round_by_tab(window, window.top_bar.search)
            assert [one.objectName() for one in order] == [
                "search",
                "rail home",
                "rail plan",
                "rail capture",
                "rail settings",
                "plain line",
            ]
            assert all(spoken(one) for one in order)
            window.tell_error(KnownError("disk_full", path="/here"))
            window.telling.say(Said("Undone: keep a note"))
            order = round_by_tab(window, window.top_bar.search)
            names = [one.objectName() for one in order]
            assert names.index("banner copy") < names.index("plain line")
            assert "toast close" in names
            assert all(spoken(one) for one in order)

    live(life)


def test_dialogs_and_notes_name_all_that_takes_the_focus(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme, is_introduced=False) as program:
            order = round_by_tab(program.window, program.note.name)
            assert [one.objectName() for one in order] == [
                "first name",
                "first device",
                "first later",
                "first begin",
            ]
            assert all(spoken(one) for one in order)
            program.note.go()
            program.desk.open()
            await until(lambda: program.desk.dialog is not None and program.desk.dialog.isVisible())
            dialog = program.desk.dialog
            assert dialog is not None
            order = round_by_tab(dialog, dialog.name)
            assert [one.objectName() for one in order] == [
                "settings name",
                "settings device",
                "settings light",
                "settings text size",
                "settings language",
                "settings archive",
                "settings backup",
                "settings folder",
                "close settings",
            ]
            assert all(spoken(one) for one in order)
            dialog.accept()
            await until(lambda: program.desk.dialog is None)

    live(life)


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_window_can_be_made_small(live, theme, sample: Places, text_size: int) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            theme.wear(theme.scheme, text_size)
            program.window.show_place(Where("plan"))
            program.window.resize(1, 1)
            assert program.window.size().toTuple() == (360, 420)
            assert program.window.here.rect().width() <= 360
            QTest.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            palette = program.window.finding.palette
            assert palette.rect().contains(palette.card.geometry())

    live(life)
