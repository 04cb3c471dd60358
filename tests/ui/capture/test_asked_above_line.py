"""A question above the line: answered with Enter, and never in the way of somebody who types on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.capture.conftest import At
from tests.ui.waiting import until
from ui.capture.page import CapturePage

KEYS = Qt.Key


def pasted(page: CapturePage) -> QPushButton:
    """Paste two lines, and return the answer that has the keyboard."""
    QGuiApplication.clipboard().setText("- the key is lost\n- the door is shut")
    page.body.line.edit.paste()
    first = answer(page)
    assert first.hasFocus()
    return first


def answer(page: CapturePage) -> QPushButton:
    """Return the first answer to what is asked of a paste."""
    found = page.body.offering.findChild(QPushButton, "each")
    assert isinstance(found, QPushButton)
    return found


def test_enter_answers_what_is_asked_of_a_paste(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            before = page.body.model.count
            QTest.keyClick(pasted(page), KEYS.Key_Return)
            await until(lambda: page.body.model.count == before + 2)
            assert page.body.line.edit.hasFocus()
            assert page.body.offering.isHidden()

    live(life)


def test_words_typed_while_something_is_asked_go_into_the_line(live, at_table: At) -> None:
    async def life() -> None:
        async with at_table() as page:
            QTest.keyClick(pasted(page), KEYS.Key_S)
            QTest.keyClicks(page.body.line.edit, "he left")
            assert page.body.line.text == "she left"
            assert page.body.offering.question
            page.body.offering.focus_first()
            QTest.keyClick(answer(page), KEYS.Key_Escape)
            assert not page.body.offering.question

    live(life)
