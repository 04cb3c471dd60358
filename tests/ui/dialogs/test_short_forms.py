"""The short dialogs say what is wrong beside the field, and have room for all they say at any size of text."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from tests.ui.waiting import settled, until
from ui.dialogs.about import AboutFacilitator
from ui.dialogs.new_gathering import NewGathering
from ui.theme import Scheme

DAY = date(2027, 3, 4)


@pytest.fixture
def window(qapp):
    made = QWidget()
    made.resize(683, 640)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def field(form: QDialog, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_a_gathering_needs_a_title_and_says_so_below_it(live, theme, window) -> None:
    async def life() -> None:
        form = NewGathering(theme, "Cell meeting", "Cell meeting 2027", DAY, window)
        form.ask_for_network()
        form.show()
        await until(form.isActiveWindow)
        title, wrong = field(form, "title"), form.findChild(QLabel, "wrong")
        assert wrong is not None
        QTest.keyClick(title, Qt.Key.Key_Delete)
        QTest.keyClick(title, Qt.Key.Key_Return)
        await settled()
        assert (form.result(), wrong.text()) == (0, "It needs a title: what people will call it.")
        assert title.geometry().bottom() < wrong.y() < field(form, "where").y()
        assert title.hasFocus()
        form.say_wrong("Two networks are called so.", "network")
        await settled()
        assert wrong.y() > field(form, "network").y()
        assert field(form, "network").hasFocus()
        QTest.keyClicks(title, "Spring")
        QTest.keyClick(title, Qt.Key.Key_Return)
        assert form.result() == QDialog.DialogCode.Accepted
        assert form.wished().title == "Spring"
        form.deleteLater()

    live(life)


def test_a_network_is_not_asked_for_where_there_is_one(live, theme, window) -> None:
    async def life() -> None:
        form = NewGathering(theme, "Drop-in", "Drop-in 2027", DAY, window)
        form.show()
        form.say_wrong("The title is taken.", "network")
        await settled()
        assert field(form, "title").hasFocus()
        assert form.wished().network == ""
        form.close()
        form.deleteLater()

    live(life)


@pytest.mark.parametrize("text_size", [100, 200])
def test_what_facilitator_is_can_be_read_whole(live, theme, window, text_size: int) -> None:
    async def life() -> None:
        theme.wear(Scheme.LIGHT, text_size)
        about = AboutFacilitator(theme, window)
        about.show()
        await settled()
        for label in about.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width())
        scroll = about.findChild(QScrollArea, "about words")
        close = about.findChild(QPushButton, "close about")
        assert scroll is not None
        assert close is not None
        assert (scroll.verticalScrollBar().maximum() > 0) is (text_size == 200)
        assert about.height() <= window.height()
        assert close.hasFocus() or not about.isActiveWindow()
        QTest.keyClick(close, Qt.Key.Key_Return)
        assert not about.isVisible()
        about.deleteLater()

    live(life)
