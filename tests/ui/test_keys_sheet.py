"""The sheet of keys: everything with a key, readable where there is little room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from facilitator.paths import Places
from tests.ui.programs import running
from tests.ui.waiting import until
from ui.dialogs.capture_marks import capture_marks
from ui.dialogs.keys_sheet import KeysSheet, section_of, sections
from ui.place import Where
from ui.shell.window_acts import TOGETHER, keys_of


def test_says_every_key_of_here_and_everywhere_and_every_mark(live, theme, sample: Places) -> None:
    async def life() -> None:
        async with running(sample, theme) as program:
            window = program.window
            window.show_place(Where("plan"))
            window.resize(683, 640)
            QTest.keyClick(window, Qt.Key.Key_F1)
            await until(lambda: isinstance(QApplication.activeWindow(), KeysSheet))
            (sheet,) = window.findChildren(KeysSheet)
            assert sheet.width() <= 683
            assert sheet.height() <= 640
            rows = {label.accessibleName() for label in sheet.findChildren(QLabel) if label.accessibleName()}
            for one in window.acts():
                if keys_of(one):
                    assert f"{keys_of(one)}: {one.text()}" in rows
            for mark, meaning in capture_marks():
                assert f"{mark}: {meaning}" in rows
            assert sheet.page.hasFocus()
            before = sheet.page.verticalScrollBar().value()
            QTest.keyClick(sheet.page, Qt.Key.Key_PageDown)
            assert sheet.page.verticalScrollBar().value() > before
            QTest.keyClick(sheet, Qt.Key.Key_Escape)
            await until(lambda: not window.findChildren(KeysSheet))

    live(life)


def test_keys_that_are_numbers_have_one_line_together(qapp) -> None:
    acts = []
    for number in (1, 2, 3):
        made = QAction(f"As number {number}")
        made.setShortcut(f"Ctrl+{number}")
        made.setProperty(TOGETHER, "In this place")
        acts.append(made)
    other = QAction("Other")
    other.setShortcut("F2")
    found = section_of("Here", [*acts, other])
    assert found.rows == (("Ctrl+1 … Ctrl+3", "In this place"), ("F2", "Other"))
    assert section_of("Here", acts[:1]).rows == (("Ctrl+1", "As number 1"),)


def test_who_types_in_the_line_sees_first_what_can_be_typed() -> None:
    assert "what is typed" in sections("Capture", [], [], is_typing=True)[0].heading
